// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

/// The numbers that both sides must agree on. What an operator may change is told in Welcome.limits; these are the
/// defaults.
namespace banter::limits {

inline constexpr std::uint32_t kProtocolVersion = 1;

inline constexpr std::size_t kMaxFrameBytes = 64 * 1024;      ///< one WebSocket frame
inline constexpr std::size_t kMaxMessageBytes = 128 * 1024;   ///< one WebSocket message, all fragments
inline constexpr std::size_t kMaxUnknownPeerBytes = 4 * 1024; ///< one message before the peer is signed in
inline constexpr std::size_t kMaxJsonDepth = 16;

inline constexpr std::size_t kMaxTextBytes = 16 * 1024; ///< text of a message, UTF-8
inline constexpr std::size_t kMaxFallbackBytes = 1024;
inline constexpr std::size_t kMaxNameBytes = 120; ///< display name, device name
inline constexpr std::size_t kMaxPlatformBytes = 40;
inline constexpr std::size_t kMaxClientNameBytes = 100;
inline constexpr std::size_t kMinUsernameLength = 3;
inline constexpr std::size_t kMaxUsernameLength = 32;
inline constexpr std::size_t kMinPasswordBytes = 10;
inline constexpr std::size_t kMaxPasswordBytes = 1024;

inline constexpr std::uint32_t kDefaultPage = 50;
inline constexpr std::uint32_t kMaxPage = 100;
/// Of contents in a page of messages: the one that reaches it is the last. Several such pages, also with every byte
/// escaped in JSON, fit in what may wait for a connection.
inline constexpr std::size_t kMaxPageBytes = 128 * 1024;
inline constexpr std::uint32_t kMaxDevices = 10;
inline constexpr std::uint32_t kMaxUnread = 1000;
inline constexpr std::uint32_t kMaxGroupMembers = 1000;
inline constexpr std::size_t kMaxTitleBytes = kMaxNameBytes; ///< of a group
inline constexpr std::size_t kMaxDescriptionBytes = 2048;    ///< of a group
inline constexpr std::uint32_t kMaxInvites = 100;            ///< of a group, usable at a time
inline constexpr std::uint32_t kMaxMessagesAtOnce = 100;     ///< deleted or hidden by one request
inline constexpr std::size_t kMaxEmojiBytes = 64;            ///< of one reaction, UTF-8
inline constexpr std::uint32_t kMaxReactionKinds = 20;       ///< different emoji on one message
inline constexpr std::uint32_t kMaxPinned = 20;              ///< conversations of a user
inline constexpr std::uint32_t kMaxContacts = 5000;          ///< of a user
inline constexpr std::uint32_t kMaxPresenceInterest = 100;   ///< users whose presence a connection is told
inline constexpr std::uint32_t kMaxOpenConversations = 4;    ///< conversations whose activity a connection is told
inline constexpr std::size_t kMaxSearchBytes = 256;          ///< of what is searched for, UTF-8
/// How long after it was sent a message can be edited, or deleted for everyone by its sender.
inline constexpr std::chrono::seconds kChangeWindow{48 * 3600};
inline constexpr std::int64_t kMutedForEver = -1; ///< ConversationState.muted_until_ms
/// Up to so many members everybody is told each member's watermark; above, numbers.
inline constexpr std::size_t kMaxListedMembers = 32;
inline constexpr std::uint64_t kMaxSyncChanges = 2000; ///< further behind than this: reset

inline constexpr std::chrono::seconds kHelloDeadline{5};
inline constexpr std::chrono::seconds kHeartbeat{45};   ///< a client pings after so long without traffic (+-20 %)
inline constexpr std::chrono::seconds kSilentPeer{100}; ///< a server drops who was silent for so long
inline constexpr std::uint32_t kReconnectSpreadMs = 2000;
inline constexpr std::chrono::seconds kRequestTimeout{20}; ///< a client gives up waiting and reconnects
inline constexpr std::chrono::seconds kGapPatience{2};     ///< a client waits for a missing rev before it Syncs
inline constexpr std::chrono::seconds kActivityRepeat{4};  ///< who types says so again
inline constexpr std::chrono::seconds kActivityLife{6};    ///< who did not say so again has stopped
inline constexpr std::chrono::seconds kPresenceGrace{20};  ///< who is gone for so long is offline

/// Close codes (RFC 6455 section 7.4.2: 4000-4999 are the application's).
inline constexpr std::uint16_t kCloseRestart = 1012;
inline constexpr std::uint16_t kCloseBusy = 1013;
inline constexpr std::uint16_t kCloseSignInAgain = 4401;
inline constexpr std::uint16_t kCloseBanned = 4403;
inline constexpr std::uint16_t kCloseSlow = 4408;
inline constexpr std::uint16_t kCloseReplaced = 4409;
inline constexpr std::uint16_t kCloseTooOld = 4426;
inline constexpr std::uint16_t kCloseRate = 4429;

} // namespace banter::limits

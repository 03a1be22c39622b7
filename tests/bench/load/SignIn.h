// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace banter::bench {

/// The frames of a connection's start, and what their answers say. Through protobuf: none of this is in a measured hot
/// path but resume, where it is the generator's CPU only.
inline constexpr std::uint64_t kHelloRequest = 1, kListRequest = 2, kLogInRequest = 3, kLogOutRequest = 4,
                               kPingRequest = 5, kInterestRequest = 6, kSyncRequest = 7;
inline constexpr std::uint64_t kFirstSendRequest = 16;

[[nodiscard]] std::string helloFrame(std::string_view token, std::int64_t listSinceMs = 0);
[[nodiscard]] std::string listChangedFrame(std::int64_t sinceMs, const std::string &cursor = {});
[[nodiscard]] std::string interestFrame(const std::string &conversationId);
/// Of who holds everything up to `lastSeq`, in a conversation that has nothing but messages.
[[nodiscard]] std::string syncFrame(const std::string &conversationId, std::uint64_t lastSeq);
[[nodiscard]] std::string logInFrame(std::string_view username, std::string_view password);
[[nodiscard]] std::string logOutFrame();

/// Of any answer of the start.
struct StartNews {
    std::uint64_t requestId{0};
    std::string failure;          ///< empty: none
    bool signedIn{false};         ///< Welcome with a good token, or SignedIn
    bool hasPage{false};          ///< a ConversationPage, on its own or in Welcome
    std::int64_t asOfMs{0};       ///< ConversationPage
    std::string nextCursor;       ///< ConversationPage
    std::size_t conversations{0}; ///< ConversationPage: how many it names
    std::uint64_t lastSeq{0};     ///< ConversationPage: of the conversation asked for
};
/// false: not a ServerFrame.
[[nodiscard]] bool readStart(std::string_view frame, std::string_view conversationId, StartNews &news);

} // namespace banter::bench

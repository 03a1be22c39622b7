// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "server/net/EventLoop.h"
#include "server/net/Transport.h"
#include "server/ops/RateLimits.h"
#include "server/routing/ConnectionCache.h"
#include "server/session/Presence.h"
#include "server/storage/ListRows.h"
#include "shared/core/Id.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/banter.pb.h"

namespace banter::server {

class Shard;
struct Services;

/// One live connection of a client: who it is, what it may do, how it is answered. Lives on its shard's thread; owned
/// by its connection. Small: there are many, and nearly all are silent.
class Session final : public TransportListener {
public:
    enum class Stage : std::uint8_t {
        New,      ///< Hello has to come, within limits::kHelloDeadline
        Greeting, ///< Hello with a token is at the store
        Stranger, ///< may register or log in
        Entering, ///< a registration or log-in is under way
        SignedIn,
        Leaving ///< a close was sent: nothing is taken any more
    };

    Session(Shard &shard, Transport &transport, SessionRef ref);
    ~Session() override;

    void onMessage(FrameKind kind, std::string_view payload) override;
    void onClosed(const Closing &closing) override;

    [[nodiscard]] Shard &shard() const { return m_shard; }
    [[nodiscard]] SessionRef ref() const { return m_ref; }
    [[nodiscard]] Stage stage() const { return m_stage; }
    void setStage(Stage stage);
    [[nodiscard]] const UserId &user() const { return m_user; }
    [[nodiscard]] const DeviceId &device() const { return m_device; }
    [[nodiscard]] bool speaksJson() const { return m_json; }
    [[nodiscard]] std::string peerAddress() const { return m_transport.peerAddress(); }
    /// Takes from this connection's bucket; zero: allowed, else when to try again.
    [[nodiscard]] Millis take(Limit limit, std::uint64_t cost = 1);
    [[nodiscard]] Millis takeMessage(std::uint64_t bytes);

    /// From now on this connection acts for a device: adds it to the connection cache and replaces the device's older
    /// connection.
    void signIn(const UserId &user, const DeviceId &device, const UserSettings &settings);
    [[nodiscard]] const UserSettings &settings() const { return m_settings; }
    void setSettings(const UserSettings &settings) { m_settings = settings; }

    /// What it shows on its screen; null: it has said nothing.
    [[nodiscard]] const Interest *interest() const { return m_interest.get(); }
    void setInterest(Interest interest) { m_interest = std::make_unique<Interest>(std::move(interest)); }

    void send(FramePtr frame);
    /// Sends the close code and takes nothing more.
    void leave(std::uint16_t code, std::string_view reason);

private:
    [[nodiscard]] bool settleFormat(FrameKind kind);
    void unlist();

    Shard &m_shard;
    Transport &m_transport;
    const SessionRef m_ref;
    UserId m_user;
    DeviceId m_device;
    UserSettings m_settings;
    Stage m_stage{Stage::New};
    bool m_formatKnown{false}; ///< the first frame has come
    bool m_json{false};
    bool m_listed{false};                      ///< in the connection cache
    std::unique_ptr<Deadline> m_helloDeadline; ///< until Hello: most of a session's life it is not needed
    std::unique_ptr<Interest> m_interest;
    DeviceBuckets m_buckets;
};

} // namespace banter::server

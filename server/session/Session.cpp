// SPDX-License-Identifier: Apache-2.0
#include "server/session/Session.h"

#include "server/session/Handlers.h"
#include "server/session/Log.h"
#include "server/session/Shard.h"
#include "shared/protocol/Codec.h"
#include "shared/protocol/Limits.h"

namespace banter::server {

Session::Session(Shard &shard, Transport &transport, SessionRef ref)
    : m_shard(shard),
      m_transport(transport),
      m_ref(ref),
      m_helloDeadline(std::make_unique<Deadline>([this] { leave(limits::kCloseSignInAgain, "no hello in time"); })),
      m_buckets(shard.services().config.rateLimits) {
    m_helloDeadline->arm(shard.loop(), limits::kHelloDeadline);
}

Session::~Session() { onClosed({}); }

void Session::onMessage(FrameKind kind, std::string_view payload) {
    if (m_stage == Stage::Leaving || !settleFormat(kind))
        return;
    v1::ClientFrame &frame = m_shard.scratchRequest();
    if (auto decoded = decodeFrame(m_json ? WireFormat::Json : WireFormat::Binary, payload, frame); !decoded.ok()) {
        if (take(Limit::Other) == Millis::zero())
            m_shard.sendFailure(*this, 0, ErrorCode::Malformed, decoded.error().detail, 0);
        else
            leave(limits::kCloseRate, "too many malformed frames");
        return;
    }
    handlers::dispatch(*this, frame);
}

bool Session::settleFormat(FrameKind kind) {
    const bool json = kind == FrameKind::Text;
    if (!m_formatKnown) {
        m_formatKnown = true;
        m_json = json;
    }
    if (json && !m_shard.services().config.jsonFrames) {
        leave(1003, "text frames are switched off here");
        return false;
    }
    if (json != m_json) {
        leave(1003, "a connection speaks what its first frame spoke");
        return false;
    }
    return true;
}

void Session::setStage(Stage stage) {
    m_stage = stage;
    if (stage != Stage::New)
        m_helloDeadline.reset();
}

void Session::onClosed(const Closing &closing) {
    if (m_shard.find(m_ref) != this)
        return;
    unlist();
    m_stage = Stage::Leaving;
    m_shard.forget(m_ref);
    qCDebug(lcSession) << "session" << m_ref.bits << "closed" << closing.code;
}

void Session::unlist() {
    if (!std::exchange(m_listed, false))
        return;
    Services &services = m_shard.services();
    services.connections.remove(m_user, m_device, m_ref);
    if (m_interest)
        PresenceDesk::unwatch(services, m_ref, *m_interest);
    m_interest.reset();
    PresenceDesk::went(services, m_user);
}

void Session::signIn(const UserId &user, const DeviceId &device, const UserSettings &settings) {
    m_user = user;
    m_device = device;
    m_settings = settings;
    m_stage = Stage::SignedIn;
    m_listed = true;
    m_transport.setAuthenticated();
    const auto replaced = m_shard.services().connections.add(user, {device, m_ref, m_json, settings.hidesRead});
    if (replaced && *replaced != m_ref)
        Shard::endSession(m_shard.services(), *replaced, limits::kCloseReplaced, "this device connected again");
    PresenceDesk::came(m_shard.services(), user);
}

void Session::send(FramePtr frame) {
    if (m_stage != Stage::Leaving && frame)
        m_transport.send(std::move(frame));
}

void Session::leave(std::uint16_t code, std::string_view reason) {
    if (m_stage == Stage::Leaving)
        return;
    unlist();
    m_stage = Stage::Leaving;
    m_transport.close(code, reason);
}

Millis Session::take(Limit limit, std::uint64_t cost) { return m_buckets.take(limit, m_shard.loop().now(), cost); }

Millis Session::takeMessage(std::uint64_t bytes) { return m_buckets.takeMessage(m_shard.loop().now(), bytes); }

} // namespace banter::server

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>
#include <utility>

#include "server/session/Reads.h"
#include "server/session/Services.h"
#include "server/session/Session.h"
#include "server/session/Shard.h"
#include "server/storage/Storage.h"
#include "shared/core/Promise.h"
#include "shared/protocol/banter.pb.h"

namespace banter::server {

/// A request that waits for its one answer: whose it is and what it is called. A value; outlives its session, whose
/// answers are then dropped. Used on the session's shard only.
class Request {
public:
    Request(Session &session, std::uint64_t id)
        : m_shard(&session.shard()),
          m_session(session.ref()),
          m_user(session.user()),
          m_device(session.device()),
          m_hidesRead(session.settings().hidesRead),
          m_id(id) {}

    [[nodiscard]] Shard &shard() const { return *m_shard; }
    [[nodiscard]] Services &services() const { return m_shard->services(); }
    [[nodiscard]] const UserId &user() const { return m_user; }
    [[nodiscard]] const DeviceId &device() const { return m_device; }
    [[nodiscard]] std::uint64_t id() const { return m_id; }
    /// Null if the connection is gone.
    [[nodiscard]] Session *session() const { return m_shard->find(m_session); }
    [[nodiscard]] SessionRef sessionRef() const { return m_session; }

    /// The frame is filled by `fill` and sent as the answer.
    template <class Fill>
    void answer(Fill fill) const {
        if (Session *live = session()) {
            v1::ServerFrame &frame = m_shard->scratch();
            fill(frame);
            if (m_hidesRead)
                withoutReads(frame, m_user);
            frame.set_request_id(m_id);
            frame.set_type(v1::ANSWER);
            live->send(encodeFor(frame, live->speaksJson()));
        }
    }
    void done() const {
        answer([](v1::ServerFrame &frame) { frame.mutable_done(); });
    }
    void refuse(ErrorCode code, std::string_view hint = {}, std::int64_t retryAfterMs = 0) const {
        if (Session *live = session())
            m_shard->sendFailure(*live, m_id, code, hint, retryAfterMs);
    }
    /// Logs what only the operator may know and answers the rest.
    void refuse(const Error &error) const;

    /// Runs a job at the store and hands its value to `use` on this shard; a failure is answered at once.
    template <class T>
    void read(Storage::Job<T> job, std::function<void(T)> use) const {
        services().storage.read<T>(std::move(job), promise<T>(std::move(use)));
    }
    template <class T>
    void change(Storage::Job<T> job, std::function<void(T)> use) const {
        services().storage.change<T>(std::move(job), promise<T>(std::move(use)));
    }
    template <class T>
    [[nodiscard]] Promise<T> promise(std::function<void(T)> use) const {
        return Promise<T>(&m_shard->loop(), [request = *this, use = std::move(use)](Result<T> result) {
            if (result.ok())
                use(std::move(result).value());
            else
                request.refuse(result.error());
        });
    }

private:
    Shard *m_shard;
    SessionRef m_session;
    UserId m_user;
    DeviceId m_device;
    bool m_hidesRead; ///< when it was asked
    std::uint64_t m_id;
};

} // namespace banter::server

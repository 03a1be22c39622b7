// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "server/net/Transport.h"

namespace banter::test {

/// Sends every message back.
class EchoListener final : public server::TransportListener {
public:
    explicit EchoListener(server::Transport &transport) : m_transport(transport) { transport.setAuthenticated(); }
    void onMessage(server::FrameKind kind, std::string_view payload) override {
        m_transport.send(server::makeFrame(kind, payload));
    }
    void onClosed(const server::Closing &) override {}

private:
    server::Transport &m_transport;
};

} // namespace banter::test

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "server/net/Transport.h"

namespace banter::test {

/// Who is signed in on one loop.
class RelayRoom {
public:
    std::unordered_map<std::string, server::Transport *> users;
};

/// The least that a relay does above the edge, for measuring it: `{"op":"login","user":U}` is answered `{"op":"ok"}`,
/// and
/// `{"op":"msg","to":U,"id":I,"body":B}` goes to that user of the same loop with the sender's name. No check of
/// anything.
class RelayListener final : public server::TransportListener {
public:
    RelayListener(RelayRoom &room, server::Transport &transport);
    void onMessage(server::FrameKind kind, std::string_view payload) override;
    void onClosed(const server::Closing &closing) override;

private:
    RelayRoom &m_room;
    server::Transport &m_transport;
    std::string m_user;
};

} // namespace banter::test

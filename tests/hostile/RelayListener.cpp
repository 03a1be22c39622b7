// SPDX-License-Identifier: Apache-2.0
#include "tests/hostile/RelayListener.h"

namespace banter::test {
namespace {

std::string_view field(std::string_view message, std::string_view key) {
    const std::size_t found = message.find(key);
    if (found == std::string_view::npos)
        return {};
    const std::size_t begin = found + key.size();
    return message.substr(begin, message.find('"', begin) - begin);
}

} // namespace

RelayListener::RelayListener(RelayRoom &room, server::Transport &transport) : m_room(room), m_transport(transport) {
    transport.setAuthenticated();
}

void RelayListener::onMessage(server::FrameKind, std::string_view payload) {
    if (field(payload, "\"op\":\"") == "login") {
        m_user = field(payload, "\"user\":\"");
        m_room.users[m_user] = &m_transport;
        m_transport.send(server::makeFrame(server::FrameKind::Text, "{\"op\":\"ok\"}"));
        return;
    }
    const auto to = m_room.users.find(std::string(field(payload, "\"to\":\"")));
    if (to == m_room.users.end())
        return;
    std::string relayed = "{\"op\":\"msg\",\"from\":\"";
    relayed += m_user;
    relayed += "\",\"id\":\"";
    relayed += field(payload, "\"id\":\"");
    relayed += "\",\"body\":\"";
    relayed += field(payload, "\"body\":\"");
    relayed += "\"}";
    to->second->send(server::makeFrame(server::FrameKind::Text, relayed));
}

void RelayListener::onClosed(const server::Closing &) {
    if (const auto self = m_room.users.find(m_user); self != m_room.users.end() && self->second == &m_transport)
        m_room.users.erase(self);
}

} // namespace banter::test

// SPDX-License-Identifier: Apache-2.0
#include "server/storage/RefusedMessages.h"

#include <utility>

namespace banter::server {

void RefusedMessages::add(const NewMessage &message, MonoTime now) {
    m_known[{message.conversation, message.sender, message.clientId}] = now;
}

std::vector<NewMessage> RefusedMessages::takeFollowers(std::vector<NewMessage> &batch, MonoTime now) {
    std::erase_if(m_known, [now](const auto &one) { return one.second + kRemember < now; });
    std::vector<NewMessage> followers, kept;
    for (NewMessage &message : batch) {
        const bool follows =
            !message.after.isNull() && m_known.contains({message.conversation, message.sender, message.after});
        if (follows)
            add(message, now);
        else
            m_known.erase({message.conversation, message.sender, message.clientId});
        (follows ? followers : kept).push_back(std::move(message));
    }
    batch = std::move(kept);
    return followers;
}

} // namespace banter::server

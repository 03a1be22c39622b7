// SPDX-License-Identifier: Apache-2.0
#include "server/conversation/Privacy.h"

namespace banter::server {
namespace {

bool admits(Audience audience, bool isContact) {
    return audience == Audience::Everybody || (audience == Audience::Contacts && isContact);
}

} // namespace

bool seesPresence(const UserSettings &own, const PresenceFacts &other) {
    if (other.isBlocked || (!other.sharesConversation && !other.hasAsker))
        return false;
    return admits(other.settings.presence, other.hasAsker) && admits(own.presence, other.isContact);
}

} // namespace banter::server

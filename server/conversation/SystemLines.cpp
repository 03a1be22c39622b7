// SPDX-License-Identifier: Apache-2.0
#include "server/conversation/SystemLines.h"

#include "shared/protocol/Limits.h"

namespace banter::server {
namespace {

/// More are counted: a sentence that names everybody would not fit.
constexpr int kNamed = 3;

std::string nameOf(const std::string &idText, const Names &names) {
    const auto id = UserId::fromText(idText);
    const auto known = id ? names.find(*id) : names.end();
    return known == names.end() || known->second.empty() ? "somebody" : known->second;
}

std::string subjectsOf(const v1::System &facts, const Names &names) {
    const int count = facts.subject_ids_size();
    std::string list;
    for (int i = 0; i < count && i < kNamed; ++i) {
        if (i > 0)
            list += i == count - 1 ? " and " : ", ";
        list += nameOf(facts.subject_ids(i), names);
    }
    if (count > kNamed)
        list += " and " + std::to_string(count - kNamed) + (count == kNamed + 1 ? " other" : " others");
    return list;
}

std::string roleChange(const v1::System &facts, const std::string &actor, const std::string &subjects) {
    switch (facts.role()) {
    case v1::OWNER: return actor + " handed the group over to " + subjects;
    case v1::ADMIN: return actor + " made " + subjects + " an admin";
    default: break;
    }
    const bool bySelf = facts.subject_ids_size() == 1 && facts.subject_ids(0) == facts.actor_id();
    return bySelf ? actor + " is no admin any more" : actor + " made " + subjects + " an ordinary member";
}

std::string sentence(const v1::System &facts, const Names &names) {
    const std::string actor = facts.actor_id().empty() ? "An administrator" : nameOf(facts.actor_id(), names);
    switch (facts.what()) {
    case v1::CREATED: return actor + " created the group \"" + facts.title() + "\"";
    case v1::MEMBERS_ADDED: return actor + " added " + subjectsOf(facts, names);
    case v1::MEMBER_REMOVED: return actor + " removed " + subjectsOf(facts, names);
    case v1::MEMBER_LEFT: return actor + " left";
    case v1::JOINED_BY_INVITE: return actor + " joined by invite";
    case v1::RENAMED: return actor + " named the group \"" + facts.title() + "\"";
    case v1::ROLE_CHANGED: return roleChange(facts, actor, subjectsOf(facts, names));
    default: return "Something changed";
    }
}

} // namespace

std::string systemLine(const v1::System &facts, const Names &names) {
    v1::Content content;
    *content.mutable_system() = facts;
    std::string text = sentence(facts, names);
    if (text.size() > limits::kMaxFallbackBytes)
        text = "Something changed";
    content.set_fallback(text);
    return content.SerializeAsString();
}

} // namespace banter::server

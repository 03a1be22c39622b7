// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/GroupCommands.h"

#include "server/ctl/AdminText.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::server::groupCommands {
namespace {

Error malformed(std::string what) { return {ErrorCode::Malformed, std::move(what), 0}; }

/// The group that is named; the answer is given if it is none.
std::optional<ConversationId> groupOf(const QJsonObject &arguments, GroupAdmin::Answer &done) {
    const auto id = ConversationId::fromText(admin::argument(arguments, "group"));
    if (!id || id->isNull()) {
        done.resolve(malformed("\"group\" is not the id of a group (22 characters); group list shows them"));
        return std::nullopt;
    }
    return id;
}

std::optional<MemberRole> roleOf(const std::string &word) {
    if (word == "member")
        return MemberRole::Member;
    if (word == "admin")
        return MemberRole::Admin;
    if (word == "owner")
        return MemberRole::Owner;
    return std::nullopt;
}

void change(GroupAdmin &groups, const QJsonObject &arguments, GroupOrder order, GroupAdmin::Answer done) {
    if (const auto group = groupOf(arguments, done))
        groups.changeGroup(*group, std::move(order), std::move(done));
}

} // namespace

void list(GroupAdmin &groups, const QJsonObject &arguments, int limit, GroupAdmin::Answer done) {
    const std::string after = admin::argument(arguments, "after");
    const auto id = after.empty() ? std::optional(ConversationId{}) : ConversationId::fromText(after);
    if (!id)
        return done.resolve(malformed("\"after\" is not the id of a group (22 characters)"));
    groups.listGroups(admin::argument(arguments, "name"), *id, limit, std::move(done));
}

void show(GroupAdmin &groups, const QJsonObject &arguments, GroupAdmin::Answer done) {
    if (const auto group = groupOf(arguments, done))
        groups.showGroup(*group, std::move(done));
}

void add(GroupAdmin &groups, const QJsonObject &arguments, GroupAdmin::Answer done) {
    change(groups, arguments, {GroupOrder::What::Add, admin::argument(arguments, "name"), {}, {}}, std::move(done));
}

void remove(GroupAdmin &groups, const QJsonObject &arguments, GroupAdmin::Answer done) {
    change(groups, arguments, {GroupOrder::What::Remove, admin::argument(arguments, "name"), {}, {}}, std::move(done));
}

void setRole(GroupAdmin &groups, const QJsonObject &arguments, GroupAdmin::Answer done) {
    const auto role = roleOf(admin::argument(arguments, "role"));
    if (!role)
        return done.resolve(malformed("\"role\" is member, admin or owner"));
    change(groups, arguments, {GroupOrder::What::SetRole, admin::argument(arguments, "name"), *role, {}},
           std::move(done));
}

void rename(GroupAdmin &groups, const QJsonObject &arguments, GroupAdmin::Answer done) {
    const std::string given = admin::argument(arguments, "title");
    const std::string title = cleanName(given);
    if (given.size() > limits::kMaxTitleBytes)
        return done.resolve(
            malformed("a title has at most " + std::to_string(limits::kMaxTitleBytes) + " bytes (UTF-8)"));
    if (!hasVisibleText(title))
        return done.resolve(malformed("the title is empty"));
    change(groups, arguments, {GroupOrder::What::Rename, {}, {}, title}, std::move(done));
}

} // namespace banter::server::groupCommands

// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/StoreGroupAdmin.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include <QJsonArray>

#include "server/conversation/GroupRules.h"
#include "server/ctl/Answering.h"

namespace banter::server {

using namespace admin;

namespace {

struct Shown {
    ConversationRow group;
    std::vector<MemberRow> members; ///< who is there: the owner, admins, the others, each by name
    std::map<UserId, UserRow> users;
};

QString roleName(MemberRole role) {
    switch (role) {
    case MemberRole::Owner: return QStringLiteral("owner");
    case MemberRole::Admin: return QStringLiteral("admin");
    case MemberRole::Member: break;
    }
    return QStringLiteral("member");
}

QJsonObject describe(const ConversationRow &group) {
    return {{QStringLiteral("id"), text(group.id.toText())},
            {QStringLiteral("title"), text(group.info.title)},
            {QStringLiteral("members"), static_cast<qint64>(group.memberCount)},
            {QStringLiteral("created"), moment(group.createdMs)},
            {QStringLiteral("last_message"), moment(group.lastMs)}};
}

QJsonObject describe(const Shown &shown) {
    QJsonObject out = describe(shown.group);
    out.insert(QStringLiteral("description"), text(shown.group.info.description));
    out.insert(QStringLiteral("new_members_see_all"), shown.group.info.showsHistory);
    QJsonArray members;
    for (const MemberRow &row : shown.members) {
        const auto user = shown.users.find(row.user);
        const bool isKnown = user != shown.users.end();
        members.append(
            QJsonObject{{QStringLiteral("name"), isKnown ? text(user->second.username) : text(row.user.toText())},
                        {QStringLiteral("display"), isKnown ? text(user->second.displayName) : QString()},
                        {QStringLiteral("disabled"), isKnown && user->second.disabled},
                        {QStringLiteral("role"), roleName(row.role)}});
    }
    out.insert(QStringLiteral("members"), members);
    return out;
}

Error noGroup() { return {ErrorCode::NotFound, "there is no group with this id; banterctl group list shows all", 0}; }

/// On a store's thread: the group with everybody's row, or NotFound.
Result<ConversationRow> findGroup(SqlStore &store, const ConversationId &id) {
    BANTER_TRY(auto row, store.conversation(id));
    if (!row || row->kind != ConversationKind::Group)
        return noGroup();
    return std::move(*row);
}

Result<Shown> readGroup(SqlStore &store, const ConversationId &id) {
    Shown shown;
    BANTER_TRY(shown.group, findGroup(store, id));
    std::vector<UserId> ids;
    for (const MemberRow &row : shown.group.members) {
        if (row.removed)
            continue;
        shown.members.push_back(row);
        ids.push_back(row.user);
    }
    BANTER_TRY(std::vector<UserRow> users, store.usersById(ids));
    for (UserRow &user : users)
        shown.users.emplace(user.id, std::move(user));
    const auto key = [&](const MemberRow &row) {
        return std::tuple(-static_cast<int>(row.role), std::string_view(shown.users[row.user].username));
    };
    std::sort(shown.members.begin(), shown.members.end(),
              [&](const MemberRow &a, const MemberRow &b) { return key(a) < key(b); });
    return shown;
}

Result<GroupChange> decide(const GroupView &view, const groups::Actor &actor, const GroupOrder &order,
                           const UserId &user, std::uint32_t maxMembers) {
    switch (order.what) {
    case GroupOrder::What::Add: return groups::add(view, actor, {user}, maxMembers);
    case GroupOrder::What::Remove: return groups::remove(view, actor, user);
    case GroupOrder::What::SetRole: return groups::setRole(view, actor, user, order.role);
    case GroupOrder::What::Rename: break;
    }
    return groups::edit(view, actor, {order.title, {}, {}});
}

/// The rules speak to a program; this is for the administrator.
Error inWords(const Error &error, const GroupOrder &order) {
    switch (error.code) {
    case ErrorCode::NotFound:
        return {error.code, "\"" + order.user + "\" is not in this group; banterctl group show lists who is", 0};
    case ErrorCode::NotAllowed:
        return {error.code,
                "\"" + order.user + "\" owns the group: first make somebody else its owner (banterctl group role)", 0};
    case ErrorCode::TooLarge: return {error.code, "the group is full (max-group-members)", 0};
    case ErrorCode::Conflict: return {error.code, "the group has another owner by now: look, and try again", 0};
    default: return error;
    }
}

/// On a store's thread.
Result<ConversationChange> carryOut(SqlStore &store, const ConversationId &id, GroupOrder order,
                                    std::uint32_t maxMembers, std::int64_t nowMs) {
    BANTER_TRY(const ConversationRow group, findGroup(store, id));
    groups::Actor actor;
    std::vector<UserId> concerned;
    for (const MemberRow &row : group.members) {
        if (row.role == MemberRole::Owner && !row.removed)
            concerned.push_back(row.user);
    }
    UserRow user;
    if (order.what != GroupOrder::What::Rename) {
        BANTER_TRY(order.user, canonical(order.user));
        BANTER_TRY(user, findUser(store, order.user));
        actor.names[user.id] = user.displayName.empty() ? user.username : user.displayName;
        if (std::find(concerned.begin(), concerned.end(), user.id) == concerned.end())
            concerned.push_back(user.id);
    }
    auto change = store.changeConversation(
        id, concerned, [&](const GroupView &view) { return decide(view, actor, order, user.id, maxMembers); }, nowMs);
    if (!change.ok())
        return inWords(change.error(), order);
    return change;
}

} // namespace

StoreGroupAdmin::StoreGroupAdmin(Storage &storage, LiveServer &live, Executor *home, std::uint32_t maxMembers,
                                 const Clock &clock)
    : m_storage(storage),
      m_live(live),
      m_home(home),
      m_maxMembers(maxMembers),
      m_clock(clock),
      m_alive(std::make_shared<int>()) {}

void StoreGroupAdmin::listGroups(std::string user, ConversationId after, int limit, Answer done) {
    using Rows = std::vector<ConversationRow>;
    m_storage.read<Rows>(
        [user = std::move(user), after, limit](SqlStore &store) -> Result<Rows> {
            UserRow of;
            if (!user.empty()) {
                BANTER_TRY(const std::string name, canonical(user));
                BANTER_TRY(of, findUser(store, name));
            }
            return store.listGroups(of.id, after, limit + 1);
        },
        answering<Rows>(m_home, m_alive, std::move(done), [limit](Rows rows, Answer answer) {
            const bool more = rows.size() > static_cast<std::size_t>(limit);
            if (more)
                rows.resize(static_cast<std::size_t>(limit));
            QJsonArray groups;
            for (const ConversationRow &row : rows)
                groups.append(describe(row));
            QJsonObject out{{QStringLiteral("groups"), groups}};
            if (more)
                out.insert(QStringLiteral("next"), text(rows.back().id.toText()));
            answer.resolve(out);
        }));
}

void StoreGroupAdmin::showGroup(ConversationId group, Answer done) {
    m_storage.read<Shown>([group](SqlStore &store) { return readGroup(store, group); },
                          answering<Shown>(m_home, m_alive, std::move(done),
                                           [](const Shown &shown, Answer answer) { answer.resolve(describe(shown)); }));
}

void StoreGroupAdmin::changeGroup(ConversationId group, GroupOrder order, Answer done) {
    m_storage.change<ConversationChange>(
        [group, order = std::move(order), most = m_maxMembers, now = toMs(m_clock.wall())](SqlStore &store) {
            return carryOut(store, group, order, most, now);
        },
        {m_home, m_alive,
         [this, group, last = std::make_shared<Answer>(std::move(done))](Result<ConversationChange> change) {
             finishChange(group, std::move(change), std::move(*last));
         }});
}

void StoreGroupAdmin::finishChange(const ConversationId &group, Result<ConversationChange> change, Answer done) {
    if (!change) {
        if (change.error().code == ErrorCode::StoreUnavailable)
            m_live.groupUncertain(group);
        return done.resolve(explained(change.takeError()));
    }
    const bool isChanged = !change->steps.empty();
    if (isChanged)
        m_live.groupChanged(std::move(change).value());
    done.resolve(QJsonObject{{QStringLiteral("id"), text(group.toText())}, {QStringLiteral("changed"), isChanged}});
}

} // namespace banter::server

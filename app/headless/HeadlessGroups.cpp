// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <QJsonArray>

#include "app/headless/HeadlessClient.h"
#include "app/headless/HeadlessWords.h"
#include "app/text/InviteLink.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/GroupRights.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

QString roleText(int role) {
    switch (groups::standingOf(role)) {
    case groups::Standing::Owner: return QStringLiteral("owner");
    case groups::Standing::Admin: return QStringLiteral("admin");
    case groups::Standing::Member: return QStringLiteral("member");
    case groups::Standing::None: break;
    }
    return QStringLiteral("none");
}

QJsonObject toJson(const InviteRow &row) {
    return {{QStringLiteral("invite_id"), text(row.id)},
            {QStringLiteral("created_ms"), static_cast<qint64>(row.createdMs)},
            {QStringLiteral("expires_at_ms"), static_cast<qint64>(row.expiresAtMs)},
            {QStringLiteral("max_uses"), static_cast<qint64>(row.maxUses)},
            {QStringLiteral("uses"), static_cast<qint64>(row.uses)}};
}

QString toText(const InviteRow &row) {
    const QString most = row.maxUses == 0 ? QStringLiteral("any") : QString::number(row.maxUses);
    const QString ends = row.expiresAtMs == 0 ? QStringLiteral("never") : QString::number(row.expiresAtMs);
    return QStringLiteral("%1 uses=%2/%3 ends=%4").arg(text(row.id)).arg(row.uses).arg(most, ends);
}

} // namespace

Promise<Done> HeadlessClient::answered(const QString &reply) {
    return {m_session->executor(), [this, reply](const Result<Done> &done) {
                if (done.ok())
                    ok({{}, reply, {}});
                else
                    fail(done.error());
            }};
}

/// What takes one word after another, each with its own help.
const std::vector<HeadlessClient::Entry> &HeadlessClient::groupCommands() {
    using C = HeadlessClient;
    static const std::vector<Entry> table{
        {"group create", "group create USER[,USER…]|- TITLE", "make a group; -: with nobody else", 2,
         &C::runGroupCreate},
        {"group rename", "group rename CONVERSATION TITLE", "give a group another title", 2, &C::runGroupRename},
        {"group describe", "group describe CONVERSATION [TEXT]", "say what a group is about; nothing: take it away", 1,
         &C::runGroupDescribe},
        {"group history", "group history CONVERSATION all|joining", "what new members see", 2, &C::runGroupHistory},
        {"group add", "group add CONVERSATION USER[,USER…]", "add members", 2, &C::runGroupAdd},
        {"group remove", "group remove CONVERSATION USER", "remove a member", 2, &C::runGroupRemove},
        {"group role", "group role CONVERSATION USER owner|admin|member", "give a role; owner: hand the group over", 3,
         &C::runGroupRole},
        {"group leave", "group leave CONVERSATION", "be no member any more", 1, &C::runGroupLeave},
        {"group forget", "group forget CONVERSATION", "delete here what is left of a group that one is not in", 1,
         &C::runGroupForget},
        {"group info", "group info CONVERSATION", "title, description, own role", 1, &C::runGroupInfo},
        {"members", "members CONVERSATION", "who is in a group, with roles", 1, &C::runMembers},
        {"invite create", "invite create CONVERSATION [HOURS [USES]]",
         "make an invite link; 0 or nothing: without that limit", 1, &C::runInviteCreate},
        {"invite list", "invite list CONVERSATION", "the invites that can still be used", 1, &C::runInviteList},
        {"invite revoke", "invite revoke CONVERSATION INVITE", "end an invite", 2, &C::runInviteRevoke},
        {"invite look", "invite look LINK", "what an invite is for", 1, &C::runInviteLook},
        {"join", "join LINK", "become a member by an invite", 1, &C::runJoin},
        {"block", "block USER", "no messages between the two", 1, &C::runBlock},
        {"unblock", "unblock USER", "messages again", 1, &C::runUnblock},
        {"blocks", "blocks", "who is blocked", 0, &C::runBlocks},
        {"receipts", "receipts USER|CONVERSATION SEQ", "who has a message, and who has read it", 2, &C::runReceipts},
    };
    return table;
}

void HeadlessClient::withUsers(const QStringList &names, std::vector<UserId> known,
                               std::function<void(const std::vector<UserId> &)> found) {
    if (names.isEmpty()) {
        found(known);
        return;
    }
    withUser(names.constFirst(), [this, rest = names.mid(1), known = std::move(known),
                                  found = std::move(found)](const UserRow &user) mutable {
        known.push_back(user.id);
        withUsers(rest, std::move(known), std::move(found));
    });
}

void HeadlessClient::runGroupCreate(const Command &command) {
    const QString &who = command.words.at(0);
    const QStringList names =
        who == QLatin1String("-") ? QStringList() : who.split(QLatin1Char(','), Qt::SkipEmptyParts);
    withUsers(names, {}, [this, title = command.rest(1).trimmed().toStdString()](const std::vector<UserId> &users) {
        NewGroup group;
        group.clientId = makeId<ClientId>();
        group.title = title;
        group.users = users;
        m_session->createGroup(group, opened());
    });
}

/// Answers with the conversation that came of it.
Promise<ConversationId> HeadlessClient::opened() {
    return {m_session->executor(), [this](const Result<ConversationId> &id) {
                if (id.ok())
                    ok({{}, text(id->toText()), {{QStringLiteral("conversation"), text(id->toText())}}});
                else
                    fail(id.error());
            }};
}

void HeadlessClient::runGroupRename(const Command &command) {
    withConversation(command.words.at(0),
                     [this, title = command.rest(1).trimmed().toStdString()](const ConversationRow &row) {
                         GroupEdit edit;
                         edit.title = title;
                         m_session->editGroup(row.id, edit, answered());
                     });
}

void HeadlessClient::runGroupDescribe(const Command &command) {
    withConversation(command.words.at(0),
                     [this, about = command.rest(1).trimmed().toStdString()](const ConversationRow &row) {
                         GroupEdit edit;
                         edit.description = about;
                         m_session->editGroup(row.id, edit, answered());
                     });
}

void HeadlessClient::runGroupHistory(const Command &command) {
    const QString &what = command.words.at(1);
    if (what != QLatin1String("all") && what != QLatin1String("joining")) {
        fail({ErrorCode::Malformed, "all or joining"});
        return;
    }
    withConversation(command.words.at(0), [this, showsAll = what == QLatin1String("all")](const ConversationRow &row) {
        GroupEdit edit;
        edit.showsHistory = showsAll;
        m_session->editGroup(row.id, edit, answered());
    });
}

void HeadlessClient::runGroupAdd(const Command &command) {
    withConversation(command.words.at(0), [this, names = command.words.at(1)](const ConversationRow &row) {
        withUsers(
            names.split(QLatin1Char(','), Qt::SkipEmptyParts), {},
            [this, id = row.id](const std::vector<UserId> &users) { m_session->addMembers(id, users, answered()); });
    });
}

void HeadlessClient::runGroupRemove(const Command &command) {
    withConversation(command.words.at(0), [this, name = command.words.at(1)](const ConversationRow &row) {
        withUser(name, [this, id = row.id](const UserRow &user) { m_session->removeMember(id, user.id, answered()); });
    });
}

void HeadlessClient::runGroupRole(const Command &command) {
    const QString &what = command.words.at(2);
    const int role = what == QLatin1String("owner")    ? v1::OWNER
                     : what == QLatin1String("admin")  ? v1::ADMIN
                     : what == QLatin1String("member") ? v1::MEMBER
                                                       : v1::ROLE_UNSPECIFIED;
    if (role == v1::ROLE_UNSPECIFIED) {
        fail({ErrorCode::Malformed, "owner, admin or member"});
        return;
    }
    withConversation(command.words.at(0), [this, name = command.words.at(1), role](const ConversationRow &row) {
        withUser(name,
                 [this, id = row.id, role](const UserRow &user) { m_session->setRole(id, user.id, role, answered()); });
    });
}

void HeadlessClient::runGroupLeave(const Command &command) {
    withConversation(command.words.at(0),
                     [this](const ConversationRow &row) { m_session->leaveGroup(row.id, answered()); });
}

void HeadlessClient::runGroupForget(const Command &command) {
    withConversation(command.words.at(0),
                     [this](const ConversationRow &row) { m_session->forgetConversation(row.id, answered()); });
}

void HeadlessClient::runGroupInfo(const Command &command) {
    withConversation(command.words.at(0), [this](const ConversationRow &row) {
        const QString role = row.isLeft ? QStringLiteral("none") : roleText(row.myRole);
        ok({{QStringLiteral("title %1").arg(text(row.title)), QStringLiteral("about %1").arg(text(row.description))},
            QStringLiteral("role=%1 members=%2 history=%3")
                .arg(role)
                .arg(row.memberCount)
                .arg(row.showsHistory ? QStringLiteral("all") : QStringLiteral("joining")),
            {{QStringLiteral("conversation"), text(row.id.toText())},
             {QStringLiteral("title"), text(row.title)},
             {QStringLiteral("description"), text(row.description)},
             {QStringLiteral("role"), role},
             {QStringLiteral("member_count"), static_cast<qint64>(row.memberCount)},
             {QStringLiteral("shows_history"), row.showsHistory},
             {QStringLiteral("left"), row.isLeft}}});
    });
}

void HeadlessClient::runMembers(const Command &command) {
    withConversation(command.words.at(0), [this](const ConversationRow &row) {
        m_session->loadMembers(row.id, {m_session->executor(), [this, id = row.id](const Result<Done> &loaded) {
                                            if (loaded.ok())
                                                showMembers(id);
                                            else
                                                fail(loaded.error());
                                        }});
    });
}

void HeadlessClient::showMembers(const ConversationId &id) {
    m_session->store()->members(
        id, {m_session->executor(), [this](Result<MemberList> list) {
                 if (!list.ok()) {
                     fail(list.error());
                     return;
                 }
                 std::sort(list->members.begin(), list->members.end(), [](const MemberEntry &a, const MemberEntry &b) {
                     return a.user.username < b.user.username;
                 });
                 HeadlessReply reply;
                 QJsonArray members;
                 for (const MemberEntry &entry : list->members) {
                     reply.details.append(QStringLiteral("%1 %2 %3")
                                              .arg(roleText(entry.member.role), text(entry.user.username),
                                                   text(entry.user.displayName)));
                     members.append(QJsonObject{{QStringLiteral("user"), text(entry.user.username)},
                                                {QStringLiteral("user_id"), text(entry.member.user.toText())},
                                                {QStringLiteral("display_name"), text(entry.user.displayName)},
                                                {QStringLiteral("role"), roleText(entry.member.role)}});
                 }
                 reply.text = QString::number(list->members.size());
                 reply.fields.insert(QStringLiteral("members"), members);
                 ok(std::move(reply));
             }});
}

void HeadlessClient::runInviteCreate(const Command &command) {
    bool isHours = true;
    bool isUses = true;
    const int hours = command.words.size() > 1 ? command.words.at(1).toInt(&isHours) : 0;
    const int uses = command.words.size() > 2 ? command.words.at(2).toInt(&isUses) : 0;
    if (!isHours || !isUses || hours < 0 || hours > kMaxHours || uses < 0) {
        fail({ErrorCode::Malformed, "HOURS and USES are numbers"});
        return;
    }
    withConversation(command.words.at(0), [this, hours, uses](const ConversationRow &row) {
        const std::int64_t ends = hours > 0 ? toMs(Clock::system().wall()) + hours * kHourMs : 0;
        m_session->createInvite(row.id, ends, static_cast<std::uint32_t>(uses),
                                {m_session->executor(), [this](const Result<InviteRow> &made) {
                                     if (!made.ok()) {
                                         fail(made.error());
                                         return;
                                     }
                                     const QString link =
                                         invites::toLink(invites::hostOf(m_session->serverAddress()), made->code);
                                     QJsonObject fields = toJson(*made);
                                     fields.insert(QStringLiteral("link"), link);
                                     ok({{toText(*made)}, link, fields});
                                 }});
    });
}

void HeadlessClient::runInviteList(const Command &command) {
    withConversation(command.words.at(0), [this](const ConversationRow &row) {
        m_session->listInvites(row.id, {m_session->executor(), [this](const Result<std::vector<InviteRow>> &rows) {
                                            if (!rows.ok()) {
                                                fail(rows.error());
                                                return;
                                            }
                                            HeadlessReply reply;
                                            QJsonArray list;
                                            for (const InviteRow &invite : *rows) {
                                                reply.details.append(toText(invite));
                                                list.append(toJson(invite));
                                            }
                                            reply.text = QString::number(rows->size());
                                            reply.fields.insert(QStringLiteral("invites"), list);
                                            ok(std::move(reply));
                                        }});
    });
}

void HeadlessClient::runInviteRevoke(const Command &command) {
    withConversation(command.words.at(0),
                     [this, invite = command.words.at(1).toStdString()](const ConversationRow &row) {
                         m_session->revokeInvite(row.id, invite, answered());
                     });
}

void HeadlessClient::runInviteLook(const Command &command) {
    const auto parsed = invites::parse(command.words.at(0));
    if (!parsed) {
        fail({ErrorCode::Malformed, "that is no invite link"});
        return;
    }
    m_session->lookInvite(
        parsed->code,
        {m_session->executor(), [this](const Result<InvitePreview> &preview) {
             if (!preview.ok()) {
                 fail(preview.error());
                 return;
             }
             const QString joined = preview->conversation.isNull() ? QString() : text(preview->conversation.toText());
             ok({{QStringLiteral("about %1").arg(text(preview->description))},
                 QStringLiteral("members=%1 title=%2").arg(preview->memberCount).arg(text(preview->title)),
                 {{QStringLiteral("title"), text(preview->title)},
                  {QStringLiteral("description"), text(preview->description)},
                  {QStringLiteral("member_count"), static_cast<qint64>(preview->memberCount)},
                  {QStringLiteral("conversation"), joined}}});
         }});
}

void HeadlessClient::runJoin(const Command &command) {
    const auto parsed = invites::parse(command.words.at(0));
    if (!parsed) {
        fail({ErrorCode::Malformed, "that is no invite link"});
        return;
    }
    m_session->joinByInvite(parsed->code, opened());
}

void HeadlessClient::runBlock(const Command &command) {
    withUser(command.words.at(0), [this](const UserRow &user) { m_session->setBlocked(user.id, true, answered()); });
}

void HeadlessClient::runUnblock(const Command &command) {
    withUser(command.words.at(0), [this](const UserRow &user) { m_session->setBlocked(user.id, false, answered()); });
}

void HeadlessClient::runBlocks(const Command &) {
    if (!needsStore())
        return;
    m_session->store()->blocks({m_session->executor(), [this](const Result<std::vector<UserRow>> &rows) {
                                    if (!rows.ok()) {
                                        fail(rows.error());
                                        return;
                                    }
                                    HeadlessReply reply;
                                    QJsonArray list;
                                    for (const UserRow &user : *rows) {
                                        reply.details.append(text(user.username + ' ' + user.id.toText()));
                                        list.append(QJsonObject{{QStringLiteral("user"), text(user.username)},
                                                                {QStringLiteral("user_id"), text(user.id.toText())}});
                                    }
                                    reply.text = QString::number(rows->size());
                                    reply.fields.insert(QStringLiteral("blocks"), list);
                                    ok(std::move(reply));
                                }});
}

void HeadlessClient::runReceipts(const Command &command) {
    bool isNumber = false;
    const std::uint64_t seq = command.words.at(1).toULongLong(&isNumber);
    if (!isNumber || seq == 0) {
        fail({ErrorCode::Malformed, "SEQ is a number"});
        return;
    }
    withConversation(command.words.at(0),
                     [this, seq](const ConversationRow &row) { askReceipts(row.id, seq, {}, {}); });
}

/// All pages of it.
void HeadlessClient::askReceipts(const ConversationId &id, std::uint64_t seq, const std::string &cursor,
                                 std::vector<WatermarkRow> known) {
    m_session->receipts(
        id, seq, cursor,
        {m_session->executor(), [this, id, seq, known = std::move(known)](const Result<ReceiptsPage> &page) mutable {
             if (!page.ok()) {
                 fail(page.error());
                 return;
             }
             known.insert(known.end(), page->marks.begin(), page->marks.end());
             if (!page->next.empty())
                 askReceipts(id, seq, page->next, std::move(known));
             else
                 showReceipts(seq, page->count, known);
         }});
}

void HeadlessClient::showReceipts(std::uint64_t seq, const ReceiptCountRow &count,
                                  const std::vector<WatermarkRow> &marks) {
    HeadlessReply reply;
    QJsonArray list;
    for (const WatermarkRow &mark : marks) {
        const QString state = mark.readSeq >= seq        ? QStringLiteral("read")
                              : mark.deliveredSeq >= seq ? QStringLiteral("delivered")
                                                         : QStringLiteral("sent");
        reply.details.append(QStringLiteral("%1 %2").arg(state, nameOf(mark.user)));
        list.append(QJsonObject{{QStringLiteral("user"), nameOf(mark.user)},
                                {QStringLiteral("user_id"), text(mark.user.toText())},
                                {QStringLiteral("state"), state}});
    }
    reply.text =
        QStringLiteral("delivered=%1 read=%2 of=%3").arg(count.delivered).arg(count.read).arg(count.recipients);
    reply.fields = {{QStringLiteral("recipients"), static_cast<qint64>(count.recipients)},
                    {QStringLiteral("delivered"), static_cast<qint64>(count.delivered)},
                    {QStringLiteral("read"), static_cast<qint64>(count.read)},
                    {QStringLiteral("members"), list}};
    ok(std::move(reply));
}

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>

#include "app/headless/HeadlessClient.h"
#include "app/headless/HeadlessWords.h"
#include "shared/protocol/Text.h"

namespace banter::client {
namespace {

constexpr int kDefaultHistory = 20;
constexpr int kMaxHistory = 100000;

} // namespace

bool HeadlessClient::needsStore() {
    if (m_session->store())
        return true;
    fail({ErrorCode::NotSignedIn, "sign in first"});
    return false;
}

void HeadlessClient::withUser(const QString &name, std::function<void(const UserRow &)> found) {
    const auto canonical = canonicalUsername(name.toStdString());
    if (!canonical) {
        fail({ErrorCode::NameInvalid, "no user can have the name '" + name.toStdString() + "'"});
        return;
    }
    if (!needsStore())
        return;
    m_session->store()->userByName(
        *canonical, {m_session->executor(),
                     [this, canonical = *canonical, found = std::move(found)](Result<std::optional<UserRow>> known) {
                         if (known.ok() && *known) {
                             found(**known);
                             return;
                         }
                         m_session->findUser(canonical,
                                             {m_session->executor(), [this, found](const Result<UserRow> &user) {
                                                  if (user.ok())
                                                      found(*user);
                                                  else
                                                      fail(user.error());
                                              }});
                     }});
}

void HeadlessClient::withConversation(const QString &target, Found found) {
    if (!needsStore())
        return;
    m_session->store()->conversations(
        {m_session->executor(), [this, target, found = std::move(found)](Result<std::vector<ConversationRow>> rows) {
             if (!rows.ok()) {
                 fail(rows.error());
                 return;
             }
             const auto id = ConversationId::fromText(target.toStdString());
             const auto name = canonicalUsername(target.toStdString());
             for (const ConversationRow &row : *rows) {
                 if ((name && !row.isGroup() && row.peerUsername == *name) || (id && row.id == *id)) {
                     found(row);
                     return;
                 }
             }
             withUser(target, [this, found](const UserRow &user) {
                 m_session->openDirect(
                     user.id, {m_session->executor(), [this, found](const Result<ConversationId> &opened) {
                                   if (!opened.ok()) {
                                       fail(opened.error());
                                       return;
                                   }
                                   m_session->store()->conversation(
                                       *opened, {m_session->executor(),
                                                 [this, found](Result<std::optional<ConversationRow>> row) {
                                                     if (row.ok() && *row)
                                                         found(**row);
                                                     else
                                                         fail(row.ok() ? Error{ErrorCode::Internal,
                                                                               "the conversation is not in the store"}
                                                                       : row.error());
                                                 }});
                               }});
             });
         }});
}

void HeadlessClient::runFind(const Command &command) {
    m_session->findUser(command.words.at(0).toStdString(),
                        {m_session->executor(), [this](const Result<UserRow> &user) {
                             if (!user.ok()) {
                                 fail(user.error());
                                 return;
                             }
                             ok({{},
                                 text(user->username + ' ' + user->id.toText() + ' ' + user->displayName),
                                 {{QStringLiteral("user"), text(user->username)},
                                  {QStringLiteral("user_id"), text(user->id.toText())},
                                  {QStringLiteral("display_name"), text(user->displayName)}}});
                         }});
}

void HeadlessClient::runOpen(const Command &command) {
    withConversation(command.words.at(0), [this](const ConversationRow &row) {
        m_session->setInView(row.id);
        ok({{}, text(row.id.toText()), {{QStringLiteral("conversation"), text(row.id.toText())}}});
    });
}

void HeadlessClient::runSend(const Command &command) {
    withConversation(command.words.at(0), [this, body = command.rest(1).toStdString()](const ConversationRow &row) {
        m_session->send(row.id, body, 0, sentAnswer(row.id));
    });
}

Promise<ClientId> HeadlessClient::sentAnswer(const ConversationId &id) {
    return {m_session->executor(), [this, id](const Result<ClientId> &sent) {
                if (!sent.ok()) {
                    fail(sent.error());
                    return;
                }
                ok({{},
                    QStringLiteral("pending %1").arg(text(sent->toText())),
                    {{QStringLiteral("conversation"), text(id.toText())},
                     {QStringLiteral("client_id"), text(sent->toText())},
                     {QStringLiteral("state"), QStringLiteral("pending")}}});
            }};
}

void HeadlessClient::runRead(const Command &command) {
    bool isNumber = true;
    const std::uint64_t seq = command.words.size() > 1 ? command.words.at(1).toULongLong(&isNumber) : 0;
    if (!isNumber) {
        fail({ErrorCode::Malformed, "SEQ is a number"});
        return;
    }
    withConversation(command.words.at(0), [this, seq](const ConversationRow &row) {
        const std::uint64_t upTo = seq > 0 ? std::min(seq, row.heldSeq) : row.heldSeq;
        m_session->markRead(row.id, upTo);
        ok({{}, QString::number(upTo), {{QStringLiteral("seq"), static_cast<qint64>(upTo)}}});
    });
}

void HeadlessClient::runList(const Command &) {
    if (!needsStore())
        return;
    m_session->store()->conversations(
        {m_session->executor(), [this](const Result<std::vector<ConversationRow>> &rows) {
             if (!rows.ok()) {
                 fail(rows.error());
                 return;
             }
             HeadlessReply reply;
             QJsonArray list;
             for (const ConversationRow &row : *rows) {
                 reply.details.append(
                     QStringLiteral("%1 %2 last=%3 unread=%4 pending=%5 failed=%6 delivered=%7 read=%8")
                         .arg(text(row.id.toText()), nameOf(row))
                         .arg(row.lastSeq)
                         .arg(row.unread)
                         .arg(row.pending)
                         .arg(row.failed)
                         .arg(row.peerDelivered)
                         .arg(row.peerRead));
                 list.append(QJsonObject{{QStringLiteral("conversation"), text(row.id.toText())},
                                         {QStringLiteral("name"), nameOf(row)},
                                         {QStringLiteral("group"), row.isGroup()},
                                         {QStringLiteral("left"), row.isLeft},
                                         {QStringLiteral("pinned"), row.pinnedAtMs > 0},
                                         {QStringLiteral("muted_until_ms"), static_cast<qint64>(row.mutedUntilMs)},
                                         {QStringLiteral("archived"), row.isArchived},
                                         {QStringLiteral("marked_unread"), row.isMarkedUnread},
                                         {QStringLiteral("draft"), text(row.draft)},
                                         {QStringLiteral("member_count"), static_cast<qint64>(row.memberCount)},
                                         {QStringLiteral("preview"), row.preview ? bodyOf(*row.preview) : QString()},
                                         {QStringLiteral("last_seq"), static_cast<qint64>(row.lastSeq)},
                                         {QStringLiteral("held_seq"), static_cast<qint64>(row.heldSeq)},
                                         {QStringLiteral("rev"), static_cast<qint64>(row.rev)},
                                         {QStringLiteral("unread"), static_cast<qint64>(row.unread)},
                                         {QStringLiteral("pending"), static_cast<qint64>(row.pending)},
                                         {QStringLiteral("failed"), static_cast<qint64>(row.failed)},
                                         {QStringLiteral("read_seq"), static_cast<qint64>(row.readSeq)},
                                         {QStringLiteral("peer_delivered"), static_cast<qint64>(row.peerDelivered)},
                                         {QStringLiteral("peer_read"), static_cast<qint64>(row.peerRead)}});
             }
             reply.text = QString::number(rows->size());
             reply.fields.insert(QStringLiteral("conversations"), list);
             ok(std::move(reply));
         }});
}

void HeadlessClient::runHistory(const Command &command) {
    bool isNumber = true;
    const int count = command.words.size() > 1 ? command.words.at(1).toInt(&isNumber) : kDefaultHistory;
    if (!isNumber || count < 1 || count > kMaxHistory) {
        fail({ErrorCode::Malformed, "N is a number from 1 to 100000"});
        return;
    }
    withConversation(command.words.at(0), [this, count](const ConversationRow &conversation) {
        m_session->store()->timeline(conversation.id, 0, count,
                                     {m_session->executor(), [this](const Result<std::vector<TimelineRow>> &rows) {
                                          if (!rows.ok()) {
                                              fail(rows.error());
                                              return;
                                          }
                                          HeadlessReply reply;
                                          QJsonArray list;
                                          for (const TimelineRow &row : *rows) {
                                              reply.details.append(
                                                  toText(row, row.mine ? QStringLiteral("me") : nameOf(row.sender)));
                                              list.append(toJson(row, nameOf(row.sender)));
                                          }
                                          reply.text = QString::number(rows->size());
                                          reply.fields.insert(QStringLiteral("messages"), list);
                                          ok(std::move(reply));
                                      }});
    });
}

void HeadlessClient::runOlder(const Command &command) {
    withConversation(command.words.at(0), [this](const ConversationRow &row) {
        m_session->loadOlder(row.id, m_session->heldFrom(row.id),
                             {m_session->executor(), [this, id = row.id](const Result<Done> &done) {
                                  if (!done.ok()) {
                                      fail(done.error());
                                      return;
                                  }
                                  const std::uint64_t from = m_session->heldFrom(id);
                                  ok({{},
                                      QStringLiteral("from %1").arg(from),
                                      {{QStringLiteral("from_seq"), static_cast<qint64>(from)}}});
                              }});
    });
}

void HeadlessClient::runFollow(const Command &command) {
    if (!command.words.contains(QStringLiteral("all"))) {
        m_isFollowing = true;
        ok({{}, QStringLiteral("following"), {}});
        return;
    }
    if (!needsStore())
        return;
    m_session->store()->everything({m_session->executor(), [this](const Result<std::vector<TimelineRow>> &rows) {
                                        if (!rows.ok()) {
                                            fail(rows.error());
                                            return;
                                        }
                                        // Read and switched on in one go: changes that are committed later are told
                                        // later.
                                        for (const TimelineRow &row : *rows)
                                            announce(row);
                                        m_isFollowing = true;
                                        ok({{}, QStringLiteral("following"), {}});
                                    }});
}

void HeadlessClient::runStop(const Command &) {
    m_isFollowing = false;
    ok({});
}

void HeadlessClient::runOutbox(const Command &) {
    if (!needsStore())
        return;
    m_session->store()->outbox(
        {m_session->executor(), [this](const Result<std::vector<OutboxRow>> &rows) {
             if (!rows.ok()) {
                 fail(rows.error());
                 return;
             }
             HeadlessReply reply;
             QJsonArray list;
             for (const OutboxRow &row : *rows) {
                 TimelineRow line;
                 line.content = row.content;
                 const bool isFailed = row.state == SendState::Failed;
                 const QString state =
                     isFailed ? QStringLiteral("failed(%1)").arg(codeText(row.failure)) : QStringLiteral("pending");
                 reply.details.append(
                     QStringLiteral("%1 %2 %3 %4")
                         .arg(text(row.clientId.toText()), text(row.conversation.toText()), state, bodyOf(line)));
                 list.append(QJsonObject{
                     {QStringLiteral("client_id"), text(row.clientId.toText())},
                     {QStringLiteral("conversation"), text(row.conversation.toText())},
                     {QStringLiteral("state"), isFailed ? QStringLiteral("failed") : QStringLiteral("pending")},
                     {QStringLiteral("reason"), isFailed ? codeText(row.failure) : QString()},
                     {QStringLiteral("text"), bodyOf(line)}});
             }
             reply.text = QString::number(rows->size());
             reply.fields.insert(QStringLiteral("outbox"), list);
             ok(std::move(reply));
         }});
}

void HeadlessClient::runRetry(const Command &command) {
    const auto id = ClientId::fromText(command.words.at(0).toStdString());
    const Promise<Done>::Callback answer = [this](const Result<Done> &done) {
        if (done.ok())
            ok({});
        else
            fail(done.error());
    };
    m_session->retryFailed(id.value_or(ClientId{}), {m_session->executor(), answer});
}

void HeadlessClient::runDiscard(const Command &command) {
    const auto id = ClientId::fromText(command.words.at(0).toStdString());
    const Promise<Done>::Callback answer = [this](const Result<Done> &done) {
        if (done.ok())
            ok({});
        else
            fail(done.error());
    };
    m_session->discardFailed(id.value_or(ClientId{}), {m_session->executor(), answer});
}

} // namespace banter::client

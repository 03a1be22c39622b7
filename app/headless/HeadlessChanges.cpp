// SPDX-License-Identifier: Apache-2.0
#include <QDate>
#include <QJsonArray>

#include "app/headless/HeadlessClient.h"
#include "app/headless/HeadlessWords.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {
namespace {

constexpr int kMostHits = 100;

std::optional<std::vector<std::uint64_t>> toSeqs(const QString &words) {
    std::vector<std::uint64_t> seqs;
    for (const QString &word : words.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        bool isNumber = false;
        seqs.push_back(word.toULongLong(&isNumber));
        if (!isNumber || seqs.back() == 0)
            return std::nullopt;
    }
    return seqs.empty() || seqs.size() > limits::kMaxMessagesAtOnce ? std::nullopt : std::optional(seqs);
}

} // namespace

/// What one does to what exists. Edits, deletions, reactions and the state of a conversation are kept and carried out
/// when there is a connection.
const std::vector<HeadlessClient::Entry> &HeadlessClient::changeCommands() {
    using C = HeadlessClient;
    static const std::vector<Entry> table{
        {"reply", "reply USER|CONVERSATION SEQ TEXT", "answer a message", 3, &C::runReply},
        {"edit", "edit USER|CONVERSATION SEQ TEXT", "change an own message", 3, &C::runEdit},
        {"delete", "delete USER|CONVERSATION SEQ[,SEQ…]", "delete messages for everyone", 2, &C::runDelete},
        {"hide", "hide USER|CONVERSATION SEQ[,SEQ…]", "delete messages for oneself, on all devices", 2, &C::runHide},
        {"react", "react USER|CONVERSATION SEQ EMOJI|-", "react to a message; -: no more", 3, &C::runReact},
        {"pin", "pin USER|CONVERSATION [off]", "keep a conversation on top", 1, &C::runPin},
        {"mute", "mute USER|CONVERSATION HOURS|ever|off", "no sound from a conversation", 2, &C::runMute},
        {"archive", "archive USER|CONVERSATION [off]", "put a conversation away", 1, &C::runArchive},
        {"unread", "unread USER|CONVERSATION [off]", "mark a conversation as unread", 1, &C::runUnread},
        {"draft", "draft USER|CONVERSATION [TEXT]", "begin a message on all devices; nothing: show what was begun", 1,
         &C::runDraft},
        {"operations", "operations", "what is still to be carried out", 0, &C::runOperations},
        {"search", "search WORDS", "messages that are here and hold all the words", 1, &C::runSearch},
        {"jump", "jump USER|CONVERSATION YYYY-MM-DD", "the first message from a day on", 2, &C::runJump},
        {"typing", "typing USER|CONVERSATION [off]", "tell the others that one writes", 1, &C::runTyping},
        {"watch", "watch USER|CONVERSATION", "be told who is there and who writes, as events", 1, &C::runWatch},
        {"contact", "contact USER [off]", "keep a person", 1, &C::runContact},
        {"contacts", "contacts", "the people that are kept", 0, &C::runContacts},
        {"settings", "settings [read on|off] [presence everybody|contacts|nobody]", "what others see", 0,
         &C::runSettings},
    };
    return table;
}

void HeadlessClient::withSeqs(const Command &command,
                              std::function<void(const ConversationRow &, const std::vector<std::uint64_t> &)> found) {
    const auto seqs = toSeqs(command.words.at(1));
    if (!seqs) {
        fail({ErrorCode::Malformed, "SEQ is a number"});
        return;
    }
    withConversation(command.words.at(0),
                     [seqs = *seqs, found = std::move(found)](const ConversationRow &row) { found(row, seqs); });
}

void HeadlessClient::runReply(const Command &command) {
    withSeqs(command, [this, body = command.rest(2).toStdString()](const ConversationRow &row,
                                                                   const std::vector<std::uint64_t> &seqs) {
        m_session->send(row.id, body, seqs.front(), sentAnswer(row.id));
    });
}

void HeadlessClient::runEdit(const Command &command) {
    withSeqs(command, [this, body = command.rest(2).toStdString()](const ConversationRow &row,
                                                                   const std::vector<std::uint64_t> &seqs) {
        m_session->editMessage(row.id, seqs.front(), body, answered());
    });
}

void HeadlessClient::runDelete(const Command &command) {
    withSeqs(command, [this](const ConversationRow &row, const std::vector<std::uint64_t> &seqs) {
        m_session->deleteMessages(row.id, seqs, answered());
    });
}

void HeadlessClient::runHide(const Command &command) {
    withSeqs(command, [this](const ConversationRow &row, const std::vector<std::uint64_t> &seqs) {
        m_session->hideMessages(row.id, seqs, answered());
    });
}

void HeadlessClient::runReact(const Command &command) {
    const QString &emoji = command.words.at(2);
    withSeqs(command, [this, emoji = emoji == QLatin1String("-") ? std::string() : emoji.toStdString()](
                          const ConversationRow &row, const std::vector<std::uint64_t> &seqs) {
        m_session->react(row.id, seqs.front(), emoji, answered());
    });
}

void HeadlessClient::withState(const Command &command, StateWish wanted) {
    withConversation(command.words.at(0),
                     [this, wanted](const ConversationRow &row) { m_session->setState(row.id, wanted, answered()); });
}

void HeadlessClient::runPin(const Command &command) {
    StateWish wanted;
    wanted.pinned = command.words.value(1) != QLatin1String("off");
    withState(command, wanted);
}

void HeadlessClient::runMute(const Command &command) {
    const QString &what = command.words.at(1);
    bool isNumber = true;
    StateWish wanted;
    if (what == QLatin1String("ever"))
        wanted.mutedUntilMs = limits::kMutedForEver;
    else if (what == QLatin1String("off"))
        wanted.mutedUntilMs = 0;
    else
        wanted.mutedUntilMs = toMs(Clock::system().wall()) + std::int64_t{what.toInt(&isNumber)} * 3'600'000;
    if (!isNumber || what.toInt() > kMaxHours) {
        fail({ErrorCode::Malformed, "HOURS, ever or off"});
        return;
    }
    withState(command, wanted);
}

void HeadlessClient::runArchive(const Command &command) {
    StateWish wanted;
    wanted.archived = command.words.value(1) != QLatin1String("off");
    withState(command, wanted);
}

void HeadlessClient::runUnread(const Command &command) {
    StateWish wanted;
    wanted.markedUnread = command.words.value(1) != QLatin1String("off");
    withState(command, wanted);
}

void HeadlessClient::runDraft(const Command &command) {
    const QString body = command.rest(1);
    withConversation(command.words.at(0), [this, body](const ConversationRow &row) {
        if (body.trimmed().isEmpty()) {
            ok({{},
                text(row.draft),
                {{QStringLiteral("text"), text(row.draft)},
                 {QStringLiteral("reply_to"), static_cast<qint64>(row.draftReplyTo)}}});
            return;
        }
        m_session->store()->setDraft(row.id, body.toStdString(), 0);
        m_session->shareDraft(row.id);
        ok({{}, body, {{QStringLiteral("text"), body}}});
    });
}

void HeadlessClient::runOperations(const Command &) {
    if (!needsStore())
        return;
    m_session->store()->operations(
        {m_session->executor(), [this](const Result<std::vector<OperationRow>> &rows) {
             if (!rows.ok()) {
                 fail(rows.error());
                 return;
             }
             HeadlessReply reply;
             QJsonArray list;
             for (const OperationRow &row : *rows) {
                 if (row.doneRev > 0)
                     continue;
                 reply.details.append(text(row.conversation.toText() + ' ' + row.slot));
                 list.append(QJsonObject{{QStringLiteral("conversation"), text(row.conversation.toText())},
                                         {QStringLiteral("what"), text(row.slot)}});
             }
             reply.text = QString::number(list.size());
             reply.fields.insert(QStringLiteral("operations"), list);
             ok(std::move(reply));
         }});
}

void HeadlessClient::runSearch(const Command &command) {
    if (!needsStore())
        return;
    m_session->store()->search(command.rest(0).toStdString(), {}, kMostHits,
                               {m_session->executor(), [this](const Result<std::vector<TimelineRow>> &rows) {
                                    if (!rows.ok()) {
                                        fail(rows.error());
                                        return;
                                    }
                                    HeadlessReply reply;
                                    QJsonArray list;
                                    for (const TimelineRow &row : *rows) {
                                        reply.details.append(text(row.conversation.toText()) + QLatin1Char(' ') +
                                                             toText(row, nameOf(row.sender)));
                                        list.append(toJson(row, nameOf(row.sender)));
                                    }
                                    reply.text = QString::number(rows->size());
                                    reply.fields.insert(QStringLiteral("messages"), list);
                                    ok(std::move(reply));
                                }});
}

void HeadlessClient::runJump(const Command &command) {
    const QDate day = QDate::fromString(command.words.at(1), Qt::ISODate);
    if (!day.isValid()) {
        fail({ErrorCode::Malformed, "a day is YYYY-MM-DD"});
        return;
    }
    withConversation(command.words.at(0), [this, day](const ConversationRow &row) {
        m_session->findByTime(
            row.id, day.startOfDay().toMSecsSinceEpoch(),
            {m_session->executor(), [this](const Result<std::uint64_t> &seq) {
                 if (seq.ok())
                     ok({{}, QString::number(*seq), {{QStringLiteral("seq"), static_cast<qint64>(*seq)}}});
                 else
                     fail(seq.error());
             }});
    });
}

void HeadlessClient::runTyping(const Command &command) {
    withConversation(command.words.at(0),
                     [this, isOn = command.words.value(1) != QLatin1String("off")](const ConversationRow &row) {
                         m_session->setActivity(row.id, isOn ? v1::TYPING : v1::ACTIVITY_UNSPECIFIED);
                         ok({});
                     });
}

void HeadlessClient::runWatch(const Command &command) {
    withConversation(command.words.at(0), [this](const ConversationRow &row) {
        m_session->setInterest(row.peer.isNull() ? std::vector<UserId>{} : std::vector{row.peer}, {row.id});
        ok({{}, QStringLiteral("watching"), {}});
    });
}

void HeadlessClient::runContact(const Command &command) {
    withUser(command.words.at(0), [this, isOn = command.words.value(1) != QLatin1String("off")](const UserRow &user) {
        m_session->setContact(user.id, isOn, answered());
    });
}

void HeadlessClient::runContacts(const Command &) {
    if (!needsStore())
        return;
    m_session->store()->contacts({m_session->executor(), [this](const Result<std::vector<UserRow>> &rows) {
                                      if (!rows.ok()) {
                                          fail(rows.error());
                                          return;
                                      }
                                      HeadlessReply reply;
                                      QJsonArray list;
                                      for (const UserRow &user : *rows) {
                                          reply.details.append(text(user.username));
                                          list.append(QJsonObject{{QStringLiteral("user"), text(user.username)},
                                                                  {QStringLiteral("user_id"), text(user.id.toText())}});
                                      }
                                      reply.text = QString::number(rows->size());
                                      reply.fields.insert(QStringLiteral("contacts"), list);
                                      ok(std::move(reply));
                                  }});
}

void HeadlessClient::runSettings(const Command &command) {
    std::optional<bool> hidesRead;
    int presence = 0;
    for (int at = 0; at + 1 < command.words.size(); at += 2) {
        const QString &value = command.words.at(at + 1);
        if (command.words.at(at) == QLatin1String("read"))
            hidesRead = value == QLatin1String("off");
        else if (command.words.at(at) == QLatin1String("presence"))
            presence = value == QLatin1String("nobody")     ? v1::NOBODY
                       : value == QLatin1String("contacts") ? v1::CONTACTS
                                                            : v1::EVERYBODY;
    }
    if (hidesRead || presence != 0) {
        m_session->editSettings(hidesRead, presence, answered());
        return;
    }
    if (!needsStore())
        return;
    m_session->store()->settings({m_session->executor(), [this](const Result<AccountSettings> &settings) {
                                      if (!settings.ok()) {
                                          fail(settings.error());
                                          return;
                                      }
                                      const QString who = settings->presence == v1::NOBODY ? QStringLiteral("nobody")
                                                          : settings->presence == v1::CONTACTS
                                                              ? QStringLiteral("contacts")
                                                              : QStringLiteral("everybody");
                                      const QString read =
                                          settings->hidesRead ? QStringLiteral("off") : QStringLiteral("on");
                                      ok({{},
                                          QStringLiteral("read %1 presence %2").arg(read, who),
                                          {{QStringLiteral("read"), read}, {QStringLiteral("presence"), who}}});
                                  }});
}

} // namespace banter::client

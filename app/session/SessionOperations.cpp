// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <utility>

#include "app/session/Session.h"
#include "app/session/WireRows.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::client {
namespace {

/// What an operation's answer says: the rev from which on it shows; 0 = it shows by itself.
Result<std::uint64_t> toRev(const Result<v1::ServerFrame> &answer) {
    if (!answer.ok())
        return answer.error();
    return answer->changed().rev();
}

std::string slotOf(const char *what, const std::vector<std::uint64_t> &seqs) {
    std::string slot = what;
    for (const std::uint64_t seq : seqs)
        slot += ' ' + std::to_string(seq);
    return slot;
}

/// What a message was to say after an edit; empty of other wishes.
std::string wordsOf(const OperationRow &row) {
    v1::ClientFrame frame;
    return row.kind == OperationKind::Edit && frame.ParseFromString(row.request)
               ? frame.edit_message().content().text().body()
               : std::string();
}

TimelineRow toFoundRow(const v1::Message &message, const ConversationId &id, const UserId &self) {
    TimelineRow row;
    row.conversation = id;
    row.seq = message.seq();
    row.rev = message.rev();
    row.changeRev = message.change_rev();
    row.sender = UserId::fromText(message.sender_id()).value_or(UserId{});
    row.sentAtMs = message.sent_at_ms();
    row.editedAtMs = message.edited_at_ms();
    row.mine = row.sender == self;
    row.content = message.content().SerializeAsString();
    return row;
}

} // namespace

Result<void> Session::checkText(const std::string &text) {
    if (text.size() > limits::kMaxTextBytes)
        return Error{ErrorCode::TooLarge,
                     "a message holds at most " + std::to_string(limits::kMaxTextBytes) + " bytes"};
    if (!isUtf8(text) || !hasVisibleText(text))
        return Error{ErrorCode::Malformed, "a message needs something to see"};
    return {};
}

void Session::wish(const ConversationId &conversation, OperationKind kind, std::string slot,
                   const v1::ClientFrame &request, Promise<Done> done) {
    if (!m_store) {
        done.resolve(Error{ErrorCode::NotSignedIn, "sign in first"});
        return;
    }
    OperationRow row;
    row.conversation = conversation;
    row.kind = kind;
    row.slot = std::move(slot);
    row.request = request.SerializeAsString();
    row.createdMs = toMs(Clock::system().wall());
    m_store->addOperation(std::move(row),
                          {&m_executor, m_alive,
                           [this, generation = m_generation,
                            done = std::make_shared<Promise<Done>>(std::move(done))](Result<OperationRow> added) {
                               if (!added.ok()) {
                                   done->resolve(added.takeError());
                                   return;
                               }
                               done->resolve(Done{});
                               if (generation == m_generation) // else the new cores have loaded it
                                   perform(m_operations->enqueue(*added, monoNow()));
                           }});
}

void Session::perform(OperationActions actions) {
    for (const OperationActions::Send &send : actions.sends)
        sendOperation(send);
    for (const OperationActions::Done &one : actions.done)
        perform(m_engine->onOperationEnded(one.row.conversation, one.row.position, one.rev, monoNow()));
    for (const OperationActions::Refused &one : actions.refused) {
        perform(m_engine->onOperationEnded(one.row.conversation, one.row.position, 0, monoNow()));
        if (one.row.kind == OperationKind::State)
            perform(m_engine->onStateRefused(one.row.conversation, monoNow()));
        if (one.row.kind != OperationKind::Draft)
            Q_EMIT operationRefused(one.row.conversation, one.row.kind, one.reason, wordsOf(one.row));
    }
    rearm();
}

void Session::sendOperation(const OperationActions::Send &send) {
    v1::ClientFrame frame;
    frame.ParseFromString(send.request);
    m_link.request(
        std::move(frame), [this, generation = m_generation, token = send.token](const Result<v1::ServerFrame> &answer) {
            if (generation != m_generation)
                return;
            if (!answer.ok() &&
                (answer.error().code == ErrorCode::NoConnection || answer.error().code == ErrorCode::TimedOut))
                return; // the connection is going: it is asked again on the next one
            if (answer.ok() && answer->has_conversation_state())
                perform(m_engine->onState(answer->conversation_state(), monoNow()));
            perform(m_operations->onAnswer(token, toRev(answer), monoNow()));
        });
}

void Session::editMessage(const ConversationId &conversation, std::uint64_t seq, const std::string &text,
                          Promise<Done> done) {
    if (auto good = checkText(text); !good.ok()) {
        done.resolve(good.takeError());
        return;
    }
    v1::ClientFrame frame;
    v1::EditMessage *body = frame.mutable_edit_message();
    body->set_conversation_id(conversation.toText());
    body->set_seq(seq);
    body->mutable_content()->mutable_text()->set_body(text);
    wish(conversation, OperationKind::Edit, slotOf("edit", {seq}), frame, std::move(done));
}

void Session::deleteMessages(const ConversationId &conversation, const std::vector<std::uint64_t> &seqs,
                             Promise<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_delete_messages()->set_conversation_id(conversation.toText());
    for (const std::uint64_t seq : seqs)
        frame.mutable_delete_messages()->add_seqs(seq);
    wish(conversation, OperationKind::Delete, slotOf("delete", seqs), frame, std::move(done));
}

void Session::hideMessages(const ConversationId &conversation, const std::vector<std::uint64_t> &seqs,
                           Promise<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_hide_messages()->set_conversation_id(conversation.toText());
    for (const std::uint64_t seq : seqs)
        frame.mutable_hide_messages()->add_seqs(seq);
    wish(conversation, OperationKind::Hide, slotOf("hide", seqs), frame, std::move(done));
}

void Session::react(const ConversationId &conversation, std::uint64_t seq, const std::string &emoji,
                    Promise<Done> done) {
    if (emoji.size() > limits::kMaxEmojiBytes) {
        done.resolve(Error{ErrorCode::TooLarge, "that is more than one emoji"});
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_set_reaction()->set_conversation_id(conversation.toText());
    frame.mutable_set_reaction()->set_seq(seq);
    frame.mutable_set_reaction()->set_emoji(emoji);
    wish(conversation, OperationKind::React, slotOf("react", {seq}), frame, std::move(done));
}

void Session::setState(const ConversationId &conversation, const StateWish &wanted, Promise<Done> done) {
    v1::ClientFrame frame;
    v1::SetConversationState *body = frame.mutable_set_conversation_state();
    body->set_conversation_id(conversation.toText());
    std::string slot = "state"; // a later wish takes the place of one for the same parts only
    if (wanted.pinned) {
        body->set_pinned(*wanted.pinned);
        slot += " pinned";
    }
    if (wanted.mutedUntilMs) {
        body->set_muted_until_ms(*wanted.mutedUntilMs);
        slot += " muted";
    }
    if (wanted.archived) {
        body->set_archived(*wanted.archived);
        slot += " archived";
    }
    if (wanted.markedUnread) {
        body->set_marked_unread(*wanted.markedUnread);
        slot += " unread";
    }
    wish(conversation, OperationKind::State, std::move(slot), frame, std::move(done));
}

void Session::shareDraft(const ConversationId &conversation) {
    if (!m_store)
        return;
    m_store->draft(
        conversation,
        {&m_executor, m_alive, [this, conversation](const Result<DraftRow> &draft) {
             if (!draft.ok() || draft->changedMs == 0)
                 return;
             v1::ClientFrame frame;
             v1::SetDraft *body = frame.mutable_set_draft();
             body->set_conversation_id(conversation.toText());
             body->mutable_draft()->set_text(draft->text);
             body->mutable_draft()->set_reply_to_seq(draft->replyTo);
             body->mutable_draft()->set_changed_ms(draft->changedMs);
             wish(conversation, OperationKind::Draft, "draft", frame, {&m_executor, [](const Result<Done> &) {}});
         }});
}

void Session::findByTime(const ConversationId &conversation, std::int64_t ms, Promise<std::uint64_t> done) {
    v1::ClientFrame frame;
    frame.mutable_find_by_time()->set_conversation_id(conversation.toText());
    frame.mutable_find_by_time()->set_time_ms(ms);
    ask(std::move(frame),
        [done = std::make_shared<Promise<std::uint64_t>>(std::move(done))](Result<v1::ServerFrame> answer) {
            done->resolve(answer.ok() ? Result<std::uint64_t>(answer->found_seq().seq()) : answer.takeError());
        });
}

void Session::searchServer(const ConversationId &within, const std::string &words, const std::string &cursor,
                           Promise<FoundPage> done) {
    v1::ClientFrame frame;
    v1::Search *body = frame.mutable_search();
    if (!within.isNull())
        body->set_conversation_id(within.toText());
    body->set_words(words);
    body->set_cursor(cursor);
    ask(std::move(frame),
        [this, done = std::make_shared<Promise<FoundPage>>(std::move(done))](Result<v1::ServerFrame> answer) {
            if (!answer.ok() || !m_credentials) {
                done->resolve(answer.ok() ? Error{ErrorCode::NotSignedIn, "signed out"} : answer.takeError());
                return;
            }
            FoundPage page;
            page.next = answer->search_page().next_cursor();
            for (const v1::Message &message : answer->search_page().messages()) {
                const auto id = ConversationId::fromText(message.conversation_id());
                if (id && message.seq() > 0 && !message.deleted())
                    page.rows.push_back(toFoundRow(message, *id, m_credentials->user.id));
            }
            done->resolve(std::move(page));
        });
}

void Session::setActivity(const ConversationId &conversation, int activity) {
    if (!m_accountRev || !m_link.isConnected())
        return;
    v1::ClientFrame frame;
    frame.mutable_set_activity()->set_conversation_id(conversation.toText());
    frame.mutable_set_activity()->set_activity(static_cast<v1::Activity>(activity));
    m_link.request(std::move(frame), [](const Result<v1::ServerFrame> &) {});
}

void Session::editSettings(std::optional<bool> hidesRead, int presence, Promise<Done> done) {
    v1::ClientFrame frame;
    if (hidesRead)
        frame.mutable_edit_settings()->set_hides_read(*hidesRead);
    frame.mutable_edit_settings()->set_presence(static_cast<v1::Audience>(presence));
    ask(std::move(frame),
        [this, done = std::make_shared<Promise<Done>>(std::move(done))](Result<v1::ServerFrame> answer) {
            if (answer.ok() && m_engine)
                perform(m_engine->onSettings(answer->settings(), monoNow()));
            done->resolve(answer.ok() ? Result<Done>(Done{}) : answer.takeError());
        });
}

void Session::setContact(const UserId &user, bool isContact, Promise<Done> done) {
    v1::ClientFrame frame;
    if (isContact)
        frame.mutable_add_contact()->set_user_id(user.toText());
    else
        frame.mutable_remove_contact()->set_user_id(user.toText());
    askDone(std::move(frame), std::move(done));
}

void Session::setInterest(const std::vector<UserId> &users, const std::vector<ConversationId> &conversations) {
    if (!m_accountRev || !m_link.isConnected())
        return;
    v1::ClientFrame frame;
    v1::SetPresenceInterest *body = frame.mutable_set_presence_interest();
    for (const UserId &user : users)
        body->add_user_ids(user.toText());
    for (const ConversationId &id : conversations)
        body->add_conversation_ids(id.toText());
    m_link.request(std::move(frame), [](const Result<v1::ServerFrame> &) {});
}

} // namespace banter::client

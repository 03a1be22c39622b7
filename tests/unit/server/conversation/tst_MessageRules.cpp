// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "server/conversation/MessageRules.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/Limits.h"

using namespace banter;
using namespace banter::server;

namespace {

constexpr std::int64_t kSentMs = 1'000'000;
constexpr std::int64_t kWindowMs = 60'000;

v1::Content textOf(const std::string &body) {
    v1::Content content;
    content.mutable_text()->set_body(body);
    return content;
}

template <class T>
void refusedWith(const Result<T> &result, ErrorCode code) {
    QVERIFY(!result.ok());
    QCOMPARE(static_cast<int>(result.error().code), static_cast<int>(code));
}

} // namespace

/// Who may edit, delete, and react to what.
class tst_MessageRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void editsOwnMessagesInTime();
    void anEditKeepsWhomItAnswers();
    void theSameTextIsNoEdit();
    void deletesOwnMessagesInTime();
    void leadersDeleteInGroupsAtAnyTime();
    void allOrNone();
    void linesOfTheServerStay();
    void aBlockEndsEditsAndReactionsButNotDeletions();
    void reactionsAreReplacedAndTakenBack();
    void oneSpellingOfAnEmoji();
    void kindsOfReactionsAreLimited();

private:
    MessageRow row(std::uint64_t seq, const UserId &sender) const {
        MessageRow message;
        message.seq = seq;
        message.sender = sender;
        message.sentAtMs = kSentMs;
        message.body = textOf("before").SerializeAsString();
        return message;
    }
    MessageView view(const UserId &sender, MemberRole role = MemberRole::Member,
                     ConversationKind kind = ConversationKind::Group) const {
        MessageView seen;
        seen.kind = kind;
        seen.self.user = m_self;
        seen.self.role = role;
        seen.messages = {row(7, sender)};
        return seen;
    }
    const UserId m_self = makeId<UserId>(), m_other = makeId<UserId>();
};

void tst_MessageRules::editsOwnMessagesInTime() {
    const auto done = messages::edit(view(m_self), textOf("after"), kSentMs + kWindowMs, kWindowMs);
    QVERIFY(done.ok());
    QCOMPARE(done->edit->seq, std::uint64_t(7));
    QCOMPARE(done->edit->body, textOf("after").SerializeAsString());
    refusedWith(messages::edit(view(m_self), textOf("after"), kSentMs + kWindowMs + 1, kWindowMs),
                ErrorCode::NotAllowed);
    refusedWith(messages::edit(view(m_self), textOf("after"), kSentMs, 0), ErrorCode::NotAllowed);
    refusedWith(messages::edit(view(m_other, MemberRole::Owner), textOf("after"), kSentMs, kWindowMs),
                ErrorCode::NotAllowed);
    MessageView gone = view(m_self);
    gone.messages.front().deleted = true;
    refusedWith(messages::edit(gone, textOf("after"), kSentMs, kWindowMs), ErrorCode::NotFound);
}

void tst_MessageRules::anEditKeepsWhomItAnswers() {
    MessageView seen = view(m_self);
    v1::Content reply = textOf("before");
    reply.set_reply_to_seq(3);
    seen.messages.front().body = reply.SerializeAsString();
    v1::Content wish = textOf("after");
    wish.set_reply_to_seq(5);
    const auto done = messages::edit(seen, wish, kSentMs, kWindowMs);
    QVERIFY(done.ok());
    v1::Content now;
    QVERIFY(now.ParseFromString(done->edit->body));
    QCOMPARE(now.reply_to_seq(), std::uint64_t(3));
    QCOMPARE(now.text().body(), std::string("after"));
}

void tst_MessageRules::theSameTextIsNoEdit() {
    const auto done = messages::edit(view(m_self), textOf("before"), kSentMs, kWindowMs);
    QVERIFY(done.ok());
    QVERIFY(done->isEmpty());
}

void tst_MessageRules::deletesOwnMessagesInTime() {
    const auto done = messages::erase(view(m_self), kSentMs + kWindowMs, kWindowMs);
    QVERIFY(done.ok());
    QCOMPARE(done->erased, std::vector<std::uint64_t>{7});
    refusedWith(messages::erase(view(m_self), kSentMs + kWindowMs + 1, kWindowMs), ErrorCode::NotAllowed);
    refusedWith(messages::erase(view(m_other), kSentMs, kWindowMs), ErrorCode::NotAllowed);
    MessageView gone = view(m_self);
    gone.messages.front().deleted = true;
    const auto again = messages::erase(gone, kSentMs + kWindowMs + 1, kWindowMs);
    QVERIFY(again.ok() && again->isEmpty());
}

void tst_MessageRules::leadersDeleteInGroupsAtAnyTime() {
    for (const MemberRole role : {MemberRole::Admin, MemberRole::Owner}) {
        QVERIFY(messages::erase(view(m_other, role), kSentMs + 10 * kWindowMs, kWindowMs).ok());
        refusedWith(messages::erase(view(m_other, role, ConversationKind::Direct), kSentMs, kWindowMs),
                    ErrorCode::NotAllowed);
    }
}

void tst_MessageRules::allOrNone() {
    MessageView seen = view(m_self);
    seen.messages.push_back(row(8, m_self));
    const auto done = messages::erase(seen, kSentMs, kWindowMs);
    QVERIFY(done.ok());
    QCOMPARE(done->erased, (std::vector<std::uint64_t>{7, 8}));
    seen.messages.push_back(row(9, m_other));
    refusedWith(messages::erase(seen, kSentMs, kWindowMs), ErrorCode::NotAllowed);
}

void tst_MessageRules::linesOfTheServerStay() {
    MessageView seen = view({}, MemberRole::Owner);
    seen.messages.front().kind = MessageKind::System;
    refusedWith(messages::erase(seen, kSentMs, kWindowMs), ErrorCode::NotAllowed);
    refusedWith(messages::edit(seen, textOf("x"), kSentMs, kWindowMs), ErrorCode::NotAllowed);
    refusedWith(messages::react(seen, "👍"), ErrorCode::NotAllowed);
}

void tst_MessageRules::aBlockEndsEditsAndReactionsButNotDeletions() {
    MessageView seen = view(m_self, MemberRole::Member, ConversationKind::Direct);
    seen.isBlocked = true;
    refusedWith(messages::edit(seen, textOf("x"), kSentMs, kWindowMs), ErrorCode::NotAllowed);
    refusedWith(messages::react(seen, "👍"), ErrorCode::NotAllowed);
    QVERIFY(messages::erase(seen, kSentMs, kWindowMs).ok());
}

void tst_MessageRules::reactionsAreReplacedAndTakenBack() {
    MessageView seen = view(m_other);
    QCOMPARE(messages::react(seen, "👍")->reaction->emoji, std::string("👍"));
    QVERIFY(messages::react(seen, "")->isEmpty());
    seen.reactions.counts = {{"👍", 1}};
    seen.reactions.own = "👍";
    QVERIFY(messages::react(seen, "👍")->isEmpty());
    QCOMPARE(messages::react(seen, "🎉")->reaction->emoji, std::string("🎉"));
    QCOMPARE(messages::react(seen, "")->reaction->emoji, std::string());
    seen.messages.front().deleted = true;
    refusedWith(messages::react(seen, "🎉"), ErrorCode::NotFound);
}

void tst_MessageRules::oneSpellingOfAnEmoji() {
    MessageView seen = view(m_other);
    seen.reactions.counts = {{"❤️", 3}};
    QCOMPARE(messages::react(seen, "❤")->reaction->emoji, std::string("❤️"));
}

void tst_MessageRules::kindsOfReactionsAreLimited() {
    MessageView seen = view(m_other);
    for (std::uint32_t i = 0; i < limits::kMaxReactionKinds; ++i)
        seen.reactions.counts.push_back({"kind " + std::to_string(i), 2});
    refusedWith(messages::react(seen, "👍"), ErrorCode::TooLarge);
    QVERIFY(messages::react(seen, "kind 3").ok());
    // Whose own one was the only one of its kind makes room for another.
    seen.reactions.own = "kind 5";
    seen.reactions.counts[5].count = 1;
    QVERIFY(messages::react(seen, "👍").ok());
}

QTEST_APPLESS_MAIN(tst_MessageRules)
#include "tst_MessageRules.moc"

// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "server/conversation/Conversation.h"
#include "shared/core/Uuid7.h"

using namespace banter;
using namespace banter::server;

namespace {

/// Writes down what the conversation wants.
class Recorder final : public ConversationOutput {
public:
    void load(const ConversationId &) override { ++loads; }
    bool append(NewMessage message) override {
        if (full)
            return false;
        queue.push_back(std::move(message));
        return true;
    }
    void accept(const SendOrigin &origin, const Appended &stored) override {
        accepted.push_back({origin.request, stored.seq});
    }
    void refuse(const SendOrigin &origin, ErrorCode code, Millis) override {
        refused.push_back({origin.request, code});
    }
    void fanOut(const ConversationId &, const Appended &stored, const std::vector<MemberRow> &members) override {
        fanned.push_back(stored.rev);
        fannedTo.push_back(members.size());
    }
    void receiptsDue(const ConversationId &, MonoTime when) override { due.push_back(when); }
    void announce(const ConversationId &, const std::vector<ReceiptRow> &rows,
                  const std::vector<MemberRow> &) override {
        announced.insert(announced.end(), rows.begin(), rows.end());
    }

    void tell(const ConversationId &, const ConversationStep &step, const std::vector<MemberRow> &members) override {
        told.push_back({step.rev, members.size()});
    }
    void announceOwn(const ConversationId &, const ReceiptRow &row, const DeviceId &except) override {
        own.push_back({row.user, except});
    }
    void announceCounts(const ConversationId &, const UserId &sender, const std::vector<ReceiptCount> &rows) override {
        for (const ReceiptCount &row : rows)
            counts.push_back({sender, row});
    }

    int loads{0};
    bool full{false};
    std::vector<NewMessage> queue;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> accepted;
    std::vector<std::pair<std::uint64_t, ErrorCode>> refused;
    std::vector<std::uint64_t> fanned;
    std::vector<std::size_t> fannedTo;                       ///< how many members, for each of `fanned`
    std::vector<std::pair<std::uint64_t, std::size_t>> told; ///< rev, how many members
    std::vector<std::pair<UserId, DeviceId>> own;
    std::vector<std::pair<UserId, ReceiptCount>> counts;
    std::vector<MonoTime> due;
    std::vector<ReceiptRow> announced;
};

} // namespace

class tst_Conversation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void holdsSendsUntilItIsLoaded();
    void answersStrangersLikeNothing();
    void answersBusyWhenTheStoreIsAway();
    void acceptsInOrderOfAfter();
    void joinsARetryThatIsStillInFlight();
    void fansOutADuplicateThatNobodyHeardOf();
    void doesNotFanOutTwice();
    void keepsOrderOverAStaleCheck();
    void keepsOrderOverAStaleCheckInTheMiddle();
    void nothingFollowsWhatWasNotStored();
    void refusesWhatTheQueueCannotTake();
    void cutsAndKeepsWatermarks();
    void pacesWatermarks();
    void respectsABlock();
    void isIdleOnlyWhenNothingWaits();

private:
    SendRequest request(std::uint64_t number, ClientId clientId, ClientId after = {}) const;
    void becomeReady(std::uint64_t aclRev = 1);
    ConversationRow row(std::uint64_t aclRev = 1) const;
    void settle(std::size_t index, AppendStatus status, std::uint64_t seq);

    ConversationId m_id;
    UserId m_mira, m_tomas;
    DeviceId m_device;
    std::unique_ptr<Recorder> m_out;
    std::unique_ptr<Conversation> m_conversation;
    MonoTime m_now{Millis{10'000}};
};

void tst_Conversation::init() {
    m_id = makeId<ConversationId>();
    m_mira = makeId<UserId>();
    m_tomas = makeId<UserId>();
    m_device = makeId<DeviceId>();
    m_out = std::make_unique<Recorder>();
    m_conversation = std::make_unique<Conversation>(m_id, *m_out);
}

void tst_Conversation::cleanup() { m_conversation.reset(); }

SendRequest tst_Conversation::request(std::uint64_t number, ClientId clientId, ClientId after) const {
    SendRequest send;
    send.origin = {1, number};
    send.user = m_mira;
    send.device = m_device;
    send.clientId = clientId;
    send.after = after;
    send.body = "body " + std::to_string(number);
    return send;
}

ConversationRow tst_Conversation::row(std::uint64_t aclRev) const {
    ConversationRow conversation;
    conversation.id = m_id;
    conversation.aclRev = aclRev;
    conversation.lastRev = 1;
    for (const UserId &user : {m_mira, m_tomas}) {
        MemberRow member;
        member.user = user;
        conversation.members.push_back(member);
    }
    return conversation;
}

void tst_Conversation::becomeReady(std::uint64_t aclRev) {
    m_conversation->loaded(std::optional(row(aclRev)), {}, m_now);
}

void tst_Conversation::settle(std::size_t index, AppendStatus status, std::uint64_t seq) {
    Appended result;
    result.message = m_out->queue.at(index);
    result.status = status;
    result.seq = seq;
    result.rev = seq + 1;
    m_conversation->appended(std::move(result), m_now);
}

void tst_Conversation::holdsSendsUntilItIsLoaded() {
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    m_conversation->send(request(2, makeId<ClientId>()), m_now);
    QCOMPARE(m_out->loads, 1);
    QVERIFY(m_out->queue.empty());
    becomeReady();
    QCOMPARE(m_out->queue.size(), std::size_t{2});
    QCOMPARE(m_out->queue[0].body, std::string("body 1"));
    QVERIFY(m_out->accepted.empty()); // nothing is accepted before the store says so
}

void tst_Conversation::answersStrangersLikeNothing() {
    SendRequest stranger = request(1, makeId<ClientId>());
    stranger.user = makeId<UserId>();
    m_conversation->send(stranger, m_now);
    becomeReady();
    Conversation absent(makeId<ConversationId>(), *m_out);
    absent.send(request(2, makeId<ClientId>()), m_now);
    absent.loaded(std::optional<ConversationRow>{}, {}, m_now);
    QCOMPARE(m_out->refused.size(), std::size_t{2});
    QCOMPARE(m_out->refused[0].second, ErrorCode::NotFound);
    QCOMPARE(m_out->refused[1].second, ErrorCode::NotFound);
}

void tst_Conversation::answersBusyWhenTheStoreIsAway() {
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    m_conversation->loaded(Error{ErrorCode::StoreUnavailable, "gone"}, {}, m_now);
    QCOMPARE(m_out->refused.at(0).second, ErrorCode::Busy);
    m_conversation->send(request(2, makeId<ClientId>()), m_now);
    QCOMPARE(m_out->loads, 2);
    becomeReady();
    QCOMPARE(m_out->queue.size(), std::size_t{1});
}

void tst_Conversation::acceptsInOrderOfAfter() {
    becomeReady();
    const auto first = makeId<ClientId>(), second = makeId<ClientId>(), third = makeId<ClientId>();
    m_conversation->send(request(2, second, first), m_now); // the first one was never seen here
    QCOMPARE(m_out->refused.at(0), std::make_pair(std::uint64_t{2}, ErrorCode::OutOfOrder));
    m_conversation->send(request(3, first), m_now);
    m_conversation->send(request(4, second, first), m_now);
    QCOMPARE(m_out->queue.size(), std::size_t{2});
    settle(0, AppendStatus::Stored, 1);
    settle(1, AppendStatus::Stored, 2);
    m_conversation->send(request(5, third, second), m_now); // its answer was still on the way: fine
    QCOMPARE(m_out->queue.size(), std::size_t{3});
    SendRequest otherDevice = request(6, makeId<ClientId>(), third);
    otherDevice.device = makeId<DeviceId>();
    m_conversation->send(otherDevice, m_now);
    QCOMPARE(m_out->refused.back(), std::make_pair(std::uint64_t{6}, ErrorCode::OutOfOrder));
}

void tst_Conversation::joinsARetryThatIsStillInFlight() {
    becomeReady();
    const auto clientId = makeId<ClientId>();
    m_conversation->send(request(1, clientId), m_now);
    m_conversation->send(request(2, clientId), m_now);
    QCOMPARE(m_out->queue.size(), std::size_t{1});
    settle(0, AppendStatus::Stored, 7);
    QCOMPARE(m_out->accepted.size(), std::size_t{2});
    QCOMPARE(m_out->accepted[0].second, m_out->accepted[1].second);
}

void tst_Conversation::fansOutADuplicateThatNobodyHeardOf() {
    becomeReady();
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    settle(0, AppendStatus::Duplicate, 1); // committed, but the answer was lost between database and writer
    QCOMPARE(m_out->fanned, std::vector<std::uint64_t>{2});
}

void tst_Conversation::doesNotFanOutTwice() {
    becomeReady();
    const auto clientId = makeId<ClientId>();
    m_conversation->send(request(1, clientId), m_now);
    settle(0, AppendStatus::Stored, 1);
    m_conversation->send(request(2, clientId), m_now);
    settle(1, AppendStatus::Duplicate, 1);
    QCOMPARE(m_out->fanned.size(), std::size_t{1});
    QCOMPARE(m_out->accepted.size(), std::size_t{2});
}

void tst_Conversation::keepsOrderOverAStaleCheck() {
    becomeReady(1);
    const auto first = makeId<ClientId>(), second = makeId<ClientId>(), third = makeId<ClientId>();
    m_conversation->send(request(1, first), m_now);
    m_conversation->send(request(2, second, first), m_now);
    settle(0, AppendStatus::Stale, 0);
    m_conversation->send(request(3, third, second), m_now);
    QCOMPARE(m_out->queue.size(), std::size_t{2}); // waits: the second one is still out with the old check
    QCOMPARE(m_out->loads, 0);
    settle(1, AppendStatus::Stale, 0);
    QCOMPARE(m_out->loads, 1);
    becomeReady(2);
    QCOMPARE(m_out->queue.size(), std::size_t{5});
    QCOMPARE(m_out->queue[2].clientId, first);
    QCOMPARE(m_out->queue[3].clientId, second);
    QCOMPARE(m_out->queue[4].clientId, third);
    QCOMPARE(m_out->queue[2].checkedAclRev, std::uint64_t{2});
    QCOMPARE(m_out->queue[2].body, std::string("body 1"));
    QVERIFY(m_out->refused.empty());
}

void tst_Conversation::keepsOrderOverAStaleCheckInTheMiddle() {
    becomeReady(1);
    const auto first = makeId<ClientId>(), second = makeId<ClientId>(), third = makeId<ClientId>();
    m_conversation->send(request(1, first), m_now);
    m_conversation->send(request(2, second, first), m_now);
    m_conversation->send(request(3, third, second), m_now);
    settle(0, AppendStatus::Stored, 1);
    settle(1, AppendStatus::Stale, 0); // it was followed already when it came back
    settle(2, AppendStatus::Stale, 0);
    becomeReady(2);
    QVERIFY(m_out->refused.empty());
    QCOMPARE(m_out->queue.size(), std::size_t{5});
    QCOMPARE(m_out->queue[3].clientId, second);
    QCOMPARE(m_out->queue[4].clientId, third);
}

void tst_Conversation::nothingFollowsWhatWasNotStored() {
    becomeReady();
    const auto first = makeId<ClientId>();
    m_conversation->send(request(1, first), m_now);
    settle(0, AppendStatus::Failed, 0);
    QCOMPARE(m_out->refused.at(0).second, ErrorCode::Internal);
    m_conversation->send(request(2, makeId<ClientId>(), first), m_now);
    QCOMPARE(m_out->refused.at(1).second, ErrorCode::OutOfOrder);
    QCOMPARE(m_out->queue.size(), std::size_t{1});
}

void tst_Conversation::refusesWhatTheQueueCannotTake() {
    becomeReady();
    m_out->full = true;
    const auto first = makeId<ClientId>();
    m_conversation->send(request(1, first), m_now);
    QCOMPARE(m_out->refused.at(0).second, ErrorCode::Busy);
    m_out->full = false;
    m_conversation->send(request(2, makeId<ClientId>(), first), m_now); // must not overtake the refused one
    QCOMPARE(m_out->refused.at(1).second, ErrorCode::OutOfOrder);
}

void tst_Conversation::cutsAndKeepsWatermarks() {
    becomeReady();
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    settle(0, AppendStatus::Stored, 1);
    m_conversation->acknowledge(m_tomas, 99, 0, m_now);
    m_conversation->acknowledge(m_tomas, 0, 0, m_now);
    m_conversation->acknowledge(makeId<UserId>(), 1, 1, m_now); // a stranger changes nothing
    const auto rows = m_conversation->takeReceipts(m_now);
    QCOMPARE(rows.size(), std::size_t{2});
    for (const ReceiptRow &receipt : rows) {
        QCOMPARE(receipt.deliveredSeq, std::uint64_t{1});
        QCOMPARE(receipt.readSeq, receipt.user == m_mira ? std::uint64_t{1} : std::uint64_t{0}); // sending reads
    }
    QVERIFY(m_conversation->takeReceipts(m_now).empty());
    m_conversation->receiptsStored(rows, m_now);
    QCOMPARE(m_out->announced.size(), std::size_t{2});
}

void tst_Conversation::pacesWatermarks() {
    becomeReady();
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    settle(0, AppendStatus::Stored, 1);
    QCOMPARE(m_out->due.size(), std::size_t{1});
    QCOMPARE(m_out->due[0], m_now);
    static_cast<void>(m_conversation->takeReceipts(m_now));
    m_conversation->acknowledge(m_tomas, 1, 1, m_now);
    QCOMPARE(m_out->due.size(), std::size_t{2});
    QCOMPARE(m_out->due[1], m_now + Conversation::kReceiptPace);
}

void tst_Conversation::respectsABlock() {
    ConversationRow blocked = row();
    blocked.members[1].blocked = true;
    m_conversation->loaded(std::optional(blocked), {}, m_now);
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    QCOMPARE(m_out->refused.at(0).second, ErrorCode::NotAllowed);
}

void tst_Conversation::isIdleOnlyWhenNothingWaits() {
    const MonoTime later = m_now + Millis{60'000};
    becomeReady();
    QVERIFY(m_conversation->isIdleSince(later));
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    QVERIFY(!m_conversation->isIdleSince(later));
    settle(0, AppendStatus::Stored, 1);
    QVERIFY(!m_conversation->isIdleSince(later)); // a watermark is not stored yet
    static_cast<void>(m_conversation->takeReceipts(m_now));
    QVERIFY(m_conversation->isIdleSince(later));
    QVERIFY(!m_conversation->isIdleSince(m_now));
}

QTEST_GUILESS_MAIN(tst_Conversation)
#include "tst_Conversation.moc"

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
        if (!step.message && !step.reactions && !step.info && step.members.empty())
            emptyTold.push_back(step.rev);
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
    std::vector<std::uint64_t> emptyTold;                    ///< revs of those without anything in them
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
    void keepsTheWatermarkOfWhoWasJustAdded();
    void pacesWatermarks();
    void respectsABlock();
    void othersNeedNotWaitForADoubt();
    void isIdleOnlyWhenNothingWaits();
    void tellsAChangeOfTheTitleAtOnce();
    void tellsAChangeOfMembersOnceItKnowsThem();
    void aChangeThatIsNewerThanWhatIsReadWaits();
    void checksSendsAgainAfterAChange();
    void looksAgainWhenNobodyKnows();
    void hidesWhatWasBeforeOneJoined();
    void tellsNumbersInLargeGroups();
    void answersOnlyWhatOneCanSee();
    void tellsChangesOfMessagesToThoseWhoSeeThem();
    void whatWasErasedMeanwhileIsToldToNobody();
    void readWithoutShowingItIsForTheOwnDevices();
    void saysWhoMayWriteWithoutALook();

private:
    SendRequest request(std::uint64_t number, ClientId clientId, ClientId after = {}) const;
    void becomeReady(std::uint64_t aclRev = 1);
    ConversationRow row(std::uint64_t aclRev = 1) const;
    void settle(std::size_t index, AppendStatus status, std::uint64_t seq);
    ConversationChange change(std::uint64_t rev, std::uint64_t aclRev, std::vector<MemberRow> members = {}) const;

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

void tst_Conversation::keepsTheWatermarkOfWhoWasJustAdded() {
    becomeReady();
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    settle(0, AppendStatus::Stored, 1);
    static_cast<void>(m_conversation->takeReceipts(m_now));
    m_out->loads = 0;
    // Added elsewhere, and that is not known here yet: the store is asked, twice, as it says that the rights have
    // moved.
    const auto added = makeId<UserId>();
    m_conversation->acknowledge(added, 1, 1, m_now);
    QCOMPARE(m_out->loads, 1);
    ConversationRow now = row(2);
    now.members.push_back(now.members.front());
    now.members.back().user = added;
    m_conversation->loaded(std::optional(now), {}, m_now);
    QCOMPARE(m_out->loads, 2);
    m_conversation->loaded(std::optional(now), {}, m_now);
    const auto rows = m_conversation->takeReceipts(m_now + Conversation::kReceiptPace);
    QCOMPARE(rows.size(), std::size_t{1});
    QCOMPARE(rows[0].user, added);
    QCOMPARE(rows[0].deliveredSeq, std::uint64_t{1});
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
    QVERIFY(m_out->refused.empty()); // it may have been taken back: the store is asked
    m_conversation->loaded(std::optional(blocked), {}, m_now);
    QCOMPARE(m_out->refused.at(0).second, ErrorCode::NotAllowed);
    m_conversation->send(request(2, makeId<ClientId>()), m_now);
    QCOMPARE(m_out->loads, 2);
    blocked.members[1].blocked = false;
    blocked.aclRev = 2;
    m_conversation->loaded(std::optional(blocked), {}, m_now); // it was
    QCOMPARE(m_out->loads, 3);
    m_conversation->loaded(std::optional(blocked), {}, m_now);
    QCOMPARE(m_out->queue.size(), std::size_t{1});
}

void tst_Conversation::othersNeedNotWaitForADoubt() {
    becomeReady(1);
    SendRequest stranger = request(1, makeId<ClientId>());
    stranger.user = makeId<UserId>();
    m_conversation->send(stranger, m_now);
    m_conversation->send(request(2, makeId<ClientId>()), m_now);
    QCOMPARE(m_out->queue.size(), std::size_t{1});
    m_conversation->loaded(Error{ErrorCode::StoreUnavailable, "gone"}, {}, m_now);
    QCOMPARE(m_out->refused.at(0).second, ErrorCode::Busy);
    stranger.origin.request = 3;
    m_conversation->send(stranger, m_now);
    QVERIFY(!m_conversation->isIdleSince(m_now + Millis{60'000}));
    // They have become a member; what is at the writer comes first.
    ConversationRow joined = row(2);
    joined.members.emplace_back().user = stranger.user;
    m_conversation->loaded(std::optional(joined), {}, m_now);
    QCOMPARE(m_out->loads, 2);
    settle(0, AppendStatus::Stored, 1);
    QCOMPARE(m_out->loads, 3);
    m_conversation->loaded(std::optional(joined), {}, m_now);
    QCOMPARE(m_out->queue.size(), std::size_t{2});
    QCOMPARE(m_out->refused.size(), std::size_t{1});
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

ConversationChange tst_Conversation::change(std::uint64_t rev, std::uint64_t aclRev,
                                            std::vector<MemberRow> members) const {
    return {m_id, aclRev, 1, rev, {{rev, std::move(members), {}, {}, {}}}, false};
}

void tst_Conversation::tellsAChangeOfTheTitleAtOnce() {
    becomeReady(1);
    m_conversation->changed(change(2, 1), m_now);
    QCOMPARE(m_out->told.size(), std::size_t{1});
    QCOMPARE(m_out->told[0], std::make_pair(std::uint64_t{2}, std::size_t{2}));
    QCOMPARE(m_out->loads, 0);
    m_conversation->acknowledge(m_tomas, 1, 1, m_now); // its line can be read
    QCOMPARE(m_conversation->takeReceipts(m_now).size(), std::size_t{1});
}

void tst_Conversation::tellsAChangeOfMembersOnceItKnowsThem() {
    becomeReady(1);
    MemberRow gone;
    gone.user = m_tomas;
    gone.removed = true;
    m_conversation->changed(change(2, 2, {gone}), m_now);
    m_conversation->changed(change(3, 2), m_now); // its title: must not overtake, and is not for who is gone
    QCOMPARE(m_out->loads, 1);
    QVERIFY(m_out->told.empty());
    ConversationRow after = row(2);
    after.members[1].removed = true;
    m_conversation->loaded(std::optional(after), {}, m_now);
    QCOMPARE(m_out->told.size(), std::size_t{2});
    QCOMPARE(m_out->told[0], std::make_pair(std::uint64_t{2}, std::size_t{2})); // hears that they are gone
    QCOMPARE(m_out->told[1], std::make_pair(std::uint64_t{3}, std::size_t{1}));
    SendRequest late = request(1, makeId<ClientId>());
    late.user = m_tomas;
    m_conversation->send(late, m_now);
    m_conversation->loaded(std::optional(after), {}, m_now);
    QCOMPARE(m_out->refused.at(0).second, ErrorCode::NotFound);
}

void tst_Conversation::aChangeThatIsNewerThanWhatIsReadWaits() {
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    m_conversation->changed(change(5, 5), m_now);
    QCOMPARE(m_out->loads, 1);
    becomeReady(4); // was read before the change
    QVERIFY(m_out->told.empty() && m_out->queue.empty());
    QCOMPARE(m_out->loads, 2);
    becomeReady(5);
    QCOMPARE(m_out->told.size(), std::size_t{1});
    QCOMPARE(m_out->queue.size(), std::size_t{1});
    QCOMPARE(m_out->queue[0].checkedAclRev, std::uint64_t{5});
}

void tst_Conversation::checksSendsAgainAfterAChange() {
    becomeReady(1);
    const auto first = makeId<ClientId>(), second = makeId<ClientId>(), third = makeId<ClientId>();
    m_conversation->send(request(1, first), m_now);
    m_conversation->send(request(2, second, first), m_now);
    m_conversation->changed(change(3, 3), m_now);
    m_conversation->send(request(3, third, second), m_now); // behind those that are out with the old check
    QCOMPARE(m_out->queue.size(), std::size_t{2});
    settle(0, AppendStatus::Stored, 1);
    QCOMPARE(m_out->loads, 0);
    settle(1, AppendStatus::Stale, 0);
    QCOMPARE(m_out->loads, 1);
    becomeReady(3);
    QVERIFY(m_out->refused.empty());
    QCOMPARE(m_out->told.size(), std::size_t{1});
    QCOMPARE(m_out->queue.size(), std::size_t{4});
    QVERIFY(m_out->queue[2].clientId == second && m_out->queue[3].clientId == third);
    QVERIFY(m_out->queue[3].after == second);
}

void tst_Conversation::looksAgainWhenNobodyKnows() {
    m_conversation->recheck(m_now);
    QCOMPARE(m_out->loads, 0); // it knows nobody yet
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    m_conversation->recheck(m_now); // what is being read may be from before
    becomeReady(1);
    QCOMPARE(m_out->loads, 2);
    QVERIFY(m_out->queue.empty());
    becomeReady(2);
    QCOMPARE(m_out->queue.size(), std::size_t{1});
    m_conversation->loaded(Error{ErrorCode::StoreUnavailable, "gone"}, {}, m_now);
}

void tst_Conversation::hidesWhatWasBeforeOneJoined() {
    becomeReady(1);
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    m_conversation->changed(change(3, 3), m_now);
    settle(0, AppendStatus::Stale, 0);
    ConversationRow joined = row(3);
    joined.members[1].joinedSeq = 7; // sees what is above
    m_conversation->loaded(std::optional(joined), {}, m_now);
    settle(1, AppendStatus::Stored, 7);
    m_conversation->send(request(2, makeId<ClientId>()), m_now);
    settle(2, AppendStatus::Stored, 8);
    QCOMPARE(m_out->fannedTo, (std::vector<std::size_t>{1, 2}));
}

void tst_Conversation::tellsNumbersInLargeGroups() {
    ConversationRow large = row();
    large.kind = ConversationKind::Group;
    for (int i = 0; i < 40; ++i) {
        MemberRow member;
        member.user = makeId<UserId>();
        large.members.push_back(member);
    }
    m_conversation->loaded(std::optional(large), {}, m_now);
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    settle(0, AppendStatus::Stored, 1);
    const auto phone = makeId<DeviceId>();
    m_conversation->acknowledge(m_tomas, 1, 0, m_now, phone);
    m_conversation->acknowledge(large.members.back().user, 1, 1, m_now, phone);
    m_conversation->acknowledge(large.members.back().user, 1, 1, m_now, makeId<DeviceId>()); // did not move it
    const auto rows = m_conversation->takeReceipts(m_now);
    QCOMPARE(rows.size(), std::size_t{3});
    m_conversation->receiptsStored(rows, m_now);
    QVERIFY(m_out->announced.empty());
    QCOMPARE(m_out->own.size(), std::size_t{3}); // each to its own user only, and not to who moved it
    for (const auto &[user, except] : m_out->own)
        QVERIFY(except == (user == m_mira ? m_device : phone));
    QCOMPARE(m_out->counts.size(), std::size_t{1});
    QVERIFY(m_out->counts[0].first == m_mira);
    const ReceiptCount count = m_out->counts[0].second;
    QVERIFY(count.seq == 1 && count.recipients == 41 && count.delivered == 2 && count.read == 1);
}

void tst_Conversation::answersOnlyWhatOneCanSee() {
    ConversationRow known = row();
    known.lastSeq = 9;
    for (MemberRow &member : known.members)
        member.joinedSeq = member.user == m_mira ? 5 : 0;
    m_conversation->loaded(std::optional(known), {}, m_now);
    std::uint64_t number = 0;
    for (const std::uint64_t seq : {std::uint64_t(6), std::uint64_t(9)}) {
        SendRequest reply = request(++number, makeId<ClientId>());
        reply.replyTo = seq;
        m_conversation->send(reply, m_now);
    }
    QCOMPARE(m_out->queue.size(), std::size_t(2));
    for (const std::uint64_t seq : {std::uint64_t(5), std::uint64_t(10)}) {
        SendRequest reply = request(++number, makeId<ClientId>());
        reply.replyTo = seq;
        m_conversation->send(reply, m_now);
    }
    QCOMPARE(m_out->queue.size(), std::size_t(2));
    QVERIFY(m_out->refused.empty()); // the store is asked first: it may know of a newer message
    m_conversation->loaded(std::optional(known), {}, m_now);
    QCOMPARE(m_out->refused.size(), std::size_t(2));
    QCOMPARE(m_out->refused[0], std::make_pair(std::uint64_t(3), ErrorCode::NotFound));
    QCOMPARE(m_out->refused[1], std::make_pair(std::uint64_t(4), ErrorCode::NotFound));
}

void tst_Conversation::tellsChangesOfMessagesToThoseWhoSeeThem() {
    ConversationRow known = row();
    known.lastSeq = 9;
    for (MemberRow &member : known.members)
        member.joinedSeq = member.user == m_mira ? 5 : 0;
    m_conversation->loaded(std::optional(known), {}, m_now);
    ConversationChange edited{m_id, 1, 9, 12, {}, false};
    ConversationStep step;
    step.rev = 11;
    step.message.emplace().seq = 5;
    edited.steps.push_back(step);
    step = {};
    step.rev = 12;
    step.reactions.emplace().summary.seq = 6;
    edited.steps.push_back(step);
    m_conversation->changed(edited, m_now);
    // The first one is empty to who joined behind it, so that nobody's revs have a gap.
    QCOMPARE(m_out->told.size(), std::size_t(3));
    QCOMPARE(m_out->told[0], std::make_pair(std::uint64_t(11), std::size_t(1)));
    QCOMPARE(m_out->told[1], std::make_pair(std::uint64_t(11), std::size_t(1)));
    QCOMPARE(m_out->told[2], std::make_pair(std::uint64_t(12), std::size_t(2)));
    QCOMPARE(m_out->emptyTold, std::vector<std::uint64_t>{11});
}

void tst_Conversation::whatWasErasedMeanwhileIsToldToNobody() {
    becomeReady();
    m_conversation->send(request(1, makeId<ClientId>()), m_now);
    m_conversation->send(request(2, makeId<ClientId>()), m_now);
    // Stored by an attempt whose outcome the writer does not know, seen through Sync, and deleted.
    ConversationChange erased{m_id, 1, 1, 3, {}, false};
    ConversationStep step;
    step.rev = 3;
    step.message.emplace().seq = 1;
    step.message->deleted = true;
    erased.steps.push_back(step);
    m_conversation->changed(erased, m_now);
    settle(0, AppendStatus::Duplicate, 1);
    settle(1, AppendStatus::Stored, 3);
    QCOMPARE(m_out->accepted.size(), std::size_t(2));
    QCOMPARE(m_out->fanned, std::vector<std::uint64_t>{4});
    QCOMPARE(m_out->emptyTold, std::vector<std::uint64_t>{2});
}

void tst_Conversation::readWithoutShowingItIsForTheOwnDevices() {
    ConversationRow known = row();
    known.lastSeq = 9;
    m_conversation->loaded(std::optional(known), {}, m_now);
    m_conversation->acknowledge(m_tomas, 0, 7, m_now, m_device, true);
    std::vector<ReceiptRow> rows = m_conversation->takeReceipts(m_now);
    QCOMPARE(rows.size(), std::size_t(1));
    QCOMPARE(rows[0].deliveredSeq, std::uint64_t(7));
    QCOMPARE(rows[0].readSeq, std::uint64_t(0));
    QCOMPARE(rows[0].ownReadSeq, std::uint64_t(7));
    m_conversation->receiptsStored(rows, m_now);
    QCOMPARE(m_out->announced.at(0).readSeq, std::uint64_t(0));
    QCOMPARE(m_out->own, (std::vector<std::pair<UserId, DeviceId>>{{m_tomas, m_device}}));
    // Shown again, both are the same, and nobody has to be told apart.
    m_conversation->acknowledge(m_tomas, 0, 8, m_now, m_device, false);
    rows = m_conversation->takeReceipts(m_now);
    QCOMPARE(rows[0].readSeq, std::uint64_t(8));
    m_conversation->receiptsStored(rows, m_now);
    QCOMPARE(m_out->own.size(), std::size_t(1));
    // Writing does not show it either.
    SendRequest send = request(1, makeId<ClientId>());
    send.hidesRead = true;
    m_conversation->send(send, m_now);
    settle(0, AppendStatus::Stored, 10);
    rows = m_conversation->takeReceipts(m_now);
    QCOMPARE(rows[0].user, m_mira);
    QCOMPARE(rows[0].readSeq, std::uint64_t(0));
    QCOMPARE(rows[0].ownRead(), std::uint64_t(10));
}

void tst_Conversation::saysWhoMayWriteWithoutALook() {
    QVERIFY(!m_conversation->mayWrite(m_mira, m_now));
    QCOMPARE(m_out->loads, 1); // the next time it is known
    becomeReady();
    QVERIFY(m_conversation->mayWrite(m_mira, m_now));
    QVERIFY(!m_conversation->mayWrite(makeId<UserId>(), m_now));
    ConversationRow blocked = row(2);
    blocked.members.front().blocked = true;
    m_conversation->recheck(m_now);
    m_conversation->loaded(std::optional(blocked), {}, m_now);
    QVERIFY(!m_conversation->mayWrite(m_mira, m_now));
}

QTEST_GUILESS_MAIN(tst_Conversation)
#include "tst_Conversation.moc"

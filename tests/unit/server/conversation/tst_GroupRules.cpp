// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "server/conversation/GroupRules.h"
#include "server/conversation/ReceiptCounts.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/Limits.h"

using namespace banter;
using namespace banter::server;

namespace {

/// "" for a change, "-" for an empty one, else the name of the error.
std::string outcome(const Result<GroupChange> &result) {
    if (!result.ok())
        return std::string(errorName(result.error().code));
    return result->isEmpty() ? "-" : "";
}

v1::Content contentOf(const std::string &line) {
    v1::Content content;
    content.ParseFromString(line);
    return content;
}

} // namespace

/// Who may do what to a group, the lines that say so, and the numbers that senders in large groups are told.
class tst_GroupRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();

    void strangersSeeNothing();
    void aDirectConversationIsNoGroup();
    void whoMayRemoveWhom_data();
    void whoMayRemoveWhom();
    void whoMayGiveWhichRole();
    void handsTheGroupOver();
    void whoMayEdit();
    void addsWhoIsNotThere();
    void theOwnerGoesLast();
    void joinsByInvite();
    void linesNameThreeAndCountTheRest();
    void linesFitTheirLimit();
    void countsForTheSenderOnly();
    void tellsCountsThatMovedOnly();

private:
    [[nodiscard]] groups::Actor actor(const UserId &user) const { return {user, m_names}; }
    UserId addMember(MemberRole role, const std::string &name);

    GroupView m_view;
    Names m_names;
    UserId m_owner, m_admin, m_otherAdmin, m_member, m_gone, m_stranger;
};

UserId tst_GroupRules::addMember(MemberRole role, const std::string &name) {
    MemberRow row;
    row.user = makeId<UserId>();
    row.role = role;
    m_view.conversation.members.push_back(row);
    m_names[row.user] = name;
    ++m_view.conversation.memberCount;
    return row.user;
}

void tst_GroupRules::init() {
    m_view = {};
    m_names.clear();
    m_view.conversation.kind = ConversationKind::Group;
    m_view.conversation.info = {"Garden", "", true};
    m_owner = addMember(MemberRole::Owner, "Olga");
    m_admin = addMember(MemberRole::Admin, "Ada");
    m_otherAdmin = addMember(MemberRole::Admin, "Ben");
    m_member = addMember(MemberRole::Member, "Mira");
    m_gone = addMember(MemberRole::Member, "Gus");
    m_view.conversation.members.back().removed = m_view.conversation.members.back().expelled = true;
    --m_view.conversation.memberCount;
    m_stranger = makeId<UserId>();
}

void tst_GroupRules::strangersSeeNothing() {
    for (const UserId &user : {m_stranger, m_gone}) {
        QCOMPARE(outcome(groups::edit(m_view, actor(user), {"x", {}, {}})), std::string("not found"));
        QCOMPARE(outcome(groups::add(m_view, actor(user), {m_stranger}, 9)), std::string("not found"));
        QCOMPARE(outcome(groups::remove(m_view, actor(user), m_member)), std::string("not found"));
        QCOMPARE(outcome(groups::leave(m_view, actor(user))), std::string("not found"));
        QCOMPARE(outcome(groups::setRole(m_view, actor(user), m_member, MemberRole::Admin)), std::string("not found"));
        QVERIFY(!groups::mayInvite(m_view, user).ok());
    }
}

void tst_GroupRules::aDirectConversationIsNoGroup() {
    m_view.conversation.kind = ConversationKind::Direct;
    QCOMPARE(outcome(groups::edit(m_view, actor(m_owner), {"x", {}, {}})), std::string("not allowed"));
    QCOMPARE(outcome(groups::add(m_view, actor(m_owner), {m_stranger}, 9)), std::string("not allowed"));
    QCOMPARE(outcome(groups::leave(m_view, actor(m_member))), std::string("not allowed"));
    QCOMPARE(outcome(groups::join(m_view, actor(m_stranger), {}, 9)), std::string("not found"));
}

void tst_GroupRules::whoMayRemoveWhom_data() {
    QTest::addColumn<int>("who");
    QTest::addColumn<int>("whom");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, int who, int whom, const char *expected) {
        QTest::newRow(name) << who << whom << QString::fromLatin1(expected);
    };
    row("owner, admin", 0, 1, "");
    row("owner, member", 0, 3, "");
    row("owner, self", 0, 0, "not allowed");
    row("admin, owner", 1, 0, "not allowed");
    row("admin, admin", 1, 2, "not allowed");
    row("admin, member", 1, 3, "");
    row("admin, one who is gone", 1, 4, "-");
    row("member, owner", 3, 0, "not allowed");
    row("member, one who is gone", 3, 4, "not allowed");
}

void tst_GroupRules::whoMayRemoveWhom() {
    QFETCH(int, who);
    QFETCH(int, whom);
    QFETCH(QString, expected);
    const std::vector<MemberRow> &rows = m_view.conversation.members;
    const UserId by = rows[static_cast<std::size_t>(who)].user, user = rows[static_cast<std::size_t>(whom)].user;
    const auto change = groups::remove(m_view, actor(by), user);
    QCOMPARE(QString::fromStdString(outcome(change)), expected);
    if (!change.ok() || change->isEmpty())
        return;
    QCOMPARE(change->members.size(), std::size_t{1});
    QVERIFY(change->members[0].removed && change->members[0].expelled);
    QCOMPARE(change->members[0].role, MemberRole::Member); // comes back as one
    QCOMPARE(contentOf(change->line).system().subject_ids(0), user.toText());
}

void tst_GroupRules::whoMayGiveWhichRole() {
    const auto give = [&](const UserId &by, const UserId &user, MemberRole role) {
        return outcome(groups::setRole(m_view, actor(by), user, role));
    };
    QCOMPARE(give(m_owner, m_member, MemberRole::Admin), std::string());
    QCOMPARE(give(m_owner, m_admin, MemberRole::Admin), std::string("-"));
    QCOMPARE(give(m_owner, m_owner, MemberRole::Member), std::string("not allowed"));
    QCOMPARE(give(m_owner, m_gone, MemberRole::Admin), std::string("not found"));
    QCOMPARE(give(m_admin, m_member, MemberRole::Admin), std::string("not allowed"));
    QCOMPARE(give(m_admin, m_otherAdmin, MemberRole::Member), std::string("not allowed"));
    QCOMPARE(give(m_admin, m_admin, MemberRole::Member), std::string());
    QCOMPARE(give(m_admin, m_admin, MemberRole::Owner), std::string("not allowed"));
    QCOMPARE(give(m_member, m_member, MemberRole::Admin), std::string("not allowed"));
}

void tst_GroupRules::handsTheGroupOver() {
    const auto change = groups::setRole(m_view, actor(m_owner), m_member, MemberRole::Owner);
    QVERIFY(change.ok());
    QCOMPARE(change->members.size(), std::size_t{2});
    QVERIFY(change->members[0].user == m_member && change->members[0].role == MemberRole::Owner);
    QVERIFY(change->members[1].user == m_owner && change->members[1].role == MemberRole::Admin);
    QCOMPARE(contentOf(change->line).fallback(), std::string("Olga handed the group over to Mira"));
}

void tst_GroupRules::whoMayEdit() {
    QCOMPARE(outcome(groups::edit(m_view, actor(m_member), {"x", {}, {}})), std::string("not allowed"));
    QCOMPARE(outcome(groups::edit(m_view, actor(m_admin), {{}, {}, false})), std::string("not allowed"));
    QCOMPARE(outcome(groups::edit(m_view, actor(m_owner), {"Garden", "", true})), std::string("-"));
    const auto renamed = groups::edit(m_view, actor(m_admin), {"Orchard", "apples", {}});
    QVERIFY(renamed.ok());
    QCOMPARE(renamed->info->title, std::string("Orchard"));
    QCOMPARE(contentOf(renamed->line).fallback(), std::string("Ada named the group \"Orchard\""));
    const auto hidden = groups::edit(m_view, actor(m_owner), {{}, {}, false});
    QVERIFY(hidden.ok() && !hidden->info->showsHistory && hidden->line.empty()); // nothing for the timeline
    QCOMPARE(hidden->info->title, std::string("Garden"));
}

void tst_GroupRules::addsWhoIsNotThere() {
    const auto added = groups::add(m_view, actor(m_admin), {m_member, m_gone, m_stranger}, 9);
    QVERIFY(added.ok());
    QCOMPARE(added->members.size(), std::size_t{2});
    QVERIFY(!added->members[0].removed && !added->members[0].expelled);
    QCOMPARE(outcome(groups::add(m_view, actor(m_admin), {m_member}, 9)), std::string("-"));
    QCOMPARE(outcome(groups::add(m_view, actor(m_member), {m_stranger}, 9)), std::string("not allowed"));
    QCOMPARE(outcome(groups::add(m_view, actor(m_owner), {m_stranger}, 4)), std::string("too large"));
    QCOMPARE(outcome(groups::add(m_view, actor(m_owner), {m_stranger}, 5)), std::string());
}

void tst_GroupRules::theOwnerGoesLast() {
    QCOMPARE(outcome(groups::leave(m_view, actor(m_owner))), std::string("not allowed"));
    const auto left = groups::leave(m_view, actor(m_admin));
    QVERIFY(left.ok() && left->members[0].removed && !left->members[0].expelled);
    m_view.conversation.memberCount = 1;
    QCOMPARE(outcome(groups::leave(m_view, actor(m_owner))), std::string());
}

void tst_GroupRules::joinsByInvite() {
    const auto invite = makeId<InviteId>();
    const auto joined = groups::join(m_view, actor(m_stranger), invite, 5);
    QVERIFY(joined.ok() && joined->invite == invite && joined->members[0].role == MemberRole::Member);
    QCOMPARE(contentOf(joined->line).fallback(), std::string("somebody joined by invite"));
    QCOMPARE(outcome(groups::join(m_view, actor(m_stranger), invite, 4)), std::string("too large"));
    QCOMPARE(outcome(groups::join(m_view, actor(m_member), invite, 4)), std::string("-"));
    QCOMPARE(outcome(groups::join(m_view, actor(m_gone), invite, 9)), std::string("not allowed")); // was removed
    m_view.conversation.members.back().expelled = false;
    QCOMPARE(outcome(groups::join(m_view, actor(m_gone), invite, 9)), std::string()); // had left
    m_view.conversation.memberCount = 0;
    QCOMPARE(outcome(groups::join(m_view, actor(m_stranger), invite, 9)), std::string("not found"));
}

void tst_GroupRules::linesNameThreeAndCountTheRest() {
    std::vector<UserId> users;
    const auto sentence = [&] {
        v1::System facts;
        facts.set_what(v1::MEMBERS_ADDED);
        facts.set_actor_id(m_owner.toText());
        for (std::size_t i = 0; i < users.size(); ++i) {
            facts.add_subject_ids(users[i].toText());
            m_names[users[i]] = std::string(1, static_cast<char>('A' + i));
        }
        return contentOf(systemLine(facts, m_names)).fallback();
    };
    const char *expected[] = {"Olga added A", "Olga added A and B", "Olga added A, B and C",
                              "Olga added A, B, C and 1 other", "Olga added A, B, C and 2 others"};
    for (const char *one : expected) {
        users.push_back(makeId<UserId>());
        QCOMPARE(sentence(), std::string(one));
    }
}

void tst_GroupRules::linesFitTheirLimit() {
    m_names[m_owner] = std::string(limits::kMaxNameBytes * 20, 'x');
    v1::System facts;
    facts.set_what(v1::MEMBER_LEFT);
    facts.set_actor_id(m_owner.toText());
    QVERIFY(contentOf(systemLine(facts, m_names)).fallback().size() <= limits::kMaxFallbackBytes);
}

void tst_GroupRules::countsForTheSenderOnly() {
    ReceiptCounts counts;
    const MonoTime now{Millis{1000}};
    counts.sent(m_owner, 5, now);
    counts.sent(m_admin, 6, now);
    counts.sent(m_admin, 6, now); // its answer came twice
    // Who joined after a message is not one of those who got it.
    const std::vector<ReceiptCounts::Mark> marks{
        {m_owner, 0, 6, 6}, {m_admin, 0, 6, 6}, {m_member, 0, 5, 0}, {m_stranger, 5, 6, 6}};
    auto news = counts.moved(marks, now);
    QCOMPARE(news.size(), std::size_t{2});
    QVERIFY(news[0].first == m_owner && news[1].first == m_admin);
    const ReceiptCount first = news[0].second.at(0), second = news[1].second.at(0);
    QVERIFY(first.seq == 5 && first.recipients == 2 && first.delivered == 2 && first.read == 1);
    QVERIFY(second.seq == 6 && second.recipients == 3 && second.delivered == 2 && second.read == 2);
}

void tst_GroupRules::tellsCountsThatMovedOnly() {
    ReceiptCounts counts;
    const MonoTime now{Millis{1000}};
    for (std::uint64_t seq = 1; seq <= ReceiptCounts::kMessages + 10; ++seq)
        counts.sent(m_owner, seq, now);
    std::vector<ReceiptCounts::Mark> marks{{m_owner, 0, 99, 99}, {m_member, 0, 15, 0}};
    QCOMPARE(counts.moved(marks, now).at(0).second.size(), std::size_t{5}); // the oldest ten are forgotten
    QVERIFY(counts.moved(marks, now).empty());
    marks[1].read = 12;
    QCOMPARE(counts.moved(marks, now).at(0).second.size(), std::size_t{2});
    marks[1].read = 15;
    QVERIFY(counts.moved(marks, now + ReceiptCounts::kLately + Millis{1}).empty()); // too long ago
}

QTEST_GUILESS_MAIN(tst_GroupRules)
#include "tst_GroupRules.moc"

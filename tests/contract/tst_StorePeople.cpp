// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <QTest>

#include "tests/contract/StoreBed.h"
#include "tests/support/FatalLogger.h"

using namespace banter;
using namespace banter::server;
using namespace banter::test;

/// Accounts, devices, and what belongs to a user; on both engines.
class StorePeople : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { StoreBed::addEngines(); }
    void init() {
        QVERIFY2(m_bed.start(), qPrintable(m_bed.error()));
        m_store = m_bed.open();
        QVERIFY(m_store);
    }
    void cleanup() { m_store.reset(); }

    void createsAndFindsAUser();
    void aNameIsTakenOnce();
    void listsUsersByName();
    void changesOfUnknownUsersAreNotFound();
    void textWithANulIsRefused();
    void resumesByTheSecretAlone();
    void keepsTheDeviceLimit();
    void touchesADeviceOncePerDay();
    void listsAndRevokesDevices();
    void setPasswordRevokesTheOthers();
    void knowsOnlyWhoSharesAConversation();
    void syncsTheAccountInPages();
    void syncAccountOfANewerClientStartsAgain();
    void followupsAreAppliedOnce();
    void aLateFollowupChangesNothing();
    void aFollowupOfAnUnknownUserGoes();

private:
    StoreBed m_bed;
    std::unique_ptr<SqlStoreBase> m_store;
};

void StorePeople::createsAndFindsAUser() {
    const UserRow user = newUser();
    const DeviceRow device = newDevice(user.id);
    VERIFY_OK(m_store->createUser(user, device));
    const auto byName = m_store->userByName(user.username);
    VERIFY_OK(byName);
    QVERIFY(byName->has_value());
    const UserRow &found = **byName;
    QVERIFY(found.id == user.id);
    QCOMPARE(found.displayName, user.displayName);
    QCOMPARE(found.passwordHash, user.passwordHash);
    QCOMPARE(found.createdMs, user.createdMs);
    QCOMPARE(found.disabled, false);
    QCOMPARE(found.accountRev, std::uint64_t(1));
    const auto byId = m_store->userById(user.id);
    VERIFY_OK(byId);
    QCOMPARE(byId->value().username, user.username);
    const auto nobody = m_store->userById(makeId<UserId>());
    VERIFY_OK(nobody);
    QVERIFY(!nobody->has_value());
    const auto noName = m_store->userByName("no.such.name");
    VERIFY_OK(noName);
    QVERIFY(!noName->has_value());
}

void StorePeople::aNameIsTakenOnce() {
    const UserRow user = newUser();
    VERIFY_OK(m_store->createUser(user, std::nullopt));
    const UserRow second = newUser(user.username);
    VERIFY_ERROR(m_store->createUser(second, newDevice(second.id)), ErrorCode::NameTaken);
    const auto found = m_store->userById(second.id);
    VERIFY_OK(found);
    QVERIFY(!found->has_value()); // nothing of it is left
}

void StorePeople::listsUsersByName() {
    const std::string prefix = newUser().username + "-";
    for (const char *end : {"c", "a", "b"})
        VERIFY_OK(m_store->createUser(newUser(prefix + end), std::nullopt));
    const auto page = m_store->listUsers(prefix, 2);
    VERIFY_OK(page);
    QCOMPARE(page->size(), std::size_t(2));
    QCOMPARE(page->at(0).username, prefix + "a");
    QCOMPARE(page->at(1).username, prefix + "b");
    const auto next = m_store->listUsers(page->at(1).username, 1);
    VERIFY_OK(next);
    QCOMPARE(next->at(0).username, prefix + "c");
}

void StorePeople::changesOfUnknownUsersAreNotFound() {
    const UserId nobody = makeId<UserId>();
    VERIFY_ERROR(m_store->setPasswordHash(nobody, "x"), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->setDisabled(nobody, true), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->setPassword(nobody, "x", DeviceId(), 1), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->addDevice(newDevice(nobody), 10), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->revokeDevice(nobody, makeId<DeviceId>(), 1), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->syncAccount(nobody, 0, 10), ErrorCode::NotFound);
    const UserRow user = newUser();
    VERIFY_OK(m_store->createUser(user, std::nullopt));
    VERIFY_OK(m_store->setDisabled(user.id, true));
    QCOMPARE(m_store->userById(user.id)->value().disabled, true);
}

void StorePeople::textWithANulIsRefused() {
    expectLog(QStringLiteral("text with a NUL"));
    UserRow user = newUser();
    user.displayName = std::string("a\0b", 3);
    VERIFY_ERROR(m_store->createUser(user, std::nullopt), ErrorCode::StoreFailed);
    user.displayName = "fine";
    VERIFY_OK(m_store->createUser(user, std::nullopt)); // and the name was not kept
}

void StorePeople::resumesByTheSecretAlone() {
    const UserRow user = newUser();
    DeviceRow device = newDevice(user.id, "Mira's \xF0\x9F\x92\xBB");
    device.secretHash = std::string("\0\\'\x80\xff", 5) + std::string(27, '\0');
    VERIFY_OK(m_store->createUser(user, device));
    const UserRow other = newUser();
    const DeviceRow others = newDevice(other.id);
    VERIFY_OK(m_store->createUser(other, others));
    const auto resumed = m_store->resume({{makeId<UserId>(), device.secretHash},
                                          {user.id, device.secretHash},
                                          {user.id, std::string(32, 'x'), 1},
                                          {other.id, others.secretHash},
                                          {other.id, device.secretHash}},
                                         50, 1000);
    VERIFY_OK(resumed);
    QCOMPARE(resumed->size(), std::size_t(5));
    QVERIFY(!resumed->at(0) && !resumed->at(2) && !resumed->at(4));
    const ResumedDevice &known = *resumed->at(1);
    QVERIFY(known.device.device == device.device);
    QVERIFY(known.device.user == user.id);
    QCOMPARE(known.device.name, device.name);
    QCOMPARE(known.device.platform, device.platform);
    QCOMPARE(known.device.createdMs, device.createdMs);
    QCOMPARE(known.device.lastSeenMs, device.lastSeenMs);
    QCOMPARE(known.user.username, user.username);
    QCOMPARE(known.user.displayName, user.displayName);
    QCOMPARE(known.user.createdMs, user.createdMs);
    QCOMPARE(known.user.accountRev, std::uint64_t(1));
    QVERIFY(known.user.id == user.id && known.user.passwordHash.empty() && known.list.empty());
    QVERIFY(resumed->at(3)->device.device == others.device);
    VERIFY_OK(m_store->resume({}, 50, 1000));

    VERIFY_OK(m_store->revokeDevice(user.id, device.device, 9000));
    QVERIFY(!m_store->resume({{user.id, device.secretHash}}, 50, 1000)->front());
}

void StorePeople::keepsTheDeviceLimit() {
    const UserRow user = newUser();
    VERIFY_OK(m_store->createUser(user, newDevice(user.id)));
    const auto second = m_store->addDevice(newDevice(user.id), 2);
    VERIFY_OK(second);
    QCOMPARE(*second, std::uint64_t(2));
    VERIFY_ERROR(m_store->addDevice(newDevice(user.id), 2), ErrorCode::TooManyDevices);
    QCOMPARE(m_store->userById(user.id)->value().accountRev, std::uint64_t(2)); // a refusal takes no rev
    const auto devices = m_store->listDevices(user.id);
    VERIFY_OK(devices);
    VERIFY_OK(m_store->revokeDevice(user.id, devices->front().device, 1));
    VERIFY_OK(m_store->addDevice(newDevice(user.id), 2)); // revoked ones don't count
}

void StorePeople::touchesADeviceOncePerDay() {
    const UserRow user = newUser();
    const DeviceRow device = newDevice(user.id);
    VERIFY_OK(m_store->createUser(user, device));
    VERIFY_OK(m_store->touchDevice(user.id, device.device, device.lastSeenMs + 1000));
    QCOMPARE(m_store->listDevices(user.id)->front().lastSeenMs, device.lastSeenMs);
    const std::int64_t tomorrow = device.lastSeenMs + 86'400'000;
    VERIFY_OK(m_store->touchDevice(user.id, device.device, tomorrow));
    QCOMPARE(m_store->listDevices(user.id)->front().lastSeenMs, tomorrow);
}

void StorePeople::listsAndRevokesDevices() {
    const UserRow user = newUser();
    DeviceRow older = newDevice(user.id, "older");
    DeviceRow newer = newDevice(user.id, "newer");
    newer.createdMs = older.createdMs + 1;
    VERIFY_OK(m_store->createUser(user, older));
    VERIFY_OK(m_store->addDevice(newer, 10));
    auto devices = m_store->listDevices(user.id);
    QCOMPARE(devices->size(), std::size_t(2));
    QCOMPARE(devices->front().name, std::string("newer"));
    QVERIFY(devices->front().secretHash.empty());
    const auto rev = m_store->revokeDevice(user.id, newer.device, 7000);
    VERIFY_OK(rev);
    QCOMPARE(*rev, std::uint64_t(3));
    VERIFY_ERROR(m_store->revokeDevice(user.id, newer.device, 7000), ErrorCode::NotFound);
    VERIFY_ERROR(m_store->revokeDevice(user.id, makeId<DeviceId>(), 7000), ErrorCode::NotFound);
    QCOMPARE(m_store->listDevices(user.id)->size(), std::size_t(1));
    const auto all = m_store->revokeDevices(user.id, DeviceId(), 8000);
    VERIFY_OK(all);
    QCOMPARE(all->size(), std::size_t(1));
    QVERIFY(all->front() == older.device);
    QCOMPARE(m_store->userById(user.id)->value().accountRev, std::uint64_t(4));
}

void StorePeople::setPasswordRevokesTheOthers() {
    const UserRow user = newUser();
    const DeviceRow kept = newDevice(user.id);
    VERIFY_OK(m_store->createUser(user, kept));
    for (int i = 0; i < 2; ++i)
        VERIFY_OK(m_store->addDevice(newDevice(user.id), 10));
    const auto revoked = m_store->setPassword(user.id, "new hash", kept.device, 9000);
    VERIFY_OK(revoked);
    QCOMPARE(revoked->size(), std::size_t(2));
    const auto left = m_store->listDevices(user.id);
    QCOMPARE(left->size(), std::size_t(1));
    QVERIFY(left->front().device == kept.device);
    const UserRow now = m_store->userById(user.id)->value();
    QCOMPARE(now.passwordHash, std::string("new hash"));
    QCOMPARE(now.accountRev, std::uint64_t(5)); // one rev for each revoked device
}

void StorePeople::knowsOnlyWhoSharesAConversation() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    const UserRow stranger = newUser();
    VERIFY_OK(m_store->createUser(stranger, std::nullopt));
    const auto known = m_store->usersKnownTo(pair.one.id, {pair.other.id, stranger.id, pair.one.id, makeId<UserId>()});
    VERIFY_OK(known);
    QCOMPARE(known->size(), std::size_t(2));
    QVERIFY(std::none_of(known->begin(), known->end(), [&](const UserRow &row) { return row.id == stranger.id; }));
    const auto none = m_store->usersKnownTo(stranger.id, {pair.one.id});
    VERIFY_OK(none);
    QVERIFY(none->empty());
}

void StorePeople::syncsTheAccountInPages() {
    const Pair pair(*m_store); // rev 1: the profile, rev 2: the conversation
    QVERIFY(pair.ok);
    for (int i = 0; i < 3; ++i)
        VERIFY_OK(m_store->addDevice(newDevice(pair.one.id), 10)); // 3, 4, 5
    const auto whole = m_store->syncAccount(pair.one.id, 0, 50);
    VERIFY_OK(whole);
    QCOMPARE(whole->rev, std::uint64_t(5));
    QVERIFY(!whole->more && whole->profile.has_value());
    QVERIFY(whole->profile->passwordHash.empty());
    QCOMPARE(whole->conversations.size(), std::size_t(1));
    QCOMPARE(whole->devices.size(), std::size_t(3));

    std::vector<std::uint64_t> seen;
    std::uint64_t rev = 0;
    for (bool more = true; more;) {
        const auto page = m_store->syncAccount(pair.one.id, rev, 2);
        VERIFY_OK(page);
        QVERIFY(page->rev > rev);
        for (const auto &row : page->conversations)
            seen.push_back(row.rev);
        for (const auto &row : page->devices)
            seen.push_back(row.rev);
        if (page->profile)
            seen.push_back(page->profileRev);
        QVERIFY(seen.size() <= 5);
        rev = page->rev;
        more = page->more;
    }
    std::sort(seen.begin(), seen.end());
    QVERIFY((seen == std::vector<std::uint64_t>{1, 2, 3, 4, 5}));
    const auto nothing = m_store->syncAccount(pair.one.id, 5, 50);
    VERIFY_OK(nothing);
    QVERIFY(nothing->devices.empty() && nothing->conversations.empty() && !nothing->profile);
}

void StorePeople::syncAccountOfANewerClientStartsAgain() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    const auto rows = m_store->syncAccount(pair.one.id, 99, 50);
    VERIFY_OK(rows);
    QCOMPARE(rows->rev, std::uint64_t(2));
    QCOMPARE(rows->conversations.size(), std::size_t(1));
}

void StorePeople::followupsAreAppliedOnce() {
    const UserRow one = newUser();
    const UserRow other = newUser();
    VERIFY_OK(m_store->createUser(one, std::nullopt));
    VERIFY_OK(m_store->createUser(other, std::nullopt));
    const auto id = makeId<ConversationId>();
    const auto opened = m_store->openDirect(id, one.id, other.id, 1000);
    VERIFY_OK(opened);
    QVERIFY(*opened);
    auto pending = m_store->pendingFollowups(100);
    VERIFY_OK(pending);
    QCOMPARE(pending->size(), std::size_t(2));
    QVERIFY(m_store->listConversations(one.id, 0, 0, {}, 10, 10)->empty()); // the user's side does not know yet
    const FollowupRow followup = pending->front();
    const auto first = m_store->applyFollowup(followup, 2000);
    VERIFY_OK(first);
    QVERIFY(first->has_value());
    QVERIFY((*first)->user == followup.user && (*first)->conversation == id && !(*first)->removed);
    QCOMPARE((*first)->rev, std::uint64_t(2));
    // As after a crash between the user's side and the removal of the row: it comes again, and changes nothing.
    const auto again = m_store->applyFollowup(followup, 3000);
    VERIFY_OK(again);
    QVERIFY(!again->has_value());
    QCOMPARE(m_store->userById(followup.user)->value().accountRev, std::uint64_t(2));
    pending = m_store->pendingFollowups(100);
    QCOMPARE(pending->size(), std::size_t(1));
    VERIFY_OK(m_store->applyFollowup(pending->front(), 2000));
    QVERIFY(m_store->pendingFollowups(100)->empty());
}

void StorePeople::aLateFollowupChangesNothing() {
    const Pair pair(*m_store);
    QVERIFY(pair.ok);
    FollowupRow removal{pair.conversation, makeUuid7(fromMs(1)), pair.one.id,
                        static_cast<std::int16_t>(FollowupKind::RemoveConversation), 7};
    const auto removed = m_store->applyFollowup(removal, 2000);
    VERIFY_OK(removed);
    QVERIFY(removed->has_value() && (*removed)->removed);
    FollowupRow late{pair.conversation, makeUuid7(fromMs(1)), pair.one.id,
                     static_cast<std::int16_t>(FollowupKind::AddConversation), 1};
    const auto added = m_store->applyFollowup(late, 3000);
    VERIFY_OK(added);
    QVERIFY(!added->has_value());
    const auto rows = m_store->syncAccount(pair.one.id, 0, 50);
    QVERIFY(rows->conversations.front().removed);
    late.rev = 9; // invited again
    const auto back = m_store->applyFollowup(late, 4000);
    VERIFY_OK(back);
    QVERIFY(back->has_value());
    QVERIFY(!m_store->syncAccount(pair.one.id, 0, 50)->conversations.front().removed);
}

void StorePeople::aFollowupOfAnUnknownUserGoes() {
    const UserRow one = newUser();
    VERIFY_OK(m_store->createUser(one, std::nullopt));
    VERIFY_OK(m_store->openDirect(makeId<ConversationId>(), one.id, makeId<UserId>(), 1000));
    const auto pending = m_store->pendingFollowups(100);
    for (const FollowupRow &followup : *pending)
        VERIFY_OK(m_store->applyFollowup(followup, 1));
    QVERIFY(m_store->pendingFollowups(100)->empty());
}

QTEST_GUILESS_MAIN(StorePeople)
#include "tst_StorePeople.moc"

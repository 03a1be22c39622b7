// SPDX-License-Identifier: Apache-2.0
#include <sys/socket.h>
#include <unistd.h>

#include <QTest>

#include "server/ctl/AdminPeer.h"
#include "shared/protocol/ErrorCode.h"

using namespace banter;
using namespace banter::server;

class TestAdminPeer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theKernelSaysWhoIsThere() {
        int pair[2];
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
        const auto peer = AdminPeer::ofSocket(pair[0]);
        ::close(pair[0]);
        ::close(pair[1]);
        QVERIFY(peer.has_value());
        QCOMPARE(peer->user, ::geteuid());
        QCOMPARE(peer->group, ::getegid());
        QCOMPARE(peer->process, ::getpid());
        QCOMPARE(peer->groups.size(), static_cast<std::size_t>(::getgroups(0, nullptr)));
    }

    void whatIsNoSocketSaysNothing() { QVERIFY(!AdminPeer::ofSocket(-1).has_value()); }

    void whoMay_data() {
        QTest::addColumn<uint>("user");
        QTest::addColumn<uint>("group");
        QTest::addColumn<QList<uint>>("groups");
        QTest::addColumn<bool>("withGroup"); // admin-group 500 is set
        QTest::addColumn<bool>("may");
        QTest::newRow("root") << 0u << 0u << QList<uint>() << false << true;
        QTest::newRow("the server's user") << 100u << 1u << QList<uint>() << false << true;
        QTest::newRow("anybody") << 1000u << 1000u << QList<uint>{500} << false << false;
        QTest::newRow("primary group") << 1000u << 500u << QList<uint>() << true << true;
        QTest::newRow("other group") << 1000u << 1000u << QList<uint>{27, 500} << true << true;
        QTest::newRow("no member") << 1000u << 1000u << QList<uint>{27} << true << false;
        QTest::newRow("root's group") << 1000u << 0u << QList<uint>{0} << true << false;
    }
    void whoMay() {
        QFETCH(uint, user);
        QFETCH(uint, group);
        QFETCH(QList<uint>, groups);
        QFETCH(bool, withGroup);
        const AdminPeer peer{user, group, {groups.begin(), groups.end()}, 1};
        QTEST(isAdministrator(peer, 100, withGroup ? std::optional<gid_t>(500) : std::nullopt), "may");
    }

    void groupsAreFoundByName() {
        QCOMPARE(groupByName("root").value(), gid_t{0});
        QCOMPARE(groupByName("no-such-group-here").error().code, ErrorCode::Configuration);
    }
};

QTEST_APPLESS_MAIN(TestAdminPeer)
#include "tst_AdminPeer.moc"

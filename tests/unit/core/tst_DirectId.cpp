// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "shared/core/Random.h"
#include "shared/protocol/DirectId.h"

using namespace banter;

class TestDirectId final : public QObject {
    Q_OBJECT

    template <class AnyId>
    static AnyId randomId() {
        return AnyId::fromBytes(randomBytes(16)).value();
    }

private Q_SLOTS:
    void isTheSameFromBothSides() {
        for (int round = 0; round < 500; ++round) {
            const auto server = randomId<ServerId>();
            const auto one = randomId<UserId>();
            const auto other = randomId<UserId>();
            QVERIFY(directConversationId(server, one, other) == directConversationId(server, other, one));
        }
    }

    void differsForAnyOtherPairOrServer() {
        const auto server = randomId<ServerId>();
        const auto one = randomId<UserId>();
        const auto other = randomId<UserId>();
        const ConversationId id = directConversationId(server, one, other);
        QVERIFY(id != directConversationId(randomId<ServerId>(), one, other));
        QVERIFY(id != directConversationId(server, randomId<UserId>(), other));
        QVERIFY(id != directConversationId(server, one, one));
        QVERIFY(!id.isNull());
    }

    /// Computed independently: Python's hashlib over the same bytes. Two implementations must agree for ever.
    void knownAnswer() {
        const auto server = ServerId::fromBytes(std::string(16, '\x01')).value();
        const auto small = UserId::fromBytes(std::string(16, '\x02')).value();
        const auto large = UserId::fromBytes(std::string(16, '\xf3')).value(); // larger only if bytes compare unsigned
        QCOMPARE(directConversationId(server, large, small).toText(), std::string("AEpCNMsd48-aPzu6HOnaPQ"));
    }

    void groupsHaveOneIdPerClientId() {
        const auto server = ServerId::fromBytes(std::string(16, '\x01')).value();
        const auto user = UserId::fromBytes(std::string(16, '\x02')).value();
        const auto clientId = ClientId::fromBytes(std::string(16, '\xf3')).value();
        const ConversationId id = groupConversationId(server, user, clientId);
        QCOMPARE(id.toText(), std::string("LoDwC9k-ldvOeVeijmackw")); // Python's hashlib, as above
        QVERIFY(id != groupConversationId(server, randomId<UserId>(), clientId));
        QVERIFY(id != groupConversationId(server, user, randomId<ClientId>()));
        QVERIFY(id != groupConversationId(randomId<ServerId>(), user, clientId));
    }
};

QTEST_APPLESS_MAIN(TestDirectId)
#include "tst_DirectId.moc"

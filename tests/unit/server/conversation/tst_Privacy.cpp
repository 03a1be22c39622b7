// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "server/conversation/Privacy.h"

using namespace banter::server;

/// Who sees whose presence.
class tst_Privacy : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bothMustShowThemselves_data();
    void bothMustShowThemselves();
    void strangersSeeNothing();
    void blocksGoFirst();
};

void tst_Privacy::bothMustShowThemselves_data() {
    QTest::addColumn<int>("own");
    QTest::addColumn<int>("other");
    QTest::addColumn<bool>("hasAsker");
    QTest::addColumn<bool>("isContact");
    QTest::addColumn<bool>("sees");
    const int everybody = static_cast<int>(Audience::Everybody), contacts = static_cast<int>(Audience::Contacts),
              nobody = static_cast<int>(Audience::Nobody);
    QTest::newRow("both to everybody") << everybody << everybody << false << false << true;
    QTest::newRow("the other hides") << everybody << nobody << true << true << false;
    QTest::newRow("who hides does not see") << nobody << everybody << true << true << false;
    QTest::newRow("to contacts, and one is") << everybody << contacts << true << false << true;
    QTest::newRow("to contacts, and one is none") << everybody << contacts << false << true << false;
    QTest::newRow("own contacts, and the other is") << contacts << everybody << false << true << true;
    QTest::newRow("own contacts, and the other is none") << contacts << everybody << true << false << false;
    QTest::newRow("contacts of each other") << contacts << contacts << true << true << true;
}

void tst_Privacy::bothMustShowThemselves() {
    QFETCH(int, own);
    QFETCH(int, other);
    QFETCH(bool, hasAsker);
    QFETCH(bool, isContact);
    QFETCH(bool, sees);
    UserSettings mine;
    mine.presence = static_cast<Audience>(own);
    PresenceFacts facts;
    facts.settings.presence = static_cast<Audience>(other);
    facts.sharesConversation = true;
    facts.hasAsker = hasAsker;
    facts.isContact = isContact;
    QCOMPARE(seesPresence(mine, facts), sees);
}

void tst_Privacy::strangersSeeNothing() {
    PresenceFacts facts;
    QVERIFY(!seesPresence({}, facts));
    facts.isContact = true; // that one keeps somebody does not open their door
    QVERIFY(!seesPresence({}, facts));
    facts.hasAsker = true;
    QVERIFY(seesPresence({}, facts));
}

void tst_Privacy::blocksGoFirst() {
    PresenceFacts facts;
    facts.sharesConversation = facts.hasAsker = facts.isContact = true;
    QVERIFY(seesPresence({}, facts));
    facts.isBlocked = true;
    QVERIFY(!seesPresence({}, facts));
}

QTEST_APPLESS_MAIN(tst_Privacy)
#include "tst_Privacy.moc"

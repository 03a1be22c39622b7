// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "server/storage/RefusedMessages.h"
#include "shared/core/Uuid7.h"

using namespace banter;
using namespace banter::server;

/// What may not be stored behind a message that the database refused.
class tst_RefusedMessages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();

    void takesWhatFollowsDirectlyOrNot();
    void leavesOthersAlone();
    void aRetryIsNotRefusedAnyMore();
    void forgets();

private:
    NewMessage message(const ClientId &clientId, const ClientId &after) const;
    static std::vector<ClientId> idsOf(const std::vector<NewMessage> &batch);

    ConversationId m_conversation;
    UserId m_sender;
    ClientId m_a, m_b, m_c, m_d;
    MonoTime m_now{Millis{1000}};
};

void tst_RefusedMessages::init() {
    m_conversation = makeId<ConversationId>();
    m_sender = makeId<UserId>();
    for (ClientId *id : {&m_a, &m_b, &m_c, &m_d})
        *id = makeId<ClientId>();
}

NewMessage tst_RefusedMessages::message(const ClientId &clientId, const ClientId &after) const {
    NewMessage made;
    made.conversation = m_conversation;
    made.sender = m_sender;
    made.clientId = clientId;
    made.after = after;
    return made;
}

std::vector<ClientId> tst_RefusedMessages::idsOf(const std::vector<NewMessage> &batch) {
    std::vector<ClientId> ids;
    for (const NewMessage &one : batch)
        ids.push_back(one.clientId);
    return ids;
}

void tst_RefusedMessages::takesWhatFollowsDirectlyOrNot() {
    RefusedMessages refused;
    QVERIFY(refused.isEmpty());
    refused.add(message(m_a, {}), m_now);
    std::vector<NewMessage> batch{message(m_b, m_a), message(m_c, m_b)};
    QCOMPARE(idsOf(refused.takeFollowers(batch, m_now)), (std::vector<ClientId>{m_b, m_c}));
    QVERIFY(batch.empty());
    batch = {message(m_d, m_c)}; // of a later batch
    QCOMPARE(refused.takeFollowers(batch, m_now).size(), std::size_t{1});
}

void tst_RefusedMessages::leavesOthersAlone() {
    RefusedMessages refused;
    refused.add(message(m_a, {}), m_now);
    NewMessage elsewhere = message(m_b, m_a), ofAnother = message(m_c, m_a);
    elsewhere.conversation = makeId<ConversationId>();
    ofAnother.sender = makeId<UserId>();
    std::vector<NewMessage> batch{elsewhere, ofAnother, message(m_d, {})};
    QVERIFY(refused.takeFollowers(batch, m_now).empty());
    QCOMPARE(idsOf(batch), (std::vector<ClientId>{m_b, m_c, m_d}));
}

void tst_RefusedMessages::aRetryIsNotRefusedAnyMore() {
    RefusedMessages refused;
    refused.add(message(m_a, {}), m_now);
    std::vector<NewMessage> batch{message(m_a, {}), message(m_b, m_a)};
    QVERIFY(refused.takeFollowers(batch, m_now).empty());
    QCOMPARE(batch.size(), std::size_t{2});
    refused.add(message(m_a, {}), m_now); // refused again: what is left of the batch fails with it
    batch.erase(batch.begin());
    QCOMPARE(refused.takeFollowers(batch, m_now).size(), std::size_t{1});
}

void tst_RefusedMessages::forgets() {
    RefusedMessages refused;
    refused.add(message(m_a, {}), m_now);
    std::vector<NewMessage> batch{message(m_b, m_a)};
    QVERIFY(refused.takeFollowers(batch, m_now + RefusedMessages::kRemember + Millis{1}).empty());
    QVERIFY(refused.isEmpty());
}

QTEST_GUILESS_MAIN(tst_RefusedMessages)
#include "tst_RefusedMessages.moc"

// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "app/models/ConversationListModel.h"
#include "app/models/TimelineModel.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/banter.pb.h"
#include "tests/unit/app/ViewBed.h"

using namespace banter;
using namespace banter::client;
using namespace banter::test;

class tst_ConversationListModel : public QObject {
    Q_OBJECT

    using Model = ConversationListModel;
    std::unique_ptr<ViewBed> m_bed;
    std::unique_ptr<Model> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    struct Chat {
        ConversationId id = makeId<ConversationId>();
        UserId peer = makeId<UserId>();
    };

    StoreBatch chat(const Chat &one, const std::string &name, std::uint64_t lastSeq, int minute) const {
        StoreBatch batch;
        batch.users = {{one.peer, name, name}};
        ConversationFacts facts;
        facts.id = one.id;
        facts.kind = v1::DIRECT;
        facts.lastSeq = lastSeq;
        facts.lastMs = lastSeq > 0 ? ViewBed::when(0, minute) : 0;
        facts.members = {{m_bed->self, 1, 0, 1, false}, {one.peer, 1, 0, 1, false}};
        batch.conversations.push_back(facts);
        for (std::uint64_t seq = 1; seq <= lastSeq; ++seq)
            batch.messages.push_back(message(one, seq, "m" + std::to_string(seq), minute));
        Progress progress;
        progress.conversation = one.id;
        progress.rev = progress.headRev = lastSeq + 1;
        progress.lastSeq = lastSeq;
        if (lastSeq > 0)
            progress.ranges.add({1, lastSeq});
        batch.progress.push_back(progress);
        return batch;
    }
    MessageRow message(const Chat &one, std::uint64_t seq, const std::string &text, int minute) const {
        MessageRow row = m_bed->message(seq, one.peer, text, ViewBed::when(0, minute));
        row.conversation = one.id;
        return row;
    }
    StoreBatch arrival(const MessageRow &row) const {
        StoreBatch batch = m_bed->arrival(row);
        batch.progress.front().conversation = row.conversation;
        return batch;
    }

    void open() {
        m_model = std::make_unique<Model>();
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_model->setStore(m_bed->store.get(), &m_bed->executor);
        m_bed->settle();
        QVERIFY(m_model->isReady());
    }
    QVariant at(int row, int role) const { return m_model->data(m_model->index(row), role); }
    QStringList titles() const {
        QStringList all;
        for (int row = 0; row < m_model->rowCount(); ++row)
            all += at(row, Model::TitleRole).toString();
        return all;
    }

private Q_SLOTS:
    void init() { m_bed = std::make_unique<ViewBed>(); }
    void cleanup() {
        m_tester.reset();
        m_model.reset();
        m_bed.reset();
    }

    void theLatestIsFirstAndMovesThere() {
        const Chat anna, bela, cleo;
        m_bed->apply(chat(anna, "anna", 1, 1));
        m_bed->apply(chat(bela, "bela", 1, 2));
        m_bed->apply(chat(cleo, "cleo", 1, 3));
        open();
        QCOMPARE(titles(), (QStringList{QStringLiteral("cleo"), QStringLiteral("bela"), QStringLiteral("anna")}));
        QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_bed->apply(arrival(message(anna, 2, "On my way", 4)));
        QCOMPARE(titles(), (QStringList{QStringLiteral("anna"), QStringLiteral("cleo"), QStringLiteral("bela")}));
        QCOMPARE(moved.size(), 1);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 1); // its own line only
        QCOMPARE(at(0, Model::PreviewTextRole).toString(), QStringLiteral("On my way"));
        QCOMPARE(at(0, Model::PreviewKindRole).toInt(), static_cast<int>(Model::Text));
        QCOMPARE(at(0, Model::UnreadRole).toInt(), 2);
        QCOMPARE(m_model->unreadTotal(), 4);
        // At the top already: nothing moves.
        m_bed->apply(arrival(message(anna, 3, "Almost there", 5)));
        QCOMPARE(moved.size(), 1);
    }

    void aNewConversationAppearsAtItsPlace() {
        const Chat anna, bela, cleo;
        m_bed->apply(chat(anna, "anna", 1, 1));
        m_bed->apply(chat(cleo, "cleo", 1, 3));
        open();
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        m_bed->apply(chat(bela, "bela", 1, 2));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(titles(), (QStringList{QStringLiteral("cleo"), QStringLiteral("bela"), QStringLiteral("anna")}));
        StoreBatch gone;
        gone.removed.push_back(cleo.id);
        m_bed->apply(gone);
        QCOMPARE(titles(), (QStringList{QStringLiteral("bela"), QStringLiteral("anna")}));
    }

    void anEmptyOneShowsOnlyWhileOpen() {
        const Chat anna, bela;
        m_bed->apply(chat(anna, "anna", 1, 1));
        m_bed->apply(chat(bela, "bela", 0, 0));
        open();
        QCOMPARE(titles(), QStringList{QStringLiteral("anna")});
        QVERIFY(m_model->find(bela.id));
        m_model->setOpen(bela.id);
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(at(m_model->rowOf(QString::fromStdString(bela.id.toText())), Model::PreviewKindRole).toInt(),
                 static_cast<int>(Model::Nothing));
        m_model->setOpen({});
        QCOMPARE(titles(), QStringList{QStringLiteral("anna")});
    }

    void previewIsTheFirstThatApplies() {
        const Chat anna;
        m_bed->apply(chat(anna, "anna", 1, 1));
        open();
        QCOMPARE(at(0, Model::PreviewMarkRole).toInt(), static_cast<int>(TimelineModel::NoMark));
        m_bed->store->setDraft(anna.id, "half\na thought");
        m_bed->settle();
        QCOMPARE(at(0, Model::PreviewKindRole).toInt(), static_cast<int>(Model::Draft));
        QCOMPARE(at(0, Model::PreviewTextRole).toString(), QStringLiteral("half a thought"));

        OutboxRow row;
        row.conversation = anna.id;
        row.clientId = makeId<ClientId>();
        v1::Content content;
        content.mutable_text()->set_body("lost");
        row.content = content.SerializeAsString();
        row.createdMs = ViewBed::when(0, 9);
        m_bed->store->addPending(row, {&m_bed->executor, [](const Result<OutboxRow> &) {}});
        m_bed->settle();
        QCOMPARE(at(0, Model::PreviewMarkRole).toInt(), static_cast<int>(TimelineModel::Pending));
        QCOMPARE(at(0, Model::PreviewKindRole).toInt(), static_cast<int>(Model::Draft));
        m_bed->fail(row.clientId, ErrorCode::NotAllowed);
        QCOMPARE(at(0, Model::PreviewKindRole).toInt(), static_cast<int>(Model::NotSent));
        QCOMPARE(at(0, Model::PreviewTextRole).toString(), QStringLiteral("lost"));
        QCOMPARE(at(0, Model::FailedRole).toInt(), 1);

        m_bed->store->discardFailed(row.clientId, {&m_bed->executor, [](const Result<StoreChanges> &) {}});
        m_bed->store->setDraft(anna.id, {});
        m_bed->settle();
        QCOMPARE(at(0, Model::PreviewKindRole).toInt(), static_cast<int>(Model::Text));
        MessageRow gone = message(anna, 1, {}, 1);
        gone.changeRev = 50;
        gone.deleted = true;
        gone.content.clear();
        m_bed->apply(arrival(gone));
        QCOMPARE(at(0, Model::PreviewKindRole).toInt(), static_cast<int>(Model::Deleted));
    }

    void whatWaitsToGoOutMovesItUp() {
        const Chat anna, bela;
        m_bed->apply(chat(anna, "anna", 1, 1));
        m_bed->apply(chat(bela, "bela", 1, 2));
        open();
        OutboxRow row;
        row.conversation = anna.id;
        row.clientId = makeId<ClientId>();
        row.content = "x";
        row.createdMs = ViewBed::when(0, 5);
        m_bed->store->addPending(row, {&m_bed->executor, [](const Result<OutboxRow> &) {}});
        m_bed->settle();
        QCOMPARE(titles(), (QStringList{QStringLiteral("anna"), QStringLiteral("bela")}));
        QCOMPARE(at(0, Model::PendingRole).toInt(), 1);
    }

    void aNewNameAndForeignTextStayInTheirLine() {
        const Chat anna;
        m_bed->apply(chat(anna, "anna", 1, 1));
        open();
        StoreBatch renamed;
        renamed.users = {{anna.peer, "anna", "<img src=x>\u202Eevil"}};
        m_bed->apply(renamed);
        QCOMPARE(at(0, Model::TitleRole).toString(), QString::fromUtf8("<img src=x>\u202Eevil"));
        QVERIFY(at(0, Model::AccessibleTextRole).toString().contains(QStringLiteral("1 unread")));
    }

    void anotherAccountStartsEmpty() {
        const Chat anna;
        m_bed->apply(chat(anna, "anna", 1, 1));
        open();
        m_model->setStore(nullptr, nullptr);
        QCOMPARE(m_model->rowCount(), 0);
        QVERIFY(!m_model->isReady());
        QCOMPARE(m_model->unreadTotal(), 0);
        m_bed->apply(arrival(message(anna, 2, "x", 3)));
        QCOMPARE(m_model->rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_ConversationListModel)
#include "tst_ConversationListModel.moc"

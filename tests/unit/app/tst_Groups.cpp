// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QtTest>

#include "app/chats/Conversation.h"
#include "app/models/BlockListModel.h"
#include "app/text/InviteLink.h"
#include "app/text/SystemText.h"
#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/GroupRights.h"
#include "shared/protocol/Limits.h"
#include "tests/unit/app/ViewBed.h"

using namespace banter;
using namespace banter::client;
using namespace banter::test;

/// What a window sees of groups.
class tst_Groups : public QObject {
    Q_OBJECT

    std::unique_ptr<ViewBed> m_bed;
    std::unique_ptr<Conversation> m_chat;
    const UserId m_tom = makeId<UserId>();
    const UserId m_aiko = makeId<UserId>();

    void open() {
        m_chat =
            std::make_unique<Conversation>(m_bed->id, m_bed->self,
                                           Conversation::Access{m_bed->store.get(), &m_bed->actions, &m_bed->actions,
                                                                &m_bed->executor, QStringLiteral("chat.example.org")});
        m_bed->settle();
    }
    void change(const MemberRow &member) {
        StoreBatch batch;
        batch.members.push_back({m_bed->id, {member}});
        m_bed->apply(std::move(batch));
    }
    QStringList column(const QAbstractItemModel *model, int role) const {
        QStringList values;
        for (int row = 0; row < model->rowCount(); ++row)
            values += model->data(model->index(row, 0), role).toString();
        return values;
    }
    QString textOf(UserId id) const { return QString::fromStdString(id.toText()); }

private Q_SLOTS:
    void init() {
        m_bed = std::make_unique<ViewBed>();
        m_bed->apply(m_bed->group({{m_tom, "tom", "Tom"}, {m_aiko, "aiko", "Aiko"}}));
    }
    void cleanup() {
        m_chat.reset();
        m_bed.reset();
    }

    void saysWhatItIs() {
        open();
        QVERIFY(m_chat->isGroup());
        QCOMPARE(m_chat->title(), QStringLiteral("Summer house"));
        QVERIFY(m_chat->peerId().isEmpty());
        Group *const group = m_chat->group();
        QCOMPARE(group->memberCount(), 3);
        QCOMPARE(m_chat->presenceText(), group->memberCountText());
        QCOMPARE(group->myRole(), MemberListModel::Owner);
        QVERIFY(group->canEdit() && group->canAdd() && group->canInvite() && group->canSetHistory());
        QVERIFY(!group->canLeave());
        QVERIFY(!group->leaveHint().isEmpty());
    }

    void membersAreSortedAndSayWhatOneMay() {
        change({m_tom, v1::ADMIN, 0, 2, false});
        open();
        MemberListModel *const members = m_chat->group()->members();
        members->load();
        m_bed->settle();
        QVERIFY(members->isComplete());
        QCOMPARE(column(members, MemberListModel::NameRole),
                 (QStringList{QStringLiteral("Mira"), QStringLiteral("Tom"), QStringLiteral("Aiko")}));
        QCOMPARE(column(members, MemberListModel::CanRemoveRole),
                 (QStringList{QStringLiteral("false"), QStringLiteral("true"), QStringLiteral("true")}));
        QCOMPARE(column(members, MemberListModel::CanPromoteRole),
                 (QStringList{QStringLiteral("false"), QStringLiteral("false"), QStringLiteral("true")}));
        QCOMPARE(column(members, MemberListModel::CanDemoteRole),
                 (QStringList{QStringLiteral("false"), QStringLiteral("true"), QStringLiteral("false")}));
        QCOMPARE(column(members, MemberListModel::CanHandOverRole),
                 (QStringList{QStringLiteral("false"), QStringLiteral("true"), QStringLiteral("true")}));
        // Another owner: nothing of it is left, but the own role can be given up.
        change({m_tom, v1::OWNER, 0, 3, false});
        change({m_bed->self, v1::ADMIN, 0, 3, false});
        QCOMPARE(column(members, MemberListModel::NameRole),
                 (QStringList{QStringLiteral("Tom"), QStringLiteral("Mira"), QStringLiteral("Aiko")}));
        QCOMPARE(column(members, MemberListModel::CanRemoveRole),
                 (QStringList{QStringLiteral("false"), QStringLiteral("false"), QStringLiteral("true")}));
        QCOMPARE(column(members, MemberListModel::CanDemoteRole),
                 (QStringList{QStringLiteral("false"), QStringLiteral("true"), QStringLiteral("false")}));
        QCOMPARE(column(members, MemberListModel::CanHandOverRole),
                 (QStringList{QStringLiteral("false"), QStringLiteral("false"), QStringLiteral("false")}));
        QCOMPARE(m_chat->group()->myRole(), MemberListModel::Admin);
        change({m_aiko, v1::MEMBER, 0, 4, true});
        QCOMPARE(members->count(), 2);
        QVERIFY(!members->contains(textOf(m_aiko)));
        members->setFilter(QStringLiteral("MIR"));
        QCOMPARE(column(members, MemberListModel::NameRole), (QStringList{QStringLiteral("Mira")}));
    }

    void changesAreAskedForAndRefusalsAreTold() {
        open();
        Group *const group = m_chat->group();
        QSignalSpy done(group, &Group::done);
        m_bed->actions.changes.clear();
        group->rename(QStringLiteral("  Winter house "));
        m_bed->settle();
        QCOMPARE(done.size(), 1);
        group->rename(QStringLiteral(" \u200b "));
        QVERIFY(!group->errorText().isEmpty());
        group->rename(QString(200, QLatin1Char('x')));
        QVERIFY(!group->errorText().isEmpty());
        group->removeMember(textOf(m_tom));
        m_bed->settle();
        group->handOver(textOf(m_aiko));
        m_bed->settle();
        QCOMPARE(m_bed->actions.changes,
                 (std::vector<std::string>{"title Winter house, description -, history -", "remove " + m_tom.toText(),
                                           "role 3 " + m_aiko.toText()}));
        m_bed->actions.changeError = ErrorCode::NotAllowed;
        group->setShowsHistory(false);
        m_bed->settle();
        QVERIFY(!group->errorText().isEmpty());
        QVERIFY(!group->busy());
    }

    void manyAreAddedInPortions() {
        open();
        m_bed->actions.changes.clear();
        QStringList users;
        for (int i = 0; i < 230; ++i)
            users += textOf(makeId<UserId>());
        m_chat->group()->addMembers(users);
        m_bed->settle();
        QCOMPARE(m_bed->actions.changes, (std::vector<std::string>{"add 100", "add 100", "add 30"}));
    }

    void whoIsOutReadsAndDeletesWhatIsLeft() {
        open();
        QVERIFY(m_chat->closedText().isEmpty());
        m_chat->setDraft(QStringLiteral("hello"));
        QVERIFY(m_chat->canSend());
        StoreBatch batch;
        Progress progress;
        progress.conversation = m_bed->id;
        progress.rev = 9;
        progress.isLeft = true;
        batch.progress.push_back(progress);
        m_bed->apply(std::move(batch));
        QVERIFY(!m_chat->closedText().isEmpty());
        QVERIFY(!m_chat->canSend());
        QCOMPARE(m_chat->closedAction(), Conversation::Forget);
        QCOMPARE(m_chat->group()->myRole(), MemberListModel::NoMember);
        QVERIFY(!m_chat->group()->canEdit());
        QSignalSpy removed(m_chat.get(), &Conversation::removed);
        m_chat->group()->forget();
        m_bed->settle();
        QCOMPARE(removed.size(), 1);
    }

    void invitesShowTheirLinkOnce() {
        open();
        InviteListModel *const links = m_chat->group()->invites();
        links->create(24, 5);
        m_bed->settle();
        QCOMPARE(links->newLink(), QStringLiteral("banter://chat.example.org/join/a-code-of-many-letters-0"));
        QCOMPARE(links->count(), 1);
        const auto parsed = invites::parse(QLatin1Char(' ') + links->newLink() + QLatin1Char('\n'));
        QVERIFY(parsed);
        QCOMPARE(parsed->host, QStringLiteral("chat.example.org"));
        QCOMPARE(parsed->code, std::string("a-code-of-many-letters-0"));
        links->forgetLinks();
        QVERIFY(links->newLink().isEmpty());
        QCOMPARE(column(links, InviteListModel::LinkRole), (QStringList{QString()}));
        links->revoke(links->data(links->index(0), InviteListModel::InviteIdRole).toString());
        m_bed->settle();
        QCOMPARE(links->count(), 0);
    }

    void linksThatAreNone_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("web") << QStringLiteral("https://chat.example.org/join/a-code-of-many-letters-0");
        QTest::newRow("short") << QStringLiteral("abc");
        QTest::newRow("space inside") << QStringLiteral("banter://a/join/a-code-of-many letters-0");
        QTest::newRow("user name") << QStringLiteral("banter://me@a/join/a-code-of-many-letters-0");
        QTest::newRow("more path") << QStringLiteral("banter://a/b/join/a-code-of-many-letters-0");
    }
    void linksThatAreNone() {
        QFETCH(QString, text);
        QVERIFY(!invites::parse(text));
    }

    void infoListsWhoHasReadFirst() {
        StoreBatch batch = m_bed->arrival(m_bed->message(1, m_bed->self, "hi"));
        m_bed->apply(std::move(batch));
        open();
        m_bed->actions.pages = {{{1, 3, 2, 1}, {{m_tom, 1, 0}, {m_aiko, 1, 1}}, "1"},
                                {{1, 3, 2, 1}, {{makeId<UserId>(), 0, 0}}, {}}};
        TimelineModel *const timeline = m_chat->timeline();
        m_chat->openInfo(timeline->data(timeline->index(0), TimelineModel::MessageIdRole).toString());
        m_bed->settle();
        MessageInfo *const info = m_chat->messageInfo();
        QCOMPARE(column(info, MessageInfo::NameRole), (QStringList{QStringLiteral("Aiko"), QStringLiteral("Tom")}));
        QCOMPARE(info->readBy(), 1);
        QVERIFY(info->hasMore());
        info->loadMore();
        m_bed->settle();
        QCOMPARE(info->count(), 3);
        QVERIFY(!info->hasMore());
        m_bed->actions.pages.clear();
        info->refresh();
        m_bed->settle();
        QVERIFY(!info->errorText().isEmpty());
        QCOMPARE(info->count(), 0);
    }

    void blocksAreListed() {
        BlockListModel blocks(&m_bed->actions);
        blocks.setStore(m_bed->store.get(), &m_bed->executor);
        m_bed->settle();
        QCOMPARE(blocks.count(), 0);
        blocks.block(textOf(m_tom));
        m_bed->settle();
        QCOMPARE(column(&blocks, BlockListModel::NameRole), (QStringList{QStringLiteral("Tom")}));
        QVERIFY(blocks.isBlocked(textOf(m_tom)));
        m_bed->actions.changeError = ErrorCode::NoConnection;
        blocks.unblock(textOf(m_tom));
        m_bed->settle();
        QVERIFY(!blocks.errorText().isEmpty());
        QCOMPARE(blocks.count(), 1);
        blocks.setStore(nullptr, nullptr);
        QCOMPARE(blocks.count(), 0);
    }

    void linesAreMadeFromIds() {
        v1::System line;
        const auto said = [&](v1::SystemKind what, const UserId &actor, std::initializer_list<UserId> subjects) {
            line.set_what(what);
            line.set_actor_id(actor.toText());
            line.clear_subject_ids();
            for (const UserId &subject : subjects)
                line.add_subject_ids(subject.toText());
            QString text = SystemText::of(line, m_bed->self, [this](const UserId &user) {
                return user == m_tom ? QStringLiteral("Tom") : user == m_aiko ? QStringLiteral("Aiko") : QString();
            });
            return text.remove(QChar(0x2068)).remove(QChar(0x2069));
        };
        QCOMPARE(said(v1::MEMBERS_ADDED, m_tom, {m_bed->self}), QStringLiteral("Tom added you"));
        QCOMPARE(said(v1::MEMBERS_ADDED, m_bed->self, {m_tom}), QStringLiteral("You added Tom"));
        QCOMPARE(said(v1::MEMBER_LEFT, m_aiko, {}), QStringLiteral("Aiko left"));
        QCOMPARE(said(v1::MEMBER_REMOVED, makeId<UserId>(), {m_tom}), QStringLiteral("Somebody removed Tom"));
        line.set_role(v1::OWNER);
        QCOMPARE(said(v1::ROLE_CHANGED, m_tom, {m_bed->self}), QStringLiteral("Tom handed the group over to you"));
        line.set_role(v1::MEMBER);
        QCOMPARE(said(v1::ROLE_CHANGED, m_tom, {m_tom}), QStringLiteral("Tom is no admin any more"));
        QVERIFY(said(static_cast<v1::SystemKind>(99), m_tom, {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Groups)
#include "tst_Groups.moc"

// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/QmlBed.h"

#include <QAccessible>
#include <QDateTime>
#include <QTest>
#include <QWindow>

#include "app/store/StoreDatabase.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/banter.pb.h"

namespace banter::test {

using namespace client;

namespace {

const QString kServer = QStringLiteral("fakeserverfakeserverfa");

class MemoryKeychain final : public SecretStore {
public:
    explicit MemoryKeychain(std::optional<Credentials> held) : m_held(std::move(held)) {}
    void read(Promise<std::optional<Credentials>> done) override { done.resolve(m_held); }
    void write(const Credentials &credentials, Promise<std::monostate> done) override {
        m_held = credentials;
        done.resolve(std::monostate{});
    }
    void clear(Promise<std::monostate> done) override {
        m_held.reset();
        done.resolve(std::monostate{});
    }

private:
    std::optional<Credentials> m_held;
};

std::string textContent(const std::string &text) {
    v1::Content content;
    content.mutable_text()->set_body(text);
    return content.SerializeAsString();
}

/// What a person can do something with, or reads as a unit: it needs a name.
bool needsName(QAccessible::Role role) {
    switch (role) {
    case QAccessible::Button:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::EditableText:
    case QAccessible::Slider:
    case QAccessible::List:
    case QAccessible::ListItem:
    case QAccessible::MenuItem:
    case QAccessible::PopupMenu:
    case QAccessible::PageTab:
    case QAccessible::Splitter:
    case QAccessible::Dialog:
    case QAccessible::Link: return true;
    default: return false;
    }
}

template <class Visit>
void walk(QAccessibleInterface *node, const Visit &visit) {
    if (!node || !node->isValid() || node->state().invisible)
        return;
    visit(node);
    for (int i = 0; i < node->childCount(); ++i)
        walk(node->child(i), visit);
}

} // namespace

QmlBed::QmlBed(QObject *parent) : QObject(parent) {}
QmlBed::~QmlBed() { stop(); }

void QmlBed::type(const QString &conversationId, bool isTyping) {
    m_app->conversations()->setActivity(*ConversationId::fromText(conversationId.toStdString()),
                                        isTyping ? QStringLiteral("typing…") : QString());
}

void QmlBed::meet(const QString &name, bool isOnline) {
    for (const UserRow &user : m_users) {
        if (user.displayName == name.toStdString())
            Q_EMIT m_app->session()->presenceChanged(user.id, isOnline ? v1::ONLINE : v1::OFFLINE,
                                                     isOnline ? 0 : QDateTime::currentMSecsSinceEpoch());
    }
}

void QmlBed::stop() {
    m_app.reset();
    m_folder.reset();
    Q_EMIT appChanged();
}

void QmlBed::startSignedOut() {
    m_folder = std::make_unique<QTemporaryDir>();
    AppOptions options;
    options.session.dataDirectory = m_folder->path();
    m_app = std::make_unique<App>(options, std::make_unique<MemoryKeychain>(std::nullopt));
    Q_EMIT appChanged();
    m_app->start();
    QTRY_COMPARE(m_app->state(), App::SignedOut);
}

void QmlBed::addConversation(StoreBatch *batch, ConversationFacts facts, std::vector<MessageRow> messages) const {
    const std::int64_t begin = QDateTime::currentMSecsSinceEpoch() - 3'600'000;
    std::uint64_t seq = 0;
    for (MessageRow &row : messages) {
        row.conversation = facts.id;
        row.seq = ++seq;
        row.rev = seq + 1;
        row.sentAtMs += begin + static_cast<std::int64_t>(seq) * 1000;
        if (row.reactions) {
            row.reactions->conversation = facts.id;
            row.reactions->seq = seq;
            row.reactions->rev = row.rev;
        }
        batch->messages.push_back(std::move(row));
    }
    facts.lastSeq = seq;
    Progress progress;
    progress.conversation = facts.id;
    progress.rev = progress.headRev = seq + 1;
    progress.lastSeq = seq;
    progress.ranges.add({1, seq});
    progress.isMembersListed = true;
    progress.isLeft = facts.members.front().removed; // oneself
    batch->conversations.push_back(std::move(facts));
    batch->progress.push_back(progress);
}

void QmlBed::startGroup(const QString &title, const QStringList &people, const QStringList &lines, int role,
                        const QStringList &blocked) {
    m_folder = std::make_unique<QTemporaryDir>();
    m_self = makeId<UserId>();
    StoreBatch batch;
    batch.users = {{m_self, "elif", "Elif Demir"}};
    ConversationFacts facts;
    facts.id = makeId<ConversationId>();
    facts.kind = v1::GROUP;
    facts.title = title.toStdString();
    facts.memberCount = static_cast<std::uint32_t>(people.size() + (role == 0 ? 0 : 1));
    facts.members = {{m_self, role == 0 ? v1::MEMBER : role, 1, 1, role == 0}};
    for (const QString &name : people) {
        const UserId user = makeId<UserId>();
        const bool isOwner = facts.members.size() == 1 && role != v1::OWNER;
        batch.users.push_back({user, "member" + std::to_string(batch.users.size()), name.toStdString()});
        facts.members.push_back({user, isOwner ? v1::OWNER : v1::MEMBER, 1, 1, false});
    }
    std::vector<MessageRow> messages(1);
    v1::Content content;
    content.mutable_system()->set_what(v1::MEMBERS_ADDED);
    content.mutable_system()->set_actor_id(batch.users[1].id.toText());
    content.mutable_system()->add_subject_ids(m_self.toText());
    messages[0].content = content.SerializeAsString();
    for (const QString &line : lines) {
        MessageRow row;
        row.sender = batch.users.at(static_cast<std::size_t>(line.section(QLatin1Char(' '), 0, 0).toInt())).id;
        if (row.sender == m_self)
            row.clientId = makeId<ClientId>();
        row.content = textContent(line.section(QLatin1Char(' '), 1).toStdString());
        messages.push_back(std::move(row));
    }
    addConversation(&batch, std::move(facts), std::move(messages));
    for (const QString &name : blocked) {
        addTalk(&batch, name.toStdString(), {"Hello"});
        batch.blocks.push_back({batch.users.back().id, false});
    }
    start(batch);
}

void QmlBed::addTalk(StoreBatch *batch, const std::string &peerName, const std::vector<std::string> &texts) const {
    const UserId peer = makeId<UserId>();
    ConversationFacts facts;
    facts.id = makeId<ConversationId>();
    facts.kind = v1::DIRECT;
    facts.members = {{m_self, 1, 0, 1, false}, {peer, 1, 0, 1, false}};
    batch->users.push_back({peer, "peer" + std::to_string(batch->users.size()), peerName});
    std::vector<MessageRow> messages;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        MessageRow row;
        row.sender = i % 2 == 0 ? peer : m_self;
        row.content = textContent(texts[i]);
        messages.push_back(std::move(row));
    }
    addConversation(batch, std::move(facts), std::move(messages));
}

void QmlBed::start(const StoreBatch &batch) {
    m_users = batch.users;
    const QString path = m_folder->filePath(
        QStringLiteral("accounts/%1/%2/store.db").arg(kServer, QString::fromStdString(m_self.toText())));
    {
        auto database = StoreDatabase::open(path, m_self);
        QVERIFY(database.ok());
        QVERIFY((*database)->apply(batch).ok());
    }
    AppOptions options;
    options.session.dataDirectory = m_folder->path();
    const Credentials credentials{kServer.toStdString(),
                                  {m_self, "elif", "Elif Demir"},
                                  makeId<DeviceId>().toText(),
                                  "token",
                                  {"ws://127.0.0.1:9"}};
    m_app = std::make_unique<App>(options, std::make_unique<MemoryKeychain>(credentials));
    Q_EMIT appChanged();
    m_app->start();
    QTRY_COMPARE(m_app->state(), App::SignedIn);
    QTRY_COMPARE(m_app->conversations()->count(), static_cast<int>(batch.conversations.size()));
}

void QmlBed::startSignedIn(const QStringList &people, const QStringList &texts) {
    m_folder = std::make_unique<QTemporaryDir>();
    m_self = makeId<UserId>();
    StoreBatch batch;
    batch.users = {{m_self, "elif", "Elif Demir"}};
    for (qsizetype i = 0; i < people.size(); ++i)
        addTalk(&batch, people[i].toStdString(), {texts[i % texts.size()].toStdString()});
    start(batch);
}

MessageRow QmlBed::messageOf(const QVariantMap &facts, const UserId &peer) const {
    MessageRow row;
    const bool isMine = facts.value(QStringLiteral("mine")).toBool();
    row.sender = isMine ? m_self : peer;
    row.sentAtMs = -facts.value(QStringLiteral("daysOld")).toLongLong() * 86'400'000; // from when the others are
    row.deleted = facts.value(QStringLiteral("deleted")).toBool();
    row.editedAtMs = facts.value(QStringLiteral("edited")).toBool() ? 1 : 0;
    row.replyTo = facts.value(QStringLiteral("replyTo")).toULongLong();
    if (!row.deleted)
        row.content = textContent(facts.value(QStringLiteral("text")).toString().toStdString());
    ReactionsRow reactions;
    const QVariantMap counts = facts.value(QStringLiteral("reactions")).toMap();
    for (auto it = counts.begin(); it != counts.end(); ++it)
        reactions.counts.push_back({it.key().toStdString(), it.value().toUInt()});
    reactions.own = facts.value(QStringLiteral("own")).toString().toStdString();
    if (!counts.isEmpty())
        row.reactions = reactions;
    return row;
}

void QmlBed::startChat(const QString &person, const QVariantList &messages) {
    m_folder = std::make_unique<QTemporaryDir>();
    m_self = makeId<UserId>();
    StoreBatch batch;
    const UserId peer = makeId<UserId>();
    batch.users = {{m_self, "elif", "Elif Demir"}, {peer, "peer", person.toStdString()}};
    ConversationFacts facts;
    facts.id = makeId<ConversationId>();
    facts.kind = v1::DIRECT;
    facts.members = {{m_self, 1, 0, 1, false}, {peer, 1, 0, 1, false}};
    std::vector<MessageRow> rows;
    for (const QVariant &one : messages)
        rows.push_back(messageOf(one.toMap(), peer));
    addConversation(&batch, std::move(facts), std::move(rows));
    start(batch);
}

void QmlBed::startLongTalks(const QStringList &people, int count) {
    m_folder = std::make_unique<QTemporaryDir>();
    m_self = makeId<UserId>();
    StoreBatch batch;
    batch.users = {{m_self, "elif", "Elif Demir"}};
    for (const QString &person : people) {
        const std::string name = person.toStdString();
        std::vector<std::string> texts;
        for (int i = 1; i <= count; ++i)
            texts.push_back(name + ' ' + std::to_string(i));
        addTalk(&batch, name, texts);
    }
    start(batch);
}

QStringList QmlBed::hostileTexts() const {
    QStringList texts;
    const QStringList sources{QStringLiteral("x"),
                              QStringLiteral("http://127.0.0.1:9/canary.png"),
                              QStringLiteral("file:///etc/hostname"),
                              QStringLiteral("qrc:/qt/qml/Banter/Ui/Main.qml"),
                              QStringLiteral("image://none/x"),
                              QStringLiteral("data:image/png;base64,AAAA")};
    const QStringList shapes{QStringLiteral("<img src=%1>"),
                             QStringLiteral("<img src=\"%1\" width=99999 height=99999>"),
                             QStringLiteral("<a href=\"%1\"><img src=%1></a>"),
                             QStringLiteral("![x](%1)"),
                             QStringLiteral("<table><tr><td background=%1>x</td></tr></table>"),
                             QStringLiteral("<style>body{background:url(%1)}</style><b>x</b>"),
                             QStringLiteral("<html><body background=%1>x</body></html>"),
                             QStringLiteral("<!DOCTYPE html><object data=%1></object>"),
                             QStringLiteral("&lt;img src=%1&gt; <br/>"),
                             QStringLiteral("<iframe src='%1'></iframe>\n<script src=%1></script>")};
    for (const QString &shape : shapes) {
        for (const QString &source : sources)
            texts.append(shape.arg(source));
    }
    texts += {QStringLiteral("\u202Etxet desrever\u202C <b>"),
              QStringLiteral("https://good@evil.example/<img src=x>"),
              QStringLiteral("javascript:alert(1)"),
              QStringLiteral("%1 %n %2 \\ \" '"),
              QStringLiteral("<"),
              QString(300, QLatin1Char('<')),
              QStringLiteral("&amp;&#x1F600;&#0;"),
              QStringLiteral("\u200B\u200D\uFEFF")};
    return texts;
}

QStringList QmlBed::nameless(QObject *window) const {
    QStringList found;
    int met = 0;
    walk(QAccessible::queryAccessibleInterface(window), [&](QAccessibleInterface *node) {
        met += needsName(node->role()) ? 1 : 0;
        if (needsName(node->role()) && node->text(QAccessible::Name).trimmed().isEmpty())
            found.append(QStringLiteral("%1 '%2'").arg(
                QString::fromLatin1(node->object() ? node->object()->metaObject()->className() : "?"),
                node->object() ? node->object()->objectName() : QString()));
    });
    if (met < 3)
        found.append(QStringLiteral("only %1 things were met: the walk is broken").arg(met));
    return found;
}

bool QmlBed::pressByName(QObject *window, const QString &name) const {
    bool isPressed = false;
    walk(QAccessible::queryAccessibleInterface(window), [&](QAccessibleInterface *node) {
        if (isPressed || node->role() != QAccessible::Button || node->text(QAccessible::Name) != name)
            return;
        if (QAccessibleActionInterface *actions = node->actionInterface()) {
            actions->doAction(QAccessibleActionInterface::pressAction());
            isPressed = true;
        }
    });
    return isPressed;
}

} // namespace banter::test

// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "app/App.h"
#include "app/store/StoreDatabase.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/ErrorCode.h"
#include "tests/unit/app/FakeServer.h"

using namespace banter;
using namespace banter::client;
using namespace banter::test;

namespace {

struct Keychain {
    bool isThere{true};
    std::optional<Credentials> held;
};

class KeychainStore final : public SecretStore {
public:
    explicit KeychainStore(Keychain *keychain) : m_keychain(keychain) {}
    void read(Promise<std::optional<Credentials>> done) override { done.resolve(m_keychain->held); }
    void write(const Credentials &credentials, Promise<std::monostate> done) override {
        if (!m_keychain->isThere) {
            done.resolve(Error{ErrorCode::StoreUnavailable, "none"});
            return;
        }
        m_keychain->held = credentials;
        done.resolve(std::monostate{});
    }
    void clear(Promise<std::monostate> done) override {
        m_keychain->held.reset();
        done.resolve(std::monostate{});
    }

private:
    Keychain *m_keychain;
};

} // namespace

class tst_App : public QObject {
    Q_OBJECT

    const UserId m_self = makeId<UserId>(), m_peer = makeId<UserId>();
    const ConversationId m_id = makeId<ConversationId>();
    std::unique_ptr<QTemporaryDir> m_folder;
    Keychain m_keychain;

    AppOptions options(const QUrl &server = {}) const {
        AppOptions options;
        options.session.dataDirectory = m_folder->path();
        options.session.link.connectTimeout = Millis{1000};
        options.session.link.reconnectFirst = Millis{20};
        if (!server.isEmpty())
            options.session.link.addresses = {server};
        return options;
    }
    std::unique_ptr<App> make(const QUrl &server = {}) {
        return std::make_unique<App>(options(server), std::make_unique<KeychainStore>(&m_keychain));
    }
    QString storePath() const {
        return m_folder->filePath(
            QStringLiteral("accounts/fakeserverfakeserverfa/%1/store.db").arg(QString::fromStdString(m_self.toText())));
    }
    QString idText() const { return QString::fromStdString(m_id.toText()); }

    /// Somebody is signed in, and has talked.
    void fill(std::uint64_t messages) {
        m_keychain.held = Credentials{"fakeserverfakeserverfa",
                                      {m_self, "mira", "Mira"},
                                      makeId<DeviceId>().toText(),
                                      "token",
                                      {"ws://127.0.0.1:9"}};
        auto database = StoreDatabase::open(storePath(), m_self);
        QVERIFY(database.ok());
        StoreBatch batch;
        batch.users = {{m_self, "mira", "Mira"}, {m_peer, "lara", "Lara"}};
        ConversationFacts facts;
        facts.id = m_id;
        facts.kind = v1::DIRECT;
        facts.lastSeq = messages;
        facts.members = {{m_self, 1, 0, 1, false}, {m_peer, 1, 0, 1, false}};
        batch.conversations.push_back(facts);
        v1::Content content;
        content.mutable_text()->set_body("hello");
        for (std::uint64_t seq = 1; seq <= messages; ++seq) {
            MessageRow row;
            row.conversation = m_id;
            row.seq = seq;
            row.rev = seq + 1;
            row.sender = m_peer;
            row.sentAtMs = 1'700'000'000'000 + static_cast<std::int64_t>(seq);
            row.content = content.SerializeAsString();
            batch.messages.push_back(row);
        }
        Progress progress;
        progress.conversation = m_id;
        progress.rev = progress.headRev = messages + 1;
        progress.lastSeq = messages;
        progress.ranges.add({1, messages});
        batch.progress.push_back(progress);
        QVERIFY((*database)->apply(batch).ok());
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keychain = {};
    }

    void aFirstStartAsksWhoOneIs() {
        const auto app = make();
        QCOMPARE(app->state(), App::Starting);
        app->start();
        QTRY_COMPARE(app->state(), App::SignedOut);
        QVERIFY(app->account()->username().isEmpty());
        QVERIFY(!app->conversation());
    }

    void opensFromItsOwnStoreWithoutANetwork() {
        fill(3);
        const auto app = make();
        app->start();
        QTRY_COMPARE(app->state(), App::SignedIn);
        QCOMPARE(app->account()->displayName(), QStringLiteral("Mira"));
        QTRY_COMPARE(app->conversations()->count(), 1);
        QCOMPARE(app->secretState(), App::SecretInKeychain);
        QSignalSpy changed(app.get(), &App::conversationChanged);
        app->openConversation(QStringLiteral("nonsense"));
        QVERIFY(!app->conversation());
        app->openConversation(idText());
        QVERIFY(app->conversation());
        QCOMPARE(app->conversation()->title(), QStringLiteral("Lara")); // the list knew it
        app->openConversation(idText());
        QCOMPARE(changed.size(), 1);
        QTRY_COMPARE(app->conversation()->timeline()->count(), 3);
        // Writing works as well.
        app->conversation()->setDraft(QStringLiteral("hi"));
        app->conversation()->send();
        QTRY_COMPARE(app->conversation()->timeline()->count(), 4);
        app->closeConversation();
        QVERIFY(!app->conversation());
    }

    void whatCannotBeOpenedIsSaidAndTriedAgain() {
        fill(1);
        {
            auto other = StoreDatabase::open(storePath(), m_self);
            QVERIFY(other.ok());
            const auto app = make();
            app->start();
            QTRY_COMPARE(app->state(), App::Failed);
            QVERIFY(app->fatalText().contains(QStringLiteral("open already")));
            other->reset();
            app->tryAgain();
            QTRY_COMPARE(app->state(), App::SignedIn);
        }
        QFile file(storePath());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto app = make();
        app->start();
        QTRY_COMPARE(app->state(), App::Failed);
        QVERIFY(app->fatalText().contains(m_folder->path()));
    }

    void withoutAKeychainItSaysSo() {
        FakeServer server;
        server.setHandler([this](const v1::ClientFrame &frame) -> std::optional<v1::ServerFrame> {
            v1::ServerFrame answer;
            if (frame.has_log_in()) {
                v1::SignedIn *const in = answer.mutable_signed_in();
                in->mutable_user()->set_user_id(m_self.toText());
                in->mutable_user()->set_username("mira");
                in->set_device_id(makeId<DeviceId>().toText());
                in->set_token("token");
            } else if (frame.has_list_changed()) {
                answer.mutable_conversation_page()->set_as_of_ms(1000);
            } else {
                answer.mutable_done();
            }
            return answer;
        });
        m_keychain.isThere = false;
        const auto app = make(server.url());
        app->start();
        QTRY_COMPARE(app->state(), App::SignedOut);
        QCOMPARE(app->secretState(), App::SecretUnknown);
        app->signIn()->logIn(QStringLiteral("mira"), QStringLiteral("whatever it is"));
        QTRY_COMPARE(app->state(), App::SignedIn);
        QCOMPARE(app->secretState(), App::SecretInMemory);
        QVERIFY(!app->secretText().isEmpty());
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("session.json"))));
        app->settings()->setStoreSecretInFile(true);
        QTRY_COMPARE(app->secretState(), App::SecretInFile);
        QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("session.json"))));
        QVERIFY(app->secretText().isEmpty());
        // Signing out takes it away again.
        QTRY_COMPARE(app->connection()->state(), Connection::Online);
        app->account()->logOut();
        QTRY_COMPARE(app->state(), App::SignedOut);
        QTRY_VERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("session.json"))));
    }

    void signedOutFromElsewhere() {
        fill(2);
        FakeServer server;
        const auto app = make(server.url());
        app->start();
        QTRY_COMPARE(app->connection()->state(), Connection::Online);
        app->openConversation(idText());
        app->conversation()->setDraft(QStringLiteral("half a thought"));
        server.closeAll(4401);
        QTRY_COMPARE(app->state(), App::SignedOut);
        QVERIFY(!app->conversation());
        QCOMPARE(app->conversations()->count(), 0);
        QVERIFY(app->signIn()->reasonText().startsWith(QStringLiteral("This device was signed out.")));
        QTRY_VERIFY(!m_keychain.held);
        // What was there is kept for the next time.
        auto database = StoreDatabase::open(storePath(), m_self);
        QVERIFY(database.ok());
        QCOMPARE((*database)->draft(m_id)->text, std::string("half a thought"));
        QCOMPARE((*database)->timeline(m_id, 0, 10)->size(), std::size_t{2});
    }

    void signingOutHereNeedsNoServer() {
        fill(1);
        const auto app = make();
        app->start();
        QTRY_COMPARE(app->state(), App::SignedIn);
        app->account()->logOut();
        QTRY_VERIFY(!app->account()->errorText().isEmpty());
        QCOMPARE(app->state(), App::SignedIn);
        app->account()->logOutHere();
        QTRY_COMPARE(app->state(), App::SignedOut);
        QTRY_VERIFY(!m_keychain.held);
    }

    void peopleKnownHereAreFoundOffline() {
        fill(1);
        const auto app = make();
        app->start();
        QTRY_COMPARE(app->state(), App::SignedIn);
        PeopleSearch *const people = app->people();
        const QAbstractItemModelTester tester(people, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTRY_COMPARE(people->count(), 1); // not oneself
        people->setQuery(QStringLiteral("@LAR"));
        QCOMPARE(people->count(), 1);
        people->setQuery(QStringLiteral("zoe"));
        QCOMPARE(people->count(), 0);
        QTRY_COMPARE(people->state(), PeopleSearch::Failed); // the server can't be asked
        QVERIFY(!people->hintText().isEmpty());
        people->setQuery(QStringLiteral("lara"));
        people->open(0);
        QTRY_VERIFY(app->conversation());
        QCOMPARE(app->conversation()->conversationId(), idText());
    }

    void linksGoToTheBrowserOnlyIfTheyAreWeb() {
        const auto app = make();
        QVERIFY(!app->openLink(QStringLiteral("file:///etc/passwd")));
        QVERIFY(!app->openLink(QStringLiteral("javascript:x")));
        QCOMPARE(app->linkHost(QString::fromUtf8("https://bücher.example/x")), QStringLiteral("xn--bcher-kva.example"));
        QVERIFY(app->linkHost(QStringLiteral("file:///x")).isEmpty());
        app->copyText(QStringLiteral("copied"));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("copied"));
    }

    void theEngineIsGuarded() {
        const auto app = make();
        QQmlEngine engine;
        app->guardNetwork(&engine);
        QSignalSpy refused(app.get(), &App::refusedRequestsChanged);
        (void)engine.interceptUrl(QUrl(QStringLiteral("http://127.0.0.1:9/x.png")),
                                  QQmlAbstractUrlInterceptor::UrlString);
        QCOMPARE(app->refusedRequests(), 1);
        QTRY_COMPARE(refused.size(), 1);
    }
};

QTEST_MAIN(tst_App)
#include "tst_App.moc"

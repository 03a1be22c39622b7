// SPDX-License-Identifier: Apache-2.0
#include "app/App.h"

#include <utility>

#include <QClipboard>
#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QSysInfo>

#include "app/platform/SystemAppearance.h"
#include "app/session/KeychainSecretStore.h"
#include "app/text/ErrorText.h"
#include "app/text/InviteLink.h"
#include "app/text/Linkifier.h"

namespace banter::client {
namespace {

QString fileIn(const AppOptions &options, const QString &name) {
    return QDir(options.session.dataDirectory).filePath(name);
}

std::unique_ptr<SecretVault> makeVault(const AppOptions &options, std::unique_ptr<SecretStore> keychain) {
    if (!keychain)
        keychain = std::make_unique<KeychainSecretStore>(fileIn(options, QStringLiteral("account.json")));
    // The headless client's file: who signed in there is signed in here.
    return std::make_unique<SecretVault>(std::move(keychain), fileIn(options, QStringLiteral("session.json")));
}

AppOptions completed(AppOptions options) {
    QDir().mkpath(options.session.dataDirectory);
    if (options.session.deviceName.isEmpty())
        options.session.deviceName = QSysInfo::machineHostName();
    if (options.session.platform.isEmpty())
        options.session.platform = QSysInfo::kernelType();
    return options;
}

} // namespace

App::App(AppOptions options, std::unique_ptr<SecretStore> keychain, QObject *parent)
    : QObject(parent),
      m_options(completed(std::move(options))),
      m_appearance(std::make_unique<SystemAppearance>()),
      m_settings(std::make_unique<Settings>(fileIn(m_options, QStringLiteral("settings.ini")), m_appearance.get())),
      m_session([&] {
          auto vault = makeVault(m_options, std::move(keychain));
          m_vault = vault.get();
          return std::make_unique<Session>(m_options.session, std::move(vault));
      }()),
      m_signIn(m_session.get(), m_settings.get(), m_options.session.link),
      m_account(m_session.get()),
      m_connection(m_session.get()),
      m_people(m_session.get()),
      m_groups(m_session.get()),
      m_blocks(m_session.get()),
      m_presence(m_session.get()),
      m_search(m_session.get()),
      m_chatSearch(m_session.get()),
      m_contacts(m_session.get()),
      m_privacy(m_session.get()),
      m_devices(m_session.get()),
      m_guard([this] { QMetaObject::invokeMethod(this, &App::refusedRequestsChanged, Qt::QueuedConnection); }) {
    m_vault->onPlaceChanged([this] { Q_EMIT secretStateChanged(); });
    m_vault->setFileAllowed(m_settings->storeSecretInFile());
    connect(m_settings.get(), &Settings::storeSecretInFileChanged, this,
            [this] { m_vault->setFileAllowed(m_settings->storeSecretInFile()); });
    connect(&m_signIn, &SignIn::signedIn, this, &App::onSignedIn);
    connect(&m_people, &PeopleSearch::opened, this, &App::openConversation);
    connect(&m_people, &PeopleSearch::openFailed, this, &App::notice);
    connect(&m_groups, &GroupStart::opened, this, &App::openConversation);
    connect(&m_presence, &Presence::activityChanged, this, [this](const ConversationId &where) {
        const ConversationRow *const row = m_conversations.find(where);
        m_conversations.setActivity(where, row ? m_presence.activityText(where, row->isGroup()) : QString());
    });
    connectSession();
    m_midnight.setSingleShot(true);
    connect(&m_midnight, &QTimer::timeout, this, [this] {
        refreshTexts();
        armMidnight();
    });
    armMidnight();
}

App::~App() {
    m_vault->onPlaceChanged({});
    m_conversation.reset(); // stores the draft, while there is a store
}

void App::connectSession() {
    Session *const session = m_session.get();
    connect(session, &Session::leaving, this, [this] {
        showConversation(nullptr);
        m_conversations.setStore(nullptr, nullptr);
        m_blocks.setStore(nullptr, nullptr);
        m_presence.setStore(nullptr);
        m_search.setStore(nullptr, nullptr, {});
        m_chatSearch.setStore(nullptr, nullptr, {});
        m_contacts.setStore(nullptr);
        m_privacy.setStore(nullptr);
        m_groups.reset();
        m_devices.clear();
    });
    connect(session, &Session::signedOut, this, &App::onSignedOut);
    connect(session, &Session::stopped, this, [this](LinkStop why) {
        if (why == LinkStop::SignInAgain)
            m_signIn.setSignedOutElsewhere(true);
    });
    connect(session, &Session::storeFailed, this, &App::onStoreFailed);
    connect(session, &Session::operationRefused, this, &App::onOperationRefused);
    connect(session, &Session::stateChanged, this, [this](Session::State state) {
        if (state == Session::State::Online && m_conversation)
            m_conversation->setOnline();
    });
}

/// What somebody wrote is not lost: it goes back to where one writes, behind what stands there.
void App::onOperationRefused(const ConversationId &id, OperationKind kind, ErrorCode reason, const std::string &words) {
    LocalStore *const store = m_session->store();
    if (!words.empty() && m_conversation && m_conversation->id() == id) {
        m_conversation->takeBack(QString::fromStdString(words));
    } else if (!words.empty() && store) {
        store->draft(id, {m_session->executor(), m_alive, [this, id, words](const Result<DraftRow> &draft) {
                              if (draft.ok() && m_session->store())
                                  m_session->store()->setDraft(
                                      id, draft->text.empty() ? words : draft->text + '\n' + words, draft->replyTo);
                          }});
    }
    Q_EMIT notice(ErrorText::ofOperation(kind == OperationKind::Edit     ? ErrorText::Wish::Edit
                                         : kind == OperationKind::Delete ? ErrorText::Wish::Delete
                                                                         : ErrorText::Wish::Other,
                                         reason));
}

QString App::version() const { return QStringLiteral(BANTER_VERSION); }

void App::setState(State state, const QString &fatalText) {
    if (state == m_state && fatalText == m_fatalText)
        return;
    m_state = state;
    m_fatalText = fatalText;
    Q_EMIT stateChanged();
    if (state == SignedOut && !m_signIn.serverText().isEmpty()) // whether the proposed server is there
        m_signIn.checkServer();
}

void App::start() {
    setState(Starting);
    m_session->start({m_session->executor(), m_alive, [this](const Result<bool> &started) { onStarted(started); }});
}

void App::onStarted(const Result<bool> &started) {
    if (!started.ok())
        setState(Failed, ErrorText::ofStore(started.error(), m_options.session.dataDirectory));
    else if (*started)
        onSignedIn();
    else
        setState(SignedOut);
}

void App::refuse(const QString &text) { setState(Failed, text); }

void App::tryAgain() {
    if (m_state == Failed)
        start();
}

void App::onSignedIn() {
    m_conversations.setStore(m_session->store(), m_session->executor());
    m_conversations.setSelf(m_session->credentials()->user.id);
    m_conversations.setActions(m_session.get());
    m_blocks.setStore(m_session->store(), m_session->executor());
    m_presence.setStore(m_session->store());
    for (SearchModel *search : {&m_search, &m_chatSearch})
        search->setStore(m_session->store(), m_session->executor(), m_session->credentials()->user.id);
    m_contacts.setStore(m_session->store());
    m_privacy.setStore(m_session->store());
    m_people.reset();
    m_account.refresh();
    setState(SignedIn);
}

void App::onSignedOut() {
    m_account.refresh();
    setState(SignedOut);
}

/// It goes on by itself when there is space again.
void App::onStoreFailed(const QString &detail) {
    Q_EMIT notice(ErrorText::ofStore({ErrorCode::StoreFailed, detail.toStdString()}, m_options.session.dataDirectory));
}

App::SecretState App::secretState() const {
    switch (m_vault->place()) {
    case SecretVault::Place::Unknown: return SecretUnknown;
    case SecretVault::Place::Keychain: return SecretInKeychain;
    case SecretVault::Place::File: return SecretInFile;
    case SecretVault::Place::Memory: return SecretInMemory;
    }
    return SecretUnknown;
}

QString App::secretText() const {
    return secretState() == SecretInMemory
               ? tr("This computer has no keychain that answers. You will have to sign in again next time.")
               : QString();
}

void App::openConversation(const QString &conversationId) {
    const auto id = ConversationId::fromText(conversationId.toStdString());
    if (!id || !m_session->store() || !m_session->credentials() || (m_conversation && m_conversation->id() == *id))
        return;
    auto conversation = std::make_unique<Conversation>(
        *id, m_session->credentials()->user.id,
        Conversation::Access{m_session->store(), m_session.get(), m_session.get(), m_session->executor(),
                             invites::hostOf(QUrl(m_account.server())), &m_presence});
    if (const ConversationRow *const row = m_conversations.find(*id))
        conversation->setRow(*row);
    connect(conversation.get(), &Conversation::removed, this, &App::closeConversation);
    connect(conversation.get(), &Conversation::sendFailed, this, &App::notice);
    showConversation(std::move(conversation));
}

void App::openDirect(const QString &userId) {
    if (const auto user = UserId::fromText(userId.toStdString()))
        m_people.openUser(*user);
}

void App::openMessage(const QString &conversationId, qulonglong seq) {
    openConversation(conversationId);
    if (!m_conversation || m_conversation->conversationId() != conversationId)
        return;
    TimelineModel *const timeline = m_conversation->timeline();
    if (timeline->isReady()) {
        timeline->jumpTo(seq);
        return;
    }
    connect(
        timeline, &TimelineModel::stateChanged, timeline, [timeline, seq] { timeline->jumpTo(seq); },
        static_cast<Qt::ConnectionType>(Qt::SingleShotConnection));
}

void App::closeConversation() { showConversation(nullptr); }

/// The old one goes when whoever called, perhaps its own delegate, has returned.
void App::showConversation(std::unique_ptr<Conversation> conversation) {
    if (!conversation && !m_conversation)
        return;
    std::unique_ptr<Conversation> old = std::exchange(m_conversation, std::move(conversation));
    if (m_conversation)
        QQmlEngine::setObjectOwnership(m_conversation.get(), QQmlEngine::CppOwnership);
    else
        m_session->setInView({});
    m_conversations.setOpen(m_conversation ? m_conversation->id() : ConversationId{});
    Q_EMIT conversationChanged();
    if (old) {
        old->flush();
        old->disconnect(this);
        old.release()->deleteLater();
    }
}

bool App::openLink(const QString &link) {
    const QUrl url = links::safeUrl(link);
    return url.isValid() && QDesktopServices::openUrl(url);
}

QString App::linkHost(const QString &link) const {
    return QString::fromLatin1(QUrl::toAce(links::safeUrl(link).host(QUrl::FullyEncoded)));
}

void App::copyText(const QString &text) { QGuiApplication::clipboard()->setText(text); }

void App::flush() {
    if (m_conversation)
        m_conversation->flush();
}

void App::guardNetwork(QQmlEngine *engine) {
    engine->addUrlInterceptor(&m_guard);
    engine->setNetworkAccessManagerFactory(&m_guard);
}

void App::armMidnight() {
    const QDateTime now = QDateTime::currentDateTime();
    const QDateTime next = now.date().addDays(1).startOfDay();
    m_midnight.start(static_cast<int>(now.msecsTo(next)) + 1000);
}

void App::refreshTexts() {
    m_conversations.refreshTexts();
    Q_EMIT m_connection.changed();
    Q_EMIT secretStateChanged();
    if (m_state == SignedOut)
        m_signIn.refreshTexts();
    if (m_conversation)
        m_conversation->refreshTexts();
}

} // namespace banter::client

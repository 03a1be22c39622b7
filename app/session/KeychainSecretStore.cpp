// SPDX-License-Identifier: Apache-2.0
#include "app/session/KeychainSecretStore.h"

#include <functional>
#include <utility>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include "app/session/CredentialsJson.h"

namespace banter::client {
namespace {

/// A keychain may ask its owner for a password; then this is how long they have.
constexpr std::chrono::seconds kPatience{60};

QString service() { return QStringLiteral("banter"); }

QString keyOf(const Credentials &credentials) {
    return QString::fromStdString("banter/" + credentials.serverId + '/' + credentials.user.id.toText() + '/' +
                                  credentials.deviceId);
}

Error unavailable(const QString &text) { return {ErrorCode::StoreUnavailable, "keychain: " + text.toStdString()}; }

/// Runs a job; `then` is called once, with the job, or with null after kPatience.
template <class Job>
void run(Job *job, QObject *owner, std::function<void(Job *)> then) {
    auto once = std::make_shared<std::function<void(Job *)>>(std::move(then));
    const auto answer = [once](Job *finished) {
        if (const auto call = std::exchange(*once, nullptr))
            call(finished);
    };
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, owner,
                     [answer](QKeychain::Job *finished) { answer(static_cast<Job *>(finished)); });
    QTimer::singleShot(kPatience, owner, [answer] { answer(nullptr); });
    job->start();
}

} // namespace

KeychainSecretStore::KeychainSecretStore(QString accountPath, QObject *parent)
    : QObject(parent),
      m_accountPath(std::move(accountPath)) {}

KeychainSecretStore::~KeychainSecretStore() = default;

std::optional<Credentials> KeychainSecretStore::loadAccount() const {
    QFile file(m_accountPath);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return credentialsFromJson(QJsonDocument::fromJson(file.readAll()).object());
}

bool KeychainSecretStore::saveAccount(const Credentials &credentials) const {
    Credentials shown = credentials;
    shown.token.clear();
    QDir().mkpath(QFileInfo(m_accountPath).absolutePath());
    QSaveFile file(m_accountPath);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
           file.write(QJsonDocument(toJson(shown)).toJson()) >= 0 && file.commit();
}

void KeychainSecretStore::read(Promise<std::optional<Credentials>> done) {
    auto account = loadAccount();
    if (!account) {
        done.resolve(std::optional<Credentials>{});
        return;
    }
    auto *const job = new QKeychain::ReadPasswordJob(service(), this);
    job->setKey(keyOf(*account));
    run<QKeychain::ReadPasswordJob>(
        job, this,
        [account = std::move(account),
         done = std::make_shared<Promise<std::optional<Credentials>>>(std::move(done))](auto *finished) mutable {
            if (!finished) {
                done->resolve(unavailable(QStringLiteral("no answer")));
            } else if (finished->error() == QKeychain::NoError) {
                account->token = finished->textData().toStdString();
                done->resolve(std::move(account));
            } else if (finished->error() == QKeychain::EntryNotFound) {
                done->resolve(std::optional<Credentials>{});
            } else {
                done->resolve(unavailable(finished->errorString()));
            }
        });
}

void KeychainSecretStore::write(const Credentials &credentials, Promise<std::monostate> done) {
    auto *const job = new QKeychain::WritePasswordJob(service(), this);
    job->setKey(keyOf(credentials));
    job->setTextData(QString::fromStdString(credentials.token));
    run<QKeychain::WritePasswordJob>(
        job, this,
        [this, credentials, done = std::make_shared<Promise<std::monostate>>(std::move(done))](auto *finished) {
            if (!finished || finished->error() != QKeychain::NoError)
                done->resolve(unavailable(finished ? finished->errorString() : QStringLiteral("no answer")));
            else if (!saveAccount(credentials))
                done->resolve(Error{ErrorCode::StoreFailed, "cannot write " + m_accountPath.toStdString()});
            else
                done->resolve(std::monostate{});
        });
}

void KeychainSecretStore::clear(Promise<std::monostate> done) {
    const auto account = loadAccount();
    if (!account) {
        done.resolve(std::monostate{});
        return;
    }
    QFile::remove(m_accountPath);
    auto *const job = new QKeychain::DeletePasswordJob(service(), this);
    job->setKey(keyOf(*account));
    run<QKeychain::DeletePasswordJob>(
        job, this, [done = std::make_shared<Promise<std::monostate>>(std::move(done))](auto *finished) {
            const bool isGone =
                finished && (finished->error() == QKeychain::NoError || finished->error() == QKeychain::EntryNotFound);
            done->resolve(isGone ? Result<std::monostate>(std::monostate{})
                                 : unavailable(finished ? finished->errorString() : QStringLiteral("no answer")));
        });
}

} // namespace banter::client

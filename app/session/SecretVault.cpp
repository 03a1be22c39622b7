// SPDX-License-Identifier: Apache-2.0
#include "app/session/SecretVault.h"

#include <utility>

#include <QLoggingCategory>

#include "app/session/FileSecretStore.h"
#include "shared/core/Logging.h"

namespace banter::client {
namespace {

Q_LOGGING_CATEGORY(logSession, "banter.session", QtInfoMsg)

template <class T>
std::shared_ptr<Promise<T>> shared(Promise<T> promise) {
    return std::make_shared<Promise<T>>(std::move(promise));
}

} // namespace

SecretVault::SecretVault(std::unique_ptr<SecretStore> keychain, const QString &filePath)
    : m_keychain(std::move(keychain)),
      m_file(std::make_unique<FileSecretStore>(filePath)) {}

SecretVault::~SecretVault() = default;

void SecretVault::setPlace(Place place) {
    if (std::exchange(m_place, place) != place && m_tell)
        m_tell();
}

void SecretVault::read(Promise<std::optional<Credentials>> done) {
    m_file->read(
        {&m_executor, m_alive, [this, done = shared(std::move(done))](Result<std::optional<Credentials>> file) {
             if (!file.ok()) {
                 done->resolve(file.takeError());
                 return;
             }
             if (*file) {
                 m_current = *file;
                 setPlace(Place::File);
                 done->resolve(std::move(*file));
                 return;
             }
             readKeychain(std::move(*done));
         }});
}

void SecretVault::readKeychain(Promise<std::optional<Credentials>> done) {
    m_keychain->read(
        {&m_executor, m_alive, [this, done = shared(std::move(done))](Result<std::optional<Credentials>> read) {
             if (!read.ok()) {
                 // Nobody is signed in, as far as can be told.
                 qCInfo(logSession) << "no keychain:" << forLog(read.error().detail);
                 setPlace(m_isFileAllowed ? Place::File : Place::Memory);
                 done->resolve(std::optional<Credentials>{});
                 return;
             }
             m_current = *read;
             if (*read) // else it was not asked: whether there is one shows when somebody signs in
                 setPlace(Place::Keychain);
             done->resolve(std::move(*read));
         }});
}

void SecretVault::write(const Credentials &credentials, Promise<std::monostate> done) {
    m_current = credentials;
    m_keychain->write(credentials, {&m_executor, m_alive,
                                    [this, done = shared(std::move(done))](const Result<std::monostate> &written) {
                                        if (written.ok()) {
                                            setPlace(Place::Keychain);
                                            done->resolve(std::monostate{});
                                            return;
                                        }
                                        qCInfo(logSession) << "no keychain:" << forLog(written.error().detail);
                                        keepWithoutKeychain(std::move(*done));
                                    }});
}

void SecretVault::keepWithoutKeychain(Promise<std::monostate> done) {
    if (!m_isFileAllowed || !m_current) {
        setPlace(m_isFileAllowed ? Place::File : Place::Memory);
        done.resolve(std::monostate{});
        return;
    }
    m_file->write(*m_current,
                  {&m_executor, m_alive, [this, done = shared(std::move(done))](Result<std::monostate> written) {
                       setPlace(written.ok() ? Place::File : Place::Memory);
                       if (!written.ok())
                           qCWarning(logSession) << "cannot keep the sign-in:" << forLog(written.error().detail);
                       done->resolve(std::monostate{}); // it lasts as long as the process
                   }});
}

void SecretVault::clear(Promise<std::monostate> done) {
    m_current.reset();
    const bool isInKeychain = m_place == Place::Keychain;
    m_file->clear(
        {&m_executor, m_alive, [this, isInKeychain, done = shared(std::move(done))](Result<std::monostate> cleared) {
             if (!cleared.ok() || !isInKeychain)
                 done->resolve(std::move(cleared));
             else
                 m_keychain->clear(std::move(*done));
         }});
}

void SecretVault::setFileAllowed(bool allowed) {
    if (std::exchange(m_isFileAllowed, allowed) == allowed || m_place == Place::Unknown || m_place == Place::Keychain)
        return;
    if (allowed) {
        keepWithoutKeychain({&m_executor, m_alive, [](const Result<std::monostate> &) {}});
        return;
    }
    setPlace(Place::Memory);
    m_file->clear({&m_executor, m_alive, [](const Result<std::monostate> &cleared) {
                       if (!cleared.ok())
                           qCWarning(logSession) << "cannot forget the sign-in:" << forLog(cleared.error().detail);
                   }});
}

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#include "app/session/FileSecretStore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include "app/session/CredentialsJson.h"

namespace banter::client {
namespace {

constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

void FileSecretStore::read(Promise<std::optional<Credentials>> done) {
    QFile file(m_path);
    if (!file.exists()) {
        done.resolve(std::optional<Credentials>{});
        return;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        done.resolve(Error{ErrorCode::StoreFailed,
                           "cannot read " + m_path.toStdString() + ": " + file.errorString().toStdString()});
        return;
    }
    auto credentials = credentialsFromJson(QJsonDocument::fromJson(file.readAll()).object());
    if (!credentials || credentials->token.empty() || credentials->serverId.empty()) {
        done.resolve(Error{ErrorCode::StoreFailed, m_path.toStdString() + " is damaged: remove it and sign in again"});
        return;
    }
    done.resolve(std::move(credentials));
}

void FileSecretStore::write(const Credentials &credentials, Promise<std::monostate> done) {
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    // The rights come first: at no moment may another user read the token.
    const bool isOpen = file.open(QIODevice::WriteOnly) && file.setPermissions(kOwnerOnly);
    if (!isOpen || file.write(QJsonDocument(toJson(credentials)).toJson()) < 0 || !file.commit()) {
        done.resolve(Error{ErrorCode::StoreFailed,
                           "cannot write " + m_path.toStdString() + ": " + file.errorString().toStdString()});
        return;
    }
    done.resolve(std::monostate{});
}

void FileSecretStore::clear(Promise<std::monostate> done) {
    if (QFile::exists(m_path) && !QFile::remove(m_path)) {
        done.resolve(Error{ErrorCode::StoreFailed, "cannot remove " + m_path.toStdString()});
        return;
    }
    done.resolve(std::monostate{});
}

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#include "app/session/FileSecretStore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace banter::client {
namespace {

constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

std::string text(const QJsonObject &object, const char *key) {
    return object.value(QLatin1String(key)).toString().toStdString();
}
QString text(const std::string &value) { return QString::fromStdString(value); }

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
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    Credentials credentials;
    credentials.serverId = text(root, "server_id");
    const auto user = UserId::fromText(text(root, "user_id"));
    credentials.user = {user.value_or(UserId{}), text(root, "username"), text(root, "display_name")};
    credentials.deviceId = text(root, "device_id");
    credentials.token = text(root, "token");
    for (const QJsonValue &address : root.value(QLatin1String("addresses")).toArray())
        credentials.addresses.push_back(address.toString().toStdString());
    if (!user || credentials.token.empty() || credentials.serverId.empty()) {
        done.resolve(Error{ErrorCode::StoreFailed, m_path.toStdString() + " is damaged: remove it and sign in again"});
        return;
    }
    done.resolve(std::optional(std::move(credentials)));
}

void FileSecretStore::write(const Credentials &credentials, Promise<std::monostate> done) {
    QJsonArray addresses;
    for (const std::string &address : credentials.addresses)
        addresses.append(text(address));
    const QJsonObject root{{QStringLiteral("server_id"), text(credentials.serverId)},
                           {QStringLiteral("user_id"), text(credentials.user.id.toText())},
                           {QStringLiteral("username"), text(credentials.user.username)},
                           {QStringLiteral("display_name"), text(credentials.user.displayName)},
                           {QStringLiteral("device_id"), text(credentials.deviceId)},
                           {QStringLiteral("token"), text(credentials.token)},
                           {QStringLiteral("addresses"), addresses}};
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    // The rights come first: at no moment may another user read the token.
    const bool isOpen = file.open(QIODevice::WriteOnly) && file.setPermissions(kOwnerOnly);
    if (!isOpen || file.write(QJsonDocument(root).toJson()) < 0 || !file.commit()) {
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

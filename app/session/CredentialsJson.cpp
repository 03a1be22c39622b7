// SPDX-License-Identifier: Apache-2.0
#include "app/session/CredentialsJson.h"

#include <QJsonArray>

namespace banter::client {
namespace {

std::string text(const QJsonObject &object, const char *key) {
    return object.value(QLatin1String(key)).toString().toStdString();
}
QString text(const std::string &value) { return QString::fromStdString(value); }

} // namespace

QJsonObject toJson(const Credentials &credentials) {
    QJsonArray addresses;
    for (const std::string &address : credentials.addresses)
        addresses.append(text(address));
    return {{QStringLiteral("server_id"), text(credentials.serverId)},
            {QStringLiteral("user_id"), text(credentials.user.id.toText())},
            {QStringLiteral("username"), text(credentials.user.username)},
            {QStringLiteral("display_name"), text(credentials.user.displayName)},
            {QStringLiteral("device_id"), text(credentials.deviceId)},
            {QStringLiteral("token"), text(credentials.token)},
            {QStringLiteral("addresses"), addresses}};
}

std::optional<Credentials> credentialsFromJson(const QJsonObject &root) {
    const auto user = UserId::fromText(text(root, "user_id"));
    if (!user)
        return std::nullopt;
    Credentials credentials;
    credentials.serverId = text(root, "server_id");
    credentials.user = {*user, text(root, "username"), text(root, "display_name")};
    credentials.deviceId = text(root, "device_id");
    credentials.token = text(root, "token");
    for (const QJsonValue &address : root.value(QLatin1String("addresses")).toArray())
        credentials.addresses.push_back(address.toString().toStdString());
    return credentials;
}

} // namespace banter::client

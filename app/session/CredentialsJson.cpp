// SPDX-License-Identifier: Apache-2.0
#include "app/session/CredentialsJson.h"

#include <QJsonArray>

namespace banter::client {
namespace {

std::string member(const QJsonObject &object, const char *key) {
    return object.value(QLatin1String(key)).toString().toStdString();
}
QString toQt(const std::string &value) { return QString::fromStdString(value); }

} // namespace

QJsonObject toJson(const Credentials &credentials) {
    QJsonArray addresses;
    for (const std::string &address : credentials.addresses)
        addresses.append(toQt(address));
    return {{QStringLiteral("server_id"), toQt(credentials.serverId)},
            {QStringLiteral("user_id"), toQt(credentials.user.id.toText())},
            {QStringLiteral("username"), toQt(credentials.user.username)},
            {QStringLiteral("display_name"), toQt(credentials.user.displayName)},
            {QStringLiteral("device_id"), toQt(credentials.deviceId)},
            {QStringLiteral("token"), toQt(credentials.token)},
            {QStringLiteral("addresses"), addresses}};
}

std::optional<Credentials> credentialsFromJson(const QJsonObject &root) {
    const auto user = UserId::fromText(member(root, "user_id"));
    if (!user)
        return std::nullopt;
    Credentials credentials;
    credentials.serverId = member(root, "server_id");
    credentials.user = {*user, member(root, "username"), member(root, "display_name")};
    credentials.deviceId = member(root, "device_id");
    credentials.token = member(root, "token");
    for (const QJsonValue &address : root.value(QLatin1String("addresses")).toArray())
        credentials.addresses.push_back(address.toString().toStdString());
    return credentials;
}

} // namespace banter::client

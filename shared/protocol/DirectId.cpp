// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/DirectId.h"

#include <QCryptographicHash>

namespace banter {
namespace {

ConversationId hashed(const std::string &input) {
    const QByteArray digest = QCryptographicHash::hash(
        QByteArrayView(input.data(), static_cast<qsizetype>(input.size())), QCryptographicHash::Sha256);
    return *ConversationId::fromBytes({digest.constData(), 16});
}

} // namespace

ConversationId directConversationId(const ServerId &server, const UserId &one, const UserId &other) {
    const UserId &smaller = one < other ? one : other;
    const UserId &larger = one < other ? other : one;
    std::string input = "banter direct";
    input.append(server.view()).append(smaller.view()).append(larger.view());
    return hashed(input);
}

ConversationId groupConversationId(const ServerId &server, const UserId &creator, const ClientId &clientId) {
    std::string input = "banter group";
    input.append(server.view()).append(creator.view()).append(clientId.view());
    return hashed(input);
}

} // namespace banter

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/net/UpgradeParser.h"

namespace banter::server {

/// Whom the edge lets in.
struct UpgradePolicy {
    std::string path;
    std::string subprotocol;
    std::vector<std::string> allowedOrigins;
};

/// What a well-formed request is answered: 101, 400, 403 or 404. A client that offers no subprotocol is let in without
/// one.
[[nodiscard]] int judgeUpgrade(const UpgradeRequest &request, const UpgradePolicy &policy);

/// The 101 answer with Sec-WebSocket-Accept (RFC 6455 section 4.2.2) and the subprotocol, if the client offered it.
[[nodiscard]] std::string makeUpgradeAnswer(const UpgradeRequest &request, const UpgradePolicy &policy);

/// A whole HTTP answer with a fixed small body and `Connection: close`. `retryAfterSeconds` is sent if > 0.
[[nodiscard]] std::string makeRefusal(int status, unsigned retryAfterSeconds = 0);

} // namespace banter::server

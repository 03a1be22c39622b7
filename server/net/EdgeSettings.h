// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "server/net/EdgeOptions.h"
#include "server/net/FrameDecoder.h"
#include "server/net/UpgradeAnswer.h"

namespace banter::server {

class TlsContext;

/// What all connections of one Acceptor have in common. Made once, never changed, read by every loop.
struct EdgeSettings {
    EdgeSettings(EdgeOptions given, std::shared_ptr<TlsContext> tlsContext, OnUpgraded callback)
        : options(std::move(given)),
          tls(std::move(tlsContext)),
          onUpgraded(std::move(callback)),
          policy{options.path, options.subprotocol, options.allowedOrigins},
          strangerFrames{options.limits.strangerMessageBytes, options.limits.strangerMessageBytes,
                         options.limits.fragments},
          memberFrames{options.limits.frameBytes, options.limits.messageBytes, options.limits.fragments} {}

    const EdgeOptions options;
    const std::shared_ptr<TlsContext> tls; ///< null = plain
    const OnUpgraded onUpgraded;
    const UpgradePolicy policy;
    const FrameLimits strangerFrames;
    const FrameLimits memberFrames;
};

} // namespace banter::server

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "shared/core/Clock.h"

namespace banter::server {

/// What one peer may cost. Sizes in bytes of payload.
struct WebSocketLimits {
    std::size_t strangerMessageBytes{4 * 1024}; ///< frame and message, until setAuthenticated(); beyond: 1009
    std::size_t frameBytes{64 * 1024};          ///< beyond: 1009, judged by the header
    std::size_t messageBytes{128 * 1024};       ///< all fragments together; beyond: 1009
    std::size_t fragments{64};                  ///< frames of one message; beyond: 1009
    std::size_t outputBytes{1024 * 1024};       ///< queued and not taken by the kernel; beyond: 4408
    Millis upgradeTime{5'000};                  ///< accept to 101, TLS included; beyond: 408
    Millis messageTime{15'000};                 ///< first to last byte of a message; beyond: 4408
    Millis stallTime{30'000};                   ///< output waits and the peer takes nothing; beyond: 4408
    Millis silenceTime{100'000};                ///< nothing came; the connection is dropped
    Millis closeTime{5'000};                    ///< our close frame to the peer's; then dropped
    Millis lingerTime{2'000};                   ///< our last byte to the peer's end of stream; then dropped
    Millis tcpUserTimeout{20'000};              ///< sent and not acknowledged by the peer's TCP; the kernel drops it
    Millis pingInterval{1'000};                 ///< pings may come this often on average; beyond: 4429
    unsigned pingBurst{20};
};

} // namespace banter::server

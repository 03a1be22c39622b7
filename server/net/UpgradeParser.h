// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace banter::server {

/// What an upgrade request asks for, as far as the edge cares.
struct UpgradeRequest {
    std::string path;      ///< without the query
    std::string key;       ///< Sec-WebSocket-Key: 24 characters of base64
    std::string protocols; ///< Sec-WebSocket-Protocol: all offers, joined by commas
    std::optional<std::string> origin;
};

/// Parses the request that turns a connection into a WebSocket (RFC 7230 section 3, RFC 6455 section 4.2.1), strictly
/// and in bounded memory: at most 8 KiB and 64 header fields, CRLF only, no folded lines, no body. No input or output,
/// no clock.
class UpgradeParser {
public:
    static constexpr std::size_t kMaxBytes = 8 * 1024;
    static constexpr std::size_t kMaxFields = 64;

    enum class Outcome : std::uint8_t {
        NeedMore,
        Complete, ///< request() is there
        Refused   ///< status() is the answer: 400, 405, 413, 426 or 431
    };

    /// Takes the next bytes; `consumed` = how many of them belong to the request. Not to be called after Complete or
    /// Refused.
    Outcome feed(std::string_view bytes, std::size_t &consumed);
    [[nodiscard]] int status() const { return m_status; }
    /// Why it was refused, for the log; never foreign text.
    [[nodiscard]] const char *reason() const { return m_reason; }
    [[nodiscard]] const UpgradeRequest &request() const { return m_request; }

private:
    struct Seen {
        bool host{false}, key{false}, version{false}, origin{false}, contentLength{false};
        bool upgradeWebSocket{false}, connectionUpgrade{false}, versionMatches{false};
    };
    Outcome refuse(int status, const char *reason);
    Outcome parse(std::string_view head);
    bool parseRequestLine(std::string_view line);
    bool parseField(std::string_view line, Seen &seen);
    bool takeField(std::string_view name, std::string_view value, Seen &seen);
    bool once(bool &flag, const char *duplicate);

    std::string m_buffer; // what came so far, if the head did not come at once
    std::size_t m_lines{0};
    bool m_lineEmpty{true}; // of the line that is being received
    bool m_afterReturn{false};
    UpgradeRequest m_request;
    int m_status{0};
    const char *m_reason{""};
};

} // namespace banter::server

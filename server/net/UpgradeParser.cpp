// SPDX-License-Identifier: Apache-2.0
#include "server/net/UpgradeParser.h"

#include <algorithm>

namespace banter::server {
namespace {

/// RFC 7230 section 3.2.6.
bool isTokenChar(char c) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return true;
    return c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isToken(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), isTokenChar); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view text) {
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Whether a comma-separated list contains the token, in any case.
bool listHas(std::string_view list, std::string_view token) {
    while (true) {
        const std::size_t comma = list.find(',');
        if (equalsIgnoringCase(trim(list.substr(0, comma)), token))
            return true;
        if (comma == std::string_view::npos)
            return false;
        list.remove_prefix(comma + 1);
    }
}

/// 16 bytes in base64: 22 characters and two of padding.
bool isKey(std::string_view text) {
    const auto isBase64 = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '/';
    };
    return text.size() == 24 && text.ends_with("==") && std::all_of(text.begin(), text.begin() + 22, isBase64);
}

/// Whether the byte may stand in a head outside of line ends: visible, blank, or obs-text.
bool isFieldByte(unsigned char c) { return (c >= 0x20 && c != 0x7f) || c == '\t'; }

} // namespace

UpgradeParser::Outcome UpgradeParser::refuse(int status, const char *reason) {
    m_status = status;
    m_reason = reason;
    std::string().swap(m_buffer);
    return Outcome::Refused;
}

UpgradeParser::Outcome UpgradeParser::feed(std::string_view bytes, std::size_t &consumed) {
    // Line ends are judged as they come, so that what can never become a request is refused at once.
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (m_buffer.size() + i >= kMaxBytes)
            return refuse(431, "head above 8 KiB");
        const auto c = static_cast<unsigned char>(bytes[i]);
        if (m_afterReturn) {
            if (c != '\n')
                return refuse(400, "carriage return without line feed");
            m_afterReturn = false;
            if (m_lineEmpty) {
                consumed = i + 1;
                if (m_buffer.empty())
                    return parse(bytes.substr(0, consumed));
                m_buffer.append(bytes.substr(0, consumed));
                const std::string head = std::move(m_buffer);
                return parse(head);
            }
            m_lineEmpty = true;
            if (++m_lines > kMaxFields + 1)
                return refuse(431, "too many header fields");
        } else if (c == '\r') {
            m_afterReturn = true;
        } else if (!isFieldByte(c)) {
            return refuse(400, c == '\n' ? "line feed without carriage return" : "control character in the head");
        } else {
            m_lineEmpty = false;
        }
    }
    m_buffer.append(bytes);
    consumed = bytes.size();
    return Outcome::NeedMore;
}

UpgradeParser::Outcome UpgradeParser::parse(std::string_view head) {
    Seen seen;
    bool first = true;
    while (true) {
        const std::size_t lineEnd = head.find("\r\n");
        const std::string_view line = head.substr(0, lineEnd);
        head.remove_prefix(lineEnd + 2);
        if (head.empty())
            break; // the empty line
        if (first ? !parseRequestLine(line) : !parseField(line, seen))
            return Outcome::Refused;
        first = false;
    }
    if (first)
        return refuse(400, "no request line");
    if (!seen.host)
        return refuse(400, "no Host");
    if (!seen.upgradeWebSocket)
        return refuse(426, "no upgrade to websocket");
    if (!seen.connectionUpgrade)
        return refuse(400, "Connection is not Upgrade");
    if (!seen.version)
        return refuse(400, "no Sec-WebSocket-Version");
    if (!seen.versionMatches)
        return refuse(426, "Sec-WebSocket-Version is not 13");
    if (!seen.key)
        return refuse(400, "no Sec-WebSocket-Key");
    return Outcome::Complete;
}

bool UpgradeParser::parseRequestLine(std::string_view line) {
    const std::size_t space = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (space == std::string_view::npos || last == space) {
        refuse(400, "malformed request line");
        return false;
    }
    const std::string_view method = line.substr(0, space);
    const std::string_view target = line.substr(space + 1, last - space - 1);
    const auto isVisible = [](char c) { return c > 0x20 && c < 0x7f; };
    if (!isToken(method) || line.substr(last + 1) != "HTTP/1.1" || target.empty() || target.front() != '/' ||
        !std::all_of(target.begin(), target.end(), isVisible) || target.find('#') != std::string_view::npos) {
        refuse(400, "malformed request line");
        return false;
    }
    if (method != "GET") {
        refuse(405, "method is not GET");
        return false;
    }
    m_request.path = target.substr(0, target.find('?'));
    return true;
}

bool UpgradeParser::parseField(std::string_view line, Seen &seen) {
    const std::size_t colon = line.find(':');
    // A blank before the colon or at the start of the line (a folded line) makes the name no token.
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon))) {
        refuse(400, "malformed header field");
        return false;
    }
    return takeField(line.substr(0, colon), trim(line.substr(colon + 1)), seen);
}

bool UpgradeParser::once(bool &flag, const char *duplicate) {
    if (flag)
        refuse(400, duplicate);
    const bool first = !flag;
    flag = true;
    return first;
}

bool UpgradeParser::takeField(std::string_view name, std::string_view value, Seen &seen) {
    const auto is = [name](std::string_view known) { return equalsIgnoringCase(name, known); };
    if (is("host")) {
        return once(seen.host, "two Hosts");
    } else if (is("upgrade")) {
        seen.upgradeWebSocket = seen.upgradeWebSocket || listHas(value, "websocket");
    } else if (is("connection")) {
        seen.connectionUpgrade = seen.connectionUpgrade || listHas(value, "upgrade");
    } else if (is("sec-websocket-key")) {
        if (!once(seen.key, "two Sec-WebSocket-Keys"))
            return false;
        if (!isKey(value)) {
            refuse(400, "malformed Sec-WebSocket-Key");
            return false;
        }
        m_request.key = value;
    } else if (is("sec-websocket-version")) {
        if (!once(seen.version, "two Sec-WebSocket-Versions"))
            return false;
        seen.versionMatches = value == "13";
    } else if (is("sec-websocket-protocol")) {
        if (!m_request.protocols.empty())
            m_request.protocols += ',';
        m_request.protocols += value;
    } else if (is("origin")) {
        if (!once(seen.origin, "two Origins"))
            return false;
        m_request.origin = value;
    } else if (is("transfer-encoding")) {
        refuse(400, "Transfer-Encoding on an upgrade");
        return false;
    } else if (is("content-length")) {
        if (!once(seen.contentLength, "two Content-Lengths"))
            return false;
        const bool isNumber =
            !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (value != "0") {
            refuse(isNumber ? 413 : 400, "upgrade with a body");
            return false;
        }
    }
    return true;
}

} // namespace banter::server

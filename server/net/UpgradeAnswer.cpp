// SPDX-License-Identifier: Apache-2.0
#include "server/net/UpgradeAnswer.h"

#include <algorithm>
#include <array>

#include <openssl/evp.h>

namespace banter::server {
namespace {

/// Whether the list of offers contains the protocol; names are case-sensitive.
bool isOffered(std::string_view offers, std::string_view protocol) {
    while (!offers.empty()) {
        const std::size_t comma = offers.find(',');
        std::string_view offer = offers.substr(0, comma);
        offers.remove_prefix(comma == std::string_view::npos ? offers.size() : comma + 1);
        const std::size_t first = offer.find_first_not_of(" \t");
        if (first == std::string_view::npos)
            continue;
        offer = offer.substr(first, offer.find_last_not_of(" \t") - first + 1);
        if (offer == protocol)
            return true;
    }
    return false;
}

std::string acceptKey(std::string_view key) {
    std::string input{key};
    input += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(input.data(), input.size(), digest.data(), &size, EVP_sha1(), nullptr);
    std::array<unsigned char, 64> text{};
    const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(size));
    return {reinterpret_cast<const char *>(text.data()), static_cast<std::size_t>(length)};
}

const char *reasonPhrase(int status) {
    switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 413: return "Content Too Large";
    case 426: return "Upgrade Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    default: return "Error";
    }
}

} // namespace

int judgeUpgrade(const UpgradeRequest &request, const UpgradePolicy &policy) {
    if (request.path != policy.path)
        return 404;
    if (request.origin && std::find(policy.allowedOrigins.begin(), policy.allowedOrigins.end(), *request.origin) ==
                              policy.allowedOrigins.end())
        return 403;
    if (!request.protocols.empty() && !isOffered(request.protocols, policy.subprotocol))
        return 400;
    return 101;
}

std::string makeUpgradeAnswer(const UpgradeRequest &request, const UpgradePolicy &policy) {
    std::string answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ";
    answer += acceptKey(request.key);
    if (!request.protocols.empty())
        answer += "\r\nSec-WebSocket-Protocol: " + policy.subprotocol;
    answer += "\r\n\r\n";
    return answer;
}

std::string makeRefusal(int status, unsigned retryAfterSeconds) {
    const std::string text = std::to_string(status) + ' ' + reasonPhrase(status);
    std::string answer = "HTTP/1.1 " + text + "\r\n";
    if (status == 405)
        answer += "Allow: GET\r\n";
    if (status == 426) // must say what would be welcome: RFC 7231 section 6.5.15, RFC 6455 section 4.4
        answer += "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
    if (retryAfterSeconds > 0)
        answer += "Retry-After: " + std::to_string(retryAfterSeconds) + "\r\n";
    answer += "Content-Type: text/plain\r\nContent-Length: " + std::to_string(text.size() + 1) +
              "\r\nCache-Control: no-store\r\nConnection: " + (status == 426 ? "Upgrade, close" : "close") +
              "\r\n\r\n" + text + '\n';
    return answer;
}

} // namespace banter::server

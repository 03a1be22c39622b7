// SPDX-License-Identifier: Apache-2.0
// WebSocket frames: whatever comes, in whatever pieces, the decoder finds the same, keeps the limits, and holds nothing
// when nothing is incomplete. The first byte chooses the limits; with its highest bit the rest is taken as frames to be
// masked, so that text and lengths can grow under the fuzzer's hand.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "server/net/CloseCode.h"
#include "server/net/FrameDecoder.h"
#include "server/net/Utf8Validator.h"

using namespace banter::server;
using Type = FrameEvent::Type;

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

void check(const FrameEvent &event, const FrameLimits &limits) {
    switch (event.type) {
    case Type::Message:
        require(event.payload.size() <= limits.messageBytes);
        require(event.kind == FrameKind::Binary || Utf8Validator::isValid(event.payload));
        break;
    case Type::Ping:
    case Type::Pong: require(event.payload.size() <= 125); break;
    case Type::Close:
        require(event.payload.size() <= 123 && Utf8Validator::isValid(event.payload));
        require(event.code == CloseCode::kNoStatus || CloseCode::isValidFromPeer(event.code));
        break;
    case Type::Error: require(event.code == 1002 || event.code == 1007 || event.code == 1009); break;
    case Type::NeedMore: break;
    }
}

/// Everything that comes out, as one text to compare.
std::string decode(std::string_view bytes, std::size_t pieceSize, const FrameLimits &limits) {
    FrameDecoder decoder;
    std::string out;
    while (!bytes.empty()) {
        std::string piece(bytes.substr(0, pieceSize)); // its own memory, so that a view kept too long is found
        bytes.remove_prefix(piece.size());
        char *cursor = piece.data();
        char *const end = cursor + piece.size();
        for (;;) {
            const FrameEvent event = decoder.next(cursor, end, limits);
            check(event, limits);
            if (event.type == Type::NeedMore)
                break;
            out += static_cast<char>('a' + static_cast<int>(event.type));
            out += event.kind == FrameKind::Text && event.type == Type::Message ? 'T' : 'B';
            out += std::to_string(event.code) + ':';
            out += event.payload;
            if (event.type == Type::Close || event.type == Type::Error)
                return out;
        }
        require(cursor == end);
    }
    return out;
}

/// Makes frames of a simple script: opcode and FIN, length, payload.
std::string mask(std::string_view script) {
    std::string out;
    while (script.size() >= 2) {
        const char first = script[0];
        const std::size_t size = std::min<std::size_t>(static_cast<unsigned char>(script[1]) % 126u, script.size() - 2);
        out += first;
        out += static_cast<char>(0x80 | size);
        const std::string_view key("\x5a\x01\xff\x80", 4);
        out += key;
        for (std::size_t i = 0; i < size; ++i)
            out += static_cast<char>(script[2 + i] ^ key[i % 4]);
        script.remove_prefix(2 + size);
    }
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size == 0)
        return 0;
    const FrameLimits limits = (data[0] & 1) ? FrameLimits{64 * 1024, 128 * 1024, 64} : FrameLimits{100, 150, 4};
    const std::string_view rest(reinterpret_cast<const char *>(data + 1), size - 1);
    const std::string bytes = (data[0] & 0x80) ? mask(rest) : std::string(rest);
    const std::string whole = decode(bytes, bytes.size() + 1, limits);
    for (const std::size_t pieceSize : {std::size_t{1}, std::size_t{3}, std::size_t{17}})
        require(decode(bytes, pieceSize, limits) == whole);
    return 0;
}

// SPDX-License-Identifier: Apache-2.0
// The upgrade request: whatever comes, in whatever pieces, the parser stays within its bounds and judges the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/net/UpgradeAnswer.h"
#include "server/net/UpgradeParser.h"

using namespace banter::server;

namespace {

struct Verdict {
    UpgradeParser::Outcome outcome{UpgradeParser::Outcome::NeedMore};
    int status{0};
    std::size_t consumed{0};
    UpgradeRequest request;
};

void require(bool condition) {
    if (!condition)
        std::abort();
}

Verdict parse(std::string_view bytes, std::size_t pieceSize) {
    UpgradeParser parser;
    Verdict verdict;
    while (!bytes.empty() && verdict.outcome == UpgradeParser::Outcome::NeedMore) {
        const std::string piece(bytes.substr(0, pieceSize)); // its own memory, so that reading past it is found
        bytes.remove_prefix(piece.size());
        std::size_t consumed = 0;
        verdict.outcome = parser.feed(piece, consumed);
        require(consumed <= piece.size());
        verdict.consumed += consumed;
    }
    verdict.status = parser.status();
    if (verdict.outcome == UpgradeParser::Outcome::Complete)
        verdict.request = parser.request();
    return verdict;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const Verdict whole = parse(bytes, bytes.size() + 1);
    for (const std::size_t pieceSize : {std::size_t{1}, std::size_t{5}, std::size_t{64}}) {
        const Verdict pieces = parse(bytes, pieceSize);
        require(pieces.outcome == whole.outcome && pieces.status == whole.status);
        if (whole.outcome == UpgradeParser::Outcome::Complete)
            require(pieces.consumed == whole.consumed && pieces.request.path == whole.request.path &&
                    pieces.request.key == whole.request.key && pieces.request.protocols == whole.request.protocols &&
                    pieces.request.origin == whole.request.origin);
    }
    if (whole.outcome == UpgradeParser::Outcome::Complete) {
        require(whole.consumed <= UpgradeParser::kMaxBytes);
        const UpgradePolicy policy{"/", "banter.v1", {"https://chat.example"}};
        const int status = judgeUpgrade(whole.request, policy);
        require(status == 101 || status == 400 || status == 403 || status == 404);
        const std::string answer = makeUpgradeAnswer(whole.request, policy);
        // Nothing of the request may break out of its line in the answer.
        require(answer.find("\r\n\r\n") == answer.size() - 4 && answer.size() < 256);
    } else if (whole.outcome == UpgradeParser::Outcome::Refused) {
        require(whole.status >= 400 && whole.status < 500);
    }
    return 0;
}

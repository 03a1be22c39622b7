// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string>

#include "shared/protocol/Codec.h"
#include "shared/protocol/banter.pb.h"

namespace {

/// What was understood from JSON can be written both ways, and means the same when it is read again.
template <class Frame>
void check(std::string_view text) {
    Frame frame;
    if (!banter::decodeFrame(banter::WireFormat::Json, text, frame).ok())
        return;
    std::string binary;
    banter::encodeFrame(banter::WireFormat::Binary, frame, binary);
    std::string json;
    banter::encodeFrame(banter::WireFormat::Json, frame, json);
    Frame again;
    if (!banter::decodeFrame(banter::WireFormat::Json, json, again).ok())
        std::abort();
    std::string binaryAgain;
    banter::encodeFrame(banter::WireFormat::Binary, again, binaryAgain);
    if (binary != binaryAgain)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    check<banter::v1::ClientFrame>(text);
    check<banter::v1::ServerFrame>(text);
    return 0;
}

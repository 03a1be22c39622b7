// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string>

#include "shared/protocol/Codec.h"
#include "shared/protocol/banter.pb.h"

namespace {

/// What was understood must survive being written and read again, byte by byte the same from then on.
template <class Frame>
void check(std::string_view bytes) {
    Frame frame;
    if (!banter::decodeFrame(banter::WireFormat::Binary, bytes, frame).ok())
        return;
    std::string once;
    banter::encodeFrame(banter::WireFormat::Binary, frame, once);
    Frame again;
    if (!banter::decodeFrame(banter::WireFormat::Binary, once, again).ok())
        std::abort();
    std::string twice;
    banter::encodeFrame(banter::WireFormat::Binary, again, twice);
    if (once != twice)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    check<banter::v1::ClientFrame>(bytes);
    check<banter::v1::ServerFrame>(bytes);
    return 0;
}

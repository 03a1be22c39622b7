// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string>

#include "shared/core/Base64Url.h"
#include "shared/core/Logging.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const std::string clean = banter::cleanName(text);
    require(clean.size() <= banter::limits::kMaxNameBytes && banter::isUtf8(clean));
    require(banter::cleanName(clean) == clean);
    if (const auto canonical = banter::canonicalUsername(text))
        require(banter::canonicalUsername(*canonical) == canonical);
    if (const auto bytes = banter::fromBase64Url(text))
        require(banter::toBase64Url(*bytes) == text);
    require(banter::forLog(text).size() <= 200);
    (void)banter::hasVisibleText(text);
    (void)banter::isWeakPassword(text, "mira");
    return 0;
}

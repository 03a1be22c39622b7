// SPDX-License-Identifier: Apache-2.0
#include "shared/core/Id.h"

#include "shared/core/Base64Url.h"

namespace banter {

std::string idToText(const IdBytes &bytes) {
    return toBase64Url({reinterpret_cast<const char *>(bytes.data()), bytes.size()});
}

std::optional<IdBytes> idFromText(std::string_view text) {
    if (text.size() != 22)
        return std::nullopt;
    const auto decoded = fromBase64Url(text);
    if (!decoded || decoded->size() != 16)
        return std::nullopt;
    IdBytes bytes;
    std::memcpy(bytes.data(), decoded->data(), 16);
    return bytes;
}

} // namespace banter

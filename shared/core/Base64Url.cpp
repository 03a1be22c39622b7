// SPDX-License-Identifier: Apache-2.0
#include "shared/core/Base64Url.h"

#include <array>
#include <cstdint>

namespace banter {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<std::int8_t, 256> makeReverse() {
    std::array<std::int8_t, 256> table{};
    for (auto &entry : table)
        entry = -1;
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        table[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
    return table;
}
constexpr auto kReverse = makeReverse();

} // namespace

std::string toBase64Url(std::string_view bytes) {
    std::string text((bytes.size() * 4 + 2) / 3, '\0');
    char *out = text.data();
    const auto byte = [&](std::size_t at) { return std::uint32_t{static_cast<unsigned char>(bytes[at])}; };
    std::size_t at = 0;
    for (; at + 3 <= bytes.size(); at += 3) {
        const std::uint32_t bits = byte(at) << 16 | byte(at + 1) << 8 | byte(at + 2);
        for (int shift = 18; shift >= 0; shift -= 6)
            *out++ = kAlphabet[(bits >> shift) & 63];
    }
    if (at < bytes.size()) {
        const bool isTwo = at + 2 == bytes.size();
        const std::uint32_t bits = byte(at) << 16 | (isTwo ? byte(at + 1) << 8 : 0);
        *out++ = kAlphabet[bits >> 18];
        *out++ = kAlphabet[(bits >> 12) & 63];
        if (isTwo)
            *out = kAlphabet[(bits >> 6) & 63];
    }
    return text;
}

std::optional<std::string> fromBase64Url(std::string_view text) {
    if (text.size() % 4 == 1)
        return std::nullopt;
    std::string bytes(text.size() * 3 / 4, '\0');
    char *out = bytes.data();
    std::int32_t wrong = 0; // negative once a character is not of the alphabet
    const auto value = [&](std::size_t at) {
        const std::int32_t bits = kReverse[static_cast<unsigned char>(text[at])];
        wrong |= bits;
        return static_cast<std::uint32_t>(bits);
    };
    std::size_t at = 0;
    for (; at + 4 <= text.size(); at += 4) {
        const std::uint32_t bits = value(at) << 18 | value(at + 1) << 12 | value(at + 2) << 6 | value(at + 3);
        *out++ = static_cast<char>(bits >> 16);
        *out++ = static_cast<char>(bits >> 8);
        *out++ = static_cast<char>(bits);
    }
    std::uint32_t rest = 0; // bits that have to be zero: one text per value
    if (at < text.size()) {
        const bool isThree = at + 3 == text.size();
        const std::uint32_t bits = value(at) << 18 | value(at + 1) << 12 | (isThree ? value(at + 2) << 6 : 0);
        *out++ = static_cast<char>(bits >> 16);
        if (isThree)
            *out = static_cast<char>(bits >> 8);
        rest = bits & (isThree ? 0xffu : 0xffffu);
    }
    if (wrong < 0 || rest != 0)
        return std::nullopt;
    return bytes;
}

} // namespace banter

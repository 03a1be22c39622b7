// SPDX-License-Identifier: Apache-2.0
#include "server/net/Utf8Validator.h"

#include <array>
#include <cstring>

namespace banter::server {
namespace {

// A state says what the next byte must be; the table of RFC 3629 section 4 as a machine.
enum State : std::uint8_t {
    Start,
    Tail1, // one continuation byte to come
    Tail2,
    Tail3,
    AfterE0, // A0..BF, then one
    AfterED, // 80..9F, then one (no surrogates)
    AfterF0, // 90..BF, then two
    AfterF4, // 80..8F, then two (nothing above U+10FFFF)
    Invalid,
    kStates
};

using Table = std::array<std::array<std::uint8_t, 256>, kStates>;

constexpr void fill(Table &table, State from, int first, int last, State to) {
    for (int byte = first; byte <= last; ++byte)
        table[from][static_cast<std::size_t>(byte)] = to;
}

constexpr Table makeTable() {
    Table table{};
    for (auto &row : table)
        row.fill(Invalid);
    fill(table, Start, 0x00, 0x7f, Start);
    fill(table, Start, 0xc2, 0xdf, Tail1);
    fill(table, Start, 0xe0, 0xe0, AfterE0);
    fill(table, Start, 0xe1, 0xec, Tail2);
    fill(table, Start, 0xed, 0xed, AfterED);
    fill(table, Start, 0xee, 0xef, Tail2);
    fill(table, Start, 0xf0, 0xf0, AfterF0);
    fill(table, Start, 0xf1, 0xf3, Tail3);
    fill(table, Start, 0xf4, 0xf4, AfterF4);
    fill(table, Tail1, 0x80, 0xbf, Start);
    fill(table, Tail2, 0x80, 0xbf, Tail1);
    fill(table, Tail3, 0x80, 0xbf, Tail2);
    fill(table, AfterE0, 0xa0, 0xbf, Tail1);
    fill(table, AfterED, 0x80, 0x9f, Tail1);
    fill(table, AfterF0, 0x90, 0xbf, Tail2);
    fill(table, AfterF4, 0x80, 0x8f, Tail2);
    return table;
}

constexpr Table kTable = makeTable();

} // namespace

bool Utf8Validator::feed(std::string_view piece) {
    std::uint8_t state = m_state;
    const char *at = piece.data();
    const char *const end = at + piece.size();
    while (at != end) {
        if (state == Start) {
            // ASCII, eight bytes at a time.
            std::uint64_t word = 0;
            while (end - at >= 8 && (std::memcpy(&word, at, 8), (word & 0x8080808080808080u) == 0))
                at += 8;
            if (at == end)
                break;
        }
        state = kTable[state][static_cast<unsigned char>(*at++)];
        if (state == Invalid)
            break;
    }
    m_state = state;
    return state != Invalid;
}

} // namespace banter::server

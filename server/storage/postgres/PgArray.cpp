// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres/PgArray.h"

namespace banter::server {

void putBigEndian(std::string &target, std::uint64_t value, int bytes) {
    char buffer[8];
    for (int i = bytes - 1; i >= 0; --i) {
        buffer[i] = static_cast<char>(value & 0xff);
        value >>= 8;
    }
    target.append(buffer, static_cast<std::size_t>(bytes));
}

std::uint64_t getBigEndian(const char *source, int bytes) {
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i)
        value = value << 8 | static_cast<std::uint8_t>(source[i]);
    return value;
}

void PgArray::start(std::size_t count) {
    m_bytes.clear();
    putBigEndian(m_bytes, 1, 4); // dimensions
    putBigEndian(m_bytes, 0, 4); // no nulls
    putBigEndian(m_bytes, static_cast<std::uint32_t>(m_type), 4);
    putBigEndian(m_bytes, count, 4);
    putBigEndian(m_bytes, 1, 4); // lower bound
}

void PgArray::add(std::string_view bytes) {
    putBigEndian(m_bytes, bytes.size(), 4);
    m_bytes.append(bytes);
}

void PgArray::add(std::int64_t value) {
    const int width = m_type == Type::Int2 ? 2 : 8;
    putBigEndian(m_bytes, static_cast<std::uint64_t>(width), 4);
    putBigEndian(m_bytes, static_cast<std::uint64_t>(value), width);
}

} // namespace banter::server

// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres/PgArray.h"

#include <cstring>

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

std::vector<IdBytes> PgArray::readUuids(std::string_view bytes) {
    constexpr std::size_t kHeader = 12;   // dimensions, null flag, element type
    constexpr std::size_t kDimension = 8; // length, lower bound
    constexpr std::size_t kElement = 4 + 16;
    std::vector<IdBytes> ids;
    if (bytes.size() < kHeader + kDimension ||
        getBigEndian(bytes.data() + 8, 4) != static_cast<std::uint32_t>(Type::Uuid))
        return ids; // an empty array has no dimension
    const std::size_t count = getBigEndian(bytes.data() + kHeader, 4);
    bytes.remove_prefix(kHeader + kDimension);
    if (bytes.size() != count * kElement)
        return ids;
    ids.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        std::memcpy(ids[i].data(), bytes.data() + i * kElement + 4, 16);
    return ids;
}

} // namespace banter::server

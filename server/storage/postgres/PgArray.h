// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/core/Id.h"

namespace banter::server {

/// Numbers in network byte order, as PostgreSQL's binary format has them.
void putBigEndian(std::string &target, std::uint64_t value, int bytes);
[[nodiscard]] std::uint64_t getBigEndian(const char *source, int bytes);

/// A one-dimensional array in PostgreSQL's binary format (array_recv in its arrayfuncs.c): dimensions, null flag,
/// element type, length, lower bound, then each element with its length. Keeps its memory from one use to the next.
class PgArray {
public:
    enum class Type : std::uint32_t { Bytea = 17, Int8 = 20, Int2 = 21, Text = 25, Uuid = 2950 }; ///< pg_type.oid

    explicit PgArray(Type type) : m_type(type) {}

    void start(std::size_t count);
    template <class Tag>
    void add(const Id<Tag> &id) {
        add(id.view());
    }
    void add(std::string_view bytes);
    void add(std::int64_t value);
    void add(std::uint64_t value) { add(static_cast<std::int64_t>(value)); }

    /// The elements of a uuid[] without nulls that PostgreSQL sent; what is no such array: empty.
    [[nodiscard]] static std::vector<IdBytes> readUuids(std::string_view bytes);

    [[nodiscard]] const char *data() const { return m_bytes.data(); }
    [[nodiscard]] int size() const { return static_cast<int>(m_bytes.size()); }

private:
    Type m_type;
    std::string m_bytes;
};

} // namespace banter::server

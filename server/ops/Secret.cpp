// SPDX-License-Identifier: Apache-2.0
#include "server/ops/Secret.h"

#include <cstring>

#include <sodium.h>

namespace banter::server {

Secret::Secret(std::string &&text) : m_bytes(std::make_unique<char[]>(text.size())), m_size(text.size()) {
    std::memcpy(m_bytes.get(), text.data(), m_size);
    wipe(text);
}

Secret &Secret::operator=(Secret &&other) noexcept {
    if (this != &other) {
        wipe();
        m_bytes = std::move(other.m_bytes);
        m_size = other.m_size;
        other.m_size = 0;
    }
    return *this;
}

void Secret::wipe(std::string &text) {
    text.resize(text.capacity());
    sodium_memzero(text.data(), text.size());
    text.clear();
}

void Secret::wipe() {
    if (m_bytes)
        sodium_memzero(m_bytes.get(), m_size);
}

} // namespace banter::server

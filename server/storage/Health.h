// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <string>

namespace banter::server {

/// Whether the database answers, as the threads that use it find. Any thread. Logs when it goes and when it is back,
/// once.
class Health {
public:
    /// A thread lost its connection, or could not connect.
    void lost(const std::string &why);
    /// That thread has one again.
    void found();
    [[nodiscard]] bool isUp() const { return m_without == 0; }

private:
    std::atomic<int> m_without{0}; ///< threads without a connection
};

} // namespace banter::server

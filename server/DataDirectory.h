// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "server/net/Descriptor.h"
#include "shared/core/Result.h"

namespace banter::server {

/// The server's folder, taken for as long as this lives: two servers on the same data would each believe that they
/// alone decide. The lock is flock(2) on the file `lock`, so it goes with the process, however that ends.
class DataDirectory {
public:
    /// Makes the folder (readable by its owner only) if it is not there. Configuration errors say what the operator has
    /// to mend.
    [[nodiscard]] static Result<std::unique_ptr<DataDirectory>> take(const std::string &path);

private:
    explicit DataDirectory(int lock) : m_lock(lock) {}
    Descriptor m_lock;
};

} // namespace banter::server

// SPDX-License-Identifier: Apache-2.0
#include "server/DataDirectory.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "shared/protocol/ErrorCode.h"

namespace banter::server {
namespace {

Error cannot(const std::string &what, const std::string &path, const std::string &why) {
    return Error{ErrorCode::Configuration, "cannot " + what + ' ' + path + ": " + why};
}

} // namespace

Result<std::unique_ptr<DataDirectory>> DataDirectory::take(const std::string &path) {
    std::error_code error;
    const std::filesystem::path parent = std::filesystem::absolute(path, error).parent_path();
    std::filesystem::create_directories(parent, error);
    if (error)
        return cannot("create the folder", parent.string(), error.message());
    // An existing one keeps the mode that its owner gave it.
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        return cannot("create the data directory", path, std::strerror(errno));
    const std::string file = path + "/lock";
    const int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0)
        return cannot("write in the data directory", path, std::strerror(errno));
    std::unique_ptr<DataDirectory> taken(new DataDirectory(lock));
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? cannot("use the data directory", path, "another banterd is running on it")
                                    : cannot("lock", file, std::strerror(errno));
    return taken;
}

} // namespace banter::server

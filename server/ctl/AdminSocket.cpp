// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/AdminSocket.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "shared/protocol/ErrorCode.h"

namespace banter::server {
namespace {

constexpr int kBacklog = 32;

Error failure(const std::string &path, const std::string &what) {
    return Error{ErrorCode::Configuration, "admin-socket: \"" + path + "\": " + what, 0};
}

/// Closes a descriptor unless it was released.
class Descriptor {
public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    ~Descriptor() {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int get() const { return m_descriptor; }
    int release() { return std::exchange(m_descriptor, -1); }

private:
    int m_descriptor;
};

/// Removes what a dead server left at `path`.
Result<void> clearStale(const std::string &path, const sockaddr_un &address) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0)
        return errno == ENOENT ? Result<void>() : Result<void>(failure(path, std::strerror(errno)));
    if (!S_ISSOCK(status.st_mode))
        return failure(path, "something that is no socket is there; move it away or choose another path");
    const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (::connect(probe.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 || errno == EAGAIN)
        return failure(path, "another server is running there; stop it, or give this one its own data directory");
    if (errno != ECONNREFUSED)
        return failure(path, std::strerror(errno));
    if (::unlink(path.c_str()) != 0)
        return failure(path, "the socket of a dead server can't be removed: " + std::string(std::strerror(errno)));
    return {};
}

} // namespace

Result<int> openAdminSocket(const std::string &path, std::optional<gid_t> group) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path)
        return failure(path, "a unix socket's path has 1 to 107 bytes");
    std::memcpy(address.sun_path, path.data(), path.size());
    BANTER_TRY_VOID(clearStale(path, address));

    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // The mode before bind() becomes that of the file (Linux), so there is no moment in which others can connect.
    if (socket.get() < 0 || ::fchmod(socket.get(), 0600) != 0 ||
        ::bind(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return failure(path, std::strerror(errno));
    if (group && ::chown(path.c_str(), static_cast<uid_t>(-1), *group) != 0) {
        const std::string why = std::strerror(errno);
        ::unlink(path.c_str());
        return failure(path, "can't be given to the admin-group (" + why + "); make the server's user a member of it");
    }
    if (::chmod(path.c_str(), 0660) != 0 || ::listen(socket.get(), kBacklog) != 0) {
        const std::string why = std::strerror(errno);
        ::unlink(path.c_str());
        return failure(path, why);
    }
    return socket.release();
}

} // namespace banter::server

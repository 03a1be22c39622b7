// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "server/ctl/AdminBackend.h"
#include "server/ctl/LiveServer.h"
#include "server/ctl/StoreGroupAdmin.h"
#include "server/ops/PasswordPool.h"
#include "server/storage/Storage.h"
#include "shared/core/Clock.h"

namespace banter::server {

/// Administration on the store, with the running server told what happened. Lives on the thread of `home`; everything
/// that it is given outlives it.
class StoreAdminBackend final : public AdminBackend {
public:
    StoreAdminBackend(Storage &storage, PasswordPool &passwords, LiveServer &live, Executor *home,
                      std::uint32_t maxGroupMembers, const Clock &clock = Clock::system());

    void status(Answer done) override;
    void stats(Answer done) override;
    void addUser(std::string name, std::string display, std::string password, Answer done) override;
    void listUsers(std::string after, int limit, Answer done) override;
    void setDisabled(std::string name, bool disabled, Answer done) override;
    void resetPassword(std::string name, std::string newPassword, Answer done) override;
    void listDevices(std::string name, Answer done) override;
    void revokeDevice(std::string name, std::optional<DeviceId> device, Answer done) override;
    GroupAdmin &groups() override { return m_groups; }

private:
    struct Revoked {
        UserRow user;
        std::vector<DeviceId> devices;
    };
    /// Tells the running server, then the administrator.
    void finishRevocation(Result<Revoked> revoked, Answer done);
    template <class T, class Use>
    [[nodiscard]] Promise<T> then(Answer done, Use use);

    StoreGroupAdmin m_groups;
    Storage &m_storage;
    PasswordPool &m_passwords;
    LiveServer &m_live;
    Executor *m_home;
    const Clock &m_clock;
    std::shared_ptr<void> m_alive; ///< guards what comes back
};

} // namespace banter::server

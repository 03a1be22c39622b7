// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include <QString>

#include "app/platform/QtExecutor.h"
#include "app/session/SecretStore.h"

namespace banter::client {

/// Where the sign-in of the window rests: in the keychain; in a file, if somebody chose so; else in memory, and that is
/// told. Never in a file unasked. Lives on the session's thread.
class SecretVault final : public SecretStore {
public:
    enum class Place : std::uint8_t { Unknown, Keychain, File, Memory };

    /// `filePath`: of the file that may be chosen.
    SecretVault(std::unique_ptr<SecretStore> keychain, const QString &filePath);
    ~SecretVault() override;

    void read(Promise<std::optional<Credentials>> done) override;
    /// Never fails for want of a keychain: then the sign-in lasts as long as the process.
    void write(const Credentials &credentials, Promise<std::monostate> done) override;
    void clear(Promise<std::monostate> done) override;

    [[nodiscard]] Place place() const { return m_place; }
    /// The choice; what rests in memory moves to the file, or out of it again.
    void setFileAllowed(bool allowed);
    /// Called after each change of place().
    void onPlaceChanged(std::function<void()> tell) { m_tell = std::move(tell); }

private:
    void setPlace(Place place);
    void readKeychain(Promise<std::optional<Credentials>> done);
    void keepWithoutKeychain(Promise<std::monostate> done);

    QtExecutor m_executor; ///< goes after the stores, before whoever asked
    std::unique_ptr<SecretStore> m_keychain;
    std::unique_ptr<SecretStore> m_file;
    bool m_isFileAllowed{false};
    Place m_place{Place::Unknown};
    std::optional<Credentials> m_current;
    std::function<void()> m_tell;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <QObject>
#include <QString>

#include "app/session/SecretStore.h"

namespace banter::client {

/// The token in the system's keychain (by way of QtKeychain), under `banter/<server>/<user>/<device>`; what is no
/// secret beside it in `accountPath`, so that the entry can be found. Errors: StoreUnavailable where there is no
/// keychain that answers.
class KeychainSecretStore final : public QObject, public SecretStore {
    Q_OBJECT
public:
    explicit KeychainSecretStore(QString accountPath, QObject *parent = nullptr);
    ~KeychainSecretStore() override;

    void read(Promise<std::optional<Credentials>> done) override;
    void write(const Credentials &credentials, Promise<std::monostate> done) override;
    void clear(Promise<std::monostate> done) override;

private:
    [[nodiscard]] bool saveAccount(const Credentials &credentials) const;
    [[nodiscard]] std::optional<Credentials> loadAccount() const;

    QString m_accountPath;
};

} // namespace banter::client

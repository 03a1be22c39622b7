// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "app/session/SecretStore.h"

namespace banter::client {

/// A JSON file that only its owner may read (0600). For headless use and where there is no keychain.
class FileSecretStore final : public SecretStore {
public:
    explicit FileSecretStore(QString path) : m_path(std::move(path)) {}

    void read(Promise<std::optional<Credentials>> done) override;
    void write(const Credentials &credentials, Promise<std::monostate> done) override;
    void clear(Promise<std::monostate> done) override;

private:
    QString m_path;
};

} // namespace banter::client

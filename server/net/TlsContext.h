// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "shared/core/Result.h"

struct ssl_ctx_st;
struct ssl_st;

namespace banter::server {

/// The server's certificate and TLS rules: TLS 1.2 with ECDHE and AEAD, or 1.3; ALPN http/1.1; no renegotiation,
/// compression, tickets or session cache; buffers are given back while a connection is idle. Any thread.
class TlsContext {
public:
    /// Reads a PEM certificate chain and its key. The error says which file is wrong and why.
    [[nodiscard]] static Result<std::shared_ptr<TlsContext>> load(const std::string &certificateFile,
                                                                  const std::string &keyFile);
    /// Uses `certificate.pem` and `key.pem` in the directory; makes them if both are missing: EC P-256, valid for ten
    /// years, for `hostname`, localhost, 127.0.0.1 and ::1; the key readable by its owner only.
    [[nodiscard]] static Result<std::shared_ptr<TlsContext>> createSelfSigned(const std::string &directory,
                                                                              const std::string &hostname);
    ~TlsContext();

    /// Reads the files again, for handshakes to come; on an error the old certificate stays.
    [[nodiscard]] Result<void> reload();
    /// SHA-256 of the certificate in DER, as 32 hexadecimal pairs in upper case, separated by colons.
    [[nodiscard]] std::string fingerprint() const;

    /// A server session on the socket; null if memory is short. For the edge.
    [[nodiscard]] ssl_st *newSession(int fd) const;

private:
    using Context = std::shared_ptr<ssl_ctx_st>;
    TlsContext(std::string certificateFile, std::string keyFile, Context context);
    static Result<Context> makeContext(const std::string &certificateFile, const std::string &keyFile);

    const std::string m_certificateFile;
    const std::string m_keyFile;
    mutable std::mutex m_mutex;
    Context m_context; // under m_mutex
};

} // namespace banter::server

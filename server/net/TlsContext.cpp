// SPDX-License-Identifier: Apache-2.0
#include "server/net/TlsContext.h"

#include <string_view>
#include <vector>

#include <unistd.h>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "server/net/OpensslError.h"
#include "server/net/SelfSigned.h"

namespace banter::server {
namespace {

constexpr const char *kTls12Ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384";
constexpr const char *kTls13Ciphers = "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384";

/// Takes http/1.1 if it is offered, and otherwise goes on without ALPN, as RFC 7301 section 3.2 permits for what is not
/// known.
int selectProtocol(SSL *, const unsigned char **out, unsigned char *outSize, const unsigned char *in, unsigned inSize,
                   void *) {
    constexpr std::string_view kHttp = "http/1.1";
    for (unsigned at = 0; at < inSize; at += 1u + in[at]) {
        const unsigned size = in[at];
        if (at + 1 + size <= inSize && std::string_view(reinterpret_cast<const char *>(in + at + 1), size) == kHttp) {
            *out = in + at + 1;
            *outSize = static_cast<unsigned char>(size);
            return SSL_TLSEXT_ERR_OK;
        }
    }
    return SSL_TLSEXT_ERR_NOACK;
}

} // namespace

TlsContext::TlsContext(std::string certificateFile, std::string keyFile, Context context)
    : m_certificateFile(std::move(certificateFile)),
      m_keyFile(std::move(keyFile)),
      m_context(std::move(context)) {}

TlsContext::~TlsContext() = default;

Result<TlsContext::Context> TlsContext::makeContext(const std::string &certificateFile, const std::string &keyFile) {
    ERR_clear_error();
    const Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context)
        return opensslError("cannot set up TLS");
    SSL_CTX *const raw = context.get();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_options(raw,
                        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET |
                            SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                            SSL_OP_IGNORE_UNEXPECTED_EOF); // frames say where they end, so a cut stream is no danger
    SSL_CTX_set_mode(raw,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(raw, 0);
    SSL_CTX_set_read_ahead(raw, 1); // one recv for a record, not one for its header and one for the rest
    SSL_CTX_set_max_cert_list(raw, 4096);
    SSL_CTX_set_alpn_select_cb(raw, selectProtocol, nullptr);
    if (SSL_CTX_set_cipher_list(raw, kTls12Ciphers) != 1 || SSL_CTX_set_ciphersuites(raw, kTls13Ciphers) != 1 ||
        SSL_CTX_set1_groups_list(raw, "X25519:P-256:P-384") != 1)
        return opensslError("cannot set up TLS");
    if (SSL_CTX_use_certificate_chain_file(raw, certificateFile.c_str()) != 1)
        return opensslError("TLS certificate " + certificateFile);
    if (SSL_CTX_use_PrivateKey_file(raw, keyFile.c_str(), SSL_FILETYPE_PEM) != 1)
        return opensslError("TLS key " + keyFile);
    if (SSL_CTX_check_private_key(raw) != 1)
        return opensslError("TLS key " + keyFile + " does not belong to " + certificateFile);
    return context;
}

Result<std::shared_ptr<TlsContext>> TlsContext::load(const std::string &certificateFile, const std::string &keyFile) {
    BANTER_TRY(Context context, makeContext(certificateFile, keyFile));
    return std::shared_ptr<TlsContext>(new TlsContext(certificateFile, keyFile, std::move(context)));
}

Result<std::shared_ptr<TlsContext>> TlsContext::createSelfSigned(const std::string &directory,
                                                                 const std::string &hostname) {
    const std::string certificateFile = directory + "/certificate.pem";
    const std::string keyFile = directory + "/key.pem";
    const bool hasCertificate = ::access(certificateFile.c_str(), F_OK) == 0;
    const bool hasKey = ::access(keyFile.c_str(), F_OK) == 0;
    // The key is written first: a key alone is what an interrupted start leaves, and nobody trusts it yet.
    if (hasCertificate && !hasKey)
        return Error{kLostPromiseCode,
                     certificateFile + " is there, but " + keyFile + " is missing: restore it, or remove both"};
    if (!hasCertificate)
        BANTER_TRY_VOID(writeSelfSigned(certificateFile, keyFile, hostname));
    return load(certificateFile, keyFile);
}

Result<void> TlsContext::reload() {
    BANTER_TRY(Context context, makeContext(m_certificateFile, m_keyFile));
    const std::lock_guard lock(m_mutex);
    m_context = std::move(context);
    return {};
}

std::string TlsContext::fingerprint() const {
    const std::lock_guard lock(m_mutex);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    X509_digest(SSL_CTX_get0_certificate(m_context.get()), EVP_sha256(), digest, &size);
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        if (i > 0)
            text += ':';
        text += kHex[digest[i] >> 4];
        text += kHex[digest[i] & 15];
    }
    return text;
}

ssl_st *TlsContext::newSession(int fd) const {
    const std::lock_guard lock(m_mutex);
    SSL *const session = SSL_new(m_context.get());
    if (!session)
        return nullptr;
    SSL_set_accept_state(session);
    if (SSL_set_fd(session, fd) != 1) {
        SSL_free(session);
        return nullptr;
    }
    return session;
}

} // namespace banter::server

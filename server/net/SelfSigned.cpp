// SPDX-License-Identifier: Apache-2.0
#include "server/net/SelfSigned.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include "server/net/OpensslError.h"

namespace banter::server {
namespace {

template <auto Free>
struct Freer {
    template <class T>
    void operator()(T *object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;
using Bio = std::unique_ptr<BIO, Freer<BIO_free>>;

constexpr long kTenYears = 3652L * 24 * 3600;

bool addExtension(X509 *certificate, int kind, const std::string &value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// The name as a subject alternative name; anything that is neither a host name nor an address is left out.
std::string alternativeNames(const std::string &hostname) {
    std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
    unsigned char address[16];
    const bool isAddress =
        ::inet_pton(AF_INET, hostname.c_str(), address) == 1 || ::inet_pton(AF_INET6, hostname.c_str(), address) == 1;
    const bool isName = !hostname.empty() && hostname.size() <= 253 &&
                        hostname.find_first_not_of(
                            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-*") == std::string::npos;
    if (isAddress)
        names += ",IP:" + hostname;
    else if (isName && hostname != "localhost")
        names += ",DNS:" + hostname;
    return names;
}

Certificate makeCertificate(EVP_PKEY *key, const std::string &hostname) {
    Certificate certificate(X509_new());
    if (!certificate)
        return nullptr;
    unsigned char serial[16];
    if (RAND_bytes(serial, sizeof serial) != 1)
        return nullptr;
    serial[0] &= 0x7f; // positive
    const std::unique_ptr<BIGNUM, Freer<BN_free>> number(BN_bin2bn(serial, sizeof serial, nullptr));
    X509_NAME *const name = X509_get_subject_name(certificate.get());
    // An hour back, for clients whose clock is a little behind.
    const bool ok =
        number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get())) &&
        X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600) &&
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kTenYears) &&
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char *>("Banter self-signed"), -1, -1, 0) == 1 &&
        X509_set_issuer_name(certificate.get(), name) == 1 && X509_set_pubkey(certificate.get(), key) == 1 &&
        addExtension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE") &&
        addExtension(certificate.get(), NID_key_usage, "critical,digitalSignature") &&
        addExtension(certificate.get(), NID_ext_key_usage, "serverAuth") &&
        addExtension(certificate.get(), NID_subject_alt_name, alternativeNames(hostname)) &&
        X509_sign(certificate.get(), key, EVP_sha256()) > 0;
    return ok ? std::move(certificate) : nullptr;
}

Result<void> writeWhole(const std::string &file, BIO *content, mode_t mode) {
    const auto failed = [&file](const char *what) {
        return Error{kLostPromiseCode, std::string("cannot ") + what + ' ' + file + ": " + std::strerror(errno)};
    };
    char *data = nullptr;
    const long size = BIO_get_mem_data(content, &data);
    const std::string temporary = file + ".new";
    ::unlink(temporary.c_str());
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0)
        return failed("create");
    const bool written = ::write(fd, data, static_cast<std::size_t>(size)) == size && ::fsync(fd) == 0;
    ::close(fd);
    if (!written || ::rename(temporary.c_str(), file.c_str()) != 0) {
        const Error error = failed("write");
        ::unlink(temporary.c_str());
        return error;
    }
    return {};
}

} // namespace

Result<void> writeSelfSigned(const std::string &certificateFile, const std::string &keyFile,
                             const std::string &hostname) {
    const Key key(EVP_EC_gen("P-256"));
    if (!key)
        return opensslError("cannot make a key");
    const Certificate certificate = makeCertificate(key.get(), hostname);
    if (!certificate)
        return opensslError("cannot make a certificate");
    const Bio keyText(BIO_new(BIO_s_mem()));
    const Bio certificateText(BIO_new(BIO_s_mem()));
    if (!keyText || !certificateText ||
        PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1)
        return opensslError("cannot encode the certificate");
    BANTER_TRY_VOID(writeWhole(keyFile, keyText.get(), 0600));
    return writeWhole(certificateFile, certificateText.get(), 0644);
}

} // namespace banter::server

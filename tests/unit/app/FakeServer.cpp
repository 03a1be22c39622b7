// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/app/FakeServer.h"

#include <QSslConfiguration>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace banter::test {
namespace {

QByteArray bytesOf(BIO *bio) {
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<qsizetype>(size)};
}

} // namespace

TestCertificate makeCertificate() {
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 86400);
    X509_set_pubkey(certificate, key);
    X509_NAME *name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("banter test"), -1, -1,
                               0);
    X509_set_issuer_name(certificate, name);
    X509_EXTENSION *names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(certificate, key, EVP_sha256());
    BIO *certificateText = BIO_new(BIO_s_mem());
    BIO *keyText = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(certificateText, certificate);
    PEM_write_bio_PrivateKey(keyText, key, nullptr, nullptr, 0, nullptr, nullptr);
    TestCertificate made{QSslCertificate(bytesOf(certificateText)), QSslKey(bytesOf(keyText), QSsl::Ec)};
    BIO_free(certificateText);
    BIO_free(keyText);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return made;
}

FakeServer::FakeServer(const std::optional<TestCertificate> &certificate, quint16 port)
    : m_server(QStringLiteral("fake"), certificate ? QWebSocketServer::SecureMode : QWebSocketServer::NonSecureMode) {
    if (certificate) {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(certificate->certificate);
        configuration.setPrivateKey(certificate->key);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_server.setSslConfiguration(configuration);
    }
    welcome.set_version(1);
    welcome.set_server_id("fakeserverfakeserverfa");
    connect(&m_server, &QWebSocketServer::newConnection, this, &FakeServer::onConnection);
    if (!m_server.listen(QHostAddress::LocalHost, port))
        qFatal("cannot listen");
}

QUrl FakeServer::url() const {
    QUrl url;
    url.setScheme(m_server.secureMode() == QWebSocketServer::SecureMode ? QStringLiteral("wss") : QStringLiteral("ws"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_server.serverPort());
    return url;
}

void FakeServer::onConnection() {
    QWebSocket *const socket = m_server.nextPendingConnection();
    socket->setParent(this);
    ++connections;
    subprotocol = QString::fromLatin1(socket->request().rawHeader("Sec-WebSocket-Protocol"));
    m_sockets.emplace_back(socket);
    connect(socket, &QWebSocket::binaryMessageReceived, this,
            [this, socket](const QByteArray &bytes) { onFrame(socket, bytes); });
    connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
}

void FakeServer::onFrame(QWebSocket *socket, const QByteArray &bytes) {
    v1::ClientFrame frame;
    if (!frame.ParseFromArray(bytes.constData(), static_cast<int>(bytes.size())))
        qFatal("the client sent no ClientFrame");
    received.push_back(frame);
    if (isSilent)
        return;
    std::optional<v1::ServerFrame> answer;
    if (frame.has_hello()) {
        if (closeAfterHello != 0) {
            socket->close(static_cast<QWebSocketProtocol::CloseCode>(closeAfterHello));
            return;
        }
        answer.emplace();
        *answer->mutable_welcome() = welcome;
        if (!frame.hello().token().empty() && !welcome.has_signed_in())
            answer->mutable_welcome()->mutable_signed_in()->set_account_rev(1);
    } else if (m_handler) {
        answer = m_handler(frame);
    } else if (frame.has_ping()) {
        answer.emplace();
        answer->mutable_pong();
    }
    if (!answer)
        return;
    answer->set_request_id(frame.request_id());
    if (answer->type() == v1::FRAME_TYPE_UNSPECIFIED)
        answer->set_type(answer->has_error() ? v1::FAILURE : v1::ANSWER);
    const std::string out = answer->SerializeAsString();
    socket->sendBinaryMessage(QByteArray(out.data(), static_cast<qsizetype>(out.size())));
}

void FakeServer::send(const v1::ServerFrame &frame) {
    const std::string out = frame.SerializeAsString();
    sendRaw(QByteArray(out.data(), static_cast<qsizetype>(out.size())));
}

void FakeServer::sendRaw(const QByteArray &bytes) {
    for (const auto &socket : m_sockets) {
        if (socket)
            socket->sendBinaryMessage(bytes);
    }
}

void FakeServer::closeAll(int code) {
    for (const auto &socket : m_sockets) {
        if (socket)
            socket->close(static_cast<QWebSocketProtocol::CloseCode>(code));
    }
}

void FakeServer::abortAll() {
    for (const auto &socket : m_sockets) {
        if (socket)
            socket->abort();
    }
}

} // namespace banter::test

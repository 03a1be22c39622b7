// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <QFile>
#include <QFileInfo>
#include <QSslCertificate>
#include <QTemporaryDir>

#include "server/net/TlsContext.h"

using namespace banter::server;

class TestTlsContext : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesACertificateOnce();
    void refusesHalfAPair();
    void reloads();
    void namesTheBadFile();
};

void TestTlsContext::makesACertificateOnce() {
    QTemporaryDir directory;
    const std::string path = directory.path().toStdString();
    auto made = TlsContext::createSelfSigned(path, "chat.example");
    QVERIFY(made.ok());
    const QString keyFile = directory.filePath(QStringLiteral("key.pem"));
    QCOMPARE(QFileInfo(keyFile).permissions() &
                 (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions{});
    const auto certificates = QSslCertificate::fromPath(directory.filePath(QStringLiteral("certificate.pem")));
    QCOMPARE(certificates.size(), 1);
    const QSslCertificate &certificate = certificates.first();
    QVERIFY(certificate.subjectAlternativeNames().contains(QSsl::DnsEntry, QStringLiteral("localhost")));
    QVERIFY(certificate.subjectAlternativeNames().contains(QSsl::DnsEntry, QStringLiteral("chat.example")));
    QVERIFY(certificate.subjectAlternativeNames().contains(QSsl::IpAddressEntry, QStringLiteral("127.0.0.1")));
    QVERIFY(certificate.effectiveDate().daysTo(certificate.expiryDate()) > 3640);
    QVERIFY(certificate.effectiveDate() < QDateTime::currentDateTimeUtc());
    const QByteArray digest = certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper();
    QCOMPARE(made.value()->fingerprint(), digest.toStdString());
    auto again = TlsContext::createSelfSigned(path, "chat.example");
    QVERIFY(again.ok());
    QCOMPARE(again.value()->fingerprint(), made.value()->fingerprint());
}

void TestTlsContext::refusesHalfAPair() {
    QTemporaryDir directory;
    QVERIFY(TlsContext::createSelfSigned(directory.path().toStdString(), "").ok());
    QVERIFY(QFile::remove(directory.filePath(QStringLiteral("key.pem"))));
    const auto half = TlsContext::createSelfSigned(directory.path().toStdString(), "");
    QVERIFY(!half.ok());
    QVERIFY(half.error().detail.find("key.pem") != std::string::npos);
}

void TestTlsContext::reloads() {
    QTemporaryDir first;
    QTemporaryDir second;
    auto context = TlsContext::createSelfSigned(first.path().toStdString(), "a.example").value();
    const auto other = TlsContext::createSelfSigned(second.path().toStdString(), "b.example").value();
    const std::string before = context->fingerprint();
    const auto replace = [&](const char *name) {
        const QString file = first.filePath(QLatin1String(name));
        return QFile::remove(file) && QFile::copy(second.filePath(QLatin1String(name)), file);
    };
    QVERIFY(replace("certificate.pem"));
    QVERIFY(!context->reload().ok()); // the key is still the old one
    QCOMPARE(context->fingerprint(), before);
    QVERIFY(replace("key.pem"));
    QVERIFY(context->reload().ok());
    QCOMPARE(context->fingerprint(), other->fingerprint());
}

void TestTlsContext::namesTheBadFile() {
    QTemporaryDir directory;
    const auto missing = TlsContext::load(directory.filePath(QStringLiteral("none.pem")).toStdString(), "/dev/null");
    QVERIFY(!missing.ok());
    QVERIFY(missing.error().detail.find("none.pem") != std::string::npos);
    const auto unwritable = TlsContext::createSelfSigned("/nonexistent/directory", "x");
    QVERIFY(!unwritable.ok());
    QVERIFY(unwritable.error().detail.find("/nonexistent/directory") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestTlsContext)
#include "tst_TlsContext.moc"

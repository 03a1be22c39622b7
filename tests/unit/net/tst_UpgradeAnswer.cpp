// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "server/net/UpgradeAnswer.h"

using namespace banter::server;

class TestUpgradeAnswer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computesTheAcceptKey();
    void judges();
    void saysWhatIsRefused();

private:
    const UpgradePolicy m_policy{"/", "banter.v1", {"https://chat.example"}};
};

void TestUpgradeAnswer::computesTheAcceptKey() {
    UpgradeRequest request{"/", "dGhlIHNhbXBsZSBub25jZQ==", "", {}};
    const std::string plain = makeUpgradeAnswer(request, m_policy);
    QVERIFY(plain.starts_with("HTTP/1.1 101 "));
    QVERIFY(plain.ends_with("\r\n\r\n"));
    // The example of RFC 6455 section 1.3.
    QVERIFY(plain.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n") != std::string::npos);
    QVERIFY(plain.find("Sec-WebSocket-Protocol") == std::string::npos);
    request.protocols = "banter.v1";
    QVERIFY(makeUpgradeAnswer(request, m_policy).find("Sec-WebSocket-Protocol: banter.v1\r\n") != std::string::npos);
}

void TestUpgradeAnswer::judges() {
    const std::string key = "dGhlIHNhbXBsZSBub25jZQ==";
    QCOMPARE(judgeUpgrade({"/", key, "", {}}, m_policy), 101);
    QCOMPARE(judgeUpgrade({"/other", key, "", {}}, m_policy), 404);
    QCOMPARE(judgeUpgrade({"/", key, "x , banter.v1", {}}, m_policy), 101);
    QCOMPARE(judgeUpgrade({"/", key, "Banter.v1", {}}, m_policy), 400);
    QCOMPARE(judgeUpgrade({"/", key, "banter.v2,x", {}}, m_policy), 400);
    QCOMPARE(judgeUpgrade({"/", key, "", "https://chat.example"}, m_policy), 101);
    QCOMPARE(judgeUpgrade({"/", key, "", "https://chat.example.evil"}, m_policy), 403);
    QCOMPARE(judgeUpgrade({"/", key, "", ""}, m_policy), 403);
}

void TestUpgradeAnswer::saysWhatIsRefused() {
    const std::string busy = makeRefusal(503, 7);
    QVERIFY(busy.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
    QVERIFY(busy.find("Retry-After: 7\r\n") != std::string::npos);
    QVERIFY(busy.find("Connection: close\r\n") != std::string::npos);
    QVERIFY(makeRefusal(426).find("Sec-WebSocket-Version: 13\r\n") != std::string::npos);
    QVERIFY(makeRefusal(405).find("Allow: GET\r\n") != std::string::npos);
    // The announced length is that of the body.
    const std::size_t body = busy.find("\r\n\r\n") + 4;
    QVERIFY(busy.find("Content-Length: " + std::to_string(busy.size() - body) + "\r\n") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestUpgradeAnswer)
#include "tst_UpgradeAnswer.moc"

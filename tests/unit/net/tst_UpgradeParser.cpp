// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "server/net/UpgradeParser.h"

using namespace banter::server;
using Outcome = UpgradeParser::Outcome;

namespace {

const std::string kGood =
    "GET /chat?x=1 HTTP/1.1\r\nHost: example.org\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: a, banter.v1\r\nOrigin: https://example.org\r\n\r\n";

std::string replaced(std::string text, const std::string &what, const std::string &with) {
    const std::size_t at = text.find(what);
    Q_ASSERT(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

/// 101 = complete, 0 = wants more, else the refusal.
int statusOf(const std::string &bytes, std::size_t pieceSize = std::string::npos) {
    UpgradeParser parser;
    for (std::size_t at = 0; at < bytes.size(); at += std::min(pieceSize, bytes.size())) {
        std::size_t consumed = 0;
        const auto outcome = parser.feed(std::string_view(bytes).substr(at, pieceSize), consumed);
        if (outcome == Outcome::Complete)
            return 101;
        if (outcome == Outcome::Refused)
            return parser.status();
    }
    return 0;
}

} // namespace

class TestUpgradeParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesWhatIsWellFormed();
    void leavesWhatFollowsTheHead();
    void judges_data();
    void judges();
    void boundsTheHead();
};

void TestUpgradeParser::takesWhatIsWellFormed() {
    UpgradeParser parser;
    std::size_t consumed = 0;
    QCOMPARE(parser.feed(kGood, consumed), Outcome::Complete);
    QCOMPARE(consumed, kGood.size());
    QCOMPARE(parser.request().path, std::string("/chat"));
    QCOMPARE(parser.request().key, std::string("dGhlIHNhbXBsZSBub25jZQ=="));
    QCOMPARE(parser.request().protocols, std::string("a, banter.v1"));
    QVERIFY(parser.request().origin == "https://example.org");
}

void TestUpgradeParser::leavesWhatFollowsTheHead() {
    const std::string bytes = kGood + "\x81\x80";
    for (std::size_t split = 0; split <= bytes.size(); ++split) {
        UpgradeParser parser;
        std::size_t first = 0;
        std::size_t second = 0;
        auto outcome = parser.feed(std::string_view(bytes).substr(0, split), first);
        if (outcome == Outcome::NeedMore)
            outcome = parser.feed(std::string_view(bytes).substr(split), second);
        QCOMPARE(outcome, Outcome::Complete);
        QCOMPARE(first + second, kGood.size());
        QCOMPARE(parser.request().path, std::string("/chat"));
    }
}

void TestUpgradeParser::judges_data() {
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const std::string &request, int status) {
        QTest::newRow(name) << QByteArray::fromStdString(request) << status;
    };
    const auto with = [](const std::string &field) { return replaced(kGood, "\r\n\r\n", "\r\n" + field + "\r\n\r\n"); };
    row("good", kGood, 101);
    row("names in any case", replaced(kGood, "Upgrade: websocket", "uPGRADE:  WebSocket \t"), 101);
    row("obs-text in a value", with("X-Name: J\xc3\xbcrgen"), 101);
    row("empty value", with("X-Empty:"), 101);
    row("no body announced", with("Content-Length: 0"), 101);
    row("unknown protocol of upgrade beside", replaced(kGood, "Upgrade: websocket", "Upgrade: h2c, websocket"), 101);
    row("post", replaced(kGood, "GET", "POST"), 405);
    row("http 1.0", replaced(kGood, "HTTP/1.1", "HTTP/1.0"), 400);
    row("http 2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
    row("no target", replaced(kGood, "GET /chat?x=1 HTTP", "GET HTTP"), 400);
    row("two blanks", replaced(kGood, "GET /", "GET  /"), 400);
    row("absolute target", replaced(kGood, "/chat", "http://example.org/chat"), 400);
    row("target with a fragment", replaced(kGood, "/chat", "/chat#x"), 400);
    row("target beyond ascii", replaced(kGood, "/chat", "/ch\xc3\xa4t"), 400);
    row("method no token", replaced(kGood, "GET", "G(T"), 400);
    row("empty first line", "\r\n" + kGood, 400);
    row("no host", replaced(kGood, "Host", "Hosts"), 400);
    row("two hosts", with("Host: other"), 400);
    row("no upgrade", replaced(kGood, "Upgrade: websocket", "X-Upgrade: websocket"), 426);
    row("other upgrade", replaced(kGood, "Upgrade: websocket", "Upgrade: websockets"), 426);
    row("connection without upgrade", replaced(kGood, "keep-alive, Upgrade", "keep-alive"), 400);
    row("no version", replaced(kGood, "Sec-WebSocket-Version: 13\r\n", ""), 400);
    row("old version", replaced(kGood, "Version: 13", "Version: 8"), 426);
    row("version twice", with("Sec-WebSocket-Version: 13"), 400);
    row("no key", replaced(kGood, "Sec-WebSocket-Key", "Sec-WebSocket-Kex"), 400);
    row("key twice", with("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="), 400);
    row("key too short", replaced(kGood, "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j"), 400);
    row("key no base64", replaced(kGood, "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j*Q=="), 400);
    row("origin twice", with("Origin: https://evil.example"), 400);
    row("body", with("Content-Length: 5"), 413);
    row("odd length", with("Content-Length: +0"), 400);
    row("length twice", with("Content-Length: 0\r\nContent-Length: 0"), 400);
    row("chunked", with("Transfer-Encoding: chunked"), 400);
    row("folded line", with("X-A: b\r\n c"), 400);
    row("blank before the colon", with("X-A : b"), 400);
    row("no colon", with("X-A"), 400);
    row("no name", with(": b"), 400);
    row("line feed only", replaced(kGood, "\r\nHost", "\nHost"), 400);
    row("carriage return only", replaced(kGood, "\r\nHost", "\rHost"), 400);
    row("nul", with(std::string("X-A: b\0c", 8)), 400);
    row("escape", with("X-A: \x1b[31m"), 400);
    row("delete", with("X-A: \x7f"), 400);
    row("unfinished", kGood.substr(0, kGood.size() - 1), 0);
    row("nothing", "", 0);
}

void TestUpgradeParser::judges() {
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QCOMPARE(statusOf(request.toStdString()), status);
    QCOMPARE(statusOf(request.toStdString(), 1), status);
    QCOMPARE(statusOf(request.toStdString(), 7), status);
}

void TestUpgradeParser::boundsTheHead() {
    const std::string start = kGood.substr(0, kGood.size() - 2);
    const auto padded = [&](std::size_t size) {
        return start + "X: " + std::string(size - start.size() - 7, 'a') + "\r\n\r\n";
    };
    QCOMPARE(padded(UpgradeParser::kMaxBytes).size(), UpgradeParser::kMaxBytes);
    QCOMPARE(statusOf(padded(UpgradeParser::kMaxBytes)), 101);
    QCOMPARE(statusOf(padded(UpgradeParser::kMaxBytes + 1)), 431);
    QCOMPARE(statusOf(padded(UpgradeParser::kMaxBytes + 1), 100), 431);
    QCOMPARE(statusOf(std::string(1'000'000, 'a'), 1000), 431);
    const auto withFields = [&](std::size_t count) {
        std::string head = start; // which has 7
        for (std::size_t i = 7; i < count; ++i)
            head += "X: a\r\n";
        return head + "\r\n";
    };
    QCOMPARE(statusOf(withFields(UpgradeParser::kMaxFields)), 101);
    QCOMPARE(statusOf(withFields(UpgradeParser::kMaxFields + 1)), 431);
}

QTEST_GUILESS_MAIN(TestUpgradeParser)
#include "tst_UpgradeParser.moc"

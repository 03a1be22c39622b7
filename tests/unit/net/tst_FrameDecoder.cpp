// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <vector>

#include "server/net/FrameDecoder.h"

using namespace banter::server;
using Type = FrameEvent::Type;

namespace {

constexpr FrameLimits kLimits{1000, 2000, 8};

/// A client's frame, masked with a fixed key.
std::string frame(unsigned opcode, const std::string &payload, bool fin = true) {
    std::string out(1, static_cast<char>((fin ? 0x80 : 0) | opcode));
    const std::size_t size = payload.size();
    if (size < 126) {
        out.push_back(static_cast<char>(0x80 | size));
    } else {
        out.push_back(static_cast<char>(0x80 | 126));
        out.push_back(static_cast<char>(size >> 8));
        out.push_back(static_cast<char>(size));
    }
    const std::string key = "\x37\xfa\x21\x3d";
    out += key;
    for (std::size_t i = 0; i < size; ++i)
        out.push_back(static_cast<char>(payload[i] ^ key[i % 4]));
    return out;
}

std::string raw(std::initializer_list<int> bytes) {
    std::string out;
    for (const int byte : bytes)
        out.push_back(static_cast<char>(byte));
    return out;
}

/// Everything that comes out, as text: "T:hello", "B:", "ping:x", "close:1000:bye", "error:1002".
std::string decode(std::string bytes, std::size_t pieceSize = std::string::npos, bool *midway = nullptr) {
    FrameDecoder decoder;
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += std::min(pieceSize, bytes.size())) {
        std::string piece =
            bytes.substr(at, pieceSize); // its own memory, so that a view kept too long is found by ASan
        char *cursor = piece.data();
        for (;;) {
            const FrameEvent event = decoder.next(cursor, piece.data() + piece.size(), kLimits);
            const std::string payload(event.payload);
            if (event.type == Type::NeedMore)
                break;
            out += out.empty() ? "" : " ";
            switch (event.type) {
            case Type::Message: out += (event.kind == FrameKind::Text ? "T:" : "B:") + payload; break;
            case Type::Ping: out += "ping:" + payload; break;
            case Type::Pong: out += "pong:" + payload; break;
            case Type::Close: return out + "close:" + std::to_string(event.code) + ":" + payload;
            case Type::Error: return out + "error:" + std::to_string(event.code);
            case Type::NeedMore: break;
            }
        }
        if (cursor != piece.data() + piece.size())
            return out + " (left over)";
    }
    if (midway)
        *midway = decoder.isMidway();
    return out;
}

} // namespace

class TestFrameDecoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void judgesALengthByTheHeaderAlone();
    void holdsNothingWhenIdle();
    void countsTheMessageNotTheFrame();
};

void TestFrameDecoder::decodes_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const std::string &bytes, const std::string &expected) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray::fromStdString(expected);
    };
    const std::string long300(300, 'x');
    row("text", frame(1, "hello"), "T:hello");
    row("empty text", frame(1, ""), "T:");
    row("binary", frame(2, "\xff\x01"), "B:\xff\x01");
    row("two at once", frame(1, "a") + frame(2, "b"), "T:a B:b");
    row("two bytes of length", frame(2, long300), "B:" + long300);
    row("fragments", frame(1, "he", false) + frame(0, "ll", false) + frame(0, "o"), "T:hello");
    row("empty fragments", frame(2, "", false) + frame(0, "", false) + frame(0, ""), "B:");
    row("ping between fragments", frame(1, "a", false) + frame(9, "p") + frame(0, "b"), "ping:p T:ab");
    row("message after fragments", frame(1, "a", false) + frame(0, "b") + frame(1, "c"), "T:ab T:c");
    row("pong", frame(10, "late"), "pong:late");
    row("longest ping", frame(9, std::string(125, 'p')), "ping:" + std::string(125, 'p'));
    row("close", frame(8, raw({0x03, 0xe8}) + "bye"), "close:1000:bye");
    row("close without code", frame(8, ""), "close:1005:");
    row("nothing after close", frame(8, "") + frame(1, "a"), "close:1005:");
    row("utf-8 over fragments", frame(1, "\xe2", false) + frame(0, "\x82", false) + frame(0, "\xac"), "T:\xe2\x82\xac");
    row("not masked", raw({0x81, 0x01, 'a'}), "error:1002");
    row("rsv1", raw({0xc1, 0x80, 0, 0, 0, 0}), "error:1002");
    row("rsv2", raw({0xa1, 0x80, 0, 0, 0, 0}), "error:1002");
    row("rsv3", raw({0x91, 0x80, 0, 0, 0, 0}), "error:1002");
    for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
        row(qPrintable(QStringLiteral("opcode %1").arg(opcode)), frame(static_cast<unsigned>(opcode), ""),
            "error:1002");
    row("length 125 in two bytes", raw({0x82, 0xfe, 0, 125}) + std::string(129, '\0'), "error:1002");
    row("length 65535 in eight bytes", raw({0x82, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0xff}), "error:1002");
    row("length 2^63", raw({0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0}), "error:1002");
    row("length 2^62", raw({0x82, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0}), "error:1009");
    row("fragmented ping", frame(9, "a", false), "error:1002");
    row("long ping", raw({0x89, 0xfe, 0, 126}), "error:1002");
    row("continuation of nothing", frame(0, "a"), "error:1002");
    row("continuation after the end", frame(1, "a", false) + frame(0, "b") + frame(0, "c"), "T:ab error:1002");
    row("text inside a message", frame(1, "a", false) + frame(1, "b"), "error:1002");
    row("bad utf-8", frame(1, "\xff"), "error:1007");
    row("surrogate", frame(1, "\xed\xa0\x80"), "error:1007");
    row("cut character", frame(1, "ab\xe2\x82"), "error:1007");
    row("cut character at the last fragment", frame(1, "a", false) + frame(0, "\xe2\x82"), "error:1007");
    row("bad utf-8 in a fragment", frame(1, "a", false) + frame(0, "\xf4\x90", false), "error:1007");
    row("close of one byte", frame(8, "a"), "error:1002");
    for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
        row(qPrintable(QStringLiteral("close code %1").arg(code)), frame(8, raw({code >> 8, code & 255})),
            "error:1002");
    for (const int code : {1000, 1001, 1003, 1007, 1011, 1014, 3000, 4999})
        row(qPrintable(QStringLiteral("good close code %1").arg(code)), frame(8, raw({code >> 8, code & 255})),
            "close:" + std::to_string(code) + ":");
    row("bad utf-8 in a reason", frame(8, raw({0x03, 0xe8, 0xff})), "error:1007");
}

void TestFrameDecoder::decodes() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    for (const std::size_t pieceSize :
         {std::string::npos, std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}})
        QCOMPARE(QByteArray::fromStdString(decode(bytes.toStdString(), pieceSize)), expected);
}

void TestFrameDecoder::judgesALengthByTheHeaderAlone() {
    // Not one byte of mask or payload has come.
    QCOMPARE(decode(raw({0x82, 0xfe, 0x03, 0xe8})), std::string("")); // 1000, allowed
    QCOMPARE(decode(raw({0x82, 0xfe, 0x03, 0xe9})), std::string("error:1009"));
    QCOMPARE(decode(raw({0x82, 0xfe, 0x03, 0xe9}), 1), std::string("error:1009"));
    QCOMPARE(decode(raw({0x81, 0x01})), std::string("error:1002")); // no mask bit
}

void TestFrameDecoder::holdsNothingWhenIdle() {
    bool midway = true;
    decode(frame(1, "a", false) + frame(0, "b"), 1, &midway);
    QVERIFY(!midway);
    decode(frame(9, "p"), 1, &midway);
    QVERIFY(!midway);
    decode(frame(1, "a", false) + frame(9, "p"), 1, &midway);
    QVERIFY(midway);
    decode(raw({0x81}), 1, &midway);
    QVERIFY(midway);
}

void TestFrameDecoder::countsTheMessageNotTheFrame() {
    const std::string piece(900, 'x');
    QCOMPARE(decode(frame(2, piece, false) + frame(0, piece, false) + frame(0, std::string(200, 'x'))),
             "B:" + std::string(2000, 'x'));
    QCOMPARE(decode(frame(2, piece, false) + frame(0, piece, false) + frame(0, std::string(201, 'x'))),
             std::string("error:1009"));
    std::string many = frame(2, "a", false);
    for (int i = 0; i < 6; ++i)
        many += frame(0, "", false);
    QCOMPARE(decode(many + frame(0, "b")), std::string("B:ab")); // eight
    QCOMPARE(decode(many + frame(0, "", false) + frame(0, "b")), std::string("error:1009"));
}

QTEST_GUILESS_MAIN(TestFrameDecoder)
#include "tst_FrameDecoder.moc"

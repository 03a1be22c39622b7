// SPDX-License-Identifier: Apache-2.0
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/unknown_field_set.h>
#include <google/protobuf/util/message_differencer.h>

#include <QTest>

#include "shared/core/Random.h"
#include "shared/protocol/Codec.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/banter.pb.h"

using namespace banter;
using google::protobuf::util::MessageDifferencer;

namespace {

v1::ClientFrame sendFrame(const std::string &body) {
    v1::ClientFrame frame;
    frame.set_request_id(9007199254740991); // 2^53 - 1: the largest that JavaScript keeps
    auto *send = frame.mutable_send_message();
    send->set_conversation_id("AAAAAAAAAAAAAAAAAAAAAQ");
    send->set_client_id("AAAAAAAAAAAAAAAAAAAAAg");
    send->mutable_content()->mutable_text()->set_body(body);
    return frame;
}

std::string encoded(WireFormat format, const google::protobuf::Message &message) {
    std::string out;
    encodeFrame(format, message, out);
    return out;
}

/// {"x":[[[…]]]}: `depth` levels in all.
std::string nested(std::size_t depth) {
    return "{\"requestId\":\"7\",\"x\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
}

} // namespace

Q_DECLARE_METATYPE(banter::WireFormat)

class TestCodec final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBack_data() {
        QTest::addColumn<WireFormat>("format");
        QTest::newRow("binary") << WireFormat::Binary;
        QTest::newRow("JSON") << WireFormat::Json;
    }
    void comesBack() {
        QFETCH(WireFormat, format);
        for (const char *body :
             {"", "hi", "quote \" backslash \\ line\nend", "Grüße 世界 😀", "\u2028 </script>", "{\"a\":[1]}"}) {
            const v1::ClientFrame frame = sendFrame(body);
            v1::ClientFrame read;
            QVERIFY(decodeFrame(format, encoded(format, frame), read).ok());
            QVERIFY2(MessageDifferencer::Equals(frame, read), body);
        }
    }

    void encodingReplaces() {
        std::string out(100'000, 'x');
        const std::size_t capacity = out.capacity();
        encodeFrame(WireFormat::Binary, sendFrame("hi"), out);
        QVERIFY(out.size() < 100);
        QCOMPARE(out.capacity(), capacity);
        encodeFrame(WireFormat::Json, sendFrame("hi"), out);
        QVERIFY(out.front() == '{' && out.back() == '}');
    }

    void decodingReplaces_data() { comesBack_data(); }
    void decodingReplaces() {
        QFETCH(WireFormat, format);
        v1::ClientFrame ping;
        ping.set_request_id(1);
        ping.mutable_ping();
        v1::ClientFrame read = sendFrame("old");
        QVERIFY(decodeFrame(format, encoded(format, ping), read).ok());
        QVERIFY(MessageDifferencer::Equals(ping, read));
    }

    void jsonIsWhatAPersonTypes() {
        v1::ClientFrame read;
        QVERIFY(decodeFrame(WireFormat::Json,
                            R"({"requestId": 7, "logIn": {"username": "mira", "password": "secret"}})", read)
                    .ok());
        QCOMPARE(read.request_id(), std::uint64_t{7});
        QCOMPARE(read.log_in().username(), std::string("mira"));
        QVERIFY(decodeFrame(WireFormat::Json, R"({"request_id": "8", "log_in": {"username": "lena"}})", read).ok());
        QCOMPARE(read.request_id(), std::uint64_t{8});
        QCOMPARE(read.log_in().username(), std::string("lena"));
    }

    /// A newer client's request: answered UNSUPPORTED, so its id must still be readable.
    void anUnknownRequestKeepsItsId() {
        v1::ClientFrame newer;
        newer.set_request_id(7);
        newer.GetReflection()->MutableUnknownFields(&newer)->AddLengthDelimited(900, "new");
        v1::ClientFrame read;
        QVERIFY(decodeFrame(WireFormat::Binary, encoded(WireFormat::Binary, newer), read).ok());
        QCOMPARE(read.request_id(), std::uint64_t{7});
        QCOMPARE(read.request_case(), v1::ClientFrame::REQUEST_NOT_SET);

        QVERIFY(decodeFrame(WireFormat::Json, R"({"requestId":"7","danceWithMe":{"partner":"x"}})", read).ok());
        QCOMPARE(read.request_id(), std::uint64_t{7});
        QCOMPARE(read.request_case(), v1::ClientFrame::REQUEST_NOT_SET);
    }

    /// A newer server's change: what is not known is skipped, and rev is there to move on.
    void anUnknownChangeStillHasItsRev() {
        v1::ServerFrame newer;
        newer.set_type(v1::EVENT);
        auto *change = newer.mutable_conversation_event()->mutable_change();
        change->set_rev(12);
        change->GetReflection()->MutableUnknownFields(change)->AddLengthDelimited(90, "new");
        v1::ServerFrame read;
        QVERIFY(decodeFrame(WireFormat::Binary, encoded(WireFormat::Binary, newer), read).ok());
        QCOMPARE(read.conversation_event().change().rev(), std::uint64_t{12});
        QCOMPARE(read.conversation_event().change().what_case(), v1::Change::WHAT_NOT_SET);
        QCOMPARE(encoded(WireFormat::Binary, read), encoded(WireFormat::Binary, newer));
    }

    void unknownEnumValuesAreKept() {
        v1::ServerFrame newer;
        newer.set_type(static_cast<v1::FrameType>(77));
        newer.mutable_error()->set_code(static_cast<v1::ErrorCode>(4711));
        for (const WireFormat format : {WireFormat::Binary, WireFormat::Json}) {
            v1::ServerFrame read;
            QVERIFY(decodeFrame(format, encoded(format, newer), read).ok());
            QCOMPARE(static_cast<int>(read.type()), 77);
            QCOMPARE(static_cast<int>(read.error().code()), 4711);
        }
    }

    void contentOfAnUnknownKindKeepsItsFallback() {
        v1::ClientFrame read;
        const std::string json =
            R"({"requestId":"1","sendMessage":{"content":{"fallback":"a poll","poll":{"question":"?"}}}})";
        QVERIFY(decodeFrame(WireFormat::Json, json, read).ok());
        QCOMPARE(read.send_message().content().fallback(), std::string("a poll"));
        QCOMPARE(read.send_message().content().kind_case(), v1::Content::KIND_NOT_SET);
    }

    void refusesBinary_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("cut inside a number") << QByteArray("\x08\x80");
        QTest::newRow("field number zero") << QByteArray("\x00\x01", 2);
        QTest::newRow("wire type 7") << QByteArray("\x0f\x01");
        QTest::newRow("length beyond the end") << QByteArray("\x52\x10\x08\x01");
        QTest::newRow("huge length") << QByteArray("\x52\xff\xff\xff\xff\x0f");
        QTest::newRow("number of eleven bytes") << QByteArray("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");
        QTest::newRow("group that does not end") << QByteArray("\xa3\x06\x08\x01");
        QTest::newRow("end of a group that did not start") << QByteArray("\xa4\x06");
        QTest::newRow("text that is not UTF-8") << QByteArray("\x52\x04\x1a\x02\xff\xfe"); // Hello.token
        QTest::newRow("JSON") << QByteArray("{\"ping\":{}}");
    }
    void refusesBinary() {
        QFETCH(QByteArray, bytes);
        v1::ClientFrame read;
        const auto result = decodeFrame(WireFormat::Binary, bytes.toStdString(), read);
        QVERIFY(!result.ok());
        QVERIFY(result.error().code == ErrorCode::Malformed);
    }

    void refusesJson_data() {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *what, const QByteArray &text) { QTest::newRow(what) << text; };
        row("empty", "");
        row("half", "{");
        row("array", "[]");
        row("number", "7");
        row("text", "\"ping\"");
        row("text after it", "{\"ping\":{}} x");
        row("two", "{\"ping\":{}}{\"ping\":{}}");
        row("single quotes", "{'ping':}");
        row("two requests", R"({"ping":{},"logOut":{}})");
        row("wrong type", R"({"ping":7})");
        row("negative id", R"({"requestId":-1})");
        row("id too large", R"({"requestId":"18446744073709551616"})");
        row("id with a fraction", R"({"requestId":1.5})");
        row("name of another type", R"({"logIn":{"username":{}}})");
        row("not UTF-8", "{\"logIn\":{\"username\":\"\xff\xfe\"}}");
        row("binary", QByteArray("\x08\x01\x8a\x01\x00", 5));
    }
    void refusesJson() {
        QFETCH(QByteArray, text);
        v1::ClientFrame read;
        const auto result = decodeFrame(WireFormat::Json, text.toStdString(), read);
        QVERIFY(!result.ok());
        QVERIFY(result.error().code == ErrorCode::Malformed);
    }

    void jsonDepthIsBounded() {
        v1::ClientFrame read;
        QVERIFY(decodeFrame(WireFormat::Json, nested(limits::kMaxJsonDepth), read).ok());
        QCOMPARE(read.request_id(), std::uint64_t{7});
        QVERIFY(!decodeFrame(WireFormat::Json, nested(limits::kMaxJsonDepth + 1), read).ok());
        QVERIFY(!decodeFrame(WireFormat::Json, std::string(100'000, '['), read).ok());
        QVERIFY(!decodeFrame(WireFormat::Json, std::string(100'000, '{'), read).ok());
    }

    void bracketsInTextAreNotDepth() {
        const v1::ClientFrame frame = sendFrame(std::string(200, '[') + "\"\\" + std::string(200, '{'));
        v1::ClientFrame read;
        QVERIFY(decodeFrame(WireFormat::Json, encoded(WireFormat::Json, frame), read).ok());
        QVERIFY(MessageDifferencer::Equals(frame, read));
    }

    /// Groups are not in our schema, yet a peer may send them as unknown fields; the parser recurses.
    void binaryDepthIsBounded() {
        std::string groups;
        for (int i = 0; i < 30'000; ++i)
            groups += "\xa3\x06";
        for (int i = 0; i < 30'000; ++i)
            groups += "\xa4\x06";
        v1::ClientFrame read;
        QVERIFY(!decodeFrame(WireFormat::Binary, groups, read).ok());
    }

    /// Damage of any kind is answered or understood, never a crash; what is understood can be encoded again.
    void damagedFramesAreHarmless_data() { comesBack_data(); }
    void damagedFramesAreHarmless() {
        QFETCH(WireFormat, format);
        const std::string good = encoded(format, sendFrame("some text 世界"));
        int understood = 0;
        for (int round = 0; round < 4000; ++round) {
            std::string bad = good;
            for (std::uint64_t changes = 1 + randomBelow(3); changes > 0; --changes)
                bad[randomBelow(bad.size())] = static_cast<char>(randomBelow(256));
            bad.resize(bad.size() - randomBelow(3));
            v1::ClientFrame read;
            if (!decodeFrame(format, bad, read).ok())
                continue;
            ++understood;
            v1::ClientFrame again;
            QVERIFY(decodeFrame(format, encoded(format, read), again).ok());
        }
        QVERIFY(understood > 0);
    }
};

QTEST_APPLESS_MAIN(TestCodec)
#include "tst_Codec.moc"

// SPDX-License-Identifier: Apache-2.0
// The parts of the load generator that its verdicts rest on: a measure that cannot fail measures nothing.
#include <QTest>

#include "shared/protocol/banter.pb.h"
#include "tests/bench/load/Histogram.h"
#include "tests/bench/load/HotWire.h"
#include "tests/bench/load/SeqTracker.h"

using namespace banter::bench;
namespace v1 = banter::v1;

class BenchPartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void percentilesAreRightWithinABucket() {
        Histogram histogram;
        for (std::int64_t i = 1; i <= 100'000; ++i)
            histogram.add(i * 1000);
        for (const double percent : {1.0, 50.0, 99.0, 99.9}) {
            const double exact = percent * 1e6;
            const auto found = static_cast<double>(histogram.percentile(percent));
            QVERIFY2(found >= exact && found <= exact * 1.017, qPrintable(QString::number(found)));
        }
        QCOMPARE(histogram.maximum(), std::int64_t{100'000'000});
        QCOMPARE(histogram.percentile(100), std::int64_t{100'000'000});
    }

    void anEmptyHistogramAnswersZero() { QCOMPARE(Histogram().percentile(99), std::int64_t{0}); }

    void numbersInAnyOrderAreNoGap() {
        SeqTracker seen;
        seen.startAfter(7);
        QVERIFY(seen.note(9));
        QVERIFY(seen.note(10));
        QVERIFY(seen.hasGap());
        QVERIFY(seen.note(8));
        QVERIFY(!seen.hasGap());
        QCOMPARE(seen.contiguous(), std::uint64_t{10});
    }

    void aDoubleAndAGapAreFound() {
        SeqTracker seen;
        QVERIFY(seen.note(1));
        QVERIFY(!seen.note(1));
        QVERIFY(seen.note(3));
        QVERIFY(!seen.note(3));
        QVERIFY(seen.hasGap());
    }

    void handMadeFramesAreTheProtocol() {
        const std::string id(22, 'c');
        const std::string client(22, 'k');
        const std::string body(200, 'x');
        std::string bytes;
        appendSendMessage(bytes, {300, id, client, client, body});
        v1::ClientFrame frame;
        QVERIFY(frame.ParseFromString(bytes));
        QCOMPARE(frame.request_id(), 300u);
        QCOMPARE(frame.send_message().conversation_id(), id);
        QCOMPARE(frame.send_message().client_id(), client);
        QCOMPARE(frame.send_message().after(), client);
        QCOMPARE(frame.send_message().content().text().body(), body);
        QCOMPARE(frame.SerializeAsString(), bytes);

        bytes.clear();
        appendAcknowledge(bytes, id, 70'000);
        QVERIFY(frame.ParseFromString(bytes));
        QCOMPARE(frame.request_id(), 0u);
        QCOMPARE(frame.acknowledge().conversation_id(), id);
        QCOMPARE(frame.acknowledge().delivered_seq(), 70'000u);

        bytes.clear();
        appendPing(bytes, 5);
        QVERIFY(frame.ParseFromString(bytes));
        QVERIFY(frame.has_ping());
    }

    void theServersFramesAreRead() {
        v1::ServerFrame frame;
        frame.set_request_id(1000);
        frame.set_type(v1::ANSWER);
        frame.mutable_accepted()->set_seq(77);
        frame.mutable_accepted()->set_sent_at_ms(1'700'000'000'000);
        std::string bytes = frame.SerializeAsString();
        ServerNews news;
        QVERIFY(readServerFrame(bytes, news));
        QCOMPARE(news.kind, ServerNews::Kind::Accepted);
        QCOMPARE(news.requestId, 1000u);
        QCOMPARE(news.seq, 77u);

        frame.Clear();
        auto *event = frame.mutable_conversation_event();
        event->set_conversation_id(std::string(22, 'c'));
        event->mutable_change()->set_rev(9);
        auto *message = event->mutable_change()->mutable_message();
        message->set_seq(8);
        message->mutable_content()->mutable_text()->set_body("hello");
        bytes = frame.SerializeAsString();
        news = {};
        QVERIFY(readServerFrame(bytes, news));
        QCOMPARE(news.kind, ServerNews::Kind::Message);
        QCOMPARE(news.seq, 8u);
        QCOMPARE(news.body, std::string_view("hello"));
        QVERIFY(!readServerFrame(std::string_view(bytes).substr(0, bytes.size() - 3), news));

        frame.Clear();
        frame.set_request_id(4);
        frame.set_type(v1::FAILURE);
        frame.mutable_error()->set_code(v1::BUSY);
        bytes = frame.SerializeAsString();
        news = {};
        QVERIFY(readServerFrame(bytes, news));
        QCOMPARE(news.kind, ServerNews::Kind::Failure);
        QCOMPARE(news.errorCode, std::uint64_t{v1::BUSY});
    }
};

QTEST_GUILESS_MAIN(BenchPartsTest)
#include "BenchPartsTest.moc"

// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "server/net/Frame.h"

using namespace banter::server;

class TestFrame : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usesTheShortestLength();
    void encodesControlFrames();
    void cutsALongReasonBetweenCharacters();
};

void TestFrame::usesTheShortestLength() {
    QCOMPARE(*makeFrame(FrameKind::Text, "hi"), std::string("\x81\x02hi"));
    QCOMPARE(*makeFrame(FrameKind::Binary, ""), std::string("\x82\x00", 2));
    QCOMPARE(makeFrame(FrameKind::Binary, std::string(125, 'a'))->substr(0, 2), std::string("\x82\x7d"));
    QCOMPARE(makeFrame(FrameKind::Binary, std::string(126, 'a'))->substr(0, 4), std::string("\x82\x7e\x00\x7e", 4));
    QCOMPARE(makeFrame(FrameKind::Binary, std::string(65535, 'a'))->substr(0, 4), std::string("\x82\x7e\xff\xff"));
    QCOMPARE(makeFrame(FrameKind::Binary, std::string(65536, 'a'))->substr(0, 10),
             std::string("\x82\x7f\0\0\0\0\0\1\0\0", 10));
}

void TestFrame::encodesControlFrames() {
    QCOMPARE(*makeCloseFrame(1000, "bye"), std::string("\x88\x05\x03\xe8"
                                                       "bye"));
    QCOMPARE(*makeCloseFrame(1005, "never"), std::string("\x88\x00", 2));
    QCOMPARE(*makePongFrame("x"), std::string("\x8a\x01x"));
}

void TestFrame::cutsALongReasonBetweenCharacters() {
    const std::string reason = std::string(122, 'a') + "\xc3\xa9\xc3\xa9";
    const auto frame = makeCloseFrame(4000, reason);
    QCOMPARE(frame->size(), std::size_t{2 + 2 + 122});
    QCOMPARE(static_cast<unsigned char>((*frame)[1]), 124);
}

QTEST_GUILESS_MAIN(TestFrame)
#include "tst_Frame.moc"

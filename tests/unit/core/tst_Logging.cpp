// SPDX-License-Identifier: Apache-2.0
#include <QJsonDocument>
#include <QTest>

#include "shared/core/Logging.h"
#include "shared/core/Random.h"

using namespace banter;

class TestLogging final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plainTextStays() { QCOMPARE(forLog("Grüße, 世界 😀"), QByteArray("Grüße, 世界 😀")); }

    void noForeignTextForgesALine_data() {
        QTest::addColumn<QByteArray>("foreign");
        QTest::addColumn<QByteArray>("logged");
        QTest::newRow("line end") << QByteArray("a\nb\rc") << QByteArray("a\\u000ab\\u000dc");
        QTest::newRow("escape sequence") << QByteArray("\x1b[31m") << QByteArray("\\u001b[31m");
        QTest::newRow("zero") << QByteArray("a\0b", 3) << QByteArray("a\\u0000b");
        QTest::newRow("C1") << QByteArray("\xc2\x9b") << QByteArray("\\u009b");
        QTest::newRow("line separator") << QByteArray("\xe2\x80\xa8") << QByteArray("\\u2028");
        QTest::newRow("right-to-left override") << QByteArray("\xe2\x80\xae") << QByteArray("\\u202e");
        QTest::newRow("isolate") << QByteArray("\xe2\x81\xa6") << QByteArray("\\u2066");
        QTest::newRow("quote and backslash") << QByteArray("\"\\") << QByteArray("\\\"\\\\");
    }
    void noForeignTextForgesALine() {
        QFETCH(QByteArray, foreign);
        QFETCH(QByteArray, logged);
        QCOMPARE(forLog(foreign.toStdString()), logged);
    }

    /// Whatever comes in, what goes out is short, valid UTF-8, and the inside of a JSON string, also where it was cut.
    void isAlwaysTheInsideOfAJsonString() {
        const QByteArrayList pieces{"x", "\n", "\"", "\\", "é", "世", "😀", "\xff", "\xe2\x80\xae"};
        for (int round = 0; round < 3000; ++round) {
            QByteArray foreign;
            while (static_cast<std::uint64_t>(foreign.size()) < 150 + randomBelow(120))
                foreign += pieces[static_cast<qsizetype>(randomBelow(static_cast<std::uint64_t>(pieces.size())))];
            const QByteArray logged = forLog(foreign.toStdString());
            QVERIFY(logged.size() <= 200);
            QJsonParseError error{};
            QJsonDocument::fromJson("[\"" + logged + "\"]", &error);
            QVERIFY2(error.error == QJsonParseError::NoError,
                     (error.errorString().toUtf8() + ": " + logged).constData());
            QCOMPARE(QString::fromUtf8(logged).toUtf8(), logged);
        }
    }
};

QTEST_APPLESS_MAIN(TestLogging)
#include "tst_Logging.moc"

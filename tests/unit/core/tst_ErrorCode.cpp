// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/banter.pb.h"

using namespace banter;

class TestErrorCode final : public QObject {
    Q_OBJECT

    static std::vector<ErrorCode> local() {
        return {ErrorCode::StoreUnavailable, ErrorCode::StoreFailed, ErrorCode::Conflict,
                ErrorCode::NoConnection,     ErrorCode::TimedOut,    ErrorCode::Configuration};
    }

private Q_SLOTS:
    /// errorName() has a case for each C++ code, and its text is the protocol's name: so the numbers agree, one by one.
    void hasTheNumbersOfTheProtocol() {
        const google::protobuf::EnumDescriptor *codes = v1::ErrorCode_descriptor();
        for (int i = 0; i < codes->value_count(); ++i) {
            if (codes->value(i)->number() == 0)
                continue;
            QString name = QString::fromStdString(codes->value(i)->name()).toLower();
            name.replace(QLatin1Char('_'), QLatin1Char(' '));
            const auto code = static_cast<ErrorCode>(codes->value(i)->number());
            QCOMPARE(std::string(errorName(code)), name.toStdString());
        }
    }

    void anUnknownCodeHasAName() {
        QCOMPARE(std::string(errorName(static_cast<ErrorCode>(999))), std::string("unknown"));
    }

    void localCodesNeverTravel() {
        for (const ErrorCode code : local()) {
            const ErrorCode sent = wireCode(code);
            QVERIFY(sent == ErrorCode::Busy || sent == ErrorCode::Internal);
            QVERIFY(errorName(code) != "unknown");
        }
        QVERIFY(wireCode(ErrorCode::Unspecified) == ErrorCode::Internal);
    }

    void theProtocolsCodesTravelAsTheyAre() {
        const google::protobuf::EnumDescriptor *codes = v1::ErrorCode_descriptor();
        for (int i = 0; i < codes->value_count(); ++i) {
            const auto code = static_cast<ErrorCode>(codes->value(i)->number());
            QVERIFY(code == ErrorCode::Unspecified || wireCode(code) == code);
        }
    }

    /// What is refused for good must not be sent again and again; what passes must not be given up.
    void onlyPassingStatesAreRetried() {
        const google::protobuf::EnumDescriptor *codes = v1::ErrorCode_descriptor();
        for (int i = 0; i < codes->value_count(); ++i) {
            const int number = codes->value(i)->number();
            QCOMPARE(isRetryable(static_cast<ErrorCode>(number)), number >= 1 && number < 20);
        }
        QVERIFY(isRetryable(ErrorCode::TimedOut) && isRetryable(ErrorCode::NoConnection) &&
                isRetryable(ErrorCode::StoreUnavailable));
        QVERIFY(!isRetryable(ErrorCode::StoreFailed) && !isRetryable(ErrorCode::Configuration));
    }
};

QTEST_APPLESS_MAIN(TestErrorCode)
#include "tst_ErrorCode.moc"

// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <type_traits>

#include <QTest>

#include "shared/core/Result.h"

using namespace banter;

static_assert(!std::is_default_constructible_v<Result<int>>, "there is no success that nobody decided");
static_assert(std::is_default_constructible_v<Result<void>>);
static_assert(std::is_move_constructible_v<Result<std::unique_ptr<int>>>);

namespace {

constexpr ErrorCode kSome{42};

Result<int> half(int number) {
    if (number % 2 != 0)
        return Error{kSome, "odd", 250};
    return number / 2;
}

Result<int> quarter(int number, int &steps) {
    BANTER_TRY(const int once, half(number));
    ++steps;
    BANTER_TRY(const int twice, half(once));
    ++steps;
    return twice;
}

Result<void> mustBeEven(int number) {
    if (auto checked = half(number); !checked.ok())
        return checked.takeError();
    return {};
}

Result<std::unique_ptr<int>> boxed(int number) {
    BANTER_TRY_VOID(mustBeEven(number));
    return std::make_unique<int>(number);
}

Result<int> unboxed(int number) {
    BANTER_TRY(const std::unique_ptr<int> box, boxed(number));
    return *box;
}

} // namespace

class TestResult final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsAValue() {
        Result<std::string> result = std::string("yes");
        QVERIFY(result.ok());
        QVERIFY(static_cast<bool>(result));
        QCOMPARE(result.value(), std::string("yes"));
        QCOMPARE(result->size(), std::size_t{3});
        *result += '!';
        const std::string taken = std::move(result).value();
        QCOMPARE(taken, std::string("yes!"));
    }

    void holdsAnError() {
        Result<std::string> result = Error{kSome, "why", 1000};
        QVERIFY(!result.ok());
        QVERIFY(!static_cast<bool>(result));
        QVERIFY(result.error().code == kSome);
        const Error taken = result.takeError();
        QCOMPARE(taken.detail, std::string("why"));
        QCOMPARE(taken.retryAfterMs, std::int64_t{1000});
    }

    void anErrorIsInternalUnlessSaid() { QVERIFY(Error{}.code == kLostPromiseCode); }

    void tryGoesOnWithTheValue() {
        int steps = 0;
        QCOMPARE(quarter(12, steps).value(), 3);
        QCOMPARE(steps, 2);
    }

    void tryStopsAtTheFirstError() {
        int steps = 0;
        const Result<int> result = quarter(6, steps);
        QVERIFY(!result.ok());
        QCOMPARE(steps, 1);
        QVERIFY(result.error().code == kSome);
        QCOMPARE(result.error().retryAfterMs, std::int64_t{250});
    }

    void tryTakesWhatOnlyMoves() {
        QCOMPARE(unboxed(8).value(), 8);
        QCOMPARE(unboxed(7).error().detail, std::string("odd"));
    }

    void ofVoid() {
        QVERIFY(mustBeEven(2).ok());
        QVERIFY(mustBeEven(3).error().code == kSome);
        QVERIFY(mustBeEven(3).takeError().code == kSome);
    }
};

QTEST_APPLESS_MAIN(TestResult)
#include "tst_Result.moc"

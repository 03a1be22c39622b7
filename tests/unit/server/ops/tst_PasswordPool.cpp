// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <vector>

#include <QTest>

#include "server/ops/PasswordPool.h"
#include "tests/support/FatalLogger.h"
#include "tests/unit/server/ops/QueueExecutor.h"

using namespace banter;
using namespace banter::server;
using banter::test::QueueExecutor;

class TestPasswordPool final : public QObject {
    Q_OBJECT

    // As cheap as Argon2id can be; what it costs is not what is tested here.
    static PasswordPoolOptions cheap() { return {2, 64, 64, 1}; }

    static std::unique_ptr<PasswordPool> make(const PasswordPoolOptions &options = cheap()) {
        auto pool = PasswordPool::create(options);
        return pool ? std::move(pool).value() : nullptr;
    }

    static Result<std::string> hash(PasswordPool &pool, const std::string &password) {
        QueueExecutor home;
        std::optional<Result<std::string>> answer;
        pool.hash(password, {&home, [&](Result<std::string> result) { answer = std::move(result); }});
        return home.runUntil([&] { return answer.has_value(); }) ? std::move(*answer) : Result<std::string>(Error{});
    }

    static Result<Verdict> verify(PasswordPool &pool, const std::string &password, const std::string &against) {
        QueueExecutor home;
        std::optional<Result<Verdict>> answer;
        pool.verify(password, against, {&home, [&](Result<Verdict> result) { answer = std::move(result); }});
        return home.runUntil([&] { return answer.has_value(); }) ? std::move(*answer) : Result<Verdict>(Error{});
    }

private Q_SLOTS:
    void aPasswordMatchesItsHashOnly() {
        const auto pool = make();
        const auto hashed = hash(*pool, "correct horse battery");
        QVERIFY(hashed.ok());
        QVERIFY(hashed->starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
        QVERIFY(verify(*pool, "correct horse battery", *hashed)->matches);
        QVERIFY(verify(*pool, "correct horse battery", *hashed)->rehashed.empty());
        QVERIFY(!verify(*pool, "correct horse batterz", *hashed)->matches);
        QVERIFY(!verify(*pool, "", *hashed)->matches);
        const auto again = hash(*pool, "correct horse battery");
        QVERIFY(*again != *hashed); // salted
    }

    void whoDoesNotExistNeverMatchesAndCostsTheSame() {
        // Dear enough to tell a computed comparison from a skipped one.
        const auto pool = make({1, 64, 4096, 2});
        for (const char *password : {"", "anything at all"}) {
            const std::uint64_t before = pool->stats().cpuMs;
            for (int i = 0; i < 5; ++i) {
                const auto verdict = verify(*pool, password, "");
                QVERIFY(verdict.ok());
                QVERIFY(!verdict->matches);
                QVERIFY(verdict->rehashed.empty());
            }
            QVERIFY(pool->stats().cpuMs > before);
        }
        QCOMPARE(pool->stats().verified, std::uint64_t{10});
    }

    void hashesOfOtherStrengthAreRenewed() {
        const auto weak = make({1, 64, 64, 1});
        const auto strong = make({1, 64, 128, 2});
        const auto old = hash(*weak, "correct horse battery");
        const auto verdict = verify(*strong, "correct horse battery", *old);
        QVERIFY(verdict->matches);
        QVERIFY(verdict->rehashed.starts_with("$argon2id$v=19$m=128,t=2,p=1$"));
        QVERIFY(verify(*strong, "correct horse battery", verdict->rehashed)->matches);
        const auto wrong = verify(*strong, "wrong", *old);
        QVERIFY(!wrong->matches);
        QVERIFY(wrong->rehashed.empty());
    }

    void theSamePasswordFromTwoKeyboardsIsTheSame() {
        const auto pool = make();
        const auto composed = hash(*pool, "caf\xc3\xa9 au lait");
        QVERIFY(verify(*pool, "cafe\xcc\x81 au lait", *composed)->matches);
        QVERIFY(!verify(*pool, "cafe au lait", *composed)->matches);
    }

    void aDamagedHashNeverMatches() {
        test::expectLog(QStringLiteral("stored password hash is damaged"));
        const auto pool = make();
        QVERIFY(!verify(*pool, "whatever", "$argon2id$nonsense")->matches);
        QVERIFY(!verify(*pool, "whatever", std::string(500, 'x'))->matches);
    }

    void beyondTheQueueItAnswersBusy() {
        QueueExecutor home;
        int done = 0, refused = 0;
        std::int64_t shortestRetry = 1'000'000;
        const auto pool = make({1, 2, 8192, 2});
        constexpr int kJobs = 200;
        for (int i = 0; i < kJobs; ++i) {
            pool->verify("some password", "", {&home, [&](Result<Verdict> result) {
                                                   ++done;
                                                   if (!result.ok() && result.error().code == ErrorCode::Busy) {
                                                       ++refused;
                                                       shortestRetry =
                                                           std::min(shortestRetry, result.error().retryAfterMs);
                                                   }
                                               }});
            QVERIFY(pool->stats().queued <= 2);
        }
        QVERIFY(home.runUntil([&] { return done == kJobs; }));
        QVERIFY2(refused > 0 && refused < kJobs, qPrintable(QString::number(refused)));
        QVERIFY(shortestRetry >= 100);
        QCOMPARE(pool->stats().refused, static_cast<std::uint64_t>(refused));
        QCOMPARE(pool->stats().verified, static_cast<std::uint64_t>(kJobs - refused));
    }

    void whatWaitsAtTheEndIsAnswered() {
        QueueExecutor home;
        int done = 0, stopped = 0;
        {
            const auto pool = make({1, 64, 8192, 2});
            for (int i = 0; i < 20; ++i) {
                pool->hash("some password",
                           {&home, [&](Result<std::string> result) {
                                ++done;
                                stopped += !result.ok() && result.error().code == ErrorCode::ShuttingDown ? 1 : 0;
                            }});
            }
        }
        QVERIFY(home.runUntil([&] { return done == 20; }));
        QVERIFY(stopped > 0);
    }

    void tooMuchMemoryIsAConfigurationError() {
        const auto pool = PasswordPool::create({1, 64, std::size_t{1} << 40, 2});
        QVERIFY(!pool.ok());
        QCOMPARE(pool.error().code, ErrorCode::Configuration);
        QVERIFY(pool.error().detail.find("password-memory-kib") != std::string::npos);
    }

    void aSecretLeavesNothingBehind() {
        std::string source = "short"; // within the string itself, not on the heap
        const char *place = source.data();
        const Secret secret(std::move(source));
        QCOMPARE(secret.view(), std::string_view("short"));
        QCOMPARE(std::string_view(place, 5), std::string_view("\0\0\0\0\0", 5));
    }
};

QTEST_APPLESS_MAIN(TestPasswordPool)
#include "tst_PasswordPool.moc"

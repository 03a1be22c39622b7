// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include <QTest>

#include "shared/core/Id.h"
#include "shared/core/Random.h"

using namespace banter;

static_assert(!std::is_convertible_v<UserId, ConversationId>, "ids of two kinds must not mix");
static_assert(!std::is_constructible_v<UserId, ConversationId>, "ids of two kinds must not mix");
static_assert(!std::is_convertible_v<IdBytes, UserId>, "naked bytes become an id only when said");
static_assert(std::is_trivially_copyable_v<UserId> && sizeof(UserId) == 16);

class TestId final : public QObject {
    Q_OBJECT

    static UserId randomId() { return UserId::fromBytes(randomBytes(16)).value(); }

private Q_SLOTS:
    void comesBackFromTextAndBytes() {
        for (int round = 0; round < 2000; ++round) {
            const UserId id = randomId();
            const std::string text = id.toText();
            QCOMPARE(text.size(), UserId::kTextLength);
            QVERIFY(UserId::fromText(text) == id);
            QVERIFY(UserId::fromBytes(id.view()) == id);
        }
    }

    void nullIsAllZero() {
        QVERIFY(UserId().isNull());
        QCOMPARE(UserId().toText(), std::string(22, 'A'));
        QVERIFY(!randomId().isNull());
    }

    void refusesOtherLengths() {
        const std::string text = randomId().toText();
        QVERIFY(!UserId::fromText({}).has_value());
        QVERIFY(!UserId::fromText(text.substr(1)).has_value());
        QVERIFY(!UserId::fromText(text + "A").has_value());
        QVERIFY(!UserId::fromText(text + "==").has_value());
        QVERIFY(!UserId::fromBytes(std::string(15, 'x')).has_value());
        QVERIFY(!UserId::fromBytes(std::string(17, 'x')).has_value());
    }

    /// The last character of 22 carries two bits only: of its 64 values 4 are canonical.
    void refusesTheOtherTextsOfAnId() {
        const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        std::string text = randomId().toText();
        int accepted = 0;
        for (const char last : alphabet) {
            text.back() = last;
            if (const auto id = UserId::fromText(text)) {
                ++accepted;
                QCOMPARE(id->toText(), text);
            }
        }
        QCOMPARE(accepted, 4);
    }

    /// SQL compares ids as unsigned bytes; C++ must agree, or keyset paging skips rows.
    void ordersAsUnsignedBytes() {
        std::vector<UserId> ids;
        for (int round = 0; round < 500; ++round)
            ids.push_back(randomId());
        std::sort(ids.begin(), ids.end());
        for (std::size_t i = 1; i < ids.size(); ++i)
            QVERIFY(std::memcmp(ids[i - 1].bytes().data(), ids[i].bytes().data(), 16) < 0);
    }

    void hashesSpread() {
        std::unordered_set<std::size_t> buckets;
        std::unordered_set<UserId> ids;
        for (int round = 0; round < 4096; ++round) {
            const UserId id = randomId();
            ids.insert(id);
            buckets.insert(std::hash<UserId>{}(id) >> (8 * sizeof(std::size_t) - 8));
        }
        QCOMPARE(ids.size(), std::size_t{4096});
        QVERIFY2(buckets.size() > 250, "256 buckets by the top byte, 16 ids each: nearly all must be hit");
    }
};

QTEST_APPLESS_MAIN(TestId)
#include "tst_Id.moc"

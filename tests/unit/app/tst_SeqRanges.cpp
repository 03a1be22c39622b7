// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <QtTest>

#include "app/store/SeqRanges.h"

using namespace banter::client;

class tst_SeqRanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addsMelt() {
        SeqRanges ranges;
        ranges.add({5, 7});
        ranges.add({9, 9});
        QCOMPARE(ranges.all().size(), std::size_t{2});
        ranges.add({8, 8});
        QCOMPARE(ranges.all(), (std::vector<SeqRange>{{5, 9}}));
        ranges.add({1, 100});
        QCOMPARE(ranges.all(), (std::vector<SeqRange>{{1, 100}}));
        ranges.add({0, 3});
        ranges.add({9, 8});
        QCOMPARE(ranges.all(), (std::vector<SeqRange>{{1, 100}}));
    }

    void answers() {
        const SeqRanges ranges({{1, 3}, {6, 9}});
        QCOMPARE(ranges.top(), std::uint64_t{9});
        QVERIFY(ranges.contains(3) && !ranges.contains(4) && ranges.contains(6));
        QVERIFY(ranges.covers({6, 9}) && !ranges.covers({3, 6}) && !ranges.covers({4, 5}));
        QVERIFY(!ranges.rangeAround(5));
        QCOMPARE(ranges.rangeAround(7)->from, std::uint64_t{6});
        QVERIFY(SeqRanges{}.isEmpty() && SeqRanges{}.top() == 0);
    }

    /// Against a plain set.
    void randomly() {
        std::uint64_t state = 42;
        const auto below = [&state](std::uint64_t bound) {
            state = state * 6364136223846793005ull + 1442695040888963407ull;
            return (state >> 33) % bound;
        };
        SeqRanges ranges;
        std::set<std::uint64_t> plain;
        for (int i = 0; i < 3000; ++i) {
            const std::uint64_t from = 1 + below(60);
            const std::uint64_t to = from + below(8);
            const bool isAdd = below(3) > 0;
            if (isAdd)
                ranges.add({from, to});
            else
                ranges.remove({from, to});
            for (std::uint64_t seq = from; seq <= to; ++seq)
                isAdd ? (void)plain.insert(seq) : (void)plain.erase(seq);
            std::set<std::uint64_t> held;
            for (std::size_t r = 0; r < ranges.all().size(); ++r) {
                const SeqRange &range = ranges.all()[r];
                QVERIFY(range.from <= range.to);
                QVERIFY(r == 0 || ranges.all()[r - 1].to + 1 < range.from);
                for (std::uint64_t seq = range.from; seq <= range.to; ++seq)
                    held.insert(seq);
            }
            QCOMPARE(held, plain);
        }
    }
};

QTEST_APPLESS_MAIN(tst_SeqRanges)
#include "tst_SeqRanges.moc"

// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include <cstring>

#include "server/net/Mask.h"

using namespace banter::server;

class TestMask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheDefinition();
};

void TestMask::equalsTheDefinition() {
    const unsigned char keyBytes[4] = {0x12, 0x9a, 0xff, 0x01};
    std::uint32_t key = 0;
    std::memcpy(&key, keyBytes, 4);
    std::string original;
    for (int i = 0; i < 100; ++i)
        original.push_back(static_cast<char>(i * 7));
    for (std::size_t size = 0; size <= original.size(); ++size) {
        for (std::size_t split = 0; split <= size; split += 3) {
            std::string data = original.substr(0, size);
            const std::size_t phase = applyMask(data.data(), split, key, 0);
            QCOMPARE(applyMask(data.data() + split, size - split, key, phase), size & 3);
            for (std::size_t i = 0; i < size; ++i)
                QCOMPARE(static_cast<unsigned char>(data[i]),
                         static_cast<unsigned char>(original[i]) ^ keyBytes[i % 4]);
        }
    }
}

QTEST_GUILESS_MAIN(TestMask)
#include "tst_Mask.moc"

// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QGuiApplication>
#include <QPalette>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "app/Settings.h"
#include "app/platform/SystemAppearance.h"

using namespace banter::client;

class tst_Settings : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("settings.ini")); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void choicesOutliveTheProcess() {
        {
            Settings settings(path(), nullptr);
            QCOMPARE(settings.theme(), Settings::System);
            QCOMPARE(settings.accent(), QStringLiteral("lagoon"));
            QCOMPARE(settings.textScale(), 1.0);
            settings.setTheme(Settings::Dark);
            settings.setAccent(QStringLiteral("moss"));
            settings.setTextScale(1.29);
            settings.setReducedMotion(true);
            settings.setDensity(Settings::Compact);
            settings.setLanguage(QStringLiteral("de"));
            settings.setListWidth(333);
            settings.setLastServer(QStringLiteral("banter.example.org"));
        }
        const Settings settings(path(), nullptr);
        QCOMPARE(settings.theme(), Settings::Dark);
        QVERIFY(settings.isDark());
        QCOMPARE(settings.accent(), QStringLiteral("moss"));
        QCOMPARE(settings.textScale(), 1.3);
        QVERIFY(settings.reducedMotion());
        QCOMPARE(settings.density(), Settings::Compact);
        QCOMPARE(settings.language(), QStringLiteral("de"));
        QCOMPARE(settings.listWidth(), 333);
        QCOMPARE(settings.lastServer(), QStringLiteral("banter.example.org"));
        QVERIFY(!settings.storeSecretInFile()); // only if somebody said so
    }

    void tellsOnceAndOnlyOfChanges() {
        Settings settings(path(), nullptr);
        QSignalSpy scale(&settings, &Settings::textScaleChanged);
        settings.setTextScale(2.0);
        settings.setTextScale(7.0); // the nearest is the same
        QCOMPARE(scale.size(), 1);
        QSignalSpy accent(&settings, &Settings::accentChanged);
        settings.setAccent(QStringLiteral("puce"));
        QCOMPARE(accent.size(), 0);
        settings.setTextScale(std::numeric_limits<qreal>::quiet_NaN());
        QCOMPARE(settings.textScale(), 2.0);
    }

    void nonsenseInTheFileCountsAsNotSet() {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[General]\ntheme=9\naccent=<b>\ntext_scale=99\ndensity=x\nlist_width=-5\n");
        file.close();
        const Settings settings(path(), nullptr);
        QCOMPARE(settings.theme(), Settings::System);
        QCOMPARE(settings.accent(), QStringLiteral("lagoon"));
        QCOMPARE(settings.textScale(), 1.0);
        QCOMPARE(settings.density(), Settings::Comfortable);
        QCOMPARE(settings.listWidth(), 0);
    }

    void eightTextSizes() {
        const Settings settings(path(), nullptr);
        QCOMPARE(settings.textScales().size(), 8);
        QCOMPARE(settings.textScales().constFirst(), 0.8);
        QCOMPARE(settings.textScales().constLast(), 2.0);
    }

    void theSystemIsFollowedUnlessChosen() {
        const QPalette before = QGuiApplication::palette();
        SystemAppearance system;
        Settings settings(path(), &system);
        QVERIFY(!settings.isDark());
        QSignalSpy dark(&settings, &Settings::isDarkChanged);
        QPalette night = before;
        night.setColor(QPalette::Window, Qt::black);
        night.setColor(QPalette::WindowText, Qt::white);
        QGuiApplication::setPalette(night);
        QTRY_VERIFY(settings.isDark());
        QCOMPARE(dark.size(), 1);
        settings.setTheme(Settings::Light);
        QVERIFY(!settings.isDark());
        QGuiApplication::setPalette(before);
    }
};

QTEST_MAIN(tst_Settings)
#include "tst_Settings.moc"

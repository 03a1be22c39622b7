// SPDX-License-Identifier: Apache-2.0
#include "app/window/Translations.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace banter::client {

void Translations::use(const QString &language) {
    QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    // Nobody reads the C locale: its times have seconds.
    if (locale.language() == QLocale::C)
        locale = QLocale(QLocale::English, QLocale::UnitedKingdom);
    QLocale::setDefault(locale);
    QCoreApplication::removeTranslator(&m_words);
    QCoreApplication::removeTranslator(&m_qtWords);
    if (m_qtWords.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                       QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtWords);
    if (m_words.load(locale, QStringLiteral("banter"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(&m_words);
    QGuiApplication::setLayoutDirection(locale.textDirection());
}

} // namespace banter::client

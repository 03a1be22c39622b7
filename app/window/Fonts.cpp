// SPDX-License-Identifier: Apache-2.0
#include "app/window/Fonts.h"

#include <QFont>
#include <QGuiApplication>
#include <QStringList>

namespace banter::client {

void useApplicationFont() {
    QFont font = QGuiApplication::font();
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans Arabic"),
                      QStringLiteral("Noto Sans Hebrew"), QStringLiteral("Noto Sans CJK SC"),
                      QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Color Emoji")});
    // Sizes are in pixels of the design; hinting would make glyph widths depend on the desktop.
    font.setHintingPreference(QFont::PreferNoHinting);
    QGuiApplication::setFont(font);
}

} // namespace banter::client

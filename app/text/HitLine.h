// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QQuickPaintedItem>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace banter::client {

/// One line of foreign text with a part of it set apart: what a search found. Laid out as a whole, so that joined
/// scripts stay joined and right-to-left text keeps its order; nothing in it is read as markup. Elided at its end.
/// Lives on the GUI thread.
class HitLine : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    /// In characters (UTF-16); length 0 = nothing is set apart.
    Q_PROPERTY(int hitStart MEMBER m_hitStart NOTIFY lookChanged)
    Q_PROPERTY(int hitLength MEMBER m_hitLength NOTIFY lookChanged)
    Q_PROPERTY(QFont font MEMBER m_font NOTIFY lookChanged)
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY lookChanged)
    Q_PROPERTY(QColor hitColor MEMBER m_hitColor NOTIFY lookChanged)
    /// The side where a line stands whose text begins with nothing of a direction: true = right.
    Q_PROPERTY(bool mirrored MEMBER m_isMirrored NOTIFY lookChanged)
public:
    explicit HitLine(QQuickItem *parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString &text);
    void paint(QPainter *painter) override;

Q_SIGNALS:
    void textChanged();
    void lookChanged();

private:
    QString m_text;
    int m_hitStart{0};
    int m_hitLength{0};
    QFont m_font;
    QColor m_color;
    QColor m_hitColor;
    bool m_isMirrored{false};
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>

class QQmlEngine;

namespace banter::client {

/// The language of the window: what was chosen, else the system's. Also says from which side it reads. Lives on the GUI
/// thread, longer than the engine.
class Translations : public QObject {
    Q_OBJECT
public:
    explicit Translations(QObject *parent = nullptr) : QObject(parent) {}

    /// `language`: a code such as "de"; empty = the system's. Unknown languages read English. Sets QLocale's default.
    void use(const QString &language);

private:
    QTranslator m_words;
    QTranslator m_qtWords;
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace banter::client {

/// Whether the person is at the keyboard or points: rings of focus show only to the former. What is told last counts.
/// Watches the whole application; lives on the GUI thread.
class InputMode : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.inputMode")
    Q_PROPERTY(bool isKeyboard READ isKeyboard NOTIFY changed)
public:
    explicit InputMode(QObject *parent = nullptr);

    [[nodiscard]] bool isKeyboard() const { return m_isKeyboard; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool m_isKeyboard{false};
};

} // namespace banter::client

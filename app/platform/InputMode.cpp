// SPDX-License-Identifier: Apache-2.0
#include "app/platform/InputMode.h"

#include <utility>

#include <QCoreApplication>
#include <QEvent>

namespace banter::client {

InputMode::InputMode(QObject *parent) : QObject(parent) {
    if (QCoreApplication *const application = QCoreApplication::instance())
        application->installEventFilter(this);
}

bool InputMode::eventFilter(QObject *watched, QEvent *event) {
    switch (event->type()) {
    case QEvent::KeyPress:
        if (!std::exchange(m_isKeyboard, true))
            Q_EMIT changed();
        break;
    case QEvent::MouseButtonPress:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
        if (std::exchange(m_isKeyboard, false))
            Q_EMIT changed();
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#include "app/platform/SystemAppearance.h"

#include <utility>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QEvent>
#include <QGuiApplication>
#include <QPalette>
#include <QStyleHints>

namespace banter::client {
namespace {

constexpr unsigned kPrefersDark = 1; ///< of the portal's color-scheme; 2 = light, 0 = no preference

QString portal() { return QStringLiteral("org.freedesktop.portal.Desktop"); }
QString path() { return QStringLiteral("/org/freedesktop/portal/desktop"); }
QString settings() { return QStringLiteral("org.freedesktop.portal.Settings"); }
QString group() { return QStringLiteral("org.freedesktop.appearance"); }
QString key() { return QStringLiteral("color-scheme"); }

bool isPaletteDark() {
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

} // namespace

SystemAppearance::SystemAppearance(QObject *parent) : QObject(parent) {
    qGuiApp->installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &SystemAppearance::update);
#else
    askPortal();
#endif
    update();
}

void SystemAppearance::askPortal() {
    // Without a session bus Qt would only warn.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") || !QDBusConnection::sessionBus().isConnected())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(portal(), path(), settings(), QStringLiteral("SettingChanged"), this,
                SLOT(onPortalSetting(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(portal(), path(), settings(), QStringLiteral("Read"));
    read.setArguments({group(), key()});
    auto *const call = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, &SystemAppearance::onPortalAnswer);
}

void SystemAppearance::onPortalAnswer(QDBusPendingCallWatcher *call) {
    call->deleteLater();
    const QDBusPendingReply<QDBusVariant> reply = *call;
    if (reply.isError())
        return; // no portal, or one that does not know
    // Read wraps its answer twice.
    QVariant value = reply.value().variant();
    if (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    onPortalSetting(group(), key(), QDBusVariant(value));
}

void SystemAppearance::onPortalSetting(const QString &changedGroup, const QString &changedKey,
                                       const QDBusVariant &value) {
    if (changedGroup != group() || changedKey != key())
        return;
    const unsigned scheme = value.variant().toUInt();
    m_portal = scheme == 0 ? std::nullopt : std::optional(scheme == kPrefersDark);
    update();
}

bool SystemAppearance::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::ApplicationPaletteChange)
        update();
    return QObject::eventFilter(watched, event);
}

void SystemAppearance::update() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    const bool isDark = scheme == Qt::ColorScheme::Unknown ? isPaletteDark() : scheme == Qt::ColorScheme::Dark;
#else
    const bool isDark = m_portal.value_or(isPaletteDark());
#endif
    if (std::exchange(m_isDark, isDark) != isDark)
        Q_EMIT changed();
}

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <QObject>

class QDBusPendingCallWatcher;
class QDBusVariant;

namespace banter::client {

/// Whether the desktop is dark: by Qt where it knows (6.5), else by the XDG portal, else by the palette. Follows
/// changes. Lives on the GUI thread.
class SystemAppearance : public QObject {
    Q_OBJECT
public:
    explicit SystemAppearance(QObject *parent = nullptr);

    [[nodiscard]] bool isDark() const { return m_isDark; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private Q_SLOTS:
    void onPortalSetting(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void onPortalAnswer(QDBusPendingCallWatcher *call);
    void update();

    std::optional<bool> m_portal; ///< what the portal says, if it says anything
    bool m_isDark{false};
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include "app/session/Session.h"

namespace banter::client {

/// The devices that are signed in to this account; asked from the server, so only while there is a connection. This
/// device first, then the last used. Lives on the GUI thread.
class DeviceListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.devices")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    /// Why there is no list, or why signing out failed; empty otherwise.
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorChanged)
public:
    enum Role {
        DeviceIdRole = Qt::UserRole + 1, ///< deviceId
        NameRole,                        ///< name: foreign text
        PlatformRole,                    ///< platform: foreign text ("linux")
        IsPhoneRole,                     ///< isPhone: bool, which icon
        IsThisRole,                      ///< isThis: bool
        LastUseTextRole,                 ///< lastUseText: "Today", "Yesterday", "18 Nov"
        AccessibleTextRole,              ///< accessibleText
    };

    explicit DeviceListModel(Session *session, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }

    /// Asks for the list; call when the page is shown. It follows later changes by itself.
    Q_INVOKABLE void refresh();
    /// Signs a device out. Not this one: that is Account.logOut().
    Q_INVOKABLE void revoke(const QString &deviceId);
    Q_INVOKABLE void revokeOthers();
    void clear();

Q_SIGNALS:
    void countChanged();
    void busyChanged();
    void errorChanged();

private:
    void setBusy(bool busy);
    void setErrorText(const QString &text);
    void show(std::vector<DeviceRow> rows);
    void revokeById(const std::string &deviceId);

    Session *m_session;
    std::vector<DeviceRow> m_rows;
    bool m_isWanted{false}; ///< somebody looks
    bool m_busy{false};
    QString m_errorText;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client

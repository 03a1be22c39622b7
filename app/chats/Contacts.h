// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include "app/store/LocalStore.h"

namespace banter::client {

class Session;

/// Whom this account counts as a contact, on all its devices: who may see its presence if it shows that to contacts
/// only. Shown from the store; changes need a connection. Lives on the GUI thread.
class Contacts : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.contacts")
    /// userId of each, by name.
    Q_PROPERTY(QStringList userIds READ userIds NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    /// Why the last change was not made; empty otherwise.
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorChanged)
public:
    explicit Contacts(Session *session, QObject *parent = nullptr);

    [[nodiscard]] QStringList userIds() const { return m_userIds; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }

    /// Ends in userIds, or in errorText. Ignored while busy.
    Q_INVOKABLE void set(const QString &userId, bool isContact);
    /// Forgets an error, when what showed it is shown anew.
    Q_INVOKABLE void clearError();

    /// A store that is open (not owned, outlives the object or a setStore(null)); null: empties it.
    void setStore(LocalStore *store);

Q_SIGNALS:
    void changed();
    void busyChanged();
    void errorChanged();

private:
    void read();
    void setErrorText(const QString &text);

    Session *m_session;
    QPointer<LocalStore> m_store;
    QStringList m_userIds;
    bool m_busy{false};
    QString m_errorText;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)}; ///< of the store that is shown
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include <QObject>
#include <QPointer>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include "app/store/LocalStore.h"
#include "app/store/StoreBatch.h"

namespace banter::client {

class Session;

/// What others see of this account, on all its devices. Both are mutual: who does not show it does not see it of
/// others. Shown from the store; changes need a connection. Lives on the GUI thread.
class Privacy : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.privacy")
    /// Others see what this user has read, and this user what they have.
    Q_PROPERTY(bool showsRead READ showsRead WRITE setShowsRead NOTIFY changed)
    /// Who sees when this user is or was there.
    Q_PROPERTY(banter::client::Privacy::Audience presence READ presence WRITE setPresence NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    /// Why the last change was not made; empty otherwise.
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorChanged)
public:
    enum Audience { Everybody = 1, Contacts = 2, Nobody = 3 };
    Q_ENUM(Audience)

    explicit Privacy(Session *session, QObject *parent = nullptr);

    [[nodiscard]] bool showsRead() const { return !m_settings.hidesRead; }
    void setShowsRead(bool shows);
    [[nodiscard]] Audience presence() const;
    void setPresence(Audience audience);
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }

    void setStore(LocalStore *store);

Q_SIGNALS:
    void changed();
    void busyChanged();
    void errorChanged();

private:
    void read();
    void change(std::optional<bool> hidesRead, int presence);

    Session *m_session;
    QPointer<LocalStore> m_store;
    AccountSettings m_settings;
    bool m_busy{false};
    QString m_errorText;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client

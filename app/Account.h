// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace banter::client {

class Session;

/// Who is signed in. Empty strings while nobody is. Lives on the GUI thread.
class Account : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.account")
    Q_PROPERTY(QString userId READ userId NOTIFY changed)
    Q_PROPERTY(QString username READ username NOTIFY changed)
    Q_PROPERTY(QString displayName READ displayName NOTIFY changed)
    Q_PROPERTY(QString initials READ initials NOTIFY changed)
    Q_PROPERTY(int hue READ hue NOTIFY changed)
    /// "wss://banter.example.org"
    Q_PROPERTY(QString server READ server NOTIFY changed)
    /// Messages that are still to go out: worth a word before signing out.
    Q_PROPERTY(int unsentCount READ unsentCount NOTIFY unsentCountChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    /// Why signing out failed; then logOutHere() is offered. Empty otherwise.
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorChanged)
public:
    explicit Account(Session *session, QObject *parent = nullptr);

    [[nodiscard]] QString userId() const;
    [[nodiscard]] QString username() const;
    [[nodiscard]] QString displayName() const;
    [[nodiscard]] QString initials() const;
    [[nodiscard]] int hue() const;
    [[nodiscard]] QString server() const;
    [[nodiscard]] int unsentCount() const { return m_unsentCount; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }

    /// Signs this device out on the server, then here. Ends in App.state SignedOut, or in errorText (no connection).
    Q_INVOKABLE void logOut();
    /// Forgets the sign-in here only; the server keeps listing this device until it is signed out from another.
    Q_INVOKABLE void logOutHere();

    void refresh();

Q_SIGNALS:
    void changed();
    void unsentCountChanged();
    void busyChanged();
    void errorChanged();

private:
    void setBusy(bool busy);
    void setErrorText(const QString &text);

    Session *m_session;
    int m_unsentCount{0};
    bool m_busy{false};
    QString m_errorText;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client

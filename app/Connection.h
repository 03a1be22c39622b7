// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "app/net/LinkOptions.h"

namespace banter::client {

class Session;

/// The strip under the header: what the connection does, in words. It stays away for the first two seconds without a
/// connection, and says "Back online" for one and a half. Lives on the GUI thread.
class Connection : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.connection")
    Q_PROPERTY(banter::client::Connection::State state READ state NOTIFY changed)
    /// Whether the strip shows; never while Online.
    Q_PROPERTY(bool isVisible READ isVisible NOTIFY changed)
    /// One or two sentences; empty while Online.
    Q_PROPERTY(QString text READ text NOTIFY changed)
    /// What the link at its end says ("Try again", "Details"); empty = no link. See act().
    Q_PROPERTY(QString actionText READ actionText NOTIFY changed)
    /// Requests are answered now.
    Q_PROPERTY(bool isOnline READ isOnline NOTIFY changed)
public:
    enum State {
        Online,     ///< no strip
        BackOnline, ///< accentSoft, for a moment
        Connecting, ///< muted, with spinner
        Offline,    ///< warningSoft; tries again by itself
        Trouble, ///< dangerSoft; goes on only when somebody acts: certificate changed, disabled, version, other server
    };
    Q_ENUM(State)

    /// How long the strip waits and lingers; tests shorten it.
    struct Times {
        int graceMs{2000};
        int backOnlineMs{1500};
    };
    explicit Connection(Session *session, QObject *parent = nullptr) : Connection(session, Times{}, parent) {}
    Connection(Session *session, Times times, QObject *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isVisible() const { return m_isVisible; }
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString actionText() const;
    [[nodiscard]] bool isOnline() const { return m_state == Online || m_state == BackOnline; }

    /// What actionText says: connects now.
    Q_INVOKABLE void act();

Q_SIGNALS:
    void changed();

private:
    void onSessionState();
    void onStopped(LinkStop why);
    void set(State state, bool isVisible);

    Session *m_session;
    Times m_times;
    State m_state{Connecting};
    bool m_isVisible{false};
    LinkStop m_why{LinkStop::None};
    QTimer m_grace;
    QTimer m_back;
};

} // namespace banter::client

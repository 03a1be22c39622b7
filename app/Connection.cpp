// SPDX-License-Identifier: Apache-2.0
#include "app/Connection.h"

#include "app/session/Session.h"

namespace banter::client {

Connection::Connection(Session *session, Times times, QObject *parent)
    : QObject(parent),
      m_session(session),
      m_times(times) {
    m_grace.setSingleShot(true);
    m_grace.setInterval(times.graceMs);
    connect(&m_grace, &QTimer::timeout, this, [this] { set(m_state, true); });
    m_back.setSingleShot(true);
    m_back.setInterval(times.backOnlineMs);
    connect(&m_back, &QTimer::timeout, this, [this] {
        if (m_state == BackOnline)
            set(Online, false);
    });
    connect(session, &Session::stateChanged, this, &Connection::onSessionState);
    connect(session, &Session::stopped, this, &Connection::onStopped);
}

void Connection::onSessionState() {
    switch (m_session->state()) {
    case Session::State::Online:
        m_grace.stop();
        m_why = LinkStop::None;
        if (m_isVisible) { // who saw it gone sees it come back
            set(BackOnline, true);
            m_back.start();
        } else {
            set(Online, false);
        }
        return;
    case Session::State::SignedOut:
    case Session::State::Opening:
        m_grace.stop();
        m_why = LinkStop::None;
        set(Connecting, false);
        return;
    case Session::State::Offline: break;
    }
    if (m_state == Trouble)
        return;
    set(Connecting, false);
    m_grace.start();
}

void Connection::onStopped(LinkStop why) {
    if (m_session->state() != Session::State::Offline)
        return;
    m_why = why;
    if (!isTemporary(why)) {
        m_grace.stop();
        set(Trouble, true);
        return;
    }
    set(Offline, m_isVisible);
    if (!m_isVisible && !m_grace.isActive())
        m_grace.start();
}

void Connection::set(State state, bool isVisible) {
    if (state == m_state && isVisible == m_isVisible)
        return;
    m_state = state;
    m_isVisible = isVisible;
    Q_EMIT changed();
}

QString Connection::text() const {
    switch (m_state) {
    case Online: return {};
    case BackOnline: return tr("Back online");
    case Connecting: return tr("Connecting…");
    case Offline: return tr("Offline. Messages go out when you are back.");
    case Trouble: break;
    }
    switch (m_why) {
    case LinkStop::CertificateChanged:
        return tr("The server's certificate changed. Do not sign in until you know why.");
    case LinkStop::UntrustedCertificate: return tr("Nobody vouches for the server's certificate. Ask its operator.");
    case LinkStop::TooOld:
        return tr("Banter and the server speak different versions. Update Banter, or ask the operator to update the "
                  "server.");
    case LinkStop::Banned: return tr("This account is disabled on this server. Ask its operator why.");
    case LinkStop::Replaced:
        return tr("This account is used by another Banter with the same data. Close the other one.");
    case LinkStop::WrongServer: return tr("Another server answers at this address. Ask its operator.");
    default: return tr("There is no connection to the server.");
    }
}

QString Connection::actionText() const {
    return m_state == Trouble || m_state == Offline ? tr("Try again") : QString();
}

void Connection::act() {
    if (m_state != Trouble && m_state != Offline)
        return;
    m_why = LinkStop::None;
    set(Connecting, m_isVisible);
    m_session->reconnect();
}

} // namespace banter::client

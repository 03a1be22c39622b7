// SPDX-License-Identifier: Apache-2.0
#include "app/Account.h"

#include <utility>

#include "app/session/Session.h"
#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"

namespace banter::client {

Account::Account(Session *session, QObject *parent) : QObject(parent), m_session(session) {
    connect(session, &Session::stateChanged, this, &Account::refresh);
    connect(session, &Session::changed, this, [this] {
        const int unsent = static_cast<int>(m_session->unsentCount());
        if (std::exchange(m_unsentCount, unsent) != unsent)
            Q_EMIT unsentCountChanged();
    });
}

QString Account::userId() const {
    const Credentials *const who = m_session->credentials();
    return who ? QString::fromStdString(who->user.id.toText()) : QString();
}

QString Account::username() const {
    const Credentials *const who = m_session->credentials();
    return who ? QString::fromStdString(who->user.username) : QString();
}

QString Account::displayName() const {
    const Credentials *const who = m_session->credentials();
    if (!who)
        return {};
    return QString::fromStdString(who->user.shownName());
}

QString Account::initials() const { return Formatting::initials(displayName()); }

int Account::hue() const {
    const Credentials *const who = m_session->credentials();
    return who ? Formatting::hue(who->user.id.view()) : 0;
}

QString Account::server() const {
    const Credentials *const who = m_session->credentials();
    const QUrl now = m_session->serverAddress();
    if (!who)
        return {};
    return now.isEmpty() && !who->addresses.empty() ? QString::fromStdString(who->addresses.front()) : now.toString();
}

void Account::refresh() {
    setErrorText({});
    Q_EMIT changed();
}

void Account::logOut() {
    if (m_busy)
        return;
    setBusy(true);
    setErrorText({});
    m_session->logOut({m_session->executor(), m_alive, [this](const Result<Done> &done) {
                           setBusy(false);
                           if (!done.ok() && done.error().code != ErrorCode::NotSignedIn)
                               setErrorText(ErrorText::of(done.error()));
                       }});
}

void Account::logOutHere() {
    if (!m_busy)
        m_session->forget();
}

void Account::setBusy(bool busy) {
    if (std::exchange(m_busy, busy) != busy)
        Q_EMIT busyChanged();
}

void Account::setErrorText(const QString &text) {
    if (std::exchange(m_errorText, text) != text)
        Q_EMIT errorChanged();
}

} // namespace banter::client

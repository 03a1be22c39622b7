// SPDX-License-Identifier: Apache-2.0
#include "app/chats/Contacts.h"

#include <utility>

#include "app/session/Session.h"
#include "app/text/ErrorText.h"

namespace banter::client {

Contacts::Contacts(Session *session, QObject *parent) : QObject(parent), m_session(session) {
    connect(session, &Session::changed, this, [this](const StoreChanges &changes) {
        if (changes.contacts)
            read();
    });
}

void Contacts::setStore(LocalStore *store) {
    m_alive = std::make_shared<int>(0); // answers of the store before are dropped
    m_store = store;
    m_userIds.clear();
    m_busy = false;
    setErrorText({});
    Q_EMIT busyChanged();
    Q_EMIT changed();
    read();
}

void Contacts::read() {
    if (!m_store)
        return;
    m_store->contacts({m_session->executor(), m_alive, [this](const Result<std::vector<UserRow>> &users) {
                           if (!users.ok())
                               return;
                           m_userIds.clear();
                           for (const UserRow &user : *users)
                               m_userIds.append(QString::fromStdString(user.id.toText()));
                           Q_EMIT changed();
                       }});
}

void Contacts::set(const QString &userId, bool isContact) {
    const auto user = UserId::fromText(userId.toStdString());
    if (!user || m_busy || !m_store)
        return;
    m_busy = true;
    setErrorText({});
    Q_EMIT busyChanged();
    m_session->setContact(*user, isContact, {m_session->executor(), m_alive, [this](const Result<Done> &done) {
                                                 m_busy = false;
                                                 setErrorText(done.ok() ? QString() : ErrorText::of(done.error()));
                                                 Q_EMIT busyChanged();
                                             }});
}

void Contacts::clearError() { setErrorText({}); }

void Contacts::setErrorText(const QString &text) {
    if (std::exchange(m_errorText, text) != text)
        Q_EMIT errorChanged();
}

} // namespace banter::client

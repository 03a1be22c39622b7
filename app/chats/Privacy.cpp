// SPDX-License-Identifier: Apache-2.0
#include "app/chats/Privacy.h"

#include "app/session/Session.h"
#include "app/text/ErrorText.h"

namespace banter::client {

Privacy::Privacy(Session *session, QObject *parent) : QObject(parent), m_session(session) {
    connect(session, &Session::changed, this, [this](const StoreChanges &changes) {
        if (changes.settings)
            read();
    });
}

void Privacy::setStore(LocalStore *store) {
    m_store = store;
    m_settings = {};
    m_errorText.clear();
    Q_EMIT errorChanged();
    Q_EMIT changed();
    read();
}

void Privacy::read() {
    if (!m_store)
        return;
    m_store->settings({m_session->executor(), m_alive, [this](const Result<AccountSettings> &settings) {
                           if (!settings.ok())
                               return;
                           m_settings = *settings;
                           Q_EMIT changed();
                       }});
}

Privacy::Audience Privacy::presence() const {
    return m_settings.presence == Contacts || m_settings.presence == Nobody ? static_cast<Audience>(m_settings.presence)
                                                                            : Everybody;
}

void Privacy::setShowsRead(bool shows) {
    if (shows != showsRead())
        change(!shows, 0);
}

void Privacy::setPresence(Audience audience) {
    if (audience != presence())
        change(std::nullopt, audience);
}

/// What is shown follows the server; a control that was moved goes back with changed() if it said no.
void Privacy::change(std::optional<bool> hidesRead, int presence) {
    if (m_busy)
        return;
    m_busy = true;
    m_errorText.clear();
    Q_EMIT busyChanged();
    Q_EMIT errorChanged();
    m_session->editSettings(hidesRead, presence, {m_session->executor(), m_alive, [this](const Result<Done> &done) {
                                                      m_busy = false;
                                                      m_errorText = done.ok() ? QString() : ErrorText::of(done.error());
                                                      Q_EMIT busyChanged();
                                                      Q_EMIT errorChanged();
                                                      Q_EMIT changed();
                                                  }});
}

} // namespace banter::client

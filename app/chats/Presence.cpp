// SPDX-License-Identifier: Apache-2.0
#include "app/chats/Presence.h"

#include <algorithm>
#include <utility>

#include <QDateTime>

#include "app/session/Session.h"
#include "app/text/Formatting.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {

Presence::Presence(Session *session, QObject *parent) : QObject(parent), m_session(session) {
    m_gather.setSingleShot(true);
    m_gather.setInterval(kGatherMs);
    connect(&m_gather, &QTimer::timeout, this, &Presence::tell);
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, &Presence::expire);
    connect(session, &Session::stateChanged, this, [this](Session::State state) {
        if (state == Session::State::Online)
            m_gather.start();
        else
            clear();
    });
    connect(session, &Session::presenceChanged, this, [this](const UserId &user, int state, qint64 lastSeenMs) {
        m_known[user] = {state, lastSeenMs};
        Q_EMIT changed(QString::fromStdString(user.toText()));
    });
    connect(session, &Session::activityChanged, this, &Presence::onActivity);
    connect(session, &Session::changed, this, [this](const StoreChanges &changes) {
        for (const UserRow &user : changes.users)
            m_users[user.id] = user;
        for (const TimelineRow &row : changes.rows) {
            if (!row.mine && row.seq > 0) // who has sent has stopped writing
                onActivity(row.conversation, row.sender, 0);
        }
    });
}

void Presence::setStore(LocalStore *store) {
    m_open = {};
    m_openPeer = {};
    m_listed.clear();
    m_users.clear();
    clear();
    if (!store)
        return;
    store->users({m_session->executor(), m_alive, [this](const Result<std::vector<UserRow>> &users) {
                      for (const UserRow &user : users.ok() ? *users : std::vector<UserRow>{})
                          m_users[user.id] = user;
                  }});
}

void Presence::show(const QString &userId) {
    const auto user = UserId::fromText(userId.toStdString());
    if (user && !user->isNull() && ++m_shown[*user] == 1)
        m_gather.start();
}

void Presence::hide(const QString &userId) {
    const auto user = UserId::fromText(userId.toStdString());
    const auto it = user ? m_shown.find(*user) : m_shown.end();
    if (it == m_shown.end() || --it->second > 0)
        return;
    m_shown.erase(it);
    m_gather.start();
}

void Presence::setOpen(const ConversationId &conversation, const UserId &peer) {
    if (m_open == conversation && m_openPeer == peer)
        return;
    m_open = conversation;
    m_openPeer = peer;
    m_gather.start();
}

void Presence::setListed(const QStringList &conversationIds) {
    std::vector<ConversationId> listed;
    for (const QString &text : conversationIds) {
        if (const auto id = ConversationId::fromText(text.toStdString()); id && !id->isNull())
            listed.push_back(*id);
    }
    if (std::exchange(m_listed, listed) != listed)
        m_gather.start();
}

void Presence::close(const ConversationId &conversation) {
    if (m_open == conversation)
        setOpen({}, {});
}

/// Whoever the server leaves out from now on is not known any more.
void Presence::tell() {
    std::vector<UserId> users;
    if (!m_openPeer.isNull())
        users.push_back(m_openPeer);
    for (const auto &[user, count] : m_shown) {
        if (users.size() < limits::kMaxPresenceInterest && user != m_openPeer)
            users.push_back(user);
    }
    std::erase_if(m_known,
                  [&](const auto &one) { return std::find(users.begin(), users.end(), one.first) == users.end(); });
    std::vector<ConversationId> open;
    if (!m_open.isNull())
        open.push_back(m_open);
    for (const ConversationId &id : m_listed) {
        if (open.size() < limits::kMaxOpenConversations && id != m_open)
            open.push_back(id);
    }
    m_session->setInterest(users, open);
}

bool Presence::isOnline(const QString &userId) const {
    const auto user = UserId::fromText(userId.toStdString());
    const auto it = user ? m_known.find(*user) : m_known.end();
    return it != m_known.end() && it->second.state == v1::ONLINE;
}

QString Presence::textOf(const QString &userId) const {
    const auto user = UserId::fromText(userId.toStdString());
    const auto it = user ? m_known.find(*user) : m_known.end();
    if (it == m_known.end())
        return {};
    if (it->second.state == v1::ONLINE)
        return tr("online");
    if (it->second.state != v1::OFFLINE || it->second.lastSeenMs <= 0)
        return {};
    return tr("last seen %1")
        .arg(Formatting::listTime(QDateTime::fromMSecsSinceEpoch(it->second.lastSeenMs), QDateTime::currentDateTime()));
}

QString Presence::nameOf(const UserId &user) const {
    const auto it = m_users.find(user);
    if (it == m_users.end())
        return tr("Somebody");
    return Formatting::isolated(QString::fromStdString(it->second.shownName()));
}

QString Presence::activityText(const ConversationId &conversation, bool isGroup) const {
    const auto it = m_doing.find(conversation);
    if (it == m_doing.end() || it->second.empty())
        return {};
    const auto &[user, doing] = *it->second.begin();
    const bool isRecording = doing.activity == v1::RECORDING;
    if (!isGroup)
        return isRecording ? tr("recording…") : tr("typing…");
    if (it->second.size() == 1)
        return isRecording ? tr("%1 is recording…").arg(nameOf(user)) : tr("%1 is typing…").arg(nameOf(user));
    if (it->second.size() == 2)
        return tr("%1 and %2 are typing…").arg(nameOf(user), nameOf(std::next(it->second.begin())->first));
    return tr("%n people are typing…", nullptr, static_cast<int>(it->second.size()));
}

void Presence::onActivity(const ConversationId &conversation, const UserId &user, int activity) {
    if (activity == 0) {
        const auto it = m_doing.find(conversation);
        if (it == m_doing.end() || it->second.erase(user) == 0)
            return;
    } else {
        m_doing[conversation][user] = {activity, QDateTime::currentMSecsSinceEpoch() +
                                                     std::chrono::milliseconds(limits::kActivityLife).count()};
        if (!m_expiry.isActive())
            m_expiry.start(limits::kActivityLife);
    }
    Q_EMIT activityChanged(conversation);
}

void Presence::expire() {
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    std::vector<ConversationId> moved;
    bool isLeft = false;
    for (auto &[conversation, people] : m_doing) {
        if (std::erase_if(people, [now](const auto &one) { return one.second.untilMs <= now; }) > 0)
            moved.push_back(conversation);
        isLeft = isLeft || !people.empty();
    }
    if (isLeft)
        m_expiry.start(500);
    for (const ConversationId &conversation : moved)
        Q_EMIT activityChanged(conversation);
}

void Presence::clear() {
    const auto known = std::exchange(m_known, {});
    const auto doing = std::exchange(m_doing, {});
    for (const auto &[user, state] : known)
        Q_EMIT changed(QString::fromStdString(user.toText()));
    for (const auto &[conversation, people] : doing)
        Q_EMIT activityChanged(conversation);
}

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "app/store/LocalStore.h"
#include "app/store/Rows.h"

namespace banter::client {

class Session;

/// Who is there, and who writes where. Asked for only for those that are on the screen: a delegate that shows somebody
/// calls show() when it comes and hide() when it goes; the open conversation is looked after by itself. Nothing of it
/// is kept. Lives on the GUI thread.
class Presence : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.presence")
public:
    static constexpr int kGatherMs = 300; ///< what comes and goes while one scrolls is told together

    explicit Presence(Session *session, QObject *parent = nullptr);

    /// Counted: each show() wants its hide().
    Q_INVOKABLE void show(const QString &userId);
    Q_INVOKABLE void hide(const QString &userId);
    Q_INVOKABLE [[nodiscard]] bool isOnline(const QString &userId) const;
    /// "online", "last seen 9:02"; empty = nothing is known, or it is not shown to us.
    Q_INVOKABLE [[nodiscard]] QString textOf(const QString &userId) const;
    /// The topmost conversations of the list on the screen: who writes there is told as far as the server allows
    /// (limits::kMaxOpenConversations, the open one among them).
    Q_INVOKABLE void setListed(const QStringList &conversationIds);
    /// "typing…", in groups "Aiko is typing…"; empty = nobody does.
    [[nodiscard]] QString activityText(const ConversationId &conversation, bool isGroup) const;

    /// What is open; null: nothing. `peer`: of a direct conversation.
    void setOpen(const ConversationId &conversation, const UserId &peer);
    /// Unless another one is open by now.
    void close(const ConversationId &conversation);
    void setStore(LocalStore *store);
    /// How many people are asked about for the screen.
    [[nodiscard]] int shownCount() const { return static_cast<int>(m_shown.size()); }

Q_SIGNALS:
    void changed(const QString &userId);
    void activityChanged(const banter::ConversationId &conversation);

private:
    struct Known {
        int state{0}; ///< banter.v1.PresenceState
        std::int64_t lastSeenMs{0};
    };
    struct Doing {
        int activity{0}; ///< banter.v1.Activity
        std::int64_t untilMs{0};
    };
    void tell();
    void expire();
    void onActivity(const ConversationId &conversation, const UserId &user, int activity);
    void clear();
    [[nodiscard]] QString nameOf(const UserId &user) const;

    Session *m_session;
    std::unordered_map<UserId, int> m_shown; ///< how many show them
    std::unordered_map<UserId, Known> m_known;
    std::map<ConversationId, std::map<UserId, Doing>> m_doing;
    std::unordered_map<UserId, UserRow> m_users;
    ConversationId m_open;
    UserId m_openPeer;
    std::vector<ConversationId> m_listed;
    QTimer m_gather;
    QTimer m_expiry;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client

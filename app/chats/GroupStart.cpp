// SPDX-License-Identifier: Apache-2.0
#include "app/chats/GroupStart.h"

#include <utility>

#include "app/chats/Group.h"
#include "app/session/Session.h"
#include "app/text/ErrorText.h"
#include "app/text/InviteLink.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::client {

GroupStart::GroupStart(Session *session, QObject *parent) : QObject(parent), m_session(session) {}

QString GroupStart::previewCountText() const {
    return hasPreview() ? tr("%n members", nullptr, static_cast<int>(m_preview.memberCount)) : QString();
}

int GroupStart::titleLeft(const QString &title) { return Group::titleLeft(title); }

int GroupStart::descriptionLeft(const QString &description) { return Group::descriptionLeft(description); }

bool GroupStart::isTitleGood(const QString &title) {
    return titleLeft(title) >= 0 && hasVisibleText(title.trimmed().toStdString());
}

int GroupStart::mostOthers() { return static_cast<int>(limits::kMaxGroupMembers) - 1; }

bool GroupStart::begin() {
    if (m_busy)
        return false;
    m_busy = true;
    m_errorText.clear();
    Q_EMIT stateChanged();
    return true;
}

void GroupStart::end(const QString &errorText) {
    m_busy = false;
    m_errorText = errorText;
    Q_EMIT stateChanged();
}

void GroupStart::create(const QString &title, const QString &description, const QStringList &userIds,
                        bool showsHistory) {
    if (!isTitleGood(title) || descriptionLeft(description) < 0) {
        if (!m_busy)
            end(isTitleGood(title) ? ErrorText::of(ErrorCode::TooLarge) : tr("A group needs a name."));
        return;
    }
    if (!begin())
        return;
    NewGroup wanted;
    wanted.title = title.trimmed().toStdString();
    wanted.description = description.trimmed().toStdString();
    wanted.showsHistory = showsHistory;
    for (const QString &text : userIds) {
        if (const auto user = UserId::fromText(text.toStdString()))
            wanted.users.push_back(*user);
    }
    const bool isRepeat = !m_wanted.clientId.isNull() && wanted.title == m_wanted.title &&
                          wanted.description == m_wanted.description && wanted.users == m_wanted.users &&
                          wanted.showsHistory == m_wanted.showsHistory;
    wanted.clientId = isRepeat ? m_wanted.clientId : makeId<ClientId>();
    m_wanted = std::move(wanted);
    m_session->createGroup(
        m_wanted, {m_session->executor(), m_alive, [this, number = m_asked](const Result<ConversationId> &made) {
                       if (number == m_asked)
                           onOpened(made);
                   }});
}

void GroupStart::onOpened(const Result<ConversationId> &made) {
    if (!made.ok()) {
        end(ErrorText::ofGroup(made.error().code));
        return;
    }
    m_wanted = {};
    setPreview({}, {});
    end({});
    Q_EMIT opened(QString::fromStdString(made->toText()));
}

void GroupStart::look(const QString &link) {
    if (!begin())
        return;
    setPreview({}, {});
    const auto parsed = invites::parse(link);
    const QString here = invites::hostOf(m_session->serverAddress());
    if (!parsed) {
        end(tr("That is no invite link. Copy all of it, then try again."));
        return;
    }
    if (!parsed->host.isEmpty() && parsed->host.compare(here, Qt::CaseInsensitive) != 0) {
        end(tr("This invite is for another server, %1. Sign in there to join.").arg(parsed->host));
        return;
    }
    m_session->lookInvite(parsed->code,
                          {m_session->executor(), m_alive,
                           [this, number = m_asked, code = parsed->code](const Result<InvitePreview> &preview) {
                               if (number != m_asked)
                                   return;
                               if (preview.ok())
                                   setPreview(code, *preview);
                               end(preview.ok() ? QString() : ErrorText::ofInvite(preview.error().code));
                           }});
}

void GroupStart::join() {
    if (!hasPreview() || !begin())
        return;
    m_session->joinByInvite(
        m_code, {m_session->executor(), m_alive, [this, number = m_asked](const Result<ConversationId> &joined) {
                     if (number != m_asked)
                         return;
                     if (joined.ok())
                         onOpened(joined);
                     else
                         end(ErrorText::ofInvite(joined.error().code));
                 }});
}

void GroupStart::reset() {
    ++m_asked;
    setPreview({}, {});
    end({});
}

void GroupStart::setPreview(const std::string &code, const InvitePreview &preview) {
    m_code = code;
    m_preview = preview;
    Q_EMIT previewChanged();
}

} // namespace banter::client

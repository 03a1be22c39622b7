// SPDX-License-Identifier: Apache-2.0
#include "app/chats/PeopleSearch.h"

#include <algorithm>
#include <utility>

#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"
#include "shared/protocol/Text.h"

namespace banter::client {
namespace {

constexpr int kNamePauseMs = 300;

QString wantedOf(const QString &query) {
    const QString trimmed = query.trimmed();
    return trimmed.startsWith(QLatin1Char('@')) ? trimmed.mid(1) : trimmed;
}

} // namespace

PeopleSearch::PeopleSearch(Session *session, QObject *parent) : QAbstractListModel(parent), m_session(session) {
    m_typing.setSingleShot(true);
    m_typing.setInterval(kNamePauseMs);
    connect(&m_typing, &QTimer::timeout, this, &PeopleSearch::ask);
}

int PeopleSearch::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> PeopleSearch::roleNames() const {
    return {{UserIdRole, "userId"},     {UsernameRole, "username"}, {NameRole, "name"},
            {InitialsRole, "initials"}, {HueRole, "hue"},           {AccessibleTextRole, "accessibleText"}};
}

QVariant PeopleSearch::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const UserRow &user = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case UserIdRole: return QString::fromStdString(user.id.toText());
    case UsernameRole: return QString::fromStdString(user.username);
    case Qt::DisplayRole:
    case NameRole: return QString::fromStdString(user.shownName());
    case InitialsRole: return Formatting::initials(QString::fromStdString(user.shownName()));
    case HueRole: return Formatting::hue(user.id.view());
    case AccessibleTextRole:
        return QStringLiteral("%1, @%2").arg(QString::fromStdString(user.shownName()),
                                             QString::fromStdString(user.username));
    default: return {};
    }
}

void PeopleSearch::reset() {
    m_query.clear();
    ++m_asked;
    m_typing.stop();
    m_busy = false;
    Q_EMIT queryChanged();
    set(Idle, {});
    show();
    if (!m_session->store())
        return;
    m_session->store()->users({m_session->executor(), m_alive, [this](Result<std::vector<UserRow>> users) {
                                   if (!users.ok())
                                       return;
                                   m_known = std::move(*users);
                                   show();
                               }});
}

void PeopleSearch::setQuery(const QString &query) {
    if (std::exchange(m_query, query) == query)
        return;
    ++m_asked;
    Q_EMIT queryChanged();
    show();
    m_typing.stop();
    const QString wanted = wantedOf(query);
    if (wanted.isEmpty()) {
        set(Idle, {});
    } else if (!canonicalUsername(wanted.toStdString())) {
        set(m_rows.empty() ? NotFound : Found,
            m_rows.empty() ? tr("Type a whole username, such as @mira.") : QString());
    } else {
        set(Asking, {});
        m_typing.start();
    }
}

/// Those known here that match.
void PeopleSearch::show() {
    const QString wanted = wantedOf(m_query);
    const Credentials *const self = m_session->credentials();
    std::vector<UserRow> rows;
    for (const UserRow &user : m_known) {
        if (self && user.id == self->user.id)
            continue;
        if (wanted.isEmpty() || QString::fromStdString(user.username).contains(wanted, Qt::CaseInsensitive) ||
            QString::fromStdString(user.shownName()).contains(wanted, Qt::CaseInsensitive))
            rows.push_back(user);
    }
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
}

void PeopleSearch::ask() {
    const auto name = canonicalUsername(wantedOf(m_query).toStdString());
    if (!name)
        return;
    m_session->findUser(
        *name, {m_session->executor(), m_alive, [this, number = ++m_asked, name = *name](const Result<UserRow> &user) {
                    if (number == m_asked)
                        onAnswer(name, user);
                }});
}

void PeopleSearch::onAnswer(const std::string &name, const Result<UserRow> &user) {
    if (user.ok()) {
        const bool isKnown =
            std::any_of(m_known.begin(), m_known.end(), [&](const UserRow &row) { return row.id == user->id; });
        if (!isKnown)
            m_known.push_back(*user);
        show();
        const bool isSelf = m_session->credentials() && m_session->credentials()->user.id == user->id;
        set(m_rows.empty() ? NotFound : Found, isSelf && m_rows.empty() ? tr("That is you.") : QString());
        return;
    }
    if (user.error().code == ErrorCode::NotFound) {
        set(m_rows.empty() ? NotFound : Found,
            m_rows.empty() ? tr("Nobody is called @%1 here. Check the spelling.").arg(QString::fromStdString(name))
                           : QString());
        return;
    }
    set(Failed, ErrorText::of(user.error()));
}

void PeopleSearch::open(int row) {
    if (row >= 0 && row < rowCount())
        start(m_rows[static_cast<std::size_t>(row)].id, false);
}

void PeopleSearch::openUser(const UserId &user) { start(user, true); }

void PeopleSearch::start(const UserId &user, bool isTold) {
    if (m_busy || !m_session->store())
        return;
    m_busy = true;
    Q_EMIT stateChanged();
    // One that exists opens offline as well.
    m_session->store()->conversations(
        {m_session->executor(), m_alive, [this, user, isTold](const Result<std::vector<ConversationRow>> &rows) {
             if (rows.ok()) {
                 for (const ConversationRow &known : *rows) {
                     if (known.kind == v1::DIRECT && known.peer == user) {
                         onOpened(known.id);
                         return;
                     }
                 }
             }
             m_session->openDirect(
                 user, {m_session->executor(), m_alive, [this, isTold](const Result<ConversationId> &opened) {
                            if (opened.ok()) {
                                onOpened(*opened);
                                return;
                            }
                            m_busy = false;
                            set(Failed, ErrorText::of(opened.error()));
                            if (isTold)
                                Q_EMIT openFailed(m_hintText);
                        }});
         }});
}

void PeopleSearch::onOpened(const ConversationId &id) {
    m_busy = false;
    Q_EMIT stateChanged();
    Q_EMIT opened(QString::fromStdString(id.toText()));
}

void PeopleSearch::set(State state, const QString &hint) {
    m_state = state;
    m_hintText = hint;
    Q_EMIT stateChanged();
}

} // namespace banter::client

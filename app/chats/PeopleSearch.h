// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <QAbstractListModel>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "app/session/Session.h"
#include "app/store/Rows.h"

namespace banter::client {

/// Finds a person to write to. People that are known here (by user name or name, also offline) at once; and the one
/// whose user name is exactly what was typed, from the server, 300 ms after the last key. Lives on the GUI thread.
class PeopleSearch : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.people")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// "mira", "@mira"; also part of a name.
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    Q_PROPERTY(banter::client::PeopleSearch::State state READ state NOTIFY stateChanged)
    /// One sentence for the state ("Nobody is called @mira here. …"); empty if there is nothing to say. Contains what
    /// was typed: plain text only.
    Q_PROPERTY(QString hintText READ hintText NOTIFY stateChanged)
    /// A conversation is being opened.
    Q_PROPERTY(bool busy READ busy NOTIFY stateChanged)
public:
    enum State {
        Idle,     ///< nothing typed: all known people
        Asking,   ///< the server is asked
        Found,    ///< at least one row
        NotFound, ///< no row, and the server knows nobody of that name
        Failed,   ///< the server could not be asked; rows are what is known here
    };
    Q_ENUM(State)
    enum Role {
        UserIdRole = Qt::UserRole + 1, ///< userId
        UsernameRole,                  ///< username
        NameRole,                      ///< name: foreign text
        InitialsRole,                  ///< initials
        HueRole,                       ///< hue
        AccessibleTextRole,            ///< accessibleText
    };

    explicit PeopleSearch(Session *session, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] QString query() const { return m_query; }
    void setQuery(const QString &query);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString hintText() const { return m_hintText; }
    [[nodiscard]] bool busy() const { return m_busy; }

    /// Opens the conversation with the person in a row (makes it if need be; that needs a connection). Answers by
    /// opened(), or by state Failed and hintText. App opens the conversation by itself.
    Q_INVOKABLE void open(int row);
    /// The same with anybody; ends in opened() or openFailed().
    void openUser(const UserId &user);
    /// Reads who is known and empties the query; call when the page is shown.
    Q_INVOKABLE void reset();

Q_SIGNALS:
    void countChanged();
    void queryChanged();
    void stateChanged();
    void opened(const QString &conversationId);
    /// For a toast.
    void openFailed(const QString &text);

private:
    void set(State state, const QString &hint);
    void show();
    void ask();
    void onAnswer(const std::string &name, const Result<UserRow> &user);
    void start(const UserId &user, bool isTold);
    void onOpened(const ConversationId &id);

    Session *m_session;
    std::vector<UserRow> m_known;
    std::vector<UserRow> m_rows;
    QString m_query;
    State m_state{Idle};
    QString m_hintText;
    bool m_busy{false};
    std::uint64_t m_asked{0}; ///< numbers the questions; only the last one's answer counts
    QTimer m_typing;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <QAbstractListModel>
#include <QPointer>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "app/models/ConversationListModel.h"

namespace banter::client {

/// Conversations by what they are called, archived ones too: those whose title begins with what was typed, then those
/// where a word does, then the rest, each the latest first. Nothing typed: the latest. Made by QML; lives on the GUI
/// thread.
class ChatFinder : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Not owned; goes with App.
    Q_PROPERTY(banter::client::ConversationListModel *source READ source WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    /// At most so many rows.
    Q_PROPERTY(int most READ most WRITE setMost NOTIFY mostChanged)
public:
    enum Role {
        ConversationIdRole = Qt::UserRole + 1, ///< conversationId
        TitleRole,                             ///< title: foreign text
        InitialsRole,                          ///< initials
        HueRole,                               ///< hue: 0..7
        PeerIdRole,                            ///< peerId: empty in groups
        HitStartRole,                          ///< hitStart, hitLength: in the title; length 0 = none
        HitLengthRole,
        ArchivedRole, ///< archived: bool
    };

    explicit ChatFinder(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] ConversationListModel *source() const { return m_source; }
    void setSource(ConversationListModel *source);
    [[nodiscard]] QString query() const { return m_query; }
    void setQuery(const QString &query);
    [[nodiscard]] int most() const { return m_most; }
    void setMost(int most);

    /// The conversation in a row; empty = there is none.
    Q_INVOKABLE [[nodiscard]] QString idAt(int row) const;

Q_SIGNALS:
    void countChanged();
    void sourceChanged();
    void queryChanged();
    void mostChanged();

private:
    struct Found {
        QString id;
        QString title;
        int hue{0};
        QString peer;
        int hitStart{0};
        bool archived{false};
        bool operator==(const Found &) const = default;
    };
    void find();

    QPointer<ConversationListModel> m_source;
    QString m_query;
    int m_most{8};
    std::vector<Found> m_rows;
    QTimer m_later; ///< what changes in a turn is looked at once
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include <QAbstractListModel>
#include <QPointer>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include "app/session/GroupActions.h"
#include "app/store/LocalStore.h"

namespace banter::client {

/// Whom this account has blocked, by name. From the store: also offline, and the same on all devices. Lives on the GUI
/// thread.
class BlockListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.blocks")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged)
    /// Why the last block or unblock failed; empty otherwise.
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorChanged)
public:
    enum Role {
        UserIdRole = Qt::UserRole + 1, ///< userId
        NameRole,                      ///< name: foreign text
        UsernameRole,                  ///< username
        InitialsRole,                  ///< initials
        HueRole,                       ///< hue: 0..7
        AccessibleTextRole,            ///< accessibleText
    };

    explicit BlockListModel(GroupActions *actions, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }

    /// Need a connection; the list follows when the server has done it. Ends in errorText if it has not.
    Q_INVOKABLE void block(const QString &userId);
    Q_INVOKABLE void unblock(const QString &userId);
    Q_INVOKABLE [[nodiscard]] bool isBlocked(const QString &userId) const;

    /// A store that is open (not owned, outlives the model or a setStore(null)); null: empties it.
    void setStore(LocalStore *store, Executor *executor);

Q_SIGNALS:
    void countChanged();
    void busyChanged();
    void errorChanged();

private:
    void set(const QString &userId, bool isBlocked);
    void read();
    void setBusy(bool busy);
    void setErrorText(const QString &text);

    GroupActions *m_actions;
    QPointer<LocalStore> m_store;
    Executor *m_executor{nullptr};
    std::vector<UserRow> m_rows;
    bool m_busy{false};
    QString m_errorText;
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)}; ///< of the store that is shown
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include "app/session/GroupActions.h"

namespace banter::client {

class Session;

/// The ways into a group: making one, and joining one by its invite link. Both need a connection. App opens the
/// conversation by itself. Lives on the GUI thread.
class GroupStart : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.groups")
    Q_PROPERTY(bool busy READ busy NOTIFY stateChanged)
    /// Why the last request failed; empty otherwise.
    Q_PROPERTY(QString errorText READ errorText NOTIFY stateChanged)

    /// What an invite is for, after look(); see hasPreview.
    Q_PROPERTY(bool hasPreview READ hasPreview NOTIFY previewChanged)
    /// Foreign text.
    Q_PROPERTY(QString previewTitle READ previewTitle NOTIFY previewChanged)
    Q_PROPERTY(QString previewDescription READ previewDescription NOTIFY previewChanged)
    /// "6 members"
    Q_PROPERTY(QString previewCountText READ previewCountText NOTIFY previewChanged)
    /// One is a member already: join() just opens it.
    Q_PROPERTY(bool isPreviewJoined READ isPreviewJoined NOTIFY previewChanged)
public:
    explicit GroupStart(Session *session, QObject *parent = nullptr);

    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] bool hasPreview() const { return !m_code.empty(); }
    [[nodiscard]] QString previewTitle() const { return QString::fromStdString(m_preview.title); }
    [[nodiscard]] QString previewDescription() const { return QString::fromStdString(m_preview.description); }
    [[nodiscard]] QString previewCountText() const;
    [[nodiscard]] bool isPreviewJoined() const { return !m_preview.conversation.isNull(); }

    /// Makes a group with oneself as the owner. Ends in opened(), or in errorText; called again after that it is the
    /// same group, should the first one have been made after all.
    Q_INVOKABLE void create(const QString &title, const QString &description, const QStringList &userIds,
                            bool showsHistory);
    /// Bytes (UTF-8) that still fit in a title or a description; negative = too long.
    Q_INVOKABLE [[nodiscard]] static int titleLeft(const QString &title);
    Q_INVOKABLE [[nodiscard]] static int descriptionLeft(const QString &description);
    /// Whether it has something to see and is not too long.
    Q_INVOKABLE [[nodiscard]] static bool isTitleGood(const QString &title);
    /// Members that a group may have besides oneself.
    Q_INVOKABLE [[nodiscard]] static int mostOthers();

    /// Asks what an invite link or code is for. Ends in hasPreview, or in errorText.
    Q_INVOKABLE void look(const QString &link);
    /// What look() showed. Ends in opened(), or in errorText.
    Q_INVOKABLE void join();
    /// Forgets what was typed; call when a page is shown.
    Q_INVOKABLE void reset();

Q_SIGNALS:
    void stateChanged();
    void previewChanged();
    void opened(const QString &conversationId);

private:
    [[nodiscard]] bool begin();
    void end(const QString &errorText);
    void onOpened(const Result<ConversationId> &opened);
    void setPreview(const std::string &code, const InvitePreview &preview);

    Session *m_session;
    bool m_busy{false};
    QString m_errorText;
    NewGroup m_wanted; ///< the last one that was asked for; repeated as it is, it keeps its client id
    std::string m_code;
    InvitePreview m_preview;
    std::uint64_t m_asked{0}; ///< numbers what was asked; reset() makes answers void
    std::shared_ptr<int> m_alive{std::make_shared<int>(0)};
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QStringList>
#include <QTemporaryDir>
#include <QVariantList>

#include "app/App.h"
#include "app/store/StoreBatch.h"
#include "app/window/Translations.h"

class QWindow;

namespace banter::test {

/// What the tests in QML stand on: the real App on a real store without a network, signed in or not. Blocking where it
/// fills. Lives on the GUI thread.
class QmlBed : public QObject {
    Q_OBJECT
    Q_PROPERTY(banter::client::App *app READ app NOTIFY appChanged)
public:
    /// After the QGuiApplication.
    explicit QmlBed(QObject *parent = nullptr);
    ~QmlBed() override;

    [[nodiscard]] client::App *app() const { return m_app.get(); }

    /// A first start.
    Q_INVOKABLE void startSignedOut();
    /// Somebody is signed in and has talked with `people`, each of whom wrote one message of `texts`, in turn.
    Q_INVOKABLE void startSignedIn(const QStringList &people, const QStringList &texts);
    /// A conversation with each of `people` of `count` messages, "Mira Okafor 1" …; even ones are one's own.
    Q_INVOKABLE void startLongTalks(const QStringList &people, int count);
    /// A group of oneself and `people` (the first owns it unless oneself does). Its messages are `lines`: "0 Hello" is
    /// one's own, "2 Hello" of the second of the people; the first line of the timeline is the system's. `role` is
    /// one's own by banter.v1.Role; 0: one was removed. `blocked`: whom one has blocked, in direct conversations beside
    /// it.
    Q_INVOKABLE void startGroup(const QString &title, const QStringList &people, const QStringList &lines, int role,
                                const QStringList &blocked = {});
    /// The other one of a direct conversation writes, or has stopped.
    Q_INVOKABLE void type(const QString &conversationId, bool isTyping);
    /// The server says that somebody of this name is there, or has gone.
    Q_INVOKABLE void meet(const QString &name, bool isOnline);
    /// How many people the window asks about.
    Q_INVOKABLE [[nodiscard]] int watched() const { return m_app->presence()->shownCount(); }
    /// A conversation with one person. Its messages are maps: text, and if they are not what one expects mine, replyTo
    /// (a seq, from 1), edited, deleted, daysOld, reactions (emoji to count), own (the emoji).
    Q_INVOKABLE void startChat(const QString &person, const QVariantList &messages);
    Q_INVOKABLE void stop();
    /// Text that has crashed programs, or made them ask a server.
    Q_INVOKABLE [[nodiscard]] QStringList hostileTexts() const;
    /// What assistive technology would meet without a name, in a window; empty = all is named.
    Q_INVOKABLE [[nodiscard]] QStringList nameless(QObject *window) const;
    /// Presses what has this name, as assistive technology does. False: there is nothing that can be pressed.
    Q_INVOKABLE [[nodiscard]] bool pressByName(QObject *window, const QString &name) const;
    Q_INVOKABLE void useLanguage(const QString &language) { m_translations.use(language); }

Q_SIGNALS:
    void appChanged();

private:
    void start(const client::StoreBatch &batch);
    /// Makes the conversation of these messages, the first of them seq 1.
    void addConversation(client::StoreBatch *batch, client::ConversationFacts facts,
                         std::vector<client::MessageRow> messages) const;
    [[nodiscard]] client::MessageRow messageOf(const QVariantMap &facts, const UserId &peer) const;
    void addTalk(client::StoreBatch *batch, const std::string &peerName, const std::vector<std::string> &texts) const;

    client::Translations m_translations;
    std::unique_ptr<QTemporaryDir> m_folder;
    UserId m_self;
    std::vector<client::UserRow> m_users;
    std::unique_ptr<client::App> m_app;
};

} // namespace banter::test

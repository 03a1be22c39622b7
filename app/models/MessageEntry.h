// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace banter::client {

/// All that a row of the timeline shows, as TimelineModel says it, by the names of its roles. One value: Qt 6.4 looks
/// each property up by its name when a row is used again, and thirty of them were most of what the row cost.
struct MessageEntry {
    Q_GADGET
    QML_VALUE_TYPE(messageEntry)
public:
    int kind{0}, mark{0}, senderHue{0}, replyHue{0};
    bool mine{false}, deleted{false}, isEmojiOnly{false}, edited{false}, isChanging{false};
    bool isFirstOfDay{false}, isFirstOfGroup{true}, isLastOfGroup{true}, isFirstUnread{false};
    qulonglong replySeq{0};
    QString messageId, text, timeText, dayText, failureText, accessibleText;
    QString senderName, senderInitials, replyName, replyText;
    QVariantList reactions;
    friend bool operator==(const MessageEntry &, const MessageEntry &) = default;
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include "app/store/Rows.h"
#include "shared/core/Result.h"

namespace banter::client {

/// The answer to a command, in both forms.
struct HeadlessReply {
    QStringList details; ///< text form: a line each, before the closing one
    QString text;        ///< text form: after "ok"
    QJsonObject fields;  ///< JSON form
};

/// Writes answers and events to standard output, one line each, flushed at once. Foreign text is escaped, so that no
/// message can forge a line.
class HeadlessOutput {
public:
    explicit HeadlessOutput(bool json) : m_json(json) {}

    void ok(const QString &command, const HeadlessReply &reply) const;
    void failed(const QString &command, const Error &error) const;
    /// `text` for people, after "* NAME"; `fields` for programs, after {"event":NAME}.
    void event(const QString &name, const QString &text, const QJsonObject &fields) const;

private:
    void line(const QByteArray &bytes) const;

    bool m_json;
};

/// "not_found".
[[nodiscard]] QString codeText(ErrorCode code);
[[nodiscard]] QString stateText(MessageState state);
/// What a message shows: its text, or for kinds unknown here its fallback. Unescaped.
[[nodiscard]] QString bodyOf(const TimelineRow &row);
/// On one line: control and bidirectional characters and '\' as escapes.
[[nodiscard]] QString oneLine(const QString &text);
/// {"conversation", "seq", "rev", "client_id", "sender", "text", "state", …}
[[nodiscard]] QJsonObject toJson(const TimelineRow &row, const QString &senderName);
/// "SEQ STATE SENDER TEXT"; the seq of what is not stored yet is "-".
[[nodiscard]] QString toText(const TimelineRow &row, const QString &senderName);

} // namespace banter::client

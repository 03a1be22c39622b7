// SPDX-License-Identifier: Apache-2.0
#include "app/headless/HeadlessOutput.h"

#include <cstdio>

#include <QJsonArray>
#include <QJsonDocument>

#include "shared/protocol/ErrorCode.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {
namespace {

bool isUnsafe(char16_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200e || c == 0x200f || c == 0x2028 || c == 0x2029;
}

/// For refusals that came without words: what a person can do about it.
const char *explain(ErrorCode code) {
    switch (code) {
    case ErrorCode::Busy: return "the server is busy: try again";
    case ErrorCode::RateLimited: return "too many requests: wait a little";
    case ErrorCode::NotSignedIn: return "sign in first";
    case ErrorCode::NotFound: return "there is none, or it is not yours";
    case ErrorCode::WrongCredentials: return "the user name or the password is wrong";
    case ErrorCode::NameTaken: return "this user name is taken";
    case ErrorCode::NameInvalid:
        return "a user name has 3 to 32 letters, digits, '.', '_' or '-', and starts with a letter";
    case ErrorCode::PasswordWeak: return "the password is too short, too common, or contains the user name";
    case ErrorCode::RegistrationClosed: return "this server makes accounts by its operator only";
    case ErrorCode::AccountDisabled: return "the account is disabled: ask the server's operator";
    case ErrorCode::NotAllowed: return "not allowed here";
    case ErrorCode::TooManyDevices: return "too many devices are signed in: revoke one";
    case ErrorCode::NoConnection: return "not connected";
    case ErrorCode::TimedOut: return "no answer in time";
    default: return "failed";
    }
}

/// What a line of the server says, for programs: {"what":"MEMBERS_ADDED","actor":ID,"subjects":[ID…]}.
QJsonObject lineOf(const TimelineRow &row) {
    v1::Content content;
    if (row.deleted || !content.ParseFromString(row.content) || !content.has_system())
        return {};
    const v1::System &system = content.system();
    QJsonArray subjects;
    for (const std::string &id : system.subject_ids())
        subjects.append(QString::fromStdString(id));
    return {{QStringLiteral("what"), QString::fromStdString(v1::SystemKind_Name(system.what()))},
            {QStringLiteral("actor"), QString::fromStdString(system.actor_id())},
            {QStringLiteral("subjects"), subjects}};
}

} // namespace

void HeadlessOutput::line(const QByteArray &bytes) const {
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void HeadlessOutput::ok(const QString &command, const HeadlessReply &reply) const {
    if (m_json) {
        QJsonObject object = reply.fields;
        object.insert(QStringLiteral("ok"), true);
        object.insert(QStringLiteral("command"), command);
        line(QJsonDocument(object).toJson(QJsonDocument::Compact));
        return;
    }
    for (const QString &detail : reply.details)
        line("  " + oneLine(detail).toUtf8());
    line(reply.text.isEmpty() ? QByteArray("ok") : "ok " + oneLine(reply.text).toUtf8());
}

void HeadlessOutput::failed(const QString &command, const Error &error) const {
    const QString text =
        error.detail.empty() ? QLatin1String(explain(error.code)) : QString::fromStdString(error.detail);
    if (m_json) {
        QJsonObject object{{QStringLiteral("ok"), false},
                           {QStringLiteral("command"), command},
                           {QStringLiteral("error"), codeText(error.code)},
                           {QStringLiteral("text"), text}};
        if (error.retryAfterMs > 0)
            object.insert(QStringLiteral("retry_after_ms"), static_cast<qint64>(error.retryAfterMs));
        line(QJsonDocument(object).toJson(QJsonDocument::Compact));
        return;
    }
    line(QStringLiteral("error %1 %2").arg(codeText(error.code), oneLine(text)).toUtf8());
}

void HeadlessOutput::event(const QString &name, const QString &text, const QJsonObject &fields) const {
    if (m_json) {
        QJsonObject object = fields;
        object.insert(QStringLiteral("event"), name);
        line(QJsonDocument(object).toJson(QJsonDocument::Compact));
        return;
    }
    line(QStringLiteral("* %1 %2").arg(name, oneLine(text)).toUtf8());
}

QString codeText(ErrorCode code) {
    const std::string_view name = errorName(code);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))
        .replace(QLatin1Char(' '), QLatin1Char('_'));
}

QString stateText(MessageState state) {
    switch (state) {
    case MessageState::Pending: return QStringLiteral("pending");
    case MessageState::Sent: return QStringLiteral("sent");
    case MessageState::Delivered: return QStringLiteral("delivered");
    case MessageState::Read: return QStringLiteral("read");
    case MessageState::Failed: return QStringLiteral("failed");
    }
    return QStringLiteral("unknown");
}

QString bodyOf(const TimelineRow &row) {
    v1::Content content;
    if (row.deleted || !content.ParseFromString(row.content))
        return {};
    return QString::fromStdString(content.has_text() ? content.text().body() : content.fallback());
}

QString oneLine(const QString &text) {
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (c == QLatin1Char('\n'))
            out += QLatin1String("\\n");
        else if (c == QLatin1Char('\\'))
            out += QLatin1String("\\\\");
        else if (isUnsafe(c.unicode()))
            out += QStringLiteral("\\u%1").arg(static_cast<uint>(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out;
}

QJsonObject toJson(const TimelineRow &row, const QString &senderName) {
    QJsonObject object{
        {QStringLiteral("conversation"), QString::fromStdString(row.conversation.toText())},
        {QStringLiteral("seq"), static_cast<qint64>(row.seq)},
        {QStringLiteral("rev"), static_cast<qint64>(std::max(row.rev, row.changeRev))},
        {QStringLiteral("sender"), row.sender.isNull() ? QString() : QString::fromStdString(row.sender.toText())},
        {QStringLiteral("sender_name"), senderName},
        {QStringLiteral("mine"), row.mine},
        {QStringLiteral("text"), bodyOf(row)},
        {QStringLiteral("state"), stateText(row.state)},
        {QStringLiteral("sent_at_ms"), static_cast<qint64>(row.sentAtMs)}};
    object.insert(QStringLiteral("client_id"),
                  row.clientId.isNull() ? QString() : QString::fromStdString(row.clientId.toText()));
    if (row.recipients > 0) {
        object.insert(QStringLiteral("recipients"), static_cast<qint64>(row.recipients));
        object.insert(QStringLiteral("delivered_to"), static_cast<qint64>(row.deliveredTo));
        object.insert(QStringLiteral("read_by"), static_cast<qint64>(row.readBy));
    }
    if (row.editedAtMs > 0)
        object.insert(QStringLiteral("edited"), true);
    if (row.isChanging)
        object.insert(QStringLiteral("changing"), true);
    if (row.quoted.seq > 0) {
        TimelineRow original;
        original.content = row.quoted.content;
        original.deleted = row.quoted.deleted;
        object.insert(QStringLiteral("reply_to"), static_cast<qint64>(row.quoted.seq));
        object.insert(QStringLiteral("quote"), bodyOf(original));
    }
    if (!row.reactions.empty()) {
        QJsonObject counts;
        for (const EmojiCount &one : row.reactions)
            counts.insert(QString::fromStdString(one.emoji), static_cast<qint64>(one.count));
        object.insert(QStringLiteral("reactions"), counts);
        object.insert(QStringLiteral("own_reaction"), QString::fromStdString(row.ownReaction));
    }
    if (row.sender.isNull())
        object.insert(QStringLiteral("line"), lineOf(row));
    if (row.deleted)
        object.insert(QStringLiteral("deleted"), true);
    if (row.state == MessageState::Failed)
        object.insert(QStringLiteral("reason"), codeText(row.failure));
    return object;
}

QString toText(const TimelineRow &row, const QString &senderName) {
    QString state = stateText(row.state);
    if (row.state == MessageState::Failed)
        state += QStringLiteral("(%1)").arg(codeText(row.failure));
    return QStringLiteral("%1 %2 %3 %4")
        .arg(row.seq > 0 ? QString::number(row.seq) : QStringLiteral("-"), state, senderName,
             row.deleted ? QStringLiteral("(deleted)") : bodyOf(row));
}

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/AdminText.h"

#include <QDateTime>

#include "shared/protocol/Text.h"

namespace banter::server::admin {

QString text(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); }

std::string argument(const QJsonObject &arguments, const char *name) {
    return arguments.value(QLatin1String(name)).toString().toStdString();
}

QJsonValue number(std::uint64_t value) { return QJsonValue(static_cast<qint64>(value)); }

QString moment(std::int64_t ms) { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate); }

Result<std::string> canonical(const std::string &name) {
    if (auto good = canonicalUsername(name))
        return std::move(*good);
    return Error{ErrorCode::NameInvalid,
                 "\"" + name.substr(0, 60) +
                     "\" is no user name: 3 to 32 of a-z 0-9 . _ -, a letter first, a letter or digit last, " +
                     "no two marks in a row",
                 0};
}

Result<UserRow> findUser(SqlStore &store, const std::string &name) {
    BANTER_TRY(auto user, store.userByName(name));
    if (!user)
        return Error{ErrorCode::NotFound, "there is no user \"" + name + "\"; banterctl user list shows all", 0};
    return std::move(*user);
}

Error explained(Error error) {
    if (error.code == ErrorCode::StoreUnavailable)
        error.detail =
            "the database does not answer; if this was to change something, look whether it did before you repeat it";
    else if (error.code == ErrorCode::StoreFailed)
        error.detail = "the database refused it; the server's log says why";
    else if (error.code == ErrorCode::Busy && error.detail.empty())
        error.detail = "the server is busy; try again in a moment";
    return error;
}

} // namespace banter::server::admin

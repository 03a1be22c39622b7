// SPDX-License-Identifier: Apache-2.0
#include "app/models/DeviceListModel.h"

#include <algorithm>
#include <utility>

#include "app/text/ErrorText.h"
#include "app/text/Formatting.h"

namespace banter::client {

DeviceListModel::DeviceListModel(Session *session, QObject *parent) : QAbstractListModel(parent), m_session(session) {
    const auto again = [this] {
        if (m_isWanted)
            refresh();
    };
    connect(session, &Session::accountChanged, this, again);
    connect(session, &Session::stateChanged, this, [again](Session::State state) {
        if (state == Session::State::Online)
            again();
    });
}

int DeviceListModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QHash<int, QByteArray> DeviceListModel::roleNames() const {
    return {{DeviceIdRole, "deviceId"},
            {NameRole, "name"},
            {PlatformRole, "platform"},
            {IsPhoneRole, "isPhone"},
            {IsThisRole, "isThis"},
            {LastUseTextRole, "lastUseText"},
            {AccessibleTextRole, "accessibleText"}};
}

QVariant DeviceListModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeviceRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const QString name = QString::fromStdString(row.name);
    const QString platform = QString::fromStdString(row.platform);
    const QString lastUse =
        Formatting::lastUse(QDateTime::fromMSecsSinceEpoch(row.lastSeenMs).date(), QDate::currentDate());
    switch (role) {
    case DeviceIdRole: return QString::fromStdString(row.id);
    case Qt::DisplayRole:
    case NameRole: return name;
    case PlatformRole: return platform;
    case IsPhoneRole: return platform == QLatin1String("android") || platform == QLatin1String("ios");
    case IsThisRole: return row.isThis;
    case LastUseTextRole: return lastUse;
    case AccessibleTextRole:
        return QStringList{name, platform, row.isThis ? tr("This device") : lastUse}.join(QStringLiteral(", "));
    default: return {};
    }
}

void DeviceListModel::refresh() {
    m_isWanted = true;
    setBusy(true);
    m_session->devices({m_session->executor(), m_alive, [this](Result<std::vector<DeviceRow>> rows) {
                            setBusy(false);
                            if (!rows.ok()) {
                                setErrorText(ErrorText::of(rows.error()));
                                return;
                            }
                            setErrorText({});
                            show(std::move(*rows));
                        }});
}

void DeviceListModel::show(std::vector<DeviceRow> rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const DeviceRow &a, const DeviceRow &b) {
        return a.isThis != b.isThis ? a.isThis : a.lastSeenMs > b.lastSeenMs;
    });
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
}

void DeviceListModel::revoke(const QString &deviceId) {
    const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&](const DeviceRow &row) { return row.id == deviceId.toStdString() && !row.isThis; });
    if (it != m_rows.end())
        revokeById(it->id);
}

/// An empty id: all others.
void DeviceListModel::revokeOthers() { revokeById({}); }

void DeviceListModel::revokeById(const std::string &deviceId) {
    if (m_busy)
        return;
    setBusy(true);
    m_session->revokeDevice(deviceId, {m_session->executor(), m_alive, [this](const Result<Done> &done) {
                                           setBusy(false);
                                           if (done.ok())
                                               refresh();
                                           else
                                               setErrorText(ErrorText::of(done.error()));
                                       }});
}

void DeviceListModel::clear() {
    m_isWanted = false;
    setErrorText({});
    show({});
}

void DeviceListModel::setBusy(bool busy) {
    if (std::exchange(m_busy, busy) != busy)
        Q_EMIT busyChanged();
}

void DeviceListModel::setErrorText(const QString &text) {
    if (std::exchange(m_errorText, text) != text)
        Q_EMIT errorChanged();
}

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#include "app/platform/NetworkGuard.h"

#include <QLibraryInfo>
#include <QNetworkReply>
#include <QNetworkRequest>

#include "app/platform/PlatformLog.h"

namespace banter::client {

Q_LOGGING_CATEGORY(logPlatform, "banter.platform", QtInfoMsg)

namespace {

/// What a refused request is turned into: nothing is there, and nobody is asked.
QUrl nowhere() { return QUrl(QStringLiteral("qrc:/refused")); }

class RefusingManager final : public QNetworkAccessManager {
public:
    RefusingManager(NetworkGuard *guard, QObject *parent) : QNetworkAccessManager(parent), m_guard(guard) {}

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override {
        if (NetworkGuard::isAllowed(request.url()))
            return QNetworkAccessManager::createRequest(operation, request, body);
        m_guard->count();
        return QNetworkAccessManager::createRequest(GetOperation, QNetworkRequest(nowhere()), nullptr);
    }

private:
    NetworkGuard *m_guard;
};

} // namespace

bool NetworkGuard::isAllowed(const QUrl &url) {
    // "image:" are providers of our own; "data:" would let foreign text bring pictures.
    return url.scheme() == QLatin1String("qrc") || url.scheme() == QLatin1String("image");
}

QUrl NetworkGuard::intercept(const QUrl &path, DataType type) {
    if (path.isEmpty() || path.isRelative() || isAllowed(path))
        return path;
    // Code is never named by foreign text. Qt's own modules are files; it looks for ours in other places as well.
    if (path.isLocalFile() && type != UrlString) {
        const QString modules = QLibraryInfo::path(QLibraryInfo::QmlImportsPath) + QLatin1Char('/');
        return path.toLocalFile().startsWith(modules) ? path : nowhere();
    }
    count();
    return nowhere();
}

QNetworkAccessManager *NetworkGuard::create(QObject *parent) { return new RefusingManager(this, parent); }

void NetworkGuard::count() {
    ++m_refused;
    qCInfo(logPlatform) << "refused a request of the window";
    if (m_tell)
        m_tell();
}

} // namespace banter::client

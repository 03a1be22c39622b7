// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>

#include <QNetworkAccessManager>
#include <QQmlAbstractUrlInterceptor>
#include <QQmlNetworkAccessManagerFactory>

namespace banter::client {

/// Keeps a QML engine from loading anything but its own resources (and Qt's modules): no message, name or picture can
/// make the window ask a server, or read a file. Everything else is refused and counted. Thread-safe; outlives the
/// engine.
class NetworkGuard final : public QQmlAbstractUrlInterceptor, public QQmlNetworkAccessManagerFactory {
public:
    /// `tell` is called after each refusal, in whatever thread it was in.
    explicit NetworkGuard(std::function<void()> tell = {}) : m_tell(std::move(tell)) {}

    [[nodiscard]] int refused() const { return m_refused; }
    /// Whether the window may load this.
    [[nodiscard]] static bool isAllowed(const QUrl &url);

    QUrl intercept(const QUrl &path, DataType type) override;
    QNetworkAccessManager *create(QObject *parent) override;

    void count();

private:
    std::function<void()> m_tell;
    std::atomic<int> m_refused{0};
};

} // namespace banter::client

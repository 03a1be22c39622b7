// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <optional>
#include <string>

#include <QObject>
#include <QSocketNotifier>

namespace banter::client {

/// Lines of a file descriptor, without blocking. At most kMaxWaiting lines (or 1 MiB of an unfinished one) are kept;
/// until they are taken nothing more is read, so that a fast writer waits. Lives on one thread; does not own the
/// descriptor.
class LineInput : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t kMaxWaiting = 1024;

    explicit LineInput(int descriptor, QObject *parent = nullptr);
    ~LineInput() override;

    /// The next line without its end; nullopt: none yet.
    [[nodiscard]] std::optional<std::string> take();
    /// Nothing more will come.
    [[nodiscard]] bool isAtEnd() const { return m_isClosed && m_lines.empty(); }
    /// On a terminal: whether what is typed is shown.
    void setEcho(bool isShown);

Q_SIGNALS:
    void ready(); ///< a line, or the end

private:
    void onReadable();

    int m_descriptor;
    QSocketNotifier m_notifier;
    std::string m_partial;
    std::deque<std::string> m_lines;
    bool m_isClosed{false};
    bool m_isHidden{false};
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#include "app/headless/LineInput.h"

#include <array>
#include <cerrno>

#include <termios.h>
#include <unistd.h>

namespace banter::client {
namespace {

constexpr std::size_t kMaxLine = 1024 * 1024;

} // namespace

LineInput::LineInput(int descriptor, QObject *parent)
    : QObject(parent),
      m_descriptor(descriptor),
      m_notifier(descriptor, QSocketNotifier::Read) {
    connect(&m_notifier, &QSocketNotifier::activated, this, &LineInput::onReadable);
}

LineInput::~LineInput() { setEcho(true); }

void LineInput::onReadable() {
    std::array<char, 16384> buffer;
    const ssize_t count = ::read(m_descriptor, buffer.data(), buffer.size());
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0 || m_partial.size() > kMaxLine) {
        m_isClosed = true;
        m_notifier.setEnabled(false);
        if (!m_partial.empty())
            m_lines.push_back(std::exchange(m_partial, {}));
        Q_EMIT ready();
        return;
    }
    for (const char c : std::string_view(buffer.data(), static_cast<std::size_t>(count))) {
        if (c != '\n') {
            m_partial.push_back(c);
            continue;
        }
        if (!m_partial.empty() && m_partial.back() == '\r')
            m_partial.pop_back();
        m_lines.push_back(std::exchange(m_partial, {}));
    }
    if (m_lines.size() >= kMaxWaiting)
        m_notifier.setEnabled(false);
    if (!m_lines.empty())
        Q_EMIT ready();
}

std::optional<std::string> LineInput::take() {
    if (m_lines.empty())
        return std::nullopt;
    std::string line = std::move(m_lines.front());
    m_lines.pop_front();
    if (!m_isClosed && m_lines.size() < kMaxWaiting)
        m_notifier.setEnabled(true);
    return line;
}

void LineInput::setEcho(bool isShown) {
    termios mode{};
    if (m_isHidden == !isShown || ::isatty(m_descriptor) == 0 || ::tcgetattr(m_descriptor, &mode) != 0)
        return;
    mode.c_lflag = isShown ? mode.c_lflag | ECHO : mode.c_lflag & ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(m_descriptor, TCSANOW, &mode);
    m_isHidden = !isShown;
}

} // namespace banter::client

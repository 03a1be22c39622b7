// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include <termios.h>
#include <unistd.h>

#include <QCoreApplication>

#include "server/ctl/client/ControlProgram.h"

namespace {

/// While it lives, what is typed does not show.
class HiddenInput {
public:
    HiddenInput() : m_isTerminal(::isatty(STDIN_FILENO) != 0 && ::tcgetattr(STDIN_FILENO, &m_before) == 0) {
        if (!m_isTerminal)
            return;
        termios hidden = m_before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
        std::cerr << "Password: " << std::flush;
    }
    ~HiddenInput() {
        if (!m_isTerminal)
            return;
        ::tcsetattr(STDIN_FILENO, TCSANOW, &m_before);
        std::cerr << std::endl;
    }
    HiddenInput(const HiddenInput &) = delete;
    HiddenInput &operator=(const HiddenInput &) = delete;

private:
    termios m_before{};
    bool m_isTerminal;
};

std::optional<std::string> readPassword() {
    const HiddenInput hidden;
    std::string line;
    if (!std::getline(std::cin, line))
        return std::nullopt;
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    return line;
}

} // namespace

int main(int argc, char **argv) {
    const QCoreApplication application(argc, argv);
    const banter::server::ControlStreams streams{std::cout, std::cerr, readPassword};
    return static_cast<int>(banter::server::runControl(QCoreApplication::arguments().mid(1),
                                                       qEnvironmentVariable("BANTER_ADMIN_SOCKET"), streams));
}

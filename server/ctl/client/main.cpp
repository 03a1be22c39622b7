// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <iostream>
#include <sstream>

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
        std::fputs("Password: ", stderr);
    }
    ~HiddenInput() {
        if (!m_isTerminal)
            return;
        ::tcsetattr(STDIN_FILENO, TCSANOW, &m_before);
        std::fputs("\n", stderr);
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
    std::ostringstream errors;
    const auto exit =
        banter::server::runControl(QCoreApplication::arguments().mid(1), qEnvironmentVariable("BANTER_ADMIN_SOCKET"),
                                   {std::cout, errors, readPassword});
    std::cout.flush();
    std::fputs(errors.str().c_str(), stderr);
    return static_cast<int>(exit);
}

// SPDX-License-Identifier: Apache-2.0
#include "server/Signals.h"

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

#include <QSocketNotifier>

namespace banter::server {

namespace {

sigset_t handledSignals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, number);
    return set;
}

} // namespace

void Signals::block() {
    const sigset_t set = handledSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // a peer that is gone is an errno, not the end of the process
}

Signals::Signals(QObject *parent) : QObject(parent) {
    const sigset_t set = handledSignals();
    m_fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    m_notifier = new QSocketNotifier(m_fd, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &Signals::onReadable);
}

Signals::~Signals() {
    delete m_notifier;
    ::close(m_fd);
}

void Signals::onReadable() {
    signalfd_siginfo info;
    while (::read(m_fd, &info, sizeof info) == sizeof info) {
        if (info.ssi_signo == SIGHUP)
            Q_EMIT hungUp();
        else
            Q_EMIT terminated();
    }
}

} // namespace banter::server

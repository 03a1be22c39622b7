// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include <QCoreApplication>
#include <QMetaObject>
#include <QObject>

#include "shared/core/Task.h"

namespace banter::client {

/// Runs tasks in the event loop of the thread it lives on. Tasks that are still queued when it dies are dropped unrun,
/// and so is what they post while they go.
class QtExecutor final : public Executor {
public:
    QtExecutor() = default;
    QtExecutor(const QtExecutor &) = delete;
    QtExecutor &operator=(const QtExecutor &) = delete;
    ~QtExecutor() override {
        m_isClosing = true;
        QCoreApplication::removePostedEvents(&m_context);
    }

    void post(Task task) override {
        if (m_isClosing) // an unanswered promise among the dropped
            return;
        // std::function copies; the task can't be copied, so its copies share it.
        QMetaObject::invokeMethod(
            &m_context, [shared = std::make_shared<Task>(std::move(task))] { (*shared)(); }, Qt::QueuedConnection);
    }
    void moveToThread(QThread *thread) { m_context.moveToThread(thread); }

private:
    QObject m_context;
    std::atomic<bool> m_isClosing{false};
};

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>

#include <QMetaObject>
#include <QObject>

#include "shared/core/Task.h"

namespace banter::client {

/// Runs tasks in the event loop of the thread it lives on. Tasks that are still queued when it dies are dropped unrun.
class QtExecutor final : public Executor {
public:
    void post(Task task) override {
        // std::function copies; the task can't be copied, so its copies share it.
        QMetaObject::invokeMethod(
            &m_context, [shared = std::make_shared<Task>(std::move(task))] { (*shared)(); }, Qt::QueuedConnection);
    }
    void moveToThread(QThread *thread) { m_context.moveToThread(thread); }

private:
    QObject m_context;
};

} // namespace banter::client

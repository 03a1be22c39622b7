// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/ObjectExecutor.h"

#include <QCoreApplication>
#include <QEvent>

namespace banter::server {
namespace {

constexpr auto kTaskType = static_cast<QEvent::Type>(QEvent::User + 1);

class TaskEvent final : public QEvent {
public:
    explicit TaskEvent(Task body) : QEvent(kTaskType), task(std::move(body)) {}
    Task task;
};

} // namespace

void ObjectExecutor::post(Task task) { QCoreApplication::postEvent(this, new TaskEvent(std::move(task))); }

void ObjectExecutor::customEvent(QEvent *event) {
    if (event->type() == kTaskType)
        static_cast<TaskEvent *>(event)->task();
}

} // namespace banter::server

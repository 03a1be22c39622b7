// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "shared/core/Task.h"

namespace banter::server {

/// The executor of a thread that runs a plain Qt event loop (the main thread). Lives on that thread; what was posted
/// but did not run is dropped with it. Must outlive every promise made for it.
class ObjectExecutor final : public QObject, public Executor {
    Q_OBJECT

public:
    using QObject::QObject;
    void post(Task task) override;

protected:
    void customEvent(QEvent *event) override;
};

} // namespace banter::server

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <utility>

#include <QJsonObject>

#include "server/ctl/AdminText.h"
#include "shared/core/Promise.h"

namespace banter::server::admin {

/// A promise on `home`, while `alive` lives, that hands a good value to `use(value, done)`, and answers `done` with a
/// failure in words for an administrator.
template <class T, class Use>
[[nodiscard]] Promise<T> answering(Executor *home, const std::shared_ptr<void> &alive, Promise<QJsonObject> done,
                                   Use use) {
    // std::function wants to be copyable, a promise is not.
    auto answer = std::make_shared<Promise<QJsonObject>>(std::move(done));
    return Promise<T>(home, alive, [answer, use = std::move(use)](Result<T> result) mutable {
        if (result)
            use(std::move(result).value(), std::move(*answer));
        else
            answer->resolve(explained(result.takeError()));
    });
}

} // namespace banter::server::admin

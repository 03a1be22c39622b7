// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace banter::server {

/// What a connection is for: a reader's cannot write and gives up after a time, a writer's statements are never
/// cancelled.
enum class StoreUse { Read, Write };

} // namespace banter::server

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "server/storage/common/Migrator.h"

namespace banter::server {

/// The steps of each engine's schema, generated from the numbered files beside it (EmbedMigrations.cmake).
[[nodiscard]] const std::vector<Migration> &sqliteMigrations();
[[nodiscard]] const std::vector<Migration> &postgresMigrations();

} // namespace banter::server

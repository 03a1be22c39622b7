// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

#include "server/ctl/GroupAdmin.h"

/// The commands about groups: they check what is given, and hand it on. Malformed, with what is expected, otherwise.
namespace banter::server::groupCommands {

void list(GroupAdmin &groups, const QJsonObject &arguments, int limit, GroupAdmin::Answer done);
void show(GroupAdmin &groups, const QJsonObject &arguments, GroupAdmin::Answer done);
void add(GroupAdmin &groups, const QJsonObject &arguments, GroupAdmin::Answer done);
void remove(GroupAdmin &groups, const QJsonObject &arguments, GroupAdmin::Answer done);
void setRole(GroupAdmin &groups, const QJsonObject &arguments, GroupAdmin::Answer done);
void rename(GroupAdmin &groups, const QJsonObject &arguments, GroupAdmin::Answer done);

} // namespace banter::server::groupCommands

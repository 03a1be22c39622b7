// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <QJsonObject>

#include "server/storage/Rows.h"
#include "shared/core/Id.h"
#include "shared/core/Promise.h"

namespace banter::server {

/// What an administrator does to a group: one of these.
struct GroupOrder {
    enum class What { Add, Remove, SetRole, Rename };
    What what{What::Add};
    std::string user;                    ///< the name of whom; not for Rename
    MemberRole role{MemberRole::Member}; ///< for SetRole
    std::string title;                   ///< for Rename
};

/// Groups, for an administrator: what to do when the owner has gone, or a group is misused. What is written in them is
/// not shown. Threads and answers as with AdminBackend.
class GroupAdmin {
public:
    using Answer = Promise<QJsonObject>;

    virtual ~GroupAdmin() = default;
    /// Those of a user, or (empty) all; by id, those after `after`; "next" in the answer if there are more.
    virtual void listGroups(std::string user, ConversationId after, int limit, Answer done) = 0;
    /// With all members.
    virtual void showGroup(ConversationId group, Answer done) = 0;
    /// Members are told with a line that names "an administrator".
    virtual void changeGroup(ConversationId group, GroupOrder order, Answer done) = 0;
};

} // namespace banter::server

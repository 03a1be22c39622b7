// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// What each role in a group may do: the table of docs/protocol.md, "Groups". The server decides by it, and a client
/// offers nothing that it would be refused. Pure; any thread.
namespace banter::groups {

/// Numbers as banter.v1.Role; None: no member. Numbers that are not known here count as Member.
enum class Standing : std::uint8_t { None = 0, Member = 1, Admin = 2, Owner = 3 };

[[nodiscard]] constexpr Standing standingOf(int role) {
    switch (role) {
    case 0: return Standing::None;
    case 2: return Standing::Admin;
    case 3: return Standing::Owner;
    default: return Standing::Member;
    }
}

/// Owner and admins: title, description, invites, adding and removing members, deleting what members wrote.
[[nodiscard]] constexpr bool mayManage(Standing self) { return self == Standing::Owner || self == Standing::Admin; }
/// What new members see.
[[nodiscard]] constexpr bool mayDecideHistory(Standing self) { return self == Standing::Owner; }
/// Somebody else, who has the standing `other`.
[[nodiscard]] constexpr bool mayRemove(Standing self, Standing other) {
    if (other == Standing::None || other == Standing::Owner)
        return false;
    return self == Standing::Owner || (self == Standing::Admin && other == Standing::Member);
}
/// Giving somebody who has the standing `other` the role `to`; Owner hands the group over. `isSelf`: one's own role.
[[nodiscard]] constexpr bool maySetRole(Standing self, Standing other, Standing to, bool isSelf) {
    if (other == Standing::None || to == Standing::None || other == Standing::Owner)
        return false;
    if (isSelf)
        return self == Standing::Admin && to == Standing::Member;
    return self == Standing::Owner;
}
/// The owner goes last. `memberCount` includes oneself.
[[nodiscard]] constexpr bool mayLeave(Standing self, std::uint32_t memberCount) {
    return self != Standing::None && (self != Standing::Owner || memberCount <= 1);
}

} // namespace banter::groups

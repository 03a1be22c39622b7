// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/session/ChatActions.h"
#include "app/store/Rows.h"
#include "shared/core/Promise.h"

namespace banter::client {

/// A group that is to be made. `clientId` is kept when the request is repeated: then it answers the group that the
/// first one made.
struct NewGroup {
    ClientId clientId;
    std::string title;
    std::string description;
    std::vector<UserId> users; ///< besides oneself
    bool showsHistory{true};   ///< new members see what was before
};

/// What is not set stays.
struct GroupEdit {
    std::optional<std::string> title;
    std::optional<std::string> description;
    std::optional<bool> showsHistory;
};

struct InviteRow {
    std::string id;
    std::string code; ///< of one that was just made; the server shows it once
    UserId creator;
    std::int64_t createdMs{0};
    std::int64_t expiresAtMs{0}; ///< 0 = never
    std::uint32_t maxUses{0};    ///< 0 = any number
    std::uint32_t uses{0};
};

/// What the holder of a code sees before joining.
struct InvitePreview {
    std::string title;
    std::string description;
    std::uint32_t memberCount{0};
    ConversationId conversation; ///< null unless one is a member
};

/// A page of who has a message.
struct ReceiptsPage {
    ReceiptCountRow count;
    std::vector<WatermarkRow> marks;
    std::string next; ///< cursor of the next page; empty = last page
};

/// What groups, blocks and receipts ask of a Session. All of it needs the connection now: NoConnection while there is
/// none, else the server's refusals. Apart from Session, so that tests can script the answers. What people see comes
/// from the store, which follows by itself.
class GroupActions {
public:
    virtual ~GroupActions() = default;

    /// Answers when the group is in the store.
    virtual void createGroup(const NewGroup &group, Promise<ConversationId> done) = 0;
    virtual void editGroup(const ConversationId &id, const GroupEdit &edit, Promise<Done> done) = 0;
    /// Answers when the store has all members with their names; at once if it does. They are kept up to date then.
    virtual void loadMembers(const ConversationId &id, Promise<Done> done) = 0;
    /// At most limits::kMaxPage users.
    virtual void addMembers(const ConversationId &id, const std::vector<UserId> &users, Promise<Done> done) = 0;
    virtual void removeMember(const ConversationId &id, const UserId &user, Promise<Done> done) = 0;
    /// `role` as banter.v1.Role; OWNER hands the group over.
    virtual void setRole(const ConversationId &id, const UserId &user, int role, Promise<Done> done) = 0;
    virtual void leaveGroup(const ConversationId &id, Promise<Done> done) = 0;
    /// Deletes here what is left of a conversation that one is no member of any more. Offline too. NotAllowed while one
    /// is.
    virtual void forgetConversation(const ConversationId &id, Promise<Done> done) = 0;

    virtual void createInvite(const ConversationId &id, std::int64_t expiresAtMs, std::uint32_t maxUses,
                              Promise<InviteRow> done) = 0;
    virtual void listInvites(const ConversationId &id, Promise<std::vector<InviteRow>> done) = 0;
    virtual void revokeInvite(const ConversationId &id, const std::string &inviteId, Promise<Done> done) = 0;
    virtual void lookInvite(const std::string &code, Promise<InvitePreview> done) = 0;
    /// Answers when the group is in the store.
    virtual void joinByInvite(const std::string &code, Promise<ConversationId> done) = 0;

    virtual void setBlocked(const UserId &user, bool isBlocked, Promise<Done> done) = 0;
    /// `cursor`: ReceiptsPage.next; empty = first page.
    virtual void receipts(const ConversationId &id, std::uint64_t seq, const std::string &cursor,
                          Promise<ReceiptsPage> done) = 0;
};

} // namespace banter::client

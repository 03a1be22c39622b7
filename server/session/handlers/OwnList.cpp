// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/session/Followups.h"
#include "server/session/Handlers.h"
#include "server/session/ToProto.h"
#include "shared/protocol/Limits.h"

/// What a user does to the own list, and keeps.
namespace banter::server::handlers {
namespace {

/// Tells the own devices, and answers the state as it is then.
void changeState(const Request &request, const ConversationId &id, ListStateEdit edit) {
    request.change<ListStateChange>(
        [user = request.user(), id, edit = std::move(edit), now = request.services().nowMs()](SqlStore &store) {
            return store.editListState(user, id, edit, limits::kMaxPinned, now);
        },
        [request](ListStateChange change) {
            if (change.isNew) {
                AccountMove move;
                move.user = request.user();
                move.rev = change.state.rev;
                move.state = change.state;
                tellMoves(request.services(), {move});
            }
            request.answer([&](v1::ServerFrame &frame) { toProto(change.state, *frame.mutable_conversation_state()); });
        });
}

void changeContact(const Request &request, const std::string &userId, bool isContact) {
    const auto other = UserId::fromText(userId);
    if (!other)
        return request.refuse(ErrorCode::NotFound);
    if (*other == request.user())
        return request.refuse(ErrorCode::NotAllowed, "oneself is no contact");
    request.change<std::optional<ContactRow>>(
        [user = request.user(), other = *other, isContact](SqlStore &store) -> Result<std::optional<ContactRow>> {
            if (isContact) {
                BANTER_TRY(const std::optional<UserRow> person, store.userById(other));
                if (!person)
                    return Error{ErrorCode::NotFound, "no such user"};
            }
            return store.setContact(user, other, isContact, limits::kMaxContacts);
        },
        [request](const std::optional<ContactRow> &row) {
            if (row) {
                AccountMove move;
                move.user = row->user;
                move.rev = row->rev;
                move.contact = row;
                tellMoves(request.services(), {move});
                PresenceDesk::recheck(request.services(), row->user);
            }
            request.done();
        });
}

} // namespace

void setConversationState(const Request &request, const v1::SetConversationState &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    ListStateEdit edit;
    if (message.has_pinned())
        edit.pinned = message.pinned();
    if (message.has_muted_until_ms())
        edit.mutedUntilMs = message.muted_until_ms();
    if (message.has_archived())
        edit.archived = message.archived();
    if (message.has_marked_unread())
        edit.markedUnread = message.marked_unread();
    if (edit.mutedUntilMs && *edit.mutedUntilMs < limits::kMutedForEver)
        return request.refuse(ErrorCode::Malformed, "muted_until_ms is a time, 0 or -1");
    changeState(request, *id, std::move(edit));
}

void setDraft(const Request &request, const v1::SetDraft &message) {
    const auto id = ConversationId::fromText(message.conversation_id());
    if (!id)
        return request.refuse(ErrorCode::NotFound);
    const v1::Draft &given = message.draft();
    if (given.text().size() > request.services().config.textMaxBytes)
        return request.refuse(ErrorCode::TooLarge, "the text is longer than limits.max_text_bytes");
    if (given.changed_ms() <= 0 || given.text().find('\0') != std::string::npos)
        return request.refuse(ErrorCode::Malformed, "changed_ms is missing, or the text has a NUL in it");
    ListStateEdit edit;
    edit.draft = DraftRow{given.text(), given.text().empty() ? 0 : given.reply_to_seq(), given.changed_ms()};
    changeState(request, *id, std::move(edit));
}

void editSettings(const Request &request, const v1::EditSettings &message) {
    SettingsEdit edit;
    if (message.has_hides_read())
        edit.hidesRead = message.hides_read();
    switch (message.presence()) {
    case v1::AUDIENCE_UNSPECIFIED: break;
    case v1::EVERYBODY:
    case v1::CONTACTS:
    case v1::NOBODY: edit.presence = static_cast<Audience>(message.presence()); break;
    default: return request.refuse(ErrorCode::Malformed, "presence is EVERYBODY, CONTACTS or NOBODY");
    }
    request.change<SettingsChange>(
        [user = request.user(), edit](SqlStore &store) { return store.editSettings(user, edit); },
        [request](const SettingsChange &change) {
            if (change.isNew) {
                Shard::changeSettings(request.services(), request.user(), change.settings);
                AccountMove move;
                move.user = request.user();
                move.rev = change.settings.rev;
                move.settings = change.settings;
                tellMoves(request.services(), {move});
            }
            request.answer([&](v1::ServerFrame &frame) { toProto(change.settings, *frame.mutable_settings()); });
        });
}

void addContact(const Request &request, const v1::AddContact &message) {
    changeContact(request, message.user_id(), true);
}

void removeContact(const Request &request, const v1::RemoveContact &message) {
    changeContact(request, message.user_id(), false);
}

void listContacts(const Request &request, const v1::ListContacts &message) {
    const auto after = message.cursor().empty() ? std::optional(UserId{}) : UserId::fromText(message.cursor());
    if (!after)
        return request.refuse(ErrorCode::Malformed, "cursor is not one of ours");
    const auto limit = static_cast<std::size_t>(pageSize(message.limit()));
    struct Page {
        std::vector<UserRow> users;
        std::string next;
    };
    request.read<Page>(
        [user = request.user(), after = *after, limit](SqlStore &store) -> Result<Page> {
            BANTER_TRY(std::vector<UserId> ids, store.listContacts(user, after, static_cast<int>(limit) + 1));
            Page page;
            if (ids.size() > limit) {
                ids.resize(limit);
                page.next = ids.back().toText();
            }
            BANTER_TRY(page.users, store.usersById(ids));
            return page;
        },
        [request](Page page) {
            std::sort(page.users.begin(), page.users.end(),
                      [](const UserRow &a, const UserRow &b) { return a.id < b.id; });
            request.answer([&](v1::ServerFrame &frame) {
                v1::ContactPage &contacts = *frame.mutable_contact_page();
                for (const UserRow &row : page.users)
                    toProto(row, *contacts.add_users());
                contacts.set_next_cursor(page.next);
            });
        });
}

} // namespace banter::server::handlers

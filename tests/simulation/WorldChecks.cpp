// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "tests/simulation/SimClient.h"
#include "tests/simulation/SimServer.h"
#include "tests/simulation/World.h"

namespace banter::simulation {

using namespace client;

namespace {

std::string describe(std::uint64_t rev, std::uint64_t changeRev, bool isDeleted, const std::string &content) {
    v1::Content parsed;
    parsed.ParseFromString(content);
    return "rev " + std::to_string(rev) + ", changed " + std::to_string(changeRev) +
           (isDeleted ? ", deleted" : ", '" + parsed.text().body() + "'");
}

} // namespace

/// What must hold once the world has come to rest.
void World::checkAll() {
    checkServer();
    for (const auto &client : m_clients) {
        checkClient(*client);
        checkOrderOfSends(*client);
        checkWishes(*client);
    }
}

void World::checkServer() {
    for (const auto &[id, stored] : m_server->stored()) {
        std::set<std::pair<UserId, ClientId>> seen;
        std::uint64_t expected = 1;
        std::uint64_t rev = 0;
        for (const auto &row : stored.messages) {
            check(row.seq == expected++, "the server's seqs have a gap");
            check(row.rev > rev, "the server's revs do not rise");
            rev = row.rev;
            check(seen.emplace(row.sender, row.clientId).second, "a message is stored twice");
        }
        for (const auto &[user, receipt] : stored.receipts)
            check(receipt.deliveredSeq <= stored.row.lastSeq && receipt.readSeq <= stored.row.lastSeq,
                  "a receipt is above the last message");
    }
}

void World::checkClient(SimClient &client) {
    check(client.unsent() == 0, "the outbox is not empty");
    for (const OutboxRow &row : client.disk().outbox())
        check(row.state == SendState::Failed, "a pending message is left in the store");
    for (const ConversationId &id : m_server->conversationsOf(client.user())) {
        const SimServer::Stored &stored = m_server->stored().at(id);
        const Progress *const progress = client.disk().progress(id);
        if (!progress)
            broken("a conversation was never stored");
        if (progress->rev != stored.row.lastRev)
            broken("device " + std::to_string(client.index()) + " stands at rev " + std::to_string(progress->rev) +
                   " of " + std::to_string(stored.row.lastRev));
        const ClientDisk::Rows &rows = client.disk().rows(id);
        const std::set<std::uint64_t> hidden = m_server->hiddenOf(client.user(), id);
        check(rows.size() <= stored.messages.size() - hidden.size(), "a device holds more messages than the server");
        check(!progress->isLeft, "a device thinks that it is no member");
        if (progress->isMembersListed) {
            std::set<UserId> members;
            for (const auto &[user, receipt] : stored.receipts)
                members.insert(user);
            check(client.disk().members(id) == members, "a device knows other members than there are");
        }
        if (!stored.messages.empty())
            check(progress->ranges.covers({1, stored.row.lastSeq}), "a device has a gap");
        for (const auto &row : stored.messages) {
            if (hidden.contains(row.seq)) {
                check(!rows.contains(row.seq), "a hidden message is held");
                continue;
            }
            // Hidden here, and refused elsewhere: whoever wished it was no member just then.
            if (client.disk().isHidden(id, row.seq))
                continue;
            checkReactions(client, stored, row.seq);
            const auto held = rows.find(row.seq);
            check(held != rows.end(), "a device lacks a message");
            const MessageRow &mine = held->second;
            const bool isSame = mine.rev == row.rev && mine.changeRev == row.changeRev && mine.sender == row.sender &&
                                mine.deleted == row.deleted && mine.sentAtMs == row.sentAtMs &&
                                (row.deleted || mine.content == row.body);
            if (!isSame)
                broken("device " + std::to_string(client.index()) + " holds seq " + std::to_string(row.seq) + " of " +
                       id.toText().substr(0, 5) + " as " +
                       describe(mine.rev, mine.changeRev, mine.deleted, mine.content) + " instead of " +
                       describe(row.rev, row.changeRev, row.deleted, row.body));
            check(row.sender != client.user() || mine.clientId == row.clientId,
                  "an own message has lost its client id");
        }
        for (const auto &[user, receipt] : stored.receipts) {
            const WatermarkRow mark = client.disk().marks(id, user);
            check(mark.deliveredSeq == receipt.deliveredSeq && mark.readSeq == receipt.readSeq,
                  "watermarks differ between a device and the server");
        }
        const auto own = stored.receipts.at(client.user());
        if (own.deliveredSeq != stored.row.lastSeq)
            broken("device " + std::to_string(client.index()) + " told delivered " + std::to_string(own.deliveredSeq) +
                   " of " + std::to_string(stored.row.lastSeq) + " in " + id.toText().substr(0, 5) + ", and thinks " +
                   std::to_string(progress->knownDelivered));
        check(own.readSeq >= progress->wantRead, "a device did not tell what is read");
    }
}

void World::checkReactions(SimClient &client, const SimServer::Stored &stored, std::uint64_t seq) {
    std::map<std::string, std::uint32_t> counts;
    std::string own;
    if (const auto known = stored.reactions.find(seq); known != stored.reactions.end()) {
        for (const auto &[user, emoji] : known->second.byUser) {
            ++counts[emoji];
            own = user == client.user() ? emoji : own;
        }
    }
    const ReactionsRow *const held = client.disk().reactions(stored.row.id, seq);
    std::map<std::string, std::uint32_t> mine;
    for (const EmojiCount &one : held ? held->counts : std::vector<EmojiCount>{})
        mine[one.emoji] = one.count;
    if (counts != mine || own != (held ? held->own.value_or(std::string()) : std::string()))
        broken("device " + std::to_string(client.index()) + " has other reactions to seq " + std::to_string(seq) +
               " of " + stored.row.id.toText().substr(0, 5) + " than the server");
}

/// What was wished for, and not wished otherwise before it went out, was carried out or refused; nothing is left of it.
void World::checkWishes(SimClient &client) {
    check(!client.hasWishes(), "a wish is still to be carried out");
    for (const OperationRow &row : client.disk().operations())
        check(!m_server->stored().at(row.conversation).isMember(client.user()), "a wish is left in the store");
    std::map<std::pair<ConversationId, std::string>, std::string> last;
    for (const OperationRow &row : client.disk().wished())
        last[{row.conversation, row.slot}] = row.request;
    for (const auto &[slot, request] : last)
        check(m_server->wasHandled(client.user(), request), "a wish was lost");
}

/// Everything that was accepted or written is stored once, and in the order in which the device wrote it.
void World::checkOrderOfSends(SimClient &client) {
    std::map<ConversationId, std::uint64_t> last;
    std::set<ClientId> failed;
    for (const OutboxRow &row : client.disk().outbox())
        failed.insert(row.clientId);
    for (const OutboxRow &row : client.disk().written()) {
        const SimServer::Stored &stored = m_server->stored().at(row.conversation);
        const auto it = stored.byClientId.find({client.user(), row.clientId});
        if (it == stored.byClientId.end()) {
            check(!client.accepted().contains(row.clientId), "an accepted message is not stored");
            check(failed.contains(row.clientId), "a message is lost: neither stored nor failed");
            continue;
        }
        // Who was removed before the answer came is refused when asking again, and can't know; who comes back is told.
        check(!stored.isMember(client.user()) || !failed.contains(row.clientId), "a stored message is shown as failed");
        std::uint64_t &previous = last[row.conversation];
        const std::uint64_t seq = stored.messages[it->second].seq;
        if (seq <= previous)
            broken("device " + std::to_string(client.index()) + ": seq " + std::to_string(seq) + " (" +
                   row.clientId.toText().substr(0, 5) + ") was written after seq " + std::to_string(previous) + " of " +
                   row.conversation.toText().substr(0, 5));
        previous = seq;
    }
}

} // namespace banter::simulation

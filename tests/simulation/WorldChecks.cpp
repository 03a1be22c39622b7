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
        check(rows.size() == stored.messages.size(), "a device holds more or fewer messages than the server");
        if (!stored.messages.empty())
            check(progress->ranges.covers({1, stored.row.lastSeq}), "a device has a gap");
        for (const auto &row : stored.messages) {
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
        check(own.deliveredSeq == stored.row.lastSeq, "a device did not tell that all is delivered");
        check(own.readSeq >= progress->wantRead, "a device did not tell what is read");
    }
}

/// Everything that was accepted or written is stored once, and in the order in which the device wrote it.
void World::checkOrderOfSends(SimClient &client) {
    std::map<ConversationId, std::uint64_t> last;
    std::set<ClientId> failed;
    for (const OutboxRow &row : client.disk().outbox())
        failed.insert(row.clientId);
    for (const OutboxRow &row : client.disk().written()) {
        const SimServer::Stored &stored = m_server->stored().at(row.conversation);
        const auto it = std::find_if(stored.messages.begin(), stored.messages.end(), [&](const auto &message) {
            return message.clientId == row.clientId && message.sender == client.user();
        });
        if (it == stored.messages.end()) {
            check(!client.accepted().contains(row.clientId), "an accepted message is not stored");
            check(failed.contains(row.clientId), "a message is lost: neither stored nor failed");
            continue;
        }
        check(!failed.contains(row.clientId), "a stored message is shown as failed");
        std::uint64_t &previous = last[row.conversation];
        if (it->seq <= previous)
            broken("device " + std::to_string(client.index()) + ": seq " + std::to_string(it->seq) + " (" +
                   row.clientId.toText().substr(0, 5) + ") was written after seq " + std::to_string(previous) + " of " +
                   row.conversation.toText().substr(0, 5));
        previous = it->seq;
    }
}

} // namespace banter::simulation

// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/World.h"

#include <algorithm>
#include <cstdio>

#include "tests/simulation/SimClient.h"
#include "tests/simulation/SimServer.h"

namespace banter::simulation {
namespace {

constexpr std::size_t kMaxStepsPerEvent = 1'000; ///< a world that goes on for longer is not coming to rest
constexpr std::size_t kMaxStepsAfterwards = 100'000;
constexpr std::int64_t kQuietLimitMs = 3'600'000; ///< after the last fault

} // namespace

const char *nameOf(Bug bug) {
    switch (bug) {
    case Bug::None: return "none";
    case Bug::NoDedupe: return "no dedupe";
    case Bug::NoAfter: return "no after";
    case Bug::ResendBackwards: return "resend backwards";
    case Bug::LostRow: return "lost row";
    case Bug::OldRowWins: return "old row wins";
    case Bug::MarkGoesBack: return "mark goes back";
    case Bug::AcceptedTooSoon: return "accepted too soon";
    case Bug::OutboxForgets: return "outbox forgets";
    case Bug::SeqGap: return "seq gap";
    case Bug::WishForgotten: return "wish forgotten";
    case Bug::LostReaction: return "lost reaction";
    case Bug::RemovalIgnored: return "removal ignored";
    case Bug::EarlyDelivered: return "early delivered";
    }
    return "?";
}

World::World(const Options &options) : m_options(options), m_random(options.seed) {
    // Each world has its own weather; some are calm in one respect and wild in another.
    const auto some = [this](int most) {
        return m_random.chance(400) ? 0 : static_cast<int>(m_random.below(static_cast<std::uint64_t>(most) + 1));
    };
    m_faults.dropEvent = some(150);
    m_faults.doubleEvent = some(150);
    m_faults.reorder = some(400);
    m_faults.loseAnswer = some(60);
    m_faults.loseRequest = some(40);
    m_faults.doubleRequest = some(100);
    m_faults.reorderRequest = some(200);
    m_faults.storeAway = some(60);
    m_faults.commitAnswerLost = some(30);
    m_faults.queueFull = some(100);
    // What is refused for good must not come again by itself, as a doubled frame could: TCP does not double.
    m_mayBlock = m_faults.doubleRequest == 0;
}

World::~World() = default;

void World::broken(const std::string &what) const {
    throw Broken(what + " (at " + std::to_string(wallMs() - 1'000'000) + " ms, step " + std::to_string(m_steps) + ")");
}

void World::trace(const std::string &line) const {
    if (m_options.trace)
        std::fprintf(stderr, "%9lld %s\n", static_cast<long long>(wallMs() - 1'000'000), line.c_str());
}

void World::after(std::int64_t ms, Deed what) {
    std::size_t deed = m_deeds.size();
    if (m_freeDeeds.empty()) {
        m_deeds.push_back(std::move(what));
    } else {
        deed = m_freeDeeds.back();
        m_freeDeeds.pop_back();
        m_deeds[deed] = std::move(what);
    }
    m_queue.push({m_now + Millis{std::max<std::int64_t>(ms, 0)}, m_order++, deed});
}

World::Summary World::run() {
    populate();
    plan();
    runUntilQuiet();
    settleAll();
    scrollAll();
    settleAll();
    checkAll();
    Summary summary;
    for (const auto &[id, stored] : m_server->stored())
        summary.messages += stored.messages.size();
    for (const auto &client : m_clients) {
        for (const auto &row : client->disk().outbox())
            summary.failed += row.state == client::SendState::Failed ? 1 : 0;
        summary.wishes += client->disk().wished().size();
    }
    summary.steps = m_steps;
    summary.virtualMs = wallMs() - 1'000'000;
    return summary;
}

void World::populate() {
    m_server = std::make_unique<SimServer>(*this);
    const std::size_t users = 2 + m_random.below(3);
    std::vector<UserId> ids;
    for (std::size_t i = 0; i < users; ++i) {
        ids.push_back(makeId<UserId>());
        m_server->addUser(ids.back());
        for (int device = 0; device < 2; ++device)
            m_clients.push_back(std::make_unique<SimClient>(*this, m_clients.size(), ids.back(), makeId<DeviceId>()));
    }
    for (std::size_t i = 1; i < users; ++i)
        m_server->createConversation({ids[0], ids[i]});
    if (users > 2)
        m_server->createConversation(ids);
    m_lines.resize(m_clients.size());
    for (const auto &client : m_clients) {
        client->start();
        connectLater(client->index(), m_random.between(0, 500));
    }
}

void World::plan() {
    const std::int64_t pace = m_random.between(5, 120); // some worlds are hectic
    after(500, [this, pace] { actAndGoOn(m_options.events, pace); });
}

void World::actAndGoOn(int left, std::int64_t pace) {
    if (left == 0)
        return after(1000, [this] { makePeace(); });
    after(m_random.between(0, 2 * pace), [this, left, pace] {
        act();
        actAndGoOn(left - 1, pace);
    });
}

/// Nothing goes wrong any more, and everybody is there.
void World::makePeace() {
    trace("peace");
    m_faults = {};
    if (!m_server->isUp())
        m_server->restart();
    m_server->setBlocked(false);
    for (const auto &client : m_clients) {
        if (!client->isRunning())
            client->start();
        disconnect(client->index());
    }
}

void World::act() {
    SimClient &client = *m_clients[m_random.below(m_clients.size())];
    const auto what = m_random.below(100);
    if (what < 70)
        use(client, what);
    else if (what < 86)
        breakSomething(client, what);
    else
        changeSomething(client, what);
}

/// What a person does. `what`: below 70.
void World::use(SimClient &client, std::uint64_t what) {
    const auto ids = m_server->conversationsOf(client.user());
    if (!client.isRunning() || ids.empty())
        return;
    const ConversationId id = ids[m_random.below(ids.size())];
    if (what < 48) {
        const auto burst = m_random.chance(100) ? 12 : 1 + m_random.below(3);
        for (std::uint64_t i = 0; i < burst; ++i)
            client.send(id, (m_random.chance(30) ? SimServer::kUnacceptable : "text ") +
                                std::to_string(m_random.below(1'000'000)));
    } else if (what < 62) {
        client.wish(id);
    } else {
        // As somebody who opens it.
        client.loadMembers(id);
        client.markRead(id, 1 + m_random.below(40));
    }
}

/// `what`: from 70 to 85.
void World::breakSomething(SimClient &client, std::uint64_t what) {
    if (what < 78) {
        trace("disconnect " + std::to_string(client.index()));
        disconnect(client.index());
    } else if (what < 83) {
        if (!client.isRunning())
            return;
        trace("crash " + std::to_string(client.index()));
        disconnect(client.index());
        client.crash();
        after(m_random.between(50, 5000), [&client] {
            if (!client.isRunning())
                client.start();
        });
    } else if (m_server->isUp()) {
        trace("server crash");
        m_server->crash();
        for (const auto &one : m_clients) {
            if (m_random.chance(800)) // the others notice by silence
                disconnect(one->index());
        }
        after(m_random.between(50, 4000), [this] { m_server->restart(); });
    }
}

/// `what`: from 86 to 99.
void World::changeSomething(SimClient &client, std::uint64_t what) {
    if (what < 92) {
        m_server->editSomething();
    } else if (what < 95) {
        if (m_options.aclMoves && m_random.chance(500))
            m_server->bumpAcl();
        else if (m_options.aclMoves && m_mayBlock)
            m_server->moveMember();
    } else if (what < 96) {
        if (m_mayBlock && m_options.aclMoves) {
            m_server->setBlocked(true);
            after(m_random.between(100, 2000), [this] { m_server->setBlocked(false); });
        }
    } else if (what < 97) {
        const SimClient &other = *m_clients[m_random.below(m_clients.size())];
        if (other.user() != client.user())
            m_server->createConversation({client.user(), other.user()});
    } else if (client.isRunning()) {
        const auto ids = m_server->conversationsOf(client.user());
        if (!ids.empty())
            client.loadOlder(ids[m_random.below(ids.size())]);
    }
}

void World::runUntilQuiet() {
    std::optional<MonoTime> limit;
    while (!m_queue.empty()) {
        const Event event = m_queue.top();
        m_queue.pop();
        m_now = event.when;
        Deed deed = std::move(m_deeds[event.deed]);
        m_freeDeeds.push_back(event.deed);
        deed();
        if (++m_steps > kMaxStepsAfterwards + kMaxStepsPerEvent * static_cast<std::size_t>(m_options.events))
            broken("the world does not come to rest");
        if (!limit)
            limit = m_now + Millis{kQuietLimitMs};
        if (m_now > *limit)
            broken("the world does not come to rest within an hour");
    }
}

/// The last hint may have been lost: a reconnect is what repairs that, and it is bound to come.
void World::settleAll() {
    for (int round = 0; round < 2; ++round) {
        for (const auto &client : m_clients)
            disconnect(client->index());
        runUntilQuiet();
    }
}

/// Up to the first message, as somebody would by scrolling, while messages are still being edited.
void World::scrollAll() {
    m_faults.reorder = 300;
    for (int page = 0; page < 400; ++page) {
        bool isComplete = true;
        for (const auto &client : m_clients) {
            for (const ConversationId &id : m_server->conversationsOf(client->user())) {
                const client::SeqRanges *const ranges = client->engine()->rangesOf(id);
                if (!ranges)
                    broken("a conversation is not known to a member's device");
                if (!ranges->isEmpty() && ranges->all().back().from > 1) {
                    isComplete = false;
                    client->loadOlder(id);
                }
            }
        }
        if (isComplete) {
            m_faults.reorder = 0;
            return;
        }
        for (int edit = 0; edit < 3 && page < 20; ++edit)
            after(m_random.between(0, 60), [this] { m_server->editSomething(); });
        runUntilQuiet();
    }
    broken("scrolling up does not reach the first message");
}

void World::carryUp(std::size_t index, std::uint64_t connection, v1::ClientFrame frame) {
    Line &line = m_lines[index];
    if (line.connection != connection)
        return;
    if (m_random.chance(m_faults.loseRequest)) {
        trace("request lost from " + std::to_string(index));
        return; // the client will time out
    }
    const int copies = m_random.chance(m_faults.doubleRequest) ? 2 : 1;
    const auto carried = std::make_shared<const v1::ClientFrame>(std::move(frame));
    for (int copy = 0; copy < copies; ++copy) {
        MonoTime arrives = m_now + Millis{m_random.between(1, 40)};
        if (m_random.chance(m_faults.reorderRequest))
            arrives += Millis{m_random.between(0, 80)};
        else
            arrives = line.up = std::max(line.up, arrives);
        // What was on its way when the connection broke may still arrive, until the device comes back.
        after((arrives - m_now).count(), [this, connection, carried] { m_server->onFrame(connection, *carried); });
    }
}

void World::carryDown(std::size_t index, std::uint64_t connection, std::shared_ptr<const v1::ServerFrame> frame) {
    const bool isEvent = frame->type() == v1::EVENT;
    Line &line = m_lines[index];
    if (line.connection != connection || m_random.chance(isEvent ? m_faults.dropEvent : m_faults.loseAnswer))
        return;
    const int copies = m_random.chance(isEvent ? m_faults.doubleEvent : 0) ? 2 : 1;
    for (int copy = 0; copy < copies; ++copy) {
        MonoTime arrives = m_now + Millis{m_random.between(1, 40)};
        if (m_random.chance(m_faults.reorder))
            arrives += Millis{m_random.between(0, m_random.chance(50) ? 4000 : 150)};
        else
            arrives = line.down = std::max(line.down, arrives);
        after((arrives - m_now).count(), [this, index, connection, frame] {
            if (m_lines[index].connection == connection)
                m_clients[index]->onFrame(*frame);
        });
    }
}

void World::disconnect(std::size_t index) {
    Line &line = m_lines[index];
    if (line.connection == 0)
        return;
    const std::uint64_t connection = std::exchange(line.connection, 0);
    after(m_random.between(0, 60), [this, connection] { m_server->detach(connection); });
    m_clients[index]->onDisconnected();
    connectLater(index, m_random.between(20, 2000));
}

void World::connectLater(std::size_t index, std::int64_t ms) {
    after(ms, [this, index] {
        SimClient &client = *m_clients[index];
        Line &line = m_lines[index];
        if (line.connection != 0)
            return;
        if (!client.isRunning() || !m_server->isUp()) {
            connectLater(index, m_random.between(200, 1500));
            return;
        }
        const std::uint64_t connection = m_nextConnection++;
        m_server->dropDevice(client.device()); // replaced
        line = {connection, m_now, m_now};
        const std::uint64_t accountRev = m_server->attach(index, connection, client.user(), client.device());
        // Some welcomes bring the list, as those of a server do when nothing moved while it read.
        const std::int64_t since = client.listSinceMs();
        if (since > 0 && m_random.between(0, 1) == 1) {
            v1::ListChanged request;
            request.set_since_ms(since);
            const v1::ServerFrame list = m_server->list(client.user(), request);
            client.onConnected(connection, accountRev, &list.conversation_page());
        } else {
            client.onConnected(connection, accountRev, nullptr);
        }
    });
}

} // namespace banter::simulation

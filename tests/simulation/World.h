// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <stdexcept>
#include <string>
#include <vector>

#include "shared/core/Clock.h"
#include "shared/core/Id.h"
#include "shared/protocol/banter.pb.h"
#include "tests/simulation/Deed.h"
#include "tests/simulation/SimRandom.h"
#include "tests/simulation/SimServer.h"

namespace banter::simulation {

class SimClient;

/// What goes wrong, in permille.
struct Faults {
    int dropEvent{0}; ///< a hint is lost without a trace
    int doubleEvent{0};
    int reorder{0};    ///< a frame to the client takes its own time
    int loseAnswer{0}; ///< the client learns nothing, and times out
    int loseRequest{0};
    int doubleRequest{0};
    int reorderRequest{0};
    int storeAway{0};        ///< the database is away for a while; whether the batch was stored is not known
    int commitAnswerLost{0}; ///< a batch is stored, and the server dies before it says so
    int queueFull{0};        ///< the writer takes nothing: busy
};

/// Bugs that are planted to prove that they would be found.
enum class Bug {
    None,
    NoDedupe,        ///< the store takes a repeated send as a new message
    NoAfter,         ///< the client does not say what comes before
    ResendBackwards, ///< after a reconnect the newest goes first
    LostRow,         ///< the client's store keeps the rev but loses a row
    OldRowWins,      ///< the client's store lets an older row replace a newer one
    MarkGoesBack,    ///< the client's store takes any watermark
    AcceptedTooSoon, ///< the server accepts before it has stored
    OutboxForgets,   ///< the client's store drops a pending message
    SeqGap,          ///< the store skips a number
    WishForgotten,   ///< the client's store drops an operation
    LostReaction,    ///< the client's store keeps the rev but loses a change of reactions
    RemovalIgnored,  ///< the client's store keeps members that are gone
    EarlyDelivered,  ///< the client tells delivered before the rows are durable
};
[[nodiscard]] const char *nameOf(Bug bug);

/// An invariant does not hold.
class Broken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One world from one seed: users with two devices each (real Outbox and SyncEngine over a store that can crash), a
/// server (the real conversation core over a model store), a network that misbehaves, and virtual time. Everything that
/// happens follows from the seed.
class World {
public:
    struct Options {
        std::uint64_t seed{1};
        int events{300};
        Bug bug{Bug::None};
        bool trace{false};
        bool aclMoves{true}; ///< rights change under the senders
    };
    struct Summary {
        std::size_t messages{0};
        std::size_t failed{0};
        std::size_t wishes{0};
        std::size_t steps{0};
        std::int64_t virtualMs{0};
    };

    explicit World(const Options &options);
    ~World();

    /// Lives through all of it. Throws Broken.
    Summary run();

    // For those who live in it.
    [[nodiscard]] MonoTime now() const { return m_now; }
    [[nodiscard]] std::int64_t wallMs() const { return m_now.time_since_epoch().count(); }
    void after(std::int64_t ms, Deed what);
    [[nodiscard]] SimRandom &random() { return m_random; }
    [[nodiscard]] const Faults &faults() const { return m_faults; }
    [[nodiscard]] Bug bug() const { return m_options.bug; }
    [[nodiscard]] SimServer &server() { return *m_server; }
    [[nodiscard]] SimClient &client(std::size_t index) { return *m_clients[index]; }
    template <class AnyId>
    [[nodiscard]] AnyId makeId() {
        IdBytes bytes;
        for (std::uint8_t &byte : bytes)
            byte = static_cast<std::uint8_t>(m_random.below(256));
        return AnyId(bytes);
    }
    [[noreturn]] void broken(const std::string &what) const;
    void check(bool holds, const char *what) const {
        if (!holds)
            broken(what);
    }
    [[nodiscard]] bool isTracing() const { return m_options.trace; }
    void trace(const std::string &line) const;

    /// Client to server on connection `connection` of client `index`.
    void carryUp(std::size_t index, std::uint64_t connection, v1::ClientFrame frame);
    void carryDown(std::size_t index, std::uint64_t connection, std::shared_ptr<const v1::ServerFrame> frame);
    /// The connection of a client ends, for both sides. It comes back by itself.
    void disconnect(std::size_t index);
    void connectLater(std::size_t index, std::int64_t ms);

private:
    /// Small, because a heap moves its entries: what is to be done stands in m_deeds.
    struct Event {
        MonoTime when;
        std::uint64_t order;
        std::size_t deed;
        bool operator<(const Event &other) const {
            return when != other.when ? when > other.when : order > other.order;
        }
    };
    struct Line {
        std::uint64_t connection{0}; ///< 0 = down
        MonoTime up{};               ///< frames that keep their order arrive after these
        MonoTime down{};
    };

    void populate();
    void plan();
    void actAndGoOn(int left, std::int64_t pace);
    void makePeace();
    void act();
    void use(SimClient &client, std::uint64_t what);
    void breakSomething(SimClient &client, std::uint64_t what);
    void changeSomething(SimClient &client, std::uint64_t what);
    void runUntilQuiet();
    void settleAll();
    void scrollAll();
    void checkAll();
    void checkServer();
    void checkClient(SimClient &client);
    void checkOrderOfSends(SimClient &client);
    void checkWishes(SimClient &client);
    void checkReactions(SimClient &client, const SimServer::Stored &stored, std::uint64_t seq);

    Options m_options;
    SimRandom m_random;
    Faults m_faults;
    MonoTime m_now{Millis{1'000'000}};
    std::uint64_t m_order{0};
    std::size_t m_steps{0};
    bool m_mayBlock{false};
    std::priority_queue<Event> m_queue;
    std::vector<Deed> m_deeds;
    std::vector<std::size_t> m_freeDeeds;
    std::unique_ptr<SimServer> m_server;
    std::vector<std::unique_ptr<SimClient>> m_clients;
    std::vector<Line> m_lines;
    std::uint64_t m_nextConnection{1};
};

} // namespace banter::simulation

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/ops/Secret.h"
#include "shared/core/Promise.h"
#include "shared/core/Result.h"
#include "shared/protocol/ErrorCode.h"

namespace banter::server {

struct PasswordPoolOptions {
    int threads{1};
    std::size_t maxQueue{64};     ///< waiting beside those that are worked on; beyond: Busy
    std::size_t memoryKib{19456}; ///< of Argon2id, per thread
    std::uint32_t operations{2};  ///< passes of Argon2id
};

/// What comparing a password with a hash found.
struct Verdict {
    bool matches{false};
    std::string rehashed; ///< not empty: the hash was made with other parameters, store this one instead
};

/// Hashes and compares passwords with Argon2id (libsodium's crypto_pwhash_str) in threads of its own, so that no log-in
/// ever holds up a shard: one costs 20-300 ms. Every method from any thread. Passwords are brought to NFC first (the
/// same password typed on two systems is the same bytes) and wiped after use. Errors: Busy with retryAfterMs (the queue
/// or the machine's memory is full), ShuttingDown.
class PasswordPool {
public:
    /// Configuration error if the machine can't do one hash with these options.
    [[nodiscard]] static Result<std::unique_ptr<PasswordPool>> create(const PasswordPoolOptions &options);
    /// Finishes what is being worked on and answers the rest ShuttingDown.
    ~PasswordPool();
    PasswordPool(const PasswordPool &) = delete;
    PasswordPool &operator=(const PasswordPool &) = delete;

    /// Answers a hash as libsodium writes it, up to 128 characters.
    void hash(std::string password, Promise<std::string> done);
    /// An empty `hash` (no such user, or one without a password) costs the same as a real one and never matches, so
    /// that the time of an answer doesn't tell who exists.
    void verify(std::string password, std::string hash, Promise<Verdict> done);

    struct Stats {
        std::uint64_t hashed{0}, verified{0}, refused{0};
        std::uint64_t cpuMs{0}; ///< processor time of all threads
        std::size_t queued{0};
    };
    [[nodiscard]] Stats stats() const;

private:
    struct Job {
        Secret password;
        std::string hash;
        Promise<std::string> hashed; ///< one of the two is pending
        Promise<Verdict> verified;
    };

    PasswordPool(const PasswordPoolOptions &options, std::string dummyHash);
    void enqueue(Job job);
    void run();
    void work(Job job);
    [[nodiscard]] Result<std::string> hashNow(const Secret &password) const;
    [[nodiscard]] Result<Verdict> verifyNow(const Secret &password, const std::string &hash) const;
    [[nodiscard]] Error busy() const;
    static void refuse(Job &job, const Error &error);

    const PasswordPoolOptions m_options;
    const std::string m_dummyHash;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_queue;
    Stats m_stats;
    std::uint64_t m_cpuNs{0};
    bool m_stopping{false};
    std::vector<std::thread> m_threads; ///< last: they use all of the above
};

} // namespace banter::server

// SPDX-License-Identifier: Apache-2.0
#include "server/ops/PasswordPool.h"

#include <algorithm>
#include <cerrno>
#include <ctime>

#include <QLoggingCategory>
#include <QString>

#include <sodium.h>

#include "shared/core/Random.h"

namespace banter::server {
namespace {

Q_LOGGING_CATEGORY(lcOps, "banter.ops", QtInfoMsg)

constexpr std::uint64_t kGuessedMs = 100; // of one hash, until one was measured
constexpr std::uint64_t kMinRetryMs = 200;
constexpr std::uint64_t kMaxRetryMs = 10'000;

std::uint64_t threadCpuNs() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(time.tv_nsec);
}

Result<std::string> argon2(std::string_view password, const PasswordPoolOptions &options) {
    char out[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(out, password.data(), password.size(), options.operations, options.memoryKib * 1024) != 0)
        return Error{ErrorCode::Busy, "no " + std::to_string(options.memoryKib) + " KiB of memory to hash a password",
                     1000};
    return std::string(out);
}

/// The password's normal form, as the store compares it.
Secret normalized(std::string password) {
    const bool isAscii =
        std::all_of(password.begin(), password.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (isAscii)
        return Secret(std::move(password));
    QString wide = QString::fromUtf8(password.data(), static_cast<qsizetype>(password.size()));
    QString normal = wide.normalized(QString::NormalizationForm_C);
    QByteArray bytes = normal.toUtf8();
    std::string text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    Secret::wipe(password);
    wide.fill(QChar(u'\0'));
    normal.fill(QChar(u'\0'));
    bytes.fill('\0');
    return Secret(std::move(text));
}

} // namespace

Result<std::unique_ptr<PasswordPool>> PasswordPool::create(const PasswordPoolOptions &options) {
    if (sodium_init() < 0)
        return Error{ErrorCode::Configuration, "libsodium can't be used: the system gives no random numbers", 0};
    auto dummy = argon2(randomBytes(32), options);
    if (!dummy) {
        return Error{ErrorCode::Configuration,
                     dummy.error().detail + "; lower password-memory-kib, or give the machine more memory", 0};
    }
    return std::unique_ptr<PasswordPool>(new PasswordPool(options, std::move(dummy).value()));
}

PasswordPool::PasswordPool(const PasswordPoolOptions &options, std::string dummyHash)
    : m_options(options),
      m_dummyHash(std::move(dummyHash)) {
    for (int i = 0; i < std::max(1, options.threads); ++i)
        m_threads.emplace_back([this] { run(); });
}

PasswordPool::~PasswordPool() {
    std::deque<Job> rest;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        rest.swap(m_queue);
    }
    m_wake.notify_all();
    for (Job &job : rest)
        refuse(job, Error{ErrorCode::ShuttingDown, "the password pool is stopping", 0});
    for (std::thread &thread : m_threads)
        thread.join();
}

void PasswordPool::hash(std::string password, Promise<std::string> done) {
    enqueue({normalized(std::move(password)), {}, std::move(done), {}});
}

void PasswordPool::verify(std::string password, std::string hash, Promise<Verdict> done) {
    enqueue({normalized(std::move(password)), std::move(hash), {}, std::move(done)});
}

void PasswordPool::enqueue(Job job) {
    Error error;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopping && m_queue.size() < m_options.maxQueue) {
            m_queue.push_back(std::move(job));
            m_wake.notify_one();
            return;
        }
        ++m_stats.refused;
        error = m_stopping ? Error{ErrorCode::ShuttingDown, "the password pool is stopping", 0} : busy();
    }
    refuse(job, error);
}

/// With m_mutex held.
Error PasswordPool::busy() const {
    const std::uint64_t done = m_stats.hashed + m_stats.verified;
    const std::uint64_t each = done > 0 ? m_cpuNs / 1'000'000 / done : kGuessedMs;
    const std::uint64_t wait = each * m_queue.size() / m_threads.size();
    return Error{ErrorCode::Busy, "too many passwords wait to be checked",
                 static_cast<std::int64_t>(std::clamp(wait, kMinRetryMs, kMaxRetryMs))};
}

void PasswordPool::refuse(Job &job, const Error &error) {
    job.hashed.resolve(error);
    job.verified.resolve(error);
}

void PasswordPool::run() {
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            if (m_queue.empty())
                return;
            job = std::move(m_queue.front());
            m_queue.pop_front();
        }
        work(std::move(job));
    }
}

void PasswordPool::work(Job job) {
    const std::uint64_t before = threadCpuNs();
    const bool hashes = job.hashed.isPending();
    Result<std::string> hashed{std::string()};
    Result<Verdict> verdict{Verdict{}};
    if (hashes)
        hashed = hashNow(job.password);
    else
        verdict = verifyNow(job.password, job.hash);
    {
        const std::lock_guard lock(m_mutex);
        m_cpuNs += threadCpuNs() - before;
        ++(hashes ? m_stats.hashed : m_stats.verified);
    }
    if (hashes)
        job.hashed.resolve(std::move(hashed));
    else
        job.verified.resolve(std::move(verdict));
}

Result<std::string> PasswordPool::hashNow(const Secret &password) const { return argon2(password.view(), m_options); }

Result<Verdict> PasswordPool::verifyNow(const Secret &password, const std::string &hash) const {
    const std::size_t memory = m_options.memoryKib * 1024;
    // -1: not one of libsodium's hashes.
    const int renewal = hash.empty() ? -1 : crypto_pwhash_str_needs_rehash(hash.c_str(), m_options.operations, memory);
    if (renewal < 0 && !hash.empty())
        qCWarning(lcOps, "a stored password hash is damaged; that account can't log in until its password is reset");
    const std::string &against = renewal < 0 ? m_dummyHash : hash;
    errno = 0;
    const bool equal = crypto_pwhash_str_verify(against.c_str(), password.view().data(), password.view().size()) == 0;
    if (!equal && errno == ENOMEM)
        return Error{ErrorCode::Busy, "no memory to check a password", 1000};
    Verdict verdict{equal && renewal >= 0, {}};
    if (verdict.matches && renewal > 0) {
        // Not being able to renew is no reason to keep somebody out.
        if (auto renewed = hashNow(password))
            verdict.rehashed = std::move(renewed).value();
    }
    return verdict;
}

PasswordPool::Stats PasswordPool::stats() const {
    const std::lock_guard lock(m_mutex);
    Stats out = m_stats;
    out.cpuMs = m_cpuNs / 1'000'000;
    out.queued = m_queue.size();
    return out;
}

} // namespace banter::server

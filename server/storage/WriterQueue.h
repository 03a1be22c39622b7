// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "server/storage/ReceiptTicket.h"
#include "server/storage/Rows.h"
#include "server/storage/StoreJob.h"
#include "shared/core/Clock.h"

namespace banter::server {

/// What waits for one writer, and when it goes: group commit. The writer takes all that waits as soon as it is free;
/// above ~2 000 messages/s it starts at most one flush per `minFlushGap`, so that batches grow and a message costs
/// less. Any thread; next() and give-backs only in the writer's.
class WriterQueue {
public:
    struct Options {
        std::size_t maxBatchMessages{128};
        std::size_t maxBatchBytes{256 * 1024};
        std::size_t maxQueue{4096};
        Millis minFlushGap{2};
    };
    /// What is due, each part possibly empty.
    struct Work {
        std::vector<NewMessage> batch;
        std::vector<ReceiptRow> receipts;
        std::vector<ReceiptTicketPtr> tickets; ///< of the receipts
        std::vector<StoreJob> jobs;
        bool ended{false};
    };

    explicit WriterQueue(Options options) : m_options(options) {}

    /// false: full, or stopping.
    [[nodiscard]] bool push(NewMessage &&message);
    /// Merges to maxima. The ticket is refused if there is no room, or when stopping.
    void push(std::vector<ReceiptRow> rows, ReceiptTicketPtr ticket);
    /// Refused like the receipts.
    void push(StoreJob job);

    /// Waits for work, at most two seconds (then all parts are empty: a moment to look after the connection).
    [[nodiscard]] Work next();
    /// Receipts that could not be stored now.
    void giveBack(std::vector<ReceiptRow> rows, std::vector<ReceiptTicketPtr> tickets);
    /// Waits; false if the writer shall give up what it holds.
    [[nodiscard]] bool sleep(Millis time);

    void requestStop(MonoTime deadline);
    [[nodiscard]] std::size_t size() const;

private:
    struct Watermark {
        ConversationId conversation;
        UserId user;
        bool operator==(const Watermark &) const = default;
    };
    struct WatermarkHash {
        std::size_t operator()(const Watermark &key) const noexcept {
            return static_cast<std::size_t>(key.conversation.hash() ^ (key.user.hash() >> 7));
        }
    };

    void merge(const std::vector<ReceiptRow> &rows);
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] MonoTime flushTime(MonoTime now) const;
    [[nodiscard]] MonoTime receiptsTime(MonoTime now) const;
    void takeBatch(MonoTime now, std::vector<NewMessage> &batch);
    void takeReceipts(MonoTime now, Work &work);
    void countRate(MonoTime now, std::size_t messages);

    const Options m_options;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<NewMessage> m_messages;
    std::size_t m_bytes{0};
    std::unordered_map<Watermark, ReceiptRow, WatermarkHash> m_receipts;
    std::vector<ReceiptTicketPtr> m_tickets;
    std::deque<StoreJob> m_jobs;
    MonoTime m_lastFlush{};
    MonoTime m_lastReceipts{};
    MonoTime m_windowStart{};
    std::size_t m_windowMessages{0};
    bool m_busyWindow{false}; ///< the last window had more than kBusyRate
    bool m_stopping{false};
    MonoTime m_deadline{};
};

} // namespace banter::server

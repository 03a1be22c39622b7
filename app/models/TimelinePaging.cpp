// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "app/models/TimelineModel.h"
#include "app/text/ErrorText.h"

namespace banter::client {
namespace {

/// Questions to the server for one page: a range of which nothing is left needs more than one.
constexpr int kMaxTries = 20;

} // namespace

/// Answers only while the window is the same one, and only if the store can be read.
void TimelineModel::read(const PageRequest &request, OnPage then) {
    if (!m_store)
        return;
    m_store->page(m_conversation, request,
                  {m_executor, m_alive,
                   [this, generation = m_generation, then = std::move(then)](const Result<TimelinePage> &page) {
                       if (generation != m_generation)
                           return;
                       if (page.ok()) {
                           then(*page);
                           return;
                       }
                       m_loadingOlder = m_loadingNewer = false;
                       m_olderErrorText = ErrorText::of(ErrorCode::StoreFailed);
                       tellState();
                   }});
}

void TimelineModel::readNewest(bool tellJumped) {
    ++m_generation;
    m_loadingOlder = m_loadingNewer = false;
    read({0, 0, kPage}, [this, tellJumped](const TimelinePage &page) {
        m_isReady = true;
        replaceAll(page);
        if (tellJumped)
            Q_EMIT jumped();
    });
}

void TimelineModel::jumpToLatest() {
    m_isFollowing = true;
    if (m_window.isLive())
        Q_EMIT jumped();
    else
        readNewest(true);
}

void TimelineModel::jumpTo(qulonglong seq) {
    if (seq == 0 || !m_isReady)
        return;
    const auto place = m_window.atOrAbove(seq);
    const bool isIn = m_window.oldestSeq() > 0 && m_window.oldestSeq() <= seq && seq <= m_window.newestSeq();
    if (place && isIn) {
        m_isFollowing = false;
        Q_EMIT found(rowOf(*place));
        return;
    }
    ++m_generation;
    m_loadingOlder = m_loadingNewer = false;
    readAround(seq, kMaxTries);
}

/// The window starts anew around a message, as far as it is held; what is not is asked from the server.
void TimelineModel::readAround(std::uint64_t seq, int triesLeft) {
    const std::uint64_t before = seq + kPage / 2 + 1;
    read({before, 0, kPage}, [this, seq, before, triesLeft](const TimelinePage &page) {
        const bool isIn = !page.rows.empty() && page.rows.back().seq >= seq &&
                          (page.rows.front().seq <= seq || page.holeBefore == 0 || page.holeBefore <= seq);
        if (isIn) {
            m_isFollowing = false;
            replaceAll(page);
            const auto place = m_window.atOrAbove(seq);
            if (place)
                Q_EMIT found(rowOf(*place));
            return;
        }
        if (triesLeft == 0) {
            Q_EMIT notFound(ErrorText::of(ErrorCode::NotFound));
            return;
        }
        askServer(before, [this, seq, triesLeft](const Result<Done> &done) {
            if (done.ok())
                readAround(seq, std::min(triesLeft - 1, 1)); // what is not there then is not there at all
            else
                Q_EMIT notFound(ErrorText::of(done.error()));
        });
    });
}

void TimelineModel::loadOlder() {
    if (!m_isReady || m_loadingOlder || m_window.isComplete() || m_window.oldestSeq() == 0)
        return;
    m_loadingOlder = true;
    tellState();
    readOlder(m_window.oldestSeq(), kMaxTries);
}

void TimelineModel::readOlder(std::uint64_t before, int triesLeft) {
    read({before, 0, kPage}, [this, before, triesLeft](const TimelinePage &page) {
        // An answer that filled nothing would be asked for again for ever.
        const bool isInVain = triesLeft < kMaxTries && page.holeBefore >= before;
        if (page.rows.empty() && page.holeBefore > 0 && triesLeft > 0 && !isInVain) {
            askServer(page.holeBefore, [this, hole = page.holeBefore, triesLeft](const Result<Done> &done) {
                if (done.ok()) {
                    readOlder(hole, triesLeft - 1);
                    return;
                }
                m_loadingOlder = false;
                m_olderErrorText = ErrorText::of(done.error());
                tellState();
            });
            return;
        }
        m_loadingOlder = false;
        m_olderErrorText.clear();
        prependPage(page);
        tellState();
    });
}

void TimelineModel::loadNewer() {
    if (!m_isReady || m_loadingNewer || m_window.isLive())
        return;
    m_loadingNewer = true;
    tellState();
    readNewer(kMaxTries);
}

void TimelineModel::readNewer(int triesLeft) {
    read({0, m_window.newestSeq(), kPage}, [this, triesLeft](const TimelinePage &page) {
        if (page.rows.empty() && page.holeAboveUpTo > 0 && triesLeft > 0) {
            // The server fills a hole from above.
            askServer(page.holeAboveUpTo, [this, triesLeft](const Result<Done> &done) {
                if (done.ok()) {
                    readNewer(triesLeft - 1);
                    return;
                }
                m_loadingNewer = false;
                tellState();
            });
            return;
        }
        m_loadingNewer = false;
        appendPage(page);
        tellState();
    });
}

/// What follows `above` is asked for anew: what is not held up to there leaves the window.
void TimelineModel::readTail(std::uint64_t above) {
    read({0, above, static_cast<int>(kMaxRows)}, [this, above](const TimelinePage &page) {
        for (const TimelineRow &row : page.rows)
            applyRow(row);
        if (!page.reachesEnd) {
            const std::uint64_t top = page.rows.empty() ? above : page.rows.back().seq;
            dropNewest(m_window.countAbove(top));
            m_window.setLive(false);
        }
        tellCounts();
        tellState();
        if (!m_window.isLive() && m_isFollowing)
            readNewest(true);
    });
}

/// Too much changed for single rows: reads what is shown again.
void TimelineModel::reread() {
    if (m_window.isLive() || m_window.newestSeq() == 0) {
        readNewest(false);
        return;
    }
    ++m_generation;
    m_loadingOlder = m_loadingNewer = false;
    read({m_window.newestSeq() + 1, 0, static_cast<int>(kMaxRows)}, [this](const TimelinePage &page) {
        if (page.rows.empty())
            readNewest(false);
        else
            replaceAll(page);
    });
}

void TimelineModel::askServer(std::uint64_t before, std::function<void(const Result<Done> &)> then) {
    m_actions->loadOlder(
        m_conversation, before,
        {m_executor, m_alive, [this, generation = m_generation, then = std::move(then)](const Result<Done> &done) {
             if (generation == m_generation)
                 then(done);
         }});
}

} // namespace banter::client

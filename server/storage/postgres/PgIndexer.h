// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <libpq-fe.h>

#include "server/storage/Rows.h"
#include "server/storage/postgres/PgStatement.h"
#include "shared/core/Id.h"

namespace banter::server {

/// Takes messages into the index of search, many of many conversations with three statements: one statement for each of
/// them cost a server that is busy with sends more than storing the message. Inside the caller's transaction.
class PgIndexer {
public:
    struct Next {
        ConversationId conversation;
        MessageRow message; ///< its seq, kind and body; deleted ones too
    };
    struct Entry {
        ConversationId conversation;
        std::uint64_t seq{0};
        std::string words; ///< of wordsOf(), with a blank between each two
    };
    struct Head {
        ConversationId conversation;
        std::uint64_t seq{0};
    };

    /// The first `perConversation` of each that are not in the index yet; ascending seq within a conversation.
    Result<std::vector<Next>> next(PGconn *connection, const std::vector<ConversationId> &ids,
                                   std::int64_t perConversation);
    Result<void> add(PGconn *connection, const std::vector<Entry> &entries);
    /// How far each conversation is in the index now; each once.
    Result<void> moveHeads(PGconn *connection, const std::vector<Head> &heads);

private:
    PgStatement m_next{"banter_index_next", kNext};
    PgStatement m_add{"banter_index_add", kAdd};
    PgStatement m_heads{"banter_index_heads", kHeads};
    PgArray m_ids{PgArray::Type::Uuid};
    PgArray m_seqs{PgArray::Type::Int8};
    PgArray m_words{PgArray::Type::Text};

    static const char kNext[];
    static const char kAdd[];
    static const char kHeads[];
};

} // namespace banter::server

// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/client/Fill.h"

#include <algorithm>

#include <QtGlobal>

#include "app/store/StoreDatabase.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client::bench {
namespace {

constexpr std::int64_t kFirstMs = 1'700'000'000'000;
const char *const kServer = "benchbenchbenchbenchbe";

void fillOne(StoreDatabase &database, const UserId &self, const ConversationId &id, std::uint64_t messages,
             int number) {
    const UserId peer = makeId<UserId>();
    StoreBatch batch;
    batch.users = {{self, "mira", "Mira"}, {peer, "peer" + std::to_string(number), "Peer " + std::to_string(number)}};
    ConversationFacts facts;
    facts.id = id;
    facts.kind = v1::DIRECT;
    facts.lastSeq = messages;
    facts.lastMs = kFirstMs + number;
    facts.members = {{self, 1, 0, 1, false}, {peer, 1, 0, 1, false}};
    batch.conversations.push_back(facts);
    for (std::uint64_t seq = 1; seq <= messages; ++seq) {
        MessageRow row;
        row.conversation = id;
        row.seq = seq;
        row.rev = seq + 1;
        row.sender = seq % 3 == 0 ? self : peer;
        if (seq % 3 == 0)
            row.clientId = makeId<ClientId>();
        row.sentAtMs = kFirstMs + static_cast<std::int64_t>(seq) * 40'000;
        v1::Content content;
        content.mutable_text()->set_body("The " + std::to_string(seq) +
                                         "th message, about as long as they are. https://example.org");
        row.content = content.SerializeAsString();
        batch.messages.push_back(std::move(row));
    }
    Progress progress;
    progress.conversation = id;
    progress.rev = progress.headRev = messages + 1;
    progress.lastSeq = messages;
    progress.wantRead = messages > 3 ? messages - 3 : 0;
    progress.ranges.add({1, messages});
    batch.progress.push_back(progress);
    if (auto applied = database.apply(batch); !applied.ok())
        qFatal("%s", applied.error().detail.c_str());
}

} // namespace

Filled fill(const QString &dataDirectory, const Amount &amount) {
    const int count = std::max(amount.conversations, 2);
    const std::uint64_t longest = std::max<std::uint64_t>(amount.longest, 100);
    const std::uint64_t rest = amount.messages - std::min(amount.messages, longest);
    const std::uint64_t each = std::max<std::uint64_t>(rest / static_cast<std::uint64_t>(count - 1), 1);
    const UserId self = makeId<UserId>();
    const auto path = QStringLiteral("%1/accounts/%2/%3/store.db")
                          .arg(dataDirectory, QString::fromLatin1(kServer), QString::fromStdString(self.toText()));
    auto database = StoreDatabase::open(path, self);
    if (!database.ok())
        qFatal("%s", database.error().detail.c_str());
    const ConversationId longOne = makeId<ConversationId>();
    fillOne(**database, self, longOne, longest, 0);
    for (int number = 1; number < count; ++number)
        fillOne(**database, self, makeId<ConversationId>(), each, number);
    return {Credentials{kServer, {self, "mira", "Mira"}, "device", "token", {}}, longOne};
}

} // namespace banter::client::bench

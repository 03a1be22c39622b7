// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/client/Fill.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <QtGlobal>

#include "app/store/StoreDatabase.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client::bench {
namespace {

constexpr std::int64_t kFirstMs = 1'700'000'000'000;
constexpr int kGroupSize = 12; ///< others in the group
const char *const kServer = "benchbenchbenchbenchbe";

/// What is filled: who is in it but oneself, who is the first.
struct Chat {
    ConversationId id;
    std::uint64_t messages{0};
    int number{0};
    std::vector<UserRow> others;
    [[nodiscard]] bool isGroup() const { return others.size() > 1; }
};

std::vector<UserRow> people(int first, int count) {
    static const std::array<const char *, 4> kNames = {"Anna Keller", "Peer", "Jonas van der Berg", "Li Wei"};
    std::vector<UserRow> users;
    for (int i = first; i < first + count; ++i) {
        const std::string number = std::to_string(i);
        users.push_back({makeId<UserId>(), "peer" + number, kNames[static_cast<std::size_t>(i) % 4] + (' ' + number)});
    }
    return users;
}

/// What makes a row of a group dearer: in tens, a reply to one not far above, two with reactions, one that was edited.
void addDoings(const Chat &chat, MessageRow *row) {
    const std::uint64_t seq = row->seq;
    if (seq % 10 == 7)
        row->replyTo = seq - 5;
    if (seq % 10 == 4)
        row->editedAtMs = row->sentAtMs + 60'000;
    if (seq % 5 != 3)
        return;
    ReactionsRow reactions{chat.id, seq, row->rev, {{"\U0001F44D", 4}}, {}};
    if (seq % 10 == 3) {
        reactions.counts.push_back({"\u2764\uFE0F", 2});
        reactions.counts.push_back({"\U0001F602", 1});
        reactions.own = "\U0001F602";
    }
    row->reactions = std::move(reactions);
}

MessageRow message(const Chat &chat, const UserId &self, std::uint64_t seq) {
    MessageRow row;
    row.conversation = chat.id;
    row.seq = seq;
    row.rev = seq + 1;
    // In groups people write two or three in a row.
    const std::uint64_t turn = chat.isGroup() ? seq * 2 / 5 : seq;
    const bool isMine = chat.isGroup() ? turn % 5 == 0 : seq % 3 == 0;
    row.sender = isMine ? self : chat.others[turn % chat.others.size()].id;
    if (isMine)
        row.clientId = makeId<ClientId>();
    row.sentAtMs = kFirstMs + static_cast<std::int64_t>(seq) * 40'000;
    v1::Content content;
    content.mutable_text()->set_body("The " + std::to_string(seq) +
                                     "th message, about as long as they are. https://example.org");
    row.content = content.SerializeAsString();
    if (chat.isGroup())
        addDoings(chat, &row);
    return row;
}

void fillOne(StoreDatabase &database, const UserId &self, const Chat &chat) {
    StoreBatch batch;
    batch.users = chat.others;
    batch.users.push_back({self, "mira", "Mira"});
    ConversationFacts facts;
    facts.id = chat.id;
    facts.kind = chat.isGroup() ? v1::GROUP : v1::DIRECT;
    if (chat.isGroup())
        facts.title = "The long group";
    facts.memberCount = static_cast<std::uint32_t>(batch.users.size());
    facts.lastSeq = chat.messages;
    facts.lastMs = kFirstMs + chat.number;
    for (const UserRow &user : batch.users)
        facts.members.push_back({user.id, 1, 0, 1, false});
    batch.conversations.push_back(facts);
    for (std::uint64_t seq = 1; seq <= chat.messages; ++seq)
        batch.messages.push_back(message(chat, self, seq));
    Progress progress;
    progress.conversation = chat.id;
    progress.rev = progress.headRev = chat.messages + 1;
    progress.lastSeq = chat.messages;
    progress.wantRead = chat.messages > 3 ? chat.messages - 3 : 0;
    progress.ranges.add({1, chat.messages});
    progress.isMembersListed = true;
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
    fillOne(**database, self, {longOne, longest, 0, people(0, amount.isGroup ? kGroupSize : 1)});
    for (int number = 1; number < count; ++number)
        fillOne(**database, self, {makeId<ConversationId>(), each, number, people(number + kGroupSize, 1)});
    return {Credentials{kServer, {self, "mira", "Mira"}, "device", "token", {}}, longOne};
}

} // namespace banter::client::bench

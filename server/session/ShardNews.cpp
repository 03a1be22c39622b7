// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/session/Reads.h"
#include "server/session/Session.h"
#include "server/session/Shard.h"
#include "server/session/ToProto.h"

/// What a shard tells besides messages: changes of conversations, and watermarks.
namespace banter::server {

void Shard::tellChange(const Services &services, ConversationChange change) {
    if (change.steps.empty())
        return;
    Shard &owner = services.shardOf(change.id);
    owner.m_loop.post([&owner, change = std::move(change)]() mutable {
        owner.conversation(change.id).changed(std::move(change), owner.m_loop.now());
    });
}

void Shard::tellSession(const Services &services, SessionRef ref, const v1::ServerFrame &frame) {
    Shard &shard = *services.shards[ref.shard()];
    shard.m_loop.post([&shard, ref, frame] {
        if (Session *session = shard.find(ref))
            session->send(encodeFor(frame, session->speaksJson()));
    });
}

void Shard::deliver(const std::vector<ConnectionCache::Entry> &targets, const v1::ServerFrame &frame) {
    if (targets.empty())
        return;
    const auto speaks = [&](bool json) {
        return std::any_of(targets.begin(), targets.end(), [json](const auto &target) { return target.json == json; });
    };
    deliver(targets, Outgoing::encode(frame, speaks(false), speaks(true)));
}

void Shard::tell(const ConversationId &id, const ConversationStep &step, const std::vector<MemberRow> &members) {
    std::vector<ConnectionCache::Entry> targets;
    for (const MemberRow &member : members)
        m_services.connections.find(member.user, targets);
    v1::ServerFrame &frame = scratch();
    frame.set_type(v1::EVENT);
    frame.mutable_conversation_event()->set_conversation_id(id.toText());
    toProto(step, *frame.mutable_conversation_event()->mutable_change());
    deliver(targets, frame);
}

void Shard::announce(const ConversationId &id, const std::vector<ReceiptRow> &receipts,
                     const std::vector<MemberRow> &members) {
    std::vector<ConnectionCache::Entry> targets;
    for (const MemberRow &member : members)
        m_services.connections.find(member.user, targets);
    if (targets.empty())
        return;
    v1::ServerFrame &frame = scratch();
    frame.set_type(v1::EVENT);
    frame.mutable_watermark_event()->set_conversation_id(id.toText());
    for (const ReceiptRow &receipt : receipts)
        toProto(receipt, *frame.mutable_watermark_event()->add_watermarks());
    deliverReads(targets, frame);
}

/// Who does not show what they read is not told what others did.
void Shard::deliverReads(std::vector<ConnectionCache::Entry> &targets, v1::ServerFrame &frame) {
    const auto blind = std::stable_partition(targets.begin(), targets.end(),
                                             [](const ConnectionCache::Entry &target) { return !target.hidesRead; });
    const std::vector<ConnectionCache::Entry> others(blind, targets.end());
    targets.erase(blind, targets.end());
    deliver(targets, frame);
    if (others.empty())
        return;
    withoutReads(frame, {});
    deliver(others, frame);
}

void Shard::announceOwn(const ConversationId &id, const ReceiptRow &receipt, const DeviceId &except) {
    std::vector<ConnectionCache::Entry> targets;
    m_services.connections.find(receipt.user, targets);
    std::erase_if(targets, [&](const auto &target) { return target.device == except; });
    if (targets.empty())
        return;
    v1::ServerFrame &frame = scratch();
    frame.set_type(v1::EVENT);
    frame.mutable_watermark_event()->set_conversation_id(id.toText());
    toProto(receipt, *frame.mutable_watermark_event()->add_watermarks());
    deliver(targets, frame);
}

void Shard::announceCounts(const ConversationId &id, const UserId &sender, const std::vector<ReceiptCount> &counts) {
    std::vector<ConnectionCache::Entry> targets;
    m_services.connections.find(sender, targets);
    if (targets.empty())
        return;
    v1::ServerFrame &frame = scratch();
    frame.set_type(v1::EVENT);
    frame.mutable_watermark_event()->set_conversation_id(id.toText());
    for (const ReceiptCount &count : counts)
        toProto(count, *frame.mutable_watermark_event()->add_counts());
    deliverReads(targets, frame);
}

} // namespace banter::server

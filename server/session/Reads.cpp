// SPDX-License-Identifier: Apache-2.0
#include "server/session/Reads.h"

namespace banter::server {
namespace {

using Watermarks = google::protobuf::RepeatedPtrField<v1::Watermark>;

void hide(Watermarks &watermarks, const std::string &viewer) {
    for (v1::Watermark &watermark : watermarks) {
        if (watermark.user_id() != viewer)
            watermark.clear_read_seq();
    }
}

void hide(v1::ConversationPage &page, const std::string &viewer) {
    for (v1::Conversation &conversation : *page.mutable_conversations())
        hide(*conversation.mutable_watermarks(), viewer);
}

} // namespace

void withoutReads(v1::ServerFrame &frame, const UserId &viewer) {
    const std::string own = viewer.toText();
    switch (frame.body_case()) {
    case v1::ServerFrame::kWelcome:
        if (frame.welcome().has_conversations())
            hide(*frame.mutable_welcome()->mutable_conversations(), own);
        break;
    case v1::ServerFrame::kConversation: hide(*frame.mutable_conversation()->mutable_watermarks(), own); break;
    case v1::ServerFrame::kConversationPage: hide(*frame.mutable_conversation_page(), own); break;
    case v1::ServerFrame::kSyncPage: hide(*frame.mutable_sync_page()->mutable_watermarks(), own); break;
    case v1::ServerFrame::kReceiptPage:
        hide(*frame.mutable_receipt_page()->mutable_watermarks(), own);
        frame.mutable_receipt_page()->mutable_count()->clear_read();
        break;
    case v1::ServerFrame::kWatermarkEvent:
        hide(*frame.mutable_watermark_event()->mutable_watermarks(), own);
        for (v1::ReceiptCount &count : *frame.mutable_watermark_event()->mutable_counts())
            count.clear_read();
        break;
    default: break;
    }
}

} // namespace banter::server

// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/SignIn.h"

#include "shared/protocol/banter.pb.h"

namespace banter::bench {
namespace {

v1::ClientFrame request(std::uint64_t id) {
    v1::ClientFrame frame;
    frame.set_request_id(id);
    return frame;
}

} // namespace

std::string helloFrame(std::string_view token, std::int64_t listSinceMs) {
    auto frame = request(kHelloRequest);
    auto *hello = frame.mutable_hello();
    hello->set_min_version(1);
    hello->set_max_version(1);
    hello->set_token(std::string(token));
    hello->set_client("banter_bench_load");
    hello->set_list_since_ms(listSinceMs);
    return frame.SerializeAsString();
}

std::string listChangedFrame(std::int64_t sinceMs, const std::string &cursor) {
    auto frame = request(kListRequest);
    frame.mutable_list_changed()->set_since_ms(sinceMs);
    frame.mutable_list_changed()->set_cursor(cursor);
    return frame.SerializeAsString();
}

std::string interestFrame(const std::string &conversationId) {
    auto frame = request(kInterestRequest);
    frame.mutable_set_presence_interest()->add_conversation_ids(conversationId);
    return frame.SerializeAsString();
}

std::string syncFrame(const std::string &conversationId, std::uint64_t lastSeq) {
    auto frame = request(kSyncRequest);
    frame.mutable_sync()->set_conversation_id(conversationId);
    frame.mutable_sync()->set_rev(lastSeq + 1);
    frame.mutable_sync()->set_top_seq(lastSeq);
    return frame.SerializeAsString();
}

std::string logInFrame(std::string_view username, std::string_view password) {
    auto frame = request(kLogInRequest);
    auto *logIn = frame.mutable_log_in();
    logIn->set_username(std::string(username));
    logIn->set_password(std::string(password));
    logIn->mutable_device()->set_name("bench");
    logIn->mutable_device()->set_platform("linux");
    return frame.SerializeAsString();
}

std::string logOutFrame() {
    auto frame = request(kLogOutRequest);
    frame.mutable_log_out();
    return frame.SerializeAsString();
}

bool readStart(std::string_view bytes, std::string_view conversationId, StartNews &news) {
    v1::ServerFrame frame;
    if (!frame.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return false;
    news.requestId = frame.request_id();
    if (frame.has_error())
        news.failure = v1::ErrorCode_Name(frame.error().code()) + " " + frame.error().hint();
    news.signedIn = frame.has_signed_in() || (frame.has_welcome() && frame.welcome().has_signed_in());
    const bool inWelcome = frame.has_welcome() && frame.welcome().has_conversations();
    news.hasPage = inWelcome || frame.has_conversation_page();
    if (news.hasPage) {
        const v1::ConversationPage &page = inWelcome ? frame.welcome().conversations() : frame.conversation_page();
        news.asOfMs = page.as_of_ms();
        news.nextCursor = page.next_cursor();
        news.conversations = static_cast<std::size_t>(page.conversations_size());
        for (const auto &conversation : page.conversations())
            if (conversation.conversation_id() == conversationId)
                news.lastSeq = conversation.last_seq();
    }
    return true;
}

} // namespace banter::bench

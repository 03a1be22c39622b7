// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/load/HotWire.h"

#include <chrono>

namespace banter::bench {
namespace {

// Field numbers of banter.proto.
enum : std::uint32_t {
    kRequestId = 1,
    kPing = 17,
    kSendMessage = 30,
    kAcknowledge = 31, // ClientFrame
    kSendConversation = 1,
    kSendClientId = 2,
    kSendAfter = 3,
    kSendContent = 5, // SendMessage
    kAckConversation = 1,
    kAckDelivered = 2, // Acknowledge
    kContentText = 2,
    kTextBody = 1, // Content, Text
    kFrameError = 3,
    kFrameAccepted = 17,
    kFrameConversationEvent = 30,
    kFrameWatermark = 31, // ServerFrame
    kFailureCode = 1,
    kAcceptedSeq = 1,
    kEventChange = 2,
    kChangeMessage = 2, // Failure … Change
    kMessageSeq = 2,
    kMessageClientId = 6,
    kMessageContent = 10, // Message
};

constexpr std::uint32_t kVarint = 0, kFixed64 = 1, kLengthDelimited = 2, kFixed32 = 5;

std::size_t varintSize(std::uint64_t value) {
    std::size_t size = 1;
    for (; value >= 0x80; value >>= 7)
        ++size;
    return size;
}

void appendVarint(std::string &out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
        out.push_back(static_cast<char>(value | 0x80));
    out.push_back(static_cast<char>(value));
}

void appendTag(std::string &out, std::uint32_t field, std::uint32_t wireType) {
    appendVarint(out, field << 3 | wireType);
}

void appendNumber(std::string &out, std::uint32_t field, std::uint64_t value) {
    appendTag(out, field, kVarint);
    appendVarint(out, value);
}

void appendText(std::string &out, std::uint32_t field, std::string_view text) {
    appendTag(out, field, kLengthDelimited);
    appendVarint(out, text.size());
    out.append(text);
}

/// Of a field with a one-byte tag.
std::size_t textSize(std::size_t bytes) { return 1 + varintSize(bytes) + bytes; }

/// Walks over the fields of one message.
class Fields {
public:
    explicit Fields(std::string_view bytes) : m_bytes(bytes) {}
    /// false: at the end, or malformed (see ok()).
    bool next() {
        if (m_bytes.empty())
            return false;
        const std::uint64_t tag = varint();
        m_field = static_cast<std::uint32_t>(tag >> 3);
        switch (tag & 7) {
        case kVarint: m_number = varint(); break;
        case kFixed64: take(8); break;
        case kLengthDelimited: m_text = take(varint()); break;
        case kFixed32: take(4); break;
        default: m_ok = false;
        }
        return m_ok;
    }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] std::uint32_t field() const { return m_field; }
    [[nodiscard]] std::uint64_t number() const { return m_number; }
    [[nodiscard]] std::string_view text() const { return m_text; }

private:
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < m_bytes.size() && i < 10; ++i) {
            const auto byte = static_cast<unsigned char>(m_bytes[i]);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << (7 * i);
            if (byte < 0x80) {
                m_bytes.remove_prefix(i + 1);
                return value;
            }
        }
        m_ok = false;
        return 0;
    }
    std::string_view take(std::uint64_t size) {
        if (size > m_bytes.size()) {
            m_ok = false;
            return {};
        }
        const std::string_view taken = m_bytes.substr(0, size);
        m_bytes.remove_prefix(size);
        return taken;
    }

    std::string_view m_bytes;
    std::string_view m_text;
    std::uint64_t m_number{0};
    std::uint32_t m_field{0};
    bool m_ok{true};
};

/// The text of a field inside nested messages, empty if it is not there.
std::string_view find(std::string_view message, std::uint32_t wanted) {
    Fields fields(message);
    while (fields.next())
        if (fields.field() == wanted)
            return fields.text();
    return {};
}

bool readMessage(std::string_view message, ServerNews &news) {
    Fields fields(message);
    while (fields.next()) {
        if (fields.field() == kMessageSeq)
            news.seq = fields.number();
        else if (fields.field() == kMessageClientId)
            news.clientId = fields.text();
        else if (fields.field() == kMessageContent)
            news.body = find(find(fields.text(), kContentText), kTextBody);
    }
    return fields.ok();
}

bool readNumber(std::string_view message, std::uint32_t wanted, std::uint64_t &target) {
    Fields fields(message);
    while (fields.next())
        if (fields.field() == wanted)
            target = fields.number();
    return fields.ok();
}

} // namespace

ClientIdText makeClientId(std::mt19937_64 &random) {
    using namespace std::chrono;
    const auto ms =
        static_cast<std::uint64_t>(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
    std::uint64_t high = ms << 16 | 0x7000 | (random() & 0x0fff);
    std::uint64_t low = random() >> 2 | std::uint64_t{1} << 63;
    ClientIdText text;
    for (char &c : text) { // from the top, 6 bits a character; the last one holds 2
        c = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[high >> 58];
        high = high << 6 | low >> 58;
        low <<= 6;
    }
    return text;
}

void appendSendMessage(std::string &out, const SendParts &parts) {
    const std::size_t text = textSize(parts.body.size());
    const std::size_t content = textSize(text);
    const std::size_t message = textSize(parts.conversationId.size()) + textSize(parts.clientId.size()) +
                                (parts.after.empty() ? 0 : textSize(parts.after.size())) + textSize(content);
    appendNumber(out, kRequestId, parts.requestId);
    appendTag(out, kSendMessage, kLengthDelimited);
    appendVarint(out, message);
    appendText(out, kSendConversation, parts.conversationId);
    appendText(out, kSendClientId, parts.clientId);
    if (!parts.after.empty())
        appendText(out, kSendAfter, parts.after);
    appendTag(out, kSendContent, kLengthDelimited);
    appendVarint(out, content);
    appendTag(out, kContentText, kLengthDelimited);
    appendVarint(out, text);
    appendText(out, kTextBody, parts.body);
}

void appendAcknowledge(std::string &out, std::string_view conversationId, std::uint64_t deliveredSeq) {
    appendTag(out, kAcknowledge, kLengthDelimited);
    appendVarint(out, textSize(conversationId.size()) + 1 + varintSize(deliveredSeq));
    appendText(out, kAckConversation, conversationId);
    appendNumber(out, kAckDelivered, deliveredSeq);
}

void appendPing(std::string &out, std::uint64_t requestId) {
    appendNumber(out, kRequestId, requestId);
    appendText(out, kPing, {});
}

bool readServerFrame(std::string_view frame, ServerNews &news) {
    Fields fields(frame);
    while (fields.next()) {
        switch (fields.field()) {
        case kRequestId: news.requestId = fields.number(); break;
        case kFrameError:
            news.kind = ServerNews::Kind::Failure;
            if (!readNumber(fields.text(), kFailureCode, news.errorCode))
                return false;
            break;
        case kFrameAccepted:
            news.kind = ServerNews::Kind::Accepted;
            if (!readNumber(fields.text(), kAcceptedSeq, news.seq))
                return false;
            break;
        case kFrameConversationEvent: {
            const std::string_view message = find(find(fields.text(), kEventChange), kChangeMessage);
            if (!message.empty())
                news.kind = ServerNews::Kind::Message;
            if (!readMessage(message, news))
                return false;
            break;
        }
        case kFrameWatermark: news.kind = ServerNews::Kind::Watermark; break;
        default: break; // nothing that the generator counts
        }
    }
    return fields.ok();
}

} // namespace banter::bench

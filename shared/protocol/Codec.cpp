// SPDX-License-Identifier: Apache-2.0
#include "shared/protocol/Codec.h"

#include <climits>

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include "shared/protocol/Limits.h"

namespace banter {
namespace {

/// protobuf's parser recurses; a cheap look first bounds it, and refuses a bomb before anything is allocated.
bool isShallow(std::string_view json) {
    std::size_t depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > limits::kMaxJsonDepth)
                return false;
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return true;
}

} // namespace

Result<void> decodeFrame(WireFormat format, std::string_view bytes, google::protobuf::Message &target) {
    if (format == WireFormat::Binary) {
        if (bytes.size() <= INT_MAX && target.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
            return {};
        return Error{ErrorCode::Malformed, "not a protobuf frame"};
    }
    if (!isShallow(bytes))
        return Error{ErrorCode::Malformed, "JSON nested too deeply"};
    target.Clear();
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = true;
    const auto status = google::protobuf::util::JsonStringToMessage({bytes.data(), bytes.size()}, &target, options);
    if (status.ok())
        return {};
    return Error{ErrorCode::Malformed, "not a JSON frame"};
}

void encodeFrame(WireFormat format, const google::protobuf::Message &message, std::string &out) {
    out.clear();
    if (format == WireFormat::Binary) {
        message.AppendToString(&out);
        return;
    }
    [[maybe_unused]] const auto status = google::protobuf::util::MessageToJsonString(message, &out);
}

} // namespace banter

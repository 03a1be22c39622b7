// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "shared/core/Result.h"

namespace banter::test {

/// One example of a message, as it went over the wire when it was written down:
///     # <full name of the message>
///     <the message in protobuf's JSON mapping, one line>
///     <its bytes in hex, 64 to a line>
struct GoldenFile {
    std::string name; ///< of the file, without folder
    std::string messageName;
    std::string json;
    std::string bytes;

    /// Every *.golden in a folder, sorted by name; fails if one cannot be understood.
    [[nodiscard]] static Result<std::vector<GoldenFile>> readAll(const std::string &folder);
    [[nodiscard]] Result<void> write(const std::string &folder) const;
};

/// All message types of a schema file, nested ones too.
[[nodiscard]] std::vector<const google::protobuf::Descriptor *>
messageTypes(const google::protobuf::FileDescriptor &file);

/// Examples of a type that together set each of its fields: one, or one for each member of its oneof. Deterministic.
[[nodiscard]] std::vector<std::unique_ptr<google::protobuf::Message>>
makeExamples(const google::protobuf::Descriptor &type);

} // namespace banter::test

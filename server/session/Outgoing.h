// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/net/Transport.h"
#include "server/routing/ConnectionCache.h"
#include "shared/protocol/banter.pb.h"

namespace banter::server {

/// A frame for any number of receivers, encoded at most once per wire format. Cheap to copy; immutable once filled.
class Outgoing {
public:
    /// Encodes for the formats that the receivers speak.
    static Outgoing encode(const v1::ServerFrame &frame, bool binary, bool json);
    /// Null if that format was not asked for.
    [[nodiscard]] const FramePtr &frame(bool json) const { return json ? m_json : m_binary; }

private:
    FramePtr m_binary;
    FramePtr m_json;
};

/// Encodes for one receiver.
[[nodiscard]] FramePtr encodeFor(const v1::ServerFrame &frame, bool json);

} // namespace banter::server

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace banter::test {

/// A blocking TCP client that sends bytes as they are. Every wait ends after 10 s (the test then fails on what is
/// missing).
class RawClient {
public:
    explicit RawClient(std::uint16_t port, int receiveBuffer = 0);
    ~RawClient();
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    void send(std::string_view bytes);
    /// Sends a good upgrade request and reads the answer's head; answers the HTTP status (0 = none came).
    int upgrade();
    /// Reads up to and including the empty line.
    [[nodiscard]] std::string readHead();
    /// Reads exactly that many bytes, or what comes before the end of the stream.
    [[nodiscard]] std::string read(std::size_t size);
    /// Reads until the end of the stream (a reset counts as one).
    [[nodiscard]] std::string readAll();
    /// Reads frames until a close frame; answers its code (1005 = it had none, 0 = the stream ended without one).
    int readCloseCode();

    [[nodiscard]] static std::string frame(unsigned opcode, std::string_view payload, bool fin = true);
    static const std::string &request();

private:
    int m_fd;
};

} // namespace banter::test

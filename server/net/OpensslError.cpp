// SPDX-License-Identifier: Apache-2.0
#include "server/net/OpensslError.h"

#include <openssl/err.h>

namespace banter::server {

Error opensslError(const std::string &what) {
    char text[256] = "unknown cause";
    if (const unsigned long error = ERR_get_error())
        ERR_error_string_n(error, text, sizeof text);
    ERR_clear_error();
    return Error{kLostPromiseCode, what + ": " + text};
}

} // namespace banter::server

// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace banter::client {

/// The application's font: the families of the design in their order, each as far as it is installed. After the
/// QGuiApplication and before the first window. GUI thread.
void useApplicationFont();

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace banter::test {

/// Linked into every test: a warning or worse from Qt or from us ends the run, unless it was announced.
/// Announces that messages that contain `part` are part of the test. Not undone within a test program.
void expectLog(const QString &part);

} // namespace banter::test

// SPDX-License-Identifier: Apache-2.0
// The names of marks, as StatusMark wants them and as people read them.
pragma Singleton
import QtQuick
import Banter.Client

QtObject {
    function nameOf(mark: int): string {
        switch (mark) {
        case TimelineModel.Pending: return "pending"
        case TimelineModel.Sent: return "sent"
        case TimelineModel.Delivered: return "delivered"
        case TimelineModel.Read: return "read"
        case TimelineModel.Failed: return "failed"
        default: return ""
        }
    }
}

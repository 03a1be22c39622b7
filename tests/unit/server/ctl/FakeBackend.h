// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include <QStringList>

#include "server/ctl/AdminBackend.h"

namespace banter::test {

/// Notes what it is asked, and answers what the test wants.
class FakeBackend final : public server::AdminBackend, public server::GroupAdmin {
public:
    using Answer = server::AdminBackend::Answer;
    std::function<Result<QJsonObject>(const QStringList &call)> answer;
    std::vector<QStringList> calls;
    bool keepsWaiting{false}; ///< answers nothing; the answers gather in `waiting`
    std::vector<Answer> waiting;

    void status(Answer done) override { take({QStringLiteral("status")}, std::move(done)); }
    void stats(Answer done) override { take({QStringLiteral("stats")}, std::move(done)); }
    void addUser(std::string name, std::string display, std::string password, Answer done) override {
        take({QStringLiteral("addUser"), text(name), text(display), text(password)}, std::move(done));
    }
    void listUsers(std::string after, int limit, Answer done) override {
        take({QStringLiteral("listUsers"), text(after), QString::number(limit)}, std::move(done));
    }
    void setDisabled(std::string name, bool disabled, Answer done) override {
        take({QStringLiteral("setDisabled"), text(name), disabled ? QStringLiteral("yes") : QStringLiteral("no")},
             std::move(done));
    }
    void resetPassword(std::string name, std::string newPassword, Answer done) override {
        take({QStringLiteral("resetPassword"), text(name), text(newPassword)}, std::move(done));
    }
    void listDevices(std::string name, Answer done) override {
        take({QStringLiteral("listDevices"), text(name)}, std::move(done));
    }
    void revokeDevice(std::string name, std::optional<DeviceId> device, Answer done) override {
        take({QStringLiteral("revokeDevice"), text(name), device ? text(device->toText()) : QStringLiteral("all")},
             std::move(done));
    }

    server::GroupAdmin &groups() override { return *this; }
    void listGroups(std::string user, ConversationId after, int limit, Answer done) override {
        take({QStringLiteral("listGroups"), text(user), after.isNull() ? QString() : text(after.toText()),
              QString::number(limit)},
             std::move(done));
    }
    void showGroup(ConversationId group, Answer done) override {
        take({QStringLiteral("showGroup"), text(group.toText())}, std::move(done));
    }
    void changeGroup(ConversationId group, server::GroupOrder order, Answer done) override {
        take({QStringLiteral("changeGroup"), text(group.toText()), QString::number(static_cast<int>(order.what)),
              text(order.user), QString::number(static_cast<int>(order.role)), text(order.title)},
             std::move(done));
    }

private:
    static QString text(const std::string &utf8) { return QString::fromStdString(utf8); }

    void take(QStringList call, Answer done) {
        calls.push_back(call);
        if (keepsWaiting)
            waiting.push_back(std::move(done));
        else
            done.resolve(answer ? answer(call) : Result<QJsonObject>(QJsonObject{{QStringLiteral("called"), call[0]}}));
    }
};

} // namespace banter::test

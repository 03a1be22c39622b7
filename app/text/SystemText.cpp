// SPDX-License-Identifier: Apache-2.0
#include "app/text/SystemText.h"

#include <QLocale>
#include <QStringList>

#include "app/text/Formatting.h"

namespace banter::client {
namespace {

/// More are counted: a line that names everybody would be a page.
constexpr int kNamed = 3;

} // namespace

/// Who did it, and to whom.
struct SystemText::People {
    People(const v1::System &line, const UserId &self, const NameOf &nameOf) {
        const auto isMe = [&self](const std::string &id) { return !self.isNull() && id == self.toText(); };
        const auto called = [&nameOf](const std::string &text) {
            const QString name = nameOf(UserId::fromText(text).value_or(UserId{}));
            return name.isEmpty() ? SystemText::tr("somebody") : Formatting::isolated(name);
        };
        isActorMe = isMe(line.actor_id());
        isSubjectMe = line.subject_ids_size() == 1 && isMe(line.subject_ids(0));
        isActorSubject = line.subject_ids_size() == 1 && line.subject_ids(0) == line.actor_id();
        actor = nameOf(UserId::fromText(line.actor_id()).value_or(UserId{}));
        if (line.actor_id().empty())
            actor = SystemText::tr("An administrator of the server");
        else
            actor = actor.isEmpty() ? SystemText::tr("Somebody") : Formatting::isolated(actor);
        QStringList names;
        for (int i = 0; i < line.subject_ids_size() && i < kNamed; ++i)
            names += isMe(line.subject_ids(i)) ? SystemText::tr("you", "among those whom somebody added or removed")
                                               : called(line.subject_ids(i));
        if (const int others = line.subject_ids_size() - kNamed; others > 0)
            names += SystemText::tr("%n others", nullptr, others);
        subjects = QLocale().createSeparatedList(names);
    }
    bool isActorMe{false};
    bool isSubjectMe{false};
    bool isActorSubject{false};
    QString actor;
    QString subjects;
};

QString SystemText::roleChange(const v1::System &line, const People &people) {
    const auto &[isActorMe, isSubjectMe, isActorSubject, actor, subjects] = people;
    if (line.role() == v1::OWNER) {
        if (isActorMe)
            return tr("You handed the group over to %1").arg(subjects);
        return isSubjectMe ? tr("%1 handed the group over to you").arg(actor)
                           : tr("%1 handed the group over to %2").arg(actor, subjects);
    }
    if (line.role() == v1::ADMIN) {
        if (isActorMe)
            return tr("You made %1 an admin").arg(subjects);
        return isSubjectMe ? tr("%1 made you an admin").arg(actor) : tr("%1 made %2 an admin").arg(actor, subjects);
    }
    if (isActorSubject)
        return isActorMe ? tr("You are no admin any more") : tr("%1 is no admin any more").arg(actor);
    if (isActorMe)
        return tr("You took the role of admin from %1").arg(subjects);
    return isSubjectMe ? tr("%1 took the role of admin from you").arg(actor)
                       : tr("%1 took the role of admin from %2").arg(actor, subjects);
}

QString SystemText::of(const v1::System &line, const UserId &self, const NameOf &nameOf) {
    const People people(line, self, nameOf);
    const auto &[isActorMe, isSubjectMe, isActorSubject, actor, subjects] = people;
    const QString title = Formatting::isolated(QString::fromStdString(line.title()));
    switch (line.what()) {
    case v1::CREATED:
        if (line.title().empty())
            return isActorMe ? tr("You started this conversation") : tr("%1 started this conversation").arg(actor);
        return isActorMe ? tr("You created the group “%1”").arg(title)
                         : tr("%1 created the group “%2”").arg(actor, title);
    case v1::MEMBERS_ADDED:
        if (isActorMe)
            return tr("You added %1").arg(subjects);
        return isSubjectMe ? tr("%1 added you").arg(actor) : tr("%1 added %2").arg(actor, subjects);
    case v1::MEMBER_REMOVED:
        if (isActorMe)
            return tr("You removed %1").arg(subjects);
        return isSubjectMe ? tr("%1 removed you").arg(actor) : tr("%1 removed %2").arg(actor, subjects);
    case v1::MEMBER_LEFT: return isActorMe ? tr("You left") : tr("%1 left").arg(actor);
    case v1::JOINED_BY_INVITE:
        return isActorMe ? tr("You joined by an invite link") : tr("%1 joined by an invite link").arg(actor);
    case v1::RENAMED:
        return isActorMe ? tr("You named the group “%1”").arg(title) : tr("%1 named the group “%2”").arg(actor, title);
    case v1::ROLE_CHANGED: return roleChange(line, people);
    default: return {};
    }
}

} // namespace banter::client

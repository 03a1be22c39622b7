// SPDX-License-Identifier: Apache-2.0
#include "app/text/ErrorText.h"

namespace banter::client {

QString ErrorText::of(ErrorCode code) {
    switch (code) {
    case ErrorCode::Busy:
    case ErrorCode::StoreUnavailable: return tr("The server is busy. Try again in a moment.");
    case ErrorCode::RateLimited: return tr("That was too often. Wait a minute, then try again.");
    case ErrorCode::ShuttingDown: return tr("The server restarts. Try again in a moment.");
    case ErrorCode::TooLarge: return tr("That is too long for this server. Make it shorter.");
    case ErrorCode::Unsupported: return tr("This server is too old for that. Ask its operator to update it.");
    case ErrorCode::Version:
        return tr("Banter and the server speak different versions. Update Banter, or ask the operator to update the "
                  "server.");
    case ErrorCode::NotSignedIn: return tr("You are not signed in. Sign in, then try again.");
    case ErrorCode::NotFound: return tr("That is not here any more. Go back and look again.");
    case ErrorCode::WrongCredentials: return tr("That username and password do not match. Check both and try again.");
    case ErrorCode::NameTaken: return tr("Somebody has this username already. Choose another one.");
    case ErrorCode::NameInvalid:
        return tr("A username has 3 to 32 letters, digits, dots, dashes or underscores, and starts with a letter.");
    case ErrorCode::PasswordWeak: return tr("This password is easy to guess. Choose a longer or less common one.");
    case ErrorCode::RegistrationClosed:
        return tr("This server takes no new accounts. Ask its operator for one, or choose another server.");
    case ErrorCode::AccountDisabled: return tr("This account is disabled on this server. Ask its operator why.");
    case ErrorCode::NotAllowed: return tr("You may not do that here.");
    case ErrorCode::TooManyDevices: return tr("Too many devices are signed in. Sign one of them out first.");
    case ErrorCode::NoConnection: return tr("There is no connection to the server. Check your network and try again.");
    case ErrorCode::TimedOut: return tr("The server did not answer in time. Try again.");
    case ErrorCode::Configuration:
        return tr("The server's certificate can't be trusted. Do not sign in until you know why.");
    case ErrorCode::Conflict: return tr("Somebody else changed this first. Look again, then try once more.");
    case ErrorCode::StoreFailed: return tr("Banter can't save its data. Check that the disk is not full.");
    case ErrorCode::Malformed:
    case ErrorCode::OutOfOrder:
    case ErrorCode::Internal:
    case ErrorCode::Unspecified: break;
    }
    return tr("Something went wrong on the server. Try again; if it stays, tell its operator.");
}

QString ErrorText::ofGroup(ErrorCode code) {
    switch (code) {
    case ErrorCode::TooLarge: return tr("The group would get too large. Remove some members or links first.");
    case ErrorCode::NotAllowed: return tr("Your role in this group does not allow that. Ask its owner.");
    case ErrorCode::NotFound: return tr("That person can't be added, or is not here any more.");
    case ErrorCode::Malformed: return tr("A group needs a name.");
    default: return of(code);
    }
}

QString ErrorText::ofOperation(Wish wish, ErrorCode code) {
    if (wish == Wish::Edit)
        return code == ErrorCode::NotAllowed ? tr("The message was not changed: it is too old, or not yours.")
                                             : tr("The message was not changed. Try again.");
    if (wish == Wish::Delete)
        return code == ErrorCode::NotAllowed
                   ? tr("The message was not deleted for everyone: it is too old, or not yours.")
                   : tr("The message was not deleted. Try again.");
    return of(code);
}

QString ErrorText::ofInvite(ErrorCode code) {
    switch (code) {
    case ErrorCode::TooLarge: return tr("This group is full. Ask somebody in it to make room.");
    case ErrorCode::NotAllowed: return tr("You were removed from this group. Only its admins can add you again.");
    case ErrorCode::NotFound:
    case ErrorCode::Malformed: return tr("This invite is not valid any more. Ask for a new one.");
    default: return of(code);
    }
}

QString ErrorText::ofMessage(ErrorCode code) {
    switch (code) {
    case ErrorCode::TooLarge: return tr("Not sent. The message is too long for this server. Make it shorter.");
    case ErrorCode::NotAllowed: return tr("Not sent. You can't write to this person.");
    case ErrorCode::NotFound: return tr("Not sent. This conversation is no more.");
    case ErrorCode::Unsupported: return tr("Not sent. The server does not take this kind of message.");
    case ErrorCode::AccountDisabled: return tr("Not sent. This account is disabled on this server.");
    case ErrorCode::StoreFailed: return tr("Not sent. Banter can't save new messages; free some space.");
    default: return tr("Not sent. The server did not take this message. Edit it, or try again.");
    }
}

QString ErrorText::ofStore(const Error &error, const QString &folder) {
    if (error.code == ErrorCode::StoreUnavailable)
        return tr("Banter is open already with this account. Close the other one, then try again.");
    const QString detail = QString::fromStdString(error.detail);
    if (detail.contains(QLatin1String("full"), Qt::CaseInsensitive))
        return tr("Your disk is full. Banter can't save new messages; free some space.");
    if (detail.contains(QLatin1String("QSQLITE")) || detail.contains(QLatin1String("libqt6sql6")))
        return tr("A part of Banter is missing: Qt's SQLite driver (package libqt6sql6-sqlite). Install it, then try "
                  "again.");
    return tr("Banter can't open its data in %1. Check that you may write there and that the disk is not full.")
        .arg(folder);
}

} // namespace banter::client

// SPDX-License-Identifier: Apache-2.0
#include "server/session/Handlers.h"

#include "server/ops/PasswordPool.h"
#include "server/ops/SharedLimiter.h"
#include "server/session/Devices.h"
#include "server/session/SignIn.h"
#include "shared/core/Uuid7.h"
#include "shared/protocol/Limits.h"
#include "shared/protocol/Text.h"

namespace banter::server::handlers {
namespace {

/// Back to the door: the connection may try again.
void refuseEntry(const Request &request, const Error &error) {
    if (Session *session = request.session(); session && session->stage() == Session::Stage::Entering)
        session->setStage(Session::Stage::Stranger);
    request.refuse(error);
}

/// A promise that hands its value to `use` and leads back to the door if there is none.
template <class T>
Promise<T> entering(const Request &request, std::function<void(T)> use) {
    return Promise<T>(&request.shard().loop(), [request, use = std::move(use)](Result<T> result) {
        if (result.ok())
            use(std::move(result).value());
        else
            refuseEntry(request, result.error());
    });
}

Millis limited(const Request &request, Limit limit, std::string_view subject) {
    return request.services().limiter.take(limit, subject, request.services().clock.mono());
}

bool hasPasswordLength(std::string_view password) {
    return password.size() >= limits::kMinPasswordBytes && password.size() <= limits::kMaxPasswordBytes;
}

void storeNewUser(const Request &request, UserRow user, const v1::DeviceInfo &info) {
    Services &services = request.services();
    NewDevice device = makeDevice(user.id, info, services.nowMs());
    services.storage.change<bool>(
        [user, row = device.row](SqlStore &store) -> Result<bool> {
            BANTER_TRY_VOID(store.createUser(user, row));
            return true;
        },
        entering<bool>(request, [request, user, device](bool) { completeSignIn(request, user, device, 1); }));
}

void storeNewDevice(const Request &request, const UserRow &user, const std::string &rehashed,
                    const v1::DeviceInfo &info) {
    Services &services = request.services();
    NewDevice device = makeDevice(user.id, info, services.nowMs());
    services.storage.change<std::uint64_t>(
        [user = user.id, row = device.row, rehashed,
         max = services.config.maxDevices](SqlStore &store) -> Result<std::uint64_t> {
            if (!rehashed.empty()) {
                BANTER_TRY_VOID(store.setPasswordHash(user, rehashed));
            }
            return store.addDevice(row, max);
        },
        entering<std::uint64_t>(
            request, [request, user, device](std::uint64_t rev) { completeSignIn(request, user, device, rev); }));
}

void verifyLogIn(const Request &request, const std::optional<UserRow> &user, const v1::LogIn &message) {
    request.services().passwords.verify(
        message.password(), user ? user->passwordHash : std::string(),
        entering<Verdict>(request, [request, user, info = message.device()](const Verdict &verdict) {
            if (!verdict.matches || !user)
                return refuseEntry(request, {ErrorCode::WrongCredentials, {}});
            // Told only to who knows the password.
            if (user->disabled)
                return refuseEntry(request, {ErrorCode::AccountDisabled, {}});
            storeNewDevice(request, *user, verdict.rehashed, info);
        }));
}

} // namespace

void registerUser(Session &session, const Request &request, const v1::Register &message) {
    Services &services = request.services();
    if (!services.config.registrationOpen)
        return request.refuse(ErrorCode::RegistrationClosed);
    auto name = canonicalUsername(message.username());
    if (!name)
        return request.refuse(ErrorCode::NameInvalid,
                              "letters, digits, '.', '_' and '-'; starts with a letter; see limits");
    if (!hasPasswordLength(message.password()) || isWeakPassword(message.password(), *name))
        return request.refuse(ErrorCode::PasswordWeak,
                              "too short (limits.min_password_bytes), too long, or one of the most used");
    if (const Millis wait = limited(request, Limit::Register, SharedLimiter::addressSubject(session.peerAddress()));
        wait > Millis::zero())
        return request.refuse(ErrorCode::RateLimited, "too many registrations from this address", wait.count());
    UserRow user;
    user.createdMs = services.nowMs();
    user.id = makeId<UserId>(fromMs(user.createdMs));
    user.username = std::move(*name);
    user.displayName = cleanName(message.display_name());
    if (user.displayName.empty())
        user.displayName = user.username;
    session.setStage(Session::Stage::Entering);
    services.passwords.hash(message.password(), entering<std::string>(request, [request, user, info = message.device()](
                                                                                   std::string hash) mutable {
                                user.passwordHash = std::move(hash);
                                storeNewUser(request, std::move(user), info);
                            }));
}

void logIn(Session &session, const Request &request, const v1::LogIn &message) {
    Services &services = request.services();
    const std::string name = canonicalUsername(message.username()).value_or(std::string());
    if (name.empty() || message.password().size() > limits::kMaxPasswordBytes)
        return request.refuse(ErrorCode::WrongCredentials);
    Millis wait = limited(request, Limit::LogInAddress, SharedLimiter::addressSubject(session.peerAddress()));
    if (wait == Millis::zero())
        wait = limited(request, Limit::LogInAccount, name);
    if (wait > Millis::zero())
        return request.refuse(ErrorCode::RateLimited, "too many attempts", wait.count());
    session.setStage(Session::Stage::Entering);
    services.storage.read<std::optional<UserRow>>(
        [name](SqlStore &store) { return store.userByName(name); },
        entering<std::optional<UserRow>>(
            request, [request, message](const std::optional<UserRow> &user) { verifyLogIn(request, user, message); }));
}

void logOut(const Request &request) {
    request.change<std::uint64_t>([user = request.user(), device = request.device(), now = request.services().nowMs()](
                                      SqlStore &store) { return store.revokeDevice(user, device, now); },
                                  [request](std::uint64_t rev) {
                                      DeviceRow gone;
                                      gone.user = request.user();
                                      gone.device = request.device();
                                      gone.revokedMs = 1;
                                      request.services().connections.noteRevocation();
                                      request.done();
                                      if (Session *session = request.session())
                                          session->leave(limits::kCloseSignInAgain, "signed out");
                                      tellDevice(request.services(), gone, rev);
                                  });
}

void changePassword(const Request &request, const v1::ChangePassword &message) {
    if (!hasPasswordLength(message.new_password()) || isWeakPassword(message.new_password(), {}))
        return request.refuse(ErrorCode::PasswordWeak,
                              "too short (limits.min_password_bytes), too long, or one of the most used");
    if (const Millis wait = limited(request, Limit::LogInAccount, request.user().view()); wait > Millis::zero())
        return request.refuse(ErrorCode::RateLimited, "too many attempts", wait.count());
    const auto store = [request](std::string hash) {
        request.change<std::vector<DeviceId>>(
            [user = request.user(), keep = request.device(), hash = std::move(hash),
             now = request.services().nowMs()](SqlStore &sql) { return sql.setPassword(user, hash, keep, now); },
            [request](std::vector<DeviceId> revoked) {
                endDevices(request.services(), request.user(), revoked, limits::kCloseSignInAgain);
                request.done();
            });
    };
    const auto hashNew = [request, store, password = message.new_password()](const Verdict &verdict) {
        if (!verdict.matches)
            return request.refuse(ErrorCode::WrongCredentials);
        request.services().passwords.hash(password, request.promise<std::string>(store));
    };
    request.read<std::optional<UserRow>>(
        [user = request.user()](SqlStore &sql) { return sql.userById(user); },
        [request, hashNew, old = message.old_password()](const std::optional<UserRow> &row) {
            request.services().passwords.verify(old, row ? row->passwordHash : std::string(),
                                                request.promise<Verdict>(hashNew));
        });
}

} // namespace banter::server::handlers

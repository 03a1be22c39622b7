// SPDX-License-Identifier: Apache-2.0
#include "app/store/StoreDatabase.h"

#include <atomic>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>

#include "app/store/SqlValues.h"
#include "app/store/StoreSchema.h"
#include "shared/protocol/banter.pb.h"

namespace banter::client {
namespace {

/// More rows than this in one transaction are read again instead of being told one by one.
constexpr std::size_t kMaxRowNews = 2000;

Error failure(const QSqlError &error) {
    const bool isLocked = error.nativeErrorCode() == QLatin1String("5");
    return {isLocked ? ErrorCode::StoreUnavailable : ErrorCode::StoreFailed,
            isLocked ? std::string("another banter works with this account's data") : error.text().toStdString()};
}

QString nextConnectionName() {
    static std::atomic<int> counter{0};
    return QStringLiteral("banter-store-%1").arg(++counter);
}

} // namespace

Result<std::unique_ptr<StoreDatabase>> StoreDatabase::open(const QString &path, const UserId &self) {
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder))
        return Error{ErrorCode::StoreFailed, "cannot make the folder " + folder.toStdString()};
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    std::unique_ptr<StoreDatabase> store(new StoreDatabase(nextConnectionName(), self));
    BANTER_TRY_VOID(store->configure(path));
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return store;
}

StoreDatabase::StoreDatabase(QString connection, const UserId &self)
    : m_connection(std::move(connection)),
      m_self(self) {}

StoreDatabase::~StoreDatabase() {
    m_statements.clear();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

Result<void> StoreDatabase::configure(const QString &path) {
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    if (!m_database.isValid())
        return Error{ErrorCode::StoreFailed, "Qt's SQLite driver is not installed (package libqt6sql6-sqlite)"};
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=1000"));
    if (!m_database.open())
        return failure(m_database.lastError());
    BANTER_TRY_VOID(pragma("locking_mode = EXCLUSIVE"));
    BANTER_TRY_VOID(pragma("journal_mode = WAL"));
    BANTER_TRY_VOID(pragma("synchronous = NORMAL"));
    BANTER_TRY_VOID(pragma("secure_delete = ON"));
    // Pages that are read again are in the system's memory: 2 MB of them in this one gained nothing.
    BANTER_TRY_VOID(pragma("cache_size = -512"));
    return prepareSchema(m_database);
}

/// Not by way of run(): SQLite carries a pragma out while it compiles it, so a prepared one would work only once.
Result<void> StoreDatabase::pragma(const char *setting) {
    QSqlQuery query(m_database);
    if (!query.exec(QStringLiteral("PRAGMA %1").arg(QLatin1String(setting))))
        return failure(query.lastError());
    return {};
}

Result<QSqlQuery *> StoreDatabase::run(const char *sql, std::initializer_list<QVariant> parameters) {
    std::unique_ptr<QSqlQuery> &query = m_statements[sql];
    if (!query) {
        auto made = std::make_unique<QSqlQuery>(m_database);
        made->setForwardOnly(true);
        if (!made->prepare(QLatin1String(sql)))
            return failure(made->lastError());
        query = std::move(made);
    }
    int index = 0;
    for (const QVariant &parameter : parameters)
        query->bindValue(index++, parameter);
    if (!query->exec())
        return failure(query->lastError());
    return query.get();
}

Result<void> StoreDatabase::execute(const char *sql, std::initializer_list<QVariant> parameters) {
    BANTER_TRY(QSqlQuery *const query, run(sql, parameters));
    query->finish();
    return {};
}

template <class Body>
auto StoreDatabase::transaction(Body body) -> decltype(body()) {
    BANTER_TRY_VOID(execute("BEGIN IMMEDIATE"));
    auto result = body();
    if (result.ok()) {
        if (auto committed = execute("COMMIT"); !committed.ok()) {
            (void)execute("ROLLBACK");
            return committed.takeError();
        }
    } else {
        (void)execute("ROLLBACK");
    }
    return result;
}

Result<StoreChanges> StoreDatabase::apply(const StoreBatch &batch) {
    return transaction([&]() -> Result<StoreChanges> {
        Touched touched;
        BANTER_TRY_VOID(applyAll(batch, touched));
        return collect(touched);
    });
}

Result<void> StoreDatabase::applyAll(const StoreBatch &batch, Touched &touched) {
    for (const ConversationId &id : batch.resets) {
        BANTER_TRY_VOID(forget(id, false));
        touched.changes.reloads.push_back(id);
        touched.conversations.insert(id);
    }
    for (const ConversationId &id : batch.removed) {
        BANTER_TRY_VOID(forget(id, true));
        touched.changes.removed.push_back(id);
    }
    for (const UserRow &user : batch.users) {
        BANTER_TRY_VOID(
            execute("INSERT INTO user(id, username, display_name) VALUES(?, ?, ?) ON CONFLICT(id) DO UPDATE SET"
                    " username = excluded.username, display_name = excluded.display_name",
                    {toSql(user.id), toSql(user.username), toSql(user.displayName)}));
        touched.changes.users.push_back(user);
    }
    for (const ConversationFacts &facts : batch.conversations) {
        BANTER_TRY_VOID(putFacts(facts, touched));
        touched.conversations.insert(facts.id);
    }
    for (const GroupInfoRow &info : batch.infos) {
        BANTER_TRY_VOID(putInfo(info));
        touched.conversations.insert(info.conversation);
    }
    for (const StoreBatch::Members &one : batch.members)
        BANTER_TRY_VOID(putMembers(one.conversation, one.members, touched));
    for (const StoreBatch::MembersListed &one : batch.membersListed)
        BANTER_TRY_VOID(putMembersListed(one, touched));
    for (const MessageRow &row : batch.messages)
        BANTER_TRY_VOID(putMessage(row, touched));
    for (const StoreBatch::Marks &marks : batch.marks)
        BANTER_TRY_VOID(putMarks(marks, touched));
    for (const StoreBatch::Counts &counts : batch.counts)
        BANTER_TRY_VOID(putCounts(counts, touched));
    for (const ReactionsRow &row : batch.reactions)
        BANTER_TRY_VOID(putReactions(row, touched));
    BANTER_TRY_VOID(applyOwn(batch, touched));
    for (const Progress &progress : batch.progress) {
        BANTER_TRY_VOID(putProgress(progress, touched));
        touched.conversations.insert(progress.conversation);
    }
    const char *const setState =
        "INSERT INTO sync_state(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value";
    if (batch.accountRev)
        BANTER_TRY_VOID(execute(setState, {QStringLiteral("account_rev"), toSql(*batch.accountRev)}));
    if (batch.listedAsOfMs)
        BANTER_TRY_VOID(execute(setState, {QStringLiteral("listed_as_of_ms"), qlonglong{*batch.listedAsOfMs}}));
    for (const StoreBatch::OperationDone &done : batch.done)
        BANTER_TRY_VOID(putDone(done, touched));
    for (const StoreBatch::Failed &failed : batch.failed) {
        BANTER_TRY_VOID(execute("UPDATE outbox SET state = 2, failure = ? WHERE client_id = ? AND state = 1",
                                {static_cast<int>(failed.reason), toSql(failed.clientId)}));
        touched.sends.insert(failed.clientId);
    }
    return {};
}

Result<void> StoreDatabase::forget(const ConversationId &id, bool wholly) {
    BANTER_TRY_VOID(forgetWords(id));
    BANTER_TRY_VOID(execute("DELETE FROM message WHERE conversation = ?", {toSql(id)}));
    BANTER_TRY_VOID(execute("DELETE FROM reaction WHERE conversation = ?", {toSql(id)}));
    BANTER_TRY_VOID(execute("DELETE FROM held_range WHERE conversation = ?", {toSql(id)}));
    if (!wholly)
        return execute("UPDATE conversation SET rev = 0 WHERE id = ?", {toSql(id)});
    BANTER_TRY_VOID(execute("DELETE FROM member WHERE conversation = ?", {toSql(id)}));
    BANTER_TRY_VOID(execute("DELETE FROM watermark WHERE conversation = ?", {toSql(id)}));
    BANTER_TRY_VOID(execute("DELETE FROM receipt_count WHERE conversation = ?", {toSql(id)}));
    BANTER_TRY_VOID(execute("DELETE FROM outbox WHERE conversation = ?", {toSql(id)}));
    BANTER_TRY_VOID(execute("DELETE FROM operation WHERE conversation = ?", {toSql(id)}));
    BANTER_TRY_VOID(execute("DELETE FROM draft WHERE conversation = ?", {toSql(id)}));
    return execute("DELETE FROM conversation WHERE id = ?", {toSql(id)});
}

Result<void> StoreDatabase::putFacts(const ConversationFacts &facts, Touched &touched) {
    BANTER_TRY_VOID(execute(
        "INSERT INTO conversation(id, kind, title, description, shows_history, member_count, last_seq, first_seq,"
        " acl_rev, last_ms, server_unread)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET kind = excluded.kind, title = "
        "excluded.title,"
        " description = excluded.description, shows_history = excluded.shows_history, member_count = "
        "excluded.member_count,"
        " last_seq = max(last_seq, excluded.last_seq), first_seq = max(first_seq, excluded.first_seq),"
        " acl_rev = max(acl_rev, excluded.acl_rev), last_ms = max(last_ms, excluded.last_ms),"
        " server_unread = excluded.server_unread",
        {toSql(facts.id), facts.kind, toSql(facts.title), toSql(facts.description), facts.showsHistory,
         facts.memberCount, toSql(facts.lastSeq), toSql(facts.firstSeq), toSql(facts.aclRev), qlonglong{facts.lastMs},
         facts.unread}));
    return putMembers(facts.id, facts.members, touched);
}

Result<void> StoreDatabase::putMessage(const MessageRow &row, Touched &touched) {
    BANTER_TRY(const bool isHidden, isHiddenRow(row.conversation, row.seq));
    if (isHidden) // the send is settled all the same
        return row.clientId.isNull() ? Result<void>{}
                                     : execute("DELETE FROM outbox WHERE client_id = ?", {toSql(row.clientId)});
    BANTER_TRY(const HeldWords held, heldWords(row.conversation, row.seq));
    // The row-level rule, supersedes(), in SQL. What one row knows and the other doesn't (client_id) is kept.
    BANTER_TRY(
        QSqlQuery *const put,
        run("INSERT INTO message(conversation, seq, rev, change_rev, sender, client_id, sent_at, expires_at, deleted, "
            "content, edited_at, reply_to)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(conversation, seq) DO UPDATE SET rev = "
            "excluded.rev,"
            " change_rev = excluded.change_rev, sender = excluded.sender, client_id = coalesce(excluded.client_id, "
            "client_id),"
            " sent_at = excluded.sent_at, expires_at = excluded.expires_at, deleted = excluded.deleted,"
            " content = excluded.content, edited_at = excluded.edited_at, reply_to = excluded.reply_to"
            " WHERE max(excluded.rev, excluded.change_rev) > max(rev, change_rev)",
            {toSql(row.conversation), toSql(row.seq), toSql(row.rev), toSql(row.changeRev), toSqlOrNull(row.sender),
             toSqlOrNull(row.clientId), qlonglong{row.sentAtMs}, qlonglong{row.expiresAtMs}, row.deleted,
             toSqlBlob(row.content), qlonglong{row.editedAtMs}, toSql(row.replyTo)}));
    bool isNew = put->numRowsAffected() > 0;
    const std::int64_t id = held.id != 0 ? held.id : put->lastInsertId().toLongLong();
    put->finish();
    if (isNew) {
        BANTER_TRY_VOID(putWords(id, held.text, row.deleted ? std::string() : wordsOf(row.content)));
        if (held.id != 0)
            BANTER_TRY_VOID(touchQuoting(row.conversation, row.seq, touched));
    }
    if (row.deleted && isNew)
        BANTER_TRY_VOID(execute("DELETE FROM reaction WHERE conversation = ? AND seq = ?",
                                {toSql(row.conversation), toSql(row.seq)}));
    else if (row.reactions)
        BANTER_TRY_VOID(putReactions(*row.reactions, touched));
    if (!row.clientId.isNull()) {
        BANTER_TRY(QSqlQuery *const settled, run("DELETE FROM outbox WHERE client_id = ?", {toSql(row.clientId)}));
        isNew = isNew || settled->numRowsAffected() > 0;
        settled->finish();
        // The held row may be newer and yet not know it (an edit that came first).
        BANTER_TRY_VOID(
            execute("UPDATE message SET client_id = ? WHERE conversation = ? AND seq = ? AND client_id IS NULL",
                    {toSql(row.clientId), toSql(row.conversation), toSql(row.seq)}));
    }
    if (!isNew)
        return {};
    touched.messages.emplace(row.conversation, row.seq);
    touched.conversations.insert(row.conversation);
    return execute("UPDATE conversation SET last_seq = max(last_seq, ?), last_ms = max(last_ms, ?) WHERE id = ?",
                   {toSql(row.seq), qlonglong{row.sentAtMs}, toSql(row.conversation)});
}

Result<bool> StoreDatabase::isHiddenRow(const ConversationId &id, std::uint64_t seq) {
    BANTER_TRY(QSqlQuery *const query,
               run("SELECT 1 FROM hidden WHERE conversation = ? AND seq = ?", {toSql(id), toSql(seq)}));
    const bool isThere = query->next();
    query->finish();
    return isThere;
}

Result<void> StoreDatabase::putMarks(const StoreBatch::Marks &marks, Touched &touched) {
    constexpr std::uint64_t kNone = std::uint64_t{1} << 62;
    SeqRange delivered{kNone, 0}; // from exclusive
    SeqRange read{kNone, 0};
    const auto widen = [](SeqRange &range, std::uint64_t before, std::uint64_t now) {
        if (now > before)
            range = {std::min(range.from, before), std::max(range.to, now)};
    };
    for (const WatermarkRow &mark : marks.watermarks) {
        BANTER_TRY(QSqlQuery *const held,
                   run("SELECT delivered_seq, read_seq FROM watermark WHERE conversation = ? AND user = ?",
                       {toSql(marks.conversation), toSql(mark.user)}));
        WatermarkRow before;
        if (held->next())
            before = {mark.user, fromSqlNumber(held->value(0)), fromSqlNumber(held->value(1))};
        held->finish();
        BANTER_TRY_VOID(execute(
            "INSERT INTO watermark(conversation, user, delivered_seq, read_seq) VALUES(?, ?, ?, ?)"
            " ON CONFLICT(conversation, user) DO UPDATE SET delivered_seq = max(delivered_seq, excluded.delivered_seq),"
            " read_seq = max(read_seq, excluded.read_seq)",
            {toSql(marks.conversation), toSql(mark.user), toSql(mark.deliveredSeq), toSql(mark.readSeq)}));
        if (mark.user == m_self)
            continue;
        widen(delivered, before.deliveredSeq, mark.deliveredSeq);
        widen(read, before.readSeq, mark.readSeq);
    }
    touched.conversations.insert(marks.conversation);
    return touchOwn(marks.conversation, delivered, read, touched);
}

Result<void> StoreDatabase::touchOwn(const ConversationId &id, SeqRange delivered, SeqRange read, Touched &touched) {
    if (delivered.to <= delivered.from && read.to <= read.from)
        return {};
    BANTER_TRY(QSqlQuery *const own, run("SELECT seq FROM message WHERE conversation = ? AND sender = ? AND ((seq > ? "
                                         "AND seq <= ?) OR (seq > ? AND seq <= ?))"
                                         " LIMIT 2001",
                                         {toSql(id), toSql(m_self), toSql(delivered.from), toSql(delivered.to),
                                          toSql(read.from), toSql(read.to)}));
    while (own->next())
        touched.messages.emplace(id, fromSqlNumber(own->value(0)));
    own->finish();
    return {};
}

Result<void> StoreDatabase::putProgress(const Progress &progress, Touched &touched) {
    BANTER_TRY_VOID(execute(
        "INSERT INTO conversation(id, rev, head_rev, last_seq, want_read, known_delivered, known_read, is_left,"
        " members_listed)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET rev = excluded.rev, head_rev = "
        "excluded.head_rev,"
        " last_seq = max(last_seq, excluded.last_seq), want_read = max(want_read, excluded.want_read),"
        " known_delivered = excluded.known_delivered, known_read = excluded.known_read, is_left = excluded.is_left,"
        " members_listed = excluded.members_listed",
        {toSql(progress.conversation), toSql(progress.rev), toSql(progress.headRev), toSql(progress.lastSeq),
         toSql(progress.wantRead), toSql(progress.knownDelivered), toSql(progress.knownRead), progress.isLeft,
         progress.isMembersListed}));
    BANTER_TRY_VOID(putRanges(progress.conversation, false, progress.ranges));
    BANTER_TRY_VOID(putRanges(progress.conversation, true, progress.fills));
    return settleOperations(progress.conversation, touched);
}

Result<void> StoreDatabase::putRanges(const ConversationId &id, bool isFill, const SeqRanges &ranges) {
    BANTER_TRY_VOID(execute("DELETE FROM held_range WHERE conversation = ? AND is_fill = ?", {toSql(id), isFill}));
    for (const SeqRange &range : ranges.all()) {
        BANTER_TRY_VOID(execute("INSERT INTO held_range(conversation, is_fill, from_seq, to_seq) VALUES(?, ?, ?, ?)",
                                {toSql(id), isFill, toSql(range.from), toSql(range.to)}));
    }
    return {};
}

/// What the rows look like now, before others can change them.
Result<StoreChanges> StoreDatabase::collect(Touched &touched) {
    StoreChanges &changes = touched.changes;
    if (touched.messages.size() > kMaxRowNews) {
        for (const auto &[id, seq] : touched.messages) {
            if (changes.reloads.empty() || changes.reloads.back() != id)
                changes.reloads.push_back(id);
        }
        touched.messages.clear();
    }
    std::map<ConversationId, RowContext> contexts;
    for (const auto &[id, seq] : touched.messages) {
        const auto [known, isNew] = contexts.try_emplace(id);
        if (isNew) {
            BANTER_TRY(known->second, contextOf(id));
        }
        BANTER_TRY(auto row, messageRow(id, seq, known->second));
        if (row)
            changes.rows.push_back(std::move(*row));
    }
    for (const ClientId &id : touched.sends) {
        BANTER_TRY(auto row, outboxRow(id));
        if (row) {
            touched.conversations.insert(row->conversation);
            changes.rows.push_back(std::move(*row));
        }
    }
    changes.conversations.assign(touched.conversations.begin(), touched.conversations.end());
    return std::move(changes);
}

Result<StoreChanges> StoreDatabase::addPending(OutboxRow &row) {
    // The one thing that exists nowhere else yet: it must survive a power cut as well.
    BANTER_TRY_VOID(pragma("synchronous = FULL"));
    auto added = transaction([&]() -> Result<StoreChanges> {
        BANTER_TRY(QSqlQuery *const insert, run("INSERT INTO outbox(conversation, client_id, content, created_ms, "
                                                "state, failure) VALUES(?, ?, ?, ?, 1, 0)"
                                                " ON CONFLICT(client_id) DO NOTHING",
                                                {toSql(row.conversation), toSql(row.clientId), toSqlBlob(row.content),
                                                 qlonglong{row.createdMs}}));
        if (insert->numRowsAffected() < 1)
            return Error{ErrorCode::Conflict, "a message with this client id is waiting already"};
        row.position = insert->lastInsertId().toLongLong();
        row.state = SendState::Pending;
        insert->finish();
        Touched touched;
        touched.sends.insert(row.clientId);
        return collect(touched);
    });
    BANTER_TRY_VOID(pragma("synchronous = NORMAL"));
    return added;
}

Result<StoreChanges> StoreDatabase::addOperation(OperationRow &row) {
    v1::ClientFrame request;
    if (!request.ParseFromString(row.request))
        return Error{ErrorCode::Malformed, "an operation that is no request"};
    // Like a message that was written: it exists nowhere else yet.
    BANTER_TRY_VOID(pragma("synchronous = FULL"));
    auto added = transaction([&]() -> Result<StoreChanges> {
        BANTER_TRY_VOID(execute("DELETE FROM operation WHERE conversation = ? AND slot = ? AND done_rev = 0",
                                {toSql(row.conversation), toSql(row.slot)}));
        BANTER_TRY(QSqlQuery *const insert,
                   run("INSERT INTO operation(conversation, kind, slot, request, created_ms, done_rev) VALUES(?, ?, ?, "
                       "?, ?, 0)",
                       {toSql(row.conversation), static_cast<int>(row.kind), toSql(row.slot), toSqlBlob(row.request),
                        qlonglong{row.createdMs}}));
        row.position = insert->lastInsertId().toLongLong();
        insert->finish();
        Touched touched;
        BANTER_TRY_VOID(touchOperation(row.conversation, request, touched));
        if (row.kind == OperationKind::Hide)
            BANTER_TRY_VOID(putHidden({row.conversation, seqsOf(request)}, touched));
        if (row.kind == OperationKind::State)
            BANTER_TRY_VOID(wishState(row.conversation, request.set_conversation_state(), row.createdMs, touched));
        return collect(touched);
    });
    BANTER_TRY_VOID(pragma("synchronous = NORMAL"));
    return added;
}

Result<std::pair<OutboxRow, StoreChanges>> StoreDatabase::retryFailed(const ClientId &id, std::int64_t nowMs) {
    return transaction([&]() -> Result<std::pair<OutboxRow, StoreChanges>> {
        BANTER_TRY(QSqlQuery *const find,
                   run("SELECT conversation, content FROM outbox WHERE client_id = ? AND state = 2", {toSql(id)}));
        if (!find->next())
            return Error{ErrorCode::NotFound, "no failed message has this id"};
        OutboxRow row;
        row.conversation = fromSqlId<ConversationId>(find->value(0));
        row.content = fromSqlBlob(find->value(1));
        row.clientId = id;
        row.createdMs = nowMs;
        find->finish();
        BANTER_TRY_VOID(execute("DELETE FROM outbox WHERE client_id = ?", {toSql(id)}));
        BANTER_TRY(QSqlQuery *const insert,
                   run("INSERT INTO outbox(conversation, client_id, content, created_ms, state, failure) VALUES(?, ?, "
                       "?, ?, 1, 0)",
                       {toSql(row.conversation), toSql(id), toSqlBlob(row.content), qlonglong{nowMs}}));
        row.position = insert->lastInsertId().toLongLong();
        insert->finish();
        Touched touched;
        touched.sends.insert(id);
        BANTER_TRY(StoreChanges changes, collect(touched));
        return std::pair{std::move(row), std::move(changes)};
    });
}

Result<StoreChanges> StoreDatabase::discardFailed(const ClientId &id) {
    return transaction([&]() -> Result<StoreChanges> {
        BANTER_TRY(const auto row, outboxRow(id));
        if (!row || row->state != MessageState::Failed)
            return Error{ErrorCode::NotFound, "no failed message has this id"};
        BANTER_TRY_VOID(execute("DELETE FROM outbox WHERE client_id = ?", {toSql(id)}));
        StoreChanges changes;
        changes.gone.push_back(id);
        changes.conversations.push_back(row->conversation);
        return changes;
    });
}

Result<StoreChanges> StoreDatabase::setDraft(const ConversationId &id, std::string_view text, std::uint64_t replyTo,
                                             std::int64_t nowMs) {
    StoreChanges changes;
    changes.conversations.push_back(id);
    // Never older than what is held: that may be of a clock that is ahead.
    BANTER_TRY_VOID(
        execute("INSERT INTO draft(conversation, text, changed_ms, extra) VALUES(?, ?, ?, ?) ON CONFLICT(conversation) "
                "DO UPDATE SET"
                " text = excluded.text, changed_ms = max(changed_ms + 1, excluded.changed_ms), extra = excluded.extra",
                {toSql(id), toSql(text), qlonglong{nowMs}, toSql(std::to_string(replyTo))}));
    return changes;
}

} // namespace banter::client

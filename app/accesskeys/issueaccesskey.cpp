// SPDX-License-Identifier: Apache-2.0
#include "app/accesskeys/issueaccesskey.h"

#include "app/accesskeys/accesskeyrequests.h"
#include "app/accesskeys/words.h"
#include "app/foundation/timelimit.h"
#include "app/journal/endings.h"
#include "app/journal/recordwords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

using Keys = std::vector<AccessKey>;

constexpr std::chrono::milliseconds secondLookAfter = std::chrono::seconds(3);
constexpr std::chrono::milliseconds longestLook = std::chrono::seconds(10); // while a secret waits to be shown
constexpr std::chrono::milliseconds longestSearch = std::chrono::seconds(30); // for what a lost answer left behind

Error readOnlyProfile()
{
    return {.fault = Fault::Rejected, .detail = KeyWords::tr("this profile is marked read-only; nothing was sent")};
}

bool holds(const Keys &keys, const QString &id)
{
    return std::any_of(keys.begin(), keys.end(), [&id](const AccessKey &key) { return key.id == id; });
}

// Keys of the second list that are not in the first, and not the one we know of.
Keys appeared(const Keys &before, const Keys &after, const QString &known)
{
    Keys fresh;
    std::copy_if(after.begin(), after.end(), std::back_inserter(fresh),
                 [&](const AccessKey &key) { return key.id != known && !holds(before, key.id); });
    return fresh;
}

// What became of a request, as the journal keeps it.
namespace record {
constexpr const char *stored = QT_TRANSLATE_NOOP("claviger::JournalWords", "secret stored");
constexpr const char *inMemory = QT_TRANSLATE_NOOP("claviger::JournalWords", "secret kept in memory only");
constexpr const char *notStored = QT_TRANSLATE_NOOP("claviger::JournalWords", "secret not stored");
constexpr const char *nothingMade = QT_TRANSLATE_NOOP("claviger::JournalWords", "no key was created, as the key list shows.");
constexpr const char *notKnown = QT_TRANSLATE_NOOP("claviger::JournalWords", "whether a key was created could not be found out");
constexpr const char *noneYet =
    QT_TRANSLATE_NOOP("claviger::JournalWords", "the answer was lost; the key list shows no new key yet");
constexpr const char *secretLost = QT_TRANSLATE_NOOP("claviger::JournalWords", "created, but its secret was lost with the answer");
constexpr const char *maybeOthers =
    QT_TRANSLATE_NOOP("claviger::JournalWords", "the answer was lost; a key appeared that may be somebody else's");
constexpr const char *stillThere = QT_TRANSLATE_NOOP("claviger::JournalWords", "the key is still there, as the key list shows.");
constexpr const char *notYetGone =
    QT_TRANSLATE_NOOP("claviger::JournalWords", "the key list still shows the key; the cloud may yet delete it");
constexpr const char *entryLeft = QT_TRANSLATE_NOOP("claviger::JournalWords", "its keychain entry could not be removed");
constexpr const char *notAsked =
    QT_TRANSLATE_NOOP("claviger::JournalWords", "the keychain was not asked whether it has an entry of it");
} // namespace record

JournalOutcome journalled(JournalOutcome::Kind kind, const QString &subject, const QString &requestId, const QString &detail)
{
    return {.kind = kind, .subject = subject, .requestId = requestId, .detail = detail};
}

JournalEntry entryFor(const KeyDesk &desk, const QString &action, const QString &target, const QString &detail)
{
    return {.cloud = desk.cloudName, .account = desk.account, .user = desk.userName, .action = action, .target = target,
            .detail = detail};
}

Task<Done> enterOutcome(std::shared_ptr<Journal> journal, qint64 id, JournalOutcome outcome)
{
    const Result<Done> completed = co_await journal->complete(id, std::move(outcome));
    co_return completed;
}

// A line about what is over already.
Task<Done> noteInJournal(std::shared_ptr<Journal> journal, JournalEntry beginning, JournalOutcome outcome)
{
    const Result<qint64> id = co_await journal->begin(std::move(beginning));
    if (!id)
        co_return tl::unexpected(id.error());
    const Result<Done> completed = co_await enterOutcome(journal, *id, std::move(outcome));
    co_return completed;
}

bool wasAsked(const Error &keychain)
{
    return keychain.fault != Fault::Cancelled;
}

const char *storedWords(const KeyDesk &desk)
{
    return desk.isMemoryOnly ? record::inMemory : record::stored;
}

Task<Done> storeSecret(KeyDesk desk, AccessKey key)
{
    const Result<Done> stored = co_await writeAndVerify(desk.vault, vaultKey(desk.accountId, key.id), key.secret);
    co_return stored;
}

Task<Done> forgetSecret(KeyDesk desk, QString place)
{
    if (desk.isMemoryOnly) {
        const QStringList wanted{place};
        const Result<QStringList> present = co_await desk.vault->present(wanted);
        if (present && present->isEmpty())
            co_return tl::unexpected(Error{.fault = Fault::Cancelled,
                                           .detail = KeyWords::tr("secrets are kept in memory only, so the keychain was not asked")});
    }
    const Result<Done> removed = co_await desk.vault->remove(place);
    co_return removed;
}

QString idsOf(const Keys &keys)
{
    QStringList ids;
    ids.reserve(static_cast<qsizetype>(keys.size()));
    for (const AccessKey &key : keys)
        ids.append(key.id);
    return ids.join(u' ');
}

// Every key belongs to the user whose list it is, also where the answer does not say so.
Task<Keys> readKeysOf(Client cloud, QString userId, std::stop_token stop)
{
    const ListAccessKeys request = keysOf(cloud, userId);
    Result<Keys> keys = co_await cloud.send(request, stop);
    if (keys)
        for (AccessKey &key : *keys)
            if (key.userId.isEmpty())
                key.userId = userId;
    co_return keys;
}

// Reads the list until it is different from what it would be had nothing happened. After a lost answer the request may
// still be on its way through the cloud, so an unchanged list is read once more.
Task<Keys> readKeysTwice(Client cloud, QString userId, std::function<bool(const Keys &)> isChanged, std::stop_token stop)
{
    const Result<Keys> first = co_await readKeysOf(cloud, userId, stop);
    if (!first || isChanged(*first))
        co_return first;
    const Result<Done> waited = co_await cloud.transport()->clock()->sleep(secondLookAfter, stop);
    if (!waited)
        co_return tl::unexpected(waited.error());
    const Result<Keys> second = co_await readKeysOf(cloud, userId, stop);
    co_return second;
}

Task<Keys> readKeysSoon(Client cloud, QString userId)
{
    const TimeLimit limit(cloud.transport()->clock(), longestLook);
    const Result<Keys> keys = co_await readKeysOf(cloud, userId, limit.token());
    co_return limit.judged(keys);
}

Task<KeyComparison> compareInTime(KeyDesk desk, IssueRequest request, IssuedKey issued)
{
    const TimeLimit limit(desk.cloud.transport()->clock(), longestSearch);
    const Result<KeyComparison> compared = co_await compareKeys(desk, request, issued, limit.token());
    co_return limit.judged(compared);
}

// IAM says 204 (iam.md, 4.5); another 2xx is the word of somebody who may have passed nothing on.
Result<Done> deletionOf(const Result<Receipted<Done>> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->status == 204)
        return Done{};
    return tl::unexpected(Error{.fault = Fault::Unreadable,
                                .detail = KeyWords::tr("the answer was HTTP status %1, which is not how IAM says that a key is deleted").arg(answer->status),
                                .httpStatus = answer->status,
                                .requestId = answer->requestId});
}

Task<Keys> searchKeys(Client cloud, QString userId, std::function<bool(const Keys &)> isChanged)
{
    if (userId.isEmpty()) // the list would be that of somebody else
        co_return tl::unexpected(Error{.fault = Fault::NotFound, .detail = KeyWords::tr("whose key it is is not known")});
    const TimeLimit limit(cloud.transport()->clock(), longestSearch);
    const Result<Keys> keys = co_await readKeysTwice(cloud, userId, isChanged, limit.token());
    co_return limit.judged(keys);
}

} // namespace

QString vaultKey(const QString &accountId, const QString &accessKey)
{
    return accountId + u'/' + accessKey;
}

ListAccessKeys keysOf(const Client &cloud, const QString &userId)
{
    const bool isOwn = cloud.session() && cloud.session()->facts().userId == userId;
    return {.userId = isOwn ? QString() : userId};
}

Result<Done> checkKeyDescription(const QString &description)
{
    if (description.size() > longestKeyDescription)
        return tl::unexpected(Error{.fault = Fault::Rejected,
                                    .detail = KeyWords::tr("a description may have %1 characters, this one has %2").arg(
                                        QString::number(longestKeyDescription), QString::number(description.size()))});
    const bool hasControl = std::any_of(description.begin(), description.end(),
                                        [](QChar c) { return c.category() == QChar::Other_Control; });
    if (hasControl)
        return tl::unexpected(Error{.fault = Fault::Rejected, .detail = KeyWords::tr("a description is one line without control characters")});
    return Done{};
}

KeyDesk withOwner(KeyDesk desk)
{
    if (!desk.accountId.isEmpty() || !desk.cloud.session())
        return desk;
    const SessionFacts &facts = desk.cloud.session()->facts();
    desk.accountId = facts.accountId;
    desk.account = facts.account;
    desk.userName = facts.userName;
    return desk;
}

bool isLikelyOurs(const AccessKey &appeared, const IssueRequest &request)
{
    return appeared.description == request.description;
}

bool holdsLikelyOurs(const std::vector<AccessKey> &appeared, const IssueRequest &request)
{
    return std::any_of(appeared.begin(), appeared.end(), [&](const AccessKey &key) { return isLikelyOurs(key, request); });
}

Task<IssuedKey> issueAccessKey(KeyDesk desk, IssueRequest request, std::function<void(IssueStage)> onStage, std::stop_token stop)
{
    if (desk.isReadOnly)
        co_return tl::unexpected(readOnlyProfile());
    const Result<Done> acceptable = checkKeyDescription(request.description);
    if (!acceptable)
        co_return tl::unexpected(acceptable.error());
    desk = withOwner(std::move(desk));

    onStage(IssueStage::TryingKeychain);
    const Result<Done> probed = co_await probe(desk.vault, stop);
    if (!probed)
        co_return tl::unexpected(probed.error());

    onStage(IssueStage::ReadingKeys);
    const Result<Keys> listed = co_await readKeysOf(desk.cloud, request.user.id, stop);
    // A user without the right to read may still be allowed to create: then there is nothing to compare with.
    if (!listed && listed.error().fault != Fault::Forbidden)
        co_return tl::unexpected(listed.error());
    const std::optional<Keys> before = listed ? std::optional(*listed) : std::nullopt;

    onStage(IssueStage::Creating);
    const JournalEntry beginning = entryFor(desk, u"access-key.create"_s, request.user.name, request.description);
    const Result<qint64> entry = co_await desk.journal->begin(beginning);
    if (!entry)
        co_return tl::unexpected(entry.error()); // what cannot be journalled is not sent
    const CreateAccessKey creation{.userId = request.user.id, .description = request.description};
    const Result<Receipted<AccessKey>> made = co_await desk.cloud.sendForReceipt(creation, stop);

    IssuedKey issued{.before = before};
    JournalOutcome outcome;
    if (made) {
        issued.kind = IssuedKey::Stored;
        issued.key = made->value;
        if (issued.key.userId.isEmpty())
            issued.key.userId = request.user.id;
        if (issued.key.created == Instant())
            issued.key.created = desk.cloud.transport()->clock()->now();
        onStage(IssueStage::Storing);
        const Result<Done> stored = co_await storeSecret(desk, issued.key);
        if (!stored) {
            issued.kind = IssuedKey::NotStored;
            issued.storeError = stored.error();
        }
        outcome = journalled(JournalOutcome::Succeeded, issued.key.id, made->requestId,
                             QString::fromUtf8(stored ? storedWords(desk) : record::notStored));
    } else if (isCleanRefusal(made.error())) {
        const Error &error = made.error();
        const JournalOutcome refusal = journalled(endingOf(error), {}, error.requestId, recordedWords(error));
        const Result<Done> entered = co_await enterOutcome(desk.journal, *entry, refusal);
        Q_UNUSED(entered) // the open entry says as much
        co_return tl::unexpected(error);
    } else {
        issued.kind = IssuedKey::AnswerLost;
        issued.answerError = made.error();
    }

    // From here on no person stops the flow: what became of the request must be found out, if it can be in half a minute.
    onStage(IssueStage::Comparing);
    const Result<KeyComparison> compared = co_await compareInTime(desk, request, issued);
    if (compared) {
        issued.after = compared->after;
        issued.orphans = compared->orphans;
    } else {
        issued.compareError = compared.error();
    }

    if (issued.kind == IssuedKey::AnswerLost) {
        const Error &error = *issued.answerError;
        if (compared && compared->orphans.empty() && !mayStillHappen(error)) { // the list proves that nothing was made
            Error nothing = error;
            nothing.detail = KeyWords::tr("no key was created, as the key list shows. %1").arg(error.detail);
            const QString detail = recordedDetail({QString::fromUtf8(record::nothingMade), recordedWords(nothing)});
            const JournalOutcome failure = journalled(JournalOutcome::Failed, {}, error.requestId, detail);
            const Result<Done> entered = co_await enterOutcome(desk.journal, *entry, failure);
            Q_UNUSED(entered)
            co_return tl::unexpected(nothing);
        }
        outcome = journalled(JournalOutcome::Unconfirmed, idsOf(issued.orphans), error.requestId,
                             QString::fromUtf8(!compared                               ? record::notKnown
                                                   : issued.orphans.empty()                    ? record::noneYet
                                                   : holdsLikelyOurs(issued.orphans, request) ? record::secretLost
                                                                                              : record::maybeOthers));
    }
    onStage(IssueStage::Journalling);
    const Result<Done> entered = co_await enterOutcome(desk.journal, *entry, outcome);
    if (!entered)
        issued.journalError = entered.error();
    co_return issued;
}

Task<KeyComparison> compareKeys(KeyDesk desk, IssueRequest request, IssuedKey issued, std::stop_token stop)
{
    if (!issued.before)
        co_return tl::unexpected(
            Error{.fault = Fault::Forbidden, .detail = KeyWords::tr("the key list could not be read before the request")});
    const QString known = issued.key.id;
    // Somebody else's key must not end the search for ours.
    const auto isChanged = [before = *issued.before, request](const Keys &keys) {
        return holdsLikelyOurs(appeared(before, keys, {}), request);
    };
    const Task<Keys> reading =
        known.isEmpty() ? readKeysTwice(desk.cloud, request.user.id, isChanged, stop) : readKeysSoon(desk.cloud, request.user.id);
    const Result<Keys> after = co_await reading;
    if (!after)
        co_return tl::unexpected(after.error());
    co_return KeyComparison{.after = *after, .orphans = appeared(*issued.before, *after, known)};
}

Task<Done> storeIssuedKey(KeyDesk desk, AccessKey key)
{
    desk = withOwner(std::move(desk));
    const Result<Done> stored = co_await storeSecret(desk, key);
    if (!stored)
        co_return stored;
    const JournalEntry beginning = entryFor(desk, u"access-key.store"_s, key.id, key.description);
    const JournalOutcome outcome = journalled(JournalOutcome::Succeeded, key.id, {}, QString::fromUtf8(storedWords(desk)));
    const Result<Done> noted = co_await noteInJournal(desk.journal, beginning, outcome);
    Q_UNUSED(noted) // the secret is safe, and that is what was asked for
    co_return stored;
}

Task<Done> noteFoundKeys(KeyDesk desk, IssueRequest request, std::vector<AccessKey> found)
{
    desk = withOwner(std::move(desk));
    const JournalEntry beginning = entryFor(desk, u"access-key.compare"_s, request.user.name, request.description);
    const char *words = holdsLikelyOurs(found, request) ? record::secretLost : record::maybeOthers;
    const JournalOutcome outcome = journalled(JournalOutcome::Unconfirmed, idsOf(found), {}, QString::fromUtf8(words));
    const Result<Done> noted = co_await noteInJournal(desk.journal, beginning, outcome);
    co_return noted;
}

Task<KeyDeletion> deleteAccessKey(KeyDesk desk, AccessKey key, std::stop_token stop)
{
    if (desk.isReadOnly)
        co_return tl::unexpected(readOnlyProfile());
    desk = withOwner(std::move(desk));
    const QString place = vaultKey(desk.accountId, key.id);
    const JournalEntry beginning = entryFor(desk, u"access-key.delete"_s, key.id, key.description);
    const Result<qint64> entry = co_await desk.journal->begin(beginning);
    if (!entry)
        co_return tl::unexpected(entry.error());
    const DeleteAccessKey removal{.id = key.id};
    const Result<Receipted<Done>> answer = co_await desk.cloud.sendForReceipt(removal, stop);
    QStringList found; // for the journal, beside the answer
    Result<Done> deleted = deletionOf(answer);
    // 404: somebody was faster, and that was the wish; or a proxy says so, while the key lives and its secret is needed.
    if (!deleted && deleted.error().fault == Fault::NotFound) {
        const Result<Keys> left = co_await readKeysSoon(desk.cloud, key.userId);
        const bool mayNotList = !left && left.error().fault == Fault::Forbidden; // then the word of IAM has to do
        if ((mayNotList && deleted.error().givesAReason()) || (left && !holds(*left, key.id)))
            deleted = Done{};
        else if (!left)
            deleted.error().fault = Fault::Unconfirmed; // the secret stays until it is certain that nobody needs it
    } else if (!deleted && !isCleanRefusal(deleted.error())) {
        const auto isGone = [id = key.id](const Keys &keys) { return !holds(keys, id); };
        const Result<Keys> left = co_await searchKeys(desk.cloud, key.userId, isGone);
        Error &error = deleted.error();
        const bool isOpen = mayStillHappen(error);
        if (left && isGone(*left)) {
            deleted = Done{};
        } else if (left && !isOpen) {
            found.append(QString::fromUtf8(record::stillThere));
            error.detail = KeyWords::tr("the key is still there, as the key list shows. %1").arg(error.detail);
        } else {
            error.fault = Fault::Unconfirmed;
            if (left) {
                found.append(QString::fromUtf8(record::notYetGone));
                error.detail =
                    KeyWords::tr("the key list still shows the key, but the cloud may yet delete it: read the list again in a minute. %1").arg(error.detail);
            }
        }
    }
    if (!deleted) {
        const Error &error = deleted.error();
        found.append(recordedWords(error));
        const JournalOutcome failure = journalled(endingOf(error), key.id, error.requestId, recordedDetail(found));
        const Result<Done> entered = co_await enterOutcome(desk.journal, *entry, failure);
        Q_UNUSED(entered) // an open entry is explained at the next start
        co_return tl::unexpected(error);
    }
    const Result<Done> forgotten = co_await forgetSecret(desk, place);
    const JournalOutcome success =
        journalled(JournalOutcome::Succeeded, key.id, answer ? answer->requestId : answer.error().requestId,
                   forgotten ? QString() : QString::fromUtf8(wasAsked(forgotten.error()) ? record::entryLeft : record::notAsked));
    const Result<Done> entered = co_await enterOutcome(desk.journal, *entry, success);
    Q_UNUSED(entered)
    KeyDeletion deletion;
    if (!forgotten)
        deletion.entryError = forgotten.error();
    co_return deletion;
}

} // namespace claviger

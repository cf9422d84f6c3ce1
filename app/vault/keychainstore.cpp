// SPDX-License-Identifier: Apache-2.0
#include "app/vault/keychainstore.h"

#include "app/vault/keychainjob.h"

#include <QCoreApplication>

#include <vector>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

struct StoreWord
{
    Q_DECLARE_TR_FUNCTIONS(claviger::SecretStore)
};

constexpr std::chrono::milliseconds unhurried = std::chrono::minutes(1); // nobody waits for it

// What a flow needs of the store, so that it may outlive it.
struct Desk
{
    QString service;
    KeychainLimits limits;
    SecretService asked;

    [[nodiscard]] Task<SecretService::Found> search(const QString &key) const
    {
        return asked.search({{u"user"_s, key}, {u"server"_s, service}});
    }
};

Error lockedStore()
{
    return {.fault = Fault::StoreLocked, .detail = StoreWord::tr("The keychain is locked.")};
}

Error refusedStore(const QString &sentence)
{
    return {.fault = Fault::StoreRefused, .detail = sentence};
}

// Why a keychain in this state cannot be used; nothing where it can.
std::optional<Error> hindrance(const StoreState &state)
{
    switch (state.condition) {
    case StoreState::Locked:
        return lockedStore();
    case StoreState::Absent:
        return Error{.fault = Fault::StoreAbsent,
                     .detail = StoreWord::tr("No keychain service (Secret Service) is running in this session.")};
    case StoreState::Silent:
        return Error{.fault = Fault::StoreSilent,
                     .detail = StoreWord::tr("The keychain service did not answer in time.")};
    default:
        return {};
    }
}

// After a job failed: the state of the service explains it better than the job, which says "other error" for most.
Task<Done> explainedFailure(Desk desk, Error failure)
{
    const Result<StoreState> state = co_await desk.asked.state();
    const std::optional<Error> reason = hindrance(*state);
    if (reason && reason->fault == Fault::StoreLocked && failure.fault == Fault::StoreSilent)
        co_return tl::unexpected(
            Error{.fault = Fault::StoreLocked,
                  .detail = StoreWord::tr("The keychain is locked, and its prompt was not answered in time.")});
    if (reason)
        co_return tl::unexpected(*reason);
    if (failure.fault == Fault::StoreLocked) // "access denied", but it is open
        failure.fault = Fault::StoreRefused;
    co_return tl::unexpected(failure);
}

// "Nothing found" means that only if the keychain is open: a locked one may hide what it has.
Task<Done> nothingThere(Desk desk)
{
    const Result<StoreState> state = co_await desk.asked.state();
    const std::optional<Error> reason = hindrance(*state);
    if (reason)
        co_return tl::unexpected(*reason);
    co_return Done{};
}

Task<Done> writeIn(Desk desk, QString key, Secret secret)
{
    if (secret.isEmpty())
        co_return tl::unexpected(emptySecret());
    if (secret.utf8().find('\0') != std::string_view::npos)
        co_return tl::unexpected(Error{.fault = Fault::Rejected,
                                       .detail = StoreWord::tr("A secret with a NUL character cannot be stored.")});
    const Result<bool> isKWallet = co_await desk.asked.isKWallet();
    if (!isKWallet)
        co_return tl::unexpected(isKWallet.error());
    if (!*isKWallet) {
        const Result<StoreState> before = co_await desk.asked.state();
        const std::optional<Error> reason = hindrance(*before);
        if (reason && reason->fault != Fault::StoreLocked) // a locked one may ask to be opened
            co_return tl::unexpected(*reason);
    }
    // Somebody who opens the keychain long after the limit finds the secret kept, which was the wish; a marker of probe()
    // was to be gone by then.
    const auto removeMarker = [desk, key] {
        const Task<Done> removing = deleteEntry(desk.service, key, unhurried);
        Q_UNUSED(removing) // goes on by itself
    };
    const std::function<void()> late = isProbeKey(key) ? std::function<void()>(removeMarker) : std::function<void()>();
    const Result<Done> written = co_await writeEntry(desk.service, key, secret, desk.limits.job, late);
    if (*isKWallet)
        co_return written;
    if (!written) {
        const Result<Done> why = co_await explainedFailure(desk, written.error());
        co_return why;
    }
    const Result<SecretService::Found> found = co_await desk.search(key);
    if (!found)
        co_return tl::unexpected(found.error());
    if (!found->unlocked.isEmpty())
        co_return Done{};
    if (!found->locked.isEmpty())
        co_return tl::unexpected(lockedStore());
    co_return tl::unexpected(refusedStore(StoreWord::tr("The keychain accepted the entry but does not have it.")));
}

Task<Secret> readIn(Desk desk, QString key)
{
    const Result<bool> isKWallet = co_await desk.asked.isKWallet();
    if (!isKWallet)
        co_return tl::unexpected(isKWallet.error());
    if (!*isKWallet) {
        const Result<SecretService::Found> found = co_await desk.search(key);
        if (!found)
            co_return tl::unexpected(found.error());
        if (found->unlocked.isEmpty() && !found->locked.isEmpty())
            co_return tl::unexpected(lockedStore());
        if (found->unlocked.isEmpty()) {
            const Result<Done> nothing = co_await nothingThere(desk);
            co_return tl::unexpected(nothing ? noSuchEntry() : nothing.error());
        }
    }
    const Result<Secret> secret = co_await readEntry(desk.service, key, desk.limits.job);
    if (secret || *isKWallet)
        co_return secret;
    const Result<Done> why = co_await explainedFailure(desk, secret.error()); // it was there a moment ago
    co_return tl::unexpected(why.error());
}

Task<Done> removeIn(Desk desk, QString key)
{
    const Result<bool> isKWallet = co_await desk.asked.isKWallet();
    if (!isKWallet)
        co_return tl::unexpected(isKWallet.error());
    if (!*isKWallet) {
        const Result<SecretService::Found> before = co_await desk.search(key);
        if (!before)
            co_return tl::unexpected(before.error());
        if (!before->locked.isEmpty())
            co_return tl::unexpected(lockedStore());
        if (before->unlocked.isEmpty()) {
            const Result<Done> nothing = co_await nothingThere(desk);
            co_return nothing;
        }
    }
    const Result<Done> removed = co_await deleteEntry(desk.service, key, desk.limits.job);
    if (*isKWallet) {
        if (!removed && removed.error().fault == Fault::NotFound)
            co_return Done{};
        co_return removed;
    }
    if (!removed && removed.error().fault != Fault::NotFound) {
        const Result<Done> why = co_await explainedFailure(desk, removed.error());
        co_return why;
    }
    const Result<SecretService::Found> after = co_await desk.search(key);
    if (!after)
        co_return tl::unexpected(after.error());
    if (!after->locked.isEmpty())
        co_return tl::unexpected(lockedStore());
    if (!after->unlocked.isEmpty())
        co_return tl::unexpected(refusedStore(StoreWord::tr("The keychain did not delete the entry.")));
    co_return Done{};
}

Task<StoreState> stateOf(Desk desk)
{
    const Result<bool> isKWallet = co_await desk.asked.isKWallet();
    if (isKWallet && *isKWallet)
        co_return StoreState{.condition = StoreState::Unknown, .name = u"KWallet"_s};
    const Result<StoreState> state = co_await desk.asked.state();
    co_return state;
}

Task<QStringList> presentIn(Desk desk, QStringList keys)
{
    const Result<bool> isKWallet = co_await desk.asked.isKWallet();
    if (!isKWallet)
        co_return tl::unexpected(isKWallet.error());
    if (*isKWallet)
        co_return tl::unexpected(
            refusedStore(StoreWord::tr("KWallet does not say what it holds without being opened.")));
    std::vector<Task<SecretService::Found>> searches; // all at once: each has its own limit
    searches.reserve(static_cast<std::size_t>(keys.size()));
    for (const QString &key : std::as_const(keys))
        searches.push_back(desk.search(key));
    QStringList there;
    std::optional<Error> failure;
    bool knowsLocked = false;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const Result<SecretService::Found> found = co_await searches[static_cast<std::size_t>(i)];
        if (!found) {
            failure = found.error();
            continue;
        }
        knowsLocked = knowsLocked || !found->locked.isEmpty();
        if (!found->unlocked.isEmpty() || !found->locked.isEmpty())
            there << keys.at(i);
    }
    if (failure)
        co_return tl::unexpected(*failure);
    if (there.size() == keys.size() || knowsLocked)
        co_return there;
    // Some are missing. A locked keychain that never showed us a locked entry may be hiding them.
    const Result<Done> nothing = co_await nothingThere(desk);
    if (nothing)
        co_return there;
    if (nothing.error().fault == Fault::StoreLocked) {
        const QMap<QString, QString> anyOfOurs = {{u"server"_s, desk.service}};
        const Result<SecretService::Found> any = co_await desk.asked.search(anyOfOurs);
        if (any && !any->locked.isEmpty())
            co_return there;
    }
    co_return tl::unexpected(nothing.error());
}

Task<int> clearIn(Desk desk)
{
    const Result<bool> isKWallet = co_await desk.asked.isKWallet();
    if (!isKWallet)
        co_return tl::unexpected(isKWallet.error());
    if (*isKWallet)
        co_return tl::unexpected(refusedStore(
            StoreWord::tr("KWallet does not say what it holds. Remove the folder “%1” in its own program.").arg(desk.service)));
    const QMap<QString, QString> ours = {{u"server"_s, desk.service}};
    const Result<SecretService::Found> before = co_await desk.asked.search(ours);
    if (!before)
        co_return tl::unexpected(before.error());
    if (!before->locked.isEmpty())
        co_return tl::unexpected(lockedStore());
    if (before->unlocked.isEmpty()) {
        const Result<Done> nothing = co_await nothingThere(desk);
        if (!nothing)
            co_return tl::unexpected(nothing.error());
        co_return 0;
    }
    for (const QString &item : before->unlocked) {
        const Result<Done> removed = co_await desk.asked.remove(item);
        if (!removed)
            co_return tl::unexpected(removed.error());
    }
    const Result<SecretService::Found> after = co_await desk.asked.search(ours);
    if (!after)
        co_return tl::unexpected(after.error());
    if (!after->unlocked.isEmpty() || !after->locked.isEmpty())
        co_return tl::unexpected(refusedStore(StoreWord::tr("The keychain did not delete every entry.")));
    co_return static_cast<int>(before->unlocked.size());
}

} // namespace

KeychainStore::KeychainStore(QString service, KeychainLimits limits)
    : m_service(std::move(service))
    , m_limits(limits)
    , m_desk(limits.inquiry)
{
}

Task<Done> KeychainStore::write(QString key, Secret secret) const
{
    return writeIn({m_service, m_limits, m_desk}, std::move(key), std::move(secret));
}

Task<Secret> KeychainStore::read(QString key) const
{
    return readIn({m_service, m_limits, m_desk}, std::move(key));
}

Task<Done> KeychainStore::remove(QString key) const
{
    return removeIn({m_service, m_limits, m_desk}, std::move(key));
}

Task<StoreState> KeychainStore::state() const
{
    return stateOf({m_service, m_limits, m_desk});
}

Task<QStringList> KeychainStore::present(QStringList keys) const
{
    return presentIn({m_service, m_limits, m_desk}, std::move(keys));
}

Task<int> KeychainStore::clear() const
{
    return clearIn({m_service, m_limits, m_desk});
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "app/vault/keychainjob.h"

#include "app/foundation/settlement.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <deque>
#include <memory>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

struct KeychainWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::SecretStore)
};

// Qt Keychain queues jobs for the whole process, behind one that may never answer. We queue before it instead, so that
// a write nobody waits for any more is not begun an hour later, when somebody closes a forgotten prompt.
struct KeychainGate
{
    bool isBusy = false;
    std::deque<Settlement<Result<Done>>> waiting;

    void leave()
    {
        while (!waiting.empty()) {
            const Settlement<Result<Done>> next = waiting.front();
            waiting.pop_front();
            if (next.settle(Done{}))
                return; // its turn now: stays busy
        }
        isBusy = false;
    }
};

KeychainGate &keychainGate()
{
    static KeychainGate one; // as there is one Qt Keychain in a process; used in the GUI thread only
    return one;
}

Error silentKeychain()
{
    return {.fault = Fault::StoreSilent, .detail = KeychainWords::tr("The keychain did not answer in time.")};
}

Error jobError(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {.fault = Fault::NotFound, .detail = KeychainWords::tr("The keychain has no such entry.")};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return {.fault = Fault::StoreLocked, .detail = KeychainWords::tr("The keychain was not opened.")};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {.fault = Fault::StoreAbsent, .detail = job.errorString()};
    default:
        return {.fault = Fault::StoreRefused, .detail = job.errorString()};
    }
}

// What a job says, taken while its signal is delivered; a read gives its text.
Result<Secret> outcomeOf(const QKeychain::Job &job)
{
    if (job.error() != QKeychain::NoError)
        return tl::unexpected(jobError(job));
    const auto *reading = qobject_cast<const QKeychain::ReadPasswordJob *>(&job);
    if (!reading)
        return Secret();
    QString text = reading->textData();
    const Secret secret = Secret::fromText(text);
    wipe(text);
    return secret;
}

Settlement<Result<Done>> keychainTurn(std::chrono::milliseconds limit)
{
    const Settlement<Result<Done>> mine;
    if (keychainGate().isBusy) {
        keychainGate().waiting.push_back(mine);
        QTimer::singleShot(limit, QCoreApplication::instance(),
                           [mine] { mine.settle(tl::unexpected(silentKeychain())); });
    } else {
        keychainGate().isBusy = true;
        mine.settle(Done{});
    }
    return mine;
}

// Once started, a job belongs to itself: back ends keep a raw pointer to it, so nobody may delete it before it says
// "finished", even if that takes for ever. It deletes itself then (autoDelete).
Task<Secret> finishedJob(std::unique_ptr<QKeychain::Job> job, std::chrono::milliseconds limit,
                         std::function<void()> late = {})
{
    const QDeadlineTimer deadline(limit);
    const Settlement<Result<Done>> myTurn = keychainTurn(limit);
    const Result<Done> mayStart = co_await myTurn.settled();
    if (!mayStart)
        co_return tl::unexpected(mayStart.error());

    const Settlement<Result<Secret>> answer;
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    QObject::connect(job.get(), &QKeychain::Job::finished, job.get(), [answer, late](QKeychain::Job *done) {
        const bool isAwaited = answer.settle(outcomeOf(*done));
        keychainGate().leave();
        if (!isAwaited && late && done->error() == QKeychain::NoError)
            late();
    });
    job.release()->start();
    QTimer::singleShot(std::chrono::milliseconds(deadline.remainingTime()), QCoreApplication::instance(),
                       [answer] { answer.settle(tl::unexpected(silentKeychain())); });
    const Result<Secret> outcome = co_await answer.settled();
    co_return outcome;
}

Task<Done> doneWhen(Task<Secret> finishing)
{
    const Result<Secret> outcome = co_await finishing;
    if (!outcome)
        co_return tl::unexpected(outcome.error());
    co_return Done{};
}

} // namespace

Task<Secret> readEntry(QString service, QString key, std::chrono::milliseconds limit)
{
    auto job = std::make_unique<QKeychain::ReadPasswordJob>(service);
    job->setKey(key);
    return finishedJob(std::move(job), limit);
}

Task<Done> writeEntry(QString service, QString key, Secret secret, std::chrono::milliseconds limit, std::function<void()> late)
{
    auto job = std::make_unique<QKeychain::WritePasswordJob>(service);
    job->setKey(key);
    QString text = secret.reveal();
    job->setTextData(text);
    wipe(text);
    return doneWhen(finishedJob(std::move(job), limit, std::move(late)));
}

Task<Done> deleteEntry(QString service, QString key, std::chrono::milliseconds limit)
{
    auto job = std::make_unique<QKeychain::DeletePasswordJob>(service);
    job->setKey(key);
    return doneWhen(finishedJob(std::move(job), limit));
}

} // namespace claviger

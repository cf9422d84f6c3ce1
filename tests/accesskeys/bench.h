// SPDX-License-Identifier: Apache-2.0
// A work bench for flows with keys: the simulated cloud, somebody signed in to it, a vault that fails to order, and a
// journal in a folder of its own.
#pragma once

#include "app/accesskeys/issueaccesskey.h"
#include "app/simulation/simulatednetwork.h"
#include "app/vault/memorystore.h"
#include "tests/support/eagerclock.h"
#include "tests/support/settle.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <deque>

namespace claviger::testing {

// Memory that refuses as keychains do. What is in the plan is used up from the front; nothing left: it works.
class FaultyStore final : public SecretStore
{
public:
    struct State
    {
        std::deque<std::optional<Fault>> writes, reads, removals;
        std::optional<Settlement<Result<Done>>> silence; // what is written waits for it
        bool givesBackSomethingElse = false;
        std::function<void()> beforeWrite;
        QStringList written;
    };
    std::shared_ptr<State> state_ = std::make_shared<State>();
    MemoryStore memory;

    [[nodiscard]] Task<Done> write(QString key, Secret secret) const override
    {
        if (state_->beforeWrite)
            state_->beforeWrite();
        state_->written.append(key);
        if (const std::optional<Fault> fault = next(state_->writes))
            return refused<Done>(*fault);
        if (state_->silence)
            return later(*state_->silence);
        return memory.write(key, state_->givesBackSomethingElse ? Secret::fromUtf8("something else") : secret);
    }
    [[nodiscard]] Task<Secret> read(QString key) const override
    {
        if (const std::optional<Fault> fault = next(state_->reads))
            return refused<Secret>(*fault);
        return memory.read(key);
    }
    [[nodiscard]] Task<Done> remove(QString key) const override
    {
        if (const std::optional<Fault> fault = next(state_->removals))
            return refused<Done>(*fault);
        return memory.remove(key);
    }
    [[nodiscard]] Task<StoreState> state() const override { return memory.state(); }
    [[nodiscard]] Task<QStringList> present(QStringList keys) const override { return memory.present(keys); }
    [[nodiscard]] Task<int> clear() const override { return memory.clear(); }

private:
    static std::optional<Fault> next(std::deque<std::optional<Fault>> &plan)
    {
        if (plan.empty())
            return {};
        const std::optional<Fault> fault = plan.front();
        plan.pop_front();
        return fault;
    }
    static Task<Done> later(Settlement<Result<Done>> silence)
    {
        const Result<Done> broken = co_await silence.settled();
        co_return broken;
    }
    template <typename T>
    static Task<T> refused(Fault fault)
    {
        const Settlement<Result<T>> later; // a keychain never answers at once
        later.settle(tl::unexpected(Error{.fault = fault, .detail = QStringLiteral("refused by the test")}));
        const Result<T> refusal = co_await later.settled();
        co_return refusal;
    }
};

class Bench
{
public:
    static inline const QByteArray credentials = "/v3.0/OS-CREDENTIAL/credentials";

    Bench()
        : clock(std::make_shared<EagerClock>())
        , cloud(std::make_shared<SimulatedCloud>(clock))
        , vault(std::make_shared<FaultyStore>())
        , journalPath(folder.filePath(QStringLiteral("data/journal.sqlite")))
        , journal(std::make_shared<Journal>(journalPath, clock))
    {
        transport = std::make_shared<Transport>(clock, TrustRule{}, [this] { return network = new SimulatedNetwork(cloud); });
        endpoint = QUrl(QStringLiteral("https://iam.example.com"));
        signIn(QStringLiteral("ops-admin"));
    }

    void signIn(const QString &userName)
    {
        const Session::Target target{.identityEndpoint = endpoint, .region = QStringLiteral("eu-de")};
        session = Session::create(transport, target);
        const Login login{.account = QStringLiteral("OTC-EXAMPLE-00000000001"), .userName = userName,
                          .password = Secret::fromUtf8("example-password")};
        if (const auto signedIn = settle(Session::signIn(session, login)); !signedIn)
            qFatal("the bench cannot sign in: %s", qPrintable(signedIn.error().detail));
        cloud->forgetCalls();
    }

    [[nodiscard]] KeyDesk desk(HttpLimits limits = {}) const
    {
        return {.cloud = Client(transport, endpoint, session, limits), .vault = vault, .journal = journal,
                .cloudName = QStringLiteral("example cloud")};
    }
    [[nodiscard]] IamUser user(const QString &name = QStringLiteral("ops-admin")) const
    {
        return cloud->withWorld([&](sim::World &world) {
            const QString account = world.accounts().front().id;
            return IamUser{.id = world.user(name, account)->id, .name = name};
        });
    }
    [[nodiscard]] std::vector<sim::AccessKey> keysOf(const QString &name = QStringLiteral("ops-admin")) const
    {
        return cloud->withWorld([&](sim::World &world) {
            return world.accessKeysOf(world.user(name, world.accounts().front().id)->id);
        });
    }
    [[nodiscard]] int creates() const { return cloud->count("POST", credentials); }
    [[nodiscard]] CallFilter create() const { return {.method = "POST", .path = credentials}; }
    [[nodiscard]] CallFilter list() const { return {.method = "GET", .path = credentials}; }
    [[nodiscard]] CallFilter removal() const { return {.method = "DELETE", .path = credentials + "*"}; }

    [[nodiscard]] Result<IssuedKey> issue(const QString &description = QStringLiteral("for the tests"), std::stop_token stop = {})
    {
        const IssueRequest request{.user = user(), .description = description};
        return settle(issueAccessKey(desk(), request, [this](IssueStage stage) { stages.push_back(stage); }, stop));
    }
    // Newest first.
    [[nodiscard]] std::vector<JournalRecord> records() const
    {
        const auto reading = settle(journal->read());
        return reading ? reading->records : std::vector<JournalRecord>{};
    }
    // All bytes of the journal on the disk.
    [[nodiscard]] QByteArray journalBytes() const
    {
        QByteArray bytes;
        const QDir data(folder.filePath(QStringLiteral("data")));
        for (const QFileInfo &file : data.entryInfoList(QDir::Files | QDir::Hidden))
            if (QFile one(file.filePath()); one.open(QIODevice::ReadOnly))
                bytes += one.readAll();
        return bytes;
    }
    [[nodiscard]] QByteArray secretOf(const QString &accessKey) const
    {
        return cloud->withWorld([&](sim::World &world) {
            const sim::AccessKey *key = world.accessKey(accessKey);
            return key ? key->secret.toUtf8() : QByteArray();
        });
    }

    QTemporaryDir folder;
    std::shared_ptr<EagerClock> clock;
    std::shared_ptr<SimulatedCloud> cloud;
    QPointer<SimulatedNetwork> network;
    std::shared_ptr<Transport> transport;
    QUrl endpoint;
    std::shared_ptr<Session> session;
    std::shared_ptr<FaultyStore> vault;
    QString journalPath;
    std::shared_ptr<Journal> journal;
    std::vector<IssueStage> stages;
};

} // namespace claviger::testing

// SPDX-License-Identifier: Apache-2.0
// A whole console with its window over the simulated cloud, as the tests of the pages need it: a clock that stands, a
// keychain that refuses on demand, folders that go away, and hands that click and type where a person could.
#pragma once

#include "app/console/console.h"
#include "app/simulation/simulatednetwork.h"
#include "app/vault/memorystore.h"
#include "ui/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QPointer>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

namespace claviger::testing {

// A keychain with moods: refuses everything, or only what is no probe. Keeps in memory what it accepts.
class MoodyStore final : public SecretStore
{
public:
    struct Mood
    {
        StoreState::Condition condition = StoreState::Unlocked;
        std::optional<Fault> refusesAll = {};
        std::optional<Fault> refusesSecrets = {}; // whatever is not a probe's marker
        QStringList written = {};                 // keys of accepted writes, probes included
    };

    [[nodiscard]] Mood &mood() const { return *m_mood; }
    [[nodiscard]] Task<Done> write(QString key, Secret secret) const override;
    [[nodiscard]] Task<Secret> read(QString key) const override;
    [[nodiscard]] Task<Done> remove(QString key) const override;
    [[nodiscard]] Task<StoreState> state() const override;
    [[nodiscard]] Task<QStringList> present(QStringList keys) const override;
    [[nodiscard]] Task<int> clear() const override;

private:
    [[nodiscard]] std::optional<Error> refusal(const QString &key) const;

    std::shared_ptr<Mood> m_mood = std::make_shared<Mood>();
    MemoryStore m_memory;
};

inline const QString benchAccount = QStringLiteral("OTC-EXAMPLE-00000000001");
inline const QString benchPassword = QStringLiteral("example-password");

struct BenchSetup
{
    QString dataFolder = {}; // empty: one of its own
    QString configFolder = {};
    CloudsPlaces clouds = {};
    std::shared_ptr<SimulatedCloud> cloud = {}; // empty: one of its own
    std::shared_ptr<MoodyStore> keychain = {};
    std::shared_ptr<const SecretStore> realKeychain = {}; // instead of one with moods
    bool usesSockets = false; // the network of this computer: to reach a server that a test has started
};

template <typename Condition>
bool waitFor(Condition condition)
{
    return QTest::qWaitFor(condition, 15'000);
}

class ConsoleBench
{
public:
    explicit ConsoleBench(const BenchSetup &setup = {});
    ~ConsoleBench();

    std::shared_ptr<ManualClock> clock;
    std::shared_ptr<SimulatedCloud> cloud;
    std::shared_ptr<MoodyStore> keychain;
    QTemporaryDir folder;
    QString dataFolder;
    QString configFolder;
    QByteArrayList probed = {}; // what the script of a probe prints on any node; empty: there is no ssh
    std::unique_ptr<Console> console;
    std::unique_ptr<MainWindow> window;

    // Faults of the line: for the session that is there, or for the next one.
    void failNext(SimulatedNetwork::LineFault fault, const CallFilter &matching);

    // A profile of the simulated cloud that is in no file.
    [[nodiscard]] static CloudProfile profile(const QString &user = QStringLiteral("ops-admin"));
    // Past the form; true once the keys of the user were read.
    bool signIn(const CloudProfile &with = profile());
    // Through the form, with its own words.
    void fillForm(const QString &user, const QString &password, const QString &account = benchAccount, const QString &project = {});

    // Opens the dialog of the profile that the sign-in page shows.
    bool editProfile();

    // The visible widget of that name; null if there is none. The first, if several are.
    [[nodiscard]] QWidget *seen(const QString &objectName) const;
    template <typename T>
    [[nodiscard]] T *seen(const QString &objectName) const
    {
        return qobject_cast<T *>(seen(objectName));
    }
    // Waits until it is visible, enabled and not behind a dialog; then clicks in its middle. False: it never was.
    bool click(const QString &objectName);
    bool type(const QString &objectName, const QString &text); // over what is there
    bool press(Qt::Key key); // where the focus of the front-most window is
    [[nodiscard]] QWidget *front() const; // the dialog on top, else the window
    // All visible sentences called "message", with the plain sentence beside each.
    [[nodiscard]] QString said() const;
    // Every text of every widget that is there, hidden ones too, and what assistive technology gets of them.
    [[nodiscard]] QString everythingReadable() const;

    // Opens the dialog, types, confirms; true when something came of it.
    bool create(const QString &description = QStringLiteral("nightly load"));
    // Waits for it while the clock goes on: pauses before a repeat stand on it.
    template <typename Condition>
    bool waitPassing(Condition condition)
    {
        return waitFor([&] {
            if (clock->sleepers() > 0)
                clock->advance(std::chrono::seconds(1));
            return condition();
        });
    }
    [[nodiscard]] int creates() const; // POSTs to the credentials that reached the cloud
    [[nodiscard]] std::vector<sim::AccessKey> keysOf(const QString &user) const;

private:
    struct Fault
    {
        SimulatedNetwork::LineFault fault;
        CallFilter matching;
    };
    std::vector<Fault> m_faults;
    bool m_isOwnCloud = true;
    QPointer<SimulatedNetwork> m_network;
};

// The same fonts and colours everywhere.
void wearTestLook();

} // namespace claviger::testing

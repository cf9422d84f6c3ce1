// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/pagescenes.h"

#include "app/simulation/scenario.h"
#include "app/simulation/totp.h"
#include "tests/support/settle.h"
#include "tests/ui/journalfile.h"
#include "ui/signin/signinpage.h"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QPainter>
#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::testing {

namespace {

using LineFault = SimulatedNetwork::LineFault;

const CallFilter tokenPost{.method = "POST", .path = "/v3/auth/tokens"};
const CallFilter createPost{.method = "POST", .path = "/v3.0/OS-CREDENTIAL/credentials"};
const CallFilter keyList{.method = "GET", .path = "/v3.0/OS-CREDENTIAL/credentials"};
const CallFilter keyDelete{.method = "DELETE", .path = "/v3.0/OS-CREDENTIAL/credentials/*"};

const QString longName = QStringLiteral("svc-reporting-and-nightly-load-of-the-data-warehouse");

// --- Signing in --------------------------------------------------------------------------------------------------------

void saveProfiles(ConsoleBench &bench)
{
    CloudProfile profile = ConsoleBench::profile();
    profile.origin = CloudProfile::Own;
    for (const QString &name : {u"otc-prod"_s, u"otc-audit"_s, u"a profile with a name that is longer than the list is wide"_s}) {
        profile.id.clear();
        profile.name = name;
        profile.production = name != "otc-audit"_L1;
        profile.readOnly = name != "otc-prod"_L1;
        (void)bench.console->profiles().save(profile, false);
    }
}

bool failsToSignIn(ConsoleBench &bench)
{
    bench.fillForm(u"ops-admin"_s, u"example-wrong"_s);
    return bench.click(u"signIn"_s) && waitFor([&] { return !bench.said().isEmpty(); });
}

bool hangsInSignIn(ConsoleBench &bench)
{
    bench.failNext(LineFault::NeverAnswer, tokenPost);
    bench.fillForm(u"ops-admin"_s, benchPassword);
    return bench.click(u"signIn"_s) && waitFor([&] { return bench.seen(u"busy"_s); });
}

bool findsAnUnfinishedChange(ConsoleBench &bench)
{
    const JournalEntry entry{.cloud = u"otc-prod"_s, .account = benchAccount, .user = u"ops-admin"_s,
                             .action = u"access-key.create"_s, .target = u"svc-etl-writer"_s};
    if (!leaveEntryOpen(bench.dataFolder, entry, bench.clock->now() - 2h))
        return false;
    bench.console->activity().refresh();
    return waitFor([&] { return bench.seen(u"unfinishedChanges"_s); });
}

bool lacksAProject(ConsoleBench &bench)
{
    CloudProfile profile = ConsoleBench::profile();
    profile.project.clear();
    bench.cloud->failNext({.status = 503, .matching = {.method = "GET", .path = "/v3/auth/projects"}, .times = 4});
    bench.console->signIn().signIn(profile, Secret::fromText(benchPassword), {}, false);
    return bench.waitPassing([&] { return bench.seen(u"signInAgain"_s) && bench.console->accessKeys().readAt(); });
}

bool asksForTheCode(ConsoleBench &bench)
{
    bench.fillForm(u"mfa-admin"_s, benchPassword);
    return bench.click(u"wayMfa"_s) && waitFor([&] { return bench.seen(u"passcode"_s); });
}

bool listsProfiles(ConsoleBench &bench)
{
    saveProfiles(bench);
    return waitFor([&] { return bench.seen(u"profileList"_s); });
}

bool editsAProfile(ConsoleBench &bench)
{
    saveProfiles(bench);
    return bench.editProfile();
}

bool removesAProfile(ConsoleBench &bench)
{
    return editsAProfile(bench) && bench.click(u"removeProfile"_s) && waitFor([&] { return bench.seen(u"confirmRemove"_s); });
}

bool losesTheSession(ConsoleBench &bench)
{
    bench.cloud->failNext({.status = 401, .matching = tokenPost});
    bench.console->signIn().signInAgain({}, {});
    return waitFor([&] { return bench.console->signIn().state() == SignInBoard::PasswordNeeded && bench.seen(u"signInAgain"_s); });
}

bool signsInAgain(ConsoleBench &bench)
{
    const QString code = bench.cloud->withWorld([&](sim::World &world) {
        const sim::User *user = world.user(u"mfa-admin"_s, world.account(benchAccount)->id);
        return sim::totpCode(user->totpSecret, sim::totpStep(bench.clock->now()));
    });
    bench.console->signIn().signIn(ConsoleBench::profile(u"mfa-admin"_s), Secret::fromText(benchPassword), Secret::fromText(code), false);
    const AccessKeyBoard &keys = bench.console->accessKeys();
    if (!waitFor([&] { return keys.state() == AccessKeyBoard::Ready && keys.readAt(); }))
        return false;
    bench.console->signIn().signInAgain({}, {}); // a code is good once
    return bench.click(u"signInAgain"_s) && waitFor([&] { return bench.seen(u"passcode"_s); })
        && bench.type(u"password"_s, u"example-wrong"_s) && bench.click(u"signIn"_s)
        && waitFor([&] { return !bench.front()->findChildren<QWidget *>(u"message"_s).isEmpty() && !bench.said().isEmpty(); });
}

// --- Keys --------------------------------------------------------------------------------------------------------------

bool shows(ConsoleBench &bench, const QString &user)
{
    AccessKeyBoard &keys = bench.console->accessKeys();
    const auto named = [&] {
        return std::find_if(keys.users().begin(), keys.users().end(), [&](const IamUser &one) { return one.name == user; });
    };
    if (!waitFor([&] { return named() != keys.users().end(); }))
        return false;
    keys.chooseUser(named()->id);
    if (!waitFor([&] { return keys.user().name == user && keys.state() == AccessKeyBoard::Ready && keys.readAt(); }))
        return false;
    if (auto *table = bench.seen<QTableView>(u"keyTable"_s))
        table->selectRow(0);
    return true;
}

CloudProfile markedProfile()
{
    CloudProfile profile = ConsoleBench::profile();
    profile.name = u"otc-prod-of-the-data-warehouse"_s;
    profile.production = profile.readOnly = true;
    return profile;
}

bool showsKeys(ConsoleBench &bench)
{
    return bench.signIn() && shows(bench, u"svc-etl-writer"_s);
}

bool showsLongNames(ConsoleBench &bench)
{
    bench.cloud->withWorld([](sim::World &world) {
        const QString id = world.add(sim::User{.name = longName, .accountId = world.account(benchAccount)->id}).id;
        world.add(sim::AccessKey{.userId = id, .description = u"description "_s.repeated(20).left(255), .created = world.now() - 24h * 1234});
    });
    return bench.signIn(markedProfile()) && shows(bench, longName);
}

bool failsToReadKeys(ConsoleBench &bench)
{
    bench.cloud->failNext(500, {}, keyList);
    bench.console->signIn().signIn(ConsoleBench::profile(), Secret::fromText(benchPassword), {}, false);
    return waitFor([&] { return bench.console->accessKeys().state() == AccessKeyBoard::Failed && !bench.said().isEmpty(); });
}

bool failsToReadKeysAgain(ConsoleBench &bench)
{
    if (!showsKeys(bench))
        return false;
    bench.cloud->failNext(403, {}, keyList);
    return bench.click(u"refreshKeys"_s) && waitFor([&] { return bench.said().contains(u"read again"_s) || !bench.said().isEmpty(); });
}

bool readsKeysForLong(ConsoleBench &bench)
{
    if (!showsKeys(bench))
        return false;
    bench.failNext(LineFault::NeverAnswer, keyList);
    return bench.click(u"refreshKeys"_s) && waitFor([&] { return bench.seen(u"busy"_s); });
}

bool asksBeforeDeleting(ConsoleBench &bench, bool isProduction)
{
    CloudProfile profile = ConsoleBench::profile();
    profile.production = isProduction;
    if (!bench.signIn(profile) || !shows(bench, u"viewer"_s))
        return false;
    auto *table = bench.seen<QTableView>(u"keyTable"_s); // in a narrow window the button is not there
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Delete);
    return waitFor([&] { return bench.seen(u"confirmDelete"_s); });
}

bool deletesForLong(ConsoleBench &bench)
{
    bench.failNext(LineFault::NeverAnswer, keyDelete);
    return asksBeforeDeleting(bench, false) && bench.click(u"confirmDelete"_s) && waitFor([&] { return bench.seen(u"busy"_s); });
}

bool sessionEndsSoon(ConsoleBench &bench)
{
    if (!showsKeys(bench))
        return false;
    bench.clock->advance(*bench.console->signIn().timeLeft() - 90s);
    return waitFor([&] { return bench.seen(u"signInAgain"_s); });
}

// --- Creating ----------------------------------------------------------------------------------------------------------

bool asksForADescription(ConsoleBench &bench, const QString &text)
{
    return bench.signIn() && bench.click(u"createKey"_s) && waitFor([&] { return bench.seen(u"keyDescription"_s); })
        && bench.type(u"keyDescription"_s, text);
}

bool creates(ConsoleBench &bench, const std::function<void()> &prepare = {})
{
    if (!asksForADescription(bench, u"rclone on edge-02, nightly load"_s))
        return false;
    if (prepare)
        prepare();
    const Issuance &issuance = bench.console->accessKeys().issuance();
    return bench.click(u"confirmCreate"_s)
        && bench.waitPassing([&] { return issuance.state() != Issuance::Idle && !issuance.isBusy(); });
}

bool createsForLong(ConsoleBench &bench)
{
    if (!asksForADescription(bench, u"nightly load"_s))
        return false;
    bench.failNext(LineFault::NeverAnswer, createPost);
    return bench.click(u"confirmCreate"_s) && waitFor([&] { return bench.creates() == 0 && bench.seen(u"busy"_s); })
        && waitFor([&] { return bench.console->accessKeys().issuance().stage() == IssueStage::Creating; });
}

bool cannotStore(ConsoleBench &bench)
{
    return creates(bench, [&] { bench.keychain->mood().refusesSecrets = Fault::StoreSilent; });
}

bool savesToAFile(ConsoleBench &bench)
{
    if (!cannotStore(bench))
        return false;
    const QString folder = bench.folder.filePath(u"a folder with a long name for the files of the keys of this account"_s);
    return QDir().mkpath(folder) && bench.console->accessKeys().issuance().saveTo(folder + u"/credentials.csv"_s).has_value();
}

bool cannotCompare(ConsoleBench &bench)
{
    return creates(bench, [&] {
        bench.cloud->setBeforeAnswer([&bench](const sim::Call &call) { // the list before it is read, the one after is not
            if (call.method != "POST" || call.path() != createPost.path)
                return;
            bench.cloud->failNext({.status = 500, .matching = keyList, .times = 9});
            bench.cloud->failNext(500, {}, createPost, true);
        });
    });
}

bool keepsInMemory(ConsoleBench &bench)
{
    bench.console->vault().useMemoryOnly();
    return creates(bench);
}

bool findsAStrangersKey(ConsoleBench &bench)
{
    return creates(bench, [&] {
        const QString userId = bench.console->signIn().facts().userId;
        bench.cloud->setBeforeAnswer([&bench, userId](const sim::Call &call) {
            if (call.method == "POST" && call.path() == createPost.path)
                bench.cloud->withWorld([&](sim::World &world) {
                    world.add(sim::AccessKey{.userId = userId, .description = u"somebody else's"_s, .created = world.now()});
                });
        });
        bench.failNext(LineFault::CloseAfterCommit, createPost);
    });
}

bool deletesTheNewKey(ConsoleBench &bench)
{
    return creates(bench) && bench.click(u"deleteIssued"_s) && bench.click(u"confirmDelete"_s)
        && waitFor([&] { return bench.console->accessKeys().issuance().state() == Issuance::Deleted; });
}

bool asksWhereToSave(ConsoleBench &bench)
{
    if (!creates(bench) || !bench.click(u"saveSecret"_s))
        return false;
    QFileDialog *dialog = nullptr;
    if (!waitFor([&] { return (dialog = bench.window->findChild<QFileDialog *>()) && dialog->isVisible(); }))
        return false;
    const QString folder = bench.folder.filePath(u"shared"_s);
    if (!QDir().mkdir(folder) || !QFile::setPermissions(folder, QFile::permissions(bench.folder.path()) | QFile::ReadOther | QFile::ExeOther))
        return false;
    Q_EMIT dialog->fileSelected(folder + u"/credentials.csv"_s);
    dialog->reject();
    return waitFor([&] { return bench.seen(u"confirmSave"_s); });
}

// --- Agencies ----------------------------------------------------------------------------------------------------------

bool opensAgencies(ConsoleBench &bench, const QString &scenario)
{
    const Result<sim::Scenario> asked = sim::readScenario(scenario);
    return asked && bench.cloud->withWorld([&asked](sim::World &world) { return sim::play(world, *asked).has_value(); })
        && bench.signIn() && bench.window->openPage(u"agencies"_s);
}

// With the first cluster of the table chosen: what wants a person is on top.
bool showsAgencies(ConsoleBench &bench, const QString &scenario)
{
    if (!opensAgencies(bench, scenario)
        || !waitFor([&] { return bench.console->bindings().wasRead() && bench.seen(u"clusterTable"_s); }))
        return false;
    bench.seen<QTableView>(u"clusterTable"_s)->selectRow(0);
    return waitFor([&] { return bench.seen(u"nodeTable"_s); });
}

bool showsAgencyDetailsInANarrowWindow(ConsoleBench &bench)
{
    if (!showsAgencies(bench, u"agency-partial"_s))
        return false;
    auto *table = bench.seen<QTableView>(u"clusterTable"_s);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return); // in a wide window they are there already
    return waitFor([&] { return bench.seen(u"clusterDetails"_s); });
}

bool checksAll(ConsoleBench &bench)
{
    bench.clock->advance(7min);
    bench.console->bindings().refresh();
    return waitFor([&] { return bench.console->bindings().state() != BindingBoard::Loading; });
}

// Lost, unread, repaired, lost again on more and more nodes.
bool losesABinding(ConsoleBench &bench)
{
    if (!opensAgencies(bench, u"two-clusters"_s) || !waitFor([&] { return bench.console->bindings().wasRead(); }))
        return false;
    const auto bind = [&bench](const QString &node, bool isBound) {
        bench.cloud->withWorld([&](sim::World &world) {
            sim::Server *server = sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-south"_s), node);
            if (isBound)
                server->setMetadata(u"agency_name"_s, QString::fromLatin1(mrsDefaultAgency));
            else
                server->removeMetadata(u"agency_name"_s);
        });
        return checksAll(bench);
    };
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v1/*"}, .times = 99});
    bool went = checksAll(bench);
    bench.cloud->clearFailures();
    went = went && bind(u"core-1"_s, false) && bind(u"core-1"_s, true) && bind(u"core-1"_s, false) && bind(u"core-2"_s, false);
    for (const QString &node : {u"core-1"_s, u"core-2"_s})
        went = went && bind(node, true);
    if (!went || !bind(u"core-2"_s, false))
        return false;
    bench.console->driftWatch().setIdle(false);
    auto *table = bench.seen<QTableView>(u"clusterTable"_s);
    for (int row = 0; row < table->model()->rowCount(); ++row)
        if (table->model()->index(row, 0).data().toString() == u"mrs-south"_s)
            table->selectRow(row);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    return waitFor([&] { return bench.seen(u"driftImpact"_s); });
}

bool watchesOnBatteryWithoutItsFile(ConsoleBench &bench)
{
    if (!QDir().mkpath(QDir(bench.dataFolder).filePath(u"agencies.sqlite"_s)) || !showsAgencies(bench, u"healthy"_s))
        return false;
    bench.console->driftWatch().setIdle(false);
    bench.console->driftWatch().setOnBattery(true);
    QTest::keyClick(bench.seen(u"clusterTable"_s), Qt::Key_Return);
    return waitFor([&] { return bench.console->driftWatch().historyError() && bench.seen(u"driftState"_s); });
}

bool cannotReadClusters(ConsoleBench &bench)
{
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v1.1/*"}, .times = 99});
    return opensAgencies(bench, u"healthy"_s) && waitFor([&] { return !bench.said().isEmpty(); });
}

bool readsAgenciesForLong(ConsoleBench &bench)
{
    bench.failNext(LineFault::NeverAnswer, {.method = "GET", .path = "/v1/*"});
    return opensAgencies(bench, u"healthy"_s) && waitFor([&] { return bench.seen(u"busy"_s); });
}

bool showsAgenciesOfManyNodes(ConsoleBench &bench)
{
    const Result<sim::Scenario> asked = sim::parseScenario(
        QByteArray(R"({"id":"wide","clusters":[{"name":"mrs-a-cluster-of-two-hundred-nodes","masters":3,"cores":197}]})"));
    if (!asked || !bench.cloud->withWorld([&asked](sim::World &world) { return sim::play(world, *asked).has_value(); }))
        return false;
    bench.cloud->withWorld([](sim::World &world) {
        for (const QString &node : {u"core-17"_s, u"core-18"_s, u"core-140"_s})
            sim::nodeCalled(world, *world.fleet.clusterNamed(u"mrs-a-cluster-of-two-hundred-nodes"_s), node)->removeMetadata(u"agency_name"_s);
    });
    if (!bench.signIn() || !bench.window->openPage(u"agencies"_s) || !waitFor([&] { return bench.console->bindings().wasRead(); }))
        return false;
    bench.seen<QTableView>(u"clusterTable"_s)->selectRow(0);
    return waitFor([&] { return bench.seen(u"nodeTable"_s); });
}

bool asksANode(ConsoleBench &bench)
{
    if (!showsAgencies(bench, u"agency-partial"_s))
        return false;
    bench.seen<QTableView>(u"nodeTable"_s)->selectRow(4);
    return bench.click(u"probeNode"_s) && waitFor([&] { return bench.seen(u"probeView"_s); });
}

bool findsAContradiction(ConsoleBench &bench)
{
    bench.probed = {"login tool curl", "login status 401", "login unbound 1", "login meta 200", "login finished 1", "guardian tool curl",
                    "guardian status 401", "guardian unbound 1", "guardian finished 1"};
    if (!showsAgencies(bench, u"healthy"_s))
        return false;
    bench.seen<QTableView>(u"nodeTable"_s)->selectRow(4);
    return bench.click(u"probeNode"_s) && waitFor([&] { return bench.seen(u"probeView"_s); }) && bench.click(u"runProbe"_s)
        && waitFor([&] { return bench.seen(u"probeDiagnosis"_s); });
}

// The page "Manage agency" of the cluster on top, with its agencies.
bool managesAgency(ConsoleBench &bench, const QString &scenario)
{
    if (!showsAgencies(bench, scenario))
        return false;
    if (!bench.seen(u"manageAgency"_s)) { // a narrow window
        auto *table = bench.seen<QTableView>(u"clusterTable"_s);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
    }
    return bench.click(u"manageAgency"_s) && waitFor([&] { return bench.console->rebinds().candidates() && bench.console->rebinds().work() == RebindBoard::NoWork; });
}

bool choosesAgency(ConsoleBench &bench, const QString &agency)
{
    auto *table = bench.seen<QTableView>(u"agencyChoice"_s);
    for (int row = 0; table && row < table->model()->rowCount(); ++row)
        if (table->model()->index(row, 0).data().toString() == agency)
            table->selectRow(row);
    return bench.console->rebinds().chosen() != nullptr;
}

bool bindsOnTheConsole(ConsoleBench &bench)
{
    return managesAgency(bench, u"agency-unbound"_s) && choosesAgency(bench, u"mrs_ecs_obs"_s) && bench.click(u"routeA"_s)
        && waitFor([&] { return bench.seen(u"consoleRoute"_s) && bench.seen(u"busy"_s); });
}

bool hasBoundOnTheConsole(ConsoleBench &bench)
{
    if (!bindsOnTheConsole(bench))
        return false;
    const QString cluster = bench.console->rebinds().reading().cluster.id;
    bench.cloud->withWorld([&cluster](sim::World &world) {
        for (sim::Server *server : world.fleet.serversOf(*world.fleet.cluster(cluster)))
            server->setMetadata(u"agency_name"_s, u"mrs_ecs_obs"_s);
        world.fleet.cluster(cluster)->recordedAgency = u"mrs_ecs_obs"_s;
    });
    return bench.waitPassing([&] { return bench.console->rebinds().isSeenBound(); });
}

bool previewsNodes(ConsoleBench &bench)
{
    return managesAgency(bench, u"agency-partial"_s) && choosesAgency(bench, u"MRS_ECS_DEFAULT_AGENCY"_s) && bench.click(u"routeB"_s)
        && waitFor([&] { return bench.seen(u"confirmBinding"_s); });
}

bool asksForTheClusterName(ConsoleBench &bench)
{
    CloudProfile profile = ConsoleBench::profile();
    profile.production = true;
    const Result<sim::Scenario> asked = sim::readScenario(u"agency-partial"_s);
    bench.cloud->withWorld([&asked](sim::World &world) { return sim::play(world, *asked).has_value(); });
    if (!bench.signIn(profile) || !bench.window->openPage(u"agencies"_s) || !waitFor([&] { return bench.console->bindings().wasRead(); }))
        return false;
    bench.seen<QTableView>(u"clusterTable"_s)->selectRow(0);
    auto *table = bench.seen<QTableView>(u"clusterTable"_s);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    return bench.click(u"manageAgency"_s) && waitFor([&] { return bench.console->rebinds().candidates() && bench.console->rebinds().work() == RebindBoard::NoWork; })
        && choosesAgency(bench, u"MRS_ECS_DEFAULT_AGENCY"_s) && bench.click(u"routeB"_s)
        && waitFor([&] { return bench.seen(u"confirmBinding"_s); }) && bench.click(u"confirmBinding"_s)
        && waitFor([&] { return bench.seen(u"confirmName"_s); });
}

bool hasWrittenNodes(ConsoleBench &bench)
{
    return previewsNodes(bench) && bench.click(u"confirmBinding"_s)
        && bench.waitPassing([&] { return bench.console->rebinds().outcome() && bench.seen(u"undoBinding"_s); });
}

bool hasWrittenSomeNodes(ConsoleBench &bench)
{
    if (!previewsNodes(bench))
        return false;
    const QByteArray path = "/v1/" + bench.console->signIn().facts().projectId.toLatin1() + "/cloudservers/*";
    bench.cloud->failNext({.status = 400, .body = R"({"error":{"code":"Ecs.0005","message":"Invalid parameter."}})",
                           .matching = {.method = "POST", .path = path}, .times = 2});
    return bench.click(u"confirmBinding"_s) && bench.waitPassing([&] { return bench.console->rebinds().outcome() && bench.seen(u"undoBinding"_s); });
}

bool writesNodesForLong(ConsoleBench &bench)
{
    bench.failNext(LineFault::NeverAnswer, {.method = "POST", .path = "/v1/*"});
    return previewsNodes(bench) && bench.click(u"confirmBinding"_s)
        && waitFor([&] { return bench.console->rebinds().isWriting() && bench.seen(u"busy"_s); });
}

bool findsARebindingCutShort(ConsoleBench &bench)
{
    RebindRecords records(QDir(bench.dataFolder).filePath(u"rebinds.sqlite"_s), bench.clock);
    RebindRecord record{.userName = u"ops-admin"_s, .clusterName = u"mrs-analytics-prod"_s, .agency = u"mrs_ecs_obs"_s};
    const Result<sim::Scenario> asked = sim::readScenario(u"agency-unbound"_s);
    bench.cloud->withWorld([&](sim::World &world) {
        (void)sim::play(world, *asked);
        record.accountId = world.account(benchAccount)->id;
        const sim::Cluster &cluster = *world.fleet.clusterNamed(record.clusterName);
        record.clusterId = cluster.id;
        record.projectId = cluster.projectId;
        for (const sim::Server *server : world.fleet.serversOf(cluster))
            record.nodes.push_back({.serverId = server->id, .name = u"core"_s});
    });
    const Result<qint64> id = settle(records.begin(record));
    return id && settle(records.note(*id, record.nodes.front().serverId, RecordedNode::Written)) && settle(records.end(*id, RebindRecord::Open))
        && showsAgencies(bench, u"agency-unbound"_s) && waitFor([&] { return bench.seen(u"undecidedBinding"_s); });
}

bool decidesOnARebinding(ConsoleBench &bench)
{
    return findsARebindingCutShort(bench) && bench.click(u"decideBinding"_s) && waitFor([&] { return bench.seen(u"undoBinding"_s); });
}

bool lacksAnAgency(ConsoleBench &bench)
{
    return managesAgency(bench, u"agency-unbound"_s) && bench.click(u"agencyMissing"_s) && waitFor([&] { return bench.seen(u"agencyAssistant"_s); });
}

bool mayNotListAgencies(ConsoleBench &bench)
{
    if (!showsAgencies(bench, u"agency-unbound"_s))
        return false;
    auto *table = bench.seen<QTableView>(u"clusterTable"_s);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v3.0/OS-AGENCY/*"}, .times = 99});
    return bench.click(u"manageAgency"_s) && waitFor([&] { return bench.console->rebinds().error() && !bench.said().isEmpty(); });
}

bool hasNoClusters(ConsoleBench &bench)
{
    bench.cloud->withWorld([](sim::World &world) { world.fleet.clear(); });
    return bench.signIn() && bench.window->openPage(u"agencies"_s) && waitFor([&] { return bench.seen(u"noClusters"_s); });
}

bool mayNotReadAgencies(ConsoleBench &bench)
{
    bench.cloud->failNext({.status = 403, .matching = {.method = "GET", .path = "/v3.0/OS-AGENCY/*"}, .times = 99});
    return showsAgencies(bench, u"healthy"_s);
}

bool hasNoProjectForClusters(ConsoleBench &bench)
{
    return lacksAProject(bench) && bench.window->openPage(u"agencies"_s) && waitFor([&] { return bench.seen(u"noClusters"_s); });
}

// --- Activity ----------------------------------------------------------------------------------------------------------

bool showsActivity(ConsoleBench &bench)
{
    return bench.signIn() && bench.window->openPage(u"activity"_s)
        && waitFor([&] { return bench.seen(u"refreshActivity"_s) && bench.seen(u"refreshActivity"_s)->isEnabled(); });
}

bool showsOutcomes(ConsoleBench &bench)
{
    const JournalEntry entry{.cloud = u"bench"_s, .account = benchAccount, .user = longName, .action = u"access-key.delete"_s,
                             .target = u"EXAMPLEETL0000000042"_s, .detail = u"a line of detail "_s.repeated(12)};
    for (const auto kind : {JournalOutcome::Succeeded, JournalOutcome::Refused, JournalOutcome::Failed, JournalOutcome::Unconfirmed,
                            JournalOutcome::Cancelled}) {
        const Result<qint64> id = settle(bench.console->journal()->begin(entry));
        const JournalOutcome outcome{.kind = kind, .requestId = u"0123456789abcdef0123456789abcdef"_s};
        if (!id || !settle(bench.console->journal()->complete(*id, outcome)))
            return false;
    }
    return leaveEntryOpen(bench.dataFolder, entry, bench.clock->now() - 24h * 400) && showsActivity(bench)
        && waitFor([&] { return !bench.said().isEmpty(); });
}

bool showsAChangedJournal(ConsoleBench &bench)
{
    return fillJournal(bench.dataFolder, 200, bench.clock->now() - 1h) && changeFromOutside(bench.dataFolder, 7) && showsActivity(bench)
        && waitFor([&] { return !bench.said().isEmpty(); });
}

bool cannotReadTheJournal(ConsoleBench &bench)
{
    return QDir().mkpath(QDir(bench.dataFolder).filePath(u"journal.sqlite"_s)) && showsActivity(bench)
        && waitFor([&] { return !bench.said().isEmpty(); });
}

} // namespace

const std::vector<PageScene> &pageScenes()
{
    static const std::vector<PageScene> scenes{
        {u"signin"_s, [](ConsoleBench &bench) { return waitFor([&] { return bench.seen(u"signIn"_s); }); }},
        {u"signin-failed"_s, failsToSignIn},
        {u"signin-busy"_s, hangsInSignIn},
        {u"signin-code"_s, asksForTheCode},
        {u"signin-profiles"_s, listsProfiles},
        {u"signin-unfinished"_s, findsAnUnfinishedChange},
        {u"session-without-project"_s, lacksAProject},
        {u"profile-edit"_s, editsAProfile},
        {u"profile-remove"_s, removesAProfile},
        {u"signin-again"_s, signsInAgain},
        {u"session-ends"_s, sessionEndsSoon},
        {u"session-ended"_s, [](ConsoleBench &bench) { return showsKeys(bench) && losesTheSession(bench); }},
        {u"keys"_s, showsKeys},
        {u"keys-none"_s, [](ConsoleBench &bench) { return bench.signIn() && waitFor([&] { return bench.seen(u"noKeys"_s); }); }},
        {u"keys-long"_s, showsLongNames},
        {u"keys-own-only"_s,
         [](ConsoleBench &bench) {
             return bench.signIn(ConsoleBench::profile(u"viewer"_s))
                 && waitFor([&] { return bench.console->accessKeys().usersError().has_value(); });
         }},
        {u"keys-failed"_s, failsToReadKeys},
        {u"keys-failed-again"_s, failsToReadKeysAgain},
        {u"keys-reading"_s, readsKeysForLong},
        {u"keys-delete"_s, [](ConsoleBench &bench) { return asksBeforeDeleting(bench, false); }},
        {u"keys-delete-production"_s, [](ConsoleBench &bench) { return asksBeforeDeleting(bench, true); }},
        {u"keys-deleting"_s, deletesForLong},
        {u"create"_s, [](ConsoleBench &bench) { return asksForADescription(bench, {}); }},
        {u"create-too-long"_s, [](ConsoleBench &bench) { return asksForADescription(bench, QString(10'000, u'x')); }},
        {u"create-locked"_s,
         [](ConsoleBench &bench) {
             bench.keychain->mood().condition = StoreState::Locked;
             return asksForADescription(bench, u"nightly load"_s);
         }},
        {u"issue-running"_s, createsForLong},
        {u"issued"_s, [](ConsoleBench &bench) { return creates(bench); }},
        {u"issued-revealed"_s, [](ConsoleBench &bench) { return creates(bench) && bench.click(u"revealSecret"_s); }},
        {u"issued-in-memory"_s, keepsInMemory},
        {u"issued-not-stored"_s, cannotStore},
        {u"issued-saved"_s, savesToAFile},
        {u"issued-leave"_s,
         [](ConsoleBench &bench) {
             return cannotStore(bench) && bench.click(u"closeIssued"_s) && waitFor([&] { return bench.seen(u"confirmLeave"_s); });
         }},
        {u"issued-save-open-folder"_s, asksWhereToSave},
        {u"issued-delete"_s,
         [](ConsoleBench &bench) {
             return creates(bench) && bench.click(u"deleteIssued"_s) && waitFor([&] { return bench.seen(u"confirmDelete"_s); });
         }},
        {u"issued-deleted"_s, deletesTheNewKey},
        {u"issued-twice"_s, [](ConsoleBench &bench) { return creates(bench, [&] { bench.cloud->duplicateNextCreate(); }); }},
        {u"issue-lost"_s,
         [](ConsoleBench &bench) { return creates(bench, [&] { bench.failNext(LineFault::CloseAfterCommit, createPost); }); }},
        {u"issue-lost-stranger"_s, findsAStrangersKey},
        {u"issue-lost-unknown"_s, cannotCompare},
        {u"issue-refused"_s, [](ConsoleBench &bench) { return creates(bench, [&] { bench.cloud->failNext(403, {}, createPost); }); }},
        {u"issue-no-keychain"_s,
         [](ConsoleBench &bench) { return creates(bench, [&] { bench.keychain->mood().refusesAll = Fault::StoreAbsent; }); }},
        {u"agencies"_s, [](ConsoleBench &bench) { return showsAgencies(bench, u"agency-unbound"_s); }},
        {u"agencies-partial"_s, showsAgencyDetailsInANarrowWindow},
        {u"agencies-many-nodes"_s, showsAgenciesOfManyNodes},
        {u"agencies-unchecked"_s, mayNotReadAgencies},
        {u"agencies-reading"_s, readsAgenciesForLong},
        {u"agencies-drift"_s, losesABinding},
        {u"agencies-drift-paused"_s, watchesOnBatteryWithoutItsFile},
        {u"agencies-failed"_s, cannotReadClusters},
        {u"agencies-none"_s, hasNoClusters},
        {u"agencies-without-project"_s, hasNoProjectForClusters},
        {u"agencies-probe"_s, asksANode},
        {u"agencies-probe-contradicts"_s, findsAContradiction},
        {u"agencies-cut-short"_s, findsARebindingCutShort},
        {u"manage-agency"_s, [](ConsoleBench &bench) { return managesAgency(bench, u"agency-expired"_s); }},
        {u"manage-refused"_s, mayNotListAgencies},
        {u"manage-missing"_s, lacksAnAgency},
        {u"manage-console"_s, bindsOnTheConsole},
        {u"manage-console-done"_s, hasBoundOnTheConsole},
        {u"manage-nodes"_s, previewsNodes},
        {u"manage-nodes-name"_s, asksForTheClusterName},
        {u"manage-nodes-writing"_s, writesNodesForLong},
        {u"manage-nodes-done"_s, hasWrittenNodes},
        {u"manage-nodes-some"_s, hasWrittenSomeNodes},
        {u"manage-cut-short"_s, decidesOnARebinding},
        {u"activity-none"_s, showsActivity},
        {u"activity-outcomes"_s, showsOutcomes},
        {u"activity-changed"_s, showsAChangedJournal},
        {u"activity-failed"_s, cannotReadTheJournal},
    };
    return scenes;
}

QList<QWidget *> frontsOf(const ConsoleBench &bench)
{
    QList<QWidget *> fronts{bench.window.get()};
    if (QWidget *front = bench.front(); front != bench.window.get())
        fronts.append(front);
    return fronts;
}

QPixmap pictureOf(const ConsoleBench &bench)
{
    QPixmap picture = bench.window->grab();
    if (QWidget *dialog = bench.front(); dialog != bench.window.get()) {
        const QPixmap above = dialog->grab();
        const QSize size = above.size() / above.devicePixelRatio();
        QPainter painter(&picture);
        painter.fillRect(bench.window->rect(), QColor(0, 0, 0, 70));
        painter.drawPixmap((bench.window->width() - size.width()) / 2, (bench.window->height() - size.height()) / 3, above);
    }
    return picture;
}

} // namespace claviger::testing

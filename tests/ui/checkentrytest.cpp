// SPDX-License-Identifier: Apache-2.0
// A change that an earlier run left open: it warns until a person says that it was checked, and then no more.
#include "tests/ui/consolebench.h"
#include "tests/ui/journalfile.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/navigationrail.h"

#include <QLineEdit>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace claviger;
using namespace claviger::testing;

namespace {

// A data folder in which a program ended over a change of each of these users' keys.
bool leaveOpen(const QString &folder, const QStringList &targets)
{
    return std::all_of(targets.begin(), targets.end(), [&](const QString &target) {
        return leaveEntryOpen(folder,
                              {.cloud = u"Example"_s, .account = benchAccount, .user = u"ops-admin"_s,
                               .action = u"access-key.create"_s, .target = target},
                              RealClock().now());
    });
}

bool showsActivity(ConsoleBench &bench)
{
    return bench.signIn() && bench.window->openPage(u"activity"_s)
        && waitFor([&] { return bench.console->activity().state() == ActivityBoard::State::Ready; });
}

JournalModel::Standing standingOf(const ConsoleBench &bench, int row)
{
    return JournalModel::standingOf(bench.console->activity().model().records().at(static_cast<std::size_t>(row)));
}

} // namespace

class CheckEntryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void itIsSaidBeforeAnybodySignsIn();
    void aCheckedChangeWarnsNoMore();
    void cancellingChangesNothing();
    void theSelectedChangeIsMeant();
    void aRowOffersItToo();
    void ofTwoWindowsTheSecondIsTold();
};

void CheckEntryTest::itIsSaidBeforeAnybodySignsIn()
{
    const QTemporaryDir folder;
    QVERIFY(leaveOpen(folder.path(), {u"svc-etl-writer"_s, u"svc-spark"_s}));
    ConsoleBench bench({.dataFolder = folder.path()});
    QVERIFY(waitFor([&] { return bench.seen(u"unfinishedChanges"_s); }));
    QVERIFY2(bench.said().contains(u"2 change(s) of an earlier run were never completed"_s), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains(u"Create access key for svc-spark in account "_s + benchAccount), qPrintable(bench.said()));
    // What has just happened goes first, and there is one banner at a time.
    bench.fillForm(u"ops-admin"_s, u"example-wrong"_s);
    QVERIFY(bench.click(u"signIn"_s));
    QVERIFY(waitFor([&] { return bench.said().contains(u"does not accept this sign-in"_s); }));
    QVERIFY(!bench.seen(u"unfinishedChanges"_s));
    QVERIFY(showsActivity(bench));
    bench.console->activity().check(1, {});
    QVERIFY(waitFor([&] { return bench.console->activity().orphans() == 1; }));
    bench.console->activity().check(2, {});
    QVERIFY(waitFor([&] { return bench.console->activity().orphans() == 0; }));
    bench.console->signIn().signOut();
    QVERIFY(waitFor([&] { return bench.seen(u"newProfile"_s); }));
    QVERIFY(!bench.seen(u"unfinishedChanges"_s));
}

void CheckEntryTest::aCheckedChangeWarnsNoMore()
{
    const QTemporaryDir folder;
    QVERIFY(leaveOpen(folder.path(), {u"svc-etl-writer"_s}));
    {
        ConsoleBench bench({.dataFolder = folder.path()});
        QVERIFY(showsActivity(bench));
        QVERIFY2(bench.said().contains(u"never completed"_s), qPrintable(bench.said()));
        QVERIFY(bench.everythingReadable().contains(u"never completed"_s));
        QVERIFY(bench.click(u"checkEntry"_s));
        QVERIFY(waitFor([&] { return bench.seen(u"confirmCheck"_s); }));
        QVERIFY(bench.everythingReadable().contains(u"svc-etl-writer"_s)); // what is spoken of
        QVERIFY(bench.type(u"checkNote"_s, u"no key was there"_s));
        QVERIFY(bench.click(u"confirmCheck"_s));
        QVERIFY(waitFor([&] { return bench.console->activity().orphans() == 0; }));
        QCOMPARE(standingOf(bench, 0), JournalModel::Settled);
        QVERIFY(waitFor([&] { return bench.said().isEmpty(); }));
        QVERIFY(!bench.seen(u"checkEntry"_s));
        QVERIFY(!bench.window->findChild<NavigationRail *>()->accessibleDescription().contains(u"never completed"_s));
    }
    ConsoleBench next({.dataFolder = folder.path()}); // nor at the next start
    QVERIFY(showsActivity(next));
    QCOMPARE(next.said(), QString());
    const QModelIndex detail = next.console->activity().model().index(0, JournalModel::DetailColumn);
    QCOMPARE(detail.data().toString(), u"Checked by ops-admin: no key was there"_s);
}

void CheckEntryTest::cancellingChangesNothing()
{
    const QTemporaryDir folder;
    QVERIFY(leaveOpen(folder.path(), {u"svc-etl-writer"_s}));
    ConsoleBench bench({.dataFolder = folder.path()});
    QVERIFY(showsActivity(bench));
    QVERIFY(bench.click(u"checkEntry"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"checkNote"_s); }));
    QCOMPARE(bench.front()->focusWidget()->objectName(), u"checkNote"_s);
    QVERIFY(bench.type(u"checkNote"_s, u"not yet"_s));
    QVERIFY(bench.press(Qt::Key_Escape));
    QVERIFY(waitFor([&] { return !bench.seen(u"checkNote"_s); }));
    QCOMPARE(bench.console->activity().orphans(), 1);
    QVERIFY(!bench.console->activity().checking());
    QVERIFY(bench.seen(u"checkEntry"_s));
}

void CheckEntryTest::theSelectedChangeIsMeant()
{
    const QTemporaryDir folder;
    QVERIFY(leaveOpen(folder.path(), {u"first"_s, u"second"_s, u"third"_s}));
    ConsoleBench bench({.dataFolder = folder.path()});
    QVERIFY(showsActivity(bench));
    auto *table = bench.seen<DataTable>(u"activityTable"_s);
    table->selectRow(1); // newest first
    QVERIFY(bench.click(u"checkEntry"_s));
    QVERIFY(bench.click(u"confirmCheck"_s)); // without a note
    QVERIFY(waitFor([&] { return bench.console->activity().orphans() == 2; }));
    QCOMPARE(standingOf(bench, 1), JournalModel::Settled);
    QVERIFY(bench.click(u"checkEntry"_s)); // the selected one is settled: the newest that is not
    QVERIFY(bench.click(u"confirmCheck"_s));
    QVERIFY(waitFor([&] { return bench.console->activity().orphans() == 1; }));
    QCOMPARE(standingOf(bench, 0), JournalModel::Settled);
    QCOMPARE(standingOf(bench, 2), JournalModel::Orphan);
}

void CheckEntryTest::aRowOffersItToo()
{
    const QTemporaryDir folder;
    QVERIFY(leaveOpen(folder.path(), {u"svc-etl-writer"_s}));
    ConsoleBench bench({.dataFolder = folder.path()});
    QVERIFY(showsActivity(bench));
    auto *table = bench.seen<DataTable>(u"activityTable"_s);
    Q_EMIT table->customContextMenuRequested(table->visualRect(table->model()->index(0, 0)).center());
    auto *menu = table->findChild<QMenu *>(u"activityMenu"_s);
    QVERIFY(menu);
    QVERIFY(!menu->actions().front()->isEnabled()); // there is no request id to copy
    QVERIFY(menu->actions().back()->isEnabled());
    menu->actions().back()->trigger();
    menu->close();
    QVERIFY(bench.click(u"confirmCheck"_s));
    QVERIFY(waitFor([&] { return bench.console->activity().orphans() == 0; }));
}

void CheckEntryTest::ofTwoWindowsTheSecondIsTold()
{
    const QTemporaryDir folder;
    QVERIFY(leaveOpen(folder.path(), {u"svc-etl-writer"_s}));
    ConsoleBench one({.dataFolder = folder.path()});
    ConsoleBench other({.dataFolder = folder.path()});
    QVERIFY(showsActivity(one));
    QVERIFY(showsActivity(other));
    const qint64 id = other.console->activity().model().records().front().id;
    one.console->activity().check(id, u"mine"_s);
    QVERIFY(waitFor([&] { return one.console->activity().orphans() == 0; }));
    other.console->activity().check(id, u"too late"_s);
    QVERIFY(waitFor([&] { return other.said().contains(u"was not noted"_s); }));
    QVERIFY(waitFor([&] { return standingOf(other, 0) == JournalModel::Settled; }));
    QCOMPARE(other.console->activity().model().records().front().check->note, u"mine"_s);
    QVERIFY(!other.console->activity().brokenAt());
    other.console->activity().refresh(); // seen: said no more
    QVERIFY(waitFor([&] { return other.said().isEmpty(); }));
}

QTEST_MAIN(CheckEntryTest)

#include "checkentrytest.moc"

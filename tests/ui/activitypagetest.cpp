// SPDX-License-Identifier: Apache-2.0
// The page of the journal: nothing, much, what an earlier run left open, what somebody changed, and what it must not say.
#include "app/journal/journalmodel.h"
#include "tests/support/settle.h"
#include "tests/ui/consolebench.h"
#include "tests/ui/journalfile.h"
#include "ui/widgets/celldelegate.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace claviger;
using namespace claviger::testing;

namespace {

const JournalEntry someEntry{.cloud = QStringLiteral("bench"), .account = benchAccount, .user = QStringLiteral("ops-admin"),
                             .action = QStringLiteral("access-key.create"), .target = QStringLiteral("svc-etl-writer"),
                             .detail = QStringLiteral("nightly load")};

// Signed in, on the page, read.
bool opensActivity(ConsoleBench &bench)
{
    return bench.signIn() && bench.window->openPage(u"activity"_s)
        && waitFor([&] { return bench.seen(u"refreshActivity"_s) && bench.seen(u"refreshActivity"_s)->isEnabled(); });
}

QTableView *tableOf(const ConsoleBench &bench)
{
    return bench.seen<QTableView>(u"activityTable"_s);
}

QString shownTexts(const ConsoleBench &bench)
{
    QStringList texts;
    for (const QLabel *label : bench.window->findChildren<QLabel *>())
        if (label->isVisible())
            texts.append(label->text());
    return texts.join(u'\n');
}

// What the delegate paints: one picture of a cell.
QImage pictureOf(QTableView *table, int row, int column)
{
    table->scrollTo(table->model()->index(row, 0));
    return table->viewport()->grab(table->visualRect(table->model()->index(row, column))).toImage();
}

// Milliseconds of this program's own work: other programs on the machine do not count.
double workOf(const std::function<void()> &act)
{
    const std::clock_t begun = std::clock();
    act();
    return 1000.0 * double(std::clock() - begun) / CLOCKS_PER_SEC;
}

} // namespace

class ActivityPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void anEmptyJournalSaysWhatWillBeThere();
    void aReadingThatTakesLongIsShownAndCanBeStopped();
    void aCreatedKeyIsListedWithoutItsSecret();
    void tenThousandLinesStandInOrderAndStayFluid();
    void aNewLineComesOnTopAndMovesNothing();
    void whatAnEarlierRunLeftOpenIsExplained();
    void whatThisRunIsStillAtIsNoOrphan();
    void aChangedJournalIsSaid();
    void aJournalThatCannotBeReadIsSaidAndReadAgain();
    void everyOutcomeHasItsWordAndItsMark();
    void timesNameTheirZone();
    void textsFromOutsideAreShownAsTheyAre();
};

void ActivityPageTest::anEmptyJournalSaysWhatWillBeThere()
{
    ConsoleBench bench;
    QVERIFY(opensActivity(bench));
    QVERIFY(waitFor([&] { return shownTexts(bench).contains(u"Nothing was changed yet"_s); }));
    QVERIFY(!tableOf(bench));
    QVERIFY(bench.said().isEmpty());
}

void ActivityPageTest::aReadingThatTakesLongIsShownAndCanBeStopped()
{
    ConsoleBench bench;
    QVERIFY(fillJournal(bench.dataFolder, 10'000, bench.clock->now() - 30h));
    QVERIFY(opensActivity(bench));
    QVERIFY(waitFor([&] { return tableOf(bench) && tableOf(bench)->model()->rowCount() == 10'000; }));
    const auto place = [&] { return tableOf(bench)->mapTo(bench.window.get(), QPoint()); };
    const QPoint before = place();
    for (int i = 0; i < 40; ++i) { // the page has to wait behind them
        const auto other = bench.console->journal()->read();
        Q_UNUSED(other)
    }
    QVERIFY(bench.click(u"refreshActivity"_s));
    QVERIFY(!bench.seen(u"busy"_s)); // what is over at once shows nothing
    QVERIFY(waitFor([&] { return bench.seen(u"busy"_s); }));
    QTest::qWait(20);
    QCOMPARE(place(), before); // no row jumps
    QVERIFY(bench.click(u"cancel"_s));
    QVERIFY(waitFor([&] { return !bench.seen(u"busy"_s); }));
    QVERIFY2(bench.said().contains(u"Stopped at your request"_s), qPrintable(bench.said()));
    QCOMPARE(tableOf(bench)->model()->rowCount(), 10'000); // what was read stays
}

void ActivityPageTest::aCreatedKeyIsListedWithoutItsSecret()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(bench.create(u"nightly load"_s));
    const sim::AccessKey key = bench.keysOf(u"ops-admin"_s).front();
    QVERIFY(bench.click(u"closeIssued"_s));
    QVERIFY(bench.window->openPage(u"activity"_s));
    const QAbstractItemModel *lines = bench.window->findChild<QTableView *>(u"activityTable"_s)->model();
    const auto isDone = [&] { return lines->index(0, JournalModel::StandingColumn).data().toString() == "Done"_L1; };
    QVERIFY(waitFor(isDone));
    QCOMPARE(lines->rowCount(), 1);
    QCOMPARE(lines->index(0, JournalModel::UserColumn).data().toString(), u"ops-admin"_s);
    QCOMPARE(lines->index(0, JournalModel::TargetColumn).data().toString(), u"ops-admin"_s);
    QVERIFY(!lines->index(0, JournalModel::RequestIdColumn).data().toString().isEmpty());
    QCOMPARE(lines->index(0, JournalModel::SubjectColumn).data().toString(), key.access);
    QTableView *table = tableOf(bench);
    Q_EMIT table->customContextMenuRequested(table->visualRect(lines->index(0, 0)).center());
    QMenu *menu = nullptr;
    QVERIFY(waitFor([&] { return (menu = bench.window->findChild<QMenu *>(u"activityMenu"_s)) && menu->isVisible(); }));
    menu->actions().at(0)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), key.access);
    menu->actions().at(1)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), lines->index(0, JournalModel::RequestIdColumn).data().toString());
    menu->close();
    const QString readable = bench.everythingReadable();
    QVERIFY(!readable.contains(key.secret));
    QVERIFY(!readable.contains(key.secret.mid(8, 16)));
    for (const QString &name : QDir(bench.dataFolder).entryList(QDir::Files)) {
        QFile file(QDir(bench.dataFolder).filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains(key.secret.toUtf8()) && !bytes.contains(benchPassword.toUtf8()), qPrintable(name));
    }
}

void ActivityPageTest::tenThousandLinesStandInOrderAndStayFluid()
{
    constexpr int count = 10'000;
    ConsoleBench bench;
    QVERIFY(fillJournal(bench.dataFolder, count, bench.clock->now() - 30h));
    QVERIFY(opensActivity(bench));
    QVERIFY(waitFor([&] { return tableOf(bench) && tableOf(bench)->model()->rowCount() == count; }));
    QTableView *table = tableOf(bench);
    const QAbstractItemModel *lines = table->model();
    for (int row = 0; row < count; ++row) // newest first, none missing, none twice
        QCOMPARE(lines->index(row, JournalModel::TargetColumn).data().toString(), u"svc-%1"_s.arg(count - 1 - row));
    QVERIFY(bench.said().isEmpty());

    // Generous limits: what grows with the number of lines, or with its square, is far beyond them.
    const double scrolling = workOf([&] {
        for (int page = 0; page < 20; ++page) {
            table->verticalScrollBar()->setValue(page * 450);
            table->viewport()->repaint();
        }
    });
    const double jumping = workOf([&] {
        table->scrollToBottom();
        table->selectRow(count - 1);
        table->viewport()->repaint();
    });
    const double reading = workOf([&] {
        bench.click(u"refreshActivity"_s);
        QVERIFY(waitFor([&] { return bench.seen(u"refreshActivity"_s)->isEnabled(); }));
    });
    qInfo("20 pages: %.0f ms, to the end: %.0f ms, refresh: %.0f ms of work", scrolling, jumping, reading);
    QVERIFY2(scrolling < 20 * 100, qPrintable(QString::number(scrolling)));
    QVERIFY2(jumping < 200, qPrintable(QString::number(jumping)));
    QVERIFY2(reading < 4000, qPrintable(QString::number(reading)));
    QCOMPARE(table->currentIndex().row(), count - 1);
}

void ActivityPageTest::aNewLineComesOnTopAndMovesNothing()
{
    ConsoleBench bench;
    QVERIFY(fillJournal(bench.dataFolder, 200, bench.clock->now() - 2h));
    QVERIFY(opensActivity(bench));
    QVERIFY(waitFor([&] { return tableOf(bench) && tableOf(bench)->model()->rowCount() == 200; }));
    QTableView *table = tableOf(bench);
    const auto targetAt = [&](int row) { return table->model()->index(row, JournalModel::TargetColumn).data().toString(); };
    table->selectRow(70);
    table->verticalScrollBar()->setValue(60);
    const QString selected = targetAt(70);
    const QString first = targetAt(table->rowAt(0));
    QVERIFY(settle(bench.console->journal()->begin(someEntry)));
    QVERIFY(waitFor([&] { return table->model()->rowCount() == 201; }));
    QCOMPARE(targetAt(0), someEntry.target);
    QCOMPARE(targetAt(table->currentIndex().row()), selected);
    QCOMPARE(targetAt(table->rowAt(0)), first);
}

void ActivityPageTest::whatAnEarlierRunLeftOpenIsExplained()
{
    ConsoleBench bench;
    QVERIFY(leaveEntryOpen(bench.dataFolder, someEntry, bench.clock->now() - 2h));
    QVERIFY(bench.signIn());
    const auto *navigation = bench.seen<QListWidget>(u"navigation"_s); // said on every page
    QVERIFY(waitFor([&] { return navigation->item(2)->data(Qt::AccessibleTextRole).toString().contains(u"never completed"_s); }));
    QVERIFY(bench.window->openPage(u"activity"_s));
    QVERIFY(waitFor([&] { return bench.said().contains(u"never completed"_s); }));
    QVERIFY2(bench.said().contains(u"Look at the access keys of the user named"_s), qPrintable(bench.said()));
    const QAbstractItemModel *lines = tableOf(bench)->model();
    QCOMPARE(lines->index(0, JournalModel::StandingColumn).data().toString(), u"Never completed"_s);
    QCOMPARE(lines->index(0, JournalModel::TargetColumn).data().toString(), u"svc-etl-writer"_s);
    QCOMPARE(lines->index(0, JournalModel::DetailColumn).data().toString(), u"nightly load"_s);
}

void ActivityPageTest::whatThisRunIsStillAtIsNoOrphan()
{
    ConsoleBench bench;
    const Result<qint64> id = settle(bench.console->journal()->begin(someEntry));
    QVERIFY(id);
    QVERIFY(opensActivity(bench));
    QVERIFY(waitFor([&] { return tableOf(bench) && tableOf(bench)->model()->rowCount() == 1; }));
    QCOMPARE(tableOf(bench)->model()->index(0, JournalModel::StandingColumn).data().toString(), u"Running"_s);
    QVERIFY(bench.said().isEmpty());
    const JournalOutcome done{.kind = JournalOutcome::Succeeded, .subject = u"EXAMPLE00"_s};
    QVERIFY(settle(bench.console->journal()->complete(*id, done)));
    QVERIFY(waitFor([&] { // the page follows by itself
        return tableOf(bench)->model()->index(0, JournalModel::StandingColumn).data().toString() == "Done"_L1;
    }));
}

void ActivityPageTest::aChangedJournalIsSaid()
{
    ConsoleBench bench;
    QVERIFY(fillJournal(bench.dataFolder, 5, bench.clock->now() - 2h));
    QVERIFY(changeFromOutside(bench.dataFolder, 3));
    QVERIFY(opensActivity(bench));
    QVERIFY(waitFor([&] { return bench.said().contains(u"The journal was changed from outside"_s); }));
    QVERIFY2(bench.said().contains(u"From entry 3 on"_s), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains(u"Keep a copy of the file"_s), qPrintable(bench.said()));
    QCOMPARE(tableOf(bench)->model()->rowCount(), 5); // what is there is still shown
    QVERIFY(bench.click(u"refreshActivity"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"refreshActivity"_s)->isEnabled(); }));
    QVERIFY(bench.said().contains(u"The journal was changed from outside"_s)); // as long as the cause lasts
}

void ActivityPageTest::aJournalThatCannotBeReadIsSaidAndReadAgain()
{
    ConsoleBench bench;
    const QString path = QDir(bench.dataFolder).filePath(u"journal.sqlite"_s);
    QVERIFY(QDir().mkpath(path)); // a folder in its place
    QVERIFY(opensActivity(bench));
    QVERIFY(waitFor([&] { return bench.said().contains(u"The journal could not be read"_s); }));
    QVERIFY2(bench.said().contains(u"Check free space and permissions"_s), qPrintable(bench.said()));
    QVERIFY(!shownTexts(bench).contains(u"Nothing was changed yet"_s)); // unknown is not "none"
    QVERIFY(QDir().rmdir(path));
    QVERIFY(bench.click(u"refreshActivity"_s));
    QVERIFY(waitFor([&] { return bench.said().isEmpty() && shownTexts(bench).contains(u"Nothing was changed yet"_s); }));
}

void ActivityPageTest::everyOutcomeHasItsWordAndItsMark()
{
    ConsoleBench bench;
    QVERIFY(leaveEntryOpen(bench.dataFolder, someEntry, bench.clock->now() - 2h));
    const std::shared_ptr<Journal> journal = bench.console->journal();
    for (const auto kind : {JournalOutcome::Succeeded, JournalOutcome::Refused, JournalOutcome::Failed, JournalOutcome::Unconfirmed,
                            JournalOutcome::Cancelled}) {
        const Result<qint64> id = settle(journal->begin(someEntry));
        QVERIFY(id);
        const JournalOutcome outcome{.kind = kind};
        QVERIFY(settle(journal->complete(*id, outcome)));
    }
    QVERIFY(settle(journal->begin(someEntry)));
    QVERIFY(opensActivity(bench));
    QVERIFY(waitFor([&] { return tableOf(bench) && tableOf(bench)->model()->rowCount() == 7; }));
    QTableView *table = tableOf(bench);
    const QStringList expected{u"Running"_s, u"Stopped"_s, u"Unconfirmed"_s, u"Failed"_s, u"Refused"_s, u"Done"_s, u"Never completed"_s};
    table->clearSelection();
    QSet<QByteArray> pictures;
    for (int row = 0; row < 7; ++row) {
        QCOMPARE(table->model()->index(row, JournalModel::StandingColumn).data().toString(), expected[row]);
        const QImage picture = pictureOf(table, row, JournalModel::StandingColumn);
        pictures.insert(QByteArray(reinterpret_cast<const char *>(picture.constBits()), picture.sizeInBytes()));
    }
    QCOMPARE(pictures.size(), 7); // told apart by the eye too
}

void ActivityPageTest::timesNameTheirZone()
{
    ConsoleBench bench;
    QVERIFY(fillJournal(bench.dataFolder, 1, bench.clock->now() - 1h));
    QVERIFY(opensActivity(bench));
    QVERIFY(waitFor([&] { return tableOf(bench) && tableOf(bench)->model()->rowCount() == 1; }));
    QTableView *table = tableOf(bench);
    const QString head = table->model()->headerData(JournalModel::TimeColumn, Qt::Horizontal).toString();
    QCOMPARE(head, u"Time UTC+8"_s); // the zone that the tests run in
    const QModelIndex cell = table->model()->index(0, JournalModel::TimeColumn);
    const Instant begun = cell.data(JournalModel::TimeRole).value<Instant>();
    QCOMPARE(cell.data(Qt::ToolTipRole).toString(), isoUtc(begun)); // hovering gives UTC
}

void ActivityPageTest::textsFromOutsideAreShownAsTheyAre()
{
    ConsoleBench bench;
    JournalEntry entry = someEntry;
    entry.target = u"<b>bold</b>"_s;
    entry.detail = u"مفتاح 🔑 "_s + QString(10'000, u'x');
    entry.action = u"agency.rebind"_s; // of a later version
    QVERIFY(settle(bench.console->journal()->begin(entry)));
    QVERIFY(opensActivity(bench));
    QVERIFY(waitFor([&] { return tableOf(bench) && tableOf(bench)->model()->rowCount() == 1; }));
    const QAbstractItemModel *lines = tableOf(bench)->model();
    QCOMPARE(lines->index(0, JournalModel::TargetColumn).data().toString(), entry.target);
    QCOMPARE(lines->index(0, JournalModel::DetailColumn).data().toString(), entry.detail);
    QVERIFY(!lines->index(0, JournalModel::ActionColumn).data().toString().isEmpty());
    QCOMPARE(tableOf(bench)->rowHeight(0), 28);
    const QImage all = bench.window->grab().toImage(); // and painting it all ends
    QVERIFY(!all.isNull());
}

QTEST_MAIN(ActivityPageTest)

#include "activitypagetest.moc"

// SPDX-License-Identifier: Apache-2.0
// The log files of a TokenServer: their form, their sizes, the window, local time, rotation.
#include "app/simulation/guardianlog.h"
#include "app/simulation/world.h"

#include <QRegularExpression>
#include <QTest>

#include <malloc.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

const Instant noon{1'768'474'800'000ms}; // 2026-01-15T11:00:00Z, noon in Berlin

HostLogState stateWithin(Instant from, Instant until)
{
    return {.zone = QTimeZone("Europe/Berlin"),
            .window = {.from = from, .until = until},
            .now = noon,
            .genesis = noon - 120 * 24h,
            .begun = noon - 10min,
            .seed = 7,
            .bytesPerHour = 256 * 1024,
            .texts = {QString(), u"Please configure Cloud Service Agency first"_s}};
}

QByteArray contentsOf(const HostLogs &logs, std::size_t file, qsizetype piece = 64 * 1024)
{
    HostLogs::Reader reader = logs.open(file);
    QByteArray contents;
    for (QByteArray next = reader.read(piece); !next.isEmpty(); next = reader.read(piece))
        contents += next;
    return contents;
}

// Empty: there is no such file.
QByteArray contentsOf(const HostLogs &logs, const QString &name)
{
    for (std::size_t i = 0; i < logs.files().size(); ++i) {
        if (logs.files()[i].name == name)
            return contentsOf(logs, i);
    }
    return {};
}

QStringList namesOf(const HostLogs &logs)
{
    QStringList names;
    for (const HostLogs::File &file : logs.files())
        names.append(file.name);
    return names;
}

QByteArrayList stampsOf(const QByteArray &contents)
{
    QByteArrayList stamps;
    const QByteArrayList lines = contents.split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty() && !line.startsWith('\t') && !line.startsWith("java"))
            stamps.append(line.left(LocalStamp::size));
    }
    return stamps;
}

Instant at(const char *isoTime)
{
    return fromDateTime(QDateTime::fromString(QString::fromLatin1(isoTime), Qt::ISODateWithMs));
}

} // namespace

class GuardianLogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFileIsAsLargeAsItSays_data();
    void everyFileIsAsLargeAsItSays();
    void theSizeOfThePiecesDoesNotMatter();
    void linesHaveTheDocumentedForm();
    void linesStandInOrderWithinTheWindow();
    void theSameWindowIsTheSameAndAnotherHostIsNot();
    void aWindowIsAPartOfAWiderOne();
    void nothingIsWrittenAhead();
    void aWindowWithoutLinesHasNoFiles_data();
    void aWindowWithoutLinesHasNoFiles();
    void aMomentHasTheLinesOfThatMoment();
    void aHostThatNeverWasHasNoLogs();
    void theDoubledHourStandsThereTwiceWithoutAnOffset();
    void theMissingHourIsMissing();
    void anUnknownZoneCountsAsUtc();
    void filesRotateAboveFiftyMegabytesAndTwentyAreKept();
    void notesStandAmongTheLinesAtTheirMoment();
    void notesGoIntoTheFileThatWasWrittenThen();
    void startsAndStopsHaveFilesOfTheirOwn();
    void beforeTheSimulationEveryRenewalWentWell();
    void aLargeLogTakesNoMemory();
    void whatHappensLaterDoesNotChangeACopy();
    void theJournalKeepsTheNewestNotes();
    void aTextOfOthersCannotBeginALine();
};

void GuardianLogTest::everyFileIsAsLargeAsItSays_data()
{
    QTest::addColumn<qint64>("bytesPerHour");
    QTest::addColumn<int>("minutes");
    QTest::newRow("usual") << qint64(256 * 1024) << 120;
    QTest::newRow("little") << qint64(1) << 120;
    QTest::newRow("nothing asked for") << qint64(0) << 120;
    QTest::newRow("less than nothing") << qint64(-5) << 120;
    QTest::newRow("much") << qint64(400'000'000) << 1;
    QTest::newRow("a day") << qint64(20'000) << 1'440;
}

void GuardianLogTest::everyFileIsAsLargeAsItSays()
{
    QFETCH(const qint64, bytesPerHour);
    QFETCH(const int, minutes);
    HostLogState state = stateWithin(noon - std::chrono::minutes(minutes), noon);
    state.bytesPerHour = bytesPerHour;
    for (const auto kind :
         {GuardianNote::Started, GuardianNote::Stopped, GuardianNote::KeyFailed, GuardianNote::Assumed})
        state.notes.push_back({.when = noon - 30s, .text = 1, .number = 45741, .status = 401, .kind = kind});
    const HostLogs logs(state);
    QVERIFY(!logs.files().empty());
    qint64 sum = 0;
    for (std::size_t i = 0; i < logs.files().size(); ++i) {
        const QByteArray contents = contentsOf(logs, i);
        QCOMPARE(contents.size(), logs.files()[i].size);
        QVERIFY(contents.endsWith('\n'));
        sum += contents.size();
    }
    QCOMPARE(logs.size(), sum);
    const double expected = static_cast<double>(std::max<qint64>(bytesPerHour, 0)) * minutes / 60;
    const qint64 everyday = contentsOf(logs, u"token-server.log"_s).size();
    QVERIFY2(std::abs(static_cast<double>(everyday) - expected) < expected / 20 + 30'000,
             qPrintable(QString::number(everyday)));
}

void GuardianLogTest::theSizeOfThePiecesDoesNotMatter()
{
    HostLogState state = stateWithin(noon - 10min, noon);
    state.notes = {{.when = noon - 5min, .status = 500, .kind = GuardianNote::KeyFailed}};
    const HostLogs logs(state);
    QCOMPARE(contentsOf(logs, 0, 1), contentsOf(logs, 0, 1'000'000));
    QCOMPARE(contentsOf(logs, 0, 777), contentsOf(logs, 0, 64 * 1024));
    QVERIFY(logs.open(0).read(1'000).size() < 2'000);
}

void GuardianLogTest::linesHaveTheDocumentedForm()
{
    const HostLogs logs(stateWithin(noon - 1h, noon));
    static const QRegularExpression form(
        uR"(^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \| (ERROR|WARN|INFO|DEBUG) \| [^|]+ \| [\w.]+: \| \w+\.java:\d+ \| [^|]+ \|$)"_s);
    const QList<QByteArray> lines = contentsOf(logs, u"token-server.log"_s).chopped(1).split('\n');
    QVERIFY(lines.size() > 1'000);
    for (const QByteArray &line : lines)
        QVERIFY2(form.match(QString::fromUtf8(line)).hasMatch(), line.constData());
    static const QRegularExpression collection(
        uR"(^2026-01-15T1[12]:\d\d:\d\d\.\d{3}\+0100: \[(Full )?GC \([\w ]+\) \d{6}K->\d{6}K\(1048576K\), 0\.\d{7} secs\]$)"_s);
    const QList<QByteArray> collections = contentsOf(logs, u"gc.log"_s).chopped(1).split('\n');
    QVERIFY(collections.size() > 60);
    for (const QByteArray &line : collections)
        QVERIFY2(collection.match(QString::fromUtf8(line)).hasMatch(), line.constData());
}

void GuardianLogTest::linesStandInOrderWithinTheWindow()
{
    HostLogState state = stateWithin(noon - 2h, noon - 1h);
    for (int i = 0; i < 50; ++i)
        state.notes.push_back({.when = noon - 2h + i * 1min, .kind = GuardianNote::MetadataRead});
    const HostLogs logs(state);
    const QByteArrayList stamps = stampsOf(contentsOf(logs, u"token-server.log"_s));
    QVERIFY(std::is_sorted(stamps.begin(), stamps.end()));
    QVERIFY(stamps.front() >= "2026-01-15 10:00:00,000");
    QVERIFY(stamps.front() < "2026-01-15 10:00:20");
    QVERIFY(stamps.back() <= "2026-01-15 11:00:00,000");
    QVERIFY(stamps.back() > "2026-01-15 10:59:40");
    QVERIFY(logs.files().front().lastLine > noon - 1h - 20s);
    QVERIFY(logs.files().front().lastLine <= noon - 1h);
}

void GuardianLogTest::theSameWindowIsTheSameAndAnotherHostIsNot()
{
    HostLogState state = stateWithin(noon - 1h, noon);
    const QByteArray first = contentsOf(HostLogs(state), 0);
    QCOMPARE(contentsOf(HostLogs(state), 0), first);
    state.seed = 8;
    QVERIFY(contentsOf(HostLogs(state), 0) != first);
}

void GuardianLogTest::aWindowIsAPartOfAWiderOne()
{
    HostLogState state = stateWithin(noon - 30min, noon - 20min);
    state.notes = {{.when = noon - 25min, .kind = GuardianNote::Assumed}};
    HostLogState wide = stateWithin(noon - 1h, noon);
    wide.notes = state.notes;
    const QByteArray part = contentsOf(HostLogs(state), 0);
    QVERIFY(part.size() > 10'000);
    QVERIFY(contentsOf(HostLogs(wide), 0).contains(part));
}

void GuardianLogTest::nothingIsWrittenAhead()
{
    HostLogState state = stateWithin(noon - 1h, noon + 1h);
    state.notes = {{.when = noon + 1min, .kind = GuardianNote::Assumed}}; // the clock was set back
    const HostLogs logs(state);
    const QByteArrayList stamps = stampsOf(contentsOf(logs, u"token-server.log"_s));
    QVERIFY(stamps.back() <= "2026-01-15 12:00:00,000");
    QVERIFY(stamps.back() > "2026-01-15 11:59:40");
}

void GuardianLogTest::aWindowWithoutLinesHasNoFiles_data()
{
    QTest::addColumn<Instant>("from");
    QTest::addColumn<Instant>("until");
    QTest::newRow("end before start") << noon - 1h << noon - 2h;
    QTest::newRow("in the future") << noon + 1h << noon + 2h;
    QTest::newRow("before the first line") << noon - 400 * 24h << noon - 399 * 24h;
    QTest::newRow("all time, backwards") << Instant::max() << Instant::min();
}

void GuardianLogTest::aWindowWithoutLinesHasNoFiles()
{
    QFETCH(const Instant, from);
    QFETCH(const Instant, until);
    const HostLogs logs(stateWithin(from, until));
    QCOMPARE(namesOf(logs), QStringList());
    QCOMPARE(logs.size(), 0);
}

void GuardianLogTest::aMomentHasTheLinesOfThatMoment()
{
    HostLogState state = stateWithin(noon - 5min, noon - 5min);
    state.notes = {{.when = noon - 5min, .status = 404, .kind = GuardianNote::KeyFailed}};
    const HostLogs logs(state);
    QCOMPARE(namesOf(logs), QStringList{u"token-server.log"_s});
    const QByteArrayList stamps = stampsOf(contentsOf(logs, 0));
    QVERIFY(!stamps.isEmpty());
    QCOMPARE(stamps.count("2026-01-15 11:55:00,000"), stamps.size());
    QCOMPARE(HostLogs(stateWithin(Instant::min(), Instant::max())).files().front().name, u"token-server.log"_s);
}

void GuardianLogTest::aHostThatNeverWasHasNoLogs()
{
    const World world(std::make_shared<ManualClock>(noon));
    QVERIFY(!hostLogState(world, u"node-nowhere"_s, {noon - 1h, noon}, QTimeZone::utc()));
    QVERIFY(!hostLogState(world, QString(), {noon - 1h, noon}, QTimeZone::utc()));
}

// 2025-10-26 at 03:00 CEST the clocks go back to 02:00 CET.
void GuardianLogTest::theDoubledHourStandsThereTwiceWithoutAnOffset()
{
    HostLogState state = stateWithin(at("2025-10-26T00:00:00Z"), at("2025-10-26T02:00:00Z"));
    state.notes = {{.when = at("2025-10-26T00:30:00Z"), .kind = GuardianNote::MetadataRead},
                   {.when = at("2025-10-26T01:30:00Z"), .kind = GuardianNote::MetadataFailed}};
    state.now = at("2025-10-27T00:00:00Z");
    const HostLogs logs(state);
    const QByteArray contents = contentsOf(logs, u"token-server.log"_s);
    const QByteArrayList stamps = stampsOf(contents);
    QCOMPARE(contents.count("2025-10-26 02:30:00,000"), 2);
    QVERIFY(contents.indexOf("metadata of the node read") < contents.indexOf("meta_data.json failed"));
    int steps = 0;
    for (qsizetype i = 1; i < stamps.size(); ++i) {
        if (stamps.at(i) < stamps.at(i - 1))
            ++steps;
    }
    QCOMPARE(steps, 1);
    for (const QByteArray &stamp : stamps)
        QVERIFY(stamp.startsWith("2025-10-26 02:") || stamp == "2025-10-26 03:00:00,000");
    QCOMPARE(contents.size(), logs.files().front().size);
    const QByteArray collections = contentsOf(logs, u"gc.log"_s);
    QVERIFY(collections.contains("+0200: ") && collections.contains("+0100: "));
}

// 2025-03-30 at 02:00 CET the clocks go to 03:00 CEST.
void GuardianLogTest::theMissingHourIsMissing()
{
    HostLogState state = stateWithin(at("2025-03-30T00:30:00Z"), at("2025-03-30T01:30:00Z"));
    state.genesis = at("2025-03-01T00:00:00Z");
    state.now = at("2025-03-31T00:00:00Z");
    const QByteArrayList stamps = stampsOf(contentsOf(HostLogs(state), u"token-server.log"_s));
    QVERIFY(stamps.size() > 1'000);
    QVERIFY(std::is_sorted(stamps.begin(), stamps.end()));
    QVERIFY(stamps.front().startsWith("2025-03-30 01:3"));
    QVERIFY(stamps.back().startsWith("2025-03-30 03:29") || stamps.back().startsWith("2025-03-30 03:30"));
    for (const QByteArray &stamp : stamps)
        QVERIFY2(!stamp.startsWith("2025-03-30 02:"), stamp.constData());
}

void GuardianLogTest::anUnknownZoneCountsAsUtc()
{
    HostLogState state = stateWithin(noon - 1min, noon);
    state.zone = QTimeZone("Nowhere/Noplace");
    const QByteArrayList stamps = stampsOf(contentsOf(HostLogs(state), 0));
    QVERIFY(stamps.back().startsWith("2026-01-15 10:59:") || stamps.back().startsWith("2026-01-15 11:00:"));
}

void GuardianLogTest::filesRotateAboveFiftyMegabytesAndTwentyAreKept()
{
    HostLogState state = stateWithin(Instant::min(), Instant::max());
    state.bytesPerHour = 10'000'000;
    const HostLogs logs(state); // 120 days of 240 MB; none of them is made
    const QStringList names = namesOf(logs);
    QCOMPARE(names.mid(0, 3), (QStringList{u"token-server.log"_s, u"token-server.log.1"_s, u"token-server.log.2"_s}));
    QVERIFY(names.contains(u"token-server.log.20"_s));
    QVERIFY(!names.contains(u"token-server.log.21"_s));
    QVERIFY(logs.files()[0].size <= guardianLogRotatesAbove + 20'000);
    for (std::size_t i = 1; i <= 20; ++i) {
        QVERIFY(logs.files()[i].size > guardianLogRotatesAbove);
        QVERIFY(logs.files()[i].size < guardianLogRotatesAbove + 20'000);
        QVERIFY(logs.files()[i].lastLine < logs.files()[i - 1].lastLine);
    }
    // What was rotated away is gone.
    state.window = {noon - 20 * 24h, noon - 19 * 24h};
    QVERIFY(!namesOf(HostLogs(state)).join(u' ').contains(u"token-server"_s));
    // A window within one file has that one only.
    state.window = {logs.files()[3].lastLine - 10min, logs.files()[3].lastLine - 5min};
    QCOMPARE(namesOf(HostLogs(state)).filter(u"token-server"_s), QStringList{u"token-server.log.3"_s});
    // A window over a border has both, and no line is lost between them.
    const Instant border = logs.files()[3].lastLine;
    state.window = {border - 30s, border + 30s};
    const HostLogs both(state);
    QCOMPARE(namesOf(both).filter(u"token-server"_s), (QStringList{u"token-server.log.2"_s, u"token-server.log.3"_s}));
    const qint64 lines = contentsOf(both, 0).count('\n') + contentsOf(both, 1).count('\n');
    QVERIFY2(lines > 1'050 && lines < 1'200, qPrintable(QString::number(lines)));
}

void GuardianLogTest::notesStandAmongTheLinesAtTheirMoment()
{
    HostLogState state = stateWithin(noon - 10min, noon);
    state.notes = {{.when = noon - 5min - 1ms, .kind = GuardianNote::CacheEnding},
                   {.when = noon - 5min, .text = 1, .status = 401, .kind = GuardianNote::KeyFailed},
                   {.when = noon - 5min, .number = 45741, .kind = GuardianNote::AlarmRaised},
                   {.when = noon - 4min, .number = 3'012, .kind = GuardianNote::KeyRenewed},
                   {.when = noon - 4min, .number = 45741, .kind = GuardianNote::AlarmCleared},
                   {.when = noon - 3min, .kind = GuardianNote::KeyFailed}};
    const QByteArray contents = contentsOf(HostLogs(state), 0);
    const auto wanted = {
        "2026-01-15 11:54:59,999 | INFO | refresh-1 | mrs.example.guardian.EcsCredentialCache: | "
        "EcsCredentialCache.java:88 | "
        "cached agency credential expires soon, refreshing |\n",
        "2026-01-15 11:55:00,000 | ERROR | refresh-1 | mrs.example.guardian.EcsCredentialCache: | "
        "EcsCredentialCache.java:97 | call of securitykey failed, status 401: Please configure Cloud Service Agency "
        "first "
        "|\njava.io.IOException: securitykey, status 401: Please configure Cloud Service Agency first\n\tat ",
        "2026-01-15 11:55:00,000 | WARN | alarm-1 | mrs.example.guardian.AlarmReporter: | AlarmReporter.java:40 | "
        "alarm 45741 "
        "reported |\n",
        "2026-01-15 11:56:00,000 | INFO | refresh-1 | mrs.example.guardian.EcsCredentialCache: | "
        "EcsCredentialCache.java:91 | "
        "agency credential refreshed, next time in 3012 s |\n",
        "2026-01-15 11:56:00,000 | INFO | alarm-1 | mrs.example.guardian.AlarmReporter: | AlarmReporter.java:47 | "
        "alarm 45741 "
        "reported as cleared |\n",
        "2026-01-15 11:57:00,000 | ERROR | refresh-1 | mrs.example.guardian.EcsCredentialCache: | "
        "EcsCredentialCache.java:97 | call of securitykey failed, no answer |\n"};
    qsizetype last = -1;
    for (const char *line : wanted) {
        const qsizetype place = contents.indexOf(line);
        QVERIFY2(place > last, line);
        last = place;
    }
}

void GuardianLogTest::notesGoIntoTheFileThatWasWrittenThen()
{
    HostLogState state = stateWithin(Instant::min(), Instant::max());
    state.bytesPerHour = 10'000'000;
    const HostLogs without(state);
    const Instant border = without.files()[1].lastLine;
    state.notes = {{.when = border - 1s, .kind = GuardianNote::Assumed},
                   {.when = border + 1s, .kind = GuardianNote::Assumed}};
    const HostLogs with(state);
    QVERIFY(with.files()[0].size > without.files()[0].size);
    QCOMPARE(with.files()[1].size - without.files()[1].size, with.files()[0].size - without.files()[0].size);
    QCOMPARE(with.files()[2].size, without.files()[2].size);
}

void GuardianLogTest::startsAndStopsHaveFilesOfTheirOwn()
{
    HostLogState state = stateWithin(noon - 10min, noon);
    QCOMPARE(namesOf(HostLogs(state)), (QStringList{u"token-server.log"_s, u"gc.log"_s}));
    state.notes = {{.when = noon - 6min, .kind = GuardianNote::Stopped},
                   {.when = noon - 5min, .kind = GuardianNote::Started}};
    const HostLogs logs(state);
    QCOMPARE(namesOf(logs),
             (QStringList{u"token-server.log"_s, u"startDetail.log"_s, u"stopDetail.log"_s, u"gc.log"_s}));
    QVERIFY(contentsOf(logs, u"startDetail.log"_s).startsWith("2026-01-15 11:55:00,000 "));
    QVERIFY(contentsOf(logs, u"startDetail.log"_s).contains("guardian.token.server.Server is up\n"));
    QVERIFY(contentsOf(logs, u"stopDetail.log"_s).startsWith("2026-01-15 11:54:00,000 "));
}

void GuardianLogTest::beforeTheSimulationEveryRenewalWentWell()
{
    const HostLogs logs(stateWithin(noon - 24h, noon));
    const QByteArray contents = contentsOf(logs, u"token-server.log"_s);
    const qsizetype renewals = contents.count("agency credential refreshed");
    QVERIFY2(renewals >= 26 && renewals <= 29, qPrintable(QString::number(renewals)));
    QVERIFY(!contents.contains("ERROR"));
    HostLogState first = stateWithin(noon - 120 * 24h, noon - 119 * 24h);
    QVERIFY(contentsOf(HostLogs(first), u"startDetail.log"_s).contains("is up"));
}

void GuardianLogTest::aLargeLogTakesNoMemory()
{
    HostLogState state = stateWithin(noon - 2h, noon);
    state.bytesPerHour = 24'000'000;
    const HostLogs logs(state);
    QVERIFY(logs.size() > 45'000'000);
    const std::size_t before = mallinfo2().uordblks;
    std::size_t most = before;
    qint64 read = 0;
    for (std::size_t i = 0; i < logs.files().size(); ++i) {
        HostLogs::Reader reader = logs.open(i);
        for (QByteArray piece = reader.read(); !piece.isEmpty(); piece = reader.read()) {
            read += piece.size();
            most = std::max<std::size_t>(most, mallinfo2().uordblks);
        }
    }
    QCOMPARE(read, logs.size());
#if !defined(__SANITIZE_ADDRESS__) // which has its own memory
    QVERIFY(most - before < 1'000'000);
#endif
}

void GuardianLogTest::whatHappensLaterDoesNotChangeACopy()
{
    const auto clock = std::make_shared<ManualClock>(noon);
    World world(clock);
    TokenServer &added = world.guardian.add({.serverId = u"server-1"_s, .hostName = u"node-1"_s, .seed = 3});
    added.begun = noon - 1h;
    added.genesis = noon - 24h;
    world.guardian.journal.note(added.serverId, {.when = noon, .kind = GuardianNote::AssumeFailed}, u"why"_s);
    const LogWindow window{noon - 30min, noon + 30min};
    const HostLogs logs(*hostLogState(world, u"node-1"_s, window, QTimeZone::utc()));
    const QByteArray before = contentsOf(logs, 0);
    QVERIFY(before.contains("call of IAM failed, no answer: why"));
    clock->advance(10min);
    world.guardian.journal.note(added.serverId, {.when = noon + 1min, .kind = GuardianNote::Assumed}, u"other"_s);
    QCOMPARE(contentsOf(logs, 0), before);
    const QByteArray after = contentsOf(HostLogs(*hostLogState(world, u"node-1"_s, window, QTimeZone::utc())), 0);
    QVERIFY(after.startsWith(before));
    QVERIFY(after.contains("agency other assumed"));
    world.guardian.remove(u"server-1"_s);
    world.guardian.remove(u"server-1"_s);
    QVERIFY(!hostLogState(world, u"node-1"_s, window, QTimeZone::utc()));
    QCOMPARE(contentsOf(logs, 0), before);
}

void GuardianLogTest::theJournalKeepsTheNewestNotes()
{
    GuardianJournal journal;
    journal.keepAtMost(100); // each TokenServer keeps 2,000 all the same
    for (int i = 0; i < 3'000; ++i)
        journal.note(u"server-1"_s, {.when = noon + std::chrono::seconds(i), .number = i});
    journal.note(u"server-2"_s, {.when = noon});
    const std::vector<GuardianNote> notes = journal.notes(u"server-1"_s, {Instant::min(), Instant::max()});
    QCOMPARE(notes.size(), std::size_t(2'000));
    QCOMPARE(notes.front().number, 1'000);
    QCOMPARE(notes.back().number, 2'999);
    QCOMPARE(journal.notes(u"server-1"_s, {noon + 2'000s, noon + 2'009s}).size(), std::size_t(10));
    QVERIFY(journal.notes(u"server-1"_s, {noon + 2'009s, noon + 2'000s}).empty());
    QVERIFY(journal.notes(u"server-3"_s, {Instant::min(), Instant::max()}).empty());
    journal.forget(u"server-1"_s);
    QVERIFY(journal.notes(u"server-1"_s, {Instant::min(), Instant::max()}).empty());
    QCOMPARE(journal.notes(u"server-2"_s, {Instant::min(), Instant::max()}).size(), std::size_t(1));
}

void GuardianLogTest::aTextOfOthersCannotBeginALine()
{
    GuardianJournal journal;
    journal.note(u"server-1"_s, {.when = noon - 1min, .status = 500, .kind = GuardianNote::KeyFailed},
                 u"first\n2026-01-15 00:00:00,000 | INFO | made up"_s);
    HostLogState state = stateWithin(noon - 2min, noon);
    state.notes = journal.notes(u"server-1"_s, state.window);
    state.texts = journal.texts();
    QVERIFY(!contentsOf(HostLogs(state), 0).contains("\n2026-01-15 00:00:00"));
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::GuardianLogTest)
#include "guardianlogtest.moc"

// SPDX-License-Identifier: Apache-2.0
// What comes back from a node, decent and not: only what the script may say gets in, and of an AK four characters.
#include "app/agencies/probereading.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

const QByteArray mark = "claviger-0123456789abcdef";

QByteArray marked(const QByteArrayList &lines)
{
    QByteArray output;
    for (const QByteArray &line : lines)
        output += mark + ' ' + line + '\n';
    return output;
}

const QByteArrayList decent{"begin 1",          "now 1796093803",         "login tool curl",        "login status 200",
                            "login exit 0",     "login access FAKE***",   "login ends 2026-12-15T11:00:00.575000Z",
                            "login complete 1", "login meta 200",         "login finished 1",       "guardian tool curl",
                            "guardian status 401", "guardian exit 0",     "guardian unbound 1",     "guardian finished 1",
                            "end 1"};

// Absent: it was refused.
std::optional<ProbeAnswers> read(const QByteArray &output)
{
    const Result<ProbeAnswers> answers = readProbe(output, mark);
    return answers ? std::optional(*answers) : std::nullopt;
}

// The decent lines with one put in the place of another.
QByteArray decentBut(const QByteArray &line, const QByteArray &instead)
{
    QByteArrayList lines = decent;
    const qsizetype at = lines.indexOf(line);
    Q_ASSERT(at >= 0);
    lines[at] = instead;
    return marked(lines);
}

} // namespace

class ProbeReadingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decentLinesAreRead();
    void whatTheNodePrintsBesidesIsPassedOver();
    void windowsLineEndsAreRead();
    void oddOutputIsRefused_data();
    void oddOutputIsRefused();
    void aSecretDoesNotGetIn_data();
    void aSecretDoesNotGetIn();
    void whatBecameOfGuardianIsRead_data();
    void whatBecameOfGuardianIsRead();
    void silencesAreToldApart();
    void aNodeWithoutATool();
};

void ProbeReadingTest::decentLinesAreRead()
{
    const Result<ProbeAnswers> answers = readProbe(marked(decent), mark);
    QVERIFY(answers);
    QVERIFY(answers->login && answers->guardian);
    QCOMPARE(answers->login->status, 200);
    QCOMPARE(answers->login->access, u"FAKE***"_s);
    QCOMPARE(isoUtc(*answers->login->ends), u"2026-12-15T11:00:00Z"_s);
    QVERIFY(answers->login->isComplete);
    QVERIFY(!answers->login->saysUnbound);
    QCOMPARE(answers->guardian->status, 401);
    QVERIFY(answers->guardian->saysUnbound);
    QVERIFY(!answers->guardian->isComplete);
    QCOMPARE(answers->metaStatus, 200);
    QCOMPARE(answers->guardianState, ProbeAnswers::Asked);
    QVERIFY(answers->hasTool);
    QCOMPARE(isoUtc(*answers->nodeTime), u"2026-12-01T02:56:43Z"_s);
}

void ProbeReadingTest::whatTheNodePrintsBesidesIsPassedOver()
{
    const QByteArray banner = "\n*** Authorised use only ***\nbegin 1\nlogin status 500\nclaviger-ffff begin 1\n";
    const QByteArray odd = QByteArray("\0\xff\xfe", 3) + "claviger status 500\n";
    const std::optional<ProbeAnswers> plain = read(marked(decent));
    QVERIFY(plain);
    QVERIFY(read(banner + marked(decent) + odd + "no end of line") == plain);
    QByteArray between;
    for (const QByteArray &line : decent)
        between += banner + marked({line}) + odd + ' ' + mark + " login status 500\n"; // not at the start of a line
    QVERIFY(read(between) == plain);
    QVERIFY(read(QByteArray(1024 * 1024, 'x') + '\n' + marked(decent)) == plain);
}

void ProbeReadingTest::windowsLineEndsAreRead()
{
    QVERIFY(read(marked(decent)));
    QVERIFY(read(marked(decent).replace("\n", "\r\n")) == read(marked(decent)));
}

void ProbeReadingTest::oddOutputIsRefused_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<Fault>("fault");
    const auto row = [](const char *name, const QByteArray &output, Fault fault = Fault::Unreadable) {
        QTest::newRow(name) << output << fault;
    };
    row("nothing", {}, Fault::NotFound);
    row("a banner alone", "Welcome\nbegin 1\n", Fault::NotFound);
    row("a megabyte", QByteArray(1024 * 1024, 'a'), Fault::NotFound);
    row("another mark", marked(decent).replace(mark, "claviger-ffffffffffffffff"), Fault::NotFound);
    row("the mark alone", mark + '\n', Fault::NotFound);
    row("a longer mark", marked(decent).replace(mark, mark + "00"), Fault::NotFound);
    row("cut in the middle", marked(decent).left(200), Fault::TooLarge);
    row("cut before the end", marked(decent.mid(0, decent.size() - 1)), Fault::TooLarge);
    row("the last line is not closed", marked(decent).chopped(1), Fault::TooLarge);
    row("the first line alone", marked({"begin 1"}), Fault::TooLarge);
    row("no beginning", marked(decent.mid(1)));
    row("two beginnings", marked({"begin 1"}) + marked(decent));
    row("twice", marked(decent) + marked(decent));
    row("something after the end", marked(decent) + marked({"login empty 1"}));
    row("Guardian before the login", marked({"begin 1", "guardian tool curl", "guardian status 200", "guardian finished 1",
                                             "login tool curl", "login status 200", "login finished 1", "end 1"}));
    row("a status after the user is finished", decentBut("guardian tool curl", "login html 1"));
    row("no tool first", decentBut("login tool curl", "login empty 1"));
    row("two tools", decentBut("login exit 0", "login tool curl"));
    row("one thing twice", decentBut("login exit 0", "login status 200"));
    row("an unknown thing", decentBut("login exit 0", "login secret 1"));
    row("an unknown user", decentBut("login exit 0", "root exit 0"));
    row("no value", decentBut("login exit 0", "login exit"));
    row("an empty value", decentBut("login exit 0", "login exit "));
    row("a long number", decentBut("login status 200", "login status 2000"));
    row("a negative number", decentBut("login status 200", "login status -20"));
    row("no number", decentBut("login status 200", "login status 2e1"));
    row("a flag that is no flag", decentBut("login complete 1", "login complete yes"));
    row("a word too many", decentBut("login status 200", "login status 200 OK"));
    row("a zero byte", decentBut("login status 200", QByteArray("login status 200\0", 17)));
    row("letters in a time", decentBut("login ends 2026-12-15T11:00:00.575000Z", "login ends tomorrow"));
    row("an endless value", decentBut("login access FAKE***", "login access " + QByteArray(100'000, 'A')));
    row("an odd time of the node", decentBut("now 1796093803", "now 1e9"));
    row("an odd state of Guardian", decentBut("now 1796093803", "guardian asleep 1"));
    row("nobody was asked", marked({"begin 1", "end 1"}));
    row("nobody is finished", marked({"begin 1", "login tool curl", "login status 200", "end 1"}));
}

void ProbeReadingTest::oddOutputIsRefused()
{
    QFETCH(QByteArray, output);
    QFETCH(Fault, fault);
    const Result<ProbeAnswers> answers = readProbe(output, mark);
    QVERIFY(!answers);
    QCOMPARE(answers.error().fault, fault);
    QVERIFY(answers.error().detail.isEmpty() && answers.error().said.isEmpty()); // nothing of the node's text
}

void ProbeReadingTest::aSecretDoesNotGetIn_data()
{
    QTest::addColumn<QByteArray>("output");
    const QByteArray secret = "FAKESECRETfakesecretFAKESECRETfakesecret";
    QTest::newRow("the whole AK") << decentBut("login access FAKE***", "login access " + secret);
    QTest::newRow("before") << secret + '\n' + marked(decent);
    QTest::newRow("as JSON") << "{\"credential\":{\"secret\":\"" + secret + "\"}}\n" + marked(decent);
    QTest::newRow("JSON without an end") << marked(decent) + "{\"secret\":\"" + secret;
    QTest::newRow("after") << marked(decent) + secret + '\n';
    for (const char *line : {"login tool curl", "login status 200", "login exit 0", "login ends 2026-12-15T11:00:00.575000Z",
                             "login complete 1", "login meta 200", "now 1796093803", "begin 1", "end 1", "guardian finished 1"}) {
        const QByteArray given(line);
        QTest::addRow("in place of %s", line) << decentBut(given, given.left(given.lastIndexOf(' ') + 1) + secret);
        QTest::addRow("beside %s", line) << decentBut(given, given + ' ' + secret);
    }
}

void ProbeReadingTest::aSecretDoesNotGetIn()
{
    QFETCH(QByteArray, output);
    const Result<ProbeAnswers> answers = readProbe(output, mark);
    if (!answers) {
        QVERIFY(answers.error().detail.isEmpty() && answers.error().said.isEmpty());
        return;
    }
    for (const auto &answer : {answers->login, answers->guardian})
        QVERIFY(!answer || answer->access.isEmpty() || answer->access == "FAKE***"_L1);
}

void ProbeReadingTest::whatBecameOfGuardianIsRead_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<bool>("login");
    QTest::addColumn<bool>("guardian");
    QTest::addColumn<ProbeAnswers::Guardian>("state");
    const QByteArrayList login{"login tool curl", "login status 200", "login finished 1"};
    const QByteArrayList guardian{"guardian tool curl", "guardian status 200", "guardian finished 1"};
    QTest::newRow("asked") << login + guardian << true << true << ProbeAnswers::Asked;
    QTest::newRow("the same user") << QByteArrayList{"guardian same 1"} + guardian << false << true << ProbeAnswers::SameUser;
    QTest::newRow("absent") << login + QByteArrayList{"guardian absent 1"} << true << false << ProbeAnswers::Absent;
    QTest::newRow("denied") << login + QByteArrayList{"guardian denied 1"} << true << false << ProbeAnswers::Denied;
    QTest::newRow("broke off") << login + guardian.mid(0, 2) << true << false << ProbeAnswers::Denied;
    QTest::newRow("said nothing") << login << true << false << ProbeAnswers::Denied;
    QTest::newRow("denied afterwards") << login + guardian + QByteArrayList{"guardian denied 1"} << true << true << ProbeAnswers::Asked;
}

void ProbeReadingTest::whatBecameOfGuardianIsRead()
{
    QFETCH(QByteArrayList, lines);
    const Result<ProbeAnswers> answers = readProbe(marked(QByteArrayList{"begin 1"} + lines + QByteArrayList{"end 1"}), mark);
    QVERIFY(answers);
    QTEST(answers->login.has_value(), "login");
    QTEST(answers->guardian.has_value(), "guardian");
    QTEST(answers->guardianState, "state");
}

void ProbeReadingTest::silencesAreToldApart()
{
    for (const auto &[exitCode, silence] : {std::pair(28, KeyAnswer::TimedOut), std::pair(7, KeyAnswer::Refused),
                                            std::pair(52, KeyAnswer::OtherSilence), std::pair(99, KeyAnswer::OtherSilence)}) {
        const Result<ProbeAnswers> answers = readProbe(
            marked({"begin 1", "login tool curl", "login status 0", "login exit " + QByteArray::number(exitCode), "login finished 1", "end 1"}), mark);
        QVERIFY(answers);
        QCOMPARE(answers->login->silence, silence);
        QCOMPARE(answers->login->isCut, exitCode == 99);
    }
}

void ProbeReadingTest::aNodeWithoutATool()
{
    const Result<ProbeAnswers> none = readProbe(
        marked({"begin 1", "login tool none", "login finished 1", "guardian tool none", "guardian finished 1", "end 1"}), mark);
    QVERIFY(none);
    QVERIFY(!none->hasTool && !none->login && !none->guardian);
    const Result<ProbeAnswers> one = readProbe(marked({"begin 1", "login tool none", "login finished 1", "guardian tool curl",
                                                       "guardian status 200", "guardian finished 1", "end 1"}),
                                               mark);
    QVERIFY(one && one->hasTool && one->guardian && !one->login);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ProbeReadingTest)
#include "probereadingtest.moc"

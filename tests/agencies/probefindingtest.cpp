// SPDX-License-Identifier: Apache-2.0
// What answers mean: the table of ecs.md, 5.4, row by row, and the ways in which ssh does not get there.
#include "app/agencies/probefinding.h"

#include <QMetaEnum>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

using Kind = ProbeFinding::Kind;

const Instant now{std::chrono::milliseconds(1'796'093'803'000)};
const ProbeTarget target{.serverId = u"s1"_s, .nodeName = u"core-2"_s, .address = u"192.168.0.156"_s};
const QByteArray mark = "claviger-0123456789abcdef";
const QByteArray secret = "FAKESECRETfakesecretFAKESECRETfakesecret";

KeyAnswer key(std::chrono::minutes left = 50min)
{
    return {.status = 200, .access = u"FAKE***"_s, .ends = now + left, .isComplete = true};
}

KeyAnswer failure(int status)
{
    return {.status = status};
}

KeyAnswer none(KeyAnswer::Silence silence = KeyAnswer::TimedOut)
{
    return {.status = 0, .silence = silence, .isEmpty = true};
}

KeyAnswer with(KeyAnswer answer, bool KeyAnswer::*flag)
{
    answer.*flag = true;
    return answer;
}

ProbeAnswers both(const KeyAnswer &login, const KeyAnswer &guardian, std::optional<int> meta = 200)
{
    return {.login = login, .guardian = guardian, .metaStatus = meta, .nodeTime = now};
}

ProbeAnswers both(const KeyAnswer &answer, std::optional<int> meta = 200)
{
    return both(answer, answer, meta);
}

std::vector<Kind> allKinds()
{
    std::vector<Kind> kinds;
    for (int kind = 0; kind <= ProbeFinding::SshFailed; ++kind)
        kinds.push_back(static_cast<Kind>(kind));
    return kinds;
}

} // namespace

class ProbeFindingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRowOfTheTable_data();
    void everyRowOfTheTable();
    void aUserWhoCouldNotBeAskedIsUnknown();
    void clocksThatDifferAreTold();
    void everyCombinationHasAFinding();
    void everyFindingHasItsWords();
    void everyEndOfSshIsToldApart_data();
    void everyEndOfSshIsToldApart();
    void nothingOfTheNodeGetsIntoAFinding();
    void whatAskedNothingDoesNotCount();
};

void ProbeFindingTest::everyRowOfTheTable_data()
{
    QTest::addColumn<ProbeAnswers>("answers");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const ProbeAnswers &answers, Kind kind) { QTest::newRow(name) << answers << int(kind); };
    row("a complete key", both(key()), Kind::KeyWorks);
    row("a complete key in hardened mode", both([] {
            KeyAnswer answer = key();
            answer.tokenStatus = 200;
            return answer;
        }()),
        Kind::KeyWorks);
    row("a key that has ended", both(key(-1min)), Kind::KeyExpired);
    row("a key that ends now", both(key(0min)), Kind::KeyExpired);
    row("401 that says so", both(with(failure(401), &KeyAnswer::saysUnbound)), Kind::NoAgency);
    row("401 that says so, and speaks of an agency", both(with(with(failure(401), &KeyAnswer::saysUnbound), &KeyAnswer::namesIam)),
        Kind::NoAgency);
    row("401 with another text", both(failure(401)), Kind::TokenNeeded);
    row("404", both(failure(404)), Kind::NoAgencyLikely);
    row("404 with nothing in it", both(with(failure(404), &KeyAnswer::isEmpty)), Kind::NoAgencyLikely);
    row("404 as a page", both(with(failure(404), &KeyAnswer::isHtml)), Kind::NoAgencyLikely);
    row("200 with nothing in it", both(with(failure(200), &KeyAnswer::isEmpty)), Kind::NoAgencyLikely);
    row("200 with something else", both(failure(200)), Kind::KeyIncomplete);
    row("200, far too long", both(with(failure(200), &KeyAnswer::isCut)), Kind::KeyIncomplete);
    row("a redirect", both(failure(302)), Kind::KeyIncomplete);
    for (const int status : {400, 403, 500})
        row(qPrintable(u"%1 that names IAM"_s.arg(status)), both(with(failure(status), &KeyAnswer::namesIam)), Kind::AgencyRefused);
    row("429", both(failure(429)), Kind::Throttled);
    row("429 that names a role", both(with(failure(429), &KeyAnswer::namesIam)), Kind::Throttled);
    row("403 without a reason", both(failure(403)), Kind::ThrottledLikely);
    row("no answer to anything", both(none(), 0), Kind::Silent);
    row("no connection", both(none(KeyAnswer::Refused), 0), Kind::Unreachable);
    row("a broken connection", both(none(KeyAnswer::OtherSilence), 0), Kind::Unreachable);
    row("no answer, with a proxy set", both(with(none(), &KeyAnswer::hasProxy), 0), Kind::ProxyInTheWay);
    row("works as root, not as omm", both(key(), none(KeyAnswer::Refused)), Kind::GuardianBlocked);
    row("works as root, a proxy for omm", both(key(), with(with(failure(503), &KeyAnswer::isHtml), &KeyAnswer::hasProxy)), Kind::GuardianBlocked);
    row("works as root, 403 for omm", both(key(), failure(403)), Kind::GuardianBlocked);
    row("works as root, then throttled", both(key(), failure(429)), Kind::Throttled);
    row("works as omm, not as root", both(none(), key()), Kind::KeyWorks);
    row("a page of a proxy", both(with(failure(200), &KeyAnswer::isHtml)), Kind::ProxyInTheWay);
    row("a page of a proxy, 503", both(with(failure(503), &KeyAnswer::isHtml)), Kind::ProxyInTheWay);
    row("404 of a proxy", both(with(with(failure(404), &KeyAnswer::isHtml), &KeyAnswer::hasProxy)), Kind::ProxyInTheWay);
    row("a proxy that wants a password", both(failure(407)), Kind::ProxyInTheWay);
    row("a proxy without a page", both(with(with(failure(502), &KeyAnswer::hasProxy), &KeyAnswer::wasProxied)), Kind::ProxyInTheWay);
    row("meta_data 200, securitykey silent", both(none(), 200), Kind::KeyOnlyFails);
    row("meta_data 200, securitykey 500", both(failure(500), 200), Kind::KeyOnlyFails);
    row("both fail", both(failure(500), 500), Kind::MetadataFails);
    row("500, and no meta_data", both(failure(503), 0), Kind::MetadataFails);
    row("500, meta_data not asked for", both(failure(503), std::nullopt), Kind::MetadataFails);
    row("no tool", {.hasTool = false}, Kind::NoTool);
    row("Guardian's user has signed in", {.guardian = key(), .guardianState = ProbeAnswers::SameUser}, Kind::KeyWorks);
}

void ProbeFindingTest::everyRowOfTheTable()
{
    QFETCH(ProbeAnswers, answers);
    QFETCH(int, kind);
    const ProbeFinding finding = judgeAnswers(answers, now);
    QCOMPARE(findingId(finding.kind), findingId(static_cast<Kind>(kind)));
    QVERIFY(finding.answers == answers);
    const bool isKnown = finding.kind != Kind::NoTool;
    QCOMPARE(finding.works().has_value(), isKnown);
    QCOMPARE(finding.works().value_or(false), finding.kind == Kind::KeyWorks);
}

void ProbeFindingTest::aUserWhoCouldNotBeAskedIsUnknown()
{
    const ProbeFinding absent = judgeAnswers({.login = key(), .guardianState = ProbeAnswers::Absent}, now);
    QCOMPARE(absent.kind, Kind::GuardianUnasked);
    QVERIFY(!absent.works());
    QVERIFY(findingAdvice(absent, target).contains(u"has no user omm"_s));
    const ProbeFinding denied = judgeAnswers({.login = key(), .guardianState = ProbeAnswers::Denied}, now);
    QVERIFY(findingAdvice(denied, target).contains(u"sudo -n -u omm"_s));
    // What fails for one who may do all is told as it is.
    const ProbeFinding failing = judgeAnswers({.login = with(failure(401), &KeyAnswer::saysUnbound), .guardianState = ProbeAnswers::Denied}, now);
    QCOMPARE(failing.kind, Kind::NoAgency);
}

void ProbeFindingTest::clocksThatDifferAreTold()
{
    ProbeAnswers answers = both(key());
    QVERIFY(!judgeAnswers(answers, now).clocksDiffer);
    answers.nodeTime = now + 2h; // by its clock the key has ended
    const ProbeFinding ahead = judgeAnswers(answers, now);
    QCOMPARE(ahead.kind, Kind::KeyExpired);
    QVERIFY(ahead.clocksDiffer);
    QVERIFY(findingAdvice(ahead, target).contains(u"this computer differ"_s));
    answers.nodeTime = now - 2h;
    QCOMPARE(judgeAnswers(answers, now).kind, Kind::KeyWorks);
    QVERIFY(judgeAnswers(answers, now).clocksDiffer);
    answers.nodeTime.reset();
    QVERIFY(!judgeAnswers(answers, now).clocksDiffer);
}

// Total: whatever the flags are, there is one finding, with words.
void ProbeFindingTest::everyCombinationHasAFinding()
{
    for (const int status : {0, 100, 200, 204, 302, 400, 401, 403, 404, 407, 429, 500, 503, 999}) {
        for (int flags = 0; flags < 256; ++flags) {
            KeyAnswer answer{.status = status,
                             .access = u"FAKE***"_s,
                             .ends = now + 50min,
                             .isComplete = (flags & 1) != 0,
                             .saysUnbound = (flags & 2) != 0,
                             .namesIam = (flags & 4) != 0,
                             .isEmpty = (flags & 8) != 0,
                             .isHtml = (flags & 16) != 0,
                             .wasProxied = (flags & 32) != 0,
                             .hasProxy = (flags & 64) != 0};
            for (const std::optional<int> meta : {std::optional<int>(), std::optional(0), std::optional(200), std::optional(500)}) {
                ProbeAnswers answers{.metaStatus = meta};
                if (flags & 128)
                    answers.guardian = answer;
                else
                    answers.login = answer;
                const ProbeFinding finding = judgeAnswers(answers, now);
                QVERIFY(finding.kind < Kind::SshMissing && finding.kind != Kind::NoTool);
                QVERIFY(status == 200 || finding.kind != Kind::KeyWorks);
            }
            QVERIFY(!answerText(answer).isEmpty());
        }
    }
}

void ProbeFindingTest::everyFindingHasItsWords()
{
    QSet<QString> ids, texts;
    for (const Kind kind : allKinds()) {
        const ProbeFinding finding{.kind = kind};
        const QString id = findingId(kind), text = findingText(finding, target), advice = findingAdvice(finding, target);
        QVERIFY2(!id.isEmpty() && !text.isEmpty() && !advice.isEmpty(), qPrintable(id));
        QVERIFY2(text.endsWith(u'.') && !advice.contains(u"%1"_s) && !text.contains(u"%1"_s) && !text.contains(u"%2"_s), qPrintable(id));
        QVERIFY2(!advice.contains(u"%2"_s), qPrintable(id));
        ids.insert(id);
        texts.insert(text);
    }
    QCOMPARE(ids.size(), qsizetype(allKinds().size()));
    QCOMPARE(texts.size(), qsizetype(allKinds().size()));
}

void ProbeFindingTest::everyEndOfSshIsToldApart_data()
{
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("errors");
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, int exitCode, const QByteArray &errors, Kind kind, const QByteArray &output = {}) {
        QTest::newRow(name) << exitCode << errors << output << int(kind);
    };
    row("a password", 255, "root@core-2: Permission denied (publickey,password).\r\n", Kind::LoginRefused);
    row("too many keys", 255, "Received disconnect from 192.168.0.156 port 22:2: Too many authentication failures\n", Kind::LoginRefused);
    row("an unknown host key", 255,
        "No ED25519 host key is known for 192.168.0.156 and you have requested strict checking.\r\nHost key verification failed.\r\n",
        Kind::HostKeyUnknown);
    row("a changed host key", 255,
        "@@@@@@@\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.\r\n", Kind::HostKeyChanged);
    row("no such name", 255, "ssh: Could not resolve hostname nonono: Name or service not known\r\n", Kind::NameUnknown);
    row("refused", 255, "ssh: connect to host 192.168.0.156 port 22: Connection refused\r\n", Kind::ConnectionRefused);
    row("no route", 255, "ssh: connect to host 192.168.0.156 port 22: No route to host\r\n", Kind::NoRoute);
    row("no network", 255, "ssh: connect to host 192.168.0.156 port 22: Network is unreachable\r\n", Kind::NoRoute);
    row("a time-out", 255, "ssh: connect to host 192.168.0.156 port 22: Connection timed out\r\n", Kind::ConnectionSilent);
    row("a hang before the banner", 255, "Connection timed out during banner exchange\r\n", Kind::ConnectionSilent);
    row("something else", 255, "kex_exchange_identification: read: Connection reset by peer\r\n", Kind::SshFailed);
    row("nothing said", 255, {}, Kind::SshFailed);
    row("a banner alone", 0, {}, Kind::NotTheScript, "Welcome\n");
    row("nologin", 1, {}, Kind::NotTheScript, "This account is currently not available.\n");
    row("no sh", 127, "sh: command not found\n", Kind::NoShell);
    row("an sh that cannot be run", 126, {}, Kind::NoShell);
    row("cut", 255, "Connection to 192.168.0.156 closed by remote host.\n", Kind::OutputCut, mark + " begin 1\n");
    row("odd", 0, {}, Kind::OutputOdd, mark + " begin 1\n" + mark + " login secret x\n");
    row("Permission denied on the node is no matter of ssh", 1, "Permission denied", Kind::NotTheScript);
}

void ProbeFindingTest::everyEndOfSshIsToldApart()
{
    QFETCH(int, exitCode);
    QFETCH(QByteArray, errors);
    QFETCH(QByteArray, output);
    QFETCH(int, kind);
    const ProbeFinding finding = judgeRun(ProcessOutcome{.exitCode = exitCode, .output = output, .errors = errors}, mark, now);
    QCOMPARE(findingId(finding.kind), findingId(static_cast<Kind>(kind)));
    QVERIFY(!finding.works());
}

void ProbeFindingTest::nothingOfTheNodeGetsIntoAFinding()
{
    for (const int exitCode : {0, 1, 127, 255}) {
        for (const QByteArray &errors : {secret, "ssh: " + secret, "kex_x: short " + secret + "\nBad " + secret, "Connection closed by \x1b[31m" + secret}) {
            const ProbeFinding finding = judgeRun(ProcessOutcome{.exitCode = exitCode, .output = secret, .errors = errors}, mark, now);
            const QString all = finding.said + findingText(finding, target) + findingAdvice(finding, target);
            QVERIFY(!all.contains(QString::fromLatin1(secret)));
            QVERIFY(!all.contains(QChar(0x1b)));
        }
    }
    const ProbeFinding said = judgeRun(ProcessOutcome{.exitCode = 255, .errors = "Unable to negotiate with 10.0.0.1 port 22: no matching host key type found.\r\n"}, mark, now);
    QCOMPARE(said.said, u"Unable to negotiate with 10.0.0.1 port 22: no matching host key type found."_s);
    QCOMPARE(judgeRun(tl::unexpected(Error{.fault = Fault::NotFound}), mark, now).kind, Kind::SshMissing);
    QCOMPARE(judgeRun(tl::unexpected(Error{.fault = Fault::TimedOut}), mark, now).kind, Kind::RunTooLong);
    const ProbeFinding flood = judgeRun(ProcessOutcome{.output = QByteArray(1 << 20, 'x'), .isCut = true}, mark, now);
    QCOMPARE(flood.kind, Kind::OutputCut);
}

void ProbeFindingTest::whatAskedNothingDoesNotCount()
{
    QVERIFY(ProbeFinding{.kind = Kind::HostKeyUnknown}.reachedNothing());
    QVERIFY(ProbeFinding{.kind = Kind::LoginRefused}.reachedNothing());
    QVERIFY(!ProbeFinding{.kind = Kind::RunTooLong}.reachedNothing()); // it may have asked
    QVERIFY(!ProbeFinding{.kind = Kind::OutputCut}.reachedNothing());
    QVERIFY(!ProbeFinding{.kind = Kind::KeyWorks}.reachedNothing());
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ProbeFindingTest)
#include "probefindingtest.moc"

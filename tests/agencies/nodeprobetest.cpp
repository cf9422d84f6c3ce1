// SPDX-License-Identifier: Apache-2.0
// The probe through the system's ssh to a real sshd: what a node answers, and every way of not getting there.
#include "app/agencies/nodeprobe.h"
#include "tests/support/settle.h"
#include "tests/support/sshnode.h"

#include <QDir>
#include <QScopeGuard>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::pending;
using testing::settle;
using testing::SshNode;

namespace {

const auto clock = std::make_shared<RealClock>();

ProbeTarget targetOn(const SshNode &node, const QString &guardian = u"nobody"_s)
{
    return {.serverId = u"s1"_s, .nodeName = u"core-2"_s, .address = u"127.0.0.1"_s, .userName = node.userName(),
            .guardianUser = guardian, .configFile = node.configFile()};
}

// As runOverSsh(), in less time.
ProbeRunner briefRunner(std::chrono::milliseconds limit)
{
    return [limit](const ProbeTarget &target, const QByteArray &mark, const std::stop_token &stop) {
        ProcessCall call = sshCall(target, mark);
        call.limit = limit;
        call.arguments.replaceInStrings(u"ConnectTimeout=10"_s, u"ConnectTimeout=1"_s);
        return runProcess(call, stop);
    };
}

QString probed(const ProbeTarget &target, ProbeFinding *given = nullptr, const ProbeRunner &runner = runOverSsh)
{
    const Result<ProbeFinding> finding = settle(probeNode(runner, target, clock), 60s);
    if (!finding)
        return u"error: "_s + finding.error().detail;
    if (given)
        *given = *finding;
    return findingId(finding->kind);
}

} // namespace

class NodeProbeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theAnswerDecides_data();
    void theAnswerDecides();
    void hardenedModeGetsAToken();
    void guardianWhoMayNotIsTold();
    void guardianWhoDoesNotExistIsTold();
    void whoIsGuardianIsAskedOnce();
    void aNodeThatPrintsASecret_data();
    void aNodeThatPrintsASecret();
    void aChattyNodeIsRead();
    void withoutCurlPythonAsks();
    void aNodeWithoutAnyTool();
    void sshThatDoesNotGetThere_data();
    void sshThatDoesNotGetThere();
    void whatRunsThereIsNotTheScript_data();
    void whatRunsThereIsNotTheScript();
    void refusedAndUnknownHosts();
    void aHangBeforeTheBanner();
    void aNodeThatHangs();
    void withoutSsh();
    void aTargetThatCannotBeUsed_data();
    void aTargetThatCannotBeUsed();
    void nothingOfTheScriptIsInTheArguments();
    void theCommandToCopyMasks();
};

void NodeProbeTest::initTestCase()
{
    SshNode node;
    QVERIFY2(node.start(), "install openssh-server and openssh-client");
}

void NodeProbeTest::theAnswerDecides_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("finding");
    QTest::addColumn<int>("calls"); // with meta_data.json
    const auto row = [](const char *name, const QByteArray &answer, const QString &finding, int calls = 3) {
        QTest::newRow(name) << answer << finding << calls;
    };
    row("works", "respond '200 OK'; key", u"key-works"_s);
    row("no agency", "respond '401 Unauthorized' text/plain; echo 'Please configure Cloud Service Agency first'", u"no-agency"_s);
    row("hardened without tokens", "if [ $method = PUT ]; then respond '404 Not Found'; else respond '401 Unauthorized'; echo token; fi",
        u"token-needed"_s, 5);
    row("throttled", "respond '429 Too Many Requests'; echo slowly", u"throttled"_s);
    row("a refusal", "respond '403 Forbidden'; echo no", u"throttled-likely"_s);
    row("a page of a proxy", "respond '503 Service Unavailable' text/html; echo '<html>Squid</html>'", u"proxy-in-the-way"_s);
    row("expired", "respond '200 OK'; key 2020-01-15T11:00:00.575000Z", u"key-expired"_s);
    row("out of time", "exit 28", u"key-only-fails"_s);
    row("not found", "respond '404 Not Found'", u"no-agency-likely"_s);
    row("the agency is gone", "respond '400 Bad Request'; echo 'IAM: there is no agency example'", u"agency-refused"_s);
    row("not for Guardian", "if [ -n \"$guardian\" ]; then exit 7; fi; respond '200 OK'; key", u"guardian-blocked"_s);
    row("cut JSON", "respond '200 OK'; key | head -c 90", u"key-incomplete"_s);
    row("a megabyte", "respond '200 OK'; head -c 1000000 /dev/zero | tr '\\0' x", u"key-incomplete"_s);
    row("zeros", "respond '200 OK'; printf 'a\\000b'", u"key-incomplete"_s);
}

void NodeProbeTest::theAnswerDecides()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, finding);
    QFETCH(int, calls);
    SshNode node;
    QVERIFY(node.start());
    node.answerWith(answer);
    QCOMPARE(probed(targetOn(node)), finding);
    QCOMPARE(node.calls().size(), calls);
    QCOMPARE(node.switches().size(), 1);
}

void NodeProbeTest::hardenedModeGetsAToken()
{
    SshNode node;
    QVERIFY(node.start());
    node.answerWith("if [ $method = PUT ]; then respond '200 OK' text/plain; printf 'FAKE-META-TOKEN=='\n"
                    "elif [ \"$token\" = 'FAKE-META-TOKEN==' ]; then respond '200 OK'; key\n"
                    "else respond '401 Unauthorized'; echo 'A token is required'; fi");
    ProbeFinding finding;
    QCOMPARE(probed(targetOn(node), &finding), u"key-works"_s);
    QCOMPARE(finding.answers.login->tokenStatus, 200);
    QCOMPARE(finding.answers.guardian->tokenStatus, 200);
    QCOMPARE(node.calls().size(), 7); // of each: without, PUT, with; and meta_data.json once
    for (const QByteArray &call : node.calls())
        QVERIFY(!call.contains("FAKE-META-TOKEN")); // in nobody's arguments
}

void NodeProbeTest::guardianWhoMayNotIsTold()
{
    SshNode node;
    QVERIFY(node.start({.maySwitch = false}));
    ProbeFinding finding;
    QCOMPARE(probed(targetOn(node), &finding), u"guardian-unasked"_s);
    QCOMPARE(finding.answers.guardianState, ProbeAnswers::Denied);
}

void NodeProbeTest::guardianWhoDoesNotExistIsTold()
{
    SshNode node;
    QVERIFY(node.start());
    ProbeFinding finding;
    QCOMPARE(probed(targetOn(node, u"claviger-no-such-user"_s), &finding), u"guardian-unasked"_s);
    QCOMPARE(finding.answers.guardianState, ProbeAnswers::Absent);
    QVERIFY(node.switches().isEmpty());
}

void NodeProbeTest::whoIsGuardianIsAskedOnce()
{
    SshNode node;
    QVERIFY(node.start());
    ProbeFinding finding;
    QCOMPARE(probed(targetOn(node, node.userName()), &finding), u"key-works"_s);
    QCOMPARE(finding.answers.guardianState, ProbeAnswers::SameUser);
    QCOMPARE(finding.answers.metaStatus, 200);
    QCOMPARE(node.calls().size(), 2);
    QVERIFY(node.switches().isEmpty());
}

void NodeProbeTest::aNodeThatPrintsASecret_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray secret = "FAKESECRETfakesecretFAKESECRETfakesecret";
    QTest::newRow("as it should be") << QByteArray("respond '200 OK'; key");
    QTest::newRow("over lines") << QByteArray("respond '200 OK'; key | sed 's/[,{]/&\\n/g'");
    QTest::newRow("as AK") << QByteArray("respond '200 OK'; key | sed 's/FAKETMPAKFAKETMPAK12/" + secret + "/'");
    QTest::newRow("as end") << QByteArray("respond '200 OK'; key " + secret);
    QTest::newRow("in the head") << QByteArray("printf 'HTTP/1.1 200 " + secret + "\\nX: " + secret + "\\n\\n'; key");
    QTest::newRow("as status") << QByteArray("printf 'HTTP/1.1 " + secret + "\\n\\n'");
    QTest::newRow("in a refusal") << QByteArray("respond '500 Oops'; key");
    QTest::newRow("without an end") << QByteArray("respond '200 OK'; key | sed 's/\",.*//'");
    QTest::newRow("on stderr") << QByteArray("echo " + secret + " >&2; respond '200 OK'; key");
    QTest::newRow("without a head") << QByteArray("echo " + secret);
    QTest::newRow("as token") << QByteArray("if [ $method = PUT ]; then respond '200 OK'; echo " + secret + "; else respond '401 Unauthorized'; fi");
}

void NodeProbeTest::aNodeThatPrintsASecret()
{
    QFETCH(QByteArray, answer);
    SshNode node;
    QVERIFY(node.start());
    node.answerWith(answer);
    QByteArray printed;
    const ProbeRunner listening = [&printed](const ProbeTarget &target, const QByteArray &mark, const std::stop_token &stop) {
        const auto listen = [](ProbeTarget on, QByteArray with, std::stop_token until, QByteArray *heard) -> Task<ProcessOutcome> {
            Result<ProcessOutcome> outcome = co_await runOverSsh(on, with, until);
            if (outcome)
                *heard = QByteArray(outcome->output.constData(), outcome->output.size()) + outcome->errors.constData();
            co_return outcome;
        };
        return listen(target, mark, stop, &printed);
    };
    ProbeFinding finding;
    QVERIFY(!probed(targetOn(node), &finding, listening).startsWith(u"error"_s));
    QVERIFY(printed.contains("begin 1"));
    for (const char *secret : {"FAKESECRET", "fakesecret", "FAKETOKEN", "FAKETMP"})
        QVERIFY2(!printed.contains(secret), secret); // masked on the node already
}

void NodeProbeTest::aChattyNodeIsRead()
{
    SshNode node;
    QVERIFY(node.start({.forcedCommand = "echo Welcome; echo claviger begin 1; echo noise >&2; eval \"$SSH_ORIGINAL_COMMAND\"; echo Bye",
                        .banner = "*** Authorised use only ***\nPermission denied\n"}));
    QCOMPARE(probed(targetOn(node)), u"key-works"_s);
}

void NodeProbeTest::withoutCurlPythonAsks()
{
    QTcpServer metadata; // python asks it for real
    QVERIFY(metadata.listen(QHostAddress::LocalHost));
    int asked = 0;
    connect(&metadata, &QTcpServer::newConnection, &metadata, [&] {
        QTcpSocket *socket = metadata.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, &asked] {
            const QByteArray request = socket->readAll();
            ++asked;
            const bool isKey = request.startsWith("GET /openstack/latest/securitykey ");
            const QByteArray body = isKey ? "Please configure Cloud Service Agency first" : "{}";
            socket->write("HTTP/1.1 " + QByteArray(isKey ? "401 Unauthorized" : "200 OK") + "\r\nConnection: close\r\nContent-Length: "
                          + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            socket->disconnectFromHost();
        });
    });
    SshNode node;
    QVERIFY(node.start({.hasCurl = false}));
    const QByteArray address = "http://127.0.0.1:" + QByteArray::number(metadata.serverPort());
    const ProbeRunner elsewhere = [address](const ProbeTarget &target, const QByteArray &mark, const std::stop_token &stop) {
        ProcessCall call = sshCall(target, mark);
        call.input = probeScript(mark, address, target.guardianUser);
        return runProcess(call, stop);
    };
    QCOMPARE(probed(targetOn(node), nullptr, elsewhere), u"no-agency"_s);
    QCOMPARE(asked, 3);
    metadata.close();
    QCOMPARE(probed(targetOn(node), nullptr, elsewhere), u"metadata-unreachable"_s);
}

void NodeProbeTest::aNodeWithoutAnyTool()
{
    SshNode node;
    QVERIFY(node.start({.hasCurl = false, .hasPython = false}));
    QCOMPARE(probed(targetOn(node)), u"no-tool"_s);
}

void NodeProbeTest::sshThatDoesNotGetThere_data()
{
    QTest::addColumn<bool>("takesKey");
    QTest::addColumn<int>("hostKey");
    QTest::addColumn<QString>("finding");
    QTest::newRow("it asks for a password") << false << int(SshNode::Known) << u"login-refused"_s;
    QTest::newRow("an unknown host key") << true << int(SshNode::Unknown) << u"host-key-unknown"_s;
    QTest::newRow("a changed host key") << true << int(SshNode::Changed) << u"host-key-changed"_s;
}

void NodeProbeTest::sshThatDoesNotGetThere()
{
    QFETCH(bool, takesKey);
    QFETCH(int, hostKey);
    QFETCH(QString, finding);
    SshNode node;
    QVERIFY(node.start({.banner = "Connection refused\n", .takesKey = takesKey}, static_cast<SshNode::HostKey>(hostKey)));
    QCOMPARE(probed(targetOn(node)), finding);
    QVERIFY(node.calls().isEmpty());
}

void NodeProbeTest::whatRunsThereIsNotTheScript_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QString>("finding");
    QTest::newRow("a banner alone") << QByteArray("echo Welcome") << u"not-the-script"_s;
    QTest::newRow("nologin") << QByteArray("echo This account is not available; exit 1") << u"not-the-script"_s;
    QTest::newRow("no shell") << QByteArray("claviger-no-such-shell") << u"no-shell"_s;
    QTest::newRow("an echo of the input") << QByteArray("cat") << u"not-the-script"_s;
    QTest::newRow("cut") << QByteArray("sh -s | head -c 150") << u"output-cut"_s;
    QTest::newRow("a flood") << QByteArray("head -c 3000000 /dev/zero | tr '\\0' x") << u"output-cut"_s;
    QTest::newRow("an odd line") << QByteArray("sh -s | sed 's/ exit 0/ exit much/'") << u"output-odd"_s;
}

void NodeProbeTest::whatRunsThereIsNotTheScript()
{
    QFETCH(QByteArray, command);
    QFETCH(QString, finding);
    SshNode node;
    QVERIFY(node.start({.forcedCommand = command}));
    QCOMPARE(probed(targetOn(node)), finding);
}

void NodeProbeTest::refusedAndUnknownHosts()
{
    SshNode node;
    QVERIFY(node.start());
    ProbeTarget target = targetOn(node);
    target.port = SshNode::freePort();
    QCOMPARE(probed(target), u"connection-refused"_s);
    target.port = 0;
    target.address = u"no-such-host.invalid"_s;
    QCOMPARE(probed(target), u"name-unknown"_s);
}

void NodeProbeTest::aHangBeforeTheBanner()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    SshNode node;
    QVERIFY(node.start());
    ProbeTarget target = targetOn(node);
    target.port = silent.serverPort();
    QCOMPARE(probed(target, nullptr, briefRunner(30s)), u"connection-silent"_s);
}

void NodeProbeTest::aNodeThatHangs()
{
    SshNode node;
    QVERIFY(node.start());
    node.answerWith("echo > " + QFileInfo(node.configFile()).path().toUtf8() + "/hangs; exec sleep 20");
    QCOMPARE(probed(targetOn(node), nullptr, briefRunner(3s)), u"run-too-long"_s);
    std::stop_source stop;
    const auto running = pending(probeNode(runOverSsh, targetOn(node), clock, stop.get_token()));
    QTRY_COMPARE_WITH_TIMEOUT(node.calls().size(), 2, 20'000);
    stop.request_stop();
    QCOMPARE(settle(running).error().fault, Fault::Cancelled);
}

void NodeProbeTest::withoutSsh()
{
    SshNode node;
    QVERIFY(node.start());
    const QByteArray path = qgetenv("PATH");
    const auto restore = qScopeGuard([&path] { qputenv("PATH", path); });
    const QTemporaryDir empty;
    qputenv("PATH", empty.path().toUtf8());
    QCOMPARE(probed(targetOn(node)), u"ssh-missing"_s);
}

void NodeProbeTest::aTargetThatCannotBeUsed_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("guardian");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("isUsable");
    const QString root = u"root"_s, omm = u"omm"_s, ip = u"192.168.0.156"_s;
    const auto row = [](const char *name, const QString &address, const QString &user, const QString &guardian, int port, bool isUsable) {
        QTest::newRow(name) << address << user << guardian << port << isUsable;
    };
    row("an address", ip, root, omm, 0, true);
    row("a name", u"node-master1tYza.mrs-example.com"_s, root, omm, 2222, true);
    row("an alias of ssh", u"core_2"_s, root, omm, 0, true);
    row("IPv6", u"fe80::1%eth0"_s, root, omm, 0, true);
    row("no Guardian", ip, root, {}, 0, true);
    row("nothing", {}, root, omm, 0, false);
    row("an option", u"-oProxyCommand=touch"_s, root, omm, 0, false);
    row("a user in it", u"root@192.168.0.156"_s, root, omm, 0, false);
    row("a space", u"192.168.0.156 x"_s, root, omm, 0, false);
    row("a line", u"192.168.0.156\n"_s, root, omm, 0, false);
    row("shell", u"a;b"_s, root, omm, 0, false);
    row("a quote", u"a'b"_s, root, omm, 0, false);
    row("odd letters", u"núdo"_s, root, omm, 0, false);
    row("colons that are no address", u"a:b:c"_s, root, omm, 0, false);
    row("endless", QString(300, u'a'), root, omm, 0, false);
    row("unknown", u"unknown!"_s, root, omm, 0, false);
    row("a user like an option", ip, u"-l"_s, omm, 0, false);
    row("no user", ip, {}, omm, 0, false);
    row("a user with a quote", ip, root, u"omm'; touch /tmp/x; '"_s, 0, false);
    row("a Guardian like an option", ip, root, u"-c"_s, 0, false);
    row("a port beyond", ip, root, omm, 65'536, false);
    row("a port below", ip, root, omm, -1, false);
}

void NodeProbeTest::aTargetThatCannotBeUsed()
{
    QFETCH(QString, address);
    QFETCH(QString, user);
    QFETCH(QString, guardian);
    QFETCH(int, port);
    QFETCH(bool, isUsable);
    const ProbeTarget target{.serverId = u"s1"_s, .address = address, .userName = user, .guardianUser = guardian, .port = port};
    bool wasRun = false;
    const ProbeRunner counting = [&wasRun](ProbeTarget, QByteArray, std::stop_token) -> Task<ProcessOutcome> {
        wasRun = true;
        co_return ProcessOutcome{};
    };
    const Result<ProbeFinding> finding = settle(probeNode(counting, target, clock));
    QCOMPARE(finding.has_value(), isUsable);
    QCOMPARE(wasRun, isUsable);
    if (!isUsable) {
        QCOMPARE(finding.error().fault, Fault::Rejected);
        QVERIFY(!finding.error().detail.isEmpty());
    }
}

void NodeProbeTest::nothingOfTheScriptIsInTheArguments()
{
    const ProbeTarget target{.serverId = u"s1"_s, .address = u"192.168.0.156"_s, .guardianUser = u"example-guardian"_s};
    const QByteArray mark = makeProbeMark();
    QVERIFY(mark != makeProbeMark());
    QCOMPARE(mark.size(), 41);
    const ProcessCall call = sshCall(target, mark);
    const QString all = call.arguments.join(u' ');
    QVERIFY(!all.contains(QString::fromLatin1(mark)) && !all.contains(u"169.254"_s) && !all.contains(target.guardianUser));
    QVERIFY(all.endsWith(u"-a -x -T -l root -- 192.168.0.156 sh -s"_s));
    for (const QString &option : {u"BatchMode=yes"_s, u"StrictHostKeyChecking=yes"_s, u"NumberOfPasswordPrompts=0"_s})
        QVERIFY(all.contains(option));
    QVERIFY(!call.arguments.contains(u"-F"_s)); // the person's own configuration counts
    QVERIFY(call.input.contains(mark) && call.input.contains("http://169.254.169.254") && call.input.contains("\nrun\n"));
}

void NodeProbeTest::theCommandToCopyMasks()
{
    SshNode node;
    QVERIFY(node.start());
    QString command = commandToCopy(targetOn(node));
    command.replace(u"ssh "_s, u"ssh -F %1 "_s.arg(node.configFile()));
    const auto run = [&command] { return settle(runProcess({.program = u"sh"_s, .arguments = {u"-c"_s, command}}))->output; };
    node.answerWith("respond '200 OK'; key; printf '\\nHTTP 200\\n'");
    QCOMPARE(run(), QByteArray("HTTP 200\n").prepend("expires_at\": \"2099-01-15T11:00:00.575000Z\"\n"));
    node.answerWith("respond '401 Unauthorized'; printf 'Please configure Cloud Service Agency first\\nHTTP 401\\n'");
    QCOMPARE(run(), QByteArray("Please configure Cloud Service Agency first\nHTTP 401\n"));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::NodeProbeTest)
#include "nodeprobetest.moc"

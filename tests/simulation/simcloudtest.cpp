// SPDX-License-Identifier: Apache-2.0
// The program claviger-simcloud, started as a person or a driver would start it.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

QByteArray fetched(const QStringList &arguments)
{
    QProcess curl;
    curl.start(u"curl"_s, QStringList{u"-q"_s, u"--silent"_s, u"--max-time"_s, u"20"_s} + arguments);
    return curl.waitForFinished(60'000) ? curl.readAllStandardOutput() : QByteArray();
}

} // namespace

class SimcloudTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();
    void itPrintsTheEntryAndServes_data();
    void itPrintsTheEntryAndServes();
    void theControlDoorShowsAndChangesTheState();
    void theControlDoorBindsUnbindsAndSteps();
    void aPersonInABrowserPullsTheSameLevers();
    void anythingCanBeChangedThroughTheControlDoor();
    void aScenarioOfOnesOwn();
    void badScenarioFilesAreASentence_data();
    void badScenarioFilesAreASentence();
    void theControlDoorIsForLoopbackNamesOnly();
    void badArgumentsAreASentence_data();
    void badArgumentsAreASentence();
    void everyKnownScenarioIsAccepted();
    void aTakenPortIsASentence();
    void itEndsOnBothSignals();

private:
    // Starts it and waits until the entry is complete; then m_url and m_control are known.
    bool launch(const QStringList &arguments);
    QString value(const QString &key) const;

    QProcess m_program;
    QString m_printed;
    QString m_url;
    QString m_control;
    QString m_objects;
};

bool SimcloudTest::launch(const QStringList &arguments)
{
    m_printed.clear();
    m_program.start(QStringLiteral(SIMCLOUD_PROGRAM), arguments + QStringList{u"--print-clouds-yaml"_s});
    const bool withTls = arguments.contains(u"--tls"_s);
    const QString last = withTls ? u"cacert: "_s : u"obs_endpoint_override: "_s;
    while (!m_printed.contains(last) || !m_printed.endsWith(u'\n')) {
        if (!m_program.waitForReadyRead(20'000))
            return false;
        m_printed += QString::fromUtf8(m_program.readAllStandardOutput());
    }
    m_url = value(u"auth_url"_s);
    m_control = m_printed.section(u"control door at "_s, 1).section(u'\n', 0, 0);
    m_objects = value(u"obs_endpoint_override"_s);
    return m_url.endsWith("/v3"_L1) && m_control.startsWith("http://127.0.0.1:"_L1);
}

QString SimcloudTest::value(const QString &key) const
{
    return m_printed.section(key + u": "_s, 1).section(u'\n', 0, 0).remove(u'"');
}

void SimcloudTest::cleanup()
{
    if (m_program.state() != QProcess::NotRunning) {
        m_program.kill();
        m_program.waitForFinished();
    }
}

void SimcloudTest::itPrintsTheEntryAndServes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("http") << QStringList{u"--port"_s, u"0"_s};
    QTest::newRow("tls") << QStringList{u"--port"_s,  u"0"_s,       u"--tls"_s, u"--scenario"_s,
                                        u"healthy"_s, u"--speed"_s, u"60"_s};
}

void SimcloudTest::itPrintsTheEntryAndServes()
{
    QFETCH(QStringList, arguments);
    QVERIFY(launch(arguments));
    QVERIFY(m_printed.contains("clouds:\n  simcloud:\n    auth:\n"_L1));
    const QString caFile = arguments.contains(u"--tls"_s) ? value(u"cacert"_s) : QString();
    QCOMPARE(m_url.startsWith("https:"_L1), !caFile.isEmpty());
    // Signs in with what was printed, as a reader of the entry would.
    const QString body =
        u"{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"%1\",\"password\":\"%"
        u"2\","
        "\"domain\":{\"name\":\"%3\"}}}},\"scope\":{\"project\":{\"name\":\"%4\",\"domain\":{\"name\":\"%5\"}}}}}"_s
            .arg(value(u"username"_s), value(u"password"_s), value(u"user_domain_name"_s), value(u"project_name"_s),
                 value(u"project_domain_name"_s));
    QStringList trust;
    if (!caFile.isEmpty())
        trust = {u"--cacert"_s, caFile};
    const QByteArray answer = fetched(trust + QStringList{u"-d"_s, body, m_url + u"/auth/tokens"_s});
    QCOMPARE(QJsonDocument::fromJson(answer)["token"_L1]["project"_L1]["name"_L1].toString(), u"eu-de"_s);
    ::kill(static_cast<pid_t>(m_program.processId()), SIGTERM);
    QVERIFY(m_program.waitForFinished(20'000));
    QCOMPARE(m_program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_program.exitCode(), 0);
    QVERIFY(caFile.isEmpty() || !QFile::exists(caFile));
}

void SimcloudTest::theControlDoorShowsAndChangesTheState()
{
    QVERIFY(launch({u"--port"_s, u"0"_s, u"--scenario"_s, u"ecs-down"_s}));
    const QByteArray state = fetched({m_control + u"/state"_s});
    const QJsonDocument document = QJsonDocument::fromJson(state);
    QCOMPARE(document["scenario"_L1].toString(), u"ecs-down"_s);
    QCOMPARE(document["access_keys"_L1].toArray().size(), 3);
    QVERIFY(!state.contains("ExampleSecret") && !state.contains("example-password") && !state.contains("totp"));
    const QString body =
        u"{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"viewer\","
        "\"password\":\"example-password\",\"domain\":{\"name\":\"OTC-EXAMPLE-00000000001\"}}}}}}"_s;
    QVERIFY(fetched({u"-d"_s, body, m_url + u"/auth/tokens"_s}).contains("issued_at"));
    const auto validTokens = [this] {
        return QJsonDocument::fromJson(fetched({m_control + u"/state"_s}))["valid_tokens"_L1].toInt(-1);
    };
    QCOMPARE(validTokens(), 1);
    QVERIFY(fetched({u"-X"_s, u"POST"_s, m_control + u"/expire"_s}).contains("expired"));
    QCOMPARE(validTokens(), 0);

    QVERIFY(
        fetched({u"-d"_s, u"{\"scenario\":\"healthy\"}"_s, m_control + u"/scenario"_s}).contains("Now playing"));
    QVERIFY(fetched({u"-d"_s, u"{\"scenario\":\"nope\"}"_s, m_control + u"/scenario"_s}).contains("flapping"));
    const auto status = [this](const QStringList &arguments, const QString &path) {
        return fetched(QStringList{u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_code}"_s} + arguments
                       + QStringList{m_control + path});
    };
    QCOMPARE(status({u"-d"_s, u"not json"_s}, u"/scenario"_s), QByteArray("400"));
    for (const char *bad : {"", "{}", R"({"seconds":0})", R"({"seconds":-1})", R"({"seconds":1e300})", R"({"minutes":"many"})"})
        QCOMPARE(status({u"-d"_s, QString::fromLatin1(bad)}, u"/step"_s), QByteArray("400"));
    for (const char *bad : {"", "{}", R"({"cluster":7})", R"({"cluster":"mrs-etl-prod"})", R"({"agency":"mrs_ecs_obs"})"})
        QCOMPARE(status({u"-d"_s, QString::fromLatin1(bad)}, u"/bind"_s), QByteArray("400"));
    QCOMPARE(status({u"-d"_s, u"{\"cluster\":\"nowhere\"}"_s}, u"/unbind"_s), QByteArray("404"));
    QCOMPARE(status({u"-d"_s, u"{\"cluster\":\"mrs-etl-prod\",\"nodes\":[\"core-99\"]}"_s}, u"/unbind"_s), QByteArray("404"));
    QCOMPARE(status({}, u"/expire"_s), QByteArray("405")); // a link or a picture must not pull a lever
    QCOMPARE(status({u"-X"_s, u"POST"_s}, u"/state"_s), QByteArray("405"));
    QCOMPARE(status({}, u"/elsewhere"_s), QByteArray("404"));
    QCOMPARE(status({}, u"/"_s), QByteArray("200"));
}

void SimcloudTest::theControlDoorBindsUnbindsAndSteps()
{
    QVERIFY(launch({u"--port"_s, u"0"_s, u"--scenario"_s, u"two-clusters"_s}));
    const auto bound = [this](const QString &cluster) {
        const QJsonDocument state = QJsonDocument::fromJson(fetched({m_control + u"/state?cluster="_s + cluster}));
        return state["clusters"_L1][0]["nodes_bound"_L1].toInt(-1);
    };
    const auto pull = [this](const QString &lever, const QString &json) { return fetched({u"-d"_s, json, m_control + lever}); };
    QCOMPARE(bound(u"mrs-north"_s), 0);
    QCOMPARE(bound(u"mrs-south"_s), 5);
    QVERIFY(pull(u"/bind"_s, u"{\"cluster\":\"mrs-north\",\"agency\":\"mrs_ecs_obs\",\"nodes\":[\"core-1\",\"master-2\"]}"_s)
                .contains("2 nodes"));
    QCOMPARE(bound(u"mrs-north"_s), 2);
    QVERIFY(pull(u"/bind"_s, u"{\"cluster\":\"mrs-north\",\"agency\":\"mrs_ecs_obs\"}"_s).contains("5 nodes"));
    QCOMPARE(bound(u"mrs-north"_s), 5);
    // A choice of nodes that is not understood must not become all of them.
    QVERIFY(pull(u"/unbind"_s, u"{\"cluster\":\"mrs-south\",\"nodes\":7}"_s).contains("with commas"));
    QVERIFY(pull(u"/unbind"_s, u"{\"cluster\":\"mrs-south\",\"nodes\":[7]}"_s).contains("with commas"));
    QCOMPARE(bound(u"mrs-south"_s), 5);
    QVERIFY(pull(u"/unbind"_s, u"cluster=mrs-south&nodes=core-1,master-2"_s).contains("2 nodes"));
    QCOMPARE(bound(u"mrs-south"_s), 3);
    QVERIFY(pull(u"/unbind"_s, u"{\"cluster\":\"mrs-south\"}"_s).contains("5 nodes"));
    QCOMPARE(bound(u"mrs-south"_s), 0);
    QVERIFY(QJsonDocument::fromJson(pull(u"/step"_s, u"{\"minutes\":90}"_s))["elapsed_seconds"_L1].toInt() >= 5'400);
}

void SimcloudTest::aPersonInABrowserPullsTheSameLevers()
{
    QVERIFY(launch({u"--port"_s, u"0"_s}));
    const QByteArray page = fetched({m_control + u"/"_s});
    QVERIFY(page.contains("<select name=\"scenario\">") && page.contains("mrs-analytics-prod"));
    const QByteArray after = fetched({u"-L"_s, u"-H"_s, u"Accept: text/html"_s, u"-d"_s, u"scenario=agency-unbound"_s, m_control + u"/scenario"_s});
    QVERIFY2(after.contains("Now playing: No agency is bound") && after.contains("<h1>"), after.constData());
    QVERIFY(fetched({u"-L"_s, u"-H"_s, u"Accept: text/html"_s, u"-d"_s, u"minutes=10"_s, m_control + u"/step"_s}).contains("Stepped 600 s"));
    const QByteArray odd = fetched({m_control + u"/?said=%3Cscript%3Ealert(1)%3C/script%3E"_s});
    QVERIFY(!odd.contains("<script>") && odd.contains("&lt;script&gt;"));
    // A page of somebody else's must not play with it.
    const QStringList foreign{u"-H"_s, u"Origin: https://elsewhere.example"_s, u"-d"_s, u"scenario=storm"_s};
    QVERIFY(fetched(foreign + QStringList{m_control + u"/scenario"_s}).contains("no forms from other pages"));
    QVERIFY(fetched({u"-H"_s, u"Origin: null"_s, u"-d"_s, u"scenario=storm"_s, m_control + u"/scenario"_s}).contains("other pages"));
}

void SimcloudTest::anythingCanBeChangedThroughTheControlDoor()
{
    QVERIFY(launch({u"--port"_s, u"0"_s, u"--scenario"_s, u"two-clusters"_s}));
    const auto change = [this](const QByteArray &json) {
        return fetched({u"-d"_s, QString::fromUtf8(json), m_control + u"/change"_s});
    };
    const auto alarms = [this] {
        QSet<int> ids;
        const QJsonDocument state = QJsonDocument::fromJson(fetched({m_control + u"/state"_s}));
        for (const auto &alarm : state["alarms"_L1].toArray())
            ids.insert(alarm.toObject()["id"_L1].toInt());
        return ids;
    };
    QVERIFY(!alarms().contains(45736));
    QVERIFY(change(R"({"do":"token-server","cluster":"mrs-south","running":false})").contains("Changed"));
    fetched({u"-d"_s, u"{\"minutes\":3}"_s, m_control + u"/step"_s});
    QVERIFY(alarms().contains(45736));
    QVERIFY(change(R"({"do":"token-server","cluster":"nowhere"})").contains("there is no cluster"));
    QVERIFY(change(R"({"do":"token-server"})").contains("Nothing was changed"));
    QVERIFY(change("{}").contains("Nothing was changed"));
    // By the form of the page.
    const QByteArray page = fetched({m_control + u"/"_s});
    QVERIFY(page.contains("Make it unreachable") && page.contains("Manager answers"));
    fetched({u"--data-urlencode"_s, u"change={\"do\":\"manager\",\"reachable\":false}"_s, u"-H"_s, u"Accept: text/html"_s,
             m_control + u"/change"_s});
    QVERIFY(fetched({m_control + u"/"_s}).contains("Manager does not answer"));
}

void SimcloudTest::aScenarioOfOnesOwn()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"own.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"id":"my-drill","title":"Mine <b>","story":"So it was.","clusters":[{"name":"mrs-own","count":3}],
                   "changes":[{"do":"bind","cluster":"mrs-own-2","agency":""}]})");
    file.close();
    QVERIFY(launch({u"--port"_s, u"0"_s, u"--scenario-file"_s, file.fileName()}));
    const auto state = [this] { return QJsonDocument::fromJson(fetched({m_control + u"/state"_s})); };
    QCOMPARE(state()["scenario"_L1].toString(), u"my-drill"_s);
    QCOMPARE(state()["clusters"_L1].toArray().size(), 3);
    QCOMPARE(state()["clusters"_L1][1]["nodes_bound"_L1].toInt(-1), 0);
    const QByteArray page = fetched({m_control + u"/"_s});
    QVERIFY(page.contains("my-drill") && page.contains("So it was.") && page.contains("Mine &lt;b&gt;"));
    // Another one over the wire, based on one that ships.
    QVERIFY(fetched({u"-d"_s, u"{\"scenario\":{\"id\":\"second\",\"based_on\":\"two-clusters\",\"title\":\"Next\"}}"_s,
                     m_control + u"/scenario"_s})
                .contains("Now playing: Next"));
    QCOMPARE(state()["clusters"_L1].toArray().size(), 2);
    QVERIFY(fetched({u"-d"_s, u"{\"scenario\":{\"id\":\"third\",\"colour\":1}}"_s, m_control + u"/scenario"_s}).contains("colour"));
    QCOMPARE(state()["scenario"_L1].toString(), u"second"_s);
}

void SimcloudTest::badScenarioFilesAreASentence_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("absent") << QByteArray() << u"cannot be read"_s;
    QTest::newRow("no JSON") << QByteArray("scenario") << u"scenario"_s;
    QTest::newRow("unknown member") << QByteArray(R"({"id":"x","colour":1})") << u"“colour”"_s;
    QTest::newRow("too large") << QByteArray(1024 * 1024 + 1, ' ') << u"larger"_s;
    QTest::newRow("unknown project") << QByteArray(R"({"id":"x","clusters":[{"name":"c","project":"eu-nl"}]})") << u"eu-nl"_s;
}

void SimcloudTest::badScenarioFilesAreASentence()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"own.json"_s);
    if (!content.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QProcess simcloud;
    simcloud.start(QStringLiteral(SIMCLOUD_PROGRAM), {u"--port"_s, u"0"_s, u"--scenario-file"_s, path});
    QVERIFY(simcloud.waitForFinished());
    QVERIFY(simcloud.exitCode() != 0);
    const QString error = QString::fromUtf8(simcloud.readAllStandardError());
    QVERIFY2(error.contains(says), qPrintable(error));
    QCOMPARE(error.count(u'\n'), 1);
}

void SimcloudTest::theControlDoorIsForLoopbackNamesOnly()
{
    QVERIFY(launch({u"--port"_s, u"0"_s}));
    QVERIFY(fetched({u"-H"_s, u"Host: rebound.example"_s, m_control + u"/state"_s}).contains("localhost only"));
    QVERIFY(fetched({u"-H"_s, u"Host: localhost:1"_s, m_control + u"/state"_s}).contains("scenario"));
}

void SimcloudTest::badArgumentsAreASentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("port text") << QStringList{u"--port"_s, u"many"_s} << u"65532"_s;
    QTest::newRow("port too high") << QStringList{u"--port"_s, u"65533"_s} << u"65532"_s;
    QTest::newRow("port negative") << QStringList{u"--port=-1"_s} << u"65532"_s;
    QTest::newRow("scenario") << QStringList{u"--scenario"_s, u"nope"_s} << u"metadata-throttled"_s;
    QTest::newRow("two scenarios") << QStringList{u"--scenario"_s, u"healthy"_s, u"--scenario-file"_s, u"x.json"_s}
                                   << u"do not go together"_s;
    QTest::newRow("speed") << QStringList{u"--speed"_s, u"nan"_s} << u"--speed"_s;
    QTest::newRow("speed zero") << QStringList{u"--speed"_s, u"0"_s} << u"--speed"_s;
    QTest::newRow("unknown option") << QStringList{u"--colour"_s} << u"colour"_s;
    QTest::newRow("stray word") << QStringList{u"healthy"_s} << u"healthy"_s;
    QTest::newRow("value missing") << QStringList{u"--port"_s} << u"port"_s;
}

void SimcloudTest::badArgumentsAreASentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    m_program.start(QStringLiteral(SIMCLOUD_PROGRAM), arguments);
    QVERIFY(m_program.waitForFinished(20'000));
    QCOMPARE(m_program.exitCode(), 2);
    QVERIFY(QString::fromUtf8(m_program.readAllStandardError()).contains(says));
    QVERIFY(m_program.readAllStandardOutput().isEmpty());
}

void SimcloudTest::everyKnownScenarioIsAccepted()
{
    for (const char *id : {"healthy", "agency-unbound", "agency-partial", "agency-deleted", "wrong-trust",
                           "agency-expired", "no-obs-permission", "ecs-down", "metadata-throttled", "flapping", "storm",
                           "manager-unreachable", "two-clusters"}) {
        QVERIFY2(launch({u"--port"_s, u"0"_s, u"--scenario"_s, QString::fromLatin1(id)}), id);
        cleanup();
    }
}

void SimcloudTest::aTakenPortIsASentence()
{
    QTcpServer other;
    do { // the last three ports cannot be asked for
        other.close();
        QVERIFY(other.listen(QHostAddress::LocalHost));
    } while (other.serverPort() > 65'532);
    m_program.start(QStringLiteral(SIMCLOUD_PROGRAM), {u"--port"_s, QString::number(other.serverPort())});
    QVERIFY(m_program.waitForFinished(20'000));
    QCOMPARE(m_program.exitCode(), 1);
    QVERIFY(m_program.readAllStandardError().contains(QByteArray::number(other.serverPort())));
}

void SimcloudTest::itEndsOnBothSignals()
{
    for (const int signal : {SIGTERM, SIGINT}) {
        QVERIFY(launch({u"--port"_s, u"0"_s}));
        ::kill(static_cast<pid_t>(m_program.processId()), signal);
        QVERIFY(m_program.waitForFinished(20'000));
        QCOMPARE(m_program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_program.exitCode(), 0);
    }
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::SimcloudTest)
#include "simcloudtest.moc"

// SPDX-License-Identifier: Apache-2.0
// The programs as they are installed: the console signs in to a simulated cloud that runs in a process of its own, with
// nothing between them but clouds.yaml and TLS on the loopback. The paths of both come from the environment.
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

class ProgramTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aCloudOfCloudsYamlSignsInByItself();
    void aWrongPasswordIsSentOnce();
    void anUnknownCloudIsNamedAndNothingIsSent();
    void theTourDoesTheMainJob_data();
    void theTourDoesTheMainJob();
    void aStepThatFailsEndsTheTour();
    void aTourWithoutPlaceForItsPicturesFails();
    void theCommandLineRefusesWhatItDoesNotKnow_data();
    void theCommandLineRefusesWhatItDoesNotKnow();
    void theVersionNeedsNoDisplay();

private:
    void startConsole(const QStringList &arguments, const QString &sessionBus = {});
    QJsonObject state();
    bool isWritten(const QByteArray &text) const;

    QTemporaryDir m_home;
    QProcess m_cloud, m_console;
    QByteArray m_yaml;
    QString m_control;
    QNetworkAccessManager m_network;
};

void ProgramTest::init()
{
    m_cloud.start(qEnvironmentVariable("CLAVIGER_SIMCLOUD"), {u"--port"_s, u"0"_s, u"--tls"_s, u"--print-clouds-yaml"_s});
    m_yaml.clear();
    QVERIFY(QTest::qWaitFor([this] {
        m_yaml += m_cloud.readAllStandardOutput();
        return m_yaml.contains("cacert");
    }, 20'000));
    const auto control = QRegularExpression(u"control door at (\\S+)"_s).match(QString::fromUtf8(m_yaml));
    QVERIFY(control.hasMatch());
    m_control = control.captured(1);
    QFile file(m_home.filePath(u"clouds.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_yaml) > 0);
}

void ProgramTest::cleanup()
{
    for (QProcess *process : {&m_console, &m_cloud}) {
        process->terminate();
        if (!process->waitForFinished(20'000))
            process->kill();
    }
}

void ProgramTest::startConsole(const QStringList &arguments, const QString &sessionBus)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"OS_CLIENT_CONFIG_FILE"_s, m_home.filePath(u"clouds.yaml"_s));
    environment.insert(u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s));
    environment.insert(u"XDG_DATA_HOME"_s, m_home.filePath(u"data"_s));
    environment.insert(u"QT_LOGGING_RULES"_s, u"claviger.*=true"_s);
    if (!sessionBus.isEmpty())
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, sessionBus);
    m_console.setProcessEnvironment(environment);
    m_console.setProcessChannelMode(QProcess::MergedChannels);
    m_console.setStandardOutputFile(m_home.filePath(u"console.log"_s));
    m_console.start(qEnvironmentVariable("CLAVIGER_CONSOLE"), arguments);
    QVERIFY(m_console.waitForStarted());
}

QJsonObject ProgramTest::state()
{
    const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(QUrl(m_control + u"/state"_s))));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 10'000))
        return {};
    return QJsonDocument::fromJson(reply->readAll()).object();
}

// Whether any file that the console wrote, its log included, holds the text.
bool ProgramTest::isWritten(const QByteArray &text) const
{
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.fileName().endsWith("clouds.yaml"_L1) && file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            return true;
    }
    return false;
}

void ProgramTest::aCloudOfCloudsYamlSignsInByItself()
{
    startConsole({u"--cloud"_s, u"simcloud"_s});
    QTRY_COMPARE_WITH_TIMEOUT(state().value(u"valid_tokens"_s).toInt(), 2, 30'000); // account and project scope
    QFile limits(u"/proc/%1/limits"_s.arg(m_console.processId()));
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QString table = QString::fromLatin1(limits.readAll()).simplified();
    QVERIFY2(table.contains(u"Max core file size 0 0"_s), qPrintable(table)); // a crash writes no memory to a disk
    QFile filter(u"/proc/%1/coredump_filter"_s.arg(m_console.processId()));
    QVERIFY(filter.open(QIODevice::ReadOnly));
    QCOMPARE(filter.readAll().trimmed().toInt(nullptr, 16), 0); // nor into a program that collects crashes
    QTRY_VERIFY_WITH_TIMEOUT(isWritten("OS-CREDENTIAL/credentials 200"), 20'000);   // its log: the keys were read
    QVERIFY(!isWritten("example-password"));
    QVERIFY(!isWritten("MII")); // no token either
}

void ProgramTest::aWrongPasswordIsSentOnce()
{
    QFile file(m_home.filePath(u"clouds.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_yaml.replace("example-password", "wrong-example")) > 0);
    file.close();
    startConsole({u"--cloud"_s, u"simcloud"_s});
    QTRY_VERIFY_WITH_TIMEOUT(isWritten("/v3/auth/tokens 401"), 30'000);
    QTest::qWait(1'500); // long enough for a second try to show, if there were one
    QFile log(m_home.filePath(u"console.log"_s));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QCOMPARE(log.readAll().count("POST 127.0.0.1 /v3/auth/tokens"), 1);
    QCOMPARE(state().value(u"valid_tokens"_s).toInt(), 0);
}

void ProgramTest::anUnknownCloudIsNamedAndNothingIsSent()
{
    const int before = state().value(u"calls"_s).toInt();
    startConsole({u"--cloud"_s, u"no-such-cloud"_s});
    // The sign-in page looks at the service of the cloud that there is; by then it has said what it was asked for.
    QTRY_VERIFY_WITH_TIMEOUT(isWritten("GET 127.0.0.1 /v3 "), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(isWritten("no-such-cloud"), 20'000); // its standard error
    QCOMPARE(m_console.state(), QProcess::Running);
    QVERIFY(!isWritten("auth/tokens"));
    QVERIFY(state().value(u"calls"_s).toInt() - before <= 1); // the look, without credentials
}

void ProgramTest::theTourDoesTheMainJob_data()
{
    QTest::addColumn<QString>("bus");
    QTest::addColumn<QString>("keychain");
    QTest::newRow("with a keychain") << QString() << u"service"_s;
    QTest::newRow("in memory only") << u"unix:path=/nonexistent/bus"_s << u"memory"_s;
}

void ProgramTest::theTourDoesTheMainJob()
{
    QFETCH(const QString, bus);
    QFETCH(const QString, keychain);
    const QTemporaryDir folder;
    for (int round = 0; round < 2; ++round) { // the second finds the journal of the first
        startConsole({u"--tour"_s, folder.path()}, bus);
        QVERIFY(m_console.waitForFinished(180'000));
        QFile file(folder.filePath(u"tour.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject report = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(report.value(u"keychain"_s).toString(), keychain);
        const QJsonArray steps = report.value(u"steps"_s).toArray();
        QVERIFY(!steps.isEmpty());
        for (const QJsonValue &step : steps) {
            QVERIFY2(step[u"result"_s] == u"ok"_s, qPrintable(step[u"name"_s].toString()));
            const QString picture = step[u"picture"_s].toString();
            QVERIFY(picture.isEmpty() || QFile::exists(folder.filePath(picture)));
        }
        QCOMPARE(m_console.exitCode(), 0);
    }
}

void ProgramTest::aStepThatFailsEndsTheTour()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"03-create.png"_s)); // in the way of the third picture
    startConsole({u"--tour"_s, folder.path()}, u"unix:path=/nonexistent/bus"_s);
    QVERIFY(m_console.waitForFinished(180'000));
    QCOMPARE(m_console.exitStatus(), QProcess::NormalExit);
    QVERIFY(m_console.exitCode() != 0);
    QFile file(folder.filePath(u"tour.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray steps = QJsonDocument::fromJson(file.readAll()).object().value(u"steps"_s).toArray();
    QVERIFY(steps.size() > 4);
    for (int i = 0; i < static_cast<int>(steps.size()); ++i)
        QCOMPARE(steps[i][u"result"_s].toString(), i < 2 ? u"ok"_s : i == 2 ? u"failed"_s : u"skipped"_s);
    QVERIFY(steps[2][u"detail"_s].toString().contains(u"03-create.png"_s));
    QVERIFY(steps[2][u"picture"_s].toString().isEmpty());
}

void ProgramTest::aTourWithoutPlaceForItsPicturesFails()
{
    startConsole({u"--tour"_s, u"/dev/null/tour"_s});
    QVERIFY(m_console.waitForFinished(180'000));
    QVERIFY(m_console.exitCode() != 0);
    QVERIFY(isWritten("the folder /dev/null/tour cannot be made"));
}

void ProgramTest::theCommandLineRefusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("option") << QStringList{u"--no-such-option"_s};
    QTest::newRow("argument") << QStringList{u"stray"_s};
    QTest::newRow("page") << QStringList{u"--page"_s, u"no-such-page"_s};
    QTest::newRow("twice") << QStringList{u"--cloud"_s, u"a"_s, u"--cloud"_s, u"b"_s};
    QTest::newRow("demo and cloud") << QStringList{u"--demo"_s, u"--cloud"_s, u"a"_s};
    QTest::newRow("tour without a folder") << QStringList{u"--tour"_s, QString()};
    QTest::newRow("scenario without demo") << QStringList{u"--scenario"_s, u"healthy"_s};
}

void ProgramTest::theCommandLineRefusesWhatItDoesNotKnow()
{
    QFETCH(QStringList, arguments);
    startConsole(arguments);
    QVERIFY(m_console.waitForFinished(20'000));
    QCOMPARE(m_console.exitCode(), 2);
    QVERIFY(isWritten("Usage:"));
}

void ProgramTest::theVersionNeedsNoDisplay()
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"QT_QPA_PLATFORM"_s);
    environment.remove(u"DISPLAY"_s);
    process.setProcessEnvironment(environment);
    process.start(qEnvironmentVariable("CLAVIGER_CONSOLE"), {u"--version"_s});
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().startsWith("claviger "));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ProgramTest)
#include "programtest.moc"

// SPDX-License-Identifier: Apache-2.0
// The door of the simulated Manager with a client that nobody here wrote: curl, and tar for what it fetched.
#include "app/simulation/estate.h"
#include "app/simulation/loopbackdoor.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

struct Ended
{
    int exitCode = -1;
    QByteArray output = {};
};

Ended run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60'000))
        return {};
    return {.exitCode = process.exitCode(), .output = process.readAllStandardOutput()};
}

const QString operatorLogin = u"example-operator:example-manager-Password1"_s;

} // namespace

class ManagerDoorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theCertificateIsForAnotherName();
    void basicThenCookie();
    void casLogin();
    void clearAndExport();
    void aPackageIsFetchedGoneOnWithAndUnpacked();
    void anUnreachableManagerClosesTheConnection();
    void aSilentManagerHangs();

private:
    Ended curl(const QStringList &arguments) const
    {
        return run(u"curl"_s,
                   QStringList{u"-q"_s, u"--silent"_s, u"--insecure"_s, u"--max-time"_s, u"30"_s, u"--cookie"_s, m_jar,
                               u"--cookie-jar"_s, m_jar}
                       + arguments);
    }
    QString url(const QString &path) const { return m_door->url() + path; }
    void logIn(); // with the cookie, and m_token

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_jar;
    QString m_token;
    std::shared_ptr<SimulatedCloud> m_cloud;
    std::unique_ptr<LoopbackDoor> m_door;
};

void ManagerDoorTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_jar = m_folder->filePath(u"jar"_s);
    sim::World world = sim::World::demo(std::make_shared<RealClock>());
    sim::addStandardAgencies(world, world.accounts().front().id);
    sim::addCluster(world, {.name = u"mrs-demo"_s});
    sim::startGuardian(world);
    m_cloud = std::make_shared<SimulatedCloud>(std::move(world));
    m_door = std::make_unique<LoopbackDoor>(m_cloud, LoopbackDoor::Scheme::Http, sim::Door::Manager);
    QVERIFY(m_door->start());
}

void ManagerDoorTest::cleanup()
{
    m_door.reset();
}

void ManagerDoorTest::logIn()
{
    QCOMPARE(curl({u"-u"_s, operatorLogin, url(u"/web/api/v2/session/status"_s)}).exitCode, 0);
    const QByteArray answer = curl({u"-X"_s, u"POST"_s, url(u"/web/api/v2/session/login_check"_s)}).output;
    m_token = u"X-HW-FI-Auth-Token: "_s + QJsonDocument::fromJson(answer)["token"_L1].toString();
    QVERIFY(m_token.size() > 40);
}

void ManagerDoorTest::theCertificateIsForAnotherName()
{
    QVERIFY(m_door->url().startsWith("https://"_L1)); // whatever scheme was asked for
    const QStringList plain{u"-q"_s, u"--silent"_s, u"--max-time"_s, u"30"_s};
    const QStringList trusting = plain + QStringList{u"--cacert"_s, m_door->caFile()};
    QCOMPARE(run(u"curl"_s, plain + QStringList{url(u"/web/"_s)}).exitCode, 60); // nobody vouches for it
    QCOMPARE(run(u"curl"_s, trusting + QStringList{url(u"/web/"_s)}).exitCode, 60); // nor is it for this name
    const QString port = m_door->url().section(u':', 2);
    QCOMPARE(run(u"curl"_s,
                 trusting
                     + QStringList{u"--connect-to"_s, u"192.0.2.11:%1:127.0.0.1:%1"_s.arg(port),
                                   u"https://192.0.2.11:%1/web/"_s.arg(port)})
                 .exitCode,
             0);
    QFile file(m_door->caFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QSslCertificate certificate(&file);
    QCOMPARE(QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex()), m_door->fingerprint());
    // Qt's isSelfSigned() wants the right to sign others, too.
    QCOMPARE(certificate.issuerInfo(QSslCertificate::CommonName), certificate.subjectInfo(QSslCertificate::CommonName));
    QCOMPARE(certificate.subjectInfo(QSslCertificate::CommonName), QStringList{u"192.0.2.11"_s});
}

void ManagerDoorTest::basicThenCookie()
{
    QVERIFY(curl({url(u"/web/api/v2/clusters"_s)}).output.contains("FusionInsight Manager login"));
    QCOMPARE(curl({u"-u"_s, operatorLogin, url(u"/web/api/v2/session/status"_s)}).exitCode, 0);
    const QJsonDocument clusters = QJsonDocument::fromJson(curl({url(u"/web/api/v2/clusters"_s)}).output);
    QCOMPARE(clusters[0]["name"_L1].toString(), u"mrs-demo"_s);
    QVERIFY(curl({u"-u"_s, u"example-operator:wrong"_s, url(u"/web/api/v2/session/status"_s)})
                .output.contains("cannot be determined to be authentic"));
}

void ManagerDoorTest::casLogin()
{
    const QByteArray page = curl({url(u"/cas/login"_s)}).output;
    static const QRegularExpression field(u"name=\"lt\" value=\"([^\"]+)\""_s);
    const QString ticket = field.match(QString::fromUtf8(page)).captured(1);
    QVERIFY(!ticket.isEmpty());
    const Ended in =
        curl({u"--data-urlencode"_s, u"username=example-operator"_s, u"--data-urlencode"_s,
              u"password=example-manager-Password1"_s, u"-d"_s, u"lt="_s + ticket, u"-d"_s, u"_eventId=submit"_s,
              u"-d"_s, u"submit=Login"_s, url(u"/cas/login?service="_s) + url(u"/web/cas_security_check.htm"_s)});
    QCOMPARE(in.exitCode, 0);
    const QByteArray checked = curl({u"--location"_s, url(u"/web/v1/access/login_check"_s)}).output;
    QCOMPARE(QJsonDocument::fromJson(checked)["state"_L1].toString(), u"COMPLETE"_s);
    QVERIFY(QJsonDocument::fromJson(curl({url(u"/web/api/v2/clusters"_s)}).output).isArray());
    (void)curl({u"--location"_s, url(u"/web/v1/logout_action?is_timeout_logout=false"_s)});
    QVERIFY(curl({url(u"/web/api/v2/clusters"_s)}).output.contains("FusionInsight Manager login"));
}

void ManagerDoorTest::clearAndExport()
{
    logIn();
    const qint64 serial = m_cloud->withWorld([](sim::World &world) {
        return world.alarms.raise({.id = 45741,
                                   .name = u"Failed to Call the ECS securitykey API"_s,
                                   .source = u"mrs-demo"_s,
                                   .serviceName = u"Guardian"_s,
                                   .hostName = u"node-core1"_s,
                                   .occurred = world.now()});
    });
    const QJsonDocument page = QJsonDocument::fromJson(curl({url(u"/web/api/v2/alarms?text=securitykey"_s)}).output);
    QCOMPARE(page["alarms"_L1][0]["serialNo"_L1].toInteger(), serial);
    const QString body = u"{\"serialNos\":[%1]}"_s.arg(serial);
    const QString clear = url(u"/web/api/v2/alarms/operations/clear"_s);
    const QByteArray without = curl({u"-X"_s, u"PUT"_s, u"-d"_s, body, clear}).output;
    QVERIFY(without.contains("SIM-TOKEN"));
    const QByteArray cleared = curl({u"-X"_s, u"PUT"_s, u"-H"_s, m_token, u"-d"_s, body, clear}).output;
    QCOMPARE(QJsonDocument::fromJson(cleared)["cleared"_L1][0].toInteger(), serial);
    const QByteArray made =
        curl({u"-X"_s, u"POST"_s, u"-H"_s, m_token, url(u"/web/api/v2/alarms/operations/export"_s)}).output;
    const QString name = QJsonDocument::fromJson(made)["fileName"_L1].toString();
    const QByteArray csv = curl({url(u"/web/api/v2/alarms/download?file_name="_s + name)}).output;
    QVERIFY(csv.startsWith("Alarm ID,Alarm Name,"));
    QVERIFY(csv.contains(",Manual,"));
}

void ManagerDoorTest::aPackageIsFetchedGoneOnWithAndUnpacked()
{
    logIn();
    const auto local = [](std::chrono::minutes ago) {
        return QDateTime::currentDateTimeUtc()
            .addSecs(-std::chrono::seconds(ago).count())
            .toTimeZone(QTimeZone("Europe/Berlin"))
            .toString(u"yyyy-MM-dd HH:mm"_s);
    };
    m_cloud->withWorld([](sim::World &world) { world.manager.zone = QTimeZone("Europe/Berlin"); });
    const QString wish = u"{\"clusterId\":1,\"services\":[\"Guardian\"],\"startTime\":\"%1\",\"endTime\":\"%2\"}"_s.arg(
        local(24h), local(2h));
    const QString collections = url(u"/web/api/v2/logs/collections"_s);
    const QByteArray begun = curl({u"-H"_s, m_token, u"-d"_s, wish, collections}).output;
    const QString id = QString::number(QJsonDocument::fromJson(begun)["id"_L1].toInt());
    QTRY_COMPARE_WITH_TIMEOUT(QJsonDocument::fromJson(curl({collections + u'/' + id}).output)["state"_L1].toString(),
                              u"COMPLETE"_s, 60'000);
    const QString package = collections + u'/' + id + u"/package"_s;
    const QString whole = m_folder->filePath(u"whole.tar.gz"_s);
    const QString parts = m_folder->filePath(u"parts.tar.gz"_s);
    QCOMPARE(curl({u"-o"_s, whole, package}).exitCode, 0);
    QCOMPARE(curl({u"-r"_s, u"0-999"_s, u"-o"_s, parts, package}).exitCode, 0); // as if it had broken there
    QCOMPARE(QFile(parts).size(), 1'000);
    QCOMPARE(curl({u"-C"_s, u"-"_s, u"-o"_s, parts, package}).exitCode, 0);
    QFile one(whole);
    QFile two(parts);
    QVERIFY(one.open(QIODevice::ReadOnly) && two.open(QIODevice::ReadOnly));
    QVERIFY(one.readAll() == two.readAll());
    const Ended listed = run(u"tar"_s, {u"tzf"_s, parts});
    QCOMPARE(listed.exitCode, 0);
    QVERIFY(listed.output.startsWith("topo_"));
    QVERIFY(listed.output.count("token-server.log") >= 3);
    QVERIFY(curl({u"--head"_s, package}).output.toLower().contains("\r\naccept-ranges: bytes\r\n"));
}

void ManagerDoorTest::anUnreachableManagerClosesTheConnection()
{
    m_cloud->withWorld([](sim::World &world) { world.manager.reach = sim::ManagerState::Reach::Refuses; });
    QCOMPARE(curl({url(u"/web/api/v2/clusters"_s)}).exitCode, 52); // CURLE_GOT_NOTHING
    m_cloud->withWorld([](sim::World &world) { world.manager.reach = sim::ManagerState::Reach::Answers; });
    QCOMPARE(curl({url(u"/web/api/v2/clusters"_s)}).exitCode, 0);
}

void ManagerDoorTest::aSilentManagerHangs()
{
    m_cloud->withWorld([](sim::World &world) { world.manager.reach = sim::ManagerState::Reach::Hangs; });
    QCOMPARE(curl({u"--max-time"_s, u"1"_s, url(u"/web/api/v2/clusters"_s)}).exitCode, 28); // CURLE_OPERATION_TIMEDOUT
    QProcess waiting;
    waiting.start(u"curl"_s, {u"-q"_s, u"--silent"_s, u"--insecure"_s, url(u"/web/api/v2/clusters"_s)});
    QVERIFY(waiting.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(m_cloud->count() >= 2, 20'000);
    m_door->stop(); // does not wait for the one that hangs
    QVERIFY(waiting.waitForFinished(20'000));
    QCOMPARE(waiting.exitCode(), 52);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ManagerDoorTest)
#include "managerdoortest.moc"

// SPDX-License-Identifier: Apache-2.0
// The syslog of the simulated Manager: its lines, what is sent when, and the sending over real sockets.
#include "app/simulation/syslog.h"
#include "app/simulation/syslogsender.h"

#include "app/simulation/estate.h"
#include "tests/simulation/samplealarm.h"

#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUdpSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

const Instant raisedAt{1'749'557'112'000ms}; // 2025-06-10 14:05:12 in Berlin

sim::Alarm keyAlarm(Instant when = raisedAt)
{
    return sampleKeyAlarm(u"node-core1-demo"_s, when);
}

const QByteArray place = "Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=node-core1-demo";

} // namespace

class SyslogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void badTemplates_data();
    void badTemplates();
    void aTemplateDecidesTheOrder();
    void linesLookAsDocumented();
    void theFirstDaysOfAMonthAreRightAligned();
    void aLineIsOneLine();
    void unclearedOnesAreRepeated();
    void heartsBeat();
    void maskedOnesAreNotSent();
    void pastOnesAreNotSent();
    void settingUpAnewForgetsTheOldOne();
    void badSetups_data();
    void badSetups();
    void formsAreTaken();
    void tooManyWaiting();
    void overUdp();
    void overTcp();
    void overIpv6();
    void nobodyListens_data();
    void nobodyListens();
    void aReceiverThatComesBack();
    void aReceiverThatTakesNothingDoesNotHoldUpTheEnd();
    void aStormArrives();

private:
    QString setUp(const QJsonObject &more = {}); // empty: done
    QByteArrayList waiting();
    QJsonDocument state();

    std::shared_ptr<ManualClock> m_clock;
    std::shared_ptr<SimulatedCloud> m_cloud;
};

void SyslogTest::init()
{
    m_clock = std::make_shared<ManualClock>(raisedAt);
    sim::World world = sim::World::demo(m_clock);
    sim::addCluster(world, {.name = u"mrs-demo"_s});
    m_cloud = std::make_shared<SimulatedCloud>(std::move(world));
}

QString SyslogTest::setUp(const QJsonObject &more)
{
    QJsonObject wish{{u"host"_s, u"127.0.0.1"_s}, {u"port"_s, 514}};
    for (auto it = more.begin(); it != more.end(); ++it)
        wish[it.key()] = it.value();
    const Result<Done> done = m_cloud->withWorld([&wish](sim::World &world) { return sim::setUpSyslog(world, wish); });
    return done ? QString() : done.error().detail;
}

QByteArrayList SyslogTest::waiting()
{
    return m_cloud->withWorld([](sim::World &world) { return world.manager.syslog->take(world, 1'000'000); });
}

QJsonDocument SyslogTest::state()
{
    return m_cloud->withWorld(
        [](sim::World &world) { return QJsonDocument::fromJson(sim::describeSyslog(world).json()); });
}

void SyslogTest::badTemplates_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << u" "_s;
    QTest::newRow("no field") << u"id|name"_s;
    QTest::newRow("unknown field") << u"${id}|${severity}"_s;
    QTest::newRow("other case") << u"${ID}"_s;
    QTest::newRow("open") << u"${id}|${name"_s;
    QTest::newRow("empty field") << u"${}"_s;
    QTest::newRow("stray dollar") << u"$id ${id}"_s;
    QTest::newRow("stray brace") << u"${id}}"_s;
    QTest::newRow("nested") << u"${i${d}}"_s;
    QTest::newRow("comma") << u"${id},${name}"_s;
    QTest::newRow("line break") << u"${id}\n${name}"_s;
    QTest::newRow("umlaut") << u"ü${id}"_s;
    QTest::newRow("1025 characters") << u"${id}"_s + QString(1'020, u'-');
}

void SyslogTest::badTemplates()
{
    QFETCH(QString, text);
    const auto compiled = sim::SyslogTemplate::compile(text);
    QVERIFY(!compiled);
    QVERIFY(compiled.error().endsWith(u'.'));
}

void SyslogTest::aTemplateDecidesTheOrder()
{
    const auto filled = [](const QString &text) {
        return sim::SyslogTemplate::compile(text)->fill(keyAlarm(), QTimeZone("Europe/Berlin"));
    };
    QCOMPARE(filled(u"${id}"_s), u"45741"_s);
    QCOMPARE(filled(u"${level} ${id}_${dn}- x.y ${level}"_s), u"2 45741_mrs-demo- x.y 2"_s);
    QCOMPARE(filled(u"${id}"_s + QString(1'019, u'-')).size(), 1'024);
    QVERIFY(sim::SyslogTemplate::compile(sim::SyslogTemplate::usual()));
}

void SyslogTest::linesLookAsDocumented()
{
    QCOMPARE(setUp(), QString());
    const qint64 serial = m_cloud->withWorld([](sim::World &world) { return world.alarms.raise(keyAlarm()); });
    const QByteArray number = QByteArray::number(serial);
    QCOMPARE(waiting(),
             QByteArrayList{"<134>Jun 10 14:05:12 192.168.10.11 MRS Manager mrs-demo|45741|Failed to Call the ECS "
                            "securitykey API|"
                            + number + "|0|2025-06-10 14:05:12||1|" + place
                            + "|-1|2|No ECS agency is bound to the cluster.||Guardian"});
    m_cloud->withWorld([serial](sim::World &world) {
        QVERIFY(world.alarms.clear(serial, sim::Alarm::Automatic, raisedAt + 26min + 28s));
    });
    QCOMPARE(waiting(),
             QByteArrayList{"<134>Jun 10 14:31:40 192.168.10.11 MRS Manager mrs-demo|45741|Failed to Call the ECS "
                            "securitykey API|"
                            + number + "|1|2025-06-10 14:05:12|2025-06-10 14:31:40|1|" + place + "|0|2|||Guardian"});
    m_cloud->withWorld([](sim::World &world) {
        sim::Alarm event = keyAlarm();
        event.id = 99999;
        event.name = u"Example event"_s;
        event.category = sim::Alarm::Event;
        event.severity = sim::Alarm::Warning;
        event.clearsItself = false;
        event.cause.clear();
        const qint64 other = world.alarms.raise(keyAlarm());
        QVERIFY(world.alarms.clear(other, sim::Alarm::Manual, raisedAt + 1min));
        world.alarms.raise(event);
    });
    const QByteArrayList lines = waiting();
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[1].endsWith("|2|2|||Guardian")); // by hand
    QVERIFY(lines[2].endsWith("|2|2025-06-10 14:05:12||0|" + place + "|-1|4|||Guardian"));
}

void SyslogTest::theFirstDaysOfAMonthAreRightAligned()
{
    QCOMPARE(setUp({{u"template"_s, u"${id}"_s}, {u"identifier"_s, u"FusionInsight Manager"_s}}), QString());
    m_cloud->withWorld([](sim::World &world) { world.alarms.raise(keyAlarm(Instant(1'764'543'600'000ms))); });
    QCOMPARE(waiting(), QByteArrayList{"<134>Dec  1 00:00:00 192.168.10.11 FusionInsight Manager 45741"});
}

void SyslogTest::aLineIsOneLine()
{
    QCOMPARE(setUp({{u"template"_s, u"${cause}|${additionalInfo}"_s}}), QString());
    m_cloud->withWorld([](sim::World &world) {
        sim::Alarm alarm = keyAlarm();
        alarm.cause = u"first\nsecond\r\nthird"_s;
        alarm.additionalInfo = u"a|b ; ünï"_s;
        world.alarms.raise(alarm);
    });
    const QByteArrayList lines = waiting();
    QVERIFY(lines[0].endsWith(u"first second  third|a|b ; ünï"_s.toUtf8()));
}

void SyslogTest::unclearedOnesAreRepeated()
{
    QCOMPARE(setUp({{u"template"_s, u"${serialNo} ${category} ${occurTime}"_s}, {u"repeat_minutes"_s, 15}}), QString());
    const auto step = [this](std::chrono::minutes duration) {
        m_clock->advance(duration);
        m_cloud->withWorld([](const sim::World &) {});
    };
    const auto [first, second] = m_cloud->withWorld([](sim::World &world) {
        const qint64 one = world.alarms.raise(keyAlarm()); // before the other: the order of arguments is not fixed
        const qint64 other = world.alarms.raise(keyAlarm());
        return std::pair(one, other);
    });
    QCOMPARE(waiting().size(), 2);
    step(14min);
    QCOMPARE(waiting().size(), 0);
    step(1min);
    const QByteArrayList again = waiting();
    QCOMPARE(again.size(), 2);
    // The line is of now, the alarm of then.
    QCOMPARE(again[0],
             "<134>Jun 10 14:20:12 192.168.10.11 MRS Manager " + QByteArray::number(first) + " 0 2025-06-10 14:05:12");
    m_cloud->withWorld(
        [first = first](sim::World &world) { QVERIFY(world.alarms.clear(first, sim::Alarm::Automatic, world.now())); });
    QCOMPARE(waiting().size(), 1); // the clear
    step(30min);
    const QByteArrayList later = waiting();
    QCOMPARE(later.size(), 2); // one alarm, twice
    QVERIFY(later[1].contains(QByteArray::number(second)));
}

void SyslogTest::heartsBeat()
{
    QCOMPARE(setUp({{u"heartbeat_minutes"_s, 5}, {u"heartbeat_text"_s, u"heartbeat: mrs-demo alive"_s}}), QString());
    m_cloud->withWorld([](sim::World &world) { world.step(9min); });
    QCOMPARE(waiting(), QByteArrayList{"<134>Jun 10 14:05:12 192.168.10.11 MRS Manager heartbeat: mrs-demo alive"});
    m_cloud->withWorld([](sim::World &world) { world.step(11min); });
    QCOMPARE(waiting().size(), 3);
}

void SyslogTest::maskedOnesAreNotSent()
{
    QCOMPARE(setUp({{u"repeat_minutes"_s, 15}}), QString());
    m_cloud->withWorld([](sim::World &world) {
        world.manager.masks.insert(45741, world.now());
        world.alarms.raise(keyAlarm(raisedAt - 1min)); // an old one, told late
        world.alarms.raise(keyAlarm());
    });
    QCOMPARE(waiting().size(), 1);
    m_cloud->withWorld([](sim::World &world) { world.step(15min); });
    QCOMPARE(waiting().size(), 1);
}

void SyslogTest::pastOnesAreNotSent()
{
    QCOMPARE(setUp(), QString());
    m_cloud->withWorld([](sim::World &world) { world.alarms.remember(keyAlarm()); });
    QCOMPARE(waiting().size(), 0);
}

void SyslogTest::settingUpAnewForgetsTheOldOne()
{
    QCOMPARE(setUp({{u"heartbeat_minutes"_s, 1}}), QString());
    QCOMPARE(setUp({{u"heartbeat_minutes"_s, 10}}), QString());
    m_cloud->withWorld([](sim::World &world) { world.step(10min); });
    QCOMPARE(waiting().size(), 1);
    QVERIFY(!setUp({{u"port"_s, 0}}).isEmpty()); // refused: the one before goes on
    m_cloud->withWorld([](sim::World &world) { world.step(10min); });
    QCOMPARE(waiting().size(), 1);
    QCOMPARE(setUp({{u"protocol"_s, u"none"_s}}), QString());
    QCOMPARE(state()["protocol"_L1].toString(), u"none"_s);
    m_cloud->withWorld([](sim::World &world) {
        world.step(10min);
        world.alarms.raise(keyAlarm());
        QVERIFY(!world.manager.syslog);
    });
}

void SyslogTest::badSetups_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no host") << u"host"_s << QJsonValue(QString());
    QTest::newRow("a host elsewhere") << u"host"_s << QJsonValue(u"192.0.2.1"_s);
    QTest::newRow("a name elsewhere") << u"host"_s << QJsonValue(u"example.com"_s);
    QTest::newRow("any address") << u"host"_s << QJsonValue(u"0.0.0.0"_s);
    QTest::newRow("no text") << u"host"_s << QJsonValue(1);
    QTest::newRow("port 0") << u"port"_s << QJsonValue(0);
    QTest::newRow("port 65536") << u"port"_s << QJsonValue(65'536);
    QTest::newRow("half a port") << u"port"_s << QJsonValue(514.5);
    QTest::newRow("a port in words") << u"port"_s << QJsonValue(u"syslog"_s);
    QTest::newRow("no port") << u"port"_s << QJsonValue();
    QTest::newRow("protocol") << u"protocol"_s << QJsonValue(u"tls"_s);
    QTest::newRow("repeat") << u"repeat_minutes"_s << QJsonValue(-1);
    QTest::newRow("repeat for days") << u"repeat_minutes"_s << QJsonValue(1'441);
    QTest::newRow("heartbeat") << u"heartbeat_minutes"_s << QJsonValue(true);
    QTest::newRow("template") << u"template"_s << QJsonValue(u"${nothing}"_s);
    QTest::newRow("identifier") << u"identifier"_s << QJsonValue(QString(257, u'x'));
    QTest::newRow("two lines") << u"heartbeat_text"_s << QJsonValue(u"a\nb"_s);
}

void SyslogTest::badSetups()
{
    QFETCH(QString, name);
    QFETCH(QJsonValue, value);
    const QString sentence = setUp({{name, value}});
    QVERIFY(sentence.endsWith(u'.'));
    QCOMPARE(state()["protocol"_L1].toString(), u"none"_s);
}

void SyslogTest::formsAreTaken()
{
    QCOMPARE(setUp({{u"host"_s, u"localhost"_s},
                    {u"port"_s, u"5514"_s},
                    {u"protocol"_s, u"TCP"_s},
                    {u"repeat_minutes"_s, QString()},
                    {u"heartbeat_minutes"_s, u"3"_s}}),
             QString());
    QCOMPARE(state()["port"_L1].toInt(), 5514);
    QCOMPARE(state()["host"_L1].toString(), u"127.0.0.1"_s);
    QCOMPARE(state()["protocol"_L1].toString(), u"tcp"_s);
    QCOMPARE(state()["heartbeat_minutes"_L1].toInt(), 3);
    QCOMPARE(state()["template"_L1].toString(), sim::SyslogTemplate::usual());
}

void SyslogTest::tooManyWaiting()
{
    QCOMPARE(setUp({{u"template"_s, u"${serialNo}"_s}}), QString());
    const qint64 last = m_cloud->withWorld([](sim::World &world) {
        qint64 serial = 0;
        for (int i = 0; i < 50'010; ++i)
            serial = world.alarms.raise(keyAlarm());
        return serial;
    });
    QCOMPARE(state()["waiting"_L1].toInt(), 50'000);
    QCOMPARE(state()["lost"_L1].toInt(), 10);
    QVERIFY(waiting().last().endsWith(QByteArray::number(last))); // the oldest are lost
}

void SyslogTest::overUdp()
{
    QUdpSocket receiver;
    QVERIFY(receiver.bind(QHostAddress::LocalHost));
    QCOMPARE(setUp({{u"port"_s, receiver.localPort()}, {u"template"_s, u"${id} ${category}"_s}}), QString());
    SyslogSender sender(m_cloud);
    sender.start();
    m_cloud->withWorld([](sim::World &world) {
        QVERIFY(world.alarms.clear(world.alarms.raise(keyAlarm()), sim::Alarm::Automatic, raisedAt + 1s));
    });
    QByteArrayList lines;
    QVERIFY(QTest::qWaitFor(
        [&] {
            while (receiver.hasPendingDatagrams()) {
                QByteArray datagram(static_cast<qsizetype>(receiver.pendingDatagramSize()), Qt::Uninitialized);
                receiver.readDatagram(datagram.data(), datagram.size());
                lines += datagram;
            }
            return lines.size() == 2;
        },
        20'000));
    QCOMPARE(lines[0], QByteArray("<134>Jun 10 14:05:12 192.168.10.11 MRS Manager 45741 0"));
    QCOMPARE(lines[1], QByteArray("<134>Jun 10 14:05:13 192.168.10.11 MRS Manager 45741 1"));
    QTRY_COMPARE_WITH_TIMEOUT(state()["sent"_L1].toInt(), 2, 20'000);
    QCOMPARE(state()["lost"_L1].toInt(), 0);
}

void SyslogTest::overTcp()
{
    QTcpServer receiver;
    QVERIFY(receiver.listen(QHostAddress::LocalHost));
    QCOMPARE(setUp({{u"port"_s, receiver.serverPort()}, {u"protocol"_s, u"tcp"_s}, {u"template"_s, u"${id}"_s}}),
             QString());
    SyslogSender sender(m_cloud);
    sender.start();
    m_cloud->withWorld([](sim::World &world) {
        for (int i = 0; i < 3; ++i)
            world.alarms.raise(keyAlarm());
    });
    QVERIFY(receiver.waitForNewConnection(20'000));
    QTcpSocket *socket = receiver.nextPendingConnection();
    QByteArray got;
    QVERIFY(QTest::qWaitFor(
        [&] {
            got += socket->readAll();
            return got.count('\n') == 3;
        },
        20'000));
    QCOMPARE(got, QByteArray("<134>Jun 10 14:05:12 192.168.10.11 MRS Manager 45741\n").repeated(3));
    // The next one comes over the same connection.
    m_cloud->withWorld([](sim::World &world) { world.alarms.raise(keyAlarm()); });
    QVERIFY(QTest::qWaitFor([&] { return socket->bytesAvailable() > 0; }, 20'000));
    sender.stop();
    QVERIFY(QTest::qWaitFor([&] { return socket->state() == QAbstractSocket::UnconnectedState; }, 20'000));
    // After a stop nothing goes out, and what waits stays.
    m_cloud->withWorld([](sim::World &world) { world.alarms.raise(keyAlarm()); });
    QCOMPARE(state()["waiting"_L1].toInt(), 1);
}

void SyslogTest::overIpv6()
{
    QUdpSocket receiver;
    if (!receiver.bind(QHostAddress::LocalHostIPv6)) // a machine without IPv6
        return;
    QCOMPARE(setUp({{u"host"_s, u"::1"_s}, {u"port"_s, receiver.localPort()}}), QString());
    SyslogSender sender(m_cloud);
    sender.start();
    m_cloud->withWorld([](sim::World &world) { world.alarms.raise(keyAlarm()); });
    QVERIFY(QTest::qWaitFor([&] { return receiver.hasPendingDatagrams(); }, 20'000));
}

void SyslogTest::nobodyListens_data()
{
    QTest::addColumn<QString>("protocol");
    QTest::newRow("udp") << u"udp"_s;
    QTest::newRow("tcp") << u"tcp"_s;
}

void SyslogTest::nobodyListens()
{
    QFETCH(QString, protocol);
    QTcpServer taken; // a port where nobody speaks UDP, and after its end nobody TCP either
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const quint16 port = taken.serverPort();
    taken.close();
    QCOMPARE(setUp({{u"port"_s, port}, {u"protocol"_s, protocol}}), QString());
    SyslogSender sender(m_cloud);
    sender.start();
    m_cloud->withWorld([](sim::World &world) {
        for (int i = 0; i < 20; ++i)
            world.alarms.raise(keyAlarm());
    });
    QTRY_COMPARE_WITH_TIMEOUT(state()["lost"_L1].toInt() + state()["sent"_L1].toInt(), 20, 20'000);
    QCOMPARE(state()["lost"_L1].toInt(), 20);
    QCOMPARE(state()["waiting"_L1].toInt(), 0);
}

void SyslogTest::aReceiverThatComesBack()
{
    auto receiver = std::make_unique<QTcpServer>();
    QVERIFY(receiver->listen(QHostAddress::LocalHost));
    const quint16 port = receiver->serverPort();
    QCOMPARE(setUp({{u"port"_s, port}, {u"protocol"_s, u"tcp"_s}}), QString());
    SyslogSender sender(m_cloud);
    sender.start();
    const auto raise = [this] { m_cloud->withWorld([](sim::World &world) { world.alarms.raise(keyAlarm()); }); };
    raise();
    QTRY_COMPARE_WITH_TIMEOUT(state()["sent"_L1].toInt(), 1, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(receiver->hasPendingConnections(), 20'000);
    delete receiver->nextPendingConnection();
    receiver.reset(); // gone
    raise();
    QTRY_COMPARE_WITH_TIMEOUT(state()["lost"_L1].toInt(), 1, 20'000);
    receiver = std::make_unique<QTcpServer>();
    QVERIFY(receiver->listen(QHostAddress::LocalHost, port));
    raise();
    QTRY_COMPARE_WITH_TIMEOUT(state()["sent"_L1].toInt(), 2, 20'000);
}

void SyslogTest::aReceiverThatTakesNothingDoesNotHoldUpTheEnd()
{
    QTcpServer receiver;
    QVERIFY(receiver.listen(QHostAddress::LocalHost));
    receiver.pauseAccepting(); // else it would read all that comes while we wait
    QCOMPARE(setUp({{u"port"_s, receiver.serverPort()}, {u"protocol"_s, u"tcp"_s}}), QString());
    auto sender = std::make_unique<SyslogSender>(m_cloud);
    sender->start();
    m_cloud->withWorld([](sim::World &world) {
        sim::Alarm alarm = keyAlarm();
        alarm.additionalInfo = QString(4'000, u'x');
        for (int i = 0; i < 20'000; ++i)
            world.alarms.raise(alarm);
    });
    QTRY_VERIFY_WITH_TIMEOUT(state()["lost"_L1].toInt() > 0, 60'000);
    sender.reset();
}

void SyslogTest::aStormArrives()
{
    QTcpServer receiver;
    QVERIFY(receiver.listen(QHostAddress::LocalHost));
    QCOMPARE(setUp({{u"port"_s, receiver.serverPort()}, {u"protocol"_s, u"tcp"_s}, {u"template"_s, u"${serialNo}"_s}}),
             QString());
    SyslogSender sender(m_cloud);
    sender.start();
    m_cloud->withWorld([](sim::World &world) {
        for (int i = 0; i < 10'000; ++i)
            world.alarms.raise(keyAlarm());
    });
    QVERIFY(receiver.waitForNewConnection(20'000));
    QTcpSocket *socket = receiver.nextPendingConnection();
    QByteArray got;
    QVERIFY(QTest::qWaitFor(
        [&] {
            got += socket->readAll();
            return got.count('\n') == 10'000;
        },
        60'000));
    QByteArrayList lines = got.split('\n');
    lines.removeLast();
    QVERIFY(std::is_sorted(lines.begin(), lines.end())); // in order, serial by serial
    QTRY_COMPARE_WITH_TIMEOUT(state()["sent"_L1].toInt(), 10'000, 20'000);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::SyslogTest)
#include "syslogtest.moc"

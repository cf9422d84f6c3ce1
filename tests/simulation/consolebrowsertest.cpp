// SPDX-License-Identifier: Apache-2.0
// A person binds an agency in a browser: Chromium without a screen, led through WebDriver, clicks on the pages of the
// simulated MRS console as they come through a door.
#include "app/simulation/consolepage.h"
#include "app/simulation/estate.h"
#include "app/simulation/loopbackdoor.h"
#include "app/simulation/metadataservice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr int patience = 90'000; // ms; a browser that starts cold on a busy machine takes its time

// WebDriver speaks JSON over HTTP.
class Browser
{
public:
    ~Browser()
    {
        if (!m_session.isEmpty())
            send(u"DELETE"_s, {});
        m_driver.terminate();
        if (!m_driver.waitForFinished(10'000)) {
            m_driver.kill();
            m_driver.waitForFinished();
        }
    }

    bool open()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_home.path());
        m_driver.setProcessEnvironment(environment);
        m_driver.setProcessChannelMode(QProcess::MergedChannels);
        m_driver.start(u"chromedriver"_s, {u"--port=0"_s});
        QString printed;
        static const QRegularExpression started(u"started successfully on port ([0-9]+)"_s);
        while (!started.match(printed).hasMatch()) {
            if (!m_driver.waitForReadyRead(20'000)) {
                qWarning("chromedriver said: %s %s", qPrintable(printed), qPrintable(m_driver.errorString()));
                return false;
            }
            printed += QString::fromUtf8(m_driver.readAll());
        }
        m_url = u"http://127.0.0.1:"_s + started.match(printed).captured(1) + u"/session"_s;
        QStringList arguments{u"--headless=new"_s,
                              u"--user-data-dir="_s + m_home.filePath(u"profile"_s),
                              u"--no-first-run"_s,
                              u"--no-proxy-server"_s,
                              u"--disable-gpu"_s,
                              u"--disable-dev-shm-usage"_s,
                              u"--disable-extensions"_s,
                              u"--disable-background-networking"_s,
                              u"--disable-component-update"_s,
                              u"--disable-sync"_s};
        if (::geteuid() == 0)
            arguments += u"--no-sandbox"_s; // Chromium refuses to have one as root
        const QJsonObject options{{u"args"_s, QJsonArray::fromStringList(arguments)}};
        const QJsonObject wish{
            {u"capabilities"_s,
             QJsonObject{{u"alwaysMatch"_s,
                          QJsonObject{{u"browserName"_s, u"chrome"_s},
                                      // The pages load themselves again. The driver would wait for the end of that, which
                                      // on a busy machine never comes, and leave every later command waiting too.
                                      {u"pageLoadStrategy"_s, u"none"_s},
                                      {u"goog:chromeOptions"_s, options}}}}}};
        const QJsonValue session = send(u"POST"_s, {}, wish);
        m_session = session["sessionId"_L1].toString();
        if (m_session.isEmpty())
            qWarning("no session: %s", qPrintable(session["message"_L1].toString()));
        return !m_session.isEmpty();
    }

    void visit(const QString &url) { send(u"POST"_s, u"url"_s, QJsonObject{{u"url"_s, url}}); }
    [[nodiscard]] QString address() { return send(u"GET"_s, u"url"_s).toString(); }
    // False: there is no such element, or no more.
    bool click(const QString &selector)
    {
        const QString id = element(selector);
        return !id.isEmpty() && send(u"POST"_s, u"element/"_s + id + u"/click"_s, QJsonObject()).isNull();
    }
    // Once: QTRY_VERIFY would look again after it has succeeded.
    bool clickWhenThere(const QString &selector)
    {
        return QTest::qWaitFor([&] { return click(selector); }, patience);
    }
    [[nodiscard]] QString text(const QString &selector)
    {
        const QString id = element(selector);
        return id.isEmpty() ? QString() : send(u"GET"_s, u"element/"_s + id + u"/text"_s).toString();
    }
    // What an assistive technology is told.
    [[nodiscard]] QString spoken(const QString &selector)
    {
        const QString id = element(selector);
        return id.isEmpty() ? QString() : send(u"GET"_s, u"element/"_s + id + u"/computedlabel"_s).toString();
    }

private:
    [[nodiscard]] QString element(const QString &selector)
    {
        const QJsonObject wish{{u"using"_s, u"css selector"_s}, {u"value"_s, selector}};
        return send(u"POST"_s, u"element"_s, wish)["element-6066-11e4-a52e-4f735466cecf"_L1].toString();
    }

    QJsonValue send(const QString &method, const QString &path, const std::optional<QJsonObject> &body = {})
    {
        QString url = m_url;
        if (!m_session.isEmpty())
            url += u'/' + m_session;
        if (!path.isEmpty())
            url += u'/' + path;
        QStringList arguments{u"-q"_s, u"--silent"_s, u"--noproxy"_s, u"*"_s, u"--max-time"_s,
                              u"60"_s, u"-X"_s,       method,         url};
        if (body)
            arguments += {u"-d"_s, QString::fromUtf8(QJsonDocument(*body).toJson(QJsonDocument::Compact))};
        QProcess curl;
        curl.start(u"curl"_s, arguments);
        if (!curl.waitForFinished(70'000))
            return QJsonValue::Undefined;
        return QJsonDocument::fromJson(curl.readAllStandardOutput())["value"_L1];
    }

    QTemporaryDir m_home;
    QProcess m_driver;
    QString m_url;
    QString m_session;
};

} // namespace

class ConsoleBrowserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAgencyIsBoundByClicking();
};

void ConsoleBrowserTest::anAgencyIsBoundByClicking()
{
    const auto clock = std::make_shared<ManualClock>(Instant(1'768'471'200'000ms));
    sim::World world = sim::World::demo(clock);
    sim::addStandardAgencies(world, world.accounts().front().id);
    const QString clusterId = sim::addCluster(world, {.agency = {}}).id;
    const auto cloud = std::make_shared<SimulatedCloud>(std::move(world));
    LoopbackDoor door([cloud](const sim::Call &call) {
        return cloud->withWorld([&call](sim::World &w) { return sim::answerConsole(w, call); });
    });
    QVERIFY(door.start());
    const auto outcomes = [&] {
        return cloud->withWorld([&](sim::World &w) {
            QSet<int> all;
            for (sim::Server *server : w.fleet.serversOf(*w.fleet.cluster(clusterId)))
                all.insert(sim::askSecurityKey(w, *server).outcome);
            return all;
        });
    };
    QCOMPARE(outcomes(), QSet<int>{sim::SecurityKeyAnswer::NoAgency});

    Browser browser;
    QVERIFY(browser.open());
    // Nothing waits for a page: each step is tried until the page is there.
    browser.visit(door.url() + u"/console/"_s);
    QTRY_COMPARE_WITH_TIMEOUT(browser.text(u"h1"_s), u"Active clusters"_s, patience);
    QVERIFY(browser.clickWhenThere(u"#clusters a"_s));
    QTRY_COMPARE_WITH_TIMEOUT(browser.text(u"h1"_s), u"mrs-demo"_s, patience);
    QCOMPARE(browser.text(u"#agency"_s), QString());
    QVERIFY(browser.clickWhenThere(u"#synchronize"_s));
    const auto isSyncing = [&] { return cloud->withWorld([&](sim::World &w) { return w.fleet.cluster(clusterId)->isUserSyncRunning; }); };
    QTRY_VERIFY_WITH_TIMEOUT(isSyncing(), patience); // only then the clock goes on
    cloud->withWorld([](sim::World &w) { w.step(10s); });
    // The page looks again by itself.
    QTRY_COMPARE_WITH_TIMEOUT(browser.text(u"#userSync"_s), u"Synchronized"_s, patience);
    QVERIFY(browser.clickWhenThere(u"#manageAgency"_s));
    QTRY_COMPARE_WITH_TIMEOUT(browser.spoken(u"#agencyChoice"_s), u"Agency"_s, patience);
    QVERIFY(browser.text(u"#hint"_s).isEmpty());
    QVERIFY(browser.clickWhenThere(u"#agencyChoice option[value=mrs_ecs_obs]"_s));
    QVERIFY(browser.clickWhenThere(u"#ok"_s));
    QTRY_VERIFY_WITH_TIMEOUT(browser.address().endsWith(u"/console/clusters/"_s + clusterId), patience);
    QTRY_VERIFY_WITH_TIMEOUT(browser.text(u"#task"_s).contains("0 of 5"_L1), patience);
    cloud->withWorld([](sim::World &w) { w.step(30s); });
    QTRY_VERIFY_WITH_TIMEOUT(browser.text(u"#task"_s).contains("written to all nodes"_L1), patience);
    QTRY_COMPARE_WITH_TIMEOUT(browser.text(u"#agency"_s), u"mrs_ecs_obs"_s, patience);

    cloud->withWorld([](sim::World &w) { w.step(30s); });
    QCOMPARE(outcomes(), QSet<int>{sim::SecurityKeyAnswer::Key});
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ConsoleBrowserTest)
#include "consolebrowsertest.moc"

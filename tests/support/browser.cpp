// SPDX-License-Identifier: Apache-2.0
#include "tests/support/browser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace claviger::testing {

Browser::~Browser()
{
    if (!m_session.isEmpty())
        send(u"DELETE"_s, {});
    m_driver.terminate();
    if (!m_driver.waitForFinished(10'000)) {
        m_driver.kill();
        m_driver.waitForFinished();
    }
}

bool Browser::open()
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

void Browser::visit(const QString &url)
{
    send(u"POST"_s, u"url"_s, QJsonObject{{u"url"_s, url}});
}

QString Browser::address()
{
    return send(u"GET"_s, u"url"_s).toString();
}

bool Browser::click(const QString &selector)
{
    const QString id = element(selector);
    return !id.isEmpty() && send(u"POST"_s, u"element/"_s + id + u"/click"_s, QJsonObject()).isNull();
}

bool Browser::clickWhenThere(const QString &selector)
{
    return QTest::qWaitFor([&] { return click(selector); }, patience);
}

QString Browser::text(const QString &selector)
{
    const QString id = element(selector);
    return id.isEmpty() ? QString() : send(u"GET"_s, u"element/"_s + id + u"/text"_s).toString();
}

QString Browser::spoken(const QString &selector)
{
    const QString id = element(selector);
    return id.isEmpty() ? QString() : send(u"GET"_s, u"element/"_s + id + u"/computedlabel"_s).toString();
}

QString Browser::element(const QString &selector)
{
    const QJsonObject wish{{u"using"_s, u"css selector"_s}, {u"value"_s, selector}};
    return send(u"POST"_s, u"element"_s, wish)["element-6066-11e4-a52e-4f735466cecf"_L1].toString();
}

QJsonValue Browser::send(const QString &method, const QString &path, const std::optional<QJsonObject> &body)
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

} // namespace claviger::testing

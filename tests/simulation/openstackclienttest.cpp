// SPDX-License-Identifier: Apache-2.0
// IAM of the simulated cloud, asked by the command "openstack" with the entry that claviger-simcloud prints.
#include "app/simulation/cloudserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto anyCloud = "simcloud"_L1;

} // namespace

class OpenStackClientTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aTokenIsIssued_data();
    void aTokenIsIssued();
    void projectsAndUsersAreListed();
    void whoIsRefusedIsTold();
    void aTokenThatEndedIsNotAccepted();

private:
    // What it printed on standard output; standard error is kept.
    QByteArray ask(const QStringList &arguments, const QStringList &extra = {});
    void writeEntry(const QString &yaml);
    void forgetRegion(QString yaml);
    [[nodiscard]] static QString forAccount(QString yaml);

    std::unique_ptr<CloudServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_complaint;
    int m_code = -1;
};

void OpenStackClientTest::init()
{
    m_server = std::make_unique<CloudServer>();
    QVERIFY(m_server->start({}));
    m_folder = std::make_unique<QTemporaryDir>();
    writeEntry(m_server->cloudsYaml());
}

void OpenStackClientTest::writeEntry(const QString &yaml)
{
    QFile file(m_folder->filePath(u"clouds.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(yaml.toUtf8()) > 0);
}

// The token of the account instead of the project's: IAM wants it for users.
QString OpenStackClientTest::forAccount(QString yaml)
{
    yaml.remove(u"      project_name: \"eu-de\"\n"_s);
    return yaml.replace(u"      project_domain_name: "_s, u"      domain_name: "_s);
}

// The catalog has IAM under the region "*" (iam.md, 2.3), and this client looks for the very name that it is given.
void OpenStackClientTest::forgetRegion(QString yaml)
{
    writeEntry(yaml.remove(u"    region_name: \"eu-de\"\n"_s));
}

QByteArray OpenStackClientTest::ask(const QStringList &arguments, const QStringList &extra)
{
    QProcess process;
    QProcessEnvironment environment;
    for (const QString &kept : {u"PATH"_s, u"LC_ALL"_s, u"no_proxy"_s})
        environment.insert(kept, qEnvironmentVariable(kept.toLatin1().constData()));
    environment.insert(u"HOME"_s, m_folder->path());
    environment.insert(u"OS_CLIENT_CONFIG_FILE"_s, m_folder->filePath(u"clouds.yaml"_s));
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(u"openstack"_s, QStringList{u"--os-cloud"_s, QString(anyCloud)} + extra + arguments + QStringList{u"-f"_s, u"json"_s});
    if (!process.waitForFinished(120'000)) {
        m_code = -1;
        m_complaint = process.errorString();
        return {};
    }
    m_code = process.exitCode();
    m_complaint = QString::fromUtf8(process.readAllStandardError());
    return process.readAllStandardOutput();
}

void OpenStackClientTest::aTokenIsIssued_data()
{
    QTest::addColumn<bool>("forProject");
    QTest::newRow("project") << true;
    QTest::newRow("domain") << false;
}

void OpenStackClientTest::aTokenIsIssued()
{
    QFETCH(const bool, forProject);
    if (!forProject) {
        const QString yaml = forAccount(m_server->cloudsYaml());
        QVERIFY(yaml.contains(u" domain_name"_s) && !yaml.contains(u"project_name"_s));
        writeEntry(yaml);
    }
    const QJsonDocument token = QJsonDocument::fromJson(ask({u"token"_s, u"issue"_s}));
    QVERIFY2(m_code == 0, qPrintable(m_complaint));
    QVERIFY(!token["id"_L1].toString().isEmpty());
    QCOMPARE(token["project_id"_L1].toString().size(), forProject ? 32 : 0);
    QCOMPARE(token["domain_id"_L1].toString().size(), forProject ? 0 : 32);
    QCOMPARE(token["user_id"_L1].toString().size(), 32);
    QVERIFY(QDateTime::fromString(token["expires"_L1].toString(), Qt::ISODate).isValid());
}

void OpenStackClientTest::projectsAndUsersAreListed()
{
    const auto names = [](const QByteArray &json) {
        QStringList all;
        const QJsonArray rows = QJsonDocument::fromJson(json).array();
        for (const auto &row : rows)
            all += row["Name"_L1].toString();
        all.sort();
        return all;
    };
    forgetRegion(m_server->cloudsYaml());
    const QStringList projects = names(ask({u"project"_s, u"list"_s}));
    QVERIFY2(m_code == 0, qPrintable(m_complaint));
    QVERIFY2(projects.contains(u"eu-de"_s), qPrintable(projects.join(u' ')));
    forgetRegion(forAccount(m_server->cloudsYaml()));
    const QStringList users = names(ask({u"user"_s, u"list"_s}));
    QVERIFY2(m_code == 0, qPrintable(m_complaint));
    const QStringList known = m_server->cloud()->withWorld([](sim::World &world) {
        QStringList all;
        for (const sim::User &user : world.users())
            if (user.accountId == world.accounts().front().id)
                all += user.name;
        all.sort();
        return all;
    });
    QCOMPARE(users, known);
    const QJsonDocument user = QJsonDocument::fromJson(ask({u"user"_s, u"show"_s, u"ops-admin"_s}));
    QVERIFY2(m_code == 0, qPrintable(m_complaint));
    QCOMPARE(user["name"_L1].toString(), u"ops-admin"_s);
}

void OpenStackClientTest::whoIsRefusedIsTold()
{
    QString yaml = m_server->cloudsYaml();
    writeEntry(yaml.replace(u"\"example-password\""_s, u"\"example-wrong\""_s));
    ask({u"token"_s, u"issue"_s});
    QVERIFY(m_code != 0);
    QVERIFY2(m_complaint.contains("HTTP 401"_L1), qPrintable(m_complaint));
    yaml = m_server->cloudsYaml();
    writeEntry(yaml.replace(u"project_name: \"eu-de\""_s, u"project_name: \"no-such-project\""_s));
    ask({u"token"_s, u"issue"_s});
    QVERIFY2(m_code != 0 && m_complaint.contains("HTTP 40"_L1), qPrintable(m_complaint));
    yaml = m_server->cloudsYaml();
    forgetRegion(forAccount(yaml.replace(u"username: \"ops-admin\""_s, u"username: \"viewer\""_s)));
    ask({u"user"_s, u"list"_s});
    QVERIFY2(m_code != 0 && m_complaint.contains("HTTP 403"_L1), qPrintable(m_complaint));
}

void OpenStackClientTest::aTokenThatEndedIsNotAccepted()
{
    const QString token = QJsonDocument::fromJson(ask({u"token"_s, u"issue"_s}))["id"_L1].toString();
    QVERIFY2(m_code == 0, qPrintable(m_complaint));
    const QString auth = m_server->servicesUrl() + u"/v3"_s;
    writeEntry(u"clouds:\n  simcloud:\n    auth_type: v3token\n    auth:\n      auth_url: \"%1\"\n      token: \"%2\"\n"
               "      project_name: \"eu-de\"\n      project_domain_name: \"OTC-EXAMPLE-00000000001\"\n"
               "    identity_api_version: 3\n"_s.arg(auth, token));
    ask({u"project"_s, u"list"_s});
    QVERIFY2(m_code == 0, qPrintable(m_complaint)); // a token buys another one
    m_server->cloud()->withWorld([](sim::World &world) { world.expireTokens(); });
    ask({u"project"_s, u"list"_s});
    QVERIFY2(m_code != 0 && m_complaint.contains("HTTP 401"_L1), qPrintable(m_complaint));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::OpenStackClientTest)
#include "openstackclienttest.moc"

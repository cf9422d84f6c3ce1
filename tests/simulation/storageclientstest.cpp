// SPDX-License-Identifier: Apache-2.0
// OBS of the simulated cloud, asked by clients that nobody here wrote: s3cmd (V2 and SigV4), rclone and curl (SigV4).
// Keys reach them through files and the environment, as people are told to do.
#include "app/simulation/cloudserver.h"
#include "app/simulation/estate.h"
#include "app/simulation/temporarykeys.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

struct StorageKeys
{
    QString access = {}, secret = {}, token = {};
};

struct Outcome
{
    int code = -1;
    QString said = {}; // both channels
};

Outcome run(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForFinished(120'000))
        return {.said = u"%1: %2"_s.arg(program, process.errorString())};
    return {.code = process.exitCode(), .said = QString::fromUtf8(process.readAll())};
}

} // namespace

class StorageClientsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void bucketsAndObjects_data();
    void bucketsAndObjects();
    void keysThatDoNotOpen_data();
    void keysThatDoNotOpen();
    void aSecurityTokenOpensWhatTheAgencyMay_data();
    void aSecurityTokenOpensWhatTheAgencyMay();

private:
    static void addClients();
    // One of: list buckets, list a bucket, put a file, get it back, remove it.
    Outcome ask(const QString &client, const QString &what, const StorageKeys &keys);
    Outcome askS3cmd(const QString &what, const StorageKeys &keys, bool isV2);
    Outcome askRclone(const QString &what, const StorageKeys &keys);
    Outcome askCurl(const QString &what, const StorageKeys &keys);
    StorageKeys keysOf(const QString &user);
    StorageKeys nodeKeys();

    std::unique_ptr<CloudServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_environment;
    QString m_account;
};

void StorageClientsTest::init()
{
    m_server = std::make_unique<CloudServer>();
    QVERIFY(m_server->start({}));
    m_account = m_server->cloud()->withWorld([](sim::World &world) { return world.accounts().front().id; });
    m_folder = std::make_unique<QTemporaryDir>();
    m_environment = QProcessEnvironment();
    for (const QString &kept : {u"PATH"_s, u"LC_ALL"_s, u"no_proxy"_s})
        m_environment.insert(kept, qEnvironmentVariable(kept.toLatin1().constData()));
    m_environment.insert(u"HOME"_s, m_folder->path());
    QFile file(m_folder->filePath(u"sent.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("a line of Zürich\n") > 0);
}

void StorageClientsTest::addClients()
{
    QTest::addColumn<QString>("client");
    for (const char *client : {"s3cmd V2", "s3cmd SigV4", "rclone", "curl"})
        QTest::newRow(client) << QString::fromLatin1(client);
}

Outcome StorageClientsTest::ask(const QString &client, const QString &what, const StorageKeys &keys)
{
    if (client == "rclone"_L1)
        return askRclone(what, keys);
    if (client == "curl"_L1)
        return askCurl(what, keys);
    return askS3cmd(what, keys, client.endsWith("V2"_L1));
}

Outcome StorageClientsTest::askS3cmd(const QString &what, const StorageKeys &keys, bool isV2)
{
    const QString host = QUrl(m_server->objectsUrl()).authority();
    QFile config(m_folder->filePath(u"s3cfg"_s));
    if (!config.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return {};
    config.write(u"[default]\naccess_key = %1\nsecret_key = %2\naccess_token = %3\nhost_base = %4\nhost_bucket = %4\n"
                 "use_https = False\nsignature_v2 = %5\nbucket_location = eu-de\n"_s
                     .arg(keys.access, keys.secret, keys.token, host, isV2 ? u"True"_s : u"False"_s)
                     .toUtf8());
    config.close();
    QStringList arguments{u"--config"_s, config.fileName(), u"--no-progress"_s};
    const QString object = u"s3://demo-bucket/new/x y+z ü.txt"_s;
    if (what == "buckets"_L1)
        arguments += u"ls"_s;
    else if (what == "bucket"_L1)
        arguments += {u"ls"_s, u"--recursive"_s, u"s3://demo-bucket"_s};
    else if (what == "put"_L1)
        arguments += {u"put"_s, m_folder->filePath(u"sent.txt"_s), object};
    else if (what == "get"_L1)
        arguments += {u"get"_s, u"--force"_s, object, m_folder->filePath(u"received.txt"_s)};
    else
        arguments += {u"del"_s, object};
    return run(u"s3cmd"_s, arguments, m_environment);
}

Outcome StorageClientsTest::askRclone(const QString &what, const StorageKeys &keys)
{
    QProcessEnvironment environment = m_environment;
    const QString prefix = u"RCLONE_CONFIG_SIM_"_s;
    environment.insert(prefix + u"TYPE"_s, u"s3"_s);
    environment.insert(prefix + u"PROVIDER"_s, u"Other"_s);
    environment.insert(prefix + u"ENDPOINT"_s, m_server->objectsUrl());
    environment.insert(prefix + u"REGION"_s, u"eu-de"_s);
    environment.insert(prefix + u"FORCE_PATH_STYLE"_s, u"true"_s);
    environment.insert(prefix + u"ACCESS_KEY_ID"_s, keys.access);
    environment.insert(prefix + u"SECRET_ACCESS_KEY"_s, keys.secret);
    environment.insert(prefix + u"SESSION_TOKEN"_s, keys.token);
    const QString object = u"sim:demo-bucket/new/x y+z ü.txt"_s;
    QStringList arguments{u"--config"_s, m_folder->filePath(u"rclone.conf"_s), u"--retries"_s, u"1"_s,
                          u"--low-level-retries"_s, u"1"_s, u"--s3-no-check-bucket"_s};
    if (what == "buckets"_L1)
        arguments += {u"lsd"_s, u"sim:"_s};
    else if (what == "bucket"_L1)
        arguments += {u"ls"_s, u"sim:demo-bucket"_s};
    else if (what == "put"_L1)
        arguments += {u"copyto"_s, m_folder->filePath(u"sent.txt"_s), object};
    else if (what == "get"_L1)
        arguments += {u"copyto"_s, object, m_folder->filePath(u"received.txt"_s)};
    else
        arguments += {u"deletefile"_s, object};
    return run(u"rclone"_s, arguments, environment);
}

Outcome StorageClientsTest::askCurl(const QString &what, const StorageKeys &keys)
{
    const QString object = m_server->objectsUrl() + u"/demo-bucket/new/x%20y%2Bz%20%C3%BC.txt"_s;
    QString config = u"silent\nshow-error\nnoproxy = \"*\"\nfail-with-body\naws-sigv4 = \"aws:amz:eu-de:s3\"\n"
                     "header = \"x-amz-content-sha256: UNSIGNED-PAYLOAD\"\nuser = \"%1:%2\"\n"_s.arg(
        keys.access, keys.secret);
    if (!keys.token.isEmpty())
        config += u"header = \"x-amz-security-token: %1\"\n"_s.arg(keys.token);
    if (what == "buckets"_L1)
        config += u"url = \"%1/\"\n"_s.arg(m_server->objectsUrl());
    else if (what == "bucket"_L1)
        config += u"url = \"%1/demo-bucket/\"\n"_s.arg(m_server->objectsUrl());
    else
        config += u"url = \"%1\"\n"_s.arg(object);
    if (what == "put"_L1)
        config += u"request = \"PUT\"\ndata-binary = \"@%1\"\n"_s.arg(m_folder->filePath(u"sent.txt"_s));
    else if (what == "get"_L1)
        config += u"output = \"%1\"\n"_s.arg(m_folder->filePath(u"received.txt"_s));
    else if (what == "remove"_L1)
        config += u"request = \"DELETE\"\n"_s;
    QFile file(m_folder->filePath(u"curlrc"_s));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(config.toUtf8()) < 0)
        return {};
    file.close();
    return run(u"curl"_s, {u"--config"_s, file.fileName()}, m_environment);
}

StorageKeys StorageClientsTest::keysOf(const QString &user)
{
    return m_server->cloud()->withWorld([&](sim::World &world) {
        const sim::AccessKey &key = world.add(sim::AccessKey{.userId = world.user(user, m_account)->id});
        return StorageKeys{.access = key.access, .secret = key.secret};
    });
}

StorageKeys StorageClientsTest::nodeKeys()
{
    return m_server->cloud()->withWorld([&](sim::World &world) {
        const sim::TemporaryKey key = sim::issueNodeKey(world, *world.agencies.agency(m_account, u"mrs_ecs_obs"_s), 1h);
        return StorageKeys{.access = key.access, .secret = key.secret, .token = QString::fromLatin1(key.securityToken)};
    });
}

void StorageClientsTest::bucketsAndObjects_data()
{
    addClients();
}

void StorageClientsTest::bucketsAndObjects()
{
    QFETCH(const QString, client);
    const StorageKeys keys = keysOf(u"svc-etl-writer"_s);
    const Outcome buckets = ask(client, u"buckets"_s, keys);
    QVERIFY2(buckets.code == 0, qPrintable(buckets.said));
    QVERIFY2(buckets.said.contains("demo-bucket"_L1) && buckets.said.contains("mrs-word001"_L1), qPrintable(buckets.said));
    const Outcome bucket = ask(client, u"bucket"_s, keys);
    QVERIFY2(bucket.code == 0, qPrintable(bucket.said));
    QVERIFY2(bucket.said.contains("reports/2026/january.csv"_L1) && bucket.said.contains("public/read me.txt"_L1),
             qPrintable(bucket.said));
    QVERIFY(!bucket.said.contains("x y+z"_L1));

    const Outcome put = ask(client, u"put"_s, keys);
    QVERIFY2(put.code == 0, qPrintable(put.said));
    QVERIFY(ask(client, u"bucket"_s, keys).said.contains(u"new/x y+z ü.txt"_s));
    const QByteArray kept = m_server->cloud()->withWorld([](sim::World &world) {
        const sim::StoredObject *object = world.buckets.bucket(u"demo-bucket"_s)->object(u"new/x y+z ü.txt"_s.toUtf8());
        return object ? object->data : QByteArray();
    });
    QCOMPARE(kept, QByteArray("a line of Zürich\n"));
    const Outcome get = ask(client, u"get"_s, keys);
    QVERIFY2(get.code == 0, qPrintable(get.said));
    QFile received(m_folder->filePath(u"received.txt"_s));
    QVERIFY(received.open(QIODevice::ReadOnly));
    QCOMPARE(received.readAll(), kept);

    const Outcome removed = ask(client, u"remove"_s, keys);
    QVERIFY2(removed.code == 0, qPrintable(removed.said));
    QVERIFY(!ask(client, u"bucket"_s, keys).said.contains("x y+z"_L1));
    QVERIFY(m_server->cloud()->withWorld([&](sim::World &world) { return world.accessKey(keys.access)->lastUsed; }));
}

void StorageClientsTest::keysThatDoNotOpen_data()
{
    addClients();
}

void StorageClientsTest::keysThatDoNotOpen()
{
    QFETCH(const QString, client);
    const StorageKeys keys = keysOf(u"svc-etl-writer"_s);
    StorageKeys wrong = keys;
    wrong.secret = u"FakeWrongSecret"_s;
    const auto isRefused = [&](const StorageKeys &with, QLatin1StringView code) {
        const Outcome outcome = ask(client, u"buckets"_s, with);
        return outcome.code != 0 && outcome.said.contains(code) ? QString() : u"%1: %2"_s.arg(outcome.code).arg(outcome.said);
    };
    QCOMPARE(isRefused(wrong, "SignatureDoesNotMatch"_L1), QString());
    m_server->cloud()->withWorld([&](sim::World &world) { world.accessKey(keys.access)->active = false; });
    QCOMPARE(isRefused(keys, "InvalidAccessKeyId"_L1), QString());
    m_server->cloud()->withWorld([&](sim::World &world) { world.accessKey(keys.access)->active = true; });
    const Outcome again = ask(client, u"buckets"_s, keys);
    QVERIFY2(again.code == 0, qPrintable(again.said));
    m_server->cloud()->withWorld([&](sim::World &world) { world.removeAccessKey(keys.access); });
    QCOMPARE(isRefused(keys, "InvalidAccessKeyId"_L1), QString());
    // Who may only look cannot write.
    const Outcome put = ask(client, u"put"_s, keysOf(u"viewer"_s));
    QVERIFY2(put.code != 0 && put.said.contains("AccessDenied"_L1), qPrintable(put.said));
}

void StorageClientsTest::aSecurityTokenOpensWhatTheAgencyMay_data()
{
    addClients();
}

void StorageClientsTest::aSecurityTokenOpensWhatTheAgencyMay()
{
    QFETCH(const QString, client);
    const StorageKeys keys = nodeKeys();
    const Outcome bucket = ask(client, u"bucket"_s, keys);
    QVERIFY2(bucket.code == 0 && bucket.said.contains("a.txt"_L1), qPrintable(bucket.said));
    const Outcome put = ask(client, u"put"_s, keys);
    QVERIFY2(put.code == 0, qPrintable(put.said));
    StorageKeys without = keys;
    without.token.clear();
    const Outcome refused = ask(client, u"bucket"_s, without);
    QVERIFY2(refused.code != 0 && refused.said.contains("InvalidAccessKeyId"_L1), qPrintable(refused.said));
    // The agency loses its rights: what was issued before opens nothing any more.
    m_server->cloud()->withWorld([&](sim::World &world) { world.agencies.agency(m_account, u"mrs_ecs_obs"_s)->accountRoles.clear(); });
    const Outcome denied = ask(client, u"bucket"_s, keys);
    QVERIFY2(denied.code != 0 && denied.said.contains("AccessDenied"_L1), qPrintable(denied.said));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::StorageClientsTest)
#include "storageclientstest.moc"

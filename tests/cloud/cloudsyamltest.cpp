// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/cloudsyaml.h"
#include "app/cloud/yamldocument.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

class CloudsYamlTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyDocumentedSettingIsRead();
    void knownCloudsGetTheirAddresses();
    void overridesReplaceTheAddressesOfThePreset();
    void theFirstFileFoundCounts();
    void aNamedFileThatIsMissingIsToldAndTheSearchGoesOn();
    void secretsAreMergedOverTheClouds();
    void publicProfilesFillWhatIsMissing();
    void oneBadCloudNeverHidesTheOthers();
    void numbersKeepTheirDigits();
    void anchorsAndMergeKeysWork();
    void theLastOfTwoCloudsOfOneNameCountsAndIsTold();
    void uncheckedCertificatesAreRefusedBeyondThisComputer();
    void theAuthorityFileIsFoundBesideTheFile();
    void unclearMarksAreReadTheCarefulWay();
    void badManagersAreLeftOut();
    void passwordsOfAnyShapeAreRead();
    void noNoticeHoldsAPassword();
    void aKeptPasswordDoesNotFollowAnEntryToAnotherPlace();
    void brokenFilesEndInASentence_data();
    void brokenFilesEndInASentence();
    void aSyntaxErrorNamesItsLine();
    void foldersPipesAndLockedFilesAreRefused();
    void windowsLineEndsAndAByteOrderMarkAreFine();
    void hostileTextNeverBreaksTheReader();
    void noFileIsNoCloud();

private:
    QString write(const QString &name, const QByteArray &text) const;
    CloudsReading read(const QByteArray &clouds) const;
    [[nodiscard]] CloudsPlaces places() const { return {.folders = {m_folder->path()}, .homeFolder = m_folder->path()}; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void CloudsYamlTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString CloudsYamlTest::write(const QString &name, const QByteArray &text) const
{
    const QString path = m_folder->filePath(name);
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("the test cannot write its file");
    return path;
}

CloudsReading CloudsYamlTest::read(const QByteArray &clouds) const
{
    write(u"clouds.yaml"_s, clouds);
    return readClouds(places());
}

static QString sentencesOf(const CloudsReading &reading)
{
    QStringList all;
    for (const CloudsReading::Notice &notice : reading.notices)
        all << notice.sentence;
    return all.join(u'\n');
}

static const CloudsReading::Notice *noticeFor(const CloudsReading &reading, const QString &cloud)
{
    const auto found = std::ranges::find(reading.notices, cloud, &CloudsReading::Notice::cloud);
    return found == reading.notices.end() ? nullptr : &*found;
}

void CloudsYamlTest::everyDocumentedSettingIsRead()
{
    write(u"ca.pem"_s, "example");
    const CloudsReading reading = read(R"(clouds:
  example:
    auth:
      auth_url: https://IAM.example.com:443/v3
      username: jane.admin
      user_id: 07609fb9358010e21f7bc003751c7c32
      password: "FAKE-PASSWORD"
      project_name: eu-de_example
      project_id: 9041929bcc6e4bfe85add4e7b96ffdd7
      user_domain_name: OTC00000000001000012345
      user_domain_id: e6505630658e49649784759cdf251aaa
    region_name: eu-de
    identity_endpoint_override: https://iam2.example.com/v3.0
    mrs_endpoint_override: https://mrs.example.com
    compute_endpoint_override: https://ecs.example.com/v2.1
    obs_endpoint_override: https://obs.example.com
    cacert: ca.pem
    verify: true
    claviger:
      production: true
      read_only: yes
      colour: teal
      managers:
        - name: analytics
          url: https://manager.example.com:28443/web
          username: admin
          time_zone: Europe/Berlin
          profile: example
          pin_sha256: "AA:)" + QByteArray("bb").repeated(31) + R"("
)");
    QVERIFY2(reading.notices.empty(), qPrintable(sentencesOf(reading)));
    QCOMPARE(reading.clouds.size(), 1);
    const CloudProfile &cloud = reading.clouds.front();
    QCOMPARE(cloud.name, u"example"_s);
    QCOMPARE(cloud.identityEndpoint, QUrl(u"https://iam2.example.com"_s));
    QCOMPARE(cloud.mrsEndpoint, QUrl(u"https://mrs.example.com"_s));
    QCOMPARE(cloud.ecsEndpoint, QUrl(u"https://ecs.example.com"_s));
    QCOMPARE(cloud.obsEndpoint, QUrl(u"https://obs.example.com"_s));
    QCOMPARE(cloud.userName, u"jane.admin"_s);
    QCOMPARE(cloud.userId, u"07609fb9358010e21f7bc003751c7c32"_s);
    QCOMPARE(cloud.account, u"OTC00000000001000012345"_s);
    QCOMPARE(cloud.accountId, u"e6505630658e49649784759cdf251aaa"_s);
    QCOMPARE(cloud.project, u"eu-de_example"_s);
    QCOMPARE(cloud.projectId, u"9041929bcc6e4bfe85add4e7b96ffdd7"_s);
    QCOMPARE(cloud.region, u"eu-de"_s);
    QCOMPARE(cloud.password, Secret::fromText(u"FAKE-PASSWORD"_s));
    QCOMPARE(cloud.caFile, m_folder->filePath(u"ca.pem"_s));
    QVERIFY(cloud.verify && cloud.production && cloud.readOnly);
    QCOMPARE(cloud.colour, u"teal"_s);
    QCOMPARE(cloud.origin, CloudProfile::CloudsYaml);
    QCOMPARE(cloud.sourceFile, reading.file);
    QCOMPARE(cloud.managers.size(), 1);
    const ManagerConnection expected{.name = u"analytics"_s, .url = u"https://manager.example.com:28443/web"_s, .userName = u"admin"_s,
                                     .timeZone = u"Europe/Berlin"_s, .profile = u"example"_s, .pinSha256 = u"aa"_s + u"bb"_s.repeated(31)};
    QCOMPARE(cloud.managers.front(), expected);
    QVERIFY(validate(cloud));
    QCOMPARE(reading.find(u"example"_s), &cloud);
}

void CloudsYamlTest::knownCloudsGetTheirAddresses()
{
    const CloudsReading reading = read(R"(clouds:
  otc:
    auth: {auth_url: "https://iam.eu-de.otc.t-systems.com:443/v3", domain_name: OTC-EXAMPLE}
  dutch:
    region_name: eu-nl
    auth: {auth_url: "https://iam.eu-de.otc.t-systems.com/v3", project_domain_name: OTC-EXAMPLE, domain_id: abc}
)");
    QVERIFY2(reading.notices.empty(), qPrintable(sentencesOf(reading)));
    QCOMPARE(reading.clouds.at(0).preset, u"otc-eu-de"_s);
    QCOMPARE(reading.clouds.at(0).region, u"eu-de"_s);
    QCOMPARE(reading.clouds.at(0).obsEndpoint, QUrl(u"https://obs.eu-de.otc.t-systems.com"_s));
    QCOMPARE(reading.clouds.at(0).account, u"OTC-EXAMPLE"_s);
    QVERIFY(reading.clouds.at(0).password.isEmpty());
    QCOMPARE(reading.clouds.at(1).preset, u"otc-eu-nl"_s);
    QCOMPARE(reading.clouds.at(1).identityEndpoint, QUrl(u"https://iam.eu-de.otc.t-systems.com"_s));
    QCOMPARE(reading.clouds.at(1).ecsEndpoint, QUrl(u"https://ecs.eu-nl.otc.t-systems.com"_s));
    QCOMPARE(reading.clouds.at(1).account, u"OTC-EXAMPLE"_s);
    QCOMPARE(reading.clouds.at(1).accountId, u"abc"_s);
}

void CloudsYamlTest::overridesReplaceTheAddressesOfThePreset()
{
    const CloudsReading reading = read(R"(clouds:
  otc:
    auth: {auth_url: "https://iam.eu-de.otc.t-systems.com"}
    ecs_endpoint_override: https://ecs.example.com
    mrs_endpoint_override: http://mrs.example.com
)");
    QCOMPARE(reading.clouds.size(), 1);
    QCOMPARE(reading.clouds.front().ecsEndpoint, QUrl(u"https://ecs.example.com"_s));
    QVERIFY(reading.clouds.front().mrsEndpoint.isEmpty()); // never another place than the file means
    QCOMPARE(reading.notices.size(), 1);
    QCOMPARE(reading.notices.front().line, 5);
    QVERIFY(!reading.notices.front().isRefusal);
    QVERIFY(reading.notices.front().sentence.contains("mrs_endpoint_override"_L1));
}

void CloudsYamlTest::theFirstFileFoundCounts()
{
    const QByteArray entry = ": {auth: {auth_url: 'https://iam.example.com'}}\n";
    write(u"first/clouds.yml"_s, "clouds:\n  first" + entry);
    write(u"second/clouds.yaml"_s, "clouds:\n  second" + entry);
    write(u"third/other.yaml"_s, "clouds:\n  named" + entry);
    CloudsPlaces where{.folders = {m_folder->filePath(u"none"_s), m_folder->filePath(u"first"_s), m_folder->filePath(u"second"_s)}};
    QCOMPARE(readClouds(where).clouds.front().name, u"first"_s);
    where.namedFile = m_folder->filePath(u"third/other.yaml"_s);
    const CloudsReading named = readClouds(where);
    QCOMPARE(named.clouds.size(), 1);
    QCOMPARE(named.clouds.front().name, u"named"_s);
    QCOMPARE(named.file, where.namedFile);
    write(u"json/clouds.json"_s, R"({"clouds": {"json": {"auth": {"auth_url": "https://iam.example.com"}}}})");
    QCOMPARE(readClouds({.folders = {m_folder->filePath(u"json"_s)}}).clouds.front().name, u"json"_s);
}

void CloudsYamlTest::aNamedFileThatIsMissingIsToldAndTheSearchGoesOn()
{
    write(u"clouds.yaml"_s, "clouds: {a: {auth: {auth_url: 'https://iam.example.com'}}}\n");
    CloudsPlaces where = places();
    where.namedFile = m_folder->filePath(u"gone.yaml"_s);
    const CloudsReading reading = readClouds(where);
    QCOMPARE(reading.clouds.size(), 1);
    QCOMPARE(reading.notices.size(), 1);
    QVERIFY(reading.notices.front().sentence.contains("OS_CLIENT_CONFIG_FILE"_L1));
}

void CloudsYamlTest::secretsAreMergedOverTheClouds()
{
    write(u"secure.yaml"_s, R"(clouds:
  a:
    auth: {password: FAKE-A, project_name: from-secure}
  b:
    auth: not a mapping
  only-here:
    auth: {password: FAKE-C}
)");
    const CloudsReading reading = read(R"(clouds:
  a:
    auth: {auth_url: "https://a.example.com", username: jane, project_name: from-clouds, password: ~}
  b:
    auth: {auth_url: "https://b.example.com", username: jane, password: FAKE-B}
  c:
    auth: {auth_url: "https://c.example.com"}
)");
    QCOMPARE(reading.clouds.size(), 2);
    QCOMPARE(reading.clouds.at(0).password, Secret::fromText(u"FAKE-A"_s));
    QCOMPARE(reading.clouds.at(0).userName, u"jane"_s);
    QCOMPARE(reading.clouds.at(0).project, u"from-secure"_s);
    QCOMPARE(reading.clouds.at(1).name, u"c"_s);
    const CloudsReading::Notice *bad = noticeFor(reading, u"b"_s);
    QVERIFY(bad && bad->isRefusal);
    QCOMPARE(QFileInfo(bad->file).fileName(), u"secure.yaml"_s);
    QCOMPARE(bad->line, 5);
    QVERIFY(bad->sentence.startsWith("secure.yaml, line 5"_L1));

    write(u"secure.yaml"_s, "clouds: [\n"); // broken: its secrets are missing, the clouds are not
    const CloudsReading broken = readClouds(places());
    QCOMPARE(broken.clouds.size(), 3);
    QVERIFY(sentencesOf(broken).contains("secure.yaml"_L1));
}

void CloudsYamlTest::publicProfilesFillWhatIsMissing()
{
    write(u"clouds-public.yaml"_s, "public-clouds:\n  vendor:\n    auth: {auth_url: 'https://iam.vendor.example'}\n    region_name: one\n");
    const CloudsReading reading = read("clouds:\n  a: {profile: vendor, region_name: two}\n  b: {profile: unheard}\n");
    QCOMPARE(reading.clouds.size(), 1);
    QCOMPARE(reading.clouds.front().identityEndpoint, QUrl(u"https://iam.vendor.example"_s));
    QCOMPARE(reading.clouds.front().region, u"two"_s);
    QVERIFY(reading.whyNot(u"b"_s).contains("auth_url"_L1));
}

void CloudsYamlTest::oneBadCloudNeverHidesTheOthers()
{
    const CloudsReading reading = read(R"(clouds:
  good: {auth: {auth_url: "https://iam.example.com"}}
  text: just a text
  list: [1, 2]
  nothing:
  no-url: {auth: {username: jane}}
  no-auth: {region_name: eu-de}
  list-auth: {auth: [1]}
  plain-http: {auth: {auth_url: "http://iam.example.com"}}
  map-url: {auth: {auth_url: {a: b}}}
  list-user: {auth: {auth_url: "https://iam.example.com", username: [jane]}}
  map-region: {region_name: {a: b}, auth: {auth_url: "https://iam.example.com"}}
  text-claviger: {claviger: yes, auth: {auth_url: "https://iam.example.com"}}
  long: {auth: {auth_url: "https://iam.example.com", username: ")" + QByteArray(5000, 'x') + R"("}}
  [complex, key]: {auth: {auth_url: "https://iam.example.com"}}
  last: {auth: {auth_url: "https://iam.example.com"}}
)");
    QStringList names;
    for (const CloudProfile &cloud : reading.clouds)
        names << cloud.name;
    QCOMPARE(names, (QStringList{u"good"_s, u"last"_s}));
    int line = 3;
    for (const QString &bad : {u"text"_s, u"list"_s, u"nothing"_s, u"no-url"_s, u"no-auth"_s, u"list-auth"_s, u"plain-http"_s,
                               u"map-url"_s, u"list-user"_s, u"map-region"_s, u"text-claviger"_s, u"long"_s}) {
        const CloudsReading::Notice *notice = noticeFor(reading, bad);
        QVERIFY2(notice && notice->isRefusal, qPrintable(bad));
        if (bad != "nothing"_L1)
            QCOMPARE(notice->line, line);
        QVERIFY2(notice->sentence.endsWith(u'.') && notice->sentence.contains(bad), qPrintable(notice->sentence));
        QCOMPARE(reading.whyNot(bad), notice->sentence);
        ++line;
    }
    QVERIFY(reading.whyNot(u"never heard of"_s).contains("never heard of"_L1));
}

void CloudsYamlTest::numbersKeepTheirDigits()
{
    const CloudsReading reading = read(R"(clouds:
  0042:
    region_name: 1e3
    auth: {auth_url: "https://iam.example.com", user_domain_name: 00123, username: 007, password: 0123456, project_id: 0x10}
)");
    QVERIFY2(reading.notices.empty(), qPrintable(sentencesOf(reading)));
    const CloudProfile &cloud = reading.clouds.at(0);
    QCOMPARE(cloud.name, u"0042"_s);
    QCOMPARE(cloud.account, u"00123"_s);
    QCOMPARE(cloud.userName, u"007"_s);
    QCOMPARE(cloud.password, Secret::fromText(u"0123456"_s));
    QCOMPARE(cloud.projectId, u"0x10"_s);
    QCOMPARE(cloud.region, u"1e3"_s);
}

void CloudsYamlTest::anchorsAndMergeKeysWork()
{
    const CloudsReading reading = read(R"(common: &common
  auth_url: https://iam.example.com
  username: jane
other: &other {username: other, user_id: abc, password: FAKE-OTHER}
clouds:
  a: &a
    auth: {<<: *common, username: john}
  b:
    auth:
      <<: [*common, *other]
  c: *a
  d: {<<: *a, region_name: eu-de}
  loop: &loop {<<: *loop, auth: {auth_url: "https://loop.example.com"}}
)");
    QVERIFY2(reading.notices.empty(), qPrintable(sentencesOf(reading)));
    QCOMPARE(reading.clouds.size(), 5);
    QCOMPARE(reading.clouds.at(0).userName, u"john"_s); // the entry's own value counts more than a merged one
    QCOMPARE(reading.clouds.at(0).identityEndpoint, QUrl(u"https://iam.example.com"_s));
    QCOMPARE(reading.clouds.at(1).userName, u"jane"_s); // of several merged ones the first counts
    QCOMPARE(reading.clouds.at(1).userId, u"abc"_s);
    QCOMPARE(reading.clouds.at(1).password, Secret::fromText(u"FAKE-OTHER"_s));
    QCOMPARE(reading.clouds.at(2).userName, u"john"_s);
    QCOMPARE(reading.clouds.at(3).region, u"eu-de"_s);
    QCOMPARE(reading.clouds.at(3).userName, u"john"_s);
}

void CloudsYamlTest::theLastOfTwoCloudsOfOneNameCountsAndIsTold()
{
    const CloudsReading reading = read(R"(clouds:
  twin: {auth: {auth_url: "https://first.example.com"}}
  twin:
    auth:
      auth_url: https://second.example.com
      username: one
      username: two
)");
    QCOMPARE(reading.clouds.size(), 1);
    QCOMPARE(reading.clouds.front().identityEndpoint, QUrl(u"https://second.example.com"_s));
    QCOMPARE(reading.clouds.front().userName, u"two"_s);
    QCOMPARE(reading.notices.size(), 2);
    QCOMPARE(reading.notices.at(0).line, 3);
    QCOMPARE(reading.notices.at(1).line, 7);
}

void CloudsYamlTest::uncheckedCertificatesAreRefusedBeyondThisComputer()
{
    const CloudsReading reading = read(R"(clouds:
  here: {verify: false, auth: {auth_url: "https://127.0.0.1:8443/v3"}}
  off: {verify: off, auth: {auth_url: "https://localhost:8443/v3"}}
  there: {verify: false, auth: {auth_url: "https://iam.example.com"}}
  half:
    auth: {auth_url: "https://127.0.0.1:8443/v3"}
    mrs_endpoint_override: https://mrs.example.com
    verify: no
  strange: {verify: maybe, auth: {auth_url: "https://iam.example.com"}}
)");
    QCOMPARE(reading.clouds.size(), 3);
    QVERIFY(!reading.find(u"here"_s)->verify);
    QVERIFY(!reading.find(u"off"_s)->verify);
    QVERIFY(reading.find(u"strange"_s)->verify);
    QVERIFY(!noticeFor(reading, u"strange"_s)->isRefusal);
    QVERIFY(reading.whyNot(u"there"_s).contains("cacert"_L1));
    QCOMPARE(noticeFor(reading, u"there"_s)->line, 4);
    QVERIFY(reading.whyNot(u"half"_s).contains("mrs.example.com"_L1));
    QCOMPARE(noticeFor(reading, u"half"_s)->line, 8);
}

void CloudsYamlTest::theAuthorityFileIsFoundBesideTheFile()
{
    write(u"pki/ca.pem"_s, "example");
    const QByteArray absolute = QFile::encodeName(m_folder->filePath(u"pki/ca.pem"_s));
    const CloudsReading reading = read("clouds:\n"
        "  relative: {cacert: pki/../pki/ca.pem, auth: {auth_url: 'https://iam.example.com'}}\n"
        "  absolute: {cacert: " + absolute + ", auth: {auth_url: 'https://iam.example.com'}}\n"
        "  home: {cacert: ~/pki/ca.pem, auth: {auth_url: 'https://iam.example.com'}}\n"
        "  gone: {cacert: pki/none.pem, auth: {auth_url: 'https://iam.example.com'}}\n"
        "  folder: {cacert: pki, auth: {auth_url: 'https://iam.example.com'}}\n"
        "  empty: {cacert: '', auth: {auth_url: 'https://iam.example.com'}}\n");
    QCOMPARE(reading.clouds.size(), 3);
    for (const CloudProfile &cloud : reading.clouds)
        QCOMPARE(cloud.caFile, m_folder->filePath(u"pki/ca.pem"_s));
    QVERIFY(reading.whyNot(u"gone"_s).contains("none.pem"_L1));
    QVERIFY(noticeFor(reading, u"folder"_s)->isRefusal);
    QVERIFY(noticeFor(reading, u"empty"_s)->isRefusal);
}

void CloudsYamlTest::unclearMarksAreReadTheCarefulWay()
{
    const CloudsReading reading = read(R"(clouds:
  a:
    auth: {auth_url: "https://iam.example.com"}
    claviger: {production: very, read_only: [x], colour: mauve}
)");
    QCOMPARE(reading.clouds.size(), 1);
    QVERIFY(reading.clouds.front().production && reading.clouds.front().readOnly);
    QVERIFY(reading.clouds.front().colour.isEmpty());
    QCOMPARE(reading.notices.size(), 2);
}

void CloudsYamlTest::badManagersAreLeftOut()
{
    const CloudsReading reading = read(R"(clouds:
  a:
    auth: {auth_url: "https://iam.example.com"}
    claviger:
      managers:
        - {name: good, url: "https://manager.example.com"}
        - {name: good, url: "https://manager2.example.com"}
        - {name: zone, url: "https://manager.example.com", time_zone: Nowhere/Land}
        - {name: plain, url: "http://manager.example.com"}
        - {name: pin, url: "https://manager.example.com", pin_sha256: 12}
        - {name: [x], url: "https://manager.example.com"}
        - {url: "https://manager.example.com"}
        - text
        -
  b:
    auth: {auth_url: "https://iam.example.com"}
    claviger: {managers: {name: x}}
)");
    QCOMPARE(reading.clouds.size(), 2);
    QCOMPARE(reading.clouds.front().managers.size(), 1);
    QCOMPARE(reading.notices.size(), 9);
    for (int i = 0; i < 7; ++i) // yaml-cpp gives "nothing" the place of what follows it
        QCOMPARE(reading.notices.at(static_cast<std::size_t>(i)).line, 7 + i);
    QVERIFY(std::ranges::none_of(reading.notices, &CloudsReading::Notice::isRefusal));
}

void CloudsYamlTest::passwordsOfAnyShapeAreRead()
{
    const QByteArray longOne(60'000, 'p');
    const CloudsReading reading = read("clouds:\n"
        "  quoted: {auth: {auth_url: 'https://iam.example.com', password: \"p\\u00e4ss\\\"\\\\\\n: #{}[]\"}}\n"
        "  single: {auth: {auth_url: 'https://iam.example.com', password: '*it''s &fake%'}}\n"
        "  block:\n    auth:\n      auth_url: https://iam.example.com\n      password: |-\n        FAKE\n        密码 \xf0\x9f\x94\x91\n"
        "  long: {auth: {auth_url: 'https://iam.example.com', password: " + longOne + "}}\n"
        "  huge: {auth: {auth_url: 'https://iam.example.com', password: " + longOne + longOne + "}}\n"
        "  list: {auth: {auth_url: 'https://iam.example.com', password: [FAKE]}}\n"
        "  null: {auth: {auth_url: 'https://iam.example.com', password: }}\n");
    QCOMPARE(reading.find(u"quoted"_s)->password, Secret::fromText(u"päss\"\\\n: #{}[]"_s));
    QCOMPARE(reading.find(u"single"_s)->password, Secret::fromText(u"*it's &fake%"_s));
    QCOMPARE(reading.find(u"block"_s)->password, Secret::fromText(u"FAKE\n密码 \U0001F511"_s));
    QCOMPARE(reading.find(u"long"_s)->password, Secret::fromText(QString::fromLatin1(longOne)));
    QVERIFY(noticeFor(reading, u"huge"_s)->isRefusal);
    QVERIFY(noticeFor(reading, u"list"_s)->isRefusal);
}

void CloudsYamlTest::noNoticeHoldsAPassword()
{
    const QByteArrayList texts{
        "clouds:\n  a:\n    auth:\n      password: *FAKE-SECRET\n", // an anchor that is not there
        "clouds:\n  a:\n    auth: {password: \"FAKE-SECRET\n",
        "clouds:\n  a: FAKE-SECRET\n",
        "clouds:\n  a: {auth: FAKE-SECRET}\n",
        "clouds:\n  a: {auth: {password: {FAKE-SECRET: FAKE-SECRET}}}\n",
        "clouds:\n  a: {auth: {auth_url: 'https://jane:FAKE-SECRET@iam.example.com'}}\n",
        "clouds:\n  a: {verify: FAKE-SECRET, auth: {auth_url: [FAKE-SECRET], password: FAKE-SECRET}}\n",
        "clouds:\n  a:\n    auth:\n      auth_url: https://iam.example.com\n      password: FAKE-SECRET\n      password: FAKE-SECRET\n",
        "clouds:\n  a:\n    claviger: {managers: [{name: m, url: 'https://x:FAKE-SECRET@m.example.com', password: FAKE-SECRET}]}\n"};
    for (const QByteArray &text : texts) {
        const CloudsReading reading = read(text);
        QVERIFY2(!reading.notices.empty(), text.constData());
        QVERIFY2(!sentencesOf(reading).contains("FAKE-SECRET"_L1), qPrintable(sentencesOf(reading)));
        QVERIFY(!reading.whyNot(u"a"_s).contains("FAKE-SECRET"_L1));
    }
}

void CloudsYamlTest::aKeptPasswordDoesNotFollowAnEntryToAnotherPlace()
{
    const auto idOf = [this](const QByteArray &url, const QByteArray &user) {
        return read("clouds:\n  a: {auth: {auth_url: '" + url + "', username: " + user + "}}\n").clouds.at(0).id;
    };
    const QString id = idOf("https://iam.example.com/v3", "jane");
    QVERIFY(!id.isEmpty());
    QCOMPARE(idOf("https://iam.example.com:443", "jane"), id);
    QVERIFY(idOf("https://iam.example.org", "jane") != id);
    QVERIFY(idOf("https://iam.example.com", "john") != id);
}

void CloudsYamlTest::brokenFilesEndInASentence_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("white space") << QByteArray(" \n\n");
    QTest::newRow("comment") << QByteArray("# nothing here\n");
    QTest::newRow("text") << QByteArray("hello\n");
    QTest::newRow("list") << QByteArray("- a\n- b\n");
    QTest::newRow("no clouds") << QByteArray("other: {}\n");
    QTest::newRow("clouds null") << QByteArray("clouds:\n");
    QTest::newRow("clouds list") << QByteArray("clouds: [a]\n");
    QTest::newRow("clouds text") << QByteArray("clouds: a\n");
    QTest::newRow("clouds empty") << QByteArray("clouds: {}\n");
    QTest::newRow("5 MB") << QByteArray("clouds: {a: {auth: {auth_url: 'https://iam.example.com'}}}\n#").leftJustified(5'000'000, 'x');
    QTest::newRow("deep flow") << "clouds: " + QByteArray(100'000, '[');
    QTest::newRow("deep maps") << "clouds: " + QByteArray("{a: ").repeated(50'000);
    QTest::newRow("deep dashes") << QByteArray("- ").repeated(100'000);
    QTest::newRow("deep questions") << QByteArray("? ").repeated(100'000);
    QTest::newRow("many nodes") << "clouds: [" + QByteArray("a,").repeated(400'000) + "]";
    QTest::newRow("binary") << QByteArray::fromHex("7f454c4602010100000000000000000003003e0001000000ff00fffefdfc");
    QTest::newRow("latin-1") << QByteArray("clouds: {\xe4: {}}\n");
    QTest::newRow("utf-16") << QByteArray("\xff\xfe" "c\0l\0o\0", 8);
    QTest::newRow("NUL") << QByteArray("clouds:\0 {a: b}\n", 16);
    QTest::newRow("tab") << QByteArray("clouds:\n\ta: b\n");
    QTest::newRow("unclosed") << QByteArray("clouds: {a: \"b\n");
    QTest::newRow("unknown anchor") << QByteArray("clouds: *nowhere\n");
}

void CloudsYamlTest::brokenFilesEndInASentence()
{
    QFETCH(QByteArray, text);
    const CloudsReading reading = read(text);
    QVERIFY(reading.clouds.empty());
    QCOMPARE(reading.notices.size(), 1);
    const QString sentence = reading.notices.front().sentence;
    QVERIFY2(sentence.startsWith("clouds.yaml"_L1) && sentence.endsWith(u'.'), qPrintable(sentence));
    QVERIFY(!reading.whyNot(u"a"_s).isEmpty());
}

void CloudsYamlTest::aSyntaxErrorNamesItsLine()
{
    const CloudsReading reading = read("clouds:\n  a:\n    auth: {auth_url: x}\n  b: ]\n");
    QCOMPARE(reading.notices.size(), 1);
    QCOMPARE(reading.notices.front().line, 4);
    QVERIFY(reading.notices.front().sentence.contains("line 4"_L1));
    QVERIFY(reading.notices.front().isRefusal);
}

void CloudsYamlTest::foldersPipesAndLockedFilesAreRefused()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"clouds.yaml"_s));
    CloudsReading reading = readClouds(places());
    QCOMPARE(reading.notices.size(), 1);
    QVERIFY(reading.notices.front().isRefusal);
    QVERIFY(QDir(m_folder->path()).rmdir(u"clouds.yaml"_s));

    CloudsPlaces device = places();
    device.namedFile = u"/dev/zero"_s;
    QCOMPARE(readClouds(device).notices.size(), 1);

    QVERIFY(QFile::link(m_folder->filePath(u"nowhere"_s), m_folder->filePath(u"clouds.yaml"_s))); // leads to nothing
    QCOMPARE(readClouds(places()).notices.size(), 1);
    QVERIFY(QFile::remove(m_folder->filePath(u"clouds.yaml"_s)));

    const QString path = write(u"clouds.yaml"_s, "clouds: {a: {auth: {auth_url: 'https://iam.example.com'}}}\n");
    QVERIFY(QFile::setPermissions(path, {}));
    if (!QFile(path).open(QIODevice::ReadOnly)) { // root may read everything
        reading = readClouds(places());
        QVERIFY(reading.clouds.empty());
        QVERIFY(reading.notices.front().sentence.contains("permissions"_L1));
    }
}

void CloudsYamlTest::windowsLineEndsAndAByteOrderMarkAreFine()
{
    const CloudsReading reading = read("\xef\xbb\xbf" "clouds:\r\n  a:\r\n    auth:\r\n      auth_url: https://iam.example.com\r\n"
                                       "      password: FAKE\r\n");
    QVERIFY2(reading.notices.empty(), qPrintable(sentencesOf(reading)));
    QCOMPARE(reading.clouds.at(0).name, u"a"_s);
    QCOMPARE(reading.clouds.at(0).password, Secret::fromText(u"FAKE"_s));
}

void CloudsYamlTest::hostileTextNeverBreaksTheReader()
{
    // Every beginning of a rich file, and the file with single bytes exchanged: no crash, no exception, no endless loop.
    const QByteArray rich = "%YAML 1.2\n---\nx: &x {<<: *x, k: !!binary aGk=, ? [q] : |+2\n  t}\nclouds:\n  a: &a\n    auth: {auth_url: "
                            "'https://iam.example.com', password: \"\\x41\\U0001F511\"}\n    <<: [*x, *a]\n  b: >-\n   folded\n  ? c\n  : {}\n...\n---\nd: e\n";
    for (qsizetype cut = 0; cut <= rich.size(); ++cut)
        static_cast<void>(read(rich.left(cut)));
    const QByteArray bytes("\0\t\n:{}[]&*!|>'\"%@`?-,#\xff\xc3", 24);
    for (qsizetype at = 0; at < rich.size(); at += 3) {
        QByteArray changed = rich;
        changed[at] = bytes.at(at % bytes.size());
        static_cast<void>(read(changed));
    }
    // Anchors that would grow to 10^20 entries if they were followed one by one.
    QByteArray bomb = "l0: &l0 {k: v}\n";
    for (int level = 1; level <= 20; ++level) {
        const QByteArray before = "*l" + QByteArray::number(level - 1);
        bomb += "l" + QByteArray::number(level) + ": &l" + QByteArray::number(level) + " {<<: [" + (before + ", ").repeated(9) + before + "]}\n";
    }
    const CloudsReading reading = read(bomb + "clouds: {a: {<<: *l20, auth: {auth_url: 'https://iam.example.com'}}}\n");
    QCOMPARE(reading.clouds.size(), 1);
    QByteArray many = "clouds:\n";
    for (int i = 0; i < 1500; ++i)
        many += "  c" + QByteArray::number(i) + ": {auth: {auth_url: 'https://iam.example.com'}}\n";
    const CloudsReading capped = read(many);
    QCOMPARE(capped.clouds.size(), 1000);
    QCOMPARE(capped.notices.size(), 1);
}

void CloudsYamlTest::noFileIsNoCloud()
{
    const CloudsReading reading = readClouds(places());
    QVERIFY(reading.file.isEmpty() && reading.clouds.empty() && reading.notices.empty());
    QVERIFY(!reading.find(u"a"_s));
    QVERIFY(reading.whyNot(u"a"_s).contains("clouds.yaml"_L1));
    const CloudsPlaces own = CloudsPlaces::ofThisProcess();
    QVERIFY(own.folders.contains(u"/etc/openstack"_s) && own.folders.first() == QDir::currentPath());
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::CloudsYamlTest)
#include "cloudsyamltest.moc"

// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/presets.h"
#include "app/cloud/profile.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

class ProfileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addressesAreNormalised_data();
    void addressesAreNormalised();
    void badAddressesAreRefusedWithASentence_data();
    void badAddressesAreRefusedWithASentence();
    void aRefusalNeverRepeatsAPassword();
    void onlyThisComputerIsLoopback();
    void whatIsMissingIsSaid();
    void uncheckedCertificatesAreForThisComputerOnly();
    void managersAreChecked();
    void presetsAreSoundAndUnique();
    void presetsDoNotFollowTheRegionsName();
    void anIdentityAddressLeadsToItsPreset();
    void aPresetGivesAProfileThatOnlyLacksThePerson();
    void theConsolePageIsThatOfTheCluster();
};

static CloudProfile completeProfile()
{
    return {.name = u"Example"_s, .identityEndpoint = QUrl(u"https://iam.example.com"_s), .account = u"OTC-EXAMPLE"_s,
            .userName = u"jane.admin"_s};
}

void ProfileTest::addressesAreNormalised_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("https://iam.eu-de.otc.t-systems.com:443/v3", "https://iam.eu-de.otc.t-systems.com");
    row("https://iam.example.com", "https://iam.example.com");
    row("https://iam.example.com/", "https://iam.example.com");
    row("https://iam.example.com/v3", "https://iam.example.com");
    row("https://iam.example.com/v3/", "https://iam.example.com");
    row("https://iam.example.com/v3.0", "https://iam.example.com");
    row("https://iam.example.com/v3.0//", "https://iam.example.com");
    row("https://ecs.example.com/v2.1/%(project_id)s", "https://ecs.example.com");
    row("https://ecs.example.com/v2.1/0123456789abcdef0123456789abcdef", "https://ecs.example.com");
    row("  https://iam.example.com\n", "https://iam.example.com");
    row("HTTPS://IAM.Example.COM/V3", ""); // the version is written small; a capital V is another path
    row("HTTPS://IAM.Example.COM/v3", "https://iam.example.com");
    row("https://iam.example.com:8443/v3", "https://iam.example.com:8443");
    row("https://iam.example.com:", "https://iam.example.com");
    row("http://127.0.0.1:5000/v3", "http://127.0.0.1:5000");
    row("http://127.8.9.10:80", "http://127.8.9.10");
    row("http://localhost:443", "http://localhost:443");
    row("http://[::1]:35357/v3", "http://[::1]:35357");
    row("https://10.0.0.1", "https://10.0.0.1");
    row("https://[2001:DB8::1]:443/", "https://[2001:db8::1]");
}

void ProfileTest::addressesAreNormalised()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const Result<QUrl> url = normaliseEndpoint(text);
    QCOMPARE(url ? url->toString(QUrl::FullyEncoded) : QString(), expected);
    if (url) {
        const Result<QUrl> again = normaliseEndpoint(url->toString());
        QVERIFY(again);
        QCOMPARE(*again, *url);
    }
}

void ProfileTest::badAddressesAreRefusedWithASentence_data()
{
    QTest::addColumn<QString>("text");
    const QStringList bad{
        {}, u"   "_s, u"iam.example.com"_s, u"iam.example.com:443/v3"_s, u"//iam.example.com"_s, u"https://"_s, u"https:///v3"_s,
        u"ftp://iam.example.com"_s, u"file:///etc/passwd"_s, u"javascript://iam.example.com"_s, u"http://iam.example.com"_s,
        u"http://128.0.0.1"_s, u"http://127.0.0.1.example.com"_s, u"http://localhost.example.com"_s, u"http://[::2]"_s,
        u"http://0.0.0.0"_s, u"https://user@iam.example.com"_s, u"https://user:FAKE@iam.example.com"_s, u"https://@iam.example.com"_s,
        u"https://iam.example.com?x=1"_s, u"https://iam.example.com/?"_s, u"https://iam.example.com/v3#top"_s,
        u"https://iam.example.com/identity/v3"_s, u"https://iam.example.com/v3/auth/tokens"_s, u"https://iam.example.com/../v3"_s,
        u"https://iam.example.com/v3/%2e%2e/x"_s, u"https://iam.example.com:0"_s, u"https://iam.example.com:99999"_s,
        u"https://iam.example.com:-1"_s, u"https://iam .example.com"_s, u"https://iam.example.com\\@evil.example.org"_s,
        u"https://iam.example.com\r\nX-Auth-Token: x"_s, u"https://%"_s, u"https://[::1"_s, u"https://exa<mple>.com"_s,
        "https://"_L1 + QString(3000, u'a') + ".example.com"_L1};
    for (const QString &text : bad)
        QTest::newRow(qPrintable(text.isEmpty() ? u"empty"_s : text.left(60).simplified())) << text;
}

void ProfileTest::badAddressesAreRefusedWithASentence()
{
    QFETCH(QString, text);
    const Result<QUrl> url = normaliseEndpoint(text);
    QVERIFY2(!url, url ? qPrintable(url->toString()) : "");
    QCOMPARE(url.error().fault, Fault::Rejected);
    QVERIFY2(url.error().detail.endsWith(u'.'), qPrintable(url.error().detail));
}

void ProfileTest::aRefusalNeverRepeatsAPassword()
{
    for (const QString &text : {u"https://jane:FAKE-SECRET@iam.example.com"_s, u"https://jane:FAKE-SECRET@"_s,
                                u"https://jane:FAKE-SECRET@iam example.com"_s, u"http://FAKE-SECRET@127.0.0.1?FAKE-SECRET"_s})
        QVERIFY(!normaliseEndpoint(text).error().detail.contains("FAKE-SECRET"_L1));
}

void ProfileTest::onlyThisComputerIsLoopback()
{
    for (const QString &host : {u"127.0.0.1"_s, u"127.255.255.254"_s, u"localhost"_s, u"LocalHost"_s, u"[::1]"_s})
        QVERIFY2(isLoopback(QUrl("http://"_L1 + host)), qPrintable(host));
    for (const QString &host : {u"128.0.0.1"_s, u"localhost.example.com"_s, u"127.0.0.1.example.com"_s, u"[::2]"_s, u"0.0.0.0"_s,
                                u"example.com"_s})
        QVERIFY2(!isLoopback(QUrl("http://"_L1 + host)), qPrintable(host));
    QVERIFY(!isLoopback({}));
}

void ProfileTest::whatIsMissingIsSaid()
{
    QVERIFY(validate(completeProfile()));
    const auto refused = [](auto change) {
        CloudProfile profile = completeProfile();
        change(profile);
        const Result<Done> checked = validate(profile);
        return checked ? QString() : checked.error().detail;
    };
    QVERIFY(refused([](CloudProfile &p) { p.name = u"  "_s; }).contains("name"_L1));
    QVERIFY(refused([](CloudProfile &p) { p.identityEndpoint = {}; }).contains("identity"_L1));
    QVERIFY(refused([](CloudProfile &p) { p.account.clear(); }).contains("account"_L1));
    QVERIFY(refused([](CloudProfile &p) { p.userName.clear(); }).contains("user name"_L1));
    QVERIFY(refused([](CloudProfile &p) { p.caFile = u"/nowhere/example-ca.pem"_s; }).contains("/nowhere/example-ca.pem"_L1));
    QVERIFY(refused([](CloudProfile &p) { p.colour = u"mauve"_s; }).contains("mauve"_L1));
    QVERIFY(refused([](CloudProfile &p) { p.obsEndpoint = QUrl(u"http://obs.example.com"_s); }).contains("https"_L1));
    QCOMPARE(refused([](CloudProfile &p) {
        p.account.clear();
        p.accountId = u"e6505630658e49649784759cdf251aaa"_s;
        p.userName.clear();
        p.userId = u"07609fb9358010e21f7bc003751c7c32"_s;
    }), QString());
}

void ProfileTest::uncheckedCertificatesAreForThisComputerOnly()
{
    CloudProfile profile = completeProfile();
    profile.verify = false;
    QVERIFY(!validate(profile));
    profile.identityEndpoint = QUrl(u"https://127.0.0.1:8443"_s);
    QVERIFY(validate(profile));
    profile.mrsEndpoint = QUrl(u"https://mrs.example.com"_s); // one address outside is enough
    QVERIFY(!validate(profile));
}

void ProfileTest::managersAreChecked()
{
    const ManagerConnection good{.name = u"Example"_s, .url = u"https://manager.example.com:28443/web"_s, .userName = u"admin"_s,
                                 .timeZone = u"Europe/Berlin"_s, .pinSha256 = QString(64, u'a')};
    QVERIFY(validate(good));
    const auto accepts = [&good](auto change) {
        ManagerConnection manager = good;
        change(manager);
        return validate(manager).has_value();
    };
    QVERIFY(accepts([](ManagerConnection &m) { m.url = u"http://127.0.0.1:9000"_s; }));
    QVERIFY(!accepts([](ManagerConnection &m) { m.url = u"http://manager.example.com"_s; }));
    QVERIFY(!accepts([](ManagerConnection &m) { m.url = u"https://admin:FAKE@manager.example.com"_s; }));
    QVERIFY(!accepts([](ManagerConnection &m) { m.url = u"manager.example.com"_s; }));
    QVERIFY(!accepts([](ManagerConnection &m) { m.name.clear(); }));
    QVERIFY(!accepts([](ManagerConnection &m) { m.timeZone = u"Mars/Olympus"_s; }));
    QVERIFY(!accepts([](ManagerConnection &m) { m.pinSha256 = u"abc"_s; }));
    QVERIFY(!accepts([](ManagerConnection &m) { m.pinSha256 = QString(64, u'g'); }));
    CloudProfile profile = completeProfile();
    profile.managers = {good, ManagerConnection{.name = u"Bad"_s}};
    QVERIFY(validate(profile).error().detail.contains("Bad"_L1));
}

void ProfileTest::presetsAreSoundAndUnique()
{
    QSet<QString> ids;
    for (const CloudPreset &preset : presets()) {
        QVERIFY2(!ids.contains(preset.id), qPrintable(preset.id));
        ids.insert(preset.id);
        QCOMPARE(findPreset(preset.id), &preset);
        QVERIFY(!preset.cloud.isEmpty() && !preset.region.isEmpty() && !preset.place.isEmpty());
        for (const QUrl &url : {preset.identityEndpoint, preset.otherIdentityEndpoint, preset.mrsEndpoint, preset.ecsEndpoint,
                                preset.obsEndpoint, preset.consoleEndpoint}) {
            if (url.isEmpty() && url == preset.otherIdentityEndpoint)
                continue;
            const Result<QUrl> normal = normaliseEndpoint(url.toString());
            QVERIFY2(normal && *normal == url && url.scheme() == "https"_L1, qPrintable(preset.id + u' ' + url.toString()));
        }
    }
    for (const QString &id : {u"otc-eu-de"_s, u"otc-eu-nl"_s, u"otc-eu-ch2"_s, u"huawei-cn-north-4"_s, u"huawei-cn-east-3"_s,
                              u"huawei-cn-south-1"_s, u"huawei-ap-southeast-1"_s, u"huawei-ap-southeast-2"_s, u"huawei-ap-southeast-3"_s,
                              u"huawei-af-south-1"_s, u"huawei-la-south-2"_s, u"huawei-sa-brazil-1"_s, u"huawei-eu-west-101"_s})
        QVERIFY2(findPreset(id), qPrintable(id));
    QVERIFY(!findPreset(u"no-such-preset"_s));
    QVERIFY(!findPreset(QString()));
}

void ProfileTest::presetsDoNotFollowTheRegionsName()
{
    const CloudPreset *swiss = findPreset(u"otc-eu-ch2"_s);
    QCOMPARE(swiss->identityEndpoint.host(), u"iam-pub.eu-ch2.sc.otc.t-systems.com"_s);
    QCOMPARE(swiss->obsEndpoint.host(), u"obs.eu-ch2.sc.otc.t-systems.com"_s);
    QCOMPARE(swiss->signing, CloudPreset::ScopedKey);
    QVERIFY(!swiss->isCertain());
    QVERIFY(findPreset(u"otc-eu-de"_s)->isCertain());
    QCOMPARE(findPreset(u"otc-eu-nl"_s)->uncertain, QStringList{u"mrs"_s});
    const CloudPreset *beijing = findPreset(u"huawei-cn-north-4"_s);
    QCOMPARE(beijing->identityEndpoint.host(), u"iam.myhuaweicloud.com"_s);
    QCOMPARE(beijing->otherIdentityEndpoint.host(), u"iam.cn-north-4.myhuaweicloud.com"_s);
    QCOMPARE(beijing->signing, CloudPreset::PlainKey);
    QCOMPARE(findPreset(u"huawei-eu-west-101"_s)->obsEndpoint.host(), u"obs.eu-west-101.myhuaweicloud.eu"_s);
}

void ProfileTest::anIdentityAddressLeadsToItsPreset()
{
    const auto found = [](const QString &host, const QString &region) {
        const CloudPreset *preset = findPreset(QUrl("https://"_L1 + host), region);
        return preset ? preset->id : QString();
    };
    QCOMPARE(found(u"iam.eu-de.otc.t-systems.com"_s, {}), u"otc-eu-de"_s);
    QCOMPARE(found(u"iam.eu-de.otc.t-systems.com"_s, u"eu-nl"_s), u"otc-eu-nl"_s);
    QCOMPARE(found(u"iam.myhuaweicloud.com"_s, u"la-south-2"_s), u"huawei-la-south-2"_s);
    QCOMPARE(found(u"iam.myhuaweicloud.com"_s, {}), QString()); // many regions
    QCOMPARE(found(u"iam.af-south-1.myhuaweicloud.com"_s, {}), u"huawei-af-south-1"_s);
    QCOMPARE(found(u"iam.af-south-1.myhuaweicloud.com"_s, u"cn-north-4"_s), QString());
    QCOMPARE(found(u"iam.example.com"_s, u"eu-de"_s), QString());
    QVERIFY(!findPreset(QUrl(), u"eu-de"_s));
}

void ProfileTest::aPresetGivesAProfileThatOnlyLacksThePerson()
{
    for (const CloudPreset &preset : presets()) {
        CloudProfile profile = profileFor(preset);
        profile.name = u"Example"_s;
        profile.account = u"OTC-EXAMPLE"_s;
        profile.userName = u"jane.admin"_s;
        QVERIFY2(validate(profile), qPrintable(preset.id));
        QCOMPARE(profile.preset, preset.id);
    }
}

void ProfileTest::theConsolePageIsThatOfTheCluster()
{
    CloudProfile profile = profileFor(*findPreset(u"otc-eu-nl"_s));
    QCOMPARE(mrsConsolePage(profile, u"some-id"_s), QUrl(u"https://console.otc.t-systems.com/mrs/?region=eu-nl"_s)); // no address of one
    profile.consoleEndpoint = QUrl(); // a profile saved before there was one
    QCOMPARE(mrsConsolePage(profile, u"some-id"_s), QUrl(u"https://console.otc.t-systems.com/mrs/?region=eu-nl"_s));
    profile.preset.clear();
    QVERIFY(mrsConsolePage(profile, u"some-id"_s).isEmpty());
    profile.consoleEndpoint = QUrl(u"http://127.0.0.1:8083"_s); // the simulated one
    QCOMPARE(mrsConsolePage(profile, u"some id"_s).toString(QUrl::FullyEncoded), u"http://127.0.0.1:8083/console/clusters/some%20id"_s);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::ProfileTest)
#include "profiletest.moc"

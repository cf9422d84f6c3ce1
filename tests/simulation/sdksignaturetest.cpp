// SPDX-License-Identifier: Apache-2.0
// The worked examples of iam.md, 3.4, byte for byte, and what is no signature.
#include "app/simulation/sdksignature.h"
#include "app/simulation/signing.h"

#include <QTest>

namespace claviger::sim {

namespace {

const QByteArray exampleSecret = "FakeSkFakeSkFakeSkFakeSkFakeSkFakeSk1234";
const QByteArray exampleTime = "20260115T100000Z";

Call exampleGet()
{
    return {.method = "GET",
            .target = "/v3.0/OS-CREDENTIAL/credentials?user_id=07609fb9358010e21f7bc003751c7c32",
            .headers = {{"Host", "iam.eu-de.otc.t-systems.com"},
                        {"Content-Type", "application/json"},
                        {"X-Sdk-Date", exampleTime}}};
}

Call examplePost()
{
    return {.method = "POST",
            .target = "/v3.0/OS-CREDENTIAL/credentials",
            .headers = {{"Host", "iam.eu-de.otc.t-systems.com"},
                        {"Content-Type", "application/json;charset=utf8"},
                        {"X-Sdk-Date", exampleTime}},
            .body = R"({"credential":{"description":"console key","user_id":"07609fb9358010e21f7bc003751c7c32"}})"};
}

} // namespace

class SdkSignatureTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theCanonicalRequestIsAsPrinted();
    void theWorkedExamples_data();
    void theWorkedExamples();
    void pathsAndQueriesAreCodedAgain_data();
    void pathsAndQueriesAreCodedAgain();
    void aHashCanStandForTheBody();
    void whatCannotBeReadIsNoAuthorization_data();
    void whatCannotBeReadIsNoAuthorization();
    void timesAreReadStrictly();
};

void SdkSignatureTest::theCanonicalRequestIsAsPrinted()
{
    const QByteArray get = sdkCanonicalRequest(exampleGet(), {"content-type", "host", "x-sdk-date"});
    QCOMPARE(get,
             QByteArray("GET\n"
                        "/v3.0/OS-CREDENTIAL/credentials/\n"
                        "user_id=07609fb9358010e21f7bc003751c7c32\n"
                        "content-type:application/json\n"
                        "host:iam.eu-de.otc.t-systems.com\n"
                        "x-sdk-date:20260115T100000Z\n"
                        "\n"
                        "content-type;host;x-sdk-date\n"
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(sha256Hex(get), QByteArray("55b825fcacdc0b6f2ebcea1e1cc85bf33b0762136323310a5f70440c89e99c4d"));
    const QByteArray post = sdkCanonicalRequest(examplePost(), {"content-type", "host", "x-sdk-date"});
    QCOMPARE(post,
             QByteArray("POST\n"
                        "/v3.0/OS-CREDENTIAL/credentials/\n"
                        "\n"
                        "content-type:application/json;charset=utf8\n"
                        "host:iam.eu-de.otc.t-systems.com\n"
                        "x-sdk-date:20260115T100000Z\n"
                        "\n"
                        "content-type;host;x-sdk-date\n"
                        "d97c98ab5ee026e9d4a28c1513fe31603f09d3f5a24e5da22b295e87f71eda83"));
    QCOMPARE(sha256Hex(post), QByteArray("98bd17bb1667f7711ec085f00aac6191a5b3db38b2252b9313950beadd25e603"));
}

void SdkSignatureTest::theWorkedExamples_data()
{
    QTest::addColumn<bool>("isPost");
    QTest::addColumn<QByteArray>("who");
    QTest::addColumn<QByteArray>("signature");
    const QByteArray access = "Access=FAKEAKFAKEAKFAKEAK12";
    const QByteArray credential = "Credential=FAKEAKFAKEAKFAKEAK12/20260115///sdk_request";
    QTest::newRow("1, A") << false << access
                          << QByteArray("e4ff7be1d82a089d4a664983d543d1540e4cb75f8231ed0562d24e62d00d2279");
    QTest::newRow("1, B") << false << credential
                          << QByteArray("54bda9de5936e6a7d89b0bf57de39451a19725c29e49135b3da4c429af7f3b1a");
    QTest::newRow("2, A") << true << access
                          << QByteArray("30652ab1d5aaacfae35eed676584c827fccd7ca6f8c2efbf738e23a93e324457");
    QTest::newRow("2, B") << true << credential
                          << QByteArray("3b18ff92ff7caafcf45e4312a46f2552c57c03952b6ec1ed542059d15e8e5898");
}

void SdkSignatureTest::theWorkedExamples()
{
    QFETCH(bool, isPost);
    QFETCH(QByteArray, who);
    QFETCH(QByteArray, signature);
    const auto authorization = readSdkAuthorization(
        "SDK-HMAC-SHA256 " + who + ", SignedHeaders=content-type;host;x-sdk-date, Signature=" + signature);
    QVERIFY(authorization);
    QCOMPARE(authorization->access, QByteArray("FAKEAKFAKEAKFAKEAK12"));
    QCOMPARE(authorization->isScoped, who.startsWith("Credential"));
    const QByteArray canonical =
        sdkCanonicalRequest(isPost ? examplePost() : exampleGet(), authorization->signedHeaders);
    QCOMPARE(sdkSignature(*authorization, exampleTime, canonical, exampleSecret), signature);
    QVERIFY(sdkSignature(*authorization, exampleTime, canonical, exampleSecret + '!') != signature);
    if (isPost)
        return;
    if (!authorization->isScoped) {
        QCOMPARE(sdkStringToSign(*authorization, exampleTime, canonical),
                 QByteArray("SDK-HMAC-SHA256\n20260115T100000Z\n"
                            "55b825fcacdc0b6f2ebcea1e1cc85bf33b0762136323310a5f70440c89e99c4d"));
        return;
    }
    QCOMPARE(sdkStringToSign(*authorization, exampleTime, canonical),
             QByteArray("SDK-HMAC-SHA256\n20260115T100000Z\n20260115///sdk_request\n"
                        "55b825fcacdc0b6f2ebcea1e1cc85bf33b0762136323310a5f70440c89e99c4d"));
    QCOMPARE(sdkSigningKey(*authorization, exampleSecret).toHex(),
             QByteArray("06e22828182f86c3be7313cabae04a7aa28b65b795f3efacd627154081202d3a"));
}

void SdkSignatureTest::pathsAndQueriesAreCodedAgain_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    const auto row = [](const char *name, const QByteArray &target, const QByteArray &path, const QByteArray &query) {
        QTest::newRow(name) << target << path << query;
    };
    row("root", "/", "/", "");
    row("ends in a slash", "/a/", "/a/", "");
    row("coded slash", "/a%2fb/c", "/a%2Fb/c/", "");
    row("coded for nothing", "/%61%7E", "/a~/", "");
    row("not ASCII", "/\xC3\xA4", "/%C3%A4/", "");
    row("no code", "/100%", "/100%25/", "");
    row("sorted by name, then value", "/?b=2&a=%20&b=1", "/", "a=%20&b=1&b=2");
    row("empty values", "/?b&a=", "/", "a=&b=");
    row("nothing in between", "/?&&a=1&", "/", "a=1");
    row("plus stays a plus", "/?a=1+2", "/", "a=1%2B2");
    row("equals in a value", "/?a=b=c", "/", "a=b%3Dc");
    row("question mark in the query", "/?a=?", "/", "a=%3F");
}

void SdkSignatureTest::pathsAndQueriesAreCodedAgain()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    const QByteArrayList lines = sdkCanonicalRequest({.method = "GET", .target = target}, {"host"}).split('\n');
    QCOMPARE(lines.at(1), path);
    QCOMPARE(lines.at(2), query);
}

void SdkSignatureTest::aHashCanStandForTheBody()
{
    Call call = examplePost();
    QVERIFY(sdkBodyFits(call));
    call.headers.emplace_back("X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD");
    QVERIFY(sdkCanonicalRequest(call, {"host"}).endsWith("\nUNSIGNED-PAYLOAD"));
    QVERIFY(sdkBodyFits(call));
    call.headers.back().second = sha256Hex(call.body);
    QVERIFY(sdkBodyFits(call));
    call.body += ' ';
    QVERIFY(!sdkBodyFits(call));
}

void SdkSignatureTest::whatCannotBeReadIsNoAuthorization_data()
{
    QTest::addColumn<QByteArray>("header");
    const QByteArray good = "SDK-HMAC-SHA256 Access=FAKEAK, SignedHeaders=host;x-sdk-date, Signature=";
    const QByteArray hex(64, 'a');
    QVERIFY(readSdkAuthorization(good + hex));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("the scheme alone") << QByteArray("SDK-HMAC-SHA256");
    QTest::newRow("and a space") << QByteArray("SDK-HMAC-SHA256 ");
    QTest::newRow("another scheme") << QByteArray("AWS4-HMAC-SHA256 ") + good.mid(16) + hex;
    QTest::newRow("short signature") << good + hex.chopped(1);
    QTest::newRow("signature not hex") << good + QByteArray(64, 'x');
    QTest::newRow("no signature") << good.left(good.lastIndexOf(','));
    QTest::newRow("no headers") << "SDK-HMAC-SHA256 Access=FAKEAK, Signature=" + hex;
    QTest::newRow("no key") << "SDK-HMAC-SHA256 Access=, SignedHeaders=host, Signature=" + hex;
    QTest::newRow("twice") << good + hex + ", Signature=" + hex;
    QTest::newRow("more") << good + hex + ", Extra=1";
    QTest::newRow("unsorted") << "SDK-HMAC-SHA256 Access=FAKEAK, SignedHeaders=x-sdk-date;host, Signature=" + hex;
    QTest::newRow("header twice") << "SDK-HMAC-SHA256 Access=FAKEAK, SignedHeaders=host;host, Signature=" + hex;
    QTest::newRow("upper case") << "SDK-HMAC-SHA256 Access=FAKEAK, SignedHeaders=Host, Signature=" + hex;
    QTest::newRow("scope too short")
        << "SDK-HMAC-SHA256 Credential=FAKEAK/20260115/sdk_request, SignedHeaders=host, Signature=" + hex;
    QTest::newRow("scope of S3") << "SDK-HMAC-SHA256 Credential=FAKEAK/20260115///aws4_request, SignedHeaders=host, "
                                    "Signature="
            + hex;
    QTest::newRow("bytes") << QByteArray("SDK-HMAC-SHA256 \0\xff,=,;/", 23);
    QTest::newRow("many commas") << "SDK-HMAC-SHA256 " + QByteArray(100'000, ',');
}

void SdkSignatureTest::whatCannotBeReadIsNoAuthorization()
{
    QFETCH(QByteArray, header);
    QVERIFY(!readSdkAuthorization(header));
}

void SdkSignatureTest::timesAreReadStrictly()
{
    const Instant ten = Instant(std::chrono::seconds(1'768'471'200));
    QCOMPARE(readBasicTime("20260115T100000Z"), std::optional(ten));
    for (const QByteArray &text :
         {QByteArray(), QByteArray("20260115T100000"), QByteArray("20260115T100000ZZ"), QByteArray("20260115 100000Z"),
          QByteArray("20260230T100000Z"), QByteArray("20260115T250000Z"), QByteArray("+0260115T100000Z"),
          QByteArray("2026-1-5T10:00Z!"), QByteArray("99999999T999999Z"), QByteArray(16, '\0')})
        QVERIFY2(!readBasicTime(text), text.constData());
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::SdkSignatureTest)
#include "sdksignaturetest.moc"

// SPDX-License-Identifier: Apache-2.0
// The test vectors of obs.md, sections 2 and 3, and what is no authorization.
#include "app/simulation/obssignature.h"

#include <QTest>

namespace claviger::sim {

namespace {

const QByteArray obsSecret = "FakeSkFakeSkFakeSkFakeSkFakeSkFakeSk1234";
const QByteArray obsDate = "Thu, 15 Jan 2026 10:00:00 GMT";
const QByteArray emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

} // namespace

class ObsSignatureTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theVectorsOfV2_data();
    void theVectorsOfV2();
    void theVectorsOfV4_data();
    void theVectorsOfV4();
    void whatCannotBeReadIsNoAuthorization_data();
    void whatCannotBeReadIsNoAuthorization();
};

void ObsSignatureTest::theVectorsOfV2_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("resource");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("stringToSign");
    QTest::addColumn<QByteArray>("signature");
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &resource, const Headers &headers,
                        const QByteArray &stringToSign, const QByteArray &signature) {
        QTest::newRow(name) << method << resource << headers << stringToSign << signature;
    };
    row("list buckets", "GET", "/", {{"Date", obsDate}}, "GET\n\n\n" + obsDate + "\n/", "Ovk1uLJU6X5LZfz8DV6PIgG24Ts=");
    row("with x-obs-date", "GET", "/", {{"x-obs-date", obsDate}}, "GET\n\n\n\nx-obs-date:" + obsDate + "\n/",
        "YuUN9Ail18BgAanMpNliQZLcmIw=");
    row("head bucket", "HEAD", "/demo-bucket/", {{"Date", obsDate}}, "HEAD\n\n\n" + obsDate + "\n/demo-bucket/",
        "sYNmwOaeZD0w2iXKMohuoqhBHHI=");
    row("security token", "GET", "/", {{"Date", obsDate}, {"x-obs-security-token", "FAKETOKEN"}},
        "GET\n\n\n" + obsDate + "\nx-obs-security-token:FAKETOKEN\n/", "Xj6Jx910YF+DyJwOvhZ9KIPSDjY=");
    row("security token, AWS", "GET", "/", {{"Date", obsDate}, {"x-amz-security-token", "FAKETOKEN"}},
        "GET\n\n\n" + obsDate + "\nx-amz-security-token:FAKETOKEN\n/", "QmYODuEPH/AdbC6kaABMsHh4XkA=");
}

void ObsSignatureTest::theVectorsOfV2()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, resource);
    QFETCH(Headers, headers);
    QFETCH(QByteArray, stringToSign);
    QFETCH(QByteArray, signature);
    const bool isAws = stringToSign.contains("x-amz-");
    Call call{.method = method, .target = "/?prefix=a&max-keys=1", .headers = headers}; // neither is signed
    call.headers.emplace_back("Authorization", (isAws ? "AWS " : "OBS ") + QByteArray("FAKEAK:") + signature);
    const ObsAuthorization authorization = readObsAuthorization(call);
    QCOMPARE(authorization.scheme, isAws ? ObsAuthorization::AwsV2 : ObsAuthorization::ObsV2);
    QCOMPARE(authorization.signature, signature);
    QCOMPARE(obsStringToSignV2(call, authorization, resource), stringToSign);
    QCOMPARE(obsSignatureV2(stringToSign, obsSecret), signature);
    QCOMPARE(obsSignedAt(call, authorization), std::optional(Instant(std::chrono::seconds(1'768'471'200))));
    call.target = "/?versioning&acl=&prefix=a";
    QCOMPARE(obsStringToSignV2(call, authorization, resource), stringToSign + "?acl&versioning");
}

void ObsSignatureTest::theVectorsOfV4_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("hasToken");
    QTest::addColumn<QByteArray>("canonicalHash");
    QTest::addColumn<QByteArray>("signature");
    QTest::newRow("1") << QByteArray("/") << QByteArray("obs.eu-de.otc.t-systems.com") << false
                       << QByteArray("50396763a5a1e31e5b761733f9061c71626429efed0b6b421ab3ac062d0144bb")
                       << QByteArray("5dd095e4285dce81c230f6ecaae0e2cddd4e79db1e37d32976a6276f358b4349");
    QTest::newRow("2") << QByteArray("/?max-keys=1&prefix=a%20b")
                       << QByteArray("demo-bucket.obs.eu-de.otc.t-systems.com") << true
                       << QByteArray("c337cebc1ac72795f40f1cc09633bc44d9c90c75c4a2754c7b37f7265c200232")
                       << QByteArray("c83298f7af93cd66650d4f2e3c7940fa2bf518f01c87a49cb7be6efefcaf0063");
}

void ObsSignatureTest::theVectorsOfV4()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, host);
    QFETCH(bool, hasToken);
    QFETCH(QByteArray, canonicalHash);
    QFETCH(QByteArray, signature);
    Call call{.method = "GET",
              .target = target,
              .headers = {{"Host", host}, {"X-Amz-Content-Sha256", emptyHash}, {"X-Amz-Date", "20260115T100000Z"}}};
    if (hasToken)
        call.headers.emplace_back("X-Amz-Security-Token", "FAKETOKEN");
    call.headers.emplace_back(
        "Authorization",
        QByteArray("AWS4-HMAC-SHA256 Credential=FAKEAKFAKEAKFAKEAK12/20260115/eu-de/s3/aws4_request,"
                   "SignedHeaders=host;x-amz-content-sha256;x-amz-date")
            + (hasToken ? ";x-amz-security-token" : "") + ",Signature=" + signature);
    const ObsAuthorization authorization = readObsAuthorization(call);
    QCOMPARE(authorization.scheme, ObsAuthorization::V4);
    QCOMPARE(sha256Hex(obsCanonicalRequestV4(call, authorization)), canonicalHash);
    const QByteArray key = obsSigningKeyV4(authorization, obsSecret);
    QCOMPARE(key.toHex(), QByteArray("a77a1915f6dc0d66467a83f8ab5b24ceaca2cd2bd2bb94454bbc499978fe600d"));
    QCOMPARE(hmacSha256(key, obsStringToSignV4(call, authorization)).toHex(), signature);
}

void ObsSignatureTest::whatCannotBeReadIsNoAuthorization_data()
{
    QTest::addColumn<QByteArray>("header");
    for (const char *header :
         {"OBS", "OBS :", "OBS FAKEAK", "OBS FAKEAK:", "AWS :x", "Basic ZmFrZQ==", "AWS4-HMAC-SHA256",
          "AWS4-HMAC-SHA256 Credential=FAKEAK/20260115/eu-de/s3/aws4_request,SignedHeaders=host",
          "AWS4-HMAC-SHA256 Credential=FAKEAK/20260115/eu-de/iam/aws4_request,SignedHeaders=host,Signature=a",
          "AWS4-HMAC-SHA256 Credential=/20260115/eu-de/s3/aws4_request,SignedHeaders=host,Signature=a",
          "AWS4-HMAC-SHA256 Credential=FAKEAK/20260115/eu-de/s3/aws4_request,SignedHeaders=date,Signature=a",
          "AWS4-HMAC-SHA256 ,,,===,"})
        QTest::newRow(header) << QByteArray(header);
}

void ObsSignatureTest::whatCannotBeReadIsNoAuthorization()
{
    QFETCH(QByteArray, header);
    const Call call{.method = "GET", .target = "/", .headers = {{"Authorization", header}}};
    QCOMPARE(readObsAuthorization(call).scheme, ObsAuthorization::Unreadable);
}

} // namespace claviger::sim

QTEST_GUILESS_MAIN(claviger::sim::ObsSignatureTest)
#include "obssignaturetest.moc"

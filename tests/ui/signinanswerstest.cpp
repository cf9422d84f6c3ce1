// SPDX-License-Identifier: Apache-2.0
// What the sign-in page says when something that is no sign-in service answers at its address, over real sockets: each
// gets its own sentence, the password goes out once at most, and the form can be used again.
#include "tests/support/rawresponder.h"
#include "tests/ui/consolebench.h"

#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace claviger;
using namespace claviger::testing;

namespace {

using Headers = std::vector<std::pair<QByteArray, QByteArray>>;

// Fills in the form with this address and signs in. True when the try is over, nobody is signed in, and something is said.
bool triesAt(ConsoleBench &bench, const RawResponder &server)
{
    bench.fillForm(u"ops-admin"_s, benchPassword);
    return bench.type(u"identityEndpoint"_s, server.url()) && bench.click(u"signIn"_s)
        && waitFor([&] { return bench.console->signIn().state() == SignInBoard::SignedOut && !bench.said().isEmpty(); });
}

// The page looks first, without a password, whether somebody is there at all.
int passwordPostsAt(const RawResponder &server)
{
    const std::vector<QByteArray> received = server.receivedRequests();
    return static_cast<int>(std::count_if(received.begin(), received.end(),
                                          [](const QByteArray &request) { return request.startsWith("POST /v3/auth/tokens"); }));
}

} // namespace

class SignInAnswersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void whatIsNoSignInServiceIsSaid_data();
    void whatIsNoSignInServiceIsSaid();
    void aCertificateNobodyVouchesForGetsNoPassword();
    void anAnswerThatIsLostMayCountAsATry_data();
    void anAnswerThatIsLostMayCountAsATry();
};

void SignInAnswersTest::whatIsNoSignInServiceIsSaid_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("what"); // part of the sentence
    QTest::addColumn<QString>("next");
    const QString unread = u"not what this service is documented to send"_s;
    const QString proxy = u"no proxy answers in its place"_s;
    const Headers html{{"Content-Type", "text/html"}};
    QTest::newRow("a web page") << RawResponder::http(200, "<html><body>Welcome</body></html>", html) << unread << proxy;
    QTest::newRow("a web page, created") << RawResponder::http(201, "<html></html>", html) << unread << proxy;
    QTest::newRow("a proxy forbids") << RawResponder::http(403, "<html>Forbidden</html>", html) << unread << proxy;
    QTest::newRow("a proxy asks who") << RawResponder::http(401, "<html>Who?</html>", html) << unread << proxy;
    QTest::newRow("nothing") << RawResponder::http(200, {}) << unread << proxy;
    QTest::newRow("no token") << RawResponder::http(201, R"({"token":{"user":{"id":"u1"}}})") << unread << proxy;
    QTest::newRow("302 to another host")
        << RawResponder::http(302, {}, {{"Location", "https://elsewhere.invalid/login"}})
        << u"127.0.0.1 sends us on to elsewhere.invalid"_s << u"Your password reached 127.0.0.1 only"_s;
    const Headers json{{"Content-Type", "application/json"}};
    QTest::newRow("404 of a gateway") << RawResponder::http(404, R"({"error_msg":"The API does not exist","error_code":"APIG.0101"})", json)
                                      << unread << u"the endpoint is the right one"_s;
    QTest::newRow("404 without words") << RawResponder::http(404, "{}", json) << unread << u"the endpoint is the right one"_s;
    QTest::newRow("404, empty") << RawResponder::http(404, {}) << unread << u"the endpoint is the right one"_s;
    QTest::newRow("502") << RawResponder::http(502, "<html>Bad gateway</html>", html) << u"failure of its own"_s << u"Try again later"_s;
    QTest::newRow("3 MB") << RawResponder::http(201, QByteArray(3 * 1024 * 1024, ' ')) << u"larger than it can honestly be"_s
                          << u"endpoint is the right one"_s;
}

void SignInAnswersTest::whatIsNoSignInServiceIsSaid()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, what);
    QFETCH(const QString, next);
    RawResponder server(answer);
    ConsoleBench bench({.usesSockets = true});
    QVERIFY(triesAt(bench, server));
    const QString said = bench.said();
    QVERIFY2(said.contains(what), qPrintable(said));
    QVERIFY2(said.contains(next), qPrintable(said));
    QVERIFY(!bench.everythingReadable().contains(benchPassword));
    QCOMPARE(passwordPostsAt(server), 1);
    QVERIFY(bench.seen(u"signIn"_s)->isEnabled());
    QCOMPARE(bench.seen<QLineEdit>(u"userName"_s)->text(), u"ops-admin"_s);
    QCOMPARE(bench.seen<QLineEdit>(u"identityEndpoint"_s)->text(), server.url());
}

void SignInAnswersTest::aCertificateNobodyVouchesForGetsNoPassword()
{
    RawResponder server(RawResponder::http(201, "{}"), RawResponder::Transport::Tls);
    ConsoleBench bench({.usesSockets = true});
    QVERIFY(triesAt(bench, server));
    QVERIFY2(bench.said().contains(u"could not prove who it is, so nothing was sent to it"_s), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains(u"cacert in clouds.yaml"_s), qPrintable(bench.said()));
    QCOMPARE(server.requests(), 0);
}

void SignInAnswersTest::anAnswerThatIsLostMayCountAsATry_data()
{
    QTest::addColumn<QByteArray>("answer"); // empty: closes without one
    QTest::newRow("no answer") << QByteArray();
    QTest::newRow("cut") << RawResponder::http(201, R"({"token":{"expires_at":"2100-01-01T00:00:00.000000Z"}})").chopped(20);
    QTest::newRow("not HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
}

void SignInAnswersTest::anAnswerThatIsLostMayCountAsATry()
{
    QFETCH(const QByteArray, answer);
    RawResponder server(answer);
    if (answer.isEmpty())
        server.closeWithoutAnswer();
    ConsoleBench bench({.usesSockets = true});
    QVERIFY(triesAt(bench, server));
    QVERIFY2(bench.said().contains(u"password was sent, but the answer was lost"_s), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains(u"counted as one try"_s), qPrintable(bench.said()));
    QCOMPARE(passwordPostsAt(server), 1);
    QVERIFY(bench.seen(u"signIn"_s)->isEnabled());
}

QTEST_MAIN(SignInAnswersTest)
#include "signinanswerstest.moc"

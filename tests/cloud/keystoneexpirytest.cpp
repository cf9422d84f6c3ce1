// SPDX-License-Identifier: Apache-2.0
// A token that has really run out at the service (it gives tokens for a few seconds here), while our clock stands still.
#include "app/accesskeys/accesskeyrequests.h"
#include "app/cloud/client.h"
#include "tests/support/keystone.h"
#include "tests/support/settle.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

using testing::KeystoneLog;
using testing::keystoneLogin;
using testing::KeystoneSignIn;
using testing::settle;

class KeystoneExpiryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anExpiredTokenIsRenewedInPlace();
};

void KeystoneExpiryTest::anExpiredTokenIsRenewedInPlace()
{
    const KeystoneSignIn cloud({}, std::make_shared<ManualClock>(RealClock().now()));
    QVERIFY(settle(Session::signIn(cloud.session, keystoneLogin())));
    const Result<Secret> first = settle(Session::tokenFor(cloud.session, Authority::Account));
    QVERIFY(first);
    QVERIFY(settle(cloud.client.send(ListUsers{})));
    const Client plain(cloud.transport, cloud.address);
    QTRY_VERIFY_WITH_TIMEOUT(!settle(plain.send(ListOwnProjects{.token = *first})), 60'000);

    const KeystoneLog log;
    QVERIFY(settle(cloud.client.send(ListUsers{})));
    QCOMPARE(cloud.session->state(), Session::SignedIn);
    QCOMPARE(log.count(u"GET /v3/users 401"_s), 1);
    QCOMPARE(log.count(u"POST /v3/auth/tokens 201"_s), 2); // account and project, with one password and no second try
    QCOMPARE(log.count(u"POST /v3/auth/tokens 401"_s), 0);
    const Result<Secret> second = settle(Session::tokenFor(cloud.session, Authority::Account));
    QVERIFY(second);
    QVERIFY(!(*first == *second));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::KeystoneExpiryTest)
#include "keystoneexpirytest.moc"

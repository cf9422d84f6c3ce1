// SPDX-License-Identifier: Apache-2.0
// Signing in to an identity service that nobody here wrote: OpenStack's own, started by tests/support/with_keystone.sh.
#include "app/accesskeys/accesskeyrequests.h"
#include "app/cloud/client.h"
#include "tests/support/keystone.h"
#include "tests/support/settle.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

using testing::KeystoneLog;
using testing::keystoneLogin;
using testing::KeystoneSignIn;
using testing::keystoneValue;
using testing::pending;
using testing::settle;

namespace {

const auto tokenGiven = u"POST /v3/auth/tokens 201"_s;
const auto tokenRefused = u"POST /v3/auth/tokens 401"_s;

} // namespace

class KeystoneTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signingInGivesBothTokens();
    void withoutAProjectTheRegionsOwnIsTaken();
    void aPlainUserMayNotListUsers();
    void aWrongPasswordIsTriedOnce();
    void aWrongAccountIsRefused();
    void anUnknownProjectIsToldWithTheKnownOnes();
    void aUserWithoutRightsIsRefused();
    void aRevokedTokenIsRenewedInPlace();
    void aTokenPastItsTimeIsRenewedBeforeTheCall();
    void manyCallsShareOneRenewal();
    void aCallThisServiceDoesNotHaveIsNotTakenForItsAnswer();
    void theTokenOfAnotherProjectNeedsNoPassword();
    void aProjectThatDoesNotExistIsRefused();
    void signingOutEndsTheTokens();
};

void KeystoneTest::signingInGivesBothTokens()
{
    const KeystoneSignIn cloud(keystoneValue("KEYSTONE_OTHER_PROJECT"));
    const KeystoneLog log;
    const Result<Done> signedIn = settle(Session::signIn(cloud.session, keystoneLogin()));
    QVERIFY2(signedIn, signedIn ? "" : qPrintable(signedIn.error().detail));
    QCOMPARE(cloud.session->state(), Session::SignedIn);
    const SessionFacts &facts = cloud.session->facts();
    QCOMPARE(facts.accountId, keystoneValue("KEYSTONE_ACCOUNT_ID"));
    QCOMPARE(facts.account, keystoneValue("KEYSTONE_ACCOUNT"));
    QCOMPARE(facts.userId, keystoneValue("KEYSTONE_USER_ID"));
    QCOMPARE(facts.userName, keystoneValue("KEYSTONE_USER"));
    QCOMPARE(facts.project, keystoneValue("KEYSTONE_OTHER_PROJECT"));
    QVERIFY(!facts.projectProblem);
    QVERIFY(facts.roles.contains(u"admin"_s));
    QVERIFY(facts.expires > RealClock().now() + 30min);
    QVERIFY(facts.expires < RealClock().now() + 90min);
    QStringList names;
    for (const Project &project : facts.projects)
        names.append(project.name);
    names.sort();
    QCOMPARE(names, (QStringList{keystoneValue("KEYSTONE_PROJECT"), keystoneValue("KEYSTONE_OTHER_PROJECT")}));
    QCOMPARE(log.requests(), (QStringList{tokenGiven, u"GET /v3/auth/projects 200"_s, tokenGiven}));

    const Result<std::vector<IamUser>> users = settle(cloud.client.send(ListUsers{}));
    QVERIFY2(users, users ? "" : qPrintable(users.error().detail));
    QVERIFY(std::any_of(users->begin(), users->end(),
                        [](const IamUser &user) { return user.name == keystoneValue("KEYSTONE_PLAIN_USER"); }));
}

void KeystoneTest::withoutAProjectTheRegionsOwnIsTaken()
{
    const KeystoneSignIn cloud({});
    QVERIFY(settle(Session::signIn(cloud.session, keystoneLogin())));
    QCOMPARE(cloud.session->facts().project, keystoneValue("KEYSTONE_PROJECT"));
    QCOMPARE(cloud.session->facts().projectId, keystoneValue("KEYSTONE_PROJECT_ID"));
}

void KeystoneTest::aPlainUserMayNotListUsers()
{
    const KeystoneSignIn cloud({});
    QVERIFY(settle(Session::signIn(cloud.session, keystoneLogin("KEYSTONE_PLAIN_USER", "KEYSTONE_PLAIN_PASSWORD"))));
    const Result<std::vector<IamUser>> users = settle(cloud.client.send(ListUsers{}));
    QVERIFY(!users);
    QCOMPARE(users.error().fault, Fault::Forbidden);
    QCOMPARE(users.error().httpStatus, 403);
    QVERIFY2(users.error().detail.contains("identity:list_users"_L1), qPrintable(users.error().detail));
    QVERIFY(users.error().requestId.startsWith("req-"_L1));
}

void KeystoneTest::aWrongPasswordIsTriedOnce()
{
    const KeystoneSignIn cloud({});
    Login login = keystoneLogin();
    login.password = Secret::fromText(u"FAKE-wrong-password"_s);
    const KeystoneLog log;
    const Result<Done> signedIn = settle(Session::signIn(cloud.session, login));
    QVERIFY(!signedIn);
    QCOMPARE(signedIn.error().fault, Fault::Unauthorized);
    QCOMPARE(cloud.session->state(), Session::SignedOut);
    QVERIFY(!settle(cloud.client.send(ListUsers{}))); // does not try by itself either
    QCOMPARE(log.requests(), QStringList{tokenRefused});
}

void KeystoneTest::aWrongAccountIsRefused()
{
    const QString right = keystoneValue("KEYSTONE_ACCOUNT");
    for (const QString &wrong : {u"NO-SUCH-ACCOUNT"_s, keystoneValue("KEYSTONE_ACCOUNT_ID"), right.toLower(), right + u' ',
                                 u"\u202eTNUOCCA"_s, QString()}) {
        const KeystoneSignIn cloud({});
        Login login = keystoneLogin();
        login.account = wrong;
        const KeystoneLog log;
        const Result<Done> signedIn = settle(Session::signIn(cloud.session, login));
        if (signedIn && wrong.compare(right, Qt::CaseInsensitive) == 0)
            continue; // some databases compare names without case
        QVERIFY2(!signedIn, qPrintable(wrong));
        QVERIFY2(signedIn.error().fault == Fault::Unauthorized || signedIn.error().fault == Fault::Rejected, qPrintable(wrong));
        QVERIFY(log.requests().size() <= 1);
    }
}

void KeystoneTest::anUnknownProjectIsToldWithTheKnownOnes()
{
    const KeystoneSignIn cloud(u"no-such-project"_s);
    const KeystoneLog log;
    const Result<Done> signedIn = settle(Session::signIn(cloud.session, keystoneLogin()));
    QVERIFY(!signedIn);
    QCOMPARE(signedIn.error().fault, Fault::NotFound);
    QVERIFY2(signedIn.error().detail.contains(keystoneValue("KEYSTONE_PROJECT")), qPrintable(signedIn.error().detail));
    QCOMPARE(log.count(tokenGiven), 1);
    QCOMPARE(log.count(tokenRefused), 1);
}

void KeystoneTest::aUserWithoutRightsIsRefused()
{
    const KeystoneSignIn cloud({});
    const KeystoneLog log;
    const Result<Done> signedIn =
        settle(Session::signIn(cloud.session, keystoneLogin("KEYSTONE_OUTSIDER", "KEYSTONE_OUTSIDER_PASSWORD")));
    QVERIFY(!signedIn);
    QCOMPARE(signedIn.error().fault, Fault::Unauthorized); // Keystone says the same as for a wrong password
    QCOMPARE(log.count(tokenRefused), 1); // a token that an earlier test gave back may be logged only now
    QCOMPARE(log.count(tokenGiven), 0);
}

void KeystoneTest::aRevokedTokenIsRenewedInPlace()
{
    const KeystoneSignIn cloud({});
    QVERIFY(settle(Session::signIn(cloud.session, keystoneLogin())));
    QVERIFY(settle(cloud.client.send(ListUsers{})));
    const Result<Secret> token = settle(Session::tokenFor(cloud.session, Authority::Account));
    QVERIFY(token);
    QVERIFY(settle(Client(cloud.transport, cloud.address).send(RevokeToken{.token = *token})));

    const KeystoneLog log;
    const Result<std::vector<IamUser>> users = settle(cloud.client.send(ListUsers{}));
    QVERIFY2(users, users ? "" : qPrintable(users.error().detail));
    QCOMPARE(cloud.session->state(), Session::SignedIn);
    QCOMPARE(log.requests(), (QStringList{u"GET /v3/users 401"_s, tokenGiven, u"GET /v3/auth/projects 200"_s, tokenGiven,
                                          u"GET /v3/users 200"_s}));
}

void KeystoneTest::aTokenPastItsTimeIsRenewedBeforeTheCall()
{
    const auto clock = std::make_shared<ManualClock>(RealClock().now());
    const KeystoneSignIn cloud({}, clock);
    QVERIFY(settle(Session::signIn(cloud.session, keystoneLogin())));
    clock->advance(2h); // the tokens live for one
    const KeystoneLog log;
    // The new tokens are over at once too on this clock, so what follows must not become a circle of sign-ins.
    (void)settle(cloud.client.send(ListUsers{}));
    QCOMPARE(log.count(tokenGiven), 2);
    QCOMPARE(log.count(tokenRefused), 0);
}

void KeystoneTest::manyCallsShareOneRenewal()
{
    const KeystoneSignIn cloud({});
    QVERIFY(settle(Session::signIn(cloud.session, keystoneLogin())));
    QVERIFY(settle(cloud.client.send(ListUsers{})));
    const Result<Secret> token = settle(Session::tokenFor(cloud.session, Authority::Account));
    QVERIFY(settle(Client(cloud.transport, cloud.address).send(RevokeToken{.token = *token})));

    const KeystoneLog log;
    std::vector<testing::Pending<std::vector<IamUser>>> calls;
    for (int i = 0; i < 5; ++i)
        calls.push_back(pending(cloud.client.send(ListUsers{})));
    for (const auto &call : calls)
        QVERIFY(settle(call));
    QCOMPARE(log.count(tokenGiven), 2); // one for each scope
    QCOMPARE(log.count(tokenRefused), 0);
}

void KeystoneTest::aCallThisServiceDoesNotHaveIsNotTakenForItsAnswer()
{
    const KeystoneSignIn cloud({});
    QVERIFY(settle(Session::signIn(cloud.session, keystoneLogin())));
    const KeystoneLog log;
    const Result<AccessKey> key = settle(cloud.client.send(CreateAccessKey{.userId = cloud.session->facts().userId}));
    QVERIFY(!key);
    QCOMPARE(key.error().httpStatus, 404);
    QCOMPARE(key.error().fault, Fault::Unreadable); // a web page of the server says so, not the access key service
    QCOMPARE(log.requests().size(), 1);
}

void KeystoneTest::theTokenOfAnotherProjectNeedsNoPassword()
{
    const KeystoneSignIn cloud({});
    QVERIFY(settle(Session::signIn(cloud.session, keystoneLogin())));
    const std::vector<Project> &projects = cloud.session->facts().projects;
    const auto other = std::find_if(projects.begin(), projects.end(),
                                    [](const Project &project) { return project.name == keystoneValue("KEYSTONE_OTHER_PROJECT"); });
    QVERIFY(other != projects.end());
    QVERIFY(other->id != cloud.session->facts().projectId);
    const KeystoneLog log;
    const Result<Secret> token = settle(Session::tokenForProject(cloud.session, other->id));
    QVERIFY2(token, token ? "" : qPrintable(token.error().detail));
    QVERIFY(settle(Session::tokenForProject(cloud.session, other->id)));
    QCOMPARE(log.requests(), QStringList{tokenGiven});

    // It is a token of that project: the service says so itself.
    const RescopeToken again{.token = *token, .scope = {.projectId = other->id}};
    const Result<TokenGrant> grant = settle(Client(cloud.transport, cloud.address).send(again));
    QVERIFY2(grant, grant ? "" : qPrintable(grant.error().detail));
    QCOMPARE(grant->projectId, other->id);
    QCOMPARE(cloud.session->facts().projectId, keystoneValue("KEYSTONE_PROJECT_ID"));

    QVERIFY(settle(Session::signOut(cloud.session)));
    QVERIFY(!settle(Client(cloud.transport, cloud.address).send(again)));
}

void KeystoneTest::aProjectThatDoesNotExistIsRefused()
{
    const KeystoneSignIn cloud({});
    QVERIFY(settle(Session::signIn(cloud.session, keystoneLogin())));
    for (const Project &project : cloud.session->facts().projects) // so that it is known how the service gives them
        QVERIFY(settle(Session::tokenForProject(cloud.session, project.id)));
    const KeystoneLog log;
    const Result<Secret> token = settle(Session::tokenForProject(cloud.session, u"00000000000000000000000000000000"_s));
    QVERIFY(!token);
    QCOMPARE(token.error().fault, Fault::Forbidden);
    QCOMPARE(log.requests(), (QStringList{tokenRefused, u"GET /v3/auth/projects 200"_s})); // no password
    QCOMPARE(cloud.session->state(), Session::SignedIn);
    QVERIFY(cloud.session->canRenewSilently());
}

void KeystoneTest::signingOutEndsTheTokens()
{
    const KeystoneSignIn cloud({});
    QVERIFY(settle(Session::signIn(cloud.session, keystoneLogin())));
    const Result<Secret> token = settle(Session::tokenFor(cloud.session, Authority::Account));
    QVERIFY(token);
    QVERIFY(settle(Session::signOut(cloud.session)));
    const Result<std::vector<Project>> projects =
        settle(Client(cloud.transport, cloud.address).send(ListOwnProjects{.token = *token}));
    QVERIFY(!projects);
    QCOMPARE(projects.error().fault, Fault::Unauthorized);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::KeystoneTest)
#include "keystonetest.moc"

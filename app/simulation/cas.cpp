// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/cas.h"

#include "app/simulation/managerpages.h"
#include "app/simulation/managerrequest.h"
#include "app/simulation/routes.h"

#include <QHash>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qsizetype longestForm = 64 * 1024;
constexpr int ticketLetters = 32;

// application/x-www-form-urlencoded; of a name that comes twice the first counts.
QHash<QByteArray, QString> formOf(const QByteArray &body)
{
    QHash<QByteArray, QString> form;
    const auto decoded = [](QByteArray text) { return QByteArray::fromPercentEncoding(text.replace('+', ' ')); };
    for (const QByteArray &pair : body.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = decoded(equals < 0 ? pair : pair.left(equals));
        if (!name.isEmpty() && !form.contains(name))
            form.insert(name, equals < 0 ? QString() : QString::fromUtf8(decoded(pair.mid(equals + 1))));
    }
    return form;
}

// The path of the service a ticket is asked for, if it is ours; empty otherwise. Its host is not looked at: the client
// is sent back to where it came from.
QByteArray serviceTarget(const QString &service)
{
    const QByteArray path = QUrl(service).path(QUrl::FullyEncoded).toLatin1();
    return path == "/web/cas_security_check.htm" || path == "/mrsmanager/cas_security_check.htm" ? path : QByteArray();
}

// A host that would break the line of the header is not repeated.
QByteArray absolute(const Call &call, const QByteArray &target)
{
    const QByteArray host = call.header("Host");
    const bool isPlain = std::all_of(host.begin(), host.end(), [](char c) { return c > ' ' && c < 0x7f; });
    return host.isEmpty() || !isPlain ? target : "https://" + host + target;
}

Reply toService(World &world, const Call &call, const QByteArray &target, const QString &user)
{
    const QByteArray ticket = "ST-" + world.makeText(ticketLetters);
    world.manager.serviceTickets.put(ticket, user, world.wall());
    return goTo(absolute(call, target) + "?ticket=" + ticket);
}

Reply freshLoginPage(World &world, const Call &call, LoginProblem problem, const QString &service)
{
    const QByteArray casSession = world.makeText(ticketLetters);
    const QByteArray ticket = "LT-" + world.makeText(ticketLetters);
    world.manager.loginTickets.put(ticket, casSession, world.wall());
    Reply reply = loginPage(call, problem, ticket, service);
    reply.headers.emplace_back("Set-Cookie", "casSessionId=" + casSession + "; Path=/cas; Secure; HttpOnly");
    return reply;
}

Reply badService()
{
    return htmlReply(u"CAS"_s, u"<p>Application Not Authorized to Use CAS.</p>"_s, 403);
}

Reply showLogin(World &world, const Call &call)
{
    const QString service = queryOf(call).queryItemValue(u"service"_s, QUrl::FullyDecoded);
    const QByteArray target = serviceTarget(service);
    if (!service.isEmpty() && target.isEmpty())
        return badService();
    for (const QByteArray &cookie : cookiesOf(call, "CASTGC")) {
        const QString *user = world.manager.grantingTickets.find(cookie, world.wall());
        if (!user || !world.manager.user(*user))
            continue;
        if (target.isEmpty())
            return htmlReply(u"CAS"_s, u"<p>Log In Successful.</p>"_s);
        return toService(world, call, target, *user);
    }
    return freshLoginPage(world, call, LoginProblem::None, service);
}

Reply logIn(World &world, const Call &call)
{
    const QString service = queryOf(call).queryItemValue(u"service"_s, QUrl::FullyDecoded);
    const QByteArray target = serviceTarget(service);
    if (!service.isEmpty() && target.isEmpty())
        return badService();
    if (call.body.size() > longestForm)
        return htmlReply(u"HTTP Status 413"_s, u"<h1>HTTP Status 413 – Payload Too Large</h1>"_s, 413);
    const auto form = formOf(call.body);
    // A ticket is good once, for the browser that got it.
    const auto casSession = world.manager.loginTickets.take(form.value("lt").toLatin1(), world.wall());
    if (!casSession || form.value("_eventId") != "submit"_L1 || !cookiesOf(call, "casSessionId").contains(*casSession))
        return freshLoginPage(world, call, LoginProblem::StaleTicket, service);
    const QString name = form.value("username");
    switch (world.manager.checkPassword(name, form.value("password"), world.wall())) {
    case ManagerState::Verdict::Wrong:
        return freshLoginPage(world, call, LoginProblem::WrongPassword, service);
    case ManagerState::Verdict::Locked:
        return freshLoginPage(world, call, LoginProblem::Locked, service);
    case ManagerState::Verdict::Right:
        break;
    }
    if (world.manager.user(name)->mustChangePassword)
        return changePasswordPage(call);
    const QByteArray granting = "TGT-" + world.makeText(ticketLetters);
    world.manager.grantingTickets.put(granting, name, world.wall());
    Reply reply =
        target.isEmpty() ? htmlReply(u"CAS"_s, u"<p>Log In Successful.</p>"_s) : toService(world, call, target, name);
    reply.headers.emplace_back("Set-Cookie", "CASTGC=" + granting + "; Path=/cas; Secure; HttpOnly");
    return reply;
}

Reply logOut(World &world, const Call &call)
{
    for (const QByteArray &cookie : cookiesOf(call, "CASTGC"))
        world.manager.grantingTickets.remove(cookie);
    Reply reply = htmlReply(u"CAS"_s, u"<p>Logout successful.</p>"_s);
    reply.headers.emplace_back("Set-Cookie", "CASTGC=; Path=/cas; Max-Age=0; Secure; HttpOnly");
    return reply;
}

} // namespace

QByteArrayList cookiesOf(const Call &call, const QByteArray &name)
{
    QByteArrayList values;
    for (const auto &[key, header] : call.headers) {
        if (key.compare("Cookie", Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &one : header.split(';')) {
            const QByteArray pair = one.trimmed();
            if (pair.startsWith(name + '='))
                values += pair.mid(name.size() + 1);
        }
    }
    return values;
}

QByteArray managerSessionOf(World &world, const Call &call)
{
    for (const QByteArray &id : cookiesOf(call, managerCookie(world.manager))) {
        if (world.manager.sessions.find(id, world.wall()))
            return id;
    }
    return {};
}

Reply beginManagerLogin(World &world, const Call &call, const QByteArray &base)
{
    if (!world.manager.isSecurityMode) { // without Kerberos there is no login: the first call opens the session
        Reply reply = goTo(call.target);
        openManagerSession(world, base, {.user = u"admin"_s}, &reply);
        return reply;
    }
    const QByteArray service = absolute(call, base + "cas_security_check.htm");
    Reply reply = goTo(absolute(call, "/cas/login?service=" + service.toPercentEncoding()));
    openManagerSession(world, base, {.wanted = call.target}, &reply);
    return reply;
}

Reply endManagerLogin(World &world, const Call &call, const QByteArray &base)
{
    const QByteArray ticket = queryOf(call).queryItemValue(u"ticket"_s, QUrl::FullyDecoded).toLatin1();
    const std::optional<QString> user = world.manager.serviceTickets.take(ticket, world.wall());
    if (!user || !world.manager.user(*user))
        return loginPage(call, LoginProblem::None);
    // The one that waited for the login is replaced: its id was known before anybody had proven anything.
    const QByteArray waiting = managerSessionOf(world, call);
    const std::optional<ManagerSession> before = world.manager.sessions.take(waiting, world.wall());
    Reply reply = goTo(absolute(call, before && !before->wanted.isEmpty() ? before->wanted : base));
    openManagerSession(world, base, {.user = *user}, &reply);
    return reply;
}

Reply answerCas(World &world, const Call &call)
{
    const QByteArray path = call.path();
    const bool isLogin = path == "/cas/login";
    if (!isLogin && path != "/cas/logout")
        return htmlReply(u"HTTP Status 404"_s, u"<h1>HTTP Status 404 – Not Found</h1>"_s, 404);
    if (call.method == "GET")
        return isLogin ? showLogin(world, call) : logOut(world, call);
    if (call.method == "POST")
        return isLogin ? logIn(world, call) : logOut(world, call);
    Reply reply = htmlReply(u"HTTP Status 405"_s, u"<h1>HTTP Status 405 – Method Not Allowed</h1>"_s, 405);
    reply.headers.emplace_back("Allow", "GET, POST");
    return reply;
}

} // namespace claviger::sim

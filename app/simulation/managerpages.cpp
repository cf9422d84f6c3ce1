// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/managerpages.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

QString problemText(LoginProblem problem, bool isChinese)
{
    switch (problem) {
    case LoginProblem::WrongPassword: // the vendor's own sample looks for this sentence, whatever the language
        return isChinese ? u"用户名或密码错误。 The credentials you provided cannot be determined to be authentic."_s
                         : u"The credentials you provided cannot be determined to be authentic."_s;
    case LoginProblem::Locked:
        return isChinese ? u"用户已被锁定，请稍后重试。"_s
                         : u"The user is locked because of too many failed logins. Try again later."_s;
    case LoginProblem::StaleTicket:
        return isChinese ? u"登录页面已过期，请重新登录。"_s : u"The login page has expired. Log in again."_s;
    case LoginProblem::None:
        break;
    }
    return {};
}

} // namespace

bool asksForChinese(const Call &call)
{
    return call.header("X-Language").toLower().startsWith("zh");
}

Reply htmlReply(const QString &title, const QString &body, int status)
{
    const QString html = u"<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>%1</title>\n</head>\n"
                         "<body>\n%2\n</body>\n</html>\n"_s.arg(title.toHtmlEscaped(), body);
    return {.status = status,
            .headers = {{"Content-Type", "text/html;charset=UTF-8"}, {"Cache-Control", "no-store"}},
            .body = html.toUtf8()};
}

Reply loginPage(const Call &call, LoginProblem problem, const QByteArray &loginTicket, const QString &service)
{
    const bool isChinese = asksForChinese(call);
    QString body = u"<h1>FusionInsight Manager</h1>\n"_s;
    if (problem != LoginProblem::None)
        body += u"<p id=\"msg\" class=\"errors\">%1</p>\n"_s.arg(problemText(problem, isChinese));
    if (loginTicket.isEmpty()) {
        body += u"<p><a href=\"/cas/login?service=%1\">%2</a></p>"_s.arg(
            QString::fromLatin1(QUrl::toPercentEncoding(u"/web/cas_security_check.htm"_s)),
            isChinese ? u"登录"_s : u"Log in"_s);
        return htmlReply(u"FusionInsight Manager login"_s, body);
    }
    QString action = u"/cas/login"_s;
    if (!service.isEmpty())
        action += u"?service="_s + QString::fromLatin1(QUrl::toPercentEncoding(service));
    body += u"<form id=\"fm1\" action=\"%1\" method=\"post\">\n"
            "<label>%3 <input name=\"username\" type=\"text\" autocomplete=\"off\"></label>\n"
            "<label>%4 <input name=\"password\" type=\"password\" autocomplete=\"off\"></label>\n"
            "<input type=\"hidden\" name=\"lt\" value=\"%2\">\n"
            "<input type=\"hidden\" name=\"_eventId\" value=\"submit\">\n"
            "<input name=\"submit\" value=\"Login\" type=\"submit\">\n</form>"_s.arg(
                action.toHtmlEscaped(), QString::fromLatin1(loginTicket), isChinese ? u"用户名"_s : u"User name"_s,
                isChinese ? u"密码"_s : u"Password"_s);
    return htmlReply(u"FusionInsight Manager login"_s, body);
}

Reply changePasswordPage(const Call &call)
{
    const QString text =
        asksForChinese(call) ? u"首次登录，请先修改密码。"_s : u"This is the first login: change the password first."_s;
    return htmlReply(u"FusionInsight Manager"_s,
                     u"<p>%1</p>\n<p><a href=\"/web/modify_password.html\">modify_password.html</a></p>"_s.arg(text));
}

Reply goTo(const QByteArray &target)
{
    return {.status = 302, .headers = {{"Location", target}, {"Cache-Control", "no-store"}}};
}

} // namespace claviger::sim

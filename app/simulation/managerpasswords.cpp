// SPDX-License-Identifier: Apache-2.0
// Passwords of the users of the simulated Manager: the rules, one's own (row 3 of manager.md, 1.5), and those that an
// administrator sets (row 20).
#include "app/simulation/managerrequest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

Reply resultOf(int code, const QString &description)
{
    return managerJson(JsonObject().add("int_result_code", code).add("result_desc", description));
}

} // namespace

bool isGoodManagerPassword(const QString &password, const QString &name)
{
    if (password.size() < 8 || password.size() > 64)
        return false;
    bool hasLower = false, hasUpper = false, hasDigit = false, hasOther = false;
    for (const QChar c : password) {
        hasLower = hasLower || c.isLower();
        hasUpper = hasUpper || c.isUpper();
        hasDigit = hasDigit || c.isDigit();
        hasOther = hasOther || !c.isLetterOrNumber();
    }
    QString reversed = name;
    std::reverse(reversed.begin(), reversed.end());
    return hasLower && hasUpper && hasDigit && hasOther && password != name && password != reversed;
}

Reply changeOwnPassword(ManagerRequest &request)
{
    ManagerUser &user = *request.state().user(request.caller.name);
    const QString wanted = request.value(u"new_password"_s);
    // A wrong one counts as at the login: whoever found an open session may not guess here.
    switch (request.state().checkPassword(user.name, request.value(u"old_password"_s), request.world.wall())) {
    case ManagerState::Verdict::Wrong:
        return resultOf(1, u"The old password is incorrect."_s);
    case ManagerState::Verdict::Locked:
        return resultOf(2, u"The user is locked."_s);
    case ManagerState::Verdict::Right:
        break;
    }
    if (wanted != request.value(u"confirm_password"_s))
        return resultOf(3, u"The two passwords are not the same."_s);
    if (!isGoodManagerPassword(wanted, user.name) || wanted == user.password)
        return resultOf(4, u"The password does not meet the rules."_s);
    user.password = wanted;
    user.mustChangePassword = false;
    return resultOf(0, u"success"_s);
}

Reply resetPassword(ManagerRequest &request)
{
    ManagerUser *user = request.state().user(request.ids.front());
    if (!user)
        return v2Failed(ManagerRefusal::NotFound, u"The user does not exist."_s);
    const QString wanted = request.body.value("newPassword"_L1).toString();
    if (!isGoodManagerPassword(wanted, user->name))
        return v2Failed(ManagerRefusal::Parameter, u"The password does not meet the rules."_s);
    user->password = wanted;
    user->mustChangePassword = user->isHuman;
    user->failures.clear();
    user->lockedUntil.reset();
    request.state().endSessionsOf(user->name);
    return managerJson(JsonObject());
}

} // namespace claviger::sim

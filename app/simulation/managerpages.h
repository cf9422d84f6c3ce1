// SPDX-License-Identifier: Apache-2.0
// The HTML of the simulated Manager: what comes in place of JSON when a session is missing or a login fails. Programs
// tell these apart by sentences in them (manager.md, section 1.2), so the English ones do not change.
#pragma once

#include "app/simulation/call.h"

#include <QString>

namespace claviger::sim {

enum class LoginProblem { None, WrongPassword, Locked, StaleTicket };

// The language of an answer, by the header X-Language; English unless it asks for Chinese.
[[nodiscard]] bool asksForChinese(const Call &call);

[[nodiscard]] Reply htmlReply(const QString &title, const QString &body, int status = 200); // body: HTML
// The page with the form. Without a ticket it leads to CAS, which has one.
[[nodiscard]] Reply loginPage(const Call &call, LoginProblem problem, const QByteArray &loginTicket = {},
                              const QString &service = {});
[[nodiscard]] Reply changePasswordPage(const Call &call); // contains modify_password.html
[[nodiscard]] Reply goTo(const QByteArray &target); // 302

} // namespace claviger::sim

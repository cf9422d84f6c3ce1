// SPDX-License-Identifier: Apache-2.0
// The tokens of further projects that a session holds besides its own two, and what is known of how they are to be had.
#pragma once

#include "app/cloud/tokenrequests.h"
#include "app/foundation/error.h"

#include <QHash>

#include <optional>
#include <vector>

namespace claviger {

class ProjectTokens
{
public:
    // Empty: there is none, or its time is over.
    [[nodiscard]] Secret token(const QString &projectId, Instant cloudNow) const;
    void keep(const QString &projectId, const TokenGrant &grant, Instant cloudNow);

    void accepted(const Secret &token); // a service took it
    // Whether a service had taken this one before; none: it is none of ours (any more).
    [[nodiscard]] std::optional<bool> hadWorked(const Secret &token) const;
    void forget(const Secret &token);
    [[nodiscard]] std::vector<Secret> takeAll(); // forgets everything but what the service can do

    // Projects that a right password did not open: nobody asks again with it until the next sign-in.
    [[nodiscard]] std::optional<Error> refusal(const QString &projectId) const;
    void noteRefusal(const QString &projectId, const Error &error) { m_refusals.insert(projectId, error); }
    void forgetRefusals() { m_refusals.clear(); }

    std::optional<bool> byToken = {}; // the service gives them for a token; none: not tried yet

private:
    struct Kept
    {
        Secret token = {};
        Instant expires = {}; // on the cloud's clock
        bool knowsEnd = false; // the times made sense
        bool hasWorked = false;
    };
    QHash<QString, Kept> m_kept; // by project id
    QHash<QString, Error> m_refusals;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// What the answers of a node mean, and what to do next: every row of the table in ecs.md, 5.4, and every way in which the
// node could not be asked.
#pragma once

#include "app/agencies/probereading.h"
#include "app/agencies/probescript.h"

#include <QMetaType>

namespace claviger {

struct ProbeFinding
{
    enum Kind {
        // The node was asked.
        KeyWorks,
        KeyExpired,       // a key whose end has passed: the clock, or a stale cache
        KeyIncomplete,    // 200 with something that is no whole key
        NoAgency,         // says so
        NoAgencyLikely,   // 404 or nothing in it: older platforms
        TokenNeeded,      // hardened mode, and no token was to be had
        AgencyRefused,    // IAM, an agency or a role is named
        Throttled,
        ThrottledLikely,  // 403 without a reason
        Unreachable,      // no route, refused
        Silent,           // nothing within 5 s
        GuardianBlocked,  // works as the user who signed in, not as Guardian's
        GuardianUnasked,  // works, but Guardian's user could not be tried
        ProxyInTheWay,
        KeyOnlyFails,     // meta_data.json is there: no matter of the network
        MetadataFails,    // both are answered with failures
        NoTool,           // neither curl nor python3
        // It could not be asked.
        SshMissing,
        LoginRefused,     // ssh would need a password, or another key
        HostKeyUnknown,
        HostKeyChanged,
        NameUnknown,
        ConnectionRefused,
        NoRoute,
        ConnectionSilent, // no answer, or none before the banner
        RunTooLong,
        NoShell,          // "sh" is not what runs there
        NotTheScript,     // a banner and the like, and nothing of the script
        OutputCut,
        OutputOdd,
        SshFailed,        // in another way; said has its words
    };

    Kind kind = SshFailed;
    ProbeAnswers answers = {};
    bool clocksDiffer = false; // the node's and ours, by more than some minutes
    QString said = {};         // SshFailed: a line of ssh itself, masked

    // Nothing has been asked there, so it does not count against the metadata service.
    [[nodiscard]] bool reachedNothing() const;
    // True: securitykey works there for Guardian. None: not known.
    [[nodiscard]] std::optional<bool> works() const;
};

// By the answers alone; now is the time of this computer.
[[nodiscard]] ProbeFinding judgeAnswers(const ProbeAnswers &answers, Instant now);
// How ssh ended: reads and judges what came, or says why nothing did. Wipes the output.
[[nodiscard]] ProbeFinding judgeRun(Result<ProcessOutcome> run, const QByteArray &mark, Instant now);

[[nodiscard]] QString findingId(ProbeFinding::Kind kind); // key-works, no-agency, ssh-missing, ...
[[nodiscard]] QString findingText(const ProbeFinding &finding, const ProbeTarget &target);
[[nodiscard]] QString findingAdvice(const ProbeFinding &finding, const ProbeTarget &target);
// "401, no agency is bound", "no answer within 5 s"
[[nodiscard]] QString answerText(const KeyAnswer &answer);

} // namespace claviger

Q_DECLARE_METATYPE(claviger::ProbeFinding)

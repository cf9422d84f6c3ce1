// SPDX-License-Identifier: Apache-2.0
// How a node is asked what securitykey answers there (ecs.md, section 5): over the system's ssh, by a script that masks
// on the node and is given to its "sh -s" as input, so that nothing of it stands in anybody's arguments.
#pragma once

#include "app/agencies/agencybinding.h"
#include "app/foundation/process.h"

#include <QByteArray>
#include <QStringList>

namespace claviger {

struct ProbeTarget
{
    QString serverId = {};
    QString nodeName = {};
    QString address = {}; // host name or IP address
    QString userName = QStringLiteral("root");
    QString guardianUser = QStringLiteral("omm"); // asked for as well; empty: the same user once more
    int port = 0;            // 0: what ssh is configured to use
    QString configFile = {}; // for tests alone, which must not use the person's own; empty: ssh's own places

    friend bool operator==(const ProbeTarget &, const ProbeTarget &) = default;
};

// With what is known of the node; its address may be missing.
[[nodiscard]] ProbeTarget probeTargetOf(const NodeBinding &node);

inline constexpr char metadataAddress[] = "http://169.254.169.254";

// Fault::Rejected; detail names what cannot be used. Whatever passes is one word to ssh and to a shell.
[[nodiscard]] Result<Done> checkTarget(const ProbeTarget &target);

// 128 random bits: what a node prints by itself does not begin with them.
[[nodiscard]] QByteArray makeProbeMark();

// Two to four asks of 5 s at most, and what comes before them.
inline constexpr std::chrono::seconds probeLimit(60);

[[nodiscard]] QByteArray probeScript(const QByteArray &mark, const QByteArray &address, const QString &guardianUser);
[[nodiscard]] QStringList sshArguments(const ProbeTarget &target);
[[nodiscard]] ProcessCall sshCall(const ProbeTarget &target, const QByteArray &mark);

// For people who would rather run it themselves: prints the status, the end of the key and why there is none, and
// nothing else of the answer.
[[nodiscard]] QString commandToCopy(const ProbeTarget &target);

} // namespace claviger

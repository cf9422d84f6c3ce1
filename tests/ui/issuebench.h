// SPDX-License-Identifier: Apache-2.0
// What the tests of a key's creation through the pages have in common.
#pragma once

#include "tests/ui/consolebench.h"

#include <QLabel>

namespace claviger::testing {

inline const CallFilter createPost{.method = "POST", .path = "/v3.0/OS-CREDENTIAL/credentials"};
inline const CallFilter keyList{.method = "GET", .path = "/v3.0/OS-CREDENTIAL/credentials"};

inline Issuance &issuanceOf(const ConsoleBench &bench)
{
    return bench.console->accessKeys().issuance();
}

inline bool opensCreateDialog(ConsoleBench &bench, const QString &description)
{
    return bench.click(QStringLiteral("createKey")) && waitFor([&] { return bench.seen(QStringLiteral("keyDescription")); })
        && bench.type(QStringLiteral("keyDescription"), description);
}

// True once no create is under way any more.
inline bool isThrough(const ConsoleBench &bench)
{
    return waitFor([&] { return issuanceOf(bench).state() != Issuance::Idle && !issuanceOf(bench).isBusy(); });
}

// The wait of the flow before it looks at the key list a second time stands on the manual clock.
inline bool isThroughWithWaits(const ConsoleBench &bench)
{
    return waitFor([&] {
        if (bench.clock->sleepers() > 0)
            bench.clock->advance(std::chrono::seconds(1));
        return issuanceOf(bench).state() != Issuance::Idle && !issuanceOf(bench).isBusy();
    });
}

inline QString statusNotice(const ConsoleBench &bench)
{
    QStringList texts;
    for (const QLabel *label : bench.window->findChildren<QLabel *>())
        if (label->isVisible())
            texts.append(label->text());
    return texts.join(u'\n');
}

} // namespace claviger::testing

// SPDX-License-Identifier: Apache-2.0
// When the nodes of a cluster whose binding was lost stop reaching OBS: worked out from the last reading that found them
// well and the first that did not. Pure.
//
// Assumed, from ecs.md, section 5:
// - A set of credentials is good for 1 h, to its end, whatever happens to the binding or the agency meanwhile.
// - A new set exists from 10 minutes before that on, and programs fetch it 10 to 5 minutes before the end ("commonly 5-15":
//   who asks earlier than 10 gets the same set again). So a node never holds less than 5 minutes.
// - After the loss the metadata service hands out no new set. It may repeat the current one, which ends no later.
// Then a node that fetched right before the loss has 1 h from then, and one that was just about to has 5 minutes. The loss
// itself is somewhere between the two readings; the end of an agency's validity is known to the second.
// An agency that may not use OBS any more gives good credentials that OBS refuses: at once, or when the change has acted,
// after up to 15 minutes (mrs.md, section 8).
#pragma once

#include "app/agencies/drift.h"

namespace claviger {

struct Impact
{
    enum Kind {
        None,     // no outage is known
        Window,   // access ends between earliest and latest
        AtLatest, // no reading found them well before: only the latest moment is known
    };
    Kind kind = None;
    Instant earliest = {};
    Instant latest = {};
    bool isPartial = false; // of some of the nodes only

    friend bool operator==(const Impact &, const Impact &) = default;
};

// known: newest first, as remember() keeps them.
[[nodiscard]] Impact impactOf(const std::vector<PastReading> &known);

// Which sentence fits at that moment.
enum class ImpactStage { None, Ahead, Running, Over };
[[nodiscard]] ImpactStage stageOf(const Impact &impact, Instant now);

// from, to: the two moments as the place shows them, which says their zone.
[[nodiscard]] QString impactText(const Impact &impact, Instant now, const QString &from, const QString &to);

} // namespace claviger

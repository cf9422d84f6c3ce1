// SPDX-License-Identifier: Apache-2.0
// From the reading of a cluster before and the one now to what has changed. Pure. What could not be read is never taken for
// a loss, nor for a repair: such a reading is told as Unreadable, and the one before stays what the next is compared with.
#pragma once

#include "app/agencies/verdict.h"

#include <QHash>

namespace claviger {

// A cluster's id may be looked up in its project only.
struct ClusterKey
{
    QString projectId = {};
    QString clusterId = {};

    friend bool operator==(const ClusterKey &, const ClusterKey &) = default;
};
[[nodiscard]] inline size_t qHash(const ClusterKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.projectId, key.clusterId);
}

// What is kept of readings that found the same, one after the other. Of the verdict: kind, agencies, numbers and expiry.
struct PastReading
{
    ClusterKey cluster = {};
    QString name = {};
    BindingVerdict verdict = {};
    Instant first = {}, last = {}; // on our clock
    bool counts = true; // the next one is compared with it; false: what was not known had to be left open

    friend bool operator==(const PastReading &, const PastReading &) = default;
};

struct Drift
{
    enum Kind {
        Nothing,
        Unreadable,    // in full or where it matters
        BindingLost,   // on more nodes than before
        AgencyChanged, // on some nodes or on all
        AgencyBroken,  // the agency on the nodes gives them no OBS any more
        Repaired,
        ExpiryNears,
    };
    Kind kind = Nothing;
    int lost = 0; // BindingLost: nodes without an agency now
    std::optional<int> daysLeft = {}; // a threshold was passed, beside whatever else happened

    // Worth a person's attention now.
    [[nodiscard]] bool isTold() const { return kind > Unreadable; }

    friend bool operator==(const Drift &, const Drift &) = default;
};

// before: the last reading that counts; none: there was none, then nothing has changed, but an expiry that is near is told.
// now is on our clock and an expiry on the cloud's: seconds do not matter to days.
[[nodiscard]] Drift compare(const std::optional<PastReading> &before, const BindingVerdict &verdict, Instant now,
                            std::chrono::hours soon = std::chrono::hours(24 * 30));

// Nodes that were seen without an agency.
[[nodiscard]] int nodesWithout(const BindingVerdict &verdict);
// Nodes get nothing from OBS through it, as far as is known: not bound on some of them, or the agency is broken.
[[nodiscard]] bool isOutage(BindingVerdict::Kind kind);
// They do, as far as was read.
[[nodiscard]] bool isWell(BindingVerdict::Kind kind);

// Newest first. Lengthens the newest one if it found the same, else becomes the newest.
void remember(std::vector<PastReading> &known, const PastReading &reading);
[[nodiscard]] std::optional<PastReading> lastThatCounts(const std::vector<PastReading> &known);

// Two sentences for a notice: what happened to which cluster, and what to do next.
struct DriftWords
{
    QString title = {};
    QString body = {};
};
[[nodiscard]] DriftWords wordsFor(const Drift &drift, const QString &cluster, const BindingVerdict &verdict);

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// Whether and how often bindings are looked at by themselves: what a person has chosen, in a small file of its own.
#pragma once

#include "app/foundation/result.h"

#include <QString>

#include <chrono>

namespace claviger {

struct WatchPlan
{
    bool isOn = true;
    std::chrono::minutes interval = std::chrono::minutes(5);
    std::chrono::days soon = std::chrono::days(30); // an agency that ends within so many is told of

    friend bool operator==(const WatchPlan &, const WatchPlan &) = default;
};

// No file, or one that makes no sense: the plan as it is by default. An interval is at least a minute and at most a day, an
// end is soon within at least a day and at most a year.
[[nodiscard]] WatchPlan readWatchPlan(const QString &path);
// Fault::Storage with a sentence. The file is for its owner only and replaced as a whole.
[[nodiscard]] Result<Done> saveWatchPlan(const QString &path, const WatchPlan &plan);

} // namespace claviger

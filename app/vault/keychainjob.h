// SPDX-License-Identifier: Apache-2.0
// The adapter for Qt Keychain: the only place that touches its jobs. What it answers is Qt Keychain's word alone, which
// is wrong for a locked keychain ("not found") and for a delete that did nothing ("no error"): see KeychainStore.
#pragma once

#include "app/foundation/result.h"
#include "app/foundation/secret.h"

#include <QString>

#include <chrono>
#include <functional>

namespace claviger {

// Each settles within the limit, waiting for its turn included: Qt Keychain does one job at a time. After the limit
// (Fault::StoreSilent) a job that had begun may still take effect; one that had not is never begun. Other failures:
// Fault::NotFound (no such entry, or locked), StoreLocked (access denied, mostly by a prompt), StoreRefused.
[[nodiscard]] Task<Secret> readEntry(QString service, QString key, std::chrono::milliseconds limit);
// late: called if the write succeeds after all, when its limit is over and nobody waits for it any more.
[[nodiscard]] Task<Done> writeEntry(QString service, QString key, Secret secret, std::chrono::milliseconds limit,
                                    std::function<void()> late = {});
[[nodiscard]] Task<Done> deleteEntry(QString service, QString key, std::chrono::milliseconds limit);

} // namespace claviger

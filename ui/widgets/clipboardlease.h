// SPDX-License-Identifier: Apache-2.0
// Puts a secret on the clipboard for 30 s, marked so that clipboard managers do not keep it. It is taken back after
// that time and at the end of the program, but only if the clipboard still holds what we put there.
#pragma once

#include "app/foundation/clock.h"
#include "app/foundation/secret.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace claviger {

class ClipboardLease final : public QObject
{
    Q_OBJECT
public:
    explicit ClipboardLease(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~ClipboardLease() override;

    void copy(const Secret &secret);
    // Ends the lease now.
    void release();
    [[nodiscard]] bool isActive() const { return m_until.has_value(); }

Q_SIGNALS:
    // "Secret leaves the clipboard in 24 s"
    void remaining(int seconds);
    // The secret has left; wasOurs is false if somebody else had already put something there.
    void ended(bool wasOurs);

private:
    void countDown();

    std::shared_ptr<const Clock> m_clock;
    Secret m_secret;
    std::optional<std::chrono::milliseconds> m_until; // in ticks of the clock
    QTimer m_timer;
};

} // namespace claviger

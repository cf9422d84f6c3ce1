// SPDX-License-Identifier: Apache-2.0
// Where an alarm is: "Source=c1;ServiceName=Guardian;RoleName=TokenServer;HostName=node-1". Only the keys are documented
// (manager.md, 2.1), so separators are taken as they come, order and unknown keys are kept, and nothing is refused.
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace claviger {

struct AlarmLocation
{
    struct Part
    {
        QString key = {}; // as sent; empty: text that no key stands before
        QString value = {};

        friend bool operator==(const Part &, const Part &) = default;
    };

    QString text = {};             // as sent
    std::vector<Part> parts = {};  // in their order

    // Of the first part with that key, whatever its case and its blanks: the vendor writes "Service Name" in places. None:
    // there is no such part.
    [[nodiscard]] std::optional<QString> value(const QString &key) const;
    // The same for the same place however it was written: what compares equal is one place.
    [[nodiscard]] QString canonical() const;

    friend bool operator==(const AlarmLocation &, const AlarmLocation &) = default;
};

// Parts end with ";" if there is one before a key, else with ","; what is between belongs to the value, ";" and "=" too.
[[nodiscard]] AlarmLocation readLocation(const QString &text);

} // namespace claviger

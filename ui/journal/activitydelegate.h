// SPDX-License-Identifier: Apache-2.0
// How the lines of the journal look.
#pragma once

#include "app/foundation/clock.h"
#include "ui/widgets/celldelegate.h"

#include <memory>

namespace claviger {

struct JournalRecord;

class ActivityDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    explicit ActivityDelegate(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

protected:
    [[nodiscard]] CellLook describe(const QModelIndex &index) const override;

private:
    std::shared_ptr<const Clock> m_clock;
};

// "access-key.create" in words; an action this version does not know is shown as it stands.
[[nodiscard]] QString actionText(const QString &action);
// A change in one line, without how it ended: "Create access key for jane in account A (demo), 9 June 2026, 14:03 CEST".
[[nodiscard]] QString changeText(const JournalRecord &record);

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// How the cells of the key table look: what each domain value of AccessKeyModel becomes on the screen.
#pragma once

#include "app/foundation/clock.h"
#include "ui/widgets/celldelegate.h"

#include <memory>

namespace claviger {

class AccessKeyDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    explicit AccessKeyDelegate(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

protected:
    [[nodiscard]] CellLook describe(const QModelIndex &index) const override;

private:
    std::shared_ptr<const Clock> m_clock;
};

} // namespace claviger

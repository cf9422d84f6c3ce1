// SPDX-License-Identifier: Apache-2.0
// How the cells of the key table look: what each domain value of AccessKeyModel becomes on the screen.
#pragma once

#include "ui/widgets/celldelegate.h"

namespace claviger {

class AccessKeyDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    [[nodiscard]] CellLook describe(const QModelIndex &index) const override;
};

} // namespace claviger

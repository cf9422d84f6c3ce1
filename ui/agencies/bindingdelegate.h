// SPDX-License-Identifier: Apache-2.0
// How clusters and nodes look in the tables of the agency page.
#pragma once

#include "app/agencies/bindingboard.h"
#include "ui/widgets/celldelegate.h"

#include <memory>

namespace claviger {

class Clock;

[[nodiscard]] Verdict bindingMark(BindingVerdict::Kind kind);

class BindingDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    explicit BindingDelegate(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

protected:
    [[nodiscard]] CellLook describe(const QModelIndex &index) const override;

private:
    std::shared_ptr<const Clock> m_clock;
};

class NodeDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    [[nodiscard]] CellLook describe(const QModelIndex &index) const override;
};

} // namespace claviger

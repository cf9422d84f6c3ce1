// SPDX-License-Identifier: Apache-2.0
// How agencies to choose from, and the nodes of a rebinding, look in their tables.
#pragma once

#include "app/agencies/candidatemodel.h"
#include "app/agencies/rebindmodel.h"
#include "ui/widgets/celldelegate.h"

namespace claviger {

[[nodiscard]] Verdict candidateMark(AgencyCandidate::Health health);

class CandidateDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    [[nodiscard]] CellLook describe(const QModelIndex &index) const override;
};

class RebindDelegate final : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    [[nodiscard]] CellLook describe(const QModelIndex &index) const override;
};

} // namespace claviger

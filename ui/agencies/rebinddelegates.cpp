// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/rebinddelegates.h"

namespace claviger {

Verdict candidateMark(AgencyCandidate::Health health)
{
    switch (health) {
    case AgencyCandidate::Fine:
        return Verdict::Ok;
    case AgencyCandidate::ExpiresSoon:
        return Verdict::Attention;
    case AgencyCandidate::NoObsPermission:
    case AgencyCandidate::Expired:
        return Verdict::Broken;
    case AgencyCandidate::Unknown:
        break;
    }
    return Verdict::Unknown;
}

CellLook CandidateDelegate::describe(const QModelIndex &index) const
{
    CellLook look{.text = index.data(Qt::DisplayRole).toString()};
    switch (index.column()) {
    case CandidateModel::AgencyColumn:
        look.isMono = true;
        break;
    case CandidateModel::HealthColumn:
        look.mark = candidateMark(static_cast<AgencyCandidate::Health>(index.data(CandidateModel::HealthRole).toInt()));
        break;
    default:
        look.isQuiet = true;
        break;
    }
    return look;
}

CellLook RebindDelegate::describe(const QModelIndex &index) const
{
    CellLook look{.text = index.data(Qt::DisplayRole).toString()};
    switch (index.column()) {
    case RebindModel::AddressColumn:
        look.isMono = true;
        break;
    case RebindModel::NowColumn:
        look.isMono = index.data(RebindModel::HasAgencyRole).toBool();
        look.isQuiet = !look.isMono;
        break;
    case RebindModel::ResultColumn:
        switch (index.data(RebindModel::StandingRole).toInt()) {
        case RebindModel::Good:
            look.mark = Verdict::Ok;
            break;
        case RebindModel::Bad:
            look.mark = Verdict::Broken;
            break;
        case RebindModel::Unsure:
            look.mark = Verdict::Unknown;
            break;
        case RebindModel::Under:
            look.mark = StepState::Current;
            break;
        case RebindModel::Left:
            look.isQuiet = true;
            break;
        default:
            look.mark = StepState::ToCome;
            break;
        }
        break;
    default:
        break;
    }
    return look;
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/bindingdelegate.h"

#include "app/foundation/clock.h"

namespace claviger {

Verdict bindingMark(BindingVerdict::Kind kind)
{
    switch (concernOf(kind)) {
    case BindingConcern::None:
        return Verdict::Ok;
    case BindingConcern::Attention:
        return Verdict::Attention;
    case BindingConcern::Broken:
        return Verdict::Broken;
    case BindingConcern::Unknown:
        break;
    }
    return Verdict::Unknown;
}

BindingDelegate::BindingDelegate(std::shared_ptr<const Clock> clock, QObject *parent)
    : CellDelegate(parent)
    , m_clock(std::move(clock))
{
}

CellLook BindingDelegate::describe(const QModelIndex &index) const
{
    CellLook look{.text = index.data(Qt::DisplayRole).toString()};
    switch (index.column()) {
    case BindingModel::VerdictColumn:
        look.mark = bindingMark(static_cast<BindingVerdict::Kind>(index.data(BindingModel::KindRole).toInt()));
        break;
    case BindingModel::AgencyColumn:
        look.isMono = !index.data(BindingModel::AgenciesRole).toStringList().isEmpty();
        look.isQuiet = !look.isMono;
        break;
    case BindingModel::NodesColumn:
        look.isRight = true;
        break;
    case BindingModel::ReadColumn: {
        CellLook time = timeLook(fromDateTime(index.data(BindingModel::ReadAtRole).toDateTime()), m_clock->now());
        time.isQuiet = true;
        return time;
    }
    default:
        break;
    }
    return look;
}

CellLook NodeDelegate::describe(const QModelIndex &index) const
{
    CellLook look{.text = index.data(Qt::DisplayRole).toString()};
    switch (index.column()) {
    case NodeBindingModel::AddressColumn:
        look.isMono = true;
        break;
    case NodeBindingModel::HostColumn:
        look.isQuiet = true;
        break;
    case NodeBindingModel::RoleColumn:
        if (index.data(NodeBindingModel::TokenServerRole).toBool())
            look.mark = Mark::tokenServer();
        else
            look.isQuiet = true;
        break;
    case NodeBindingModel::AgencyColumn:
        switch (index.data(NodeBindingModel::ConditionRole).toInt()) {
        case NodeBinding::Read:
            look.mark = index.data(NodeBindingModel::IsFineRole).toBool() ? Verdict::Ok : Verdict::Broken;
            break;
        case NodeBinding::BareMetal:
            look.isQuiet = true;
            break;
        default:
            look.mark = Verdict::Unknown;
        }
        break;
    default:
        break;
    }
    return look;
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// The nodes of a cluster in their order: all of them, those that differ from most, or the hosts of TokenServers.
#pragma once

#include "app/agencies/bindingmodel.h"

#include <QSortFilterProxyModel>

namespace claviger {

class NodeFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    enum Which { All, Differing, TokenServers };

    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWhich(Which which)
    {
        m_which = which;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        if (m_which == All)
            return true;
        const int role = m_which == Differing ? NodeBindingModel::DiffersRole : NodeBindingModel::TokenServerRole;
        return sourceModel()->index(row, 0, parent).data(role).toBool();
    }

private:
    Which m_which = All;
};

} // namespace claviger

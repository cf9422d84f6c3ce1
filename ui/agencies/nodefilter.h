// SPDX-License-Identifier: Apache-2.0
// The nodes of a cluster in their order, all of them or those that differ from most.
#pragma once

#include "app/agencies/bindingmodel.h"

#include <QSortFilterProxyModel>

namespace claviger {

class NodeFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setDifferingOnly(bool isSet)
    {
        m_isDifferingOnly = isSet;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        return !m_isDifferingOnly || sourceModel()->index(row, 0, parent).data(NodeBindingModel::DiffersRole).toBool();
    }

private:
    bool m_isDifferingOnly = false;
};

} // namespace claviger

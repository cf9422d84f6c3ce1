// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/rebindmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

int RebindModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RebindModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RebindModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == StandingRole)
        return static_cast<int>(row.standing);
    if (role == HasAgencyRole)
        return row.now && !row.now->isEmpty();
    if (role == Qt::ToolTipRole && index.column() == ResultColumn && !row.more.isEmpty())
        return row.more;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case NodeColumn:
        return row.name;
    case AddressColumn:
        return row.address;
    case NowColumn:
        return !row.now ? tr("unknown") : row.now->isEmpty() ? tr("no agency") : *row.now;
    case ResultColumn:
        return row.text;
    default:
        return {};
    }
}

QVariant RebindModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NodeColumn:
        return tr("Node");
    case AddressColumn:
        return tr("Address");
    case NowColumn:
        return tr("Agency before");
    case ResultColumn:
        return tr("What is done");
    default:
        return {};
    }
}

RebindModel::Row RebindModel::rowOf(const PlannedNode &node, const QString &agency)
{
    Row row{.serverId = node.node.serverId, .name = node.name, .address = node.node.ip, .now = node.previous};
    switch (node.kind) {
    case PlannedNode::ToWrite:
        row.text = tr("gets %1").arg(agency);
        break;
    case PlannedNode::AlreadyBound:
        row.text = tr("has it already");
        row.standing = Good;
        break;
    case PlannedNode::BareMetal:
        row.text = tr("bare metal: has no metadata to write");
        row.standing = Left;
        break;
    case PlannedNode::Unreadable:
        row.now.reset();
        row.text = tr("left alone: could not be read");
        row.more = explain(node.error).what + u' ' + node.error.detail;
        row.standing = Unsure;
        break;
    case PlannedNode::NotNow:
        row.text = tr("left alone: its state is “%1”").arg(node.state);
        row.standing = Left;
        break;
    }
    return row;
}

void RebindModel::apply(const NodeStep &step, Row &row)
{
    row.more = step.error.detail;
    switch (step.state) {
    case NodeStep::Waiting:
        row.text = tr("waits for its turn");
        row.standing = ToCome;
        break;
    case NodeStep::Writing:
        row.text = tr("is being written");
        row.standing = Under;
        break;
    case NodeStep::ReadingBack:
        row.text = tr("is being read back");
        row.standing = Under;
        break;
    case NodeStep::Bound:
        row.text = tr("bound, read back");
        row.standing = Good;
        break;
    case NodeStep::Restored:
        row.text = tr("as before, read back");
        row.standing = Good;
        break;
    case NodeStep::LeftAlone:
        row.text = tr("left alone: %1").arg(step.error.detail);
        row.standing = Left;
        break;
    case NodeStep::NotSent:
        row.text = tr("not written");
        row.standing = Left;
        break;
    case NodeStep::Failed:
        row.text = tr("not written: %1").arg(explain(step.error).what);
        row.standing = Bad;
        break;
    case NodeStep::Unconfirmed:
        row.text = tr("not known: %1").arg(explain(step.error).what);
        row.standing = Unsure;
        break;
    }
}

void RebindModel::showPlan(const RebindPlan &plan)
{
    std::vector<Row> rows;
    // What is done first, then what is not, then what need not be.
    for (const PlannedNode::Kind kind : {PlannedNode::ToWrite, PlannedNode::NotNow, PlannedNode::Unreadable, PlannedNode::BareMetal, PlannedNode::AlreadyBound})
        for (const PlannedNode &node : plan.nodes)
            if (node.kind == kind)
                rows.push_back(rowOf(node, plan.agency));
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void RebindModel::showSteps(const std::vector<NodeStep> &steps)
{
    for (const NodeStep &step : steps) {
        auto it = std::find_if(m_rows.begin(), m_rows.end(), [&step](const Row &row) { return row.serverId == step.serverId; });
        if (it == m_rows.end()) {
            const auto count = static_cast<int>(m_rows.size());
            beginInsertRows({}, count, count);
            m_rows.push_back({.serverId = step.serverId, .name = step.name});
            endInsertRows();
            it = m_rows.end() - 1;
        }
        Row row = *it;
        apply(step, row);
        if (row == *it)
            continue;
        *it = std::move(row);
        const auto at = static_cast<int>(it - m_rows.begin());
        Q_EMIT dataChanged(index(at, 0), index(at, ColumnCount - 1));
    }
}

void RebindModel::clear()
{
    if (m_rows.empty())
        return;
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// The nodes of a rebinding as a table: what each has, what is done to it, and how that went.
#pragma once

#include "app/agencies/rebind.h"

#include <QAbstractTableModel>

namespace claviger {

class RebindModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NodeColumn, AddressColumn, NowColumn, ResultColumn, ColumnCount };
    // How a row stands, for its mark.
    enum Standing { ToCome, Under, Good, Bad, Unsure, Left };
    enum Role { StandingRole = Qt::UserRole, HasAgencyRole };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void showPlan(const RebindPlan &plan);
    // Of what runs, or is over. Nodes that are in no plan come as rows of their own.
    void showSteps(const std::vector<NodeStep> &steps);
    void clear();

private:
    struct Row
    {
        QString serverId = {};
        QString name = {};
        QString address = {};
        std::optional<QString> now = {}; // none: not known
        QString text = {};
        QString more = {}; // tool tip
        Standing standing = ToCome;

        friend bool operator==(const Row &, const Row &) = default;
    };
    [[nodiscard]] static Row rowOf(const PlannedNode &node, const QString &agency);
    static void apply(const NodeStep &step, Row &row);

    std::vector<Row> m_rows;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// Clusters with their bindings as a table, and the nodes of one of them as another. Domain values by role; how they look is
// decided in ui/.
#pragma once

#include "app/agencies/nodegroups.h"

#include <QAbstractTableModel>
#include <QHash>

namespace claviger {

class BindingModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        ClusterColumn,
        VerdictColumn,
        AgencyColumn,
        NodesColumn,
        ReadColumn,
        ProjectColumn,
        StateColumn, // of MRS, with what it scales
        VersionColumn,
        KerberosColumn,
        GuardianColumn,
        ColumnCount
    };
    enum Role {
        ClusterIdRole = Qt::UserRole,
        KindRole,     // BindingVerdict::Kind as int
        AgenciesRole, // QStringList
        ReadAtRole,   // QDateTime, UTC
        SortRole      // of the verdict: what wants a person first
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setZone(const QString &zone); // of the times, for the header
    // Adds the cluster, or takes the place of what was known of it.
    void put(const ClusterReading &reading);
    // Those that are not among them go.
    void keepOnly(const QStringList &clusterIds);
    void clear() { keepOnly({}); }
    [[nodiscard]] const std::vector<ClusterReading> &rows() const { return m_rows; }
    [[nodiscard]] const ClusterReading *row(const QString &clusterId) const;

private:
    [[nodiscard]] static QString text(const ClusterReading &row, int column);

    QString m_zone;
    std::vector<ClusterReading> m_rows;
};

// core-17: the role of a node and its number among those of that role, as people call it.
[[nodiscard]] QStringList nodeNames(const std::vector<NodeBinding> &nodes);

class NodeBindingModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NodeColumn, AddressColumn, HostColumn, RoleColumn, AgencyColumn, ColumnCount };
    enum Role {
        ServerIdRole = Qt::UserRole,
        ConditionRole, // NodeBinding::Condition as int
        IsFineRole,    // bool: the agency that most nodes have, and that works
        DiffersRole,   // bool: not as most of the others, or not read
        TokenServerRole, // bool: Guardian's TokenServer runs there; invalid: not known
        SortRole       // by role and number
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void show(const ClusterReading &reading);
    [[nodiscard]] const std::vector<NodeBinding> &nodes() const { return m_nodes; }
    [[nodiscard]] const QString &usualAgency() const { return m_usual; } // that most nodes have; empty: none is bound
    [[nodiscard]] int differing() const;
    [[nodiscard]] int tokenServers() const; // known ones

private:
    [[nodiscard]] QString text(std::size_t row, int column) const;

    std::vector<NodeBinding> m_nodes;
    QStringList m_names;
    QString m_usual;
    QHash<QString, QString> m_problems; // of agencies, by name
    bool m_usualIsFine = false;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// The agencies that may be bound, as a table to choose from. Domain values by role; how they look is decided in ui/.
#pragma once

#include "app/agencies/candidates.h"

#include <QAbstractTableModel>

namespace claviger {

class CandidateModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { AgencyColumn, HealthColumn, PermissionsColumn, NoteColumn, ColumnCount };
    enum Role {
        NameRole = Qt::UserRole,
        HealthRole, // AgencyCandidate::Health as int
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    // now: on the cloud's clock. Nothing happens if they are the same as before.
    void show(const std::vector<AgencyCandidate> &agencies, Instant now);
    [[nodiscard]] int rowOf(const QString &name) const; // -1: none

    // In words: "Ready to bind", "Expires in 12 days".
    [[nodiscard]] static QString healthText(const AgencyCandidate &candidate, Instant now);

private:
    [[nodiscard]] QString text(const AgencyCandidate &candidate, int column) const;

    std::vector<AgencyCandidate> m_agencies;
    Instant m_now = {};
};

} // namespace claviger

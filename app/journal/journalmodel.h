// SPDX-License-Identifier: Apache-2.0
// The lines of the journal as a table, newest first. Gives domain values by role; how they look is the page's business.
#pragma once

#include "app/journal/journal.h"

#include <QAbstractTableModel>

namespace claviger {

class JournalModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        TimeColumn,
        UserColumn,
        ActionColumn,
        TargetColumn,
        SubjectColumn, // the access key that came out of it, or went
        StandingColumn,
        RequestIdColumn,
        DetailColumn,
        ColumnCount
    };
    // The same for every column of a row.
    enum Role {
        IdRole = Qt::UserRole,
        TimeRole, // Instant, when it was begun
        EndedRole, // Instant, invalid while open; of a checked one when it was checked
        CloudRole,
        AccountRole,
        UserNameRole,
        ActionRole, // stable id, for example "access-key.create"
        TargetRole,
        StandingRole, // Standing
        SubjectRole,
        RequestIdRole,
        DetailRole, // of the check or the outcome if it has one, else of the entry; in the language of the interface
        RecordRole // JournalRecord
    };
    enum Standing { Open, Orphan, Succeeded, Refused, Failed, Unconfirmed, Cancelled, Settled /* by a person's check */ };
    Q_ENUM(Standing)

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    // The zone in which the page shows times, for the header.
    void setZone(const QString &zone);
    // Inserts, removes and changes rows, so that selection and scroll position survive.
    void merge(std::vector<JournalRecord> latest);
    [[nodiscard]] const std::vector<JournalRecord> &records() const { return m_records; }
    [[nodiscard]] static Standing standingOf(const JournalRecord &record);
    [[nodiscard]] static QString standingText(Standing standing);

private:
    QString m_zone;
    std::vector<JournalRecord> m_records; // by falling id
};

} // namespace claviger

Q_DECLARE_METATYPE(claviger::Instant)

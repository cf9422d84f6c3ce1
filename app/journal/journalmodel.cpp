// SPDX-License-Identifier: Apache-2.0
#include "app/journal/journalmodel.h"

#include "app/journal/recordwords.h"

#include <algorithm>
#include <iterator>

namespace claviger {

namespace {

QString recordDetail(const JournalRecord &record)
{
    if (record.check)
        return record.check->note.isEmpty()
            ? JournalModel::tr("Checked by %1").arg(record.check->by.user)
            : JournalModel::tr("Checked by %1: %2").arg(record.check->by.user, record.check->note);
    return record.outcome && !record.outcome->detail.isEmpty() ? shownDetail(record.outcome->detail) : record.entry.detail;
}

QVariant displayedText(const JournalRecord &record, int column)
{
    switch (column) {
    case JournalModel::TimeColumn:
        return isoUtc(record.begun);
    case JournalModel::UserColumn:
        return record.entry.user;
    case JournalModel::ActionColumn:
        return record.entry.action;
    case JournalModel::TargetColumn:
        return record.entry.target;
    case JournalModel::SubjectColumn:
        return record.outcome ? record.outcome->subject : QString();
    case JournalModel::StandingColumn:
        return JournalModel::standingText(JournalModel::standingOf(record));
    case JournalModel::RequestIdColumn:
        return record.outcome ? record.outcome->requestId : QString();
    case JournalModel::DetailColumn:
        return recordDetail(record);
    default:
        return {};
    }
}

} // namespace

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const JournalRecord &record = m_records[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return displayedText(record, index.column());
    case Qt::ToolTipRole:
        return index.column() == TimeColumn ? QVariant(isoUtc(record.begun)) : QVariant();
    case IdRole:
        return record.id;
    case TimeRole:
        return QVariant::fromValue(record.begun);
    case EndedRole:
        return record.ended ? QVariant::fromValue(*record.ended) : QVariant();
    case CloudRole:
        return record.entry.cloud;
    case AccountRole:
        return record.entry.account;
    case UserNameRole:
        return record.entry.user;
    case ActionRole:
        return record.entry.action;
    case TargetRole:
        return record.entry.target;
    case StandingRole:
        return QVariant::fromValue(standingOf(record));
    case SubjectRole:
        return record.outcome ? record.outcome->subject : QString();
    case RequestIdRole:
        return record.outcome ? record.outcome->requestId : QString();
    case DetailRole:
        return recordDetail(record);
    case RecordRole:
        return QVariant::fromValue(record);
    default:
        return {};
    }
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return m_zone.isEmpty() ? tr("Time") : tr("Time %1").arg(m_zone);
    case UserColumn:
        return tr("User");
    case ActionColumn:
        return tr("Action");
    case TargetColumn:
        return tr("Target");
    case SubjectColumn:
        return tr("Access key (AK)");
    case StandingColumn:
        return tr("Result");
    case RequestIdColumn:
        return tr("Request id");
    case DetailColumn:
        return tr("Details");
    default:
        return {};
    }
}

void JournalModel::setZone(const QString &zone)
{
    if (m_zone == zone)
        return;
    m_zone = zone;
    Q_EMIT headerDataChanged(Qt::Horizontal, TimeColumn, TimeColumn);
}

void JournalModel::merge(std::vector<JournalRecord> latest)
{
    const auto newer = [](const JournalRecord &a, const JournalRecord &b) { return a.id > b.id; };
    if (!std::is_sorted(latest.begin(), latest.end(), newer))
        std::stable_sort(latest.begin(), latest.end(), newer);

    std::size_t row = 0;
    auto next = latest.begin();
    while (next != latest.end() || row < m_records.size()) {
        if (next != latest.end() && row < m_records.size() && m_records[row].id == next->id) {
            if (m_records[row] != *next) {
                m_records[row] = std::move(*next);
                Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnCount - 1));
            }
            ++row;
            ++next;
            continue;
        }
        const auto place = m_records.begin() + static_cast<std::ptrdiff_t>(row);
        if (next == latest.end() || (row < m_records.size() && m_records[row].id > next->id)) { // a run that has gone
            const auto end = next == latest.end()
                ? m_records.end()
                : std::find_if(place, m_records.end(), [&](const auto &r) { return r.id <= next->id; });
            beginRemoveRows({}, static_cast<int>(row),
                            static_cast<int>(row + static_cast<std::size_t>(end - place)) - 1);
            m_records.erase(place, end);
            endRemoveRows();
        } else { // a run that is new
            const auto end = row == m_records.size()
                ? latest.end()
                : std::find_if(next, latest.end(), [&](const auto &r) { return r.id <= m_records[row].id; });
            const auto count = static_cast<std::size_t>(end - next);
            beginInsertRows({}, static_cast<int>(row), static_cast<int>(row + count) - 1);
            m_records.insert(place, std::make_move_iterator(next), std::make_move_iterator(end));
            endInsertRows();
            row += count;
            next = end;
        }
    }
}

JournalModel::Standing JournalModel::standingOf(const JournalRecord &record)
{
    if (record.check)
        return Settled;
    if (!record.outcome)
        return record.isOrphan ? Orphan : Open;
    switch (record.outcome->kind) {
    case JournalOutcome::Succeeded:
        return Succeeded;
    case JournalOutcome::Refused:
        return Refused;
    case JournalOutcome::Failed:
        return Failed;
    case JournalOutcome::Unconfirmed:
        return Unconfirmed;
    case JournalOutcome::Cancelled:
        return Cancelled;
    }
    return Failed;
}

QString JournalModel::standingText(Standing standing)
{
    switch (standing) {
    case Open:
        return tr("Running");
    case Orphan:
        return tr("Never completed");
    case Succeeded:
        return tr("Done");
    case Refused:
        return tr("Refused");
    case Failed:
        return tr("Failed");
    case Unconfirmed:
        return tr("Unconfirmed");
    case Cancelled:
        return tr("Stopped");
    case Settled:
        return tr("Settled");
    }
    return {};
}

} // namespace claviger

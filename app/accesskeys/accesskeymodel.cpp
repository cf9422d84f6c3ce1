// SPDX-License-Identifier: Apache-2.0
#include "app/accesskeys/accesskeymodel.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

AccessKeyModel::AccessKeyModel(std::shared_ptr<const Clock> clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(std::move(clock))
{
}

int AccessKeyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AccessKeyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AccessKeyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AccessKeyRow &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == CreatedColumn)
            return isoUtc(row.key.created);
        if (index.column() == LastUsedColumn && row.key.lastUsed)
            return isoUtc(*row.key.lastUsed);
        return text(row, index.column());
    case SortRole:
        switch (index.column()) {
        case CreatedColumn:
            return domainValue(row, CreatedRole);
        case AgeColumn:
            return domainValue(row, AgeDaysRole);
        case LastUsedColumn:
            return domainValue(row, LastUsedRole);
        default:
            return text(row, index.column());
        }
    default:
        return domainValue(row, role);
    }
}

QVariant AccessKeyModel::domainValue(const AccessKeyRow &row, int role) const
{
    const AccessKey &key = row.key;
    const bool never = row.lastUseIsKnown && (!key.lastUsed || *key.lastUsed == key.created);
    switch (role) {
    case KeyIdRole:
        return key.id;
    case StatusRole:
        return static_cast<int>(key.status);
    case CreatedRole:
        return toUtc(key.created);
    case AgeDaysRole:
        return static_cast<int>(std::chrono::duration_cast<std::chrono::days>(m_clock->now() - key.created).count());
    case LastUsedRole:
        return key.lastUsed && !never ? QVariant(toUtc(*key.lastUsed)) : QVariant();
    case NeverUsedRole:
        return never;
    case SecretPlaceRole:
        return static_cast<int>(row.secret);
    default:
        return {};
    }
}

// Plain words for screen readers, copying and searching; the delegate paints the same values its own way.
QString AccessKeyModel::text(const AccessKeyRow &row, int column) const
{
    const AccessKey &key = row.key;
    switch (column) {
    case IdColumn:
        return key.id;
    case StatusColumn:
        return key.status == AccessKey::Active ? tr("Active")
            : key.status == AccessKey::Inactive ? tr("Disabled")
                                                : tr("unknown");
    case DescriptionColumn:
        return key.description.isEmpty() ? u"–"_s : key.description;
    case CreatedColumn:
        return toUtc(key.created).toLocalTime().toString(u"yyyy-MM-dd"_s);
    case AgeColumn:
        return tr("%1 d").arg(std::max(0, domainValue(row, AgeDaysRole).toInt()));
    case LastUsedColumn: {
        if (!row.lastUseIsKnown)
            return tr("unknown");
        if (domainValue(row, NeverUsedRole).toBool())
            return tr("Never used");
        const auto ago = std::chrono::duration_cast<std::chrono::minutes>(m_clock->now() - *key.lastUsed).count();
        if (ago < 1)
            return tr("just now");
        if (ago < 60)
            return tr("%1 min ago").arg(ago);
        if (ago < 48 * 60)
            return tr("%1 h ago").arg(ago / 60);
        return tr("%1 d ago").arg(ago / (24 * 60));
    }
    case SecretColumn:
        return row.secret == SecretPlace::InKeychain ? tr("Stored")
            : row.secret == SecretPlace::InMemory    ? tr("In memory")
            : row.secret == SecretPlace::NotHere     ? tr("Not here")
                                                     : tr("unknown");
    default:
        return {};
    }
}

QVariant AccessKeyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == AgeColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case IdColumn:
        return tr("Access key (AK)");
    case StatusColumn:
        return tr("Status");
    case DescriptionColumn:
        return tr("Description");
    case CreatedColumn:
        return m_zone.isEmpty() ? tr("Created") : tr("Created %1").arg(m_zone);
    case AgeColumn:
        return tr("Age");
    case LastUsedColumn:
        return tr("Last used");
    case SecretColumn:
        return tr("Secret");
    default:
        return {};
    }
}

void AccessKeyModel::setZone(const QString &zone)
{
    if (m_zone == zone)
        return;
    m_zone = zone;
    Q_EMIT headerDataChanged(Qt::Horizontal, CreatedColumn, CreatedColumn);
}

void AccessKeyModel::merge(std::vector<AccessKeyRow> latest)
{
    const auto indexIn = [](const std::vector<AccessKeyRow> &rows, const QString &id) {
        const auto at = std::find_if(rows.begin(), rows.end(), [&](const AccessKeyRow &row) { return row.key.id == id; });
        return at == rows.end() ? -1 : static_cast<int>(at - rows.begin());
    };
    for (int i = static_cast<int>(m_rows.size()) - 1; i >= 0; --i) {
        if (indexIn(latest, m_rows[static_cast<std::size_t>(i)].key.id) >= 0)
            continue;
        beginRemoveRows({}, i, i);
        m_rows.erase(m_rows.begin() + i);
        endRemoveRows();
    }
    for (AccessKeyRow &row : latest) {
        const int at = indexIn(m_rows, row.key.id);
        if (at < 0) {
            const int end = static_cast<int>(m_rows.size());
            beginInsertRows({}, end, end);
            m_rows.push_back(std::move(row));
            endInsertRows();
        } else if (AccessKeyRow &mine = m_rows[static_cast<std::size_t>(at)]; !(mine == row)) {
            mine = std::move(row);
            Q_EMIT dataChanged(index(at, 0), index(at, ColumnCount - 1));
        }
    }
}

void AccessKeyModel::setLastUsed(const QString &id, std::optional<Instant> lastUsed)
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].key.id != id)
            continue;
        m_rows[i].key.lastUsed = lastUsed;
        m_rows[i].lastUseIsKnown = true;
        const QModelIndex cell = index(static_cast<int>(i), LastUsedColumn);
        Q_EMIT dataChanged(cell, cell);
    }
}

const AccessKeyRow *AccessKeyModel::row(const QString &id) const
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(), [&](const AccessKeyRow &row) { return row.key.id == id; });
    return at == m_rows.end() ? nullptr : &*at;
}

QStringList AccessKeyModel::longestTexts(int column)
{
    switch (column) {
    case IdColumn:
        return {QString(20, u'W')}; // what both clouds hand out
    case StatusColumn:
        return {tr("Active"), tr("Disabled"), tr("unknown")};
    case AgeColumn:
        return {tr("%1 d").arg(9999)};
    case LastUsedColumn:
        return {tr("unknown"), tr("Never used"), tr("just now"), tr("%1 min ago").arg(59), tr("%1 h ago").arg(47), tr("%1 d ago").arg(9999)};
    case SecretColumn:
        return {tr("Stored"), tr("In memory"), tr("Not here"), tr("unknown")};
    default:
        return {};
    }
}

} // namespace claviger

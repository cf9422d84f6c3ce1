// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/candidatemodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

int CandidateModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_agencies.size());
}

int CandidateModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CandidateModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AgencyCandidate &candidate = m_agencies[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(candidate, index.column());
    case NameRole:
        return candidate.name();
    case HealthRole:
        return static_cast<int>(candidate.health);
    default:
        return {};
    }
}

QVariant CandidateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AgencyColumn:
        return tr("Agency");
    case HealthColumn:
        return tr("State");
    case PermissionsColumn:
        return tr("Permissions");
    case NoteColumn:
        return tr("Note");
    default:
        return {};
    }
}

QString CandidateModel::healthText(const AgencyCandidate &candidate, Instant now)
{
    switch (candidate.health) {
    case AgencyCandidate::Fine:
        return tr("Ready to bind");
    case AgencyCandidate::ExpiresSoon: {
        const auto days = std::chrono::floor<std::chrono::days>(*candidate.lookup.agency.expires - now).count();
        return days < 1 ? tr("Expires within a day") : tr("Expires in %n day(s)", nullptr, static_cast<int>(days));
    }
    case AgencyCandidate::NoObsPermission:
        return tr("May not use OBS");
    case AgencyCandidate::Expired:
        return tr("Expired");
    case AgencyCandidate::Unknown:
        if (!candidate.lookup.agency.hasReadableTrust())
            return tr("Whom it trusts could not be read");
        if (!candidate.lookup.agency.hasReadableEnd())
            return tr("Its end could not be read");
        break;
    }
    return tr("Not checked");
}

QString CandidateModel::text(const AgencyCandidate &candidate, int column) const
{
    switch (column) {
    case AgencyColumn:
        return candidate.name();
    case HealthColumn:
        return healthText(candidate, m_now);
    case PermissionsColumn: {
        if (!candidate.lookup.permissions)
            return tr("unknown");
        QStringList names;
        for (const AgencyPermission &permission : *candidate.lookup.permissions)
            names.append(permission.displayName.isEmpty() ? permission.name : permission.displayName);
        return names.isEmpty() ? u"–"_s : names.join(u", "_s);
    }
    case NoteColumn:
        return candidate.isMrsDefault() ? tr("Kept by MRS: do not edit it") : candidate.lookup.agency.description;
    default:
        return {};
    }
}

void CandidateModel::show(const std::vector<AgencyCandidate> &agencies, Instant now)
{
    const bool isSame = std::equal(agencies.begin(), agencies.end(), m_agencies.begin(), m_agencies.end(),
                                   [](const AgencyCandidate &a, const AgencyCandidate &b) {
                                       return a.lookup.agency == b.lookup.agency && a.health == b.health
                                           && a.lookup.permissions == b.lookup.permissions;
                                   });
    if (isSame)
        return;
    beginResetModel();
    m_agencies = agencies;
    m_now = now;
    endResetModel();
}

int CandidateModel::rowOf(const QString &name) const
{
    const auto it = std::find_if(m_agencies.begin(), m_agencies.end(), [&name](const AgencyCandidate &one) { return one.name() == name; });
    return it == m_agencies.end() ? -1 : static_cast<int>(it - m_agencies.begin());
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/bindingmodel.h"

#include "app/foundation/error.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

QString roleName(ClusterNode::Role role)
{
    switch (role) {
    case ClusterNode::Master:
        return u"master"_s;
    case ClusterNode::Core:
        return u"core"_s;
    case ClusterNode::Task:
        return u"task"_s;
    case ClusterNode::OtherRole:
        break;
    }
    return u"node"_s;
}

// Broken ones first, then what was not read, then what wants a look, then what is fine.
int rankOf(BindingVerdict::Kind kind)
{
    switch (kind) {
    case BindingVerdict::NotBound:
    case BindingVerdict::AgencyMissing:
    case BindingVerdict::WrongTrust:
    case BindingVerdict::Expired:
        return 0;
    case BindingVerdict::PartlyBound:
    case BindingVerdict::Mixed:
    case BindingVerdict::NoObsPermission:
        return 1;
    case BindingVerdict::Unknown:
    case BindingVerdict::BoundUnchecked:
        return 2;
    case BindingVerdict::ExpiresSoon:
    case BindingVerdict::RecordDiffers:
        return 3;
    case BindingVerdict::Bound:
        break;
    }
    return 4;
}

} // namespace

int BindingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BindingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BindingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ClusterReading &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == VerdictColumn && row.verdict.reason)
            return QString(text(row, VerdictColumn) + u": "_s + explain(*row.verdict.reason).what);
        return index.column() == ReadColumn ? isoUtc(row.readAt) : text(row, index.column());
    case Qt::AccessibleDescriptionRole:
        return index.column() == VerdictColumn ? QVariant(verdictId(row.verdict.kind)) : QVariant();
    case ClusterIdRole:
        return row.cluster.id;
    case KindRole:
        return static_cast<int>(row.verdict.kind);
    case AgenciesRole:
        return row.verdict.agencies;
    case ReadAtRole:
        return toUtc(row.readAt);
    case SortRole:
        switch (index.column()) {
        case VerdictColumn:
            return u"%1 %2"_s.arg(rankOf(row.verdict.kind)).arg(row.cluster.name);
        case NodesColumn:
            return static_cast<int>(row.nodes.size());
        case ReadColumn:
            return toUtc(row.readAt);
        default:
            return text(row, index.column());
        }
    default:
        return {};
    }
}

QString BindingModel::text(const ClusterReading &row, int column)
{
    switch (column) {
    case ClusterColumn:
        return row.cluster.name;
    case VerdictColumn:
        return verdictText(row.verdict);
    case AgencyColumn:
        return !row.verdict.agencies.isEmpty() ? row.verdict.agencies.join(u", "_s)
            : row.verdict.read == 0            ? tr("unknown")
                                               : u"–"_s;
    case NodesColumn:
        return QString::number(row.nodes.size());
    case ReadColumn:
        return toUtc(row.readAt).toLocalTime().toString(u"HH:mm:ss"_s);
    case ProjectColumn:
        return row.project.name.isEmpty() ? row.project.id : row.project.name;
    case StateColumn:
        return row.cluster.state.isEmpty() ? tr("unknown")
            : row.cluster.scale.isEmpty()  ? row.cluster.state
                                           : row.cluster.state + u", "_s + row.cluster.scale;
    case VersionColumn:
        return row.cluster.version.isEmpty() ? tr("unknown") : row.cluster.version;
    case KerberosColumn:
        return !row.cluster.isKerberos ? tr("unknown") : *row.cluster.isKerberos ? tr("yes") : tr("no");
    case GuardianColumn:
        return row.cluster.hasGuardian ? tr("installed") : u"–"_s;
    default:
        return {};
    }
}

QVariant BindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == NodesColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ClusterColumn:
        return tr("Cluster");
    case VerdictColumn:
        return tr("Verdict");
    case AgencyColumn:
        return tr("Agency in node metadata");
    case NodesColumn:
        return tr("Nodes");
    case ReadColumn:
        return m_zone.isEmpty() ? tr("Read") : tr("Read %1").arg(m_zone);
    case ProjectColumn:
        return tr("Project");
    case StateColumn:
        return tr("State");
    case VersionColumn:
        return tr("Version");
    case KerberosColumn:
        return tr("Kerberos");
    case GuardianColumn:
        return tr("Guardian");
    default:
        return {};
    }
}

void BindingModel::setZone(const QString &zone)
{
    if (m_zone == zone)
        return;
    m_zone = zone;
    Q_EMIT headerDataChanged(Qt::Horizontal, ReadColumn, ReadColumn);
}

void BindingModel::put(const ClusterReading &reading)
{
    const auto known = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&reading](const ClusterReading &row) { return row.cluster.id == reading.cluster.id; });
    if (known == m_rows.end()) {
        const int end = static_cast<int>(m_rows.size());
        beginInsertRows({}, end, end);
        m_rows.push_back(reading);
        endInsertRows();
        return;
    }
    *known = reading;
    const int at = static_cast<int>(known - m_rows.begin());
    Q_EMIT dataChanged(index(at, 0), index(at, ColumnCount - 1));
}

void BindingModel::keepOnly(const QStringList &clusterIds)
{
    for (int i = static_cast<int>(m_rows.size()) - 1; i >= 0; --i) {
        if (clusterIds.contains(m_rows[static_cast<std::size_t>(i)].cluster.id))
            continue;
        beginRemoveRows({}, i, i);
        m_rows.erase(m_rows.begin() + i);
        endRemoveRows();
    }
}

const ClusterReading *BindingModel::row(const QString &clusterId) const
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&clusterId](const ClusterReading &row) { return row.cluster.id == clusterId; });
    return at == m_rows.end() ? nullptr : &*at;
}

QStringList nodeNames(const std::vector<NodeBinding> &nodes)
{
    QStringList names;
    std::array<int, 4> count{};
    for (const NodeBinding &one : nodes)
        names.append(u"%1-%2"_s.arg(roleName(one.node.role)).arg(++count.at(static_cast<std::size_t>(one.node.role))));
    return names;
}

int NodeBindingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_nodes.size());
}

int NodeBindingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant NodeBindingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto at = static_cast<std::size_t>(index.row());
    const NodeBinding &node = m_nodes[at];
    switch (role) {
    case Qt::DisplayRole:
        return text(at, index.column());
    case Qt::ToolTipRole:
        return index.column() == NodeColumn ? node.node.name : text(at, index.column());
    case ServerIdRole:
        return node.node.serverId;
    case ConditionRole:
        return static_cast<int>(node.condition);
    case IsFineRole:
        return m_usualIsFine && node.condition == NodeBinding::Read && node.agency == m_usual;
    case DiffersRole:
        return differs(node, m_usual);
    case TokenServerRole:
        return node.isTokenServer ? QVariant(*node.isTokenServer) : QVariant();
    case SortRole:
        if (index.column() == NodeColumn)
            return u"%1 %2"_s.arg(static_cast<int>(node.node.role)).arg(index.row(), 6, 10, QLatin1Char('0'));
        return text(at, index.column());
    default:
        return {};
    }
}

QString NodeBindingModel::text(std::size_t row, int column) const
{
    const NodeBinding &node = m_nodes[row];
    switch (column) {
    case NodeColumn:
        return m_names.at(static_cast<qsizetype>(row));
    case AddressColumn:
        return node.node.ip.isEmpty() || node.node.ip == "unknown"_L1 ? tr("unknown") : node.node.ip;
    case HostColumn:
        return node.hostName.isEmpty() ? u"–"_s : node.hostName;
    case RoleColumn:
        return !node.isTokenServer ? tr("unknown") : *node.isTokenServer ? u"TokenServer"_s : u"–"_s;
    case AgencyColumn:
        if (node.condition == NodeBinding::BareMetal)
            return tr("Bare metal: has no agency here");
        if (node.condition == NodeBinding::Unreadable)
            return tr("Unknown: %1").arg(explain(node.error).what);
        if (node.agency.isEmpty())
            return tr("Not bound");
        return m_problems.value(node.agency).isEmpty() ? node.agency : node.agency + u" · "_s + m_problems.value(node.agency);
    default:
        return {};
    }
}

QVariant NodeBindingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NodeColumn:
        return tr("Node");
    case AddressColumn:
        return tr("Address");
    case HostColumn:
        return tr("Host name");
    case RoleColumn:
        return tr("Guardian role");
    case AgencyColumn:
        return tr("Agency in metadata");
    default:
        return {};
    }
}

int NodeBindingModel::tokenServers() const
{
    return static_cast<int>(std::count_if(m_nodes.begin(), m_nodes.end(), [](const NodeBinding &node) { return node.isTokenServer.value_or(false); }));
}

int NodeBindingModel::differing() const
{
    return static_cast<int>(std::count_if(m_nodes.begin(), m_nodes.end(), [this](const NodeBinding &node) { return differs(node, m_usual); }));
}

void NodeBindingModel::show(const ClusterReading &reading)
{
    QHash<QString, QString> problems;
    for (const auto &one : reading.lookups)
        problems.insert(one.first, problemOf(reading, one.first));
    const QString usual = claviger::usualAgency(reading.nodes);
    const bool usualIsFine = !usual.isEmpty() && isUsualFine(reading);
    const bool areTheSame = std::equal(m_nodes.begin(), m_nodes.end(), reading.nodes.begin(), reading.nodes.end(),
                                       [](const NodeBinding &a, const NodeBinding &b) { return a.node.serverId == b.node.serverId; });
    if (areTheSame && !m_nodes.empty()) { // a reading in the background takes nobody's selection away
        const bool isAnother = m_nodes != reading.nodes || m_usual != usual || m_usualIsFine != usualIsFine || m_problems != problems;
        m_problems = problems;
        m_nodes = reading.nodes;
        m_usual = usual;
        m_usualIsFine = usualIsFine;
        if (isAnother)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_nodes = reading.nodes;
    m_names = nodeNames(m_nodes);
    m_usual = usual;
    m_problems = problems;
    m_usualIsFine = usualIsFine;
    endResetModel();
}

} // namespace claviger

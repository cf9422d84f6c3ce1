// SPDX-License-Identifier: Apache-2.0
// Clusters and nodes as tables: what they say, what is sorted to the top, and which nodes differ from the others.
#include "app/agencies/bindingmodel.h"

#include <QAbstractItemModelTester>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

class BindingModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clustersSayWhatWasReadOfThem();
    void whatWantsAPersonComesFirst();
    void rowsAreKeptAddedAndDropped();
    void nodesAreNamedByRoleAndNumber();
    void nodesThatDifferAreMarked();
    void nodesAreGroupedByTheirAgency();
    void noNodeIsBoundThenNoneDiffers();
    void thousandNodesSortByTheirNumber();

private:
    static ClusterReading cluster(const QString &name, BindingVerdict::Kind kind, const QStringList &agencies = {})
    {
        return {.cluster = {.id = u"id-"_s + name, .name = name},
                .verdict = {.kind = kind, .agencies = agencies, .nodes = 2, .read = 2, .bound = agencies.isEmpty() ? 0 : 2},
                .readAt = Instant(1'790'000'000s)};
    }
    static NodeBinding node(ClusterNode::Role role, const QString &agency, NodeBinding::Condition condition = NodeBinding::Read)
    {
        static int count = 0;
        return {.node = {.serverId = u"server-%1"_s.arg(++count), .name = u"cluster_node_%1"_s.arg(count), .ip = u"192.168.0.7"_s, .role = role},
                .condition = condition,
                .agency = agency,
                .error = {.fault = Fault::Forbidden}};
    }
    static QString cell(const QAbstractItemModel &model, int row, int column) { return model.index(row, column).data().toString(); }
};

void BindingModelTest::clustersSayWhatWasReadOfThem()
{
    BindingModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ClusterReading one = cluster(u"prod"_s, BindingVerdict::Bound, {u"MRS_ECS_DEFAULT_AGENCY"_s});
    one.nodes = {node(ClusterNode::Master, u"MRS_ECS_DEFAULT_AGENCY"_s), node(ClusterNode::Core, u"MRS_ECS_DEFAULT_AGENCY"_s)};
    model.put(one);
    model.put(cluster(u"etl"_s, BindingVerdict::NotBound));
    ClusterReading dark = cluster(u"dark"_s, BindingVerdict::Unknown);
    dark.verdict.read = 0;
    dark.verdict.reason = Error{.fault = Fault::Forbidden};
    model.put(dark);
    QCOMPARE(cell(model, 0, BindingModel::ClusterColumn), u"prod"_s);
    QCOMPARE(cell(model, 0, BindingModel::AgencyColumn), u"MRS_ECS_DEFAULT_AGENCY"_s);
    QCOMPARE(cell(model, 0, BindingModel::NodesColumn), u"2"_s);
    QCOMPARE(cell(model, 1, BindingModel::AgencyColumn), u"–"_s);
    QCOMPARE(cell(model, 2, BindingModel::AgencyColumn), u"unknown"_s); // not read is not "none"
    QCOMPARE(model.index(1, BindingModel::VerdictColumn).data(Qt::AccessibleDescriptionRole).toString(), verdictId(BindingVerdict::NotBound));
    QVERIFY(model.index(2, BindingModel::VerdictColumn).data(Qt::ToolTipRole).toString().contains(explain(*dark.verdict.reason).what));
    model.setZone(u"UTC+2"_s);
    QCOMPARE(model.headerData(BindingModel::ReadColumn, Qt::Horizontal).toString(), u"Read UTC+2"_s);
}

void BindingModelTest::whatWantsAPersonComesFirst()
{
    BindingModel model;
    model.put(cluster(u"a-fine"_s, BindingVerdict::Bound, {u"a"_s}));
    model.put(cluster(u"b-soon"_s, BindingVerdict::ExpiresSoon, {u"a"_s}));
    model.put(cluster(u"c-dark"_s, BindingVerdict::Unknown));
    model.put(cluster(u"d-partly"_s, BindingVerdict::PartlyBound, {u"a"_s}));
    model.put(cluster(u"z-none"_s, BindingVerdict::NotBound));
    model.put(cluster(u"e-none"_s, BindingVerdict::NotBound));
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(BindingModel::SortRole);
    sorted.sort(BindingModel::VerdictColumn);
    QStringList names;
    for (int i = 0; i < sorted.rowCount(); ++i)
        names.append(cell(sorted, i, BindingModel::ClusterColumn));
    QCOMPARE(names, (QStringList{u"e-none"_s, u"z-none"_s, u"d-partly"_s, u"c-dark"_s, u"b-soon"_s, u"a-fine"_s}));
}

void BindingModelTest::rowsAreKeptAddedAndDropped()
{
    BindingModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        model.put(cluster(name, BindingVerdict::Bound, {u"x"_s}));
    const QPersistentModelIndex second = model.index(1, 0);
    model.put(cluster(u"b"_s, BindingVerdict::NotBound));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(second.data().toString(), u"b"_s);
    QCOMPARE(model.row(u"id-b"_s)->verdict.kind, BindingVerdict::NotBound);
    model.keepOnly({u"id-b"_s, u"id-elsewhere"_s});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(second.row(), 0);
    model.clear();
    QVERIFY(!second.isValid());
}

void BindingModelTest::nodesAreNamedByRoleAndNumber()
{
    QCOMPARE(nodeNames({node(ClusterNode::Core, {}), node(ClusterNode::Master, {}), node(ClusterNode::Core, {}), node(ClusterNode::OtherRole, {}),
                        node(ClusterNode::Task, {})}),
             (QStringList{u"core-1"_s, u"master-1"_s, u"core-2"_s, u"node-1"_s, u"task-1"_s}));
}

void BindingModelTest::nodesThatDifferAreMarked()
{
    NodeBindingModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ClusterReading one = cluster(u"prod"_s, BindingVerdict::Mixed, {u"usual"_s, u"other"_s});
    one.nodes = {node(ClusterNode::Master, u"usual"_s), node(ClusterNode::Master, u"usual"_s), node(ClusterNode::Core, u"other"_s),
                 node(ClusterNode::Core, {}), node(ClusterNode::Core, {}, NodeBinding::Unreadable), node(ClusterNode::Core, {}, NodeBinding::BareMetal)};
    model.show(one);
    QCOMPARE(model.usualAgency(), u"usual"_s);
    QCOMPARE(model.differing(), 3); // bare metal has none to differ by
    QList<bool> differ;
    for (int i = 0; i < model.rowCount(); ++i)
        differ.append(model.index(i, 0).data(NodeBindingModel::DiffersRole).toBool());
    QCOMPARE(differ, (QList<bool>{false, false, true, true, true, false}));
    QCOMPARE(cell(model, 3, NodeBindingModel::AgencyColumn), u"Not bound"_s);
    QVERIFY(cell(model, 4, NodeBindingModel::AgencyColumn).startsWith(u"Unknown: "_s));
    QVERIFY(cell(model, 5, NodeBindingModel::AgencyColumn).contains(u"Bare metal"_s));
    QVERIFY(model.index(0, 0).data(NodeBindingModel::IsFineRole).toBool());
    one.verdict.kind = BindingVerdict::AgencyMissing; // the name is there, and worth nothing
    model.show(one);
    QVERIFY(!model.index(0, 0).data(NodeBindingModel::IsFineRole).toBool());
}

void BindingModelTest::nodesAreGroupedByTheirAgency()
{
    ClusterReading one = cluster(u"prod"_s, BindingVerdict::Mixed, {u"b"_s, u"a"_s});
    one.nodes = {node(ClusterNode::Master, u"b"_s), node(ClusterNode::Core, {}, NodeBinding::Unreadable), node(ClusterNode::Core, {}),
                 node(ClusterNode::Core, u"a"_s), node(ClusterNode::Core, {}, NodeBinding::BareMetal), node(ClusterNode::Core, u"b"_s)};
    using Places = std::vector<std::size_t>;
    const std::vector<NodeGroup> expected{{.kind = NodeGroup::Agency, .agency = u"b"_s, .isFine = true, .nodes = Places{0, 5}},
                                          {.kind = NodeGroup::Agency, .agency = u"a"_s, .nodes = Places{3}},
                                          {.kind = NodeGroup::NotBound, .nodes = Places{2}},
                                          {.kind = NodeGroup::Unread, .nodes = Places{1}}};
    QVERIFY(groupByAgency(one) == expected);
    one.nodes = {node(ClusterNode::Core, u"b"_s), node(ClusterNode::Core, u"a"_s)}; // as many of each
    QCOMPARE(usualAgency(one.nodes), u"a"_s);
    QCOMPARE(groupByAgency(one).front().agency, u"a"_s);
    one.verdict.kind = BindingVerdict::WrongTrust;
    QVERIFY(!groupByAgency(one).front().isFine);
    QVERIFY(groupByAgency({}).empty());
}

void BindingModelTest::noNodeIsBoundThenNoneDiffers()
{
    NodeBindingModel model;
    ClusterReading one = cluster(u"prod"_s, BindingVerdict::NotBound);
    one.nodes = {node(ClusterNode::Master, {}), node(ClusterNode::Core, {})};
    model.show(one);
    QVERIFY(model.usualAgency().isEmpty());
    QCOMPARE(model.differing(), 0);
    QVERIFY(!model.index(0, 0).data(NodeBindingModel::IsFineRole).toBool());
    model.show({});
    QCOMPARE(model.rowCount(), 0);
}

void BindingModelTest::thousandNodesSortByTheirNumber()
{
    NodeBindingModel model;
    ClusterReading one = cluster(u"prod"_s, BindingVerdict::Bound, {u"usual"_s});
    for (int i = 0; i < 1000; ++i)
        one.nodes.push_back(node(ClusterNode::Core, u"usual"_s));
    model.show(one);
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(NodeBindingModel::SortRole);
    sorted.sort(NodeBindingModel::NodeColumn);
    QCOMPARE(cell(sorted, 1, 0), u"core-2"_s);
    QCOMPARE(cell(sorted, 9, 0), u"core-10"_s);
    QCOMPARE(cell(sorted, 999, 0), u"core-1000"_s);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::BindingModelTest)
#include "bindingmodeltest.moc"

// SPDX-License-Identifier: Apache-2.0
// Which nodes have a TokenServer, by what MRS tells of its groups; what it does not tell is unknown.
#include "app/agencies/guardianroles.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

class GuardianRolesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void groupsLeadToNodes_data();
    void groupsLeadToNodes();
    void withoutGuardianThereIsNone();
};

// Two masters and three cores; y, n or ? for each.
void GuardianRolesTest::groupsLeadToNodes_data()
{
    QTest::addColumn<QList<QStringList>>("groups"); // name, then roles; "-" alone: roles are not told
    QTest::addColumn<QString>("expected");
    const QStringList master{u"master_node_default_group"_s}, core{u"core_node_analysis_group"_s};
    const auto with = [](QStringList group, const QStringList &roles) { return group += roles; };
    const auto row = [](const char *name, const QList<QStringList> &groups, const char *expected) {
        QTest::newRow(name) << groups << QString::fromLatin1(expected);
    };
    row("by number", {with(master, {u"OMSServer:1,2"_s, u"TokenServer:2"_s}), with(core, {u"DataNode"_s, u"TokenServer:1,3"_s})}, "nyyny");
    row("everywhere", {with(master, {u"TokenServer"_s}), with(core, {u"DataNode"_s})}, "yynnn");
    row("another role of that beginning", {with(master, {u"TokenServerProxy:1"_s}), with(core, {})}, "nnnnn");
    row("not told of one", {with(master, {u"TokenServer:1"_s}), with(core, {u"-"_s})}, "yn???");
    row("no groups", {}, "?????");
    row("no group for the cores", {with(master, {u"TokenServer:1"_s})}, "yn???");
    row("two core groups", {with(master, {}), with(core, {u"TokenServer:1"_s}), with({u"core_node_streaming_group"_s}, {u"DataNode"_s})}, "nn???");
    row("two core groups, both everywhere",
        {with(master, {}), with(core, {u"TokenServer"_s}), with({u"core_node_streaming_group"_s}, {u"TokenServer"_s})}, "nnyyy");
    row("no number", {with(master, {u"TokenServer:one"_s}), with(core, {})}, "??nnn");
}

void GuardianRolesTest::groupsLeadToNodes()
{
    QFETCH(QList<QStringList>, groups);
    MrsCluster cluster{.hasGuardian = true};
    for (const QStringList &group : groups) {
        NodeGroupRoles roles{.name = group.front()};
        if (group.value(1) != "-"_L1)
            roles.roles = group.mid(1);
        cluster.groups.push_back(roles);
    }
    std::vector<NodeBinding> nodes;
    for (const QString &name : {u"a1_node_master1_ASzkl"_s, u"a1_node_master2_QWert"_s})
        nodes.push_back({.node = {.name = name, .role = ClusterNode::Master}});
    for (const QString &name : {u"a1_node_core1_ASzkl"_s, u"a1_node_core2_QWert"_s, u"a1_node_core3_YXcvb"_s})
        nodes.push_back({.node = {.name = name, .role = ClusterNode::Core}});
    markTokenServers(cluster, nodes);
    QString found;
    for (const NodeBinding &node : nodes)
        found += !node.isTokenServer ? u'?' : *node.isTokenServer ? u'y' : u'n';
    QTEST(found, "expected");
}

void GuardianRolesTest::withoutGuardianThereIsNone()
{
    std::vector<NodeBinding> nodes(3);
    markTokenServers({}, nodes);
    for (const NodeBinding &node : nodes)
        QCOMPARE(node.isTokenServer, std::optional(false));
}

} // namespace claviger

QTEST_APPLESS_MAIN(claviger::GuardianRolesTest)
#include "guardianrolestest.moc"

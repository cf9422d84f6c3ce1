// SPDX-License-Identifier: Apache-2.0
// The decision table of mrs.md, section 8: a row of it, a row here, and what the table leaves open.
#include "app/agencies/verdict.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

const Instant now(1'768'471'200s);
constexpr auto soon = 24h * 14;

NodeBinding node(const QString &agency)
{
    return {.node = {.serverId = u"server-"_s + agency}, .condition = NodeBinding::Read, .agency = agency};
}

NodeBinding unreadable()
{
    return {.condition = NodeBinding::Unreadable, .error = {.fault = Fault::Forbidden, .detail = u"no right"_s}};
}

NodeBinding bareMetal()
{
    return {.node = {.name = u"bms-1"_s}, .condition = NodeBinding::BareMetal};
}

AgencyPermission permission(const QString &displayName, const QStringList &actions = {})
{
    return {.displayName = displayName, .actions = actions};
}

AgencyLookup found(const QString &name, std::optional<Instant> expires = {})
{
    return {.condition = AgencyLookup::Found,
            .agency = {.id = u"1"_s, .name = name, .trustName = u"op_svc_ecs"_s, .expires = expires},
            .permissions = std::vector{permission(u"OBS OperateAccess"_s)}};
}

AgencyLookup with(AgencyLookup lookup, const std::function<void(AgencyLookup &)> &change)
{
    change(lookup);
    return lookup;
}

} // namespace

class VerdictTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTable_data();
    void theTable();
    void everyKindHasItsIdAndWords();
    void obsPermissions_data();
    void obsPermissions();
    void theAgencyToLookUpIsTheSharedOne();
    void theEndsOfTimes();
};

using Nodes = std::vector<NodeBinding>;

void VerdictTest::theTable_data()
{
    QTest::addColumn<Nodes>("nodes");
    QTest::addColumn<AgencyLookup>("lookup");
    QTest::addColumn<BindingVerdict::Kind>("kind");
    QTest::addColumn<QString>("counts"); // bound/read/nodes
    QTest::addColumn<int>("answer");     // of the documented question: 1 yes, 0 no, -1 ask
    const AgencyLookup good = found(u"a"_s);
    const auto row = [](const char *name, const Nodes &nodes, const AgencyLookup &lookup, BindingVerdict::Kind kind,
                        const QString &counts, int answer) {
        QTest::newRow(name) << nodes << lookup << kind << counts << answer;
    };
    row("missing on all", {node({}), node({})}, good, BindingVerdict::NotBound, u"0/2/2"_s, 0);
    row("missing on some", {node(u"a"_s), node({})}, good, BindingVerdict::PartlyBound, u"1/2/2"_s, 0);
    row("different names", {node(u"a"_s), node(u"b"_s)}, good, BindingVerdict::Mixed, u"2/2/2"_s, 0);
    row("case differs", {node(u"a"_s), node(u"A"_s)}, good, BindingVerdict::Mixed, u"2/2/2"_s, 0);
    row("one unreadable", {node(u"a"_s), unreadable()}, good, BindingVerdict::Unknown, u"1/1/2"_s, -1);
    row("all unreadable", {unreadable(), unreadable()}, good, BindingVerdict::Unknown, u"0/0/2"_s, -1);
    row("unbound and unreadable", {node({}), unreadable()}, good, BindingVerdict::NotBound, u"0/1/2"_s, 0);
    row("partly and unreadable", {node(u"a"_s), node({}), unreadable()}, good, BindingVerdict::PartlyBound, u"1/2/3"_s, 0);
    row("mixed and unreadable", {node(u"a"_s), node(u"b"_s), unreadable()}, good, BindingVerdict::Mixed, u"2/2/3"_s, 0);
    row("bare metal is left out", {node(u"a"_s), bareMetal()}, good, BindingVerdict::Bound, u"1/1/1"_s, 1);
    row("bare metal alone", {bareMetal()}, good, BindingVerdict::Unknown, u"0/0/0"_s, -1);
    row("no hosts", {}, good, BindingVerdict::Unknown, u"0/0/0"_s, -1);
    row("deleted", {node(u"a"_s)}, {.condition = AgencyLookup::Missing}, BindingVerdict::AgencyMissing, u"1/1/1"_s, 1);
    row("wrong trust", {node(u"a"_s)}, with(good, [](AgencyLookup &lookup) { lookup.agency.trustName = u"other"_s; }),
        BindingVerdict::WrongTrust, u"1/1/1"_s, 1);
    row("expired", {node(u"a"_s)}, found(u"a"_s, now - 1ms), BindingVerdict::Expired, u"1/1/1"_s, 1);
    row("expires soon", {node(u"a"_s)}, found(u"a"_s, now + 24h), BindingVerdict::ExpiresSoon, u"1/1/1"_s, 1);
    row("expires later", {node(u"a"_s)}, found(u"a"_s, now + 24h * 15), BindingVerdict::Bound, u"1/1/1"_s, 1);
    row("no OBS permission", {node(u"a"_s)},
        with(good, [](AgencyLookup &lookup) { lookup.permissions->front().displayName = u"CES Administrator"_s; }),
        BindingVerdict::NoObsPermission, u"1/1/1"_s, 1);
    row("no permission at all", {node(u"a"_s)}, with(good, [](AgencyLookup &lookup) { lookup.permissions->clear(); }),
        BindingVerdict::NoObsPermission, u"1/1/1"_s, 1);
    row("permissions not read", {node(u"a"_s)}, with(good, [](AgencyLookup &lookup) { lookup.permissions.reset(); }),
        BindingVerdict::BoundUnchecked, u"1/1/1"_s, 1);
    const auto odd = [&good](const QString &member) { return with(good, [&member](AgencyLookup &lookup) { lookup.agency.unreadable = {member}; }); };
    row("end not readable", {node(u"a"_s)}, odd(u"expire_time"_s), BindingVerdict::BoundUnchecked, u"1/1/1"_s, 1);
    row("trust not readable", {node(u"a"_s)}, with(odd(u"trust_domain_name"_s), [](AgencyLookup &lookup) { lookup.agency.trustName.clear(); }),
        BindingVerdict::BoundUnchecked, u"1/1/1"_s, 1);
    row("beginning not readable", {node(u"a"_s)}, odd(u"create_time"_s), BindingVerdict::Bound, u"1/1/1"_s, 1);
    row("end not readable, no permission", {node(u"a"_s)},
        with(odd(u"expire_time"_s), [](AgencyLookup &lookup) { lookup.permissions->clear(); }), BindingVerdict::NoObsPermission, u"1/1/1"_s, 1);
    row("IAM not read", {node(u"a"_s)}, {.condition = AgencyLookup::Unknown}, BindingVerdict::BoundUnchecked, u"1/1/1"_s, 1);
    row("fine", {node(u"a"_s), node(u"a"_s)}, good, BindingVerdict::Bound, u"2/2/2"_s, 1);
    row("trust before expiry", {node(u"a"_s)},
        with(found(u"a"_s, now - 1h), [](AgencyLookup &lookup) { lookup.agency.trustName = u"other"_s; }),
        BindingVerdict::WrongTrust, u"1/1/1"_s, 1);
}

void VerdictTest::theTable()
{
    QFETCH(Nodes, nodes);
    QFETCH(AgencyLookup, lookup);
    QFETCH(BindingVerdict::Kind, kind);
    QFETCH(QString, counts);
    QFETCH(int, answer);
    const BindingVerdict verdict = judge({}, nodes, lookup, now, soon);
    QCOMPARE(verdict.kind, kind);
    QCOMPARE(u"%1/%2/%3"_s.arg(verdict.bound).arg(verdict.read).arg(verdict.nodes), counts);
    QCOMPARE(verdict.isBound().has_value() ? int(*verdict.isBound()) : -1, answer);
    QCOMPARE(verdict.isBroken(),
             kind == BindingVerdict::AgencyMissing || kind == BindingVerdict::WrongTrust || kind == BindingVerdict::Expired);
    // The record of MRS is a remark: it never hides anything worse, and says nothing where it is not told or empty.
    for (const auto &[record, differs] : {std::pair{u"another"_s, true}, std::pair{QString(), false}, std::pair{u"a"_s, false}}) {
        const BindingVerdict beside = judge({.recordedAgency = record}, nodes, lookup, now, soon);
        QCOMPARE(beside.kind, differs && kind == BindingVerdict::Bound ? BindingVerdict::RecordDiffers : kind);
        QCOMPARE(beside.isBound(), verdict.isBound());
    }
}

void VerdictTest::everyKindHasItsIdAndWords()
{
    QStringList ids, words;
    for (int kind = BindingVerdict::Unknown; kind <= BindingVerdict::Bound; ++kind) {
        const BindingVerdict verdict{.kind = static_cast<BindingVerdict::Kind>(kind), .agencies = {u"mrs_ecs_obs"_s}, .nodes = 3, .read = 2, .bound = 1};
        ids.append(verdictId(verdict.kind));
        words.append(verdictText(verdict));
        QVERIFY(!ids.last().isEmpty() && !words.last().isEmpty());
    }
    QCOMPARE(ids.removeDuplicates(), 0);
    QCOMPARE(words.removeDuplicates(), 0);
    QCOMPARE(verdictText({.kind = BindingVerdict::Unknown, .nodes = 20, .read = 19}), u"Unknown: 19 of 20 nodes read"_s);
    QCOMPARE(verdictText({.kind = BindingVerdict::Unknown}), u"Unknown: no nodes are listed"_s);
    QCOMPARE(verdictText({.kind = BindingVerdict::Unknown, .bareMetal = {u"bms-1"_s}}), u"Unknown: all nodes are bare metal"_s);
    QCOMPARE(verdictText({.kind = BindingVerdict::PartlyBound, .nodes = 20, .read = 20, .bound = 12}), u"Bound on 12 of 20 nodes"_s);
}

void VerdictTest::obsPermissions_data()
{
    QTest::addColumn<QString>("displayName");
    QTest::addColumn<QStringList>("actions");
    QTest::addColumn<bool>("allows");
    QTest::newRow("with blanks") << u"OBS OperateAccess"_s << QStringList() << true;
    QTest::newRow("without") << u"OBSOperateAccess"_s << QStringList() << true;
    QTest::newRow("other case") << u"obs operateaccess"_s << QStringList() << true;
    QTest::newRow("administrator") << u"OBS Administrator"_s << QStringList() << true;
    QTest::newRow("tenant administrator") << u"Tenant Administrator"_s << QStringList() << true;
    QTest::newRow("read only") << u"OBS ReadOnlyAccess"_s << QStringList{u"obs:object:GetObject"_s} << false;
    QTest::newRow("viewer") << u"OBS Buckets Viewer"_s << QStringList{u"obs:bucket:ListAllMyBuckets"_s} << false;
    QTest::newRow("a policy of one's own") << u"nodes to OBS"_s << QStringList{u"obs:object:GetObject"_s, u"obs:object:PutObject"_s} << true;
    QTest::newRow("all of OBS") << u"everything"_s << QStringList{u"obs:*:*"_s} << true;
    QTest::newRow("all objects") << u"objects"_s << QStringList{u"OBS:object:*"_s} << true;
    QTest::newRow("all buckets") << u"buckets"_s << QStringList{u"obs:bucket:*"_s} << false;
    QTest::newRow("something else") << u"CES Administrator"_s << QStringList{u"ces:*:*"_s} << false;
    QTest::newRow("rubbish") << u""_s << QStringList{u""_s, u":::"_s, u"["_s, u"obs:("_s} << false;
}

void VerdictTest::obsPermissions()
{
    QFETCH(QString, displayName);
    QFETCH(QStringList, actions);
    QFETCH(bool, allows);
    QCOMPARE(allowsObs({permission(u"CES Administrator"_s), permission(displayName, actions)}), allows);
}

void VerdictTest::theAgencyToLookUpIsTheSharedOne()
{
    QCOMPARE(sharedAgency({node(u"a"_s), node(u"a"_s), bareMetal()}), u"a"_s);
    QVERIFY(!sharedAgency({}));
    QVERIFY(!sharedAgency({node(u"a"_s), node({})}));
    QVERIFY(!sharedAgency({node(u"a"_s), node(u"b"_s)}));
    QVERIFY(!sharedAgency({node(u"a"_s), unreadable()}));
}

void VerdictTest::theEndsOfTimes()
{
    const Nodes nodes{node(u"a"_s)};
    QCOMPARE(judge({}, nodes, found(u"a"_s, now), now, soon).kind, BindingVerdict::Expired);
    QCOMPARE(judge({}, nodes, found(u"a"_s, now + 1ms), now, soon).kind, BindingVerdict::ExpiresSoon);
    QCOMPARE(judge({}, nodes, found(u"a"_s, now + soon), now, soon).kind, BindingVerdict::ExpiresSoon);
    QCOMPARE(judge({}, nodes, found(u"a"_s, now + soon + 1ms), now, soon).kind, BindingVerdict::Bound);
    QCOMPARE(judge({}, nodes, found(u"a"_s, now + 1h), now, soon).expires, std::optional(now + 1h));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::VerdictTest)
#include "verdicttest.moc"

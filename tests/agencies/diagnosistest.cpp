// SPDX-License-Identifier: Apache-2.0
// The decision table of mrs.md, section 8, with the column of securitykey: a row of it, a row here; what happens where
// binding and node contradict each other; and that no pair of the two is left without an honest outcome.
#include "app/agencies/diagnosis.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

const Instant now{std::chrono::milliseconds(1'796'093'803'000)};
const ProbeTarget target{.serverId = u"s1"_s, .nodeName = u"core-2"_s, .address = u"192.168.0.156"_s};

using Nodes = std::vector<NodeBinding>;
using Probe = std::optional<ProbeFinding>;

NodeBinding node(const QString &agency)
{
    return {.condition = NodeBinding::Read, .agency = agency};
}

NodeBinding unreadable()
{
    return {.condition = NodeBinding::Unreadable, .error = {.fault = Fault::Forbidden, .detail = u"no right"_s}};
}

NodeBinding bareMetal(const QString &name = u"bms-1"_s)
{
    return {.node = {.name = name}, .condition = NodeBinding::BareMetal};
}

AgencyLookup found(const QString &role = u"OBS OperateAccess"_s)
{
    return {.condition = AgencyLookup::Found,
            .agency = {.id = u"1"_s, .name = u"a"_s, .trustName = u"op_svc_ecs"_s},
            .permissions = std::vector{AgencyPermission{.displayName = role}}};
}

BindingVerdict judged(const Nodes &nodes, const AgencyLookup &lookup = found())
{
    return judge({}, nodes, lookup, now, 24h * 14);
}

Probe answered(const KeyAnswer &login, const KeyAnswer &guardian, std::optional<int> meta = 200)
{
    return judgeAnswers({.login = login, .guardian = guardian, .metaStatus = meta, .nodeTime = now}, now);
}

Probe answered(const KeyAnswer &answer, std::optional<int> meta = 200)
{
    return answered(answer, answer, meta);
}

Probe failed(const QByteArray &words)
{
    return judgeRun(ProcessOutcome{.exitCode = 255, .errors = words}, "mark", now);
}

// One of every verdict, as judge() gives them.
BindingVerdict verdictOf(BindingVerdict::Kind kind)
{
    AgencyLookup lookup = found();
    MrsCluster cluster;
    Nodes nodes{node(u"a"_s), node(u"a"_s)};
    switch (kind) {
    case BindingVerdict::Unknown:
        nodes = {node(u"a"_s), unreadable()};
        break;
    case BindingVerdict::NotBound:
        nodes = {node({}), node({})};
        break;
    case BindingVerdict::PartlyBound:
        nodes = {node(u"a"_s), node({})};
        break;
    case BindingVerdict::Mixed:
        nodes = {node(u"a"_s), node(u"b"_s)};
        break;
    case BindingVerdict::AgencyMissing:
        lookup = {.condition = AgencyLookup::Missing};
        break;
    case BindingVerdict::WrongTrust:
        lookup.agency.trustName = u"other"_s;
        break;
    case BindingVerdict::Expired:
        lookup.agency.expires = now - 1h;
        break;
    case BindingVerdict::NoObsPermission:
        lookup = found(u"CES Administrator"_s);
        break;
    case BindingVerdict::ExpiresSoon:
        lookup.agency.expires = now + 24h;
        break;
    case BindingVerdict::RecordDiffers:
        cluster.recordedAgency = u"b"_s;
        break;
    case BindingVerdict::BoundUnchecked:
        lookup = {.condition = AgencyLookup::Unknown, .error = {.fault = Fault::Forbidden}};
        break;
    case BindingVerdict::Bound:
        break;
    }
    return judge(cluster, nodes, lookup, now, 24h * 14);
}

std::vector<BindingVerdict::Kind> allVerdicts()
{
    std::vector<BindingVerdict::Kind> kinds;
    for (int kind = 0; kind <= BindingVerdict::Bound; ++kind)
        kinds.push_back(static_cast<BindingVerdict::Kind>(kind));
    return kinds;
}

std::vector<Probe> allProbes()
{
    std::vector<Probe> probes{std::nullopt};
    for (int kind = 0; kind <= ProbeFinding::SshFailed; ++kind)
        probes.push_back(ProbeFinding{.kind = static_cast<ProbeFinding::Kind>(kind)});
    return probes;
}

bool isGood(BindingVerdict::Kind kind)
{
    return kind == BindingVerdict::Bound || kind == BindingVerdict::RecordDiffers || kind == BindingVerdict::ExpiresSoon;
}

bool hasOneForAll(BindingVerdict::Kind kind)
{
    return isGood(kind) || kind == BindingVerdict::BoundUnchecked || kind == BindingVerdict::NoObsPermission;
}

bool asksToBind(const QString &words)
{
    static const QRegularExpression verb(u"\\b(re)?bind\\b"_s, QRegularExpression::CaseInsensitiveOption);
    return words.contains(verb);
}

QString pairName(const BindingVerdict &binding, const Probe &probe)
{
    return verdictId(binding.kind) + u" + "_s + (probe ? findingId(probe->kind) : u"none"_s);
}

} // namespace

class DiagnosisTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTable_data();
    void theTable();
    void theCountsAreTold();
    void contradictions_data();
    void contradictions();
    void everyKindHasItsId();
    void everyPairHasAnHonestOutcome();
    void aBindingIsAdvisedOnlyWhereItHelps();
    void oneNodeSaysNothingOfTheOthers();
    void whatTheNodeHasBesidesIsNotForgotten();
    void theAdditionSaysNothingTwice();
};

void DiagnosisTest::theTable_data()
{
    QTest::addColumn<BindingVerdict>("binding");
    QTest::addColumn<Probe>("probe");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("advice"); // that it holds
    QTest::addColumn<int>("answer");     // of the documented question: 1 yes, 0 no, -1 ask
    const auto row = [](const char *name, const BindingVerdict &binding, const Probe &probe, const QString &id, const QString &advice, int answer) {
        QTest::newRow(name) << binding << probe << id << advice << answer;
    };
    const KeyAnswer key{.status = 200, .access = u"FAKE***"_s, .ends = now + 50min, .isComplete = true};
    const KeyAnswer unbound{.status = 401, .saysUnbound = true}, refused{.status = 403, .namesIam = true}, empty{.status = 200, .isEmpty = true};
    const KeyAnswer silent{.status = 0, .silence = KeyAnswer::TimedOut}, unreachable{.status = 0, .silence = KeyAnswer::Refused};
    const BindingVerdict good = judged({node(u"a"_s), node(u"a"_s)});
    AgencyLookup otherTrust = found(), over = found();
    otherTrust.agency.trustName = u"other"_s;
    over.agency.expires = now - 1s;

    row("missing on all; 401 configure agency", judged({node({}), node({})}), answered(unbound), u"bind"_s, u"Manage Agency"_s, 0);
    row("missing on all; not asked", judged({node({}), node({})}), {}, u"bind"_s, u"Bind one to all nodes"_s, 0);
    row("missing on some", judged({node(u"a"_s), node({})}), {}, u"rebind"_s, u"Bind one agency to all nodes"_s, 0);
    row("different names on nodes", judged({node(u"a"_s), node(u"b"_s)}), {}, u"rebind-to-one"_s, u"Choose one"_s, 0);
    row("no unbound node seen, one unreadable", judged({node(u"a"_s), unreadable()}), {}, u"binding-unknown"_s, u"Manage Agency"_s, -1);
    row("bare-metal nodes among them", judged({node(u"a"_s), bareMetal()}), answered(key), u"wait-for-clear"_s, u"Wait some minutes"_s, 1);
    row("bare-metal nodes alone", judged({bareMetal()}), {}, u"binding-unknown"_s, u"Manage Agency"_s, -1);
    row("no hosts in the answer", judged({}), {}, u"binding-unknown"_s, u"Check again"_s, -1);
    row("agency deleted; error", judged({node(u"a"_s)}, {.condition = AgencyLookup::Missing}), answered(refused), u"replace-agency"_s,
        u"Create it anew in IAM or choose another one, then bind it"_s, 1);
    row("wrong trust; error", judged({node(u"a"_s)}, otherTrust), answered(refused), u"replace-agency"_s, u"choose another one, then bind it"_s, 1);
    row("expired; error", judged({node(u"a"_s)}, over), answered(refused), u"replace-agency"_s, u"Prolong its validity in IAM, or bind another one"_s, 1);
    row("expired; not asked", judged({node(u"a"_s)}, over), {}, u"replace-agency"_s, u"Prolong"_s, 1);
    row("ok; 200 with credential", good, answered(key), u"wait-for-clear"_s, u"collect its logs from 1 hour before to 1 hour after"_s, 1);
    row("ok; timeout", good, answered(silent, 0), u"network"_s, u"outbound TCP 80 to 169.254.0.0/16"_s, 1);
    row("ok; no route", good, answered(unreachable, 0), u"network"_s, u"route"_s, 1);
    row("ok; 429", good, answered({.status = 429}), u"wait-out-throttling"_s, u"Wait 30 minutes"_s, 1);
    row("ok; 403", good, answered({.status = 403}), u"wait-out-throttling"_s, u"Wait 30 minutes"_s, 1);
    row("ok; empty", good, answered(empty), u"wait-out-throttling"_s, u"Wait 30 minutes"_s, 1);
    row("ok; not asked", good, {}, u"probe-node"_s, u"Probe the node"_s, 1);
    row("ok; ssh did not get there", good, failed("Host key verification failed."), u"probe-node"_s, u"Probe the node"_s, 1);
    row("no OBS permission; 200", judged({node(u"a"_s)}, found(u"CES Administrator"_s)), answered(key), u"grant-obs"_s,
        u"OBS OperateAccess, and wait 15 minutes"_s, 1);
    row("no OBS permission; not asked", judged({node(u"a"_s)}, found(u"CES Administrator"_s)), {}, u"grant-obs-and-probe"_s, u"probe the node"_s, 1);
    row("IAM not read; not asked", judged({node(u"a"_s)}, {.condition = AgencyLookup::Unknown}), {}, u"check-iam"_s, u"Probe the node"_s, 1);
    row("IAM not read; 200", judged({node(u"a"_s)}, {.condition = AgencyLookup::Unknown}), answered(key), u"works-unchecked"_s, u"OBS OperateAccess"_s, 1);
}

void DiagnosisTest::theTable()
{
    QFETCH(BindingVerdict, binding);
    QFETCH(Probe, probe);
    QFETCH(QString, id);
    QFETCH(QString, advice);
    QFETCH(int, answer);
    const Diagnosis diagnosis = diagnose(binding, probe);
    QCOMPARE(diagnosisId(diagnosis.kind), id);
    QVERIFY2(diagnosisAdvice(diagnosis, target).contains(advice), qPrintable(diagnosisAdvice(diagnosis, target)));
    // What a node says does not change the documented answer.
    QCOMPARE(diagnosis.binding, binding);
    QCOMPARE(diagnosis.binding.isBound().has_value() ? int(*diagnosis.binding.isBound()) : -1, answer);
}

void DiagnosisTest::theCountsAreTold()
{
    const auto text = [](const Nodes &nodes) { return diagnosisText(diagnose(judged(nodes), {})); };
    QCOMPARE(text({node(u"a"_s), node({}), node({})}), u"An agency is bound on 1 of 3 nodes only."_s);
    QCOMPARE(text({node(u"a"_s), node({}), unreadable()}), u"An agency is bound on 1 of 3 nodes, and 1 could not be read."_s);
    QCOMPARE(text({node(u"a"_s), unreadable()}), u"1 of 2 nodes were read, so it is not known whether an agency is bound."_s);
    QVERIFY(text({}).startsWith(u"MRS lists no nodes"_s));
    QVERIFY(text({bareMetal()}).startsWith(u"All nodes are bare metal"_s));
    QVERIFY(text({node(u"a"_s), bareMetal()}).endsWith(u"Bare-metal nodes do not count: bms-1."_s)); // left out, and named
    const Nodes many{node(u"a"_s), bareMetal(u"b1"_s), bareMetal(u"b2"_s), bareMetal(u"b3"_s), bareMetal(u"b4"_s)};
    QVERIFY(text(many).endsWith(u"do not count: b1, b2, b3, …."_s));
    QVERIFY(diagnosisAdvice(diagnose(judged({node(u"a"_s), unreadable()}), {})).contains(explain(unreadable().error).next));
    BindingVerdict unexplained = judged({node(u"a"_s), unreadable()});
    unexplained.reason.reset();
    QVERIFY(!diagnosisAdvice(diagnose(unexplained, {})).contains(u"lists no nodes"_s));
    const BindingVerdict spelled = judged({node(u"a"_s)}, {.condition = AgencyLookup::Missing, .otherSpelling = u"A"_s});
    QVERIFY(diagnosisAdvice(diagnose(spelled, {})).contains(u"There is one called A"_s));
}

void DiagnosisTest::contradictions_data()
{
    QTest::addColumn<BindingVerdict::Kind>("binding");
    QTest::addColumn<ProbeFinding::Kind>("probe");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("said"); // by text and advice
    const auto row = [](const char *name, BindingVerdict::Kind binding, ProbeFinding::Kind probe, const QString &id, const QString &said) {
        QTest::newRow(name) << binding << probe << id << said;
    };
    row("ECS shows one, the node none", BindingVerdict::Bound, ProbeFinding::NoAgency, u"not-taken-over"_s, u"core-2 says that it has none"_s);
    row("ECS shows one, the node probably none", BindingVerdict::Bound, ProbeFinding::NoAgencyLikely, u"not-taken-over"_s, u"as if it had none"_s);
    row("ECS shows an unread one, the node none", BindingVerdict::BoundUnchecked, ProbeFinding::NoAgency, u"not-taken-over"_s, u"bind it to core-2 again"_s);
    row("ECS shows one without OBS, the node none", BindingVerdict::NoObsPermission, ProbeFinding::NoAgency, u"not-taken-over"_s, u"grant it OBS"_s);
    row("ECS shows none, a key works", BindingVerdict::NotBound, ProbeFinding::KeyWorks, u"earlier-agency"_s, u"up to an hour"_s);
    row("ECS shows none, a key works for root", BindingVerdict::NotBound, ProbeFinding::GuardianUnasked, u"earlier-agency"_s, u"all the same"_s);
    row("ECS shows none, a key has ended", BindingVerdict::NotBound, ProbeFinding::KeyExpired, u"earlier-agency"_s, u"all the same"_s);
    row("ECS shows none, IAM refuses one", BindingVerdict::NotBound, ProbeFinding::AgencyRefused, u"earlier-agency"_s, u"all the same"_s);
    row("good in IAM, refused on the node", BindingVerdict::Bound, ProbeFinding::AgencyRefused, u"refused-though-good"_s, u"check the cluster again"_s);
    row("good but for OBS, refused on the node", BindingVerdict::NoObsPermission, ProbeFinding::AgencyRefused, u"refused-though-good"_s, u"grant it OBS"_s);
    row("unread in IAM, refused on the node", BindingVerdict::BoundUnchecked, ProbeFinding::AgencyRefused, u"check-agency"_s, u"See in IAM"_s);
    row("missing in IAM, a key works", BindingVerdict::AgencyMissing, ProbeFinding::KeyWorks, u"key-outlives-agency"_s, u"an hour at most"_s);
    row("expired, a key works for root", BindingVerdict::Expired, ProbeFinding::GuardianUnasked, u"key-outlives-agency"_s, u"Prolong"_s);
    row("works for root, not for Guardian", BindingVerdict::Bound, ProbeFinding::GuardianBlocked, u"guardian-alone-fails"_s, u"only omm gets no keys"_s);
    row("works for root, Guardian not asked", BindingVerdict::Bound, ProbeFinding::GuardianUnasked, u"guardian-not-asked"_s, u"asks omm too"_s);
    row("hardened mode", BindingVerdict::Bound, ProbeFinding::TokenNeeded, u"hardened-mode"_s, u"http_tokens"_s);
    row("a proxy", BindingVerdict::Bound, ProbeFinding::ProxyInTheWay, u"proxy"_s, u"no_proxy"_s);
    row("the metadata service fails", BindingVerdict::Bound, ProbeFinding::MetadataFails, u"metadata-service"_s, u"ticket"_s);
    row("no whole key", BindingVerdict::Bound, ProbeFinding::KeyIncomplete, u"metadata-service"_s, u"ticket"_s);
    row("securitykey alone fails", BindingVerdict::Bound, ProbeFinding::KeyOnlyFails, u"securitykey-alone-fails"_s, u"30 minutes"_s);
    row("securitykey alone fails, IAM unread", BindingVerdict::BoundUnchecked, ProbeFinding::KeyOnlyFails, u"securitykey-alone-fails"_s, u"Check the agency in IAM"_s);
    row("the key has ended", BindingVerdict::Bound, ProbeFinding::KeyExpired, u"key-ended"_s, u"NTP"_s);
    row("unknown, and it works here", BindingVerdict::Unknown, ProbeFinding::KeyWorks, u"works-here"_s, u"the other nodes are bound is not known"_s);
    row("unknown, and none here", BindingVerdict::Unknown, ProbeFinding::NoAgency, u"unbound-here"_s, u"core-2 at least has no agency"_s);
    row("unknown, and probably none here", BindingVerdict::Unknown, ProbeFinding::NoAgencyLikely, u"unbound-here"_s, u"seems to have no agency"_s);
    row("unknown, and refused here", BindingVerdict::Unknown, ProbeFinding::AgencyRefused, u"check-agency"_s, u"IAM refuses the agency of core-2"_s);
    row("unknown, and no network here", BindingVerdict::Unknown, ProbeFinding::Silent, u"network"_s, u"How the other nodes are bound"_s);
    row("ends soon, and works", BindingVerdict::ExpiresSoon, ProbeFinding::KeyWorks, u"wait-for-clear"_s, u"prolong its validity"_s);
}

void DiagnosisTest::contradictions()
{
    QFETCH(BindingVerdict::Kind, binding);
    QFETCH(ProbeFinding::Kind, probe);
    QFETCH(QString, id);
    QFETCH(QString, said);
    const BindingVerdict verdict = verdictOf(binding);
    QCOMPARE(verdict.kind, binding);
    const Diagnosis diagnosis = diagnose(verdict, ProbeFinding{.kind = probe});
    QCOMPARE(diagnosisId(diagnosis.kind), id);
    const QString words = diagnosisText(diagnosis, target) + u' ' + diagnosisAdvice(diagnosis, target);
    QVERIFY2(words.contains(said), qPrintable(words));
}

void DiagnosisTest::everyKindHasItsId()
{
    QStringList ids;
    for (int kind = 0; kind <= Diagnosis::KeyEnded; ++kind)
        ids.append(diagnosisId(static_cast<Diagnosis::Kind>(kind)));
    QVERIFY(!ids.contains(QString()));
    QCOMPARE(ids.removeDuplicates(), 0);
    QSet<QString> given;
    for (const BindingVerdict::Kind kind : allVerdicts())
        for (const Probe &probe : allProbes())
            given.insert(diagnosisId(diagnose(verdictOf(kind), probe).kind));
    QCOMPARE(given, QSet<QString>(ids.begin(), ids.end())); // none that nothing leads to
}

void DiagnosisTest::everyPairHasAnHonestOutcome()
{
    for (const BindingVerdict::Kind kind : allVerdicts()) {
        for (const Probe &probe : allProbes()) {
            const BindingVerdict binding = verdictOf(kind);
            QCOMPARE(binding.kind, kind);
            const Diagnosis diagnosis = diagnose(binding, probe);
            const QString text = diagnosisText(diagnosis, target), advice = diagnosisAdvice(diagnosis, target);
            const QByteArray pair = (pairName(binding, probe) + u": "_s + text + u" / "_s + advice).toUtf8();
            QVERIFY2(!diagnosisId(diagnosis.kind).isEmpty() && !text.isEmpty() && !advice.isEmpty(), pair);
            QVERIFY2(!(text + advice).contains(u'%') && !(text + advice).contains(u"  "_s), pair);
            QVERIFY2(text.endsWith(u'.') && advice.endsWith(u'.'), pair);
            QCOMPARE(diagnosis.binding.isBound(), binding.isBound());

            const bool works = probe && probe->kind == ProbeFinding::KeyWorks;
            const bool isFine = isGood(kind) && works;
            QVERIFY2((diagnosis.kind == Diagnosis::WaitForClear) == isFine, pair);
            QVERIFY2(text.contains(u"binding is fine"_s) == isFine && !advice.contains(u"binding is fine"_s), pair);
            QVERIFY2(!text.contains(u"good agency"_s) || isGood(kind), pair);
            QVERIFY2(!text.contains(u"All nodes name one"_s) || hasOneForAll(kind), pair);

            // A node that was not asked is not spoken of; one that was, is.
            const bool wasAsked = probe && probe->kind < ProbeFinding::SshMissing && probe->kind != ProbeFinding::NoTool;
            QVERIFY2(diagnosis.probe.has_value() == wasAsked, pair);
            QVERIFY2(text.contains(u"core-2"_s) == wasAsked, pair);
            QVERIFY2(wasAsked || !diagnosis.isOfTheNode(), pair);
            QVERIFY2(!diagnosis.addsToFinding() || wasAsked, pair);
            if (!wasAsked)
                QCOMPARE(diagnosisText(diagnosis), text);
        }
    }
}

void DiagnosisTest::aBindingIsAdvisedOnlyWhereItHelps()
{
    for (const BindingVerdict::Kind kind : allVerdicts()) {
        for (const Probe &probe : allProbes()) {
            const BindingVerdict binding = verdictOf(kind);
            const Diagnosis diagnosis = diagnose(binding, probe);
            const QByteArray pair = (pairName(binding, probe) + u": "_s + diagnosisAdvice(diagnosis, target)).toUtf8();
            const bool saysNone = probe && (probe->kind == ProbeFinding::NoAgency || probe->kind == ProbeFinding::NoAgencyLikely);
            const bool saysRefused = probe && probe->kind == ProbeFinding::AgencyRefused;
            const bool isGivenByBinding = binding.isBound() == false || binding.isBroken();
            QVERIFY2(asksToBind(diagnosisAdvice(diagnosis, target)) == (isGivenByBinding || saysNone || saysRefused), pair);
            QVERIFY2(!asksToBind(diagnosisText(diagnosis, target)), pair);
        }
    }
}

void DiagnosisTest::oneNodeSaysNothingOfTheOthers()
{
    for (const Probe &probe : allProbes()) {
        const Diagnosis unknown = diagnose(verdictOf(BindingVerdict::Unknown), probe);
        const QString words = diagnosisText(unknown, target) + diagnosisAdvice(unknown, target);
        QVERIFY2(!words.contains(u"All nodes"_s) && !words.contains(u"cluster has"_s), qPrintable(words));
        QVERIFY2(words.contains(u"not known"_s), qPrintable(words));
        QVERIFY(!unknown.binding.isBound());
    }
    const QString partly = diagnosisText(diagnose(verdictOf(BindingVerdict::PartlyBound), ProbeFinding{.kind = ProbeFinding::KeyWorks}), target);
    QVERIFY2(partly.contains(u"says nothing of the others"_s), qPrintable(partly));
    const QString obs = diagnosisText(diagnose(verdictOf(BindingVerdict::NoObsPermission), ProbeFinding{.kind = ProbeFinding::KeyWorks}), target);
    QVERIFY2(obs.startsWith(u"core-2 gets keys"_s) && obs.contains(u"OBS will refuse"_s), qPrintable(obs));
}

void DiagnosisTest::whatTheNodeHasBesidesIsNotForgotten()
{
    for (const ProbeFinding::Kind fault : {ProbeFinding::Silent, ProbeFinding::Unreachable, ProbeFinding::ProxyInTheWay, ProbeFinding::TokenNeeded,
                                           ProbeFinding::Throttled, ProbeFinding::MetadataFails, ProbeFinding::GuardianBlocked}) {
        for (const BindingVerdict::Kind kind : {BindingVerdict::NotBound, BindingVerdict::PartlyBound, BindingVerdict::Mixed,
                                                BindingVerdict::AgencyMissing, BindingVerdict::WrongTrust, BindingVerdict::Expired}) {
            const Diagnosis diagnosis = diagnose(verdictOf(kind), ProbeFinding{.kind = fault});
            QVERIFY(diagnosis.hasNodeFault);
            QVERIFY(diagnosisAdvice(diagnosis, target).contains(u"does not mend the fault of core-2"_s));
        }
        QVERIFY(!diagnose(verdictOf(BindingVerdict::Bound), ProbeFinding{.kind = fault}).hasNodeFault); // it is all there is
    }
    for (const ProbeFinding::Kind fits : {ProbeFinding::NoAgency, ProbeFinding::AgencyRefused, ProbeFinding::KeyOnlyFails, ProbeFinding::KeyWorks})
        QVERIFY(!diagnose(verdictOf(BindingVerdict::NotBound), ProbeFinding{.kind = fits}).hasNodeFault);
}

// Below the finding: no sentence that stands there already.
void DiagnosisTest::theAdditionSaysNothingTwice()
{
    for (const BindingVerdict::Kind kind : allVerdicts()) {
        for (const Probe &probe : allProbes()) {
            const Diagnosis diagnosis = diagnose(verdictOf(kind), probe);
            if (!diagnosis.addsToFinding())
                continue;
            const QString above = findingText(*probe, target) + u' ' + findingAdvice(*probe, target);
            const QString below = (diagnosisText(diagnosis, target) + u' ' + diagnosisAddition(diagnosis, target)).trimmed();
            static const QRegularExpression endOfSentence(u"(?<=[.]) "_s);
            for (const QString &sentence : below.split(endOfSentence))
                QVERIFY2(!above.contains(sentence), qPrintable(pairName(diagnosis.binding, probe) + u": "_s + sentence));
        }
    }
    const auto adds = [](BindingVerdict::Kind kind, ProbeFinding::Kind probe) { return diagnose(verdictOf(kind), ProbeFinding{.kind = probe}).addsToFinding(); };
    QVERIFY(!adds(BindingVerdict::Unknown, ProbeFinding::Silent)); // nothing is known but what the finding says
    QVERIFY(!adds(BindingVerdict::Bound, ProbeFinding::HostKeyUnknown));
    QVERIFY(adds(BindingVerdict::Bound, ProbeFinding::Silent)); // that the agency is good
    QVERIFY(adds(BindingVerdict::Unknown, ProbeFinding::KeyWorks));
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::DiagnosisTest)
#include "diagnosistest.moc"

// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/diagnosis.h"
#include "app/agencies/words.h"

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qsizetype fewBareMetal = 3; // names; a sentence is no list

QString probedNode(const ProbeTarget &target)
{
    return target.nodeName.isEmpty() ? target.address : target.nodeName;
}

QString inOneLine(QStringList all)
{
    all.removeAll(QString());
    return all.join(u' ');
}

bool wasReadInIam(BindingVerdict::Kind binding)
{
    return binding != BindingVerdict::Unknown && binding != BindingVerdict::BoundUnchecked;
}

QString replaceText(BindingVerdict::Kind binding)
{
    return binding == BindingVerdict::AgencyMissing ? AgencyWords::tr("The agency of the nodes does not exist in IAM.")
        : binding == BindingVerdict::WrongTrust     ? AgencyWords::tr("The agency of the nodes does not trust ECS.")
                                                    : AgencyWords::tr("The agency of the nodes has expired.");
}

QString replaceAdvice(const BindingVerdict &binding)
{
    if (binding.kind == BindingVerdict::Expired)
        return AgencyWords::tr("Prolong its validity in IAM, or bind another one to all nodes.");
    if (binding.kind == BindingVerdict::AgencyMissing && !binding.otherSpelling.isEmpty())
        return AgencyWords::tr("There is one called %1: the spelling must be the same. Bind that one to all nodes.").arg(binding.otherSpelling);
    return AgencyWords::tr("Create it anew in IAM or choose another one, then bind it to all nodes again.");
}

// Where the binding decides: how the one node fits in.
QString nodeBeside(const Diagnosis &diagnosis, const ProbeTarget &target)
{
    const QString node = probedNode(target);
    if (!diagnosis.probe)
        return {};
    if (diagnosis.hasNodeFault)
        return AgencyWords::tr("%1 has a fault of its own besides.").arg(node);
    switch (*diagnosis.probe) {
    case ProbeFinding::KeyWorks:
    case ProbeFinding::GuardianUnasked:
        return AgencyWords::tr("%1 gets keys, which says nothing of the others.").arg(node);
    case ProbeFinding::KeyExpired:
        return AgencyWords::tr("The key of %1 has ended.").arg(node);
    case ProbeFinding::NoAgency:
        return AgencyWords::tr("%1 says itself that it has none.").arg(node);
    case ProbeFinding::NoAgencyLikely:
        return AgencyWords::tr("%1 answers as if it had none.").arg(node);
    case ProbeFinding::AgencyRefused:
        return AgencyWords::tr("IAM refuses the one of %1.").arg(node);
    default:
        return AgencyWords::tr("securitykey fails on %1.").arg(node);
    }
}

// Where the node decides: what is known of the binding, without calling it fine.
QString bindingBeside(const BindingVerdict &binding)
{
    switch (binding.kind) {
    case BindingVerdict::Bound:
    case BindingVerdict::RecordDiffers:
    case BindingVerdict::ExpiresSoon:
        return AgencyWords::tr("All nodes have a good agency.");
    case BindingVerdict::BoundUnchecked:
    case BindingVerdict::NoObsPermission:
        return AgencyWords::tr("All nodes name one agency.");
    default:
        return {};
    }
}

QString causeOnNode(const Diagnosis &diagnosis, const ProbeTarget &target)
{
    const QString node = probedNode(target);
    switch (diagnosis.kind) {
    case Diagnosis::Network:
        return AgencyWords::tr("On %1 the network is in the way.").arg(node);
    case Diagnosis::Throttled:
        return diagnosis.probe == ProbeFinding::Throttled ? AgencyWords::tr("%1 is blocked for a while.").arg(node)
                                                          : AgencyWords::tr("%1 is probably blocked for a while.").arg(node);
    case Diagnosis::GuardianBlocked:
        return AgencyWords::tr("On %1 only %2 gets no keys.").arg(node, target.guardianUser);
    case Diagnosis::GuardianUnasked:
        return AgencyWords::tr("Whether Guardian gets keys on %1 is still open.").arg(node);
    case Diagnosis::HardenedMode:
        return AgencyWords::tr("On %1 the hardened mode of the metadata service is in the way.").arg(node);
    case Diagnosis::ProxyInTheWay:
        return AgencyWords::tr("On %1 a proxy is in the way.").arg(node);
    case Diagnosis::KeyServiceFails:
        return AgencyWords::tr("On %1 only securitykey fails.").arg(node);
    case Diagnosis::KeyEnded:
        return AgencyWords::tr("On %1 the clock or a key that is kept too long is in the way.").arg(node);
    default:
        return AgencyWords::tr("The metadata service of %1 is at fault.").arg(node);
    }
}

// The steps of the table, for who does not see those of the finding.
QString stepOnNode(const Diagnosis &diagnosis, const ProbeTarget &target)
{
    switch (diagnosis.kind) {
    case Diagnosis::Network:
        return AgencyWords::tr("Check the route of the node to 169.254.169.254 and its firewall, and allow outbound TCP 80 to 169.254.0.0/16 in the security group.");
    case Diagnosis::Throttled:
        return AgencyWords::tr("Wait 30 minutes without probing, and look for the process on the node that keeps asking 169.254.169.254.");
    case Diagnosis::GuardianBlocked:
        return AgencyWords::tr("Look for a firewall rule by user and for proxy variables of %1 on the node.").arg(target.guardianUser);
    case Diagnosis::GuardianUnasked:
        return AgencyWords::tr("Probe again in a way that asks %1 too.").arg(target.guardianUser);
    case Diagnosis::HardenedMode:
        return AgencyWords::tr("Check the metadata options of the server (http_tokens) on the ECS console.");
    case Diagnosis::ProxyInTheWay:
        return AgencyWords::tr("Set no_proxy=169.254.169.254 where http_proxy is set on the node.");
    case Diagnosis::KeyServiceFails:
        return wasReadInIam(diagnosis.binding.kind)
            ? AgencyWords::tr("The node may be blocked for asking too often: wait 30 minutes without probing. If it stays, open a ticket for securitykey on it.")
            : AgencyWords::tr("Check the agency in IAM. If it is good, wait 30 minutes without probing: the node may be blocked for asking too often.");
    case Diagnosis::KeyEnded:
        return AgencyWords::tr("Check NTP on the node, and probe again after some minutes.");
    default:
        return AgencyWords::tr("Probe again after some minutes. If it stays, open a ticket for the metadata service of the node.");
    }
}

QString besidesOfBinding(const BindingVerdict &binding)
{
    switch (binding.kind) {
    case BindingVerdict::Unknown:
        return AgencyWords::tr("How the other nodes are bound is not known.");
    case BindingVerdict::BoundUnchecked:
        return AgencyWords::tr("Whether the agency is good could not be read.");
    case BindingVerdict::NoObsPermission:
        return AgencyWords::tr("Besides, the agency may not use OBS: grant it OBS OperateAccess.");
    case BindingVerdict::ExpiresSoon:
        return AgencyWords::tr("Besides, the agency ends soon: prolong its validity in IAM.");
    default:
        return {};
    }
}

// "Left out of n and named."
QString bareMetalLeftOut(const BindingVerdict &binding)
{
    if (binding.bareMetal.isEmpty() || binding.nodes == 0)
        return {};
    const QString names = binding.bareMetal.mid(0, fewBareMetal).join(u", "_s);
    return AgencyWords::tr("Bare-metal nodes do not count: %1.").arg(binding.bareMetal.size() > fewBareMetal ? names + u", …"_s : names);
}

QString unknownText(const BindingVerdict &binding)
{
    if (binding.nodes > 0)
        return AgencyWords::tr("%1 of %2 nodes were read, so it is not known whether an agency is bound.").arg(binding.read).arg(binding.nodes);
    return binding.bareMetal.isEmpty() ? AgencyWords::tr("MRS lists no nodes, so it is not known whether an agency is bound.")
                                       : AgencyWords::tr("All nodes are bare metal, so it is not known whether an agency is bound.");
}

QString unknownAdvice(const BindingVerdict &binding)
{
    const QString look = AgencyWords::tr("The MRS console shows it under Manage Agency.");
    if (binding.nodes == 0)
        return binding.bareMetal.isEmpty() ? verdictAdvice(binding) : look;
    return inOneLine({binding.reason ? verdictAdvice(binding) : AgencyWords::tr("Check the cluster again."), look});
}

QString rebindText(const BindingVerdict &binding)
{
    return binding.read < binding.nodes
        ? AgencyWords::tr("An agency is bound on %1 of %2 nodes, and %3 could not be read.").arg(binding.bound).arg(binding.nodes).arg(binding.nodes - binding.read)
        : AgencyWords::tr("An agency is bound on %1 of %2 nodes only.").arg(binding.bound).arg(binding.nodes);
}

// Kinds that the node decides have theirs in causeOnNode().
QString kindText(const Diagnosis &diagnosis, const ProbeTarget &target)
{
    const QString node = probedNode(target);
    const BindingVerdict &binding = diagnosis.binding;
    const bool isLikely = diagnosis.probe == ProbeFinding::NoAgencyLikely;
    switch (diagnosis.kind) {
    case Diagnosis::Bind:
        return inOneLine({AgencyWords::tr("No node that was read has an agency."), nodeBeside(diagnosis, target)});
    case Diagnosis::Rebind:
        return inOneLine({rebindText(binding), nodeBeside(diagnosis, target)});
    case Diagnosis::RebindToOne:
        return inOneLine({AgencyWords::tr("Nodes of the cluster have different agencies."), nodeBeside(diagnosis, target)});
    case Diagnosis::ReplaceAgency:
        return inOneLine({replaceText(binding.kind), nodeBeside(diagnosis, target)});
    case Diagnosis::BindingUnknown:
        return unknownText(binding);
    case Diagnosis::CheckIam:
        return AgencyWords::tr("All nodes name one agency. Whether it is good could not be read.");
    case Diagnosis::ProbeNode:
        return AgencyWords::tr("All nodes have a good agency. Whether securitykey gives them keys is not known.");
    case Diagnosis::GrantObsAndProbe:
        return AgencyWords::tr("The agency of the nodes may not use OBS. Whether securitykey gives them keys is not known.");
    case Diagnosis::WaitForClear:
        return AgencyWords::tr("The binding is fine: all nodes have a good agency, and %1 gets keys.").arg(node);
    case Diagnosis::GrantObs:
        return AgencyWords::tr("%1 gets keys, so ALM-45741 has another cause. But OBS will refuse the node: the agency may not use it.").arg(node);
    case Diagnosis::WorksUnchecked:
        return AgencyWords::tr("All nodes name one agency, and %1 gets keys. What the agency may do could not be read.").arg(node);
    case Diagnosis::WorksHere:
        return AgencyWords::tr("%1 gets keys. How the other nodes are bound is not known.").arg(node);
    case Diagnosis::UnboundHere:
        return isLikely ? AgencyWords::tr("%1 seems to have no agency. How the other nodes are bound is not known.").arg(node)
                        : AgencyWords::tr("%1 at least has no agency. How the other nodes are bound is not known.").arg(node);
    case Diagnosis::CheckAgency:
        return binding.kind == BindingVerdict::Unknown
            ? AgencyWords::tr("IAM refuses the agency of %1. How the other nodes are bound is not known.").arg(node)
            : AgencyWords::tr("All nodes name the agency that IAM refuses on %1.").arg(node);
    case Diagnosis::EarlierAgency:
        return AgencyWords::tr("No node that was read has an agency, but %1 still answers for one.").arg(node);
    case Diagnosis::KeyOutlivesAgency:
        return inOneLine({replaceText(binding.kind), AgencyWords::tr("%1 still has a key of it.").arg(node)});
    case Diagnosis::NotTakenOver:
        return isLikely ? AgencyWords::tr("ECS shows an agency for all nodes, but %1 answers as if it had none.").arg(node)
                        : AgencyWords::tr("ECS shows an agency for all nodes, but %1 says that it has none.").arg(node);
    case Diagnosis::RefusedThoughGood:
        return AgencyWords::tr("In IAM the agency exists, trusts ECS and has not expired, but IAM refuses it on %1.").arg(node);
    default:
        return inOneLine({bindingBeside(binding), causeOnNode(diagnosis, target)});
    }
}

// Without what besidesOfBinding() adds.
QString kindAdvice(const Diagnosis &diagnosis, const ProbeTarget &target)
{
    const QString node = probedNode(target);
    switch (diagnosis.kind) {
    case Diagnosis::Bind:
        return AgencyWords::tr("Bind one to all nodes on the MRS console: Manage Agency. It reaches them after some minutes.");
    case Diagnosis::Rebind:
        return AgencyWords::tr("Bind one agency to all nodes on the MRS console: Manage Agency. It reaches them after some minutes.");
    case Diagnosis::RebindToOne:
        return AgencyWords::tr("Choose one that exists in IAM and trusts op_svc_ecs, and bind it to all nodes: Manage Agency.");
    case Diagnosis::ReplaceAgency:
        return replaceAdvice(diagnosis.binding);
    case Diagnosis::BindingUnknown:
        return unknownAdvice(diagnosis.binding);
    case Diagnosis::CheckIam:
        return inOneLine({verdictAdvice(diagnosis.binding), AgencyWords::tr("Probe the node that the alarm names: it shows whether the agency gives keys.")});
    case Diagnosis::ProbeNode:
        return AgencyWords::tr("Probe the node that the alarm names.");
    case Diagnosis::GrantObsAndProbe:
        return AgencyWords::tr("Grant it OBS OperateAccess; that takes up to 15 minutes to act. ALM-45741 has another cause: probe the node that it names.");
    case Diagnosis::WaitForClear:
        return AgencyWords::tr("Wait some minutes: the alarm clears by itself. If it stays though the node that it names gets keys, the cause is Guardian itself: "
                               "collect its logs from 1 hour before to 1 hour after the alarm.");
    case Diagnosis::GrantObs:
        return AgencyWords::tr("Grant the agency OBS OperateAccess, and wait 15 minutes for it to act. If the alarm stays, probe the node that it names.");
    case Diagnosis::WorksUnchecked:
        return AgencyWords::tr("If the alarm stays, probe the node that it names. If OBS refuses nodes, see in IAM whether the agency holds OBS OperateAccess.");
    case Diagnosis::WorksHere:
        return AgencyWords::tr("Check the cluster again. If the alarm names another node, probe that one.");
    case Diagnosis::UnboundHere:
        return AgencyWords::tr("Check the cluster again to see the others, then bind one agency to all nodes: Manage Agency.");
    case Diagnosis::CheckAgency:
        return AgencyWords::tr("See in IAM whether it exists, trusts op_svc_ecs and has not expired. If not, mend it there or bind another one to all nodes.");
    case Diagnosis::EarlierAgency:
        return AgencyWords::tr("Bind one to all nodes all the same: a key of an earlier agency lives for up to an hour. If one was bound just now, check the cluster again first.");
    case Diagnosis::KeyOutlivesAgency:
        return inOneLine({AgencyWords::tr("It lives for an hour at most, then the node loses OBS."), replaceAdvice(diagnosis.binding)});
    case Diagnosis::NotTakenOver:
        return AgencyWords::tr("It may not have taken it over yet, or lost it since: check the cluster again, and probe again after some minutes. If it stays, bind it to %1 again.").arg(node);
    case Diagnosis::RefusedThoughGood:
        return AgencyWords::tr("It may have been changed since: check the cluster again, and probe again after some minutes. If it stays, bind it to %1 again, then open a ticket.").arg(node);
    default:
        return stepOnNode(diagnosis, target);
    }
}

QString nodeFaultLeft(const Diagnosis &diagnosis, const ProbeTarget &target)
{
    return diagnosis.hasNodeFault ? AgencyWords::tr("That does not mend the fault of %1: see to it too, then probe again.").arg(probedNode(target)) : QString();
}

// BindingUnknown, WorksHere, ...: their text has said it.
QString besidesOf(const Diagnosis &diagnosis)
{
    const bool isSaid = !diagnosis.probe || diagnosis.kind == Diagnosis::GrantObs || diagnosis.kind == Diagnosis::WorksUnchecked
        || diagnosis.kind == Diagnosis::WorksHere || diagnosis.kind == Diagnosis::UnboundHere || diagnosis.kind == Diagnosis::CheckAgency;
    return isSaid ? QString() : besidesOfBinding(diagnosis.binding);
}

} // namespace

QString diagnosisText(const Diagnosis &diagnosis, const ProbeTarget &target)
{
    return inOneLine({kindText(diagnosis, target), bareMetalLeftOut(diagnosis.binding)});
}

QString diagnosisAdvice(const Diagnosis &diagnosis, const ProbeTarget &target)
{
    return inOneLine({kindAdvice(diagnosis, target), nodeFaultLeft(diagnosis, target), besidesOf(diagnosis)});
}

QString diagnosisAddition(const Diagnosis &diagnosis, const ProbeTarget &target)
{
    // The finding could not know that the agency is there, or good: its step is another one.
    const bool isAnotherStep = (diagnosis.kind == Diagnosis::Throttled && diagnosis.probe == ProbeFinding::NoAgencyLikely)
        || (diagnosis.kind == Diagnosis::KeyServiceFails && wasReadInIam(diagnosis.binding.kind));
    if (diagnosis.kind == Diagnosis::Bind && diagnosis.probe == ProbeFinding::NoAgency)
        return AgencyWords::tr("Manage Agency binds one to all nodes at once.");
    if (!diagnosis.isOfTheNode() || isAnotherStep)
        return diagnosisAdvice(diagnosis, target);
    return diagnosis.kind == Diagnosis::GuardianUnasked
        ? besidesOf(diagnosis)
        : inOneLine({AgencyWords::tr("Binding an agency again does not help there."), besidesOf(diagnosis)});
}

} // namespace claviger

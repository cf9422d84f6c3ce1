// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/diagnosis.h"

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

// What a finding means beside a binding.
enum class NodeState {
    Unasked,   // or nothing came back
    Works,     // for Guardian
    WorksFor,  // the user who signed in; Guardian's is not known
    Blocked,   // works for that user, not for Guardian's
    KeyEnded,
    Unbound,
    Refused,   // by IAM
    KeyFails,  // securitykey alone: the agency may be why
    Faulty,    // what no binding mends
};

NodeState stateOfNode(const std::optional<ProbeFinding> &probe)
{
    if (!probe || probe->kind >= ProbeFinding::SshMissing)
        return NodeState::Unasked;
    switch (probe->kind) {
    case ProbeFinding::NoTool:
        return NodeState::Unasked;
    case ProbeFinding::KeyWorks:
        return NodeState::Works;
    case ProbeFinding::GuardianUnasked:
        return NodeState::WorksFor;
    case ProbeFinding::GuardianBlocked:
        return NodeState::Blocked;
    case ProbeFinding::KeyExpired:
        return NodeState::KeyEnded;
    case ProbeFinding::NoAgency:
    case ProbeFinding::NoAgencyLikely:
        return NodeState::Unbound;
    case ProbeFinding::AgencyRefused:
        return NodeState::Refused;
    case ProbeFinding::KeyOnlyFails:
        return NodeState::KeyFails;
    default:
        return NodeState::Faulty;
    }
}

bool isOneForAll(BindingVerdict::Kind kind)
{
    return kind == BindingVerdict::Bound || kind == BindingVerdict::RecordDiffers || kind == BindingVerdict::ExpiresSoon
        || kind == BindingVerdict::BoundUnchecked || kind == BindingVerdict::NoObsPermission;
}

// "Empty while others work" is a row of its own: with a status of 404 the service is not there, with 200 it is.
bool isEmptyAnswer(const ProbeFinding &probe)
{
    const std::optional<KeyAnswer> &answer = probe.answers.guardian ? probe.answers.guardian : probe.answers.login;
    return probe.kind == ProbeFinding::NoAgencyLikely && answer && answer->status == 200;
}

Diagnosis::Kind kindUnasked(BindingVerdict::Kind binding)
{
    switch (binding) {
    case BindingVerdict::BoundUnchecked:
        return Diagnosis::CheckIam;
    case BindingVerdict::NoObsPermission:
        return Diagnosis::GrantObsAndProbe;
    case BindingVerdict::Bound:
    case BindingVerdict::RecordDiffers:
    case BindingVerdict::ExpiresSoon:
        return Diagnosis::ProbeNode;
    default:
        return Diagnosis::BindingUnknown;
    }
}

Diagnosis::Kind kindWorking(BindingVerdict::Kind binding)
{
    switch (binding) {
    case BindingVerdict::BoundUnchecked:
        return Diagnosis::WorksUnchecked;
    case BindingVerdict::NoObsPermission:
        return Diagnosis::GrantObs;
    case BindingVerdict::Bound:
    case BindingVerdict::RecordDiffers:
    case BindingVerdict::ExpiresSoon:
        return Diagnosis::WaitForClear;
    default:
        return Diagnosis::WorksHere;
    }
}

Diagnosis::Kind kindByFault(ProbeFinding::Kind probe)
{
    switch (probe) {
    case ProbeFinding::Unreachable:
    case ProbeFinding::Silent:
        return Diagnosis::Network;
    case ProbeFinding::Throttled:
    case ProbeFinding::ThrottledLikely:
        return Diagnosis::Throttled;
    case ProbeFinding::TokenNeeded:
        return Diagnosis::HardenedMode;
    case ProbeFinding::ProxyInTheWay:
        return Diagnosis::ProxyInTheWay;
    default:
        return Diagnosis::MetadataService;
    }
}

// Where the binding alone does not decide: one agency for all, or too little was read.
Diagnosis::Kind kindByNode(BindingVerdict::Kind binding, const ProbeFinding &probe)
{
    switch (stateOfNode(probe)) {
    case NodeState::Unasked:
        return kindUnasked(binding);
    case NodeState::Works:
        return kindWorking(binding);
    case NodeState::WorksFor:
        return Diagnosis::GuardianUnasked;
    case NodeState::Blocked:
        return Diagnosis::GuardianBlocked;
    case NodeState::KeyEnded:
        return Diagnosis::KeyEnded;
    case NodeState::Unbound:
        if (!isOneForAll(binding))
            return Diagnosis::UnboundHere;
        return isEmptyAnswer(probe) ? Diagnosis::Throttled : Diagnosis::NotTakenOver;
    case NodeState::Refused:
        return isOneForAll(binding) && binding != BindingVerdict::BoundUnchecked ? Diagnosis::RefusedThoughGood : Diagnosis::CheckAgency;
    case NodeState::KeyFails:
        return Diagnosis::KeyServiceFails;
    case NodeState::Faulty:
        break;
    }
    return kindByFault(probe.kind);
}

} // namespace

bool Diagnosis::addsToFinding() const
{
    return probe && !(binding.kind == BindingVerdict::Unknown && (isOfTheNode() || kind == CheckAgency));
}

Diagnosis diagnose(const BindingVerdict &binding, const std::optional<ProbeFinding> &probe)
{
    const NodeState node = stateOfNode(probe);
    const bool hasKey = node == NodeState::Works || node == NodeState::WorksFor || node == NodeState::Blocked;
    const bool isFaulty = node == NodeState::Faulty || node == NodeState::Blocked;
    Diagnosis diagnosis{.binding = binding, .probe = node == NodeState::Unasked ? std::nullopt : std::optional(probe->kind)};
    const auto decidedBy = [&](Diagnosis::Kind kind) {
        diagnosis.kind = kind;
        diagnosis.hasNodeFault = isFaulty;
    };
    switch (binding.kind) {
    case BindingVerdict::NotBound:
        decidedBy(hasKey || node == NodeState::KeyEnded || node == NodeState::Refused ? Diagnosis::EarlierAgency : Diagnosis::Bind);
        break;
    case BindingVerdict::PartlyBound:
        decidedBy(Diagnosis::Rebind);
        break;
    case BindingVerdict::Mixed:
        decidedBy(Diagnosis::RebindToOne);
        break;
    case BindingVerdict::AgencyMissing:
    case BindingVerdict::WrongTrust:
    case BindingVerdict::Expired:
        decidedBy(hasKey ? Diagnosis::KeyOutlivesAgency : Diagnosis::ReplaceAgency);
        break;
    case BindingVerdict::Unknown:
    case BindingVerdict::NoObsPermission:
    case BindingVerdict::ExpiresSoon:
    case BindingVerdict::RecordDiffers:
    case BindingVerdict::BoundUnchecked:
    case BindingVerdict::Bound:
        diagnosis.kind = probe ? kindByNode(binding.kind, *probe) : kindUnasked(binding.kind);
        break;
    }
    return diagnosis;
}

QString diagnosisId(Diagnosis::Kind kind)
{
    switch (kind) {
    case Diagnosis::Bind:
        return u"bind"_s;
    case Diagnosis::Rebind:
        return u"rebind"_s;
    case Diagnosis::RebindToOne:
        return u"rebind-to-one"_s;
    case Diagnosis::ReplaceAgency:
        return u"replace-agency"_s;
    case Diagnosis::BindingUnknown:
        return u"binding-unknown"_s;
    case Diagnosis::CheckIam:
        return u"check-iam"_s;
    case Diagnosis::ProbeNode:
        return u"probe-node"_s;
    case Diagnosis::GrantObsAndProbe:
        return u"grant-obs-and-probe"_s;
    case Diagnosis::WaitForClear:
        return u"wait-for-clear"_s;
    case Diagnosis::GrantObs:
        return u"grant-obs"_s;
    case Diagnosis::WorksUnchecked:
        return u"works-unchecked"_s;
    case Diagnosis::WorksHere:
        return u"works-here"_s;
    case Diagnosis::UnboundHere:
        return u"unbound-here"_s;
    case Diagnosis::CheckAgency:
        return u"check-agency"_s;
    case Diagnosis::EarlierAgency:
        return u"earlier-agency"_s;
    case Diagnosis::KeyOutlivesAgency:
        return u"key-outlives-agency"_s;
    case Diagnosis::NotTakenOver:
        return u"not-taken-over"_s;
    case Diagnosis::RefusedThoughGood:
        return u"refused-though-good"_s;
    case Diagnosis::Network:
        return u"network"_s;
    case Diagnosis::Throttled:
        return u"wait-out-throttling"_s;
    case Diagnosis::GuardianBlocked:
        return u"guardian-alone-fails"_s;
    case Diagnosis::GuardianUnasked:
        return u"guardian-not-asked"_s;
    case Diagnosis::HardenedMode:
        return u"hardened-mode"_s;
    case Diagnosis::ProxyInTheWay:
        return u"proxy"_s;
    case Diagnosis::MetadataService:
        return u"metadata-service"_s;
    case Diagnosis::KeyServiceFails:
        return u"securitykey-alone-fails"_s;
    case Diagnosis::KeyEnded:
        return u"key-ended"_s;
    }
    return {};
}

} // namespace claviger

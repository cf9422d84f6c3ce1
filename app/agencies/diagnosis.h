// SPDX-License-Identifier: Apache-2.0
// What to do about ALM-45741, from how a cluster is bound and from what securitykey answered on one of its nodes: the
// decision table of mrs.md, section 8, with its last column, as a total and pure function. Where the two contradict each
// other, that is an outcome of its own.
#pragma once

#include "app/agencies/probefinding.h"
#include "app/agencies/verdict.h"

namespace claviger {

struct Diagnosis
{
    enum Kind {
        // The binding decides, whatever the node says.
        Bind,
        Rebind,           // bound on k of n nodes
        RebindToOne,      // mixed
        ReplaceAgency,    // missing in IAM, wrong trust, expired: recreate or choose another, then rebind
        BindingUnknown,   // m of n nodes read, or no hosts
        // The binding, as long as no node says more.
        CheckIam,         // bound everywhere, and IAM was not read
        ProbeNode,        // bound everywhere to a good agency
        GrantObsAndProbe, // the same, to one that may not use OBS
        // Both together.
        WaitForClear,     // binding fine: the alarm clears, or it is Guardian itself
        GrantObs,         // not what raises the alarm, but OBS will fail
        WorksUnchecked,   // works here, and IAM was not read
        WorksHere,        // and nothing is known of the others
        UnboundHere,
        CheckAgency,      // refused by IAM, which was not read
        // They contradict each other.
        EarlierAgency,    // ECS shows none, the node still answers for one
        KeyOutlivesAgency, // the agency gives no keys, the node still has one
        NotTakenOver,     // ECS shows one, the node says that it has none
        RefusedThoughGood, // nothing is wrong with it in IAM, and IAM refuses it
        // The node decides: nothing about its binding would help.
        Network,
        Throttled,
        GuardianBlocked,
        GuardianUnasked,
        HardenedMode,
        ProxyInTheWay,
        MetadataService,
        KeyServiceFails,  // securitykey alone
        KeyEnded,         // the clock, or a stale cache
    };
    Kind kind = BindingUnknown;
    BindingVerdict binding = {}; // of all nodes that count
    std::optional<ProbeFinding::Kind> probe = {}; // of one node; none: nothing was learnt of any
    bool hasNodeFault = false; // the binding decides, and besides the node has what no binding mends

    // Last group: what to do is what the finding says, and the binding only rules itself out.
    [[nodiscard]] bool isOfTheNode() const { return kind >= Network; }
    // Its advice takes the place of the finding's, which knows the node alone.
    [[nodiscard]] bool isContradiction() const { return kind >= EarlierAgency && kind <= RefusedThoughGood; }
    // Whether it says more than finding and verdict say for themselves.
    [[nodiscard]] bool addsToFinding() const;
};

// probe: of a node that the verdict counts, so never of a bare-metal one; none: no node was asked.
[[nodiscard]] Diagnosis diagnose(const BindingVerdict &binding, const std::optional<ProbeFinding> &probe);

[[nodiscard]] QString diagnosisId(Diagnosis::Kind kind); // bind, rebind, wait-for-clear, ...
// target: the node that was probed. What is said of one node claims nothing of the others.
[[nodiscard]] QString diagnosisText(const Diagnosis &diagnosis, const ProbeTarget &target = {});
[[nodiscard]] QString diagnosisAdvice(const Diagnosis &diagnosis, const ProbeTarget &target = {});
// The advice to stand below the one of the finding, without what that has said already; may be empty.
[[nodiscard]] QString diagnosisAddition(const Diagnosis &diagnosis, const ProbeTarget &target);

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// From what was read of a cluster's nodes and of the agency they name to one verdict: the decision table of mrs.md,
// section 8, as a total and pure function.
#pragma once

#include "app/agencies/agencybinding.h"

namespace claviger {

struct BindingVerdict
{
    enum Kind {
        Unknown, // m of n nodes read; never "bound"
        NotBound,
        PartlyBound, // on k of n nodes
        Mixed, // different agencies
        AgencyMissing,
        WrongTrust,
        Expired,
        NoObsPermission,
        ExpiresSoon,
        RecordDiffers, // the nodes are fine; MRS has another agency in its record
        BoundUnchecked, // one agency everywhere; whether it works could not be read
        Bound,
    };
    Kind kind = Unknown;
    QStringList agencies = {}; // the names on the nodes, sorted, each once
    int nodes = 0; // those that count: without bare-metal ones
    int read = 0;
    int bound = 0; // of those that were read
    QStringList bareMetal = {}; // names of the nodes that do not count
    std::optional<Instant> expires = {}; // of the agency
    std::optional<int> daysLeft = {}; // ExpiresSoon: whole ones until then, as of the reading
    QString otherSpelling = {}; // AgencyMissing: one that differs in case only
    std::optional<Error> reason = {}; // of Unknown and BoundUnchecked, where something could not be read

    // The documented question of ALM-45741, "is an agency bound?": by the nodes alone, whatever its health. None: a
    // person has to say.
    [[nodiscard]] std::optional<bool> isBound() const;
    // Bound, but nodes get nothing through it: "rebind first" is offered.
    [[nodiscard]] bool isBroken() const;

    friend bool operator==(const BindingVerdict &a, const BindingVerdict &b) { return a.kind == b.kind && a.agencies == b.agencies
            && a.nodes == b.nodes && a.read == b.read && a.bound == b.bound && a.bareMetal == b.bareMetal
            && a.expires == b.expires; }
};

// How the nodes stand, before IAM is asked: the one name on all of them (then the agency is to be looked up), or none.
[[nodiscard]] std::optional<QString> sharedAgency(const std::vector<NodeBinding> &nodes);

// lookup: of sharedAgency(); not looked at where there is none. soon: an agency that ends within that time is
// ExpiresSoon. now: on the cloud's clock, as the expiry is.
[[nodiscard]] BindingVerdict judge(const MrsCluster &cluster, const std::vector<NodeBinding> &nodes, const AgencyLookup &lookup,
                            Instant now, std::chrono::hours soon);

// Whether they let nodes read and write objects of OBS: a role of the system that is known to, by its display name, which
// pages of the vendor spell with and without blanks (iam.md, 7.4), or policies that name the actions.
[[nodiscard]] bool allowsObs(const std::vector<AgencyPermission> &permissions);

// What is wrong with an agency, in few words to stand behind its name; empty: nothing, or it is not known.
[[nodiscard]] QString agencyProblem(const AgencyLookup &lookup, Instant now);

// agency-bound, agency-partial, ...: stable names for automation and the accessibility tree.
[[nodiscard]] QString verdictId(BindingVerdict::Kind kind);
// One line for people, without the names of the agencies: "Bound on 12 of 20 nodes".
[[nodiscard]] QString verdictText(const BindingVerdict &verdict);
// What to do about it; empty where there is nothing to do.
[[nodiscard]] QString verdictAdvice(const BindingVerdict &verdict);

} // namespace claviger

Q_DECLARE_METATYPE(claviger::BindingVerdict)

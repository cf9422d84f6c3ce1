// SPDX-License-Identifier: Apache-2.0
// The nodes of one cluster by what is known of their agency: the rows of the matrix, and which nodes are not as most are.
#pragma once

#include "app/agencies/readbindings.h"

namespace claviger {

struct NodeGroup
{
    enum Kind { Agency, NotBound, Unread };
    Kind kind = Agency;
    QString agency = {}; // of Agency
    QString problem = {}; // of the agency, as far as IAM was asked: agencyProblem()
    bool isFine = false; // the agency that most nodes name, and that works
    std::vector<std::size_t> nodes = {}; // places in the list of nodes, rising

    friend bool operator==(const NodeGroup &, const NodeGroup &) = default;
};

// The agency that most nodes name, the first of the alphabet where two have as many; empty: none is bound.
[[nodiscard]] QString usualAgency(const std::vector<NodeBinding> &nodes);

// What is wrong with an agency that nodes name; empty: nothing, or it is not known.
[[nodiscard]] QString problemOf(const ClusterReading &reading, const QString &agency);

// Whether nodes that name the usual agency get what they need through it.
[[nodiscard]] bool isUsualFine(const ClusterReading &reading);

// Not as most of the others, or not read. Bare metal has nothing to differ by.
[[nodiscard]] bool differs(const NodeBinding &node, const QString &usual);

// Agencies with most nodes first, then the nodes without one, then those that could not be read. Bare metal is in none.
[[nodiscard]] std::vector<NodeGroup> groupByAgency(const ClusterReading &reading);

} // namespace claviger

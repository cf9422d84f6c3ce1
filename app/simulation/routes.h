// SPDX-License-Identifier: Apache-2.0
// Tables of routes: a method, and a path pattern in which "*" stands for one part. Every service of the simulated cloud
// finds its answers through one of them.
#pragma once

#include "app/simulation/call.h"

#include <QStringList>
#include <QUrlQuery>

namespace claviger::sim {

// The parts of the path are told apart before they are decoded, so that %2F stays inside its part.
[[nodiscard]] bool pathFits(const QByteArray &path, const char *pattern, QStringList *ids);

// The query of a call; "+" stays a plus, as in the documentation's own examples.
[[nodiscard]] QUrlQuery queryOf(const Call &call);

template <typename Route>
struct RouteMatch
{
    const Route *route = nullptr; // null: unknown path, or (allowed is not empty) a method the path does not have
    QStringList ids = {};         // the variable parts, decoded
    QByteArrayList allowed = {};  // methods of the path
};

// Route has the members method and pattern. The first row that fits wins.
template <typename Table>
[[nodiscard]] auto findRoute(const Table &table, const Call &call)
{
    RouteMatch<typename Table::value_type> match;
    const QByteArray path = call.path();
    QStringList ids;
    for (const auto &route : table) {
        if (!pathFits(path, route.pattern, &ids))
            continue;
        match.allowed += route.method;
        if (match.route || call.method != route.method)
            continue;
        match.route = &route;
        match.ids = ids;
    }
    return match;
}

} // namespace claviger::sim

// SPDX-License-Identifier: Apache-2.0
// Reads the agency binding of clusters: MRS names the nodes, ECS their agency, IAM what that agency is worth. Nothing is
// changed.
#pragma once

#include "app/agencies/agencylookups.h"
#include "app/agencies/verdict.h"

#include <QList>

#include <functional>
#include <map>

namespace claviger {

struct BindingDesk
{
    Client cloud = {};
    QString accountId = {};
    QString projectId = {};             // of the session itself
    std::vector<Project> projects = {}; // all the user may work in; those of its region are read, too
    int lanes = 6; // calls at once to a service
    bool sharesLanes = false; // to all services together
    std::chrono::hours soon = std::chrono::hours(24 * 30); // an agency that ends within that time is told of
};

struct ClusterReading
{
    MrsCluster cluster = {};
    Project project = {}; // it belongs to; the name may be unknown
    std::vector<NodeBinding> nodes = {};
    BindingVerdict verdict = {};
    AgencyLookup lookup = {}; // of the agency that all nodes name, if there is one
    std::map<QString, AgencyLookup> lookups = {}; // of every agency that a node names, by its name
    Instant readAt = {}; // on our clock
    Instant judgedAt = {}; // on the cloud's, as expiries are
};

struct UnreadProject
{
    Project project = {};
    Error error = {};
};

struct BindingReadings
{
    QList<ClusterReading> clusters = {}; // shared when copied; those of the session's own project first, in the order of their list
    std::vector<UnreadProject> unread = {};    // may not be entered, or their clusters could not be listed
    std::vector<Project> elsewhere = {};       // of other regions: not read

    [[nodiscard]] bool isUnread(const QString &projectId) const { return errorOf(projectId).has_value(); }
    [[nodiscard]] std::optional<Error> errorOf(const QString &projectId) const; // none: it was read
};

// Whether its agency ends soon is seen again, by another measure of soon.
void judgeExpiry(ClusterReading &reading, std::chrono::hours soon);

// The region is a project's name up to the first underscore.
[[nodiscard]] QString regionOf(const Project &project);

// All clusters that are not gone: of the session's own project, then of the others of its region. Each is told as soon as
// it is read. An error: in no project could the clusters be listed; what else cannot be read is part of the verdicts.
[[nodiscard]] Task<BindingReadings> readBindings(BindingDesk desk, std::function<void(const ClusterReading &)> onRead,
                                                 std::stop_token stop = {});

// One cluster, in its own project, server by server: what was changed a moment ago shows at once.
[[nodiscard]] Task<ClusterReading> readBinding(BindingDesk desk, MrsCluster cluster, std::stop_token stop = {});

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// What MRS tells of agencies: how the change of the nodes' agency goes (mrs.md, sections 6 and 7), and the mapping of
// users and groups to agencies (section 5), which is another thing and says nothing of the nodes.
#include "app/simulation/iamrequest.h"
#include "app/simulation/mrsrequest.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qsizetype mostMappings = 1'000;

JsonObject describedMapping(const AgencyMapping &mapping)
{
    return JsonObject()
        .add("agency", mapping.agency)
        .add("agency_id", mapping.agencyId)
        .add("identifier_type", mapping.identifierType)
        .raw("identifiers", jsonArray(mapping.identifiers));
}

// Nothing: one of the four members is missing or of another type.
std::optional<AgencyMapping> readMapping(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    AgencyMapping mapping{.agency = object["agency"_L1].toString(),
                          .agencyId = object["agency_id"_L1].toString(),
                          .identifierType = object["identifier_type"_L1].toString()};
    const bool isTyped = mapping.identifierType == "User"_L1 || mapping.identifierType == "Group"_L1;
    if (mapping.agency.isEmpty() || mapping.agencyId.isEmpty() || !isTyped || !object["identifiers"_L1].isArray())
        return {};
    const QJsonArray identifiers = object["identifiers"_L1].toArray();
    for (const auto &identifier : identifiers) {
        if (!identifier.isString())
            return {};
        mapping.identifiers += identifier.toString();
    }
    return mapping;
}

} // namespace

Reply showAgencyTask(MrsRequest &request)
{
    const Cluster &cluster = *request.cluster;
    if (cluster.agencyTask == "failed"_L1)
        return mrsError(cluster.agencyTaskError);
    JsonObject wire;
    if (!cluster.agencyTask.isEmpty())
        wire.add("Status", cluster.agencyTask);
    return jsonReply(200, wire);
}

Reply listAgencyMappings(MrsRequest &request)
{
    return jsonReply(200,
                     JsonObject().add("agency_mappings", jsonList(request.cluster->agencyMappings, describedMapping)));
}

Reply changeAgencyMappings(MrsRequest &request)
{
    const QJsonValue wanted = request.body["agency_mappings"_L1];
    if (!wanted.isArray() || wanted.toArray().size() > mostMappings)
        return mrsError(u"12000009"_s);
    std::vector<AgencyMapping> mappings;
    const QJsonArray values = wanted.toArray();
    for (const auto &value : values) {
        const std::optional<AgencyMapping> mapping = readMapping(value);
        if (!mapping)
            return mrsError(u"12000009"_s);
        mappings.push_back(*mapping);
    }
    request.cluster->agencyMappings = std::move(mappings);
    return jsonReply(200, JsonObject().add("result", u"succeeded"_s));
}

} // namespace claviger::sim

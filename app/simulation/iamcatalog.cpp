// SPDX-License-Identifier: Apache-2.0
// What the cloud offers and where: the catalog, services, endpoints and regions of iam.md, sections 2.3, 6.5 and 6.6.
#include "app/simulation/iamrequest.h"

#include <array>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

struct CatalogService
{
    const char *id;
    const char *name;
    const char *type;
    const char *endpointId;
    const char *door; // whose address it has: a key of Endpoints
    const char *path; // after the address; "*" stands for the project
    bool isGlobal = false; // not of one region
};

constexpr std::array catalogServices{
    CatalogService{"100a6a3477f1495286579b819d399e22", "iam", "iam", "33e1cbdd86d34e89a63cf8ad16a5f49f", "iam", "/v3.0",
                   true},
    CatalogService{"5c1d1a2b7d0e4d0f9e0b6f3a8c7d2e41", "keystone", "identity", "0a4f6b1c9d2e4f3b8a7c6d5e4f3a2b1c",
                   "iam", "/v3", true},
    CatalogService{"9ef2f792a4aa4f038a1d2a07d552483a", "mapreduce", "mrs", "62ce7ad8991d412aaac2aa0489185d75", "mrs",
                   "/v1.1"},
    CatalogService{"6cbdb2cf96b74f9f8f3fc5ab1f2a4b0d", "ecs", "ecs", "1f0a7c2e5d8b4a6390c1e2f3a4b5c6d7", "ecs",
                   "/v1/*"},
    CatalogService{"b4a6c8d0e2f44a1b9c7d5e3f1a2b4c6d", "nova", "compute", "2e1d0c9b8a7f4e6d5c4b3a2f1e0d9c8b", "ecs",
                   "/v2.1/*"},
    CatalogService{"51277de7b1b34c7d8edad30bd81ab5f1", "objectstorage", "object", "fc7a3989f18c4cfaac74abd7d890fefe",
                   "obs", ""},
};

const QString &region()
{
    static const QString name = u"eu-de"_s;
    return name;
}

// Empty: no running door serves it, or it is one of a project and there is none.
QString urlOf(const CatalogService &service, const Endpoints &endpoints, const QString &projectId)
{
    const QString address = endpoints.value(QString::fromLatin1(service.door));
    QString path = QString::fromLatin1(service.path);
    if (address.isEmpty() || (path.contains(u'*') && projectId.isEmpty()))
        return {};
    return address + path.replace(u'*', projectId);
}

JsonObject catalogEndpoint(const CatalogService &service, const QString &url)
{
    const QString where = service.isGlobal ? u"*"_s : region();
    return JsonObject()
        .add("id", QString::fromLatin1(service.endpointId))
        .add("interface", u"public"_s)
        .add("region", where)
        .add("region_id", where)
        .add("url", url);
}

QStringList regionNames(const World &world)
{
    QStringList names;
    names.reserve(static_cast<qsizetype>(world.projects().size()));
    for (const Project &project : world.projects())
        names += project.name.section(u'_', 0, 0);
    names.removeAll(u"MOS"_s); // belongs to OBS and is no region
    names.removeDuplicates();
    return names;
}

JsonObject regionFields(const QString &name)
{
    return JsonObject()
        .add("id", name)
        .add("type", u"public"_s)
        .add("description", QString())
        .null("parent_region_id")
        .add("locales", JsonObject().add("en-us", name))
        .add("links", JsonObject().add("self", u"None/v3/regions/"_s + name));
}

} // namespace

std::vector<JsonObject> catalog(const Endpoints &endpoints, const QString &projectId)
{
    std::vector<JsonObject> entries;
    for (const CatalogService &service : catalogServices) {
        const QString url = urlOf(service, endpoints, projectId);
        if (url.isEmpty())
            continue;
        entries.push_back(JsonObject()
                              .add("id", QString::fromLatin1(service.id))
                              .add("name", QString::fromLatin1(service.name))
                              .add("type", QString::fromLatin1(service.type))
                              .add("endpoints", std::vector{catalogEndpoint(service, url)}));
    }
    return entries;
}

Reply showCatalog(IamRequest &request)
{
    if (request.isAccountScoped())
        return notAuthorized(u"identity:get_catalog"_s);
    return jsonReply(200,
                     JsonObject()
                         .add("catalog", catalog(request.endpoints, request.projectId))
                         .add("links", JsonObject().add("self", request.link(u"/v3/auth/catalog"_s))));
}

Reply listServices(IamRequest &request)
{
    const QString type = request.query.queryItemValue(u"type"_s, QUrl::FullyDecoded);
    std::vector<JsonObject> services;
    for (const CatalogService &service : catalogServices) {
        if (!request.endpoints.contains(QString::fromLatin1(service.door))
            || (!type.isEmpty() && type != QLatin1String(service.type)))
            continue;
        const QString id = QString::fromLatin1(service.id);
        services.push_back(JsonObject()
                               .add("id", id)
                               .add("name", QString::fromLatin1(service.name))
                               .add("type", QString::fromLatin1(service.type))
                               .add("description", QString())
                               .add("enabled", true)
                               .add("links", JsonObject().add("self", request.link(u"/v3/services/"_s + id))));
    }
    return jsonReply(200, JsonObject().add("services", services).add("links", listLinks(request, u"/v3/services"_s)));
}

Reply listEndpoints(IamRequest &request)
{
    const QString interface = request.query.queryItemValue(u"interface"_s, QUrl::FullyDecoded);
    const QString serviceId = request.query.queryItemValue(u"service_id"_s, QUrl::FullyDecoded);
    const bool isNone = !interface.isEmpty() && interface != "public"_L1; // the only ones there are
    if (isNone && interface != "internal"_L1 && interface != "admin"_L1)
        return badValue(u"interface"_s, interface.left(100));
    std::vector<JsonObject> endpoints;
    for (const CatalogService &service : catalogServices) {
        const QString url = urlOf(service, request.endpoints, u"$(tenant_id)s"_s); // a template here
        if (isNone || url.isEmpty() || (!serviceId.isEmpty() && serviceId != QLatin1String(service.id)))
            continue;
        const QString id = QString::fromLatin1(service.endpointId);
        endpoints.push_back(catalogEndpoint(service, url)
                                .add("service_id", QString::fromLatin1(service.id))
                                .add("name", QString())
                                .add("enabled", true)
                                .add("links", JsonObject().add("self", request.link(u"/v3/endpoints/"_s + id))));
    }
    return jsonReply(200,
                     JsonObject().add("endpoints", endpoints).add("links", listLinks(request, u"/v3/endpoints"_s)));
}

Reply listRegions(IamRequest &request)
{
    return jsonReply(200,
                     JsonObject()
                         .add("regions", jsonList(regionNames(request.world), regionFields))
                         .add("links", listLinks(request, u"/v3/regions"_s)));
}

Reply showRegion(IamRequest &request)
{
    const QString id = request.ids.front();
    if (!regionNames(request.world).contains(id))
        return notFound(u"region"_s, id.left(100));
    return jsonReply(200, JsonObject().add("region", regionFields(id)));
}

} // namespace claviger::sim

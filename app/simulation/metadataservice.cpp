// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/metadataservice.h"

#include "app/simulation/ecswire.h"
#include "app/simulation/iamrequest.h"
#include "app/simulation/temporarykeys.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr Elapsed nodeKeyLife = 1h;
constexpr Elapsed renewedBeforeEnd = 10min; // both sets are good then
constexpr Elapsed requestsCountedFor = 5min;
constexpr std::size_t requestsAllowed = 140;
constexpr Elapsed blockLasts = 30min;

constexpr char nodesPath[] = "/nodes/";
constexpr char keyPath[] = "/openstack/latest/securitykey";
constexpr char metaDataPath[] = "/openstack/latest/meta_data.json";
constexpr char tokenPath[] = "/meta-data/latest/api/token";

SecurityKeyAnswer failure(SecurityKeyAnswer::Outcome outcome, int status, const QString &message)
{
    return {.outcome = outcome, .status = status, .message = message};
}

// As Nova's metadata service prints what it refuses.
Reply refusal(int status, const QString &message)
{
    const auto title = [status]() -> QByteArray {
        switch (status) {
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 429:
            return "Too Many Requests";
        default:
            return "Internal Server Error";
        }
    };
    return {.status = status,
            .headers = {{"Content-Type", "text/plain; charset=UTF-8"}},
            .body = QByteArray::number(status) + ' ' + title() + "\n\n" + message.toUtf8() + "\n\n"};
}

bool isReachable(const Server &server)
{
    return server.metadataService.condition != MetadataService::NoAnswer && server.status == "ACTIVE"_L1;
}

bool hasTokens(const MetadataService &service)
{
    return service.offersTokens || service.needsToken;
}

// Counts a request; true: it is one too many, or the block that such a one brought still lasts.
bool isThrottled(const World &world, MetadataService &service)
{
    const Elapsed now = world.elapsed();
    if (service.blockedUntil && now < *service.blockedUntil)
        return true;
    service.blockedUntil.reset();
    while (!service.requests.empty() && service.requests.front() + requestsCountedFor <= now)
        service.requests.pop_front();
    if (service.requests.size() < requestsAllowed) {
        service.requests.push_back(now);
        return false;
    }
    service.requests.clear();
    service.blockedUntil = now + blockLasts;
    return true;
}

// Null: the request may go on. A token is null where the request has none.
std::optional<SecurityKeyAnswer> admit(const World &world, MetadataService &service, const QByteArray &token)
{
    if (isThrottled(world, service))
        return failure(SecurityKeyAnswer::Throttled, world.fleet.levers.throttledStatus, u"Too many requests"_s);
    if (!hasTokens(service) || (token.isNull() && !service.needsToken))
        return {};
    const auto known = service.tokens.constFind(token);
    if (known != service.tokens.constEnd() && world.elapsed() < *known)
        return {};
    return failure(SecurityKeyAnswer::TokenNeeded, 401, u"A valid X-Metadata-Token is required"_s);
}

SecurityKeyAnswer keyOf(World &world, Server &server)
{
    MetadataService &service = server.metadataService;
    if (service.condition == MetadataService::KeyFails)
        return failure(SecurityKeyAnswer::Fails, 500, u"An unknown error has occurred. Please try again later."_s);
    const QString name = agencyInEffect(world, server);
    if (name.isEmpty())
        return failure(SecurityKeyAnswer::NoAgency, 401, u"Please configure Cloud Service Agency first"_s);
    const Project *project = world.project(server.projectId);
    const QString accountId = project ? project->accountId : QString();
    switch (healthOf(world, accountId, name)) {
    case AgencyHealth::Missing:
        return failure(SecurityKeyAnswer::AgencyRefused, 400,
                       u"Failed to get a security key from IAM: there is no agency %1"_s.arg(name));
    case AgencyHealth::WrongTrust:
        return failure(SecurityKeyAnswer::AgencyRefused, 403,
                       u"IAM refused to assume the agency %1: it does not trust op_svc_ecs"_s.arg(name));
    case AgencyHealth::Expired:
        return failure(SecurityKeyAnswer::AgencyRefused, 403,
                       u"IAM refused to assume the agency %1: it has expired"_s.arg(name));
    case AgencyHealth::Fine:
        break;
    }
    const Agency &agency = *world.agencies.agency(accountId, name);
    const TemporaryKey *current = world.agencies.temporaryKey(service.currentKey);
    if (!current || current->agencyId != agency.id || *current->ends - renewedBeforeEnd <= world.elapsed()) {
        service.currentKey = issueNodeKey(world, agency, nodeKeyLife).access;
        current = world.agencies.temporaryKey(service.currentKey);
    }
    return {.access = current->access, .ends = *current->ends};
}

Reply securityKeyReply(const World &world, const SecurityKeyAnswer &answer)
{
    if (answer.outcome != SecurityKeyAnswer::Key)
        return refusal(answer.status, answer.message);
    const TemporaryKey &key = *world.agencies.temporaryKey(answer.access);
    return jsonReply(
        200,
        JsonObject().add("credential",
                         JsonObject()
                             .add("access", key.access)
                             .add("secret", key.secret)
                             .add("securitytoken", QString::fromLatin1(key.securityToken))
                             .add("expires_at", wireTime(world.wallAfter(answer.ends - world.elapsed())))));
}

Reply metaDataReply(World &world, const Server &server)
{
    const Project *project = world.project(server.projectId);
    Metadata meta = server.metadata;
    if (!world.fleet.levers.metaDataShowsAgency)
        std::erase_if(meta, [](const auto &entry) { return entry.first == "agency_name"_L1; });
    return jsonReply(200,
                     JsonObject()
                         .add("uuid", server.id)
                         .add("name", server.name)
                         .add("hostname", server.hostName)
                         .add("project_id", server.projectId)
                         .add("availability_zone", availabilityZoneOf(project))
                         .add("region_id", regionOf(project))
                         .raw("meta", metadataJson(meta)));
}

Reply giveToken(World &world, MetadataService &service, const Call &call)
{
    if (isThrottled(world, service))
        return refusal(world.fleet.levers.throttledStatus, u"Too many requests"_s);
    if (!hasTokens(service))
        return refusal(world.fleet.levers.noTokensStatus, u"The resource could not be found."_s);
    if (!call.header("X-Forwarded-For").isNull())
        return refusal(403, u"A forwarded request gets no token"_s);
    bool isNumber = false;
    const int seconds = call.header("X-Metadata-Token-Ttl-Seconds").toInt(&isNumber);
    if (!isNumber || seconds < 60 || seconds > 21'600)
        return refusal(400, u"X-Metadata-Token-Ttl-Seconds must be a number from 60 to 21600"_s);
    service.tokens.removeIf([now = world.elapsed()](const auto &entry) { return entry.value() <= now; });
    const QByteArray token = "EXAMPLEMETA" + world.makeText(45);
    service.tokens.insert(token, world.elapsed() + std::chrono::seconds(seconds));
    return {.headers = {{"Content-Type", "text/plain; charset=UTF-8"},
                        {"X-Metadata-Token-Ttl-Seconds", QByteArray::number(seconds)}},
            .body = token};
}

Reply methodNotAllowed(const char *allowed)
{
    Reply reply = refusal(405, u"The method is not allowed for this resource."_s);
    reply.headers.emplace_back("Allow", allowed);
    return reply;
}

Reply answerOn(World &world, Server &server, const Call &call)
{
    MetadataService &service = server.metadataService;
    const QByteArray path = call.path();
    if (path == tokenPath)
        return call.method == "PUT" ? giveToken(world, service, call) : methodNotAllowed("PUT");
    const std::optional<SecurityKeyAnswer> refused = admit(world, service, call.header("X-Metadata-Token"));
    if (refused)
        return refusal(refused->status, refused->message);
    if (path != keyPath && path != metaDataPath)
        return refusal(404, u"The resource could not be found."_s); // user_data too: none was set
    if (call.method != "GET")
        return methodNotAllowed("GET");
    if (path == keyPath)
        return securityKeyReply(world, keyOf(world, server));
    if (service.condition == MetadataService::MetadataFails)
        return refusal(500, u"An unknown error has occurred. Please try again later."_s);
    return metaDataReply(world, server);
}

// One GET of a program on the node; with a token of its own if the service wants one.
template <typename Answer>
Answer askTwice(World &world, Server &server, Answer (*get)(World &, Server &, const QByteArray &token),
                bool (*wantsToken)(const Answer &))
{
    const Answer first = get(world, server, {});
    if (!wantsToken(first))
        return first;
    const Call put{.method = "PUT", .target = tokenPath, .headers = {{"X-Metadata-Token-Ttl-Seconds", "21600"}}};
    const Reply token = giveToken(world, server.metadataService, put);
    return token.status == 200 ? get(world, server, token.body) : first;
}

SecurityKeyAnswer getSecurityKey(World &world, Server &server, const QByteArray &token)
{
    if (std::optional<SecurityKeyAnswer> refused = admit(world, server.metadataService, token))
        return *refused;
    return keyOf(world, server);
}

int getMetaData(World &world, Server &server, const QByteArray &token)
{
    if (const std::optional<SecurityKeyAnswer> refused = admit(world, server.metadataService, token))
        return refused->status;
    return server.metadataService.condition == MetadataService::MetadataFails ? 500 : 200;
}

} // namespace

std::optional<Reply> answerMetadata(World &world, const QString &serverId, const Call &call)
{
    Server *server = world.fleet.server(serverId);
    if (!server)
        return refusal(404, u"There is no server %1."_s.arg(serverId.left(100)));
    if (!isReachable(*server))
        return {};
    return answerOn(world, *server, call);
}

std::optional<Reply> answerNodes(World &world, const Call &call)
{
    QByteArray rest = call.target;
    const qsizetype slash = rest.indexOf('/', qstrlen(nodesPath));
    if (!rest.startsWith(nodesPath) || slash < 0)
        return refusal(404, u"Ask for /nodes/{server id}/openstack/latest/securitykey or meta_data.json."_s);
    const QString id = QString::fromUtf8(rest.mid(qstrlen(nodesPath), slash - qstrlen(nodesPath)));
    Call onNode = call;
    onNode.target = rest.mid(slash);
    return answerMetadata(world, id, onNode);
}

SecurityKeyAnswer askSecurityKey(World &world, Server &server)
{
    if (!isReachable(server))
        return failure(SecurityKeyAnswer::NoAnswer, 0, u"connect timed out"_s);
    return askTwice<SecurityKeyAnswer>(world, server, getSecurityKey, [](const SecurityKeyAnswer &answer) {
        return answer.outcome == SecurityKeyAnswer::TokenNeeded;
    });
}

int askMetaData(World &world, Server &server)
{
    if (!isReachable(server))
        return 0;
    return askTwice<int>(world, server, getMetaData, [](const int &status) { return status == 401; });
}

void changeMetadata(World &world, Server &server, const std::function<void(Server &)> &change)
{
    const QString inEffect = agencyInEffect(world, server);
    const QString before = server.agencyName();
    change(server);
    server.updated = world.now();
    if (server.agencyName() == before)
        return;
    server.metadataService.earlierAgency = inEffect;
    server.metadataService.earlierUntil = world.elapsed() + world.fleet.levers.agencyTakesEffectAfter;
}

void bindAgency(World &world, Server &server, const QString &agency)
{
    changeMetadata(world, server, [&agency](Server &changed) {
        if (agency.isEmpty())
            changed.removeMetadata(u"agency_name"_s);
        else
            changed.setMetadata(u"agency_name"_s, agency);
    });
}

QString agencyInEffect(const World &world, const Server &server)
{
    const MetadataService &service = server.metadataService;
    return service.earlierUntil && world.elapsed() < *service.earlierUntil ? service.earlierAgency
                                                                           : server.agencyName();
}

} // namespace claviger::sim

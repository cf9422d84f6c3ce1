// SPDX-License-Identifier: Apache-2.0
// Agencies: iam.md, sections 7.1 to 7.3.
#include "app/simulation/iamrequest.h"
#include "app/simulation/systemroles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr int longestAgencyName = 64;
constexpr int longestAgencyDescription = 255;
constexpr int longestDuration = 36'500; // days

struct Trust
{
    QString id = {};
    QString name = {};
};

struct Validity
{
    QString duration = {};
    std::optional<Instant> expires = {};
};

// These calls answer in Keystone's envelope.
Reply agencyPropertyMissing(const QString &name)
{
    return keystoneError(400, u"'%1' is a required property"_s.arg(name));
}

Reply agencyValueWrong(const QString &name, const QString &value)
{
    return keystoneError(400, u"Invalid input for field '%1'. The value is '%2'."_s.arg(name, value.left(100)));
}

JsonObject agencyFields(const Agency &agency, bool withTrustName)
{
    JsonObject wire;
    wire.add("id", agency.id)
        .add("name", agency.name)
        .add("domain_id", agency.accountId)
        .add("trust_domain_id", agency.trustId);
    if (withTrustName)
        wire.add("trust_domain_name", agency.trustName);
    wire.add("description", agency.description);
    if (agency.duration.isEmpty())
        wire.null("duration");
    else
        wire.add("duration", agency.duration);
    wire.add("create_time", wireTimeNoZone(agency.created));
    if (agency.expires)
        return wire.add("expire_time", wireTimeNoZone(*agency.expires));
    return wire.null("expire_time");
}

JsonObject listedAgency(const Agency &agency)
{
    return agencyFields(agency, true);
}

std::optional<Trust> trustNamed(World &world, const QString &name)
{
    if (name == QLatin1String(ecsTrust))
        return Trust{.id = ecsTrustId(), .name = name};
    const Account *account = world.account(name);
    if (!account || account->name != name)
        return {};
    return Trust{.id = account->id, .name = account->name};
}

std::optional<Trust> trustWithId(World &world, const QString &id)
{
    if (id == ecsTrustId())
        return Trust{.id = id, .name = QString::fromLatin1(ecsTrust)};
    const Account *account = world.account(id);
    if (!account || account->id != id)
        return {};
    return Trust{.id = account->id, .name = account->name};
}

Reply trustUnknown()
{
    return keystoneError(404, u"TrustDomainNotFound"_s);
}

// The text of a member; null: there is none.
tl::expected<QString, Reply> textIn(const QJsonObject &object, const char *name)
{
    const QJsonValue value = object[QLatin1String(name)];
    if (value.isUndefined() || value.isNull())
        return QString();
    if (!value.isString())
        return tl::unexpected(agencyValueWrong(QString::fromLatin1(name), value.toVariant().toString()));
    return value.toString().isNull() ? u""_s : value.toString();
}

tl::expected<Validity, Reply> validityFrom(const QString &duration, Instant now)
{
    if (duration.isNull() || duration == "FOREVER"_L1)
        return Validity{.duration = duration};
    if (duration == "ONEDAY"_L1)
        return Validity{.duration = duration, .expires = now + std::chrono::hours(24)};
    const bool isNumber = !duration.isEmpty() && duration.size() <= 5
        && std::all_of(duration.begin(), duration.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const int days = isNumber ? duration.toInt() : 0;
    if (days < 1 || days > longestDuration)
        return tl::unexpected(agencyValueWrong(u"duration"_s, duration));
    return Validity{.duration = duration, .expires = now + std::chrono::hours(24) * days};
}

bool isRefused(const IamRequest &request)
{
    return !request.isAccountScoped() || !request.may(request.action);
}

// The agency of the path, if it is one of the caller's account.
Agency *ownAgency(IamRequest &request)
{
    Agency *agency = request.world.agencies.agency(request.ids.front());
    return agency && agency->accountId == request.caller.accountId ? agency : nullptr;
}

Reply agencyUnknown(const IamRequest &request)
{
    return notFound(u"agency"_s, request.ids.front().left(100));
}

} // namespace

Reply listAgencies(IamRequest &request)
{
    if (isRefused(request))
        return notAuthorized(u"identity:list_agencies"_s);
    const auto asked = [&](const QString &name) { return request.query.queryItemValue(name, QUrl::FullyDecoded); };
    const QString domainId = asked(u"domain_id"_s);
    if (domainId.isEmpty())
        return agencyPropertyMissing(u"domain_id"_s);
    if (domainId != request.caller.accountId)
        return notAuthorized(u"identity:list_agencies"_s);
    const QString name = asked(u"name"_s);
    const QString trustId = asked(u"trust_domain_id"_s);
    std::vector<JsonObject> agencies;
    for (const Agency &agency : request.world.agencies.all()) {
        if (agency.accountId == domainId && (name.isEmpty() || agency.name == name)
            && (trustId.isEmpty() || agency.trustId == trustId))
            agencies.push_back(listedAgency(agency));
    }
    return jsonReply(200, JsonObject().add("agencies", agencies));
}

Reply showAgency(IamRequest &request)
{
    if (isRefused(request))
        return notAuthorized(u"identity:get_agency"_s);
    const Agency *agency = ownAgency(request);
    if (!agency)
        return agencyUnknown(request);
    return jsonReply(200, JsonObject().add("agency", listedAgency(*agency)));
}

Reply createAgency(IamRequest &request)
{
    World &world = request.world;
    if (isRefused(request))
        return notAuthorized(u"identity:create_agency"_s);
    if (!request.body["agency"_L1].isObject())
        return agencyPropertyMissing(u"agency"_s);
    const QJsonObject asked = request.body["agency"_L1].toObject();
    const auto name = textIn(asked, "name");
    const auto domainId = textIn(asked, "domain_id");
    const auto trustName = textIn(asked, "trust_domain_name");
    const auto trustId = textIn(asked, "trust_domain_id");
    const auto description = textIn(asked, "description");
    const auto duration = textIn(asked, "duration");
    for (const auto *text : {&name, &domainId, &trustName, &trustId, &description, &duration}) {
        if (!*text)
            return text->error();
    }
    if (name->isNull())
        return agencyPropertyMissing(u"name"_s);
    if (name->isEmpty() || name->size() > longestAgencyName)
        return agencyValueWrong(u"name"_s, *name);
    if (domainId->isEmpty())
        return agencyPropertyMissing(u"domain_id"_s);
    if (*domainId != request.caller.accountId)
        return notAuthorized(u"identity:create_agency"_s);
    if (trustName->isEmpty() && trustId->isEmpty())
        return agencyPropertyMissing(u"trust_domain_name"_s);
    const std::optional<Trust> trust =
        trustName->isEmpty() ? trustWithId(world, *trustId) : trustNamed(world, *trustName); // the name wins
    if (!trust)
        return trustUnknown();
    if (description->size() > longestAgencyDescription)
        return agencyValueWrong(u"description"_s, *description);
    const tl::expected<Validity, Reply> validity = validityFrom(*duration, world.now());
    if (!validity)
        return validity.error();
    if (world.agencies.agency(*domainId, *name))
        return keystoneError(409, u"An agency with the name %1 exists already."_s.arg(*name));
    const auto &all = world.agencies.all();
    const auto used =
        std::count_if(all.begin(), all.end(), [&](const Agency &one) { return one.accountId == *domainId; });
    if (used >= world.iam.agencyQuota)
        return keystoneError(403, u"The quota of %1 agencies is used up."_s.arg(world.iam.agencyQuota));
    const Agency &made = world.agencies.add(Agency{.id = world.makeId(),
                                                   .name = *name,
                                                   .accountId = *domainId,
                                                   .trustId = trust->id,
                                                   .trustName = trust->name,
                                                   .description = *description,
                                                   .duration = validity->duration,
                                                   .created = world.now(),
                                                   .expires = validity->expires});
    return jsonReply(201, JsonObject().add("agency", agencyFields(made, false)));
}

Reply changeAgency(IamRequest &request)
{
    World &world = request.world;
    if (isRefused(request))
        return notAuthorized(u"identity:update_agency"_s);
    Agency *agency = ownAgency(request);
    if (!agency)
        return agencyUnknown(request);
    if (!request.body["agency"_L1].isObject())
        return agencyPropertyMissing(u"agency"_s);
    const QJsonObject asked = request.body["agency"_L1].toObject();
    const auto trustName = textIn(asked, "trust_domain_name");
    const auto trustId = textIn(asked, "trust_domain_id");
    const auto description = textIn(asked, "description");
    const auto duration = textIn(asked, "duration");
    for (const auto *text : {&trustName, &trustId, &description, &duration}) {
        if (!*text)
            return text->error();
    }
    if (asked.contains("name"_L1))
        return keystoneError(400, u"Additional properties are not allowed ('name' was unexpected)"_s);
    const bool changesDuration = asked.contains("duration"_L1); // null: unlimited
    if (trustName->isNull() && trustId->isNull() && description->isNull() && !changesDuration)
        return agencyPropertyMissing(u"description"_s);
    std::optional<Trust> trust;
    if (!trustName->isNull() || !trustId->isNull()) { // both or none
        if (trustName->isNull() || trustId->isNull())
            return agencyPropertyMissing(trustName->isNull() ? u"trust_domain_name"_s : u"trust_domain_id"_s);
        trust = trustNamed(world, *trustName);
        if (!trust || trust->id != *trustId)
            return trustUnknown();
    }
    if (description->size() > longestAgencyDescription)
        return agencyValueWrong(u"description"_s, *description);
    const tl::expected<Validity, Reply> validity = validityFrom(*duration, world.now());
    if (!validity)
        return validity.error();
    if (trust) {
        agency->trustId = trust->id;
        agency->trustName = trust->name;
    }
    if (!description->isNull())
        agency->description = *description;
    if (changesDuration) {
        agency->duration = validity->duration;
        agency->expires = validity->expires;
    }
    return jsonReply(200, JsonObject().add("agency", agencyFields(*agency, false)));
}

Reply deleteAgency(IamRequest &request)
{
    if (isRefused(request))
        return notAuthorized(u"identity:delete_agency"_s);
    if (!ownAgency(request))
        return agencyUnknown(request);
    request.world.agencies.remove(request.ids.front());
    return {.status = 204};
}

} // namespace claviger::sim

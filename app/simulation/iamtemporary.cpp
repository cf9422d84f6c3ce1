// SPDX-License-Identifier: Apache-2.0
// Temporary AK/SK from a token or through an agency: iam.md, section 5. Taking an agency over: 2.6.
#include "app/simulation/iamrequest.h"
#include "app/simulation/rights.h"
#include "app/simulation/temporarykeys.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr int shortestLife = 900; // seconds, and the default
constexpr int longestLife = 86'400;

using Drafted = tl::expected<TemporaryKey, Reply>;

QString nameOrId(const QJsonObject &object, const char *id, const char *name)
{
    const QString byId = object[QLatin1String(id)].toString();
    return byId.isEmpty() ? object[QLatin1String(name)].toString() : byId;
}

tl::expected<std::chrono::seconds, Reply> lifeFrom(const QJsonObject &method)
{
    const QJsonValue asked = method["duration_seconds"_L1];
    if (asked.isUndefined())
        return std::chrono::seconds(shortestLife);
    const int seconds = asked.toInt(-1); // -1 for texts and fractions too
    if (seconds < shortestLife || seconds > longestLife)
        return tl::unexpected(badValue(u"duration_seconds"_s, asked.toVariant().toString().left(100)));
    return std::chrono::seconds(seconds);
}

Drafted draftFromToken(IamRequest &request, const QJsonObject &identity)
{
    const QJsonObject method = identity["token"_L1].toObject();
    QByteArray text = request.call.header("X-Auth-Token"); // wins
    if (text.isEmpty())
        text = method["id"_L1].toString().toUtf8();
    if (text.isEmpty())
        return tl::unexpected(keystoneError(401, u"The request you have made requires authentication."_s));
    const tl::expected<Caller, Unrecognized> caller = recognizeToken(request.world, text);
    if (!caller)
        return tl::unexpected(notRecognized(request.world, caller.error()));
    TemporaryKey draft{.agencyId = caller->agencyId};
    if (draft.agencyId.isEmpty())
        draft.userId = caller->user.id;
    return draft;
}

Drafted draftFromAgency(IamRequest &request, const QJsonObject &identity)
{
    const tl::expected<Caller, Unrecognized> caller = recognizeCaller(request.world, request.call);
    if (!caller)
        return tl::unexpected(notRecognized(request.world, caller.error()));
    takeCaller(request, *caller);
    const tl::expected<Agency, Reply> agency = agencyToAssume(request, identity, u"iam:agencies:assume"_s);
    if (!agency && agency.error().status == 404) { // the page lists none for this call
        const QJsonObject method = identity["assume_role"_L1].toObject();
        return tl::unexpected(badValue(u"agency_name"_s, nameOrId(method, "agency_name", "xrole_name").left(100)));
    }
    if (!agency)
        return tl::unexpected(agency.error());
    return TemporaryKey{.agencyId = agency->id};
}

// A scope changes nothing here, but it has to exist in the account of the keys.
std::optional<Reply> checkScope(IamRequest &request, const TemporaryKey &draft)
{
    World &world = request.world;
    const QJsonObject scope = request.body["auth"_L1].toObject()["scope"_L1].toObject();
    const Agency *agency = world.agencies.agency(draft.agencyId);
    const QString accountId = agency ? agency->accountId : world.user(draft.userId)->accountId;
    if (const QJsonObject asked = scope["project"_L1].toObject(); !asked.isEmpty()) {
        const QString wanted = nameOrId(asked, "id", "name");
        const Project *project = world.project(wanted);
        if (!project)
            project = world.project(wanted, accountId);
        if (!project || project->accountId != accountId)
            return badValue(u"project"_s, wanted.left(100));
    }
    if (const QJsonObject asked = scope["domain"_L1].toObject(); !asked.isEmpty()) {
        const QString wanted = nameOrId(asked, "id", "name");
        const Account *account = world.account(wanted);
        if (!account || account->id != accountId)
            return badValue(u"domain"_s, wanted.left(100));
    }
    return {};
}

} // namespace

tl::expected<Agency, Reply> agencyToAssume(IamRequest &request, const QJsonObject &identity, const QString &action)
{
    const QJsonObject method = identity["assume_role"_L1].toObject();
    const QString domain = nameOrId(method, "domain_id", "domain_name");
    const QString name = nameOrId(method, "agency_name", "xrole_name"); // the table and the examples disagree
    if (domain.isEmpty())
        return tl::unexpected(missingProperty(u"domain_id"_s));
    if (name.isEmpty())
        return tl::unexpected(missingProperty(u"agency_name"_s));
    const Account *account = request.world.account(domain);
    const Agency *agency = account ? request.world.agencies.agency(account->id, name) : nullptr;
    const QString resource = u"/iam/agencies/"_s + (agency ? agency->id : QString());
    const bool isNarrowed =
        !request.policy.isEmpty() && !policyAllows(request.policy, {.action = action, .resource = resource});
    if (isNarrowed || !request.may(action, resource)) // before it shows what exists
        return tl::unexpected(notAuthorized(action));
    if (!agency)
        return tl::unexpected(account ? notFound(u"agency"_s, name.left(100))
                                      : notFound(u"domain"_s, domain.left(100)));
    // Nobody but the service takes an agency of the service over.
    if (agency->trustId != request.caller.accountId || isOver(request.world, *agency))
        return tl::unexpected(notAuthorized(action));
    return *agency;
}

Reply createTemporaryKey(IamRequest &request)
{
    if (!request.body["auth"_L1].isObject())
        return missingProperty(u"auth"_s);
    const QJsonObject identity = request.body["auth"_L1].toObject()["identity"_L1].toObject();
    const QJsonArray methods = identity["methods"_L1].toArray();
    if (methods.isEmpty())
        return missingProperty(u"methods"_s);
    const QString method = methods.at(0).toString();
    const bool isByToken = method == "token"_L1;
    if (methods.size() != 1 || (!isByToken && method != "assume_role"_L1))
        return badValue(u"methods"_s, method.left(100));
    const tl::expected<std::chrono::seconds, Reply> life = lifeFrom(identity[method].toObject());
    if (!life)
        return life.error();
    const QJsonValue policy = identity["policy"_L1];
    if (!policy.isUndefined() && !policy.isObject())
        return badValue(u"policy"_s, policy.toVariant().toString().left(100));
    if (policy.isObject()) {
        if (const QString problem = policyProblem(policy.toObject()); !problem.isEmpty())
            return badValue(u"policy"_s, problem);
    }
    const Drafted draft = isByToken ? draftFromToken(request, identity) : draftFromAgency(request, identity);
    if (!draft)
        return draft.error();
    if (const std::optional<Reply> refusal = checkScope(request, *draft))
        return *refusal;
    TemporaryKey asked = *draft;
    asked.policy = policy.toObject();
    asked.expires = request.world.now() + *life;
    const TemporaryKey key = issueTemporaryKey(request.world, asked);
    return jsonReply(201,
                     JsonObject().add("credential",
                                      JsonObject()
                                          .add("access", key.access)
                                          .add("secret", key.secret)
                                          .add("securitytoken", QString::fromLatin1(key.securityToken))
                                          .add("expires_at", wireTime(key.expires))));
}

} // namespace claviger::sim

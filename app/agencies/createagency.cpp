// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/createagency.h"

#include "app/agencies/agencyrequests.h"
#include "app/agencies/readonlyprofile.h"
#include "app/agencies/words.h"
#include "app/journal/endings.h"
#include "app/journal/recordwords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qsizetype longestAgencyName = 64;
constexpr std::chrono::hours soonOfNew{24 * 30}; // it has no end anyway

JournalEntry entryAbout(const AgencyCreation &creation, const QString &action, const QString &detail)
{
    return {.cloud = creation.cloudName, .account = creation.account, .user = creation.userName, .action = action, .target = creation.name,
            .detail = detail};
}

JournalOutcome outcomeAbout(const std::optional<Error> &error, const QString &subject, const QString &requestId)
{
    if (!error)
        return {.kind = JournalOutcome::Succeeded, .subject = subject, .requestId = requestId};
    const bool isOpen = !isCleanRefusal(*error) && mayStillHappen(*error);
    return {.kind = isOpen ? JournalOutcome::Unconfirmed : endingOf(*error), .subject = subject, .requestId = requestId,
            .detail = recordedWords(*error)};
}

// Sent once, between two lines of the journal.
template <typename R>
Task<typename R::Response> write(AgencyCreation creation, R request, QString action, QString detail, std::stop_token stop)
{
    const JournalEntry beginning = entryAbout(creation, action, detail);
    const Result<qint64> entry = co_await creation.journal->begin(beginning);
    if (!entry)
        co_return tl::unexpected(entry.error()); // what cannot be journalled is not sent
    const Result<Receipted<typename R::Response>> answer = co_await creation.cloud.sendForReceipt(request, stop);
    const JournalOutcome outcome = outcomeAbout(answer ? std::nullopt : std::optional(answer.error()), creation.name,
                                                answer ? answer->requestId : answer.error().requestId);
    const Result<Done> completed = co_await creation.journal->complete(*entry, outcome);
    Q_UNUSED(completed) // the open entry says as much
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return answer->value;
}

Result<Done> judgeTry(const Result<Receipted<IamAgency>> &answer, const QString &userName)
{
    if (answer)
        return tl::unexpected(Error{.fault = Fault::Unreadable,
                                    .detail = AgencyWords::tr("IAM took the creation without a name and made the agency %1 (%2); delete it on the IAM console")
                                                  .arg(answer->value.name, answer->value.id),
                                    .requestId = answer->requestId});
    Error error = answer.error();
    if (error.httpStatus == 400) // of one that it would do
        return Done{};
    if (error.fault == Fault::Forbidden)
        error.detail = AgencyWords::tr("IAM does not let %1 create agencies; the right Security Administrator does").arg(userName);
    else if (error.httpStatus == 404 || error.httpStatus == 405)
        error.detail = AgencyWords::tr("this cloud does not create agencies over its API");
    return tl::unexpected(error);
}

bool isObsOperateAccess(const AgencyPermission &permission)
{
    QString name = permission.displayName;
    return name.remove(u' ').compare("OBSOperateAccess"_L1, Qt::CaseInsensitive) == 0;
}

Task<Done> grantObs(AgencyCreation creation, QString agencyId, std::stop_token stop)
{
    const ListSystemPermissions all;
    const Result<std::vector<AgencyPermission>> roles = co_await creation.cloud.send(all, stop);
    if (!roles)
        co_return tl::unexpected(roles.error());
    const auto role = std::find_if(roles->begin(), roles->end(), isObsOperateAccess);
    if (role == roles->end())
        co_return tl::unexpected(Error{.fault = Fault::NotFound, .detail = AgencyWords::tr("IAM lists no permission “OBS OperateAccess”")});
    const GrantAgencyPermission grant{.accountId = creation.accountId, .agencyId = agencyId, .permissionId = role->id};
    const QString detail = role->displayName;
    const QString action = u"agency.grant"_s;
    const Result<Done> granted = co_await write(creation, grant, action, detail, stop);
    co_return granted;
}

// Afresh: what was listed before does not have it.
Task<AgencyLookup> lookUp(AgencyCreation creation)
{
    const auto lookups = std::make_shared<AgencyLookups>(creation.cloud, creation.accountId);
    const std::stop_token nobody;
    const Result<AgencyLookup> lookup = co_await AgencyLookups::find(lookups, creation.name, nobody);
    co_return lookup;
}

} // namespace

Result<Done> checkCreation(const Candidates &candidates)
{
    if (std::none_of(candidates.agencies.begin(), candidates.agencies.end(), [](const AgencyCandidate &one) { return one.lookup.agency.trustsEcs(); }))
        return tl::unexpected(Error{.fault = Fault::Rejected,
                                    .detail = AgencyWords::tr("whether this cloud creates agencies for ECS over its API cannot be seen: no agency "
                                                              "of the account trusts op_svc_ecs yet")});
    return Done{};
}

Task<Done> tryCreation(AgencyCreation creation, std::stop_token stop)
{
    if (creation.isReadOnly)
        co_return tl::unexpected(refusedAsReadOnly());
    const JournalEntry beginning = entryAbout(creation, u"agency.try"_s, {});
    const Result<qint64> entry = co_await creation.journal->begin(beginning);
    if (!entry)
        co_return tl::unexpected(entry.error());
    const TryAgencyCreation request{.accountId = creation.accountId};
    const Result<Receipted<IamAgency>> answer = co_await creation.cloud.sendForReceipt(request, stop);
    const Result<Done> verdict = judgeTry(answer, creation.userName);
    JournalOutcome outcome = outcomeAbout(verdict ? std::nullopt : std::optional(verdict.error()), creation.accountId,
                                          answer ? answer->requestId : answer.error().requestId);
    if (answer) // an agency has come into being
        outcome = {.kind = JournalOutcome::Succeeded, .subject = answer->value.id, .requestId = answer->requestId};
    const Result<Done> completed = co_await creation.journal->complete(*entry, outcome);
    Q_UNUSED(completed) // the open entry says as much
    co_return verdict;
}

Result<Done> checkNewAgencyName(const QString &name)
{
    const bool isUsable = !name.isEmpty() && name == name.trimmed() && name.size() <= longestAgencyName
        && std::all_of(name.begin(), name.end(), [](QChar c) {
               return (c.unicode() < 0x80 && c.isLetterOrNumber()) || c == u'-' || c == u'_' || c == u' ';
           });
    if (isUsable)
        return Done{};
    return tl::unexpected(Error{.fault = Fault::Rejected,
                                .detail = AgencyWords::tr("a name has 1 to %1 letters, digits, dashes and underscores").arg(longestAgencyName)});
}

Task<CreatedAgency> createAgency(AgencyCreation creation, std::stop_token stop)
{
    if (creation.isReadOnly)
        co_return tl::unexpected(refusedAsReadOnly());
    if (const Result<Done> named = checkNewAgencyName(creation.name); !named)
        co_return tl::unexpected(named.error());
    const CreateEcsAgency request{.accountId = creation.accountId, .name = creation.name, .description = creation.description};
    const QString action = u"agency.create"_s;
    const Result<IamAgency> made = co_await write(creation, request, action, creation.description, stop);
    if (!made && isCleanRefusal(made.error()))
        co_return tl::unexpected(made.error());
    IamAgency agency = made ? *made : IamAgency{};
    if (!made) { // the answer was lost: the list tells
        const Result<AgencyLookup> found = co_await lookUp(creation);
        // One of that name that was there before, or trusts somebody else, is not to get any right.
        const bool isOurs = found && found->condition == AgencyLookup::Found && found->agency.trustsEcs()
            && found->agency.description == creation.description;
        if (!isOurs)
            co_return tl::unexpected(made.error());
        agency = found->agency;
    }
    CreatedAgency created;
    const QString agencyId = agency.id;
    const Result<Done> granted = co_await grantObs(creation, agencyId, stop);
    if (!granted)
        created.notGranted = granted.error();
    const Result<AgencyLookup> lookup = co_await lookUp(creation);
    created.agency.lookup.condition = AgencyLookup::Found;
    created.agency.lookup.agency = agency;
    if (lookup && lookup->condition == AgencyLookup::Found)
        created.agency.lookup = *lookup;
    created.agency.health = healthOf(created.agency.lookup, creation.cloud.cloudNow(), soonOfNew);
    co_return created;
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/agencyrequests.h"

#include "app/agencies/words.h"
#include "app/cloud/envelope.h"
#include "app/cloud/loosejson.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

QString pathPart(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

// The members of one agency. What cannot be read is noted, for the others of the list are good all the same.
class AgencyReader
{
public:
    explicit AgencyReader(const QJsonObject &object)
        : m_object(object)
    {
    }

    [[nodiscard]] IamAgency read()
    {
        IamAgency agency{.id = needed(u"id"_s),
                         .name = needed(u"name"_s),
                         .trustName = text(u"trust_domain_name"_s),
                         .trustId = text(u"trust_domain_id"_s),
                         .description = text(u"description"_s),
                         .created = time(u"create_time"_s),
                         .expires = time(u"expire_time"_s)};
        agency.unreadable = m_unreadable;
        return agency;
    }

private:
    [[nodiscard]] QString text(const QString &member)
    {
        const QJsonValue value = m_object.value(member);
        if (!value.isString() && !value.isNull() && !value.isUndefined())
            m_unreadable.append(member);
        return value.toString();
    }
    [[nodiscard]] QString needed(const QString &member)
    {
        const QString found = text(member);
        if (found.isEmpty() && !m_unreadable.contains(member))
            m_unreadable.append(member);
        return found;
    }
    // Without a zone, which is UTC (iam.md, 7.1). One that cannot be read is not taken for "never".
    [[nodiscard]] std::optional<Instant> time(const QString &member)
    {
        const QString found = text(member);
        if (found.isEmpty())
            return {};
        const Result<Instant> instant = parseWireTime(found);
        if (instant)
            return *instant;
        m_unreadable.append(member);
        return {};
    }

    const QJsonObject &m_object;
    QStringList m_unreadable;
};

Result<IamAgency> readListedAgency(const QJsonObject &object)
{
    return AgencyReader(object).read();
}

// What its policy allows. Denials are rare, and what they leave of an allowance cannot be told by names.
QStringList allowedActions(const QJsonObject &policy)
{
    QStringList actions;
    for (const QJsonObject &statement : looseObjects(policy.value(u"Statement"_s))) {
        if (looseText(statement.value(u"Effect"_s)) != "Allow"_L1)
            continue;
        const QJsonArray list = statement.value(u"Action"_s).toArray();
        for (const auto &action : list)
            if (action.isString())
                actions.append(action.toString());
    }
    return actions;
}

Result<AgencyPermission> readPermission(const QJsonObject &object)
{
    const Result<QString> id = textMember(object, u"id"_s);
    if (!id)
        return tl::unexpected(id.error());
    return AgencyPermission{.id = *id,
                            .name = looseText(object.value(u"name"_s)),
                            .displayName = looseText(object.value(u"display_name"_s)),
                            .actions = allowedActions(object.value(u"policy"_s).toObject())};
}

template <typename T, typename Reader>
Result<std::vector<T>> listOf(const QJsonObject &body, const QString &member, Reader reader)
{
    const Result<QJsonArray> list = arrayMember(body, member);
    if (!list)
        return tl::unexpected(list.error());
    std::vector<T> all;
    for (const auto &element : *list) {
        Result<T> one = reader(element.toObject());
        if (!one)
            return tl::unexpected(one.error());
        all.push_back(std::move(*one));
    }
    return all;
}

} // namespace

HttpCall ListAgencies::call() const
{
    return {.path = u"/v3.0/OS-AGENCY/agencies"_s, .query = {{u"domain_id"_s, accountId}}};
}

Result<ListAgencies::Response> ListAgencies::parse(const QJsonObject &body)
{
    return listOf<IamAgency>(body, u"agencies"_s, readListedAgency);
}

HttpCall ListAgencyPermissions::call() const
{
    return {.path = u"/v3.0/OS-AGENCY/domains/%1/agencies/%2/roles"_s.arg(pathPart(accountId), pathPart(agencyId))};
}

Result<ListAgencyPermissions::Response> ListAgencyPermissions::parse(const QJsonObject &body)
{
    return listOf<AgencyPermission>(body, u"roles"_s, readPermission);
}

HttpCall ListInheritedPermissions::call() const
{
    return {.path = u"/v3.0/OS-INHERIT/domains/%1/agencies/%2/roles/inherited_to_projects"_s.arg(pathPart(accountId), pathPart(agencyId))};
}

HttpCall ShowPermission::call() const
{
    return {.path = u"/v3/roles/"_s + pathPart(id)};
}

Result<AgencyPermission> ShowPermission::parse(const QJsonObject &body)
{
    const Result<QJsonObject> role = objectMember(body, u"role"_s);
    return role ? readPermission(*role) : tl::unexpected(role.error());
}

HttpCall CreateEcsAgency::call() const
{
    const QJsonObject agency{{u"name"_s, name},
                             {u"domain_id"_s, accountId},
                             {u"trust_domain_name"_s, u"op_svc_ecs"_s},
                             {u"description"_s, description},
                             {u"duration"_s, u"FOREVER"_s}};
    return {.verb = "POST", .path = u"/v3.0/OS-AGENCY/agencies"_s, .body = {{u"agency"_s, agency}}, .idempotent = false};
}

Result<IamAgency> CreateEcsAgency::parse(const QJsonObject &body)
{
    const Result<QJsonObject> agency = objectMember(body, u"agency"_s);
    if (!agency)
        return tl::unexpected(agency.error());
    for (const QString &member : {u"id"_s, u"name"_s}) // it is to get a right: which one it is must be certain
        if (const Result<QString> text = textMember(*agency, member); !text)
            return tl::unexpected(text.error());
    return readListedAgency(*agency);
}

HttpCall TryAgencyCreation::call() const
{
    const QJsonObject agency{{u"domain_id"_s, accountId}, {u"trust_domain_name"_s, u"op_svc_ecs"_s}, {u"duration"_s, u"FOREVER"_s}};
    return {.verb = "POST", .path = u"/v3.0/OS-AGENCY/agencies"_s, .body = {{u"agency"_s, agency}}, .idempotent = false};
}

HttpCall ListSystemPermissions::call() const
{
    return {.path = u"/v3/roles"_s};
}

HttpCall GrantAgencyPermission::call() const
{
    return {.verb = "PUT",
            .path = u"/v3.0/OS-AGENCY/domains/%1/agencies/%2/roles/%3"_s.arg(pathPart(accountId), pathPart(agencyId), pathPart(permissionId)),
            .idempotent = false};
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// What IAM says about agencies, asked for once however many nodes name one: the list, and for each that is named what it
// may do.
#pragma once

#include "app/agencies/agencybinding.h"
#include "app/cloud/client.h"

#include <QHash>

#include <memory>

namespace claviger {

class AgencyLookups
{
public:
    AgencyLookups(Client cloud, QString accountId);

    // For agencies of that name, exactly. An agency that cannot be read is AgencyLookup::Unknown, never an error of this.
    [[nodiscard]] static Task<AgencyLookup> find(std::shared_ptr<AgencyLookups> lookups, QString name, std::stop_token stop);
    // All of the account.
    [[nodiscard]] static Task<std::vector<IamAgency>> list(std::shared_ptr<AgencyLookups> lookups, std::stop_token stop);

private:
    using Permissions = std::vector<AgencyPermission>;
    static Task<Permissions> permissionsOf(std::shared_ptr<AgencyLookups> lookups, QString agencyId, std::stop_token stop);
    static Task<AgencyPermission> named(std::shared_ptr<AgencyLookups> lookups, AgencyPermission permission, std::stop_token stop);

    Client m_cloud;
    QString m_accountId;
    std::optional<Result<std::vector<IamAgency>>> m_agencies;
    QHash<QString, AgencyLookup> m_found;
    QHash<QString, AgencyPermission> m_named; // by id
};

} // namespace claviger

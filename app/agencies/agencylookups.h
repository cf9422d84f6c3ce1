// SPDX-License-Identifier: Apache-2.0
// What IAM says about agencies, asked for once however many nodes name one, also at the same time: the list, and for each
// that is named what it may do.
#pragma once

#include "app/agencies/agencybinding.h"
#include "app/cloud/client.h"
#include "app/foundation/gate.h"
#include "app/foundation/sharedoutcome.h"

#include <QHash>

#include <functional>
#include <memory>

namespace claviger {

class AgencyLookups
{
public:
    // gate: through which its calls go; null: one of its own.
    AgencyLookups(Client cloud, QString accountId, std::shared_ptr<Gate> gate = {});

    // For agencies of that name, exactly. An agency that cannot be read is AgencyLookup::Unknown; an error of this means
    // that it was stopped.
    [[nodiscard]] static Task<AgencyLookup> find(std::shared_ptr<AgencyLookups> lookups, QString name, std::stop_token stop);
    // All of the account.
    [[nodiscard]] static Task<std::vector<IamAgency>> list(std::shared_ptr<AgencyLookups> lookups, std::stop_token stop);

private:
    using Agencies = std::vector<IamAgency>;
    using Permissions = std::vector<AgencyPermission>;
    template <typename T>
    using Known = QHash<QString, SharedOutcome<T>>; // asked for, or asked long ago

    template <typename T>
    static Task<T> once(std::shared_ptr<AgencyLookups> lookups, Known<T> AgencyLookups::*known, QString key,
                        std::function<Task<T>()> ask, std::stop_token stop);
    static Task<AgencyLookup> lookUp(std::shared_ptr<AgencyLookups> lookups, QString name, std::stop_token stop);
    static Task<Permissions> permissionsOf(std::shared_ptr<AgencyLookups> lookups, QString agencyId, std::stop_token stop);
    static Task<AgencyPermission> named(std::shared_ptr<AgencyLookups> lookups, AgencyPermission permission, std::stop_token stop);

    Client m_cloud;
    QString m_accountId;
    std::shared_ptr<Gate> m_gate;
    Known<Agencies> m_lists;        // one, under no name
    Known<AgencyLookup> m_found;    // by name
    Known<AgencyPermission> m_named; // by id
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// Creates the agency that nodes need where there is none: it trusts ECS, has no end, and may use OBS (iam.md, 7.2 and 7.5).
#pragma once

#include "app/agencies/candidates.h"
#include "app/journal/journal.h"

namespace claviger {

struct AgencyCreation
{
    Client cloud = {};
    std::shared_ptr<Journal> journal = {};
    QString cloudName = {};
    QString account = {}, accountId = {};
    QString userName = {};
    bool isReadOnly = false;
    QString name = {};
    QString description = {};
};

struct CreatedAgency
{
    AgencyCandidate agency = {}; // as IAM shows it afterwards
    std::optional<Error> notGranted = {}; // it exists, but without OBS OperateAccess
};

// Whether IAM is seen to know the party op_svc_ecs, for another agency trusts it already. Fault::Rejected: not; then a person
// creates it on the IAM console.
[[nodiscard]] Result<Done> checkCreation(const Candidates &candidates);

// Whether IAM has the call, and lets this user create agencies: it is sent without a name, so that nothing can come of it.
// Between two lines of the journal all the same. Fault::Forbidden, NotFound: no; other errors: it is not known. The name is not
// used.
[[nodiscard]] Task<Done> tryCreation(AgencyCreation creation, std::stop_token stop = {});

// 1 to 64 characters, letters, digits, spaces and -_ (uncertain: IAM decides). Fault::Rejected.
[[nodiscard]] Result<Done> checkNewAgencyName(const QString &name);

// Fault::Conflict: there is one of that name. Fault::Unconfirmed: it may have been created.
[[nodiscard]] Task<CreatedAgency> createAgency(AgencyCreation creation, std::stop_token stop = {});

} // namespace claviger

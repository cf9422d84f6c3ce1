// SPDX-License-Identifier: Apache-2.0
// The clouds and regions that Claviger knows the addresses of. A table, because hosts do not follow from the region's
// name. Sources: iam.md, section 1.1; Huawei Cloud's list of regions and endpoints.
#pragma once

#include "app/cloud/profile.h"

namespace claviger {

struct CloudPreset
{
    // Two ways to sign with AK/SK under one algorithm name (iam.md, section 3); both are tried if the first is refused.
    enum Signing {
        PlainKey,  // 3.2, Huawei Cloud: Access=, the secret key signs
        ScopedKey, // 3.3, Open Telekom Cloud: Credential=, a key derived from the secret key signs
    };

    QString id = {};     // stable, saved in profiles: otc-eu-de
    QString cloud = {};  // Open Telekom Cloud
    QString region = {}; // eu-de
    QString place = {};  // Biere/Magdeburg, not translated
    QUrl identityEndpoint = {};      // the one to begin with
    QUrl otherIdentityEndpoint = {}; // regional if the first is global, global if it is regional; empty: there is none
    QUrl mrsEndpoint = {}, ecsEndpoint = {}, obsEndpoint = {};
    QUrl consoleEndpoint = {}; // the web console
    Signing signing = PlainKey;
    QStringList uncertain = {}; // services (iam, mrs, ecs, obs) whose host follows from the pattern alone

    [[nodiscard]] bool isCertain() const { return uncertain.isEmpty(); }
};

[[nodiscard]] const std::vector<CloudPreset> &presets();
// Null if there is none with this id.
[[nodiscard]] const CloudPreset *findPreset(const QString &id);
// The preset of that region whose identity service answers at this (normalised) address; null if there is none. With an
// empty region the address alone decides if it belongs to one region only.
[[nodiscard]] const CloudPreset *findPreset(const QUrl &identityEndpoint, const QString &region);

// An unnamed profile of a person's own with every address of the preset.
[[nodiscard]] CloudProfile profileFor(const CloudPreset &preset);

// The page of the MRS console for a browser: with the clusters of the region, for the vendor documents no address of a single
// one; of the simulated cloud that of the cluster. Empty: where the console is is not known.
[[nodiscard]] QUrl mrsConsolePage(const CloudProfile &profile, const QString &clusterId);

} // namespace claviger

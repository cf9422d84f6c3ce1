// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/presets.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace claviger {

using namespace Qt::StringLiterals;
using namespace std::string_view_literals;

namespace {

struct PresetRow
{
    const char *id, *region, *place;
    const char *identity, *otherIdentity, *mrs, *ecs, *obs; // hosts
    const char *uncertain;                                  // comma separated services
};

// The access key pages allow both the global and a regional identity host (iam.md, section 4). Open Telekom Cloud has no
// host of its own for "global": eu-de plays that part for eu-nl; eu-ch2 is a cloud apart.
constexpr std::array otcRows{
    PresetRow{"otc-eu-de", "eu-de", "Biere/Magdeburg",
              "iam.eu-de.otc.t-systems.com", "",
              "mrs.eu-de.otc.t-systems.com", "ecs.eu-de.otc.t-systems.com", "obs.eu-de.otc.t-systems.com", ""},
    PresetRow{"otc-eu-nl", "eu-nl", "Amsterdam",
              "iam.eu-nl.otc.t-systems.com", "iam.eu-de.otc.t-systems.com",
              "mrs.eu-nl.otc.t-systems.com", "ecs.eu-nl.otc.t-systems.com", "obs.eu-nl.otc.t-systems.com", "mrs"},
    PresetRow{"otc-eu-ch2", "eu-ch2", "Bern/Zollikofen",
              "iam-pub.eu-ch2.sc.otc.t-systems.com", "",
              "mrs.eu-ch2.sc.otc.t-systems.com", "ecs.eu-ch2.sc.otc.t-systems.com", "obs.eu-ch2.sc.otc.t-systems.com", "mrs,ecs"},
};

// Huawei Cloud: the global identity host offers every call, a regional one most of them, so the global one comes first.
// Not every region runs every service; a service that is not there shows as unreachable on the readiness page.
constexpr std::array huaweiRows{
    PresetRow{"huawei-cn-north-1", "cn-north-1", "Beijing1",
              "iam.myhuaweicloud.com", "iam.cn-north-1.myhuaweicloud.com",
              "mrs.cn-north-1.myhuaweicloud.com", "ecs.cn-north-1.myhuaweicloud.com", "obs.cn-north-1.myhuaweicloud.com", ""},
    PresetRow{"huawei-cn-north-4", "cn-north-4", "Beijing4",
              "iam.myhuaweicloud.com", "iam.cn-north-4.myhuaweicloud.com",
              "mrs.cn-north-4.myhuaweicloud.com", "ecs.cn-north-4.myhuaweicloud.com", "obs.cn-north-4.myhuaweicloud.com", ""},
    PresetRow{"huawei-cn-north-9", "cn-north-9", "Ulanqab1",
              "iam.myhuaweicloud.com", "iam.cn-north-9.myhuaweicloud.com",
              "mrs.cn-north-9.myhuaweicloud.com", "ecs.cn-north-9.myhuaweicloud.com", "obs.cn-north-9.myhuaweicloud.com", ""},
    PresetRow{"huawei-cn-east-2", "cn-east-2", "Shanghai2",
              "iam.myhuaweicloud.com", "iam.cn-east-2.myhuaweicloud.com",
              "mrs.cn-east-2.myhuaweicloud.com", "ecs.cn-east-2.myhuaweicloud.com", "obs.cn-east-2.myhuaweicloud.com", ""},
    PresetRow{"huawei-cn-east-3", "cn-east-3", "Shanghai1",
              "iam.myhuaweicloud.com", "iam.cn-east-3.myhuaweicloud.com",
              "mrs.cn-east-3.myhuaweicloud.com", "ecs.cn-east-3.myhuaweicloud.com", "obs.cn-east-3.myhuaweicloud.com", ""},
    PresetRow{"huawei-cn-south-1", "cn-south-1", "Guangzhou",
              "iam.myhuaweicloud.com", "iam.cn-south-1.myhuaweicloud.com",
              "mrs.cn-south-1.myhuaweicloud.com", "ecs.cn-south-1.myhuaweicloud.com", "obs.cn-south-1.myhuaweicloud.com", ""},
    PresetRow{"huawei-cn-southwest-2", "cn-southwest-2", "Guiyang1",
              "iam.myhuaweicloud.com", "iam.cn-southwest-2.myhuaweicloud.com",
              "mrs.cn-southwest-2.myhuaweicloud.com", "ecs.cn-southwest-2.myhuaweicloud.com", "obs.cn-southwest-2.myhuaweicloud.com", ""},
    PresetRow{"huawei-ap-southeast-1", "ap-southeast-1", "Hong Kong",
              "iam.myhuaweicloud.com", "iam.ap-southeast-1.myhuaweicloud.com",
              "mrs.ap-southeast-1.myhuaweicloud.com", "ecs.ap-southeast-1.myhuaweicloud.com", "obs.ap-southeast-1.myhuaweicloud.com", ""},
    PresetRow{"huawei-ap-southeast-2", "ap-southeast-2", "Bangkok",
              "iam.myhuaweicloud.com", "iam.ap-southeast-2.myhuaweicloud.com",
              "mrs.ap-southeast-2.myhuaweicloud.com", "ecs.ap-southeast-2.myhuaweicloud.com", "obs.ap-southeast-2.myhuaweicloud.com", ""},
    PresetRow{"huawei-ap-southeast-3", "ap-southeast-3", "Singapore",
              "iam.myhuaweicloud.com", "iam.ap-southeast-3.myhuaweicloud.com",
              "mrs.ap-southeast-3.myhuaweicloud.com", "ecs.ap-southeast-3.myhuaweicloud.com", "obs.ap-southeast-3.myhuaweicloud.com", ""},
    PresetRow{"huawei-ap-southeast-4", "ap-southeast-4", "Jakarta",
              "iam.myhuaweicloud.com", "iam.ap-southeast-4.myhuaweicloud.com",
              "mrs.ap-southeast-4.myhuaweicloud.com", "ecs.ap-southeast-4.myhuaweicloud.com", "obs.ap-southeast-4.myhuaweicloud.com", ""},
    PresetRow{"huawei-af-south-1", "af-south-1", "Johannesburg",
              "iam.myhuaweicloud.com", "iam.af-south-1.myhuaweicloud.com",
              "mrs.af-south-1.myhuaweicloud.com", "ecs.af-south-1.myhuaweicloud.com", "obs.af-south-1.myhuaweicloud.com", ""},
    PresetRow{"huawei-la-north-2", "la-north-2", "Mexico City2",
              "iam.myhuaweicloud.com", "iam.la-north-2.myhuaweicloud.com",
              "mrs.la-north-2.myhuaweicloud.com", "ecs.la-north-2.myhuaweicloud.com", "obs.la-north-2.myhuaweicloud.com", ""},
    PresetRow{"huawei-la-south-2", "la-south-2", "Santiago",
              "iam.myhuaweicloud.com", "iam.la-south-2.myhuaweicloud.com",
              "mrs.la-south-2.myhuaweicloud.com", "ecs.la-south-2.myhuaweicloud.com", "obs.la-south-2.myhuaweicloud.com", ""},
    PresetRow{"huawei-na-mexico-1", "na-mexico-1", "Mexico City1",
              "iam.myhuaweicloud.com", "iam.na-mexico-1.myhuaweicloud.com",
              "mrs.na-mexico-1.myhuaweicloud.com", "ecs.na-mexico-1.myhuaweicloud.com", "obs.na-mexico-1.myhuaweicloud.com", ""},
    PresetRow{"huawei-sa-brazil-1", "sa-brazil-1", "São Paulo1",
              "iam.myhuaweicloud.com", "iam.sa-brazil-1.myhuaweicloud.com",
              "mrs.sa-brazil-1.myhuaweicloud.com", "ecs.sa-brazil-1.myhuaweicloud.com", "obs.sa-brazil-1.myhuaweicloud.com", ""},
    PresetRow{"huawei-tr-west-1", "tr-west-1", "Istanbul",
              "iam.myhuaweicloud.com", "iam.tr-west-1.myhuaweicloud.com",
              "mrs.tr-west-1.myhuaweicloud.com", "ecs.tr-west-1.myhuaweicloud.com", "obs.tr-west-1.myhuaweicloud.com", ""},
    PresetRow{"huawei-me-east-1", "me-east-1", "Riyadh",
              "iam.myhuaweicloud.com", "iam.me-east-1.myhuaweicloud.com",
              "mrs.me-east-1.myhuaweicloud.com", "ecs.me-east-1.myhuaweicloud.com", "obs.me-east-1.myhuaweicloud.com", ""},
};

// The Europe site has its own accounts and the domain .eu; its users are told to name the regional identity host.
constexpr std::array huaweiEuropeRows{
    PresetRow{"huawei-eu-west-101", "eu-west-101", "Dublin",
              "iam.eu-west-101.myhuaweicloud.eu", "iam.myhuaweicloud.eu",
              "mrs.eu-west-101.myhuaweicloud.eu", "ecs.eu-west-101.myhuaweicloud.eu", "obs.eu-west-101.myhuaweicloud.eu", "mrs,ecs"},
};

QUrl addressOf(const char *host)
{
    QUrl url;
    if (*host) {
        url.setScheme(u"https"_s);
        url.setHost(QString::fromLatin1(host));
    }
    return url;
}

CloudPreset presetFrom(const PresetRow &row, const QString &cloud, const char *console, CloudPreset::Signing signing)
{
    return {.id = QString::fromLatin1(row.id),
            .cloud = cloud,
            .region = QString::fromLatin1(row.region),
            .place = QString::fromUtf8(row.place),
            .identityEndpoint = addressOf(row.identity),
            .otherIdentityEndpoint = addressOf(row.otherIdentity),
            .mrsEndpoint = addressOf(row.mrs),
            .ecsEndpoint = addressOf(row.ecs),
            .obsEndpoint = addressOf(row.obs),
            .consoleEndpoint = addressOf(console),
            .signing = signing,
            .uncertain = QString::fromLatin1(row.uncertain).split(u',', Qt::SkipEmptyParts)};
}

} // namespace

const std::vector<CloudPreset> &presets()
{
    static const std::vector<CloudPreset> all = [] {
        std::vector<CloudPreset> list;
        list.reserve(otcRows.size() + huaweiRows.size() + huaweiEuropeRows.size());
        // The consoles as public pages name them; eu-ch2 is a cloud apart.
        for (const PresetRow &row : otcRows)
            list.push_back(presetFrom(row, u"Open Telekom Cloud"_s,
                                      row.region == "eu-ch2"sv ? "console.sc.otc.t-systems.com" : "console.otc.t-systems.com",
                                      CloudPreset::ScopedKey));
        for (const PresetRow &row : huaweiRows)
            list.push_back(presetFrom(row, u"Huawei Cloud"_s,
                                      "cn-"sv == std::string_view(row.region).substr(0, 3) ? "console.huaweicloud.com" : "console-intl.huaweicloud.com",
                                      CloudPreset::PlainKey));
        for (const PresetRow &row : huaweiEuropeRows)
            list.push_back(presetFrom(row, u"Huawei Cloud Europe"_s, "console.huaweicloud.eu", CloudPreset::PlainKey));
        return list;
    }();
    return all;
}

const CloudPreset *findPreset(const QString &id)
{
    const auto found = std::ranges::find(presets(), id, &CloudPreset::id);
    return found == presets().end() ? nullptr : &*found;
}

const CloudPreset *findPreset(const QUrl &identityEndpoint, const QString &region)
{
    if (identityEndpoint.isEmpty())
        return nullptr;
    const CloudPreset *only = nullptr;
    bool several = false;
    for (const CloudPreset &preset : presets()) {
        const bool first = preset.identityEndpoint == identityEndpoint;
        if (!first && preset.otherIdentityEndpoint != identityEndpoint)
            continue;
        if (preset.region == region)
            return &preset;
        // iam.eu-de serves eu-nl too, but a person who names it alone means eu-de.
        if (region.isEmpty() && (first || identityEndpoint.host().contains(preset.region))) {
            several = several || only;
            only = &preset;
        }
    }
    return several ? nullptr : only;
}

CloudProfile profileFor(const CloudPreset &preset)
{
    return {.preset = preset.id,
            .region = preset.region,
            .identityEndpoint = preset.identityEndpoint,
            .mrsEndpoint = preset.mrsEndpoint,
            .ecsEndpoint = preset.ecsEndpoint,
            .obsEndpoint = preset.obsEndpoint,
            .consoleEndpoint = preset.consoleEndpoint};
}

QUrl mrsConsolePage(const CloudProfile &profile, const QString &clusterId)
{
    QUrl page = profile.consoleEndpoint;
    if (const CloudPreset *preset = findPreset(profile.preset); preset && page.isEmpty()) // a profile saved before there was one
        page = preset->consoleEndpoint;
    if (page.isEmpty())
        return {};
    if (isLoopback(page)) {
        page.setPath(u"/console/clusters/"_s + QString::fromLatin1(QUrl::toPercentEncoding(clusterId)), QUrl::StrictMode);
        return page;
    }
    page.setPath(u"/mrs/"_s);
    if (!profile.region.isEmpty())
        page.setQuery(u"region="_s + QString::fromLatin1(QUrl::toPercentEncoding(profile.region)), QUrl::StrictMode);
    return page;
}

} // namespace claviger

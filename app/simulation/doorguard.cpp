// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/doorguard.h"

namespace claviger::sim {

bool isForThisComputer(const Call &call)
{
    QByteArray name = call.header("Host");
    if (const qsizetype colon = name.lastIndexOf(':'); colon > name.lastIndexOf(']'))
        name.truncate(colon);
    return name.isEmpty() || name == "127.0.0.1" || name == "[::1]" || name.toLower() == "localhost";
}

bool standsElsewhere(const Call &call)
{
    const QByteArray host = call.header("Host");
    const QByteArray site = call.header("Sec-Fetch-Site");
    if (!site.isEmpty() && site != "same-origin" && site != "none")
        return true;
    const auto isOurs = [&host](const QByteArray &origin) {
        return origin == "http://" + host || origin == "https://" + host;
    };
    if (const QByteArray origin = call.header("Origin"); !origin.isNull())
        return !isOurs(origin);
    if (const QByteArray referer = call.header("Referer"); !referer.isEmpty())
        return !isOurs(referer.split('/').mid(0, 3).join('/'));
    return false;
}

} // namespace claviger::sim

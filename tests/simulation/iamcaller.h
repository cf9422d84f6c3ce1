// SPDX-License-Identifier: Apache-2.0
// Calls IAM of a simulated cloud for tests: tokens of the demo's users, and answers as JSON.
#pragma once

#include "app/simulation/simulatedcloud.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace claviger::sim {

class IamCaller
{
public:
    explicit IamCaller(std::shared_ptr<SimulatedCloud> cloud)
        : m_cloud(std::move(cloud))
    {
    }

    Reply send(const QByteArray &method, const QByteArray &target, const QByteArray &token, const QByteArray &body = {},
               Headers headers = {})
    {
        if (!token.isEmpty())
            headers.emplace_back("X-Auth-Token", token);
        return m_cloud->answer({.method = method, .target = target, .headers = std::move(headers), .body = body});
    }
    Reply get(const QByteArray &target, const QByteArray &token) { return send("GET", target, token); }
    Reply post(const QByteArray &target, const QByteArray &body, const QByteArray &token = {})
    {
        return send("POST", target, token, body);
    }

    QByteArray tokenOf(const QByteArray &user, const QByteArray &scope = {},
                       const QByteArray &account = "OTC-EXAMPLE-00000000001")
    {
        const QByteArray body =
            "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"" + user
            + "\",\"password\":\"example-password\",\"domain\":{\"name\":\"" + account + "\"}}}}"
            + (scope.isEmpty() ? QByteArray() : ",\"scope\":" + scope) + "}}";
        return post("/v3/auth/tokens", body).header("X-Subject-Token");
    }

private:
    std::shared_ptr<SimulatedCloud> m_cloud;
};

inline QJsonObject bodyOf(const Reply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

inline QString keystoneMessage(const Reply &reply)
{
    return bodyOf(reply).value(QLatin1String("error")).toObject().value(QLatin1String("message")).toString();
}

inline QString nativeCode(const Reply &reply)
{
    return bodyOf(reply).value(QLatin1String("error_code")).toString();
}

} // namespace claviger::sim

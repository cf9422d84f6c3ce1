// SPDX-License-Identifier: Apache-2.0
// A client of the simulated Manager in process: it keeps cookies and the token as a browser would, and nothing else.
#pragma once

#include "app/simulation/simulatedcloud.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

namespace claviger {

inline const QString managerPassword = QStringLiteral("example-manager-Password1");

class ManagerClient
{
public:
    explicit ManagerClient(SimulatedCloud &cloud, QByteArray under = "/web/")
        : base(std::move(under))
        , m_cloud(cloud)
    {
    }

    // A target that begins with "/" is taken as it is, others stand under the base.
    sim::Reply send(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                    sim::Headers headers = {})
    {
        headers.emplace_back("Host", "127.0.0.1:9022");
        QByteArrayList pairs;
        for (auto it = cookies.cbegin(); it != cookies.cend(); ++it)
            pairs += it.key() + '=' + it.value();
        if (!pairs.isEmpty())
            headers.emplace_back("Cookie", pairs.join("; "));
        if (!token.isEmpty())
            headers.emplace_back("X-HW-FI-Auth-Token", token);
        const QByteArray whole = target.startsWith('/') ? target : base + target;
        const sim::Reply reply =
            m_cloud.answer({.method = method, .target = whole, .headers = headers, .body = body}, sim::Door::Manager);
        for (const auto &[name, value] : reply.headers) {
            if (name != "Set-Cookie")
                continue;
            const QByteArray pair = value.left(value.indexOf(';'));
            cookies.insert(pair.left(pair.indexOf('=')), pair.mid(pair.indexOf('=') + 1));
        }
        return reply;
    }

    sim::Reply get(const QByteArray &target, const sim::Headers &headers = {})
    {
        return send("GET", target, {}, headers);
    }
    sim::Reply post(const QByteArray &target, const QByteArray &body = {}) { return send("POST", target, body); }

    static sim::Headers basic(const QString &user, const QString &password = managerPassword)
    {
        return {{"Authorization", "Basic " + (user + u':' + password).toUtf8().toBase64()}};
    }

    // Way A, then the token of way B.
    bool logIn(const QString &user)
    {
        if (get("api/v2/session/status", basic(user)).status != 200)
            return false;
        token = QJsonDocument::fromJson(post("api/v2/session/login_check").body)[QLatin1String("token")]
                    .toString()
                    .toLatin1();
        return !token.isEmpty();
    }

    QByteArray base;
    QMap<QByteArray, QByteArray> cookies;
    QByteArray token;

private:
    SimulatedCloud &m_cloud;
};

inline QJsonDocument jsonOf(const sim::Reply &reply)
{
    return QJsonDocument::fromJson(reply.body);
}

inline bool isLoginPage(const sim::Reply &reply)
{
    return reply.status == 200 && reply.header("Content-Type").startsWith("text/html")
        && reply.body.contains("FusionInsight Manager login");
}

} // namespace claviger

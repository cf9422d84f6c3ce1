// SPDX-License-Identifier: Apache-2.0
// The OpenStack Identity service that tests/support/with_keystone.sh started for this test, and what it was asked.
#pragma once

#include "app/cloud/client.h"
#include "app/foundation/clock.h"

#include <QFile>
#include <QStringList>

#include <memory>

namespace claviger::testing {

inline QString keystoneValue(const char *name)
{
    const QString value = qEnvironmentVariable(name);
    if (value.isEmpty())
        qFatal("%s is not set: run this test through tests/support/with_keystone.sh", name);
    return value;
}

inline Login keystoneLogin(const char *user = "KEYSTONE_USER", const char *password = "KEYSTONE_PASSWORD")
{
    return {.account = keystoneValue("KEYSTONE_ACCOUNT"),
            .userName = keystoneValue(user),
            .password = Secret::fromText(keystoneValue(password))};
}

// What one person at one console has: a transport, a session with that service, a client on both.
struct KeystoneSignIn
{
    explicit KeystoneSignIn(const QString &project, std::shared_ptr<const Clock> clock = std::make_shared<RealClock>())
        : transport(std::make_shared<Transport>(std::move(clock)))
        , session(Session::create(transport, {.identityEndpoint = address, .project = project, .region = keystoneValue("KEYSTONE_PROJECT")}))
    {
    }

    QUrl address = QUrl(keystoneValue("KEYSTONE_URL"));
    std::shared_ptr<Transport> transport;
    std::shared_ptr<Session> session;
    Client client = Client(transport, address, session);
};

// The requests of one test, in the service's own log: "POST /v3/auth/tokens?nocatalog=1 201", without the query.
class KeystoneLog
{
public:
    KeystoneLog()
        : m_start(lines().size())
    {
    }


    [[nodiscard]] QStringList requests() const { return lines().mid(m_start); }
    [[nodiscard]] qsizetype count(const QString &request) const { return requests().count(request); }

private:
    static QStringList lines()
    {
        QFile file(keystoneValue("KEYSTONE_LOG"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QStringList found;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const QStringList words = QString::fromUtf8(line).split(u' ');
            if (words.size() == 3)
                found.append(words[0] + u' ' + words[1].section(u'?', 0, 0) + u' ' + words[2]);
        }
        return found;
    }

    qsizetype m_start = 0;
};

} // namespace claviger::testing

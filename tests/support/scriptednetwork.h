// SPDX-License-Identifier: Apache-2.0
// A network manager without a network: a function of the test answers each call, or leaves it open so that the test can
// end it its own way (late, twice, destroyed). For what a well-behaved server never does at the right moment.
#pragma once

#include "app/simulation/call.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>

#include <functional>
#include <optional>

namespace claviger::testing {

class ScriptedReply final : public QNetworkReply
{
    Q_OBJECT
public:
    ScriptedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QObject *parent);

    void answer(const sim::Reply &reply); // as Qt does it: headers, bytes, finished
    void breakOff(NetworkError error);    // before a byte of an answer
    void finishAgain() { Q_EMIT finished(); }
    void abort() override;
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override { return QNetworkReply::bytesAvailable() + m_body.size(); }

protected:
    qint64 readData(char *data, qint64 limit) override;

private:
    QByteArray m_body;
};

class ScriptedNetwork final : public QNetworkAccessManager
{
    Q_OBJECT
public:
    // Nothing: the reply stays open, see replies.
    using Script = std::function<std::optional<sim::Reply>(const sim::Call &call)>;
    explicit ScriptedNetwork(Script script, QObject *parent = nullptr);

    [[nodiscard]] int count(const QByteArray &method, const QByteArray &path) const; // without query

    std::vector<sim::Call> calls;
    std::vector<QPointer<ScriptedReply>> replies; // in the order of the calls
    std::vector<QUrl> urls;
    bool readsBodies = true; // false: as if no connection had been made yet

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *outgoing) override;

private:
    Script m_script;
};

} // namespace claviger::testing

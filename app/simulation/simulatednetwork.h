// SPDX-License-Identifier: Apache-2.0
// The in-process door of the simulated cloud: a network manager that needs no port. Whatever the host of a request, the
// cloud answers it, always later, from the event loop. Faults of the line can be ordered for single calls.
#pragma once

#include "app/simulation/simulatedcloud.h"

#include <QNetworkAccessManager>

#include <chrono>
#include <memory>
#include <vector>

namespace claviger {

class SimulatedNetwork final : public QNetworkAccessManager
{
    Q_OBJECT
public:
    enum class LineFault {
        RefuseConnection, // ConnectionRefusedError: the cloud sees nothing
        CloseBeforeCommit, // RemoteHostClosedError, the cloud did nothing
        CloseAfterCommit, // RemoteHostClosedError, the cloud acted: the answer is lost
        TruncateAnswer, // the true status and half the body, then RemoteHostClosedError
        NeverAnswer, // hangs until abort() or the transfer time-out; the cloud did nothing
        NeverAnswerAfterCommit, // hangs as well, but the cloud acted
    };

    explicit SimulatedNetwork(std::shared_ptr<SimulatedCloud> cloud, QObject *parent = nullptr);

    // The next matching call meets this fault; faults wait in a queue, the first that fits is used up.
    void failNext(LineFault fault, const CallFilter &matching = {});
    // Between the moment the cloud acts and the moment the answer arrives. Zero: the next turn of the event loop.
    void setLatency(std::chrono::milliseconds latency) { m_latency = latency; }
    // Requests handed to this manager since it was made.
    [[nodiscard]] int requestCount() const { return m_requestCount; }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *outgoing) override;

private:
    struct PlannedFault
    {
        LineFault fault;
        CallFilter matching;
    };

    std::shared_ptr<SimulatedCloud> m_cloud;
    std::vector<PlannedFault> m_faults;
    std::chrono::milliseconds m_latency = {};
    int m_requestCount = 0;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// One HTTP exchange as a task: the only place that touches QNetworkAccessManager. Wraps its traps: no default time
// limits, silent repeats of a request whose answer did not come, redirects that carry tokens to other hosts, replies
// that die under a waiter. Plain http leaves for loopback addresses only.
#pragma once

#include "app/cloud/callmonitor.h"
#include "app/foundation/clock.h"
#include "app/foundation/result.h"
#include "app/foundation/secret.h"
#include "app/foundation/worker.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QSslCertificate>
#include <QUrl>

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace claviger {

struct HttpHeader
{
    QByteArray name;
    QByteArray value;
};

struct HttpRequest
{
    QByteArray verb = "GET";
    QUrl url = {};
    std::vector<HttpHeader> headers = {};
    Secret token = {};         // goes out as X-Auth-Token
    Secret body = {};          // the exact bytes
    bool once = false;         // at most once on the wire, whatever the server does: writes, passwords, signatures;
                               // a lost answer means "may have happened" (Fault::Unconfirmed)
    bool writes = false;       // stopping it means that, too: what it did must be found out
    bool readsAhead = false;   // may be handed over before a connection is free (Transport::readAhead)
};

struct HttpLimits
{
    std::chrono::milliseconds total = std::chrono::seconds(60);
    std::chrono::milliseconds inactivity = std::chrono::seconds(20);
    qsizetype largestAnswer = 2 * 1024 * 1024; // bytes of body
};

struct HttpAnswer
{
    int status = 0;
    std::vector<HttpHeader> headers = {};
    QByteArray body = {};

    [[nodiscard]] QByteArray header(const char *name) const; // first of that name, case-insensitive; empty if none
};

// How a host proves itself. The default is the system's trust store.
struct TrustRule
{
    QList<QSslCertificate> authorities = {}; // replace the system's, as cacert of clouds.yaml does
    bool verify = true;                      // false is honoured for loopback hosts only
};

class Transport
{
public:
    using ManagerFactory = std::function<QNetworkAccessManager *()>;

    // The first network manager is made at the first exchange: nothing of the network is loaded before it is needed. Those
    // of a factory stand for a whole network: one is enough.
    Transport(std::shared_ptr<const Clock> clock, TrustRule trust = {}, ManagerFactory factory = {});
    ~Transport();
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;

    [[nodiscard]] CallMonitor &monitor() { return m_monitor; }
    [[nodiscard]] const TrustRule &trust() const { return m_trust; }
    [[nodiscard]] const std::shared_ptr<const Clock> &clock() const { return m_clock; }

    // A manager with room for one more exchange with that host. To be held as long as the exchange goes on.
    struct Line
    {
        std::shared_ptr<QNetworkAccessManager> manager = {}; // deleter: deleteLater, a flow may end inside its signals
        std::shared_ptr<const void> place = {};              // given back when the last copy goes
        bool waits = false;                                  // for one of those before it
    };
    // Ahead: or with room for one that waits there until one of the others has its answer.
    [[nodiscard]] Line lineTo(const QUrl &url, bool ahead = false);
    // How many requests that read ahead may be under way beyond so many, of one host: of one gate alone no more than that are on
    // the wire all the same, and a connection that becomes free takes the next without waiting for the main thread. Where others
    // ask that host meanwhile, up to twice as many may be, until those have their answers.
    [[nodiscard]] static int readAhead(int atOnce);

    // For work on answers that would hold up the window.
    [[nodiscard]] const Worker &worker();

private:
    struct Channel;
    std::shared_ptr<const Clock> m_clock;
    TrustRule m_trust;
    ManagerFactory m_factory;
    std::vector<std::shared_ptr<Channel>> m_channels; // in the order in which they fill
    std::unique_ptr<Worker> m_worker;
    CallMonitor m_monitor;
};

// Any HTTP status is an answer. Errors: Offline, TimedOut, Interrupted, Cancelled, Untrusted, TooLarge, Rejected (an URL
// we do not use), Unconfirmed (for a request that goes out once). Redirects of GET and HEAD are followed within the origin.
[[nodiscard]] Task<HttpAnswer> exchange(std::shared_ptr<Transport> transport, HttpRequest request, HttpLimits limits = {},
                                        std::stop_token stop = {});

} // namespace claviger

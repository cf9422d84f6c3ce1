// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/transport.h"

#include "app/cloud/profile.h"
#include "app/cloud/singleuse.h"
#include "app/cloud/words.h"
#include "app/foundation/settlement.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QLoggingCategory>
#include <QNetworkReply>
#include <QPointer>
#include <QSslConfiguration>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

Q_LOGGING_CATEGORY(lcCloud, "claviger.cloud", QtWarningMsg)

namespace {

constexpr int mostRedirects = 5;
constexpr int mostOfAHost = 6;                 // that a network manager carries at once
constexpr int mostThatWait = 6;                // in it, each for one of those
constexpr std::size_t mostNetworkManagers = 8; // each brings a thread

// What ended the wait, and the answer if there is one: the reply may be gone when the waiter gets to it.
struct Ending
{
    enum Kind { Finished, TotalLimit, InactivityLimit, Stopped, AnswerTooLarge, ReplyGone };
    Kind kind = Finished;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString words = {};
    HttpAnswer answer = {};
    bool wasBodyTouched = false;
};

QNetworkRequest networkRequest(const HttpRequest &request, const TrustRule &trust)
{
    QNetworkRequest wire(request.url);
    wire.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    wire.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    wire.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    wire.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    wire.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    wire.setHeader(QNetworkRequest::UserAgentHeader, u"Claviger"_s);
    wire.setRawHeader("Accept-Encoding", "identity");
    for (const HttpHeader &header : request.headers)
        wire.setRawHeader(header.name, header.value);
    if (!request.token.isEmpty()) {
        const std::string_view token = request.token.utf8();
        wire.setRawHeader("X-Auth-Token", QByteArray(token.data(), static_cast<qsizetype>(token.size())));
    }
    if (!trust.authorities.isEmpty() && request.url.scheme() == "https"_L1) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(trust.authorities);
        wire.setSslConfiguration(tls);
    }
    return wire;
}

QNetworkReply *send(QNetworkAccessManager &manager, const HttpRequest &request, const TrustRule &trust,
                    QPointer<SingleUseBody> &body)
{
    QNetworkRequest wire = networkRequest(request, trust);
    if (!request.once && request.verb == "GET")
        return manager.get(wire); // Qt repeats it over a fresh connection when the kept one has gone stale: welcome here
    if (!request.once && request.verb == "HEAD")
        return manager.head(wire);
    // All three together stop Qt from repeating the request by itself; any two of them do not (measured).
    body = new SingleUseBody(request.body);
    wire.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    wire.setHeader(QNetworkRequest::ContentLengthHeader, static_cast<qlonglong>(request.body.utf8().size()));
    QNetworkReply *reply = request.verb == "POST" ? manager.post(wire, body.data())
                                                  : manager.sendCustomRequest(wire, request.verb, body.data());
    body->setParent(reply);
    return reply;
}

// Errors at which no byte of the request can have left, unless some had left already over a kept connection: Qt then
// connects anew, and it is the second attempt that gives the error.
bool neverConnected(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProtocolUnknownError:
        return true;
    default:
        return false;
    }
}

// What the signals of the reply cannot tell: a request without a body may be on the wire before requestSent arrives
// from Qt's own thread, and a reply that is gone tells nothing.
bool mayHaveLeftUnseen(const Ending &ending, const HttpRequest &request)
{
    switch (ending.kind) {
    case Ending::Finished: // a body that was never read is still here: a proxy or a handshake ended it before
        return request.body.isEmpty() && !neverConnected(ending.error);
    case Ending::TotalLimit:
    case Ending::InactivityLimit:
    case Ending::Stopped:
        return request.body.isEmpty();
    case Ending::AnswerTooLarge:
    case Ending::ReplyGone:
        break;
    }
    return true;
}

Error errorFor(const Ending &ending, const HttpRequest &request, bool mayHaveLeft)
{
    Error error{.fault = Fault::Interrupted, .detail = ending.words};
    error.request = QString::fromLatin1(request.verb) + u' ' + request.url.path();
    switch (ending.kind) {
    case Ending::TotalLimit:
    case Ending::InactivityLimit:
        error.fault = Fault::TimedOut;
        error.detail = CloudWords::tr("no complete answer from %1 within the time limit").arg(request.url.host());
        break;
    case Ending::Stopped:
        error.fault = Fault::Cancelled;
        error.detail = CloudWords::tr("the request to %1 was stopped").arg(request.url.host());
        break;
    case Ending::AnswerTooLarge:
        error.fault = Fault::TooLarge;
        error.detail = CloudWords::tr("%1 sent more than this answer may hold").arg(request.url.host());
        return error; // an answer did come: what it says about the write must be found out another way
    case Ending::ReplyGone:
        error.detail = CloudWords::tr("the connection was closed");
        break;
    case Ending::Finished:
        if (!mayHaveLeft) {
            error.fault = ending.error == QNetworkReply::SslHandshakeFailedError ? Fault::Untrusted : Fault::Offline;
            return error;
        }
        break;
    }
    // Who stops a sign-in wants no more of it: there is nothing to find out as there is after a write.
    const bool isToBeFoundOut = request.writes || (request.once && ending.kind != Ending::Stopped);
    if (isToBeFoundOut && mayHaveLeft)
        error.fault = Fault::Unconfirmed;
    return error;
}

HttpAnswer answerOf(const QNetworkReply &reply, QByteArray body)
{
    HttpAnswer answer{.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                      .headers = {},
                      .body = std::move(body)};
    for (const QNetworkReply::RawHeaderPair &header : reply.rawHeaderPairs())
        answer.headers.push_back({header.first, header.second});
    return answer;
}

// True for endings of Qt that only say "the status is not 2xx": then an answer was read.
bool isAnswer(QNetworkReply::NetworkError error, int status)
{
    if (error == QNetworkReply::NoError)
        return status > 0;
    const bool contentError = (error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError
                               && error != QNetworkReply::ContentReSendError)
        || error == QNetworkReply::ProtocolInvalidOperationError // status 400 and 418
        || (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError);
    return status >= 400 && contentError;
}

// Qt reports a status such as 403 rather than the cut of its body. (A cut inside a chunk it does not report at all:
// there only the JSON shows it.)
bool isWhole(const HttpAnswer &answer, const QByteArray &verb)
{
    bool isNumber = false;
    const qlonglong length = answer.header("Content-Length").toLongLong(&isNumber);
    const bool isBodyless = verb == "HEAD" || answer.status == 204 || answer.status == 304;
    return !isNumber || isBodyless || answer.body.size() >= length;
}

// One request, one answer; redirects are the caller's.
Task<HttpAnswer> exchangeOnce(std::shared_ptr<Transport> transport, HttpRequest request, HttpLimits limits,
                              std::stop_token stop)
{
    const Transport::Line line = transport->lineTo(request.url, request.readsAhead);
    const Settlement<Ending> settlement;
    QPointer<SingleUseBody> body;
    const QPointer<QNetworkReply> reply = send(*line.manager, request, transport->trust(), body);
    QByteArray received;
    bool sent = false;

    QTimer total;
    QTimer inactivity;
    for (QTimer *timer : {&total, &inactivity})
        timer->setSingleShot(true);
    QObject::connect(&total, &QTimer::timeout, &total, [settlement] { settlement.settle({.kind = Ending::TotalLimit}); });
    QObject::connect(&inactivity, &QTimer::timeout, &inactivity,
                     [settlement] { settlement.settle({.kind = Ending::InactivityLimit}); });
    // One that waits for another exchange has its own time afterwards; that one ends within its total.
    total.start(line.waits ? 2 * limits.total : limits.total);
    inactivity.start(line.waits ? limits.total : limits.inactivity);

    // The context is a timer of this frame: when the frame goes, nothing is called any more.
    const auto moved = [&inactivity, each = limits.inactivity] { inactivity.start(each); };
    QObject::connect(reply, &QNetworkReply::socketStartedConnecting, &inactivity, moved);
    QObject::connect(reply, &QNetworkReply::requestSent, &inactivity, [&sent, &total, moved, waited = line.waits, whole = limits.total] {
        if (waited && !sent)
            total.start(whole);
        sent = true;
        moved();
    });
    QObject::connect(reply, &QNetworkReply::uploadProgress, &inactivity, moved);
    QObject::connect(reply, &QNetworkReply::metaDataChanged, &inactivity, moved);
    const auto drain = [&received, &reply, settlement, most = limits.largestAnswer] {
        received += reply->read(most + 1 - received.size());
        if (received.size() > most)
            settlement.settle({.kind = Ending::AnswerTooLarge});
    };
    QObject::connect(reply, &QNetworkReply::readyRead, &inactivity, [drain, moved] {
        drain();
        moved();
    });
    QObject::connect(reply, &QNetworkReply::sslErrors, &inactivity,
                     [&reply, verify = transport->trust().verify, loopback = isLoopback(request.url)](
                         const QList<QSslError> &errors) {
                         if (!verify && loopback)
                             reply->ignoreSslErrors(errors);
                     });
    const auto finish = [&reply, &received, &body, drain, settlement] {
        drain();
        settlement.settle({.kind = Ending::Finished,
                           .error = reply->error(),
                           .words = reply->errorString(),
                           .answer = answerOf(*reply, received),
                           .wasBodyTouched = body && body->wasTouched()});
    };
    QObject::connect(reply, &QNetworkReply::finished, &inactivity, finish);
    QObject::connect(reply, &QObject::destroyed, &inactivity, [settlement] { settlement.settle({.kind = Ending::ReplyGone}); });
    if (reply->isFinished())
        finish();
    const auto [number, stoppedByPerson] =
        transport->monitor().enter(QString::fromLatin1(request.verb) + u' ' + request.url.host() + request.url.path(),
                                   transport->clock()->now());
    const auto onStop = [settlement] { settlement.settle({.kind = Ending::Stopped}); };
    const std::stop_callback stopped(stop, onStop);
    const std::stop_callback stoppedHere(stoppedByPerson, onStop);

    const Ending ending = co_await settlement.settled();

    transport->monitor().leave(number);
    const bool mayHaveLeft = sent || ending.wasBodyTouched || (body && body->wasTouched())
        || mayHaveLeftUnseen(ending, request);
    if (reply) {
        reply->disconnect(&inactivity);
        if (!reply->isFinished())
            reply->abort();
        reply->deleteLater();
    }
    if (ending.kind != Ending::Finished || !isAnswer(ending.error, ending.answer.status)
        || !isWhole(ending.answer, request.verb))
        co_return tl::unexpected(errorFor(ending, request, mayHaveLeft));
    co_return ending.answer;
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Error refusedRedirect(const HttpRequest &request, const HttpAnswer &answer, const QUrl &target)
{
    const QString where = target.host().isEmpty() ? CloudWords::tr("another place") : target.host();
    return {.fault = Fault::Untrusted,
            .detail = CloudWords::tr("%1 sends us on to %2").arg(request.url.host(), where),
            .httpStatus = answer.status,
            .request = QString::fromLatin1(request.verb) + u' ' + request.url.path()};
}

} // namespace

QByteArray HttpAnswer::header(const char *name) const
{
    for (const HttpHeader &header : headers)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    return {};
}

struct Transport::Channel
{
    std::shared_ptr<QNetworkAccessManager> manager = {};
    QPointer<QNetworkAccessManager> living = {}; // null if somebody else has deleted it: then another is made
    QHash<QString, int> atWork = {};             // exchanges, by host
};

Transport::Transport(std::shared_ptr<const Clock> clock, TrustRule trust, ManagerFactory factory)
    : m_clock(std::move(clock))
    , m_trust(std::move(trust))
    , m_factory(std::move(factory))
{
}

Transport::~Transport() = default;

int Transport::readAhead(int atOnce)
{
    return mostThatWait * (atOnce / mostOfAHost); // what does not fill a manager goes over connections without a queue
}

// More than six at once with a host wait in Qt's own queue. A manager is filled before the next one is used: so of those
// that read ahead just as many wait as the full managers hold.
Transport::Line Transport::lineTo(const QUrl &url, bool ahead)
{
    const int most = ahead ? mostOfAHost + mostThatWait : mostOfAHost;
    const QString host = url.scheme() + u"://"_s + url.authority();
    const auto load = [&host](const std::shared_ptr<Channel> &channel) { return channel->atWork.value(host); };
    auto chosen = std::find_if(m_channels.begin(), m_channels.end(), [&load, most](const auto &channel) { return load(channel) < most; });
    if (chosen == m_channels.end() && m_channels.size() < (m_factory ? 1 : mostNetworkManagers))
        chosen = m_channels.insert(m_channels.end(), std::make_shared<Channel>());
    if (chosen == m_channels.end())
        chosen = std::ranges::min_element(m_channels, {}, load);
    const std::shared_ptr<Channel> channel = *chosen;
    if (!channel->manager || !channel->living) {
        channel->living = m_factory ? m_factory() : new QNetworkAccessManager;
        channel->living->setAutoDeleteReplies(false);
        channel->manager = {channel->living.data(), [living = channel->living](QNetworkAccessManager *) {
                                if (living)
                                    living->deleteLater();
                            }};
    }
    const bool waits = load(channel) >= mostOfAHost;
    ++channel->atWork[host];
    return {.manager = channel->manager,
            .place = {channel.get(), [channel, host](const void *) { --channel->atWork[host]; }},
            .waits = waits};
}

const Worker &Transport::worker()
{
    if (!m_worker)
        m_worker = std::make_unique<Worker>(u"answers"_s);
    return *m_worker;
}

Task<HttpAnswer> exchange(std::shared_ptr<Transport> transport, HttpRequest request, HttpLimits limits, std::stop_token stop)
{
    const bool isRead = request.verb == "GET" || request.verb == "HEAD";
    const QDeadlineTimer end(request.readsAhead ? 2 * limits.total : limits.total); // of all hops together, and of its waiting
    for (int hop = 0;; ++hop) {
        if (stop.stop_requested())
            co_return tl::unexpected(Error{.fault = Fault::Cancelled, .detail = CloudWords::tr("stopped before the request was sent")});
        const bool plain = request.url.scheme() == "http"_L1;
        if (!request.url.isValid() || request.url.host().isEmpty() || (!plain && request.url.scheme() != "https"_L1)
            || (plain && !isLoopback(request.url)))
            co_return tl::unexpected(Error{.fault = Fault::Rejected,
                                           .detail = CloudWords::tr("only https is used, and http on this computer: %1").arg(
                                               request.url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery))});

        const Instant began = transport->clock()->now();
        Result<HttpAnswer> answer = co_await exchangeOnce(transport, request, limits, stop);
        qCInfo(lcCloud).noquote() << request.verb << request.url.host() << request.url.path(QUrl::FullyEncoded)
                                  << (answer ? answer->status : 0)
                                  << (answer ? answer->header("X-Request-Id").left(100) : QByteArray())
                                  << (transport->clock()->now() - began).count() << "ms";
        if (!answer || !isRedirect(answer->status) || answer->header("Location").isEmpty())
            co_return answer;
        QUrl target = request.url.resolved(QUrl::fromEncoded(answer->header("Location")));
        target.setUserInfo({}); // Qt would sign in with it
        if (!isRead || hop == mostRedirects || !sameOrigin(request.url, target))
            co_return tl::unexpected(refusedRedirect(request, *answer, target));
        request.url = target;
        limits.total = std::chrono::milliseconds(end.remainingTime());
    }
}

} // namespace claviger

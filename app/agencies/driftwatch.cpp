// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/driftwatch.h"

#include <QRandomGenerator>

#include <algorithm>

namespace claviger {

namespace {

using namespace std::chrono_literals;

constexpr double spread = 0.2; // so that many consoles do not ask at once
constexpr std::chrono::milliseconds soonAgain = 1min; // when somebody else was reading
constexpr std::chrono::milliseconds longestStretch = 1h;
constexpr std::chrono::seconds longestPause = std::chrono::days(1); // whatever Retry-After says
constexpr std::size_t mostKnown = 50;

// What a comparison looks at.
PastReading pastOf(const ClusterReading &reading, const ClusterKey &key)
{
    const BindingVerdict &verdict = reading.verdict;
    return {.cluster = key,
            .name = reading.cluster.name,
            .verdict = {.kind = verdict.kind, .agencies = verdict.agencies, .nodes = verdict.nodes, .read = verdict.read,
                        .bound = verdict.bound, .expires = verdict.expires},
            .first = reading.readAt,
            .last = reading.readAt};
}

} // namespace

DriftWatch::DriftWatch(BindingBoard &board, Setup setup, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_setup(std::move(setup))
{
    if (!m_setup.random)
        m_setup.random = [] { return QRandomGenerator::global()->generateDouble(); };
    connect(&m_board, &BindingBoard::clusterRead, this, &DriftWatch::noteReading);
    connect(&m_board, &BindingBoard::readingEnded, this, &DriftWatch::noteEnd);
}

DriftWatch::~DriftWatch()
{
    m_wait.request_stop();
}

void DriftWatch::open(QString accountId, QString projectId)
{
    m_accountId = std::move(accountId);
    m_projectId = std::move(projectId);
    m_plan = m_setup.planFile.isEmpty() ? m_plan : readWatchPlan(m_setup.planFile);
    m_board.setSoon(m_plan.soon);
    m_isOpen = true;
    m_needsPassword = m_isRefused = m_isPutOff = false;
    m_stretched = {};
    m_error.reset();
    m_known.clear();
    m_untilLoaded.clear();
    ++m_generation;
    m_isLoaded = !m_setup.history;
    if (m_setup.history)
        QCoro::connect(m_setup.history->read(m_accountId, mostKnown), this,
                       [this, generation = m_generation](const Result<ReadingHistory::Known> &known) {
                           if (generation != m_generation)
                               return;
                           m_isLoaded = true;
                           if (known)
                               m_known = *known;
                           noteHistory(known ? std::nullopt : std::optional(known.error()));
                           for (const PastReading &reading : std::exchange(m_untilLoaded, {}))
                               take(reading);
                           Q_EMIT changed();
                       });
    reflect();
}

void DriftWatch::close()
{
    ++m_generation;
    m_isOpen = false;
    m_known.clear();
    m_untilLoaded.clear();
    m_error.reset();
    reflect();
}

void DriftWatch::holdForPassword()
{
    m_needsPassword = true;
    reflect();
}

void DriftWatch::goOn()
{
    m_needsPassword = m_isRefused = false;
    reflect();
}

void DriftWatch::setOnBattery(bool isOnBattery)
{
    if (std::exchange(m_isOnBattery, isOnBattery) != isOnBattery)
        reflect();
}

void DriftWatch::setChanging(bool isChanging)
{
    if (std::exchange(m_isChanging, isChanging) != isChanging)
        reflect();
}

void DriftWatch::setIdle(bool isIdle)
{
    if (std::exchange(m_isIdle, isIdle) != isIdle)
        reflect();
}

void DriftWatch::setPlan(const WatchPlan &plan)
{
    if (plan == m_plan)
        return;
    m_plan = plan;
    m_planError.reset();
    if (!m_setup.planFile.isEmpty()) {
        if (const Result<Done> saved = saveWatchPlan(m_setup.planFile, plan); !saved)
            m_planError = saved.error();
    }
    m_board.setSoon(plan.soon);
    stopWaiting(); // the new interval counts from now
    reflect();
}

DriftWatch::Pause DriftWatch::pause() const
{
    if (!m_isOpen)
        return Pause::NoSession;
    if (m_projectId.isEmpty())
        return Pause::NoProject;
    if (!m_plan.isOn || m_isIdle)
        return Pause::Off;
    if (m_needsPassword)
        return Pause::PasswordNeeded;
    if (m_isRefused)
        return Pause::Refused;
    if (m_isChanging)
        return Pause::Changing;
    return m_isOnBattery ? Pause::OnBattery : Pause::None;
}

ClusterKey DriftWatch::keyOf(const MrsCluster &cluster) const
{
    return {.projectId = cluster.projectId.isEmpty() ? m_projectId : cluster.projectId, .clusterId = cluster.id};
}

void DriftWatch::reflect()
{
    const bool mayRead = pause() == Pause::None;
    if (mayRead && !m_next && !m_isReading)
        readIn(jittered());
    if (!mayRead) {
        stopWaiting();
        m_isPutOff = false;
    }
    if (!mayRead && m_isReading)
        m_board.stopQuietly();
    Q_EMIT changed();
}

void DriftWatch::stopWaiting()
{
    m_wait.request_stop();
    m_wait = {};
    m_next.reset();
}

void DriftWatch::readIn(std::chrono::milliseconds delay)
{
    stopWaiting();
    m_next = m_setup.clock->now() + delay;
    QCoro::connect(m_setup.clock->sleep(delay, m_wait.get_token()), this, [this, stop = m_wait.get_token()](const Result<Done> &slept) {
        if (slept && !stop.stop_requested())
            read();
    });
}

std::chrono::milliseconds DriftWatch::jittered() const
{
    const double share = 1 - spread + 2 * spread * std::clamp(m_setup.random(), 0.0, 1.0);
    return std::chrono::duration_cast<std::chrono::milliseconds>(share * std::chrono::milliseconds(m_plan.interval));
}

void DriftWatch::read()
{
    m_next.reset();
    m_round = {};
    m_isPutOff = false;
    m_isReading = true; // before it begins: it may end at once
    if (!m_board.readQuietly(lanes)) {
        m_isReading = false;
        readIn(std::min(soonAgain, jittered()));
    }
    Q_EMIT changed();
}

void DriftWatch::noteReading(const ClusterReading &reading)
{
    if (!m_isOpen)
        return;
    const PastReading past = pastOf(reading, keyOf(reading.cluster));
    if (m_isLoaded)
        take(past);
    else
        m_untilLoaded.push_back(past);
    const std::optional<Error> &reason = reading.verdict.reason;
    if (m_isReading) {
        ++m_round.read;
        if (reason && reason->fault == Fault::Forbidden && reading.verdict.kind == BindingVerdict::Unknown)
            ++m_round.forbidden;
        if (reason && reason->fault == Fault::Throttled
            && (!m_round.throttled || m_round.throttled->retryAfter.value_or(0s) < reason->retryAfter.value_or(0s)))
            m_round.throttled = reason;
    }
    if (reason && reason->fault == Fault::Unauthorized && reason->refusal != Refusal::NewToken) // that one is no matter of the password
        holdForPassword();
    else
        Q_EMIT changed();
}

void DriftWatch::take(const PastReading &reading)
{
    PastReading now = reading;
    std::vector<PastReading> &known = m_known[now.cluster];
    const Drift drift = compare(lastThatCounts(known), now.verdict, now.last, m_plan.soon);
    now.counts = drift.kind != Drift::Unreadable;
    remember(known, now);
    if (known.size() > mostKnown)
        known.resize(mostKnown);
    if (m_setup.history)
        QCoro::connect(m_setup.history->note(m_accountId, now), this, [this, generation = m_generation](const Result<Done> &noted) {
            if (generation == m_generation)
                noteHistory(noted ? std::nullopt : std::optional(noted.error()));
        });
    if (drift.isTold() && !m_isChanging)
        Q_EMIT drifted(now, drift);
}

void DriftWatch::noteHistory(const std::optional<Error> &error)
{
    const bool isNews = m_historyError.has_value() != error.has_value();
    m_historyError = error;
    if (isNews)
        Q_EMIT changed();
}

void DriftWatch::noteEnd(BindingBoard::Scope scope, const std::optional<Error> &error)
{
    if (!m_isOpen) {
        m_isReading = false;
        return;
    }
    if (error && error->fault == Fault::Unauthorized)
        m_needsPassword = true;
    switch (scope) {
    case BindingBoard::Scope::Quiet:
        m_isReading = false;
        noteOwnEnd(error);
        break;
    case BindingBoard::Scope::All:
        if (!error) { // as good as one of its own
            m_isRefused = false;
            m_error.reset();
            stopWaiting();
        }
        break;
    case BindingBoard::Scope::One:
        break;
    }
    reflect();
}

void DriftWatch::noteOwnEnd(const std::optional<Error> &error)
{
    if (error && error->fault == Fault::Cancelled) { // for a person's reading, or a pause
        if (pause() == Pause::None)
            readIn(std::min(soonAgain, jittered()));
        return;
    }
    m_error = error;
    const bool readsNothing = m_round.read > 0 && m_round.forbidden == m_round.read;
    m_isRefused = readsNothing || (error && error->fault == Fault::Forbidden);
    if (pause() != Pause::None)
        return;
    const std::optional<Error> throttled = error && error->fault == Fault::Throttled ? error : m_round.throttled;
    m_isPutOff = throttled.has_value();
    if (!throttled) {
        m_stretched = {};
        readIn(jittered());
    } else if (throttled->retryAfter) {
        readIn(std::max<std::chrono::milliseconds>(jittered(), std::min(*throttled->retryAfter, longestPause)));
    } else {
        m_stretched = std::min(longestStretch, 2 * std::max(m_stretched, jittered()));
        readIn(std::max(m_stretched, jittered()));
    }
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/bindingboard.h"

#include "app/agencies/driftwatch.h"

#include <algorithm>

namespace claviger {

BindingBoard::BindingBoard(QObject *parent)
    : QObject(parent)
{
}

BindingBoard::~BindingBoard()
{
    stopReading();
    m_quietStop.request_stop();
}

void BindingBoard::open(BindingDesk desk, QString projectName)
{
    stopReading();
    stopQuietly();
    m_desk = std::move(desk);
    m_desk.soon = m_soon;
    m_projectName = std::move(projectName);
    m_clusters.clear();
    m_error.reset();
    m_oneError.reset();
    m_unread.clear();
    m_wasRead = false;
    enter(m_desk.projectId.isEmpty() ? NoProject : Ready);
}

void BindingBoard::close()
{
    stopReading();
    stopQuietly();
    m_desk = {};
    m_clusters.clear();
    m_error.reset();
    m_oneError.reset();
    m_unread.clear();
    m_wasRead = false;
    enter(NoSession);
}

void BindingBoard::enter(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void BindingBoard::stopReading()
{
    ++m_generation;
    m_stop.request_stop();
    m_stop = {};
    m_readingOne.clear();
}

void BindingBoard::refresh()
{
    if (m_state == NoSession || m_state == NoProject)
        return;
    stopReading();
    stopQuietly();
    m_error.reset();
    m_oneError.reset();
    m_unread.clear();
    m_readSoFar = 0;
    enter(Loading);
    const auto isCurrent = [this, generation = m_generation] { return generation == m_generation; };
    const auto onRead = [board = QPointer(this), isCurrent](const ClusterReading &one) {
        if (!board || !isCurrent())
            return;
        ++board->m_readSoFar;
        board->note(one);
        if (board && isCurrent()) // whoever was told may have ended it
            Q_EMIT board->stateChanged();
    };
    QCoro::connect(readBindings(m_desk, onRead, m_stop.get_token()), this,
                   [this, isCurrent](const Result<BindingReadings> &readings) {
                       if (!isCurrent())
                           return;
                       if (!readings) {
                           m_error = readings.error();
                           enter(Failed);
                           Q_EMIT readingEnded(Scope::All, readings.error());
                           return;
                       }
                       takeIn(*readings);
                       enter(m_error ? Failed : Ready);
                       Q_EMIT readingEnded(Scope::All, m_error);
                   });
}

void BindingBoard::setSoon(std::chrono::hours soon)
{
    if (std::exchange(m_soon, soon) == soon)
        return;
    m_desk.soon = soon; // of the next reading
    const std::vector<ClusterReading> known = m_clusters.rows();
    for (ClusterReading reading : known) {
        judgeExpiry(reading, soon);
        m_clusters.put(reading);
    }
    Q_EMIT soonChanged();
    Q_EMIT stateChanged();
}

void BindingBoard::refreshOne(const QString &clusterId)
{
    const ClusterReading *known = m_clusters.row(clusterId);
    if (!known || m_state == Loading || !m_readingOne.isEmpty())
        return;
    stopQuietly(); // its list of the servers may be older than what this one is to see
    m_readingOne = clusterId;
    m_oneError.reset();
    Q_EMIT stateChanged();
    const auto isCurrent = [this, generation = m_generation] { return generation == m_generation; };
    QCoro::connect(readBinding(m_desk, known->cluster, m_stop.get_token()), this, [this, isCurrent](const Result<ClusterReading> &reading) {
        if (!isCurrent())
            return;
        m_readingOne.clear();
        if (reading)
            note(*reading);
        else
            m_oneError = reading.error();
        Q_EMIT stateChanged();
        Q_EMIT readingEnded(Scope::One, reading ? std::nullopt : std::optional(reading.error()));
    });
}

void BindingBoard::adopt(const ClusterReading &reading)
{
    if (m_state == NoSession || !m_clusters.row(reading.cluster.id))
        return;
    stopQuietly(); // its list of the servers may be older than this
    note(reading);
    Q_EMIT stateChanged();
}

void BindingBoard::note(const ClusterReading &reading)
{
    ClusterReading current = reading;
    judgeExpiry(current, m_soon); // which a person may have changed since it was begun
    m_clusters.put(current);
    Q_EMIT clusterRead(current);
}

bool BindingBoard::readQuietly(int lanes)
{
    if (m_state == NoSession || m_state == NoProject || isBusy())
        return false;
    m_isQuietlyReading = true;
    m_quietStop = {};
    BindingDesk desk = m_desk;
    desk.lanes = lanes;
    desk.sharesLanes = true; // what nobody waits for leaves the services to others
    const auto isCurrent = [this, generation = ++m_quietGeneration] { return generation == m_quietGeneration; };
    const auto onRead = [board = QPointer(this), isCurrent](const ClusterReading &one) {
        if (board && isCurrent())
            board->note(one);
    };
    QCoro::connect(readBindings(std::move(desk), onRead, m_quietStop.get_token()), this,
                   [this, isCurrent](const Result<BindingReadings> &readings) {
                       if (isCurrent())
                           endQuietly(readings);
                   });
    return true;
}

// What could not be listed is told to the one who asked: for the page nothing has happened.
void BindingBoard::endQuietly(const Result<BindingReadings> &readings)
{
    m_isQuietlyReading = false;
    const std::optional<Error> error = readings ? readings->errorOf(m_desk.projectId) : readings.error();
    if (readings && !error) {
        takeIn(*readings);
        enter(Ready);
    } else {
        Q_EMIT stateChanged(); // some rows may have changed
    }
    Q_EMIT readingEnded(Scope::Quiet, error);
}

// What could not be read again stays.
void BindingBoard::takeIn(const BindingReadings &readings)
{
    QStringList ids;
    for (const ClusterReading &reading : readings.clusters)
        ids.append(reading.cluster.id);
    for (const ClusterReading &row : m_clusters.rows())
        if (readings.isUnread(row.project.id))
            ids.append(row.cluster.id);
    m_clusters.keepOnly(ids);
    m_unread = readings.unread;
    m_error = readings.errorOf(m_desk.projectId);
    m_wasRead = m_wasRead || !m_error;
}

void BindingBoard::stopQuietly()
{
    if (!m_isQuietlyReading)
        return;
    m_isQuietlyReading = false;
    ++m_quietGeneration;
    m_quietStop.request_stop();
    Q_EMIT readingEnded(Scope::Quiet, Error{.fault = Fault::Cancelled});
}

void BindingBoard::setWatch(DriftWatch *watch)
{
    m_watch = watch;
}

DriftWatch *BindingBoard::watch() const
{
    return qobject_cast<DriftWatch *>(m_watch.data());
}

void BindingBoard::cancel()
{
    if (m_state != Loading && m_readingOne.isEmpty())
        return;
    const Scope scope = m_state == Loading ? Scope::All : Scope::One;
    stopReading();
    enter(m_state == Loading ? Ready : m_state);
    Q_EMIT readingEnded(scope, Error{.fault = Fault::Cancelled});
}

int BindingBoard::count(BindingConcern concern) const
{
    const auto &rows = m_clusters.rows();
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [concern](const ClusterReading &row) {
        return concernOf(row.verdict.kind) == concern;
    }));
}

BindingConcern concernOf(BindingVerdict::Kind kind)
{
    switch (kind) {
    case BindingVerdict::Bound:
        return BindingConcern::None;
    case BindingVerdict::ExpiresSoon:
    case BindingVerdict::RecordDiffers:
        return BindingConcern::Attention;
    case BindingVerdict::Unknown:
    case BindingVerdict::BoundUnchecked:
        return BindingConcern::Unknown;
    default:
        return BindingConcern::Broken;
    }
}

} // namespace claviger

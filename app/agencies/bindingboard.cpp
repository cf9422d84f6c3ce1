// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/bindingboard.h"

#include <QPointer>

#include <algorithm>

namespace claviger {

BindingBoard::BindingBoard(QObject *parent)
    : QObject(parent)
{
}

BindingBoard::~BindingBoard()
{
    stopReading();
}

void BindingBoard::open(BindingDesk desk, QString projectName)
{
    stopReading();
    m_desk = std::move(desk);
    m_projectName = std::move(projectName);
    m_clusters.clear();
    m_error.reset();
    m_oneError.reset();
    m_wasRead = false;
    enter(m_desk.projectId.isEmpty() ? NoProject : Ready);
}

void BindingBoard::close()
{
    stopReading();
    m_desk = {};
    m_clusters.clear();
    m_error.reset();
    m_oneError.reset();
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
    m_error.reset();
    m_oneError.reset();
    m_readSoFar = 0;
    enter(Loading);
    const auto isCurrent = [this, generation = m_generation] { return generation == m_generation; };
    const auto onRead = [board = QPointer(this), isCurrent](const ClusterReading &one) {
        if (!board || !isCurrent())
            return;
        board->m_clusters.put(one);
        ++board->m_readSoFar;
        Q_EMIT board->stateChanged();
    };
    QCoro::connect(readBindings(m_desk, onRead, m_stop.get_token()), this,
                   [this, isCurrent](const Result<std::vector<ClusterReading>> &readings) {
                       if (!isCurrent())
                           return;
                       if (!readings) {
                           m_error = readings.error();
                           enter(Failed);
                           return;
                       }
                       QStringList ids;
                       for (const ClusterReading &reading : *readings)
                           ids.append(reading.cluster.id);
                       m_clusters.keepOnly(ids);
                       m_wasRead = true;
                       enter(Ready);
                   });
}

void BindingBoard::refreshOne(const QString &clusterId)
{
    const ClusterReading *known = m_clusters.row(clusterId);
    if (!known || m_state == Loading || !m_readingOne.isEmpty())
        return;
    m_readingOne = clusterId;
    m_oneError.reset();
    Q_EMIT stateChanged();
    const auto isCurrent = [this, generation = m_generation] { return generation == m_generation; };
    QCoro::connect(readBinding(m_desk, known->cluster, m_stop.get_token()), this, [this, isCurrent](const Result<ClusterReading> &reading) {
        if (!isCurrent())
            return;
        m_readingOne.clear();
        if (reading)
            m_clusters.put(*reading);
        else
            m_oneError = reading.error();
        Q_EMIT stateChanged();
    });
}

void BindingBoard::adopt(const ClusterReading &reading)
{
    if (m_state == NoSession || !m_clusters.row(reading.cluster.id))
        return;
    m_clusters.put(reading);
    Q_EMIT stateChanged();
}

void BindingBoard::cancel()
{
    if (m_state != Loading && m_readingOne.isEmpty())
        return;
    stopReading();
    enter(m_state == Loading ? Ready : m_state);
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

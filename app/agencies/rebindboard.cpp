// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/rebindboard.h"

#include "app/agencies/readonlyprofile.h"
#include "app/agencies/words.h"
#include "app/cloud/presets.h"

#include <QPointer>

#include <algorithm>

namespace claviger {

RebindBoard::RebindBoard(QObject *parent)
    : QObject(parent)
{
}

// A write that is on its way is let go on: it then still notes what it did. Nothing new is begun.
RebindBoard::~RebindBoard()
{
    m_stop.request_stop();
}

void RebindBoard::open(RebindDesk desk, BindingDesk readings, CloudProfile profile)
{
    close();
    m_desk = std::move(desk);
    m_readings = std::move(readings);
    m_profile = std::move(profile);
    readRecords();
    Q_EMIT changed();
}

void RebindBoard::close()
{
    ++m_generation;
    m_stop.request_stop();
    m_stop = {};
    m_desk = {};
    m_readings = {};
    m_profile = {};
    m_work = NoWork;
    m_failure.reset();
    m_tried.reset();
    m_isSettling = false;
    m_records.clear();
    m_undecided.clear();
    m_recordsError.reset();
    m_candidates.reset();
    leave();
    Q_EMIT undecidedChanged();
}

void RebindBoard::manage(const ClusterReading &reading)
{
    if (!isOpen())
        return;
    const bool isSame = reading.cluster.id == m_reading.cluster.id;
    if (!isSame && isOnlyReading())
        stop();
    if (!isSame && m_work != NoWork)
        return;
    m_reading = reading;
    if (!isSame) {
        m_chosen.clear();
        m_way = NoWay;
        m_failure.reset();
        m_plan.reset();
        m_steps.clear();
        m_outcome.reset();
        m_created.reset();
        m_isSeenBound = false;
    }
    readRecords();
    if (m_work == NoWork)
        readAgencies();
    Q_EMIT changed();
}

void RebindBoard::leave()
{
    if (isOnlyReading())
        stop();
    if (m_work == NoWork)
        m_reading = {};
    Q_EMIT changed();
}

QUrl RebindBoard::consolePage() const
{
    return mrsConsolePage(m_profile, m_reading.cluster.id);
}

Instant RebindBoard::cloudNow() const
{
    return isOpen() ? m_desk.cloud.cloudNow() : Instant();
}

const AgencyCandidate *RebindBoard::chosen() const
{
    if (!m_candidates)
        return nullptr;
    const auto &all = m_candidates->agencies;
    const auto it = std::find_if(all.begin(), all.end(), [this](const AgencyCandidate &one) { return one.name() == m_chosen; });
    return it == all.end() ? nullptr : &*it;
}

const RebindRecord *RebindBoard::record() const
{
    const auto it = std::find_if(m_records.begin(), m_records.end(),
                                 [this](const RebindRecord &one) { return one.clusterId == m_reading.cluster.id; });
    if (it == m_records.end() || (it->toRestore() == 0 && !it->wantsDecision()) || it->state == RebindRecord::Undone
        || it->state == RebindRecord::Kept)
        return nullptr;
    return &*it;
}

Result<Done> RebindBoard::mayWrite() const
{
    if (m_desk.isReadOnly)
        return tl::unexpected(refusedAsReadOnly());
    if (m_recordsError)
        return tl::unexpected(*m_recordsError);
    if (record() && record()->wantsDecision())
        return tl::unexpected(Error{.fault = Fault::Conflict, .detail = AgencyWords::tr("decide on the earlier rebinding first")});
    if (!m_plan || !chosen())
        return tl::unexpected(Error{.fault = Fault::Rejected, .detail = AgencyWords::tr("choose an agency first")});
    if (m_plan->count(PlannedNode::ToWrite) == 0)
        return tl::unexpected(Error{.fault = Fault::Rejected, .detail = AgencyWords::tr("there is no node to write")});
    return Done{};
}

Result<Done> RebindBoard::mayTryCreation() const
{
    if (!isOpen() || !m_candidates)
        return tl::unexpected(Error{.fault = Fault::Rejected, .detail = AgencyWords::tr("the agencies have not been read")});
    if (m_desk.isReadOnly)
        return tl::unexpected(refusedAsReadOnly());
    return checkCreation(*m_candidates);
}

Result<Done> RebindBoard::mayCreate() const
{
    const Result<Done> may = mayTryCreation();
    if (!may)
        return may;
    if (!m_tried)
        return tl::unexpected(Error{.fault = Fault::Rejected, .detail = AgencyWords::tr("whether IAM creates one for you has not been tried")});
    return *m_tried;
}

void RebindBoard::begin(Work work)
{
    m_work = work;
    m_failure.reset();
    m_stop = {};
    Q_EMIT changed();
}

void RebindBoard::end(const std::optional<Error> &error)
{
    m_failure = error ? std::optional(Failure{.work = m_work, .error = *error}) : std::nullopt;
    m_work = NoWork;
    Q_EMIT changed();
}

void RebindBoard::readRecords()
{
    QCoro::connect(m_desk.records->newest(m_desk.accountId), this,
                   [this, generation = m_generation](const Result<std::vector<RebindRecord>> &records) {
                       if (generation != m_generation)
                           return;
                       m_recordsError = records ? std::nullopt : std::optional(records.error());
                       m_records = records ? *records : std::vector<RebindRecord>();
                       m_undecided.clear();
                       std::copy_if(m_records.begin(), m_records.end(), std::back_inserter(m_undecided),
                                    [](const RebindRecord &one) { return one.wantsDecision(); });
                       Q_EMIT undecidedChanged();
                       Q_EMIT changed();
                   });
}

void RebindBoard::setSoon(std::chrono::hours soon)
{
    m_readings.soon = soon;
    if (!m_reading.cluster.id.isEmpty()) // else nobody looks at them, and whoever will reads them anew
        refreshAgencies();
}

void RebindBoard::refreshAgencies()
{
    if (isOpen() && m_work == NoWork)
        readAgencies();
}

void RebindBoard::readAgencies()
{
    begin(ReadingAgencies);
    QCoro::connect(readCandidates(m_desk.cloud, m_desk.accountId, m_readings.soon, m_stop.get_token()), this,
                   [this, isCurrent = currency()](const Result<Candidates> &candidates) {
                       if (!isCurrent())
                           return;
                       if (candidates)
                           m_candidates = *candidates;
                       if (!chosen())
                           m_plan.reset();
                       end(candidates ? std::nullopt : std::optional(candidates.error()));
                   });
}

void RebindBoard::choose(const QString &agency)
{
    if (isWriting() || isCreating() || agency == m_chosen)
        return;
    if (m_work == Watching || m_work == Planning)
        stop();
    m_chosen = agency;
    m_plan.reset();
    m_isSeenBound = false;
    const Way way = std::exchange(m_way, NoWay);
    Q_EMIT changed();
    if (way == NodeByNode)
        goBy(way); // another preview
}

void RebindBoard::goBy(Way way)
{
    if (!isOpen() || m_reading.cluster.id.isEmpty() || isWriting() || isCreating() || m_work == ReadingAgencies)
        return;
    if (m_work != NoWork)
        stop();
    m_way = way;
    m_steps.clear();
    m_outcome.reset();
    m_plan.reset();
    m_isSeenBound = false;
    if (way == Console)
        watch();
    else if (way == NodeByNode && chosen())
        preview();
    else
        Q_EMIT changed();
}

// For what only reads: whether its answer is still asked for. To be called while the board lives.
std::function<bool()> RebindBoard::currency() const
{
    return [this, generation = m_generation, token = m_stop.get_token()] { return generation == m_generation && !token.stop_requested(); };
}

BindingDesk RebindBoard::deskOf(const MrsCluster &cluster) const
{
    BindingDesk desk = m_readings;
    if (!cluster.projectId.isEmpty())
        desk.projectId = cluster.projectId;
    return desk;
}

void RebindBoard::watch()
{
    begin(Watching);
    m_watchedSince = m_desk.cloud.transport()->clock()->now();
    const std::function<bool()> isCurrent = currency();
    const auto onReading = [board = QPointer(this), isCurrent](const ClusterReading &reading) {
        if (!board || !isCurrent())
            return;
        board->m_reading = reading;
        Q_EMIT board->clusterRead(reading);
        Q_EMIT board->changed();
    };
    QCoro::connect(watchBinding(deskOf(m_reading.cluster), m_reading, m_chosen, onReading, m_stop.get_token()), this,
                   [this, isCurrent](const Result<ClusterReading> &reading) {
                       if (!isCurrent())
                           return;
                       m_isSeenBound = reading.has_value();
                       end(reading ? std::nullopt : std::optional(reading.error()));
                   });
}

void RebindBoard::preview()
{
    begin(Planning);
    const std::function<bool()> isCurrent = currency();
    const QString projectId = deskOf(m_reading.cluster).projectId;
    QCoro::connect(planRebind(m_desk.cloud, projectId, m_reading.cluster.id, m_chosen, m_desk.lanes, m_stop.get_token()), this,
                   [this, isCurrent](const Result<RebindPlan> &plan) {
                       if (!isCurrent())
                           return;
                       if (plan)
                           m_plan = *plan;
                       end(plan ? std::nullopt : std::optional(plan.error()));
                   });
}

AgencyCreation RebindBoard::creationOf(const QString &name, const QString &description) const
{
    return {.cloud = m_desk.cloud,
            .journal = m_desk.journal,
            .cloudName = m_desk.cloudName,
            .account = m_desk.account,
            .accountId = m_desk.accountId,
            .userName = m_desk.userName,
            .isReadOnly = m_desk.isReadOnly,
            .name = name,
            .description = description};
}

void RebindBoard::tryCreation()
{
    if (m_work != NoWork || !mayTryCreation())
        return;
    begin(Trying);
    m_tried.reset();
    const AgencyCreation creation = creationOf({}, {});
    QCoro::connect(claviger::tryCreation(creation), this, [this, generation = m_generation](const Result<Done> &tried) {
        if (generation != m_generation)
            return;
        m_tried = tried;
        end({}); // how it went is shown beside what it decides
    });
}

void RebindBoard::create(const QString &name, const QString &description)
{
    if (m_work != NoWork || !mayCreate())
        return;
    begin(Creating);
    m_created.reset();
    const AgencyCreation creation = creationOf(name, description);
    QCoro::connect(createAgency(creation), this, [this, generation = m_generation](const Result<CreatedAgency> &created) {
        if (generation != m_generation)
            return;
        if (created) {
            m_created = *created;
            m_chosen = created->agency.name();
        }
        end(created ? std::nullopt : std::optional(created.error()));
        if (created)
            readAgencies();
    });
}

OnNodeStep RebindBoard::onStep()
{
    return [board = QPointer(this), generation = m_generation](const NodeStep &step) {
        if (!board || generation != board->m_generation)
            return;
        const auto it = std::find_if(board->m_steps.begin(), board->m_steps.end(),
                                     [&step](const NodeStep &one) { return one.serverId == step.serverId; });
        if (it == board->m_steps.end())
            board->m_steps.push_back(step);
        else
            *it = step;
        Q_EMIT board->changed();
    };
}

// A work that writes, to its end.
void RebindBoard::follow(Work work, const std::function<Task<RebindOutcome>(std::stop_token)> &start)
{
    m_steps.clear();
    m_outcome.reset();
    begin(work);
    QCoro::connect(start(m_stop.get_token()), this, [this, generation = m_generation](const Result<RebindOutcome> &outcome) {
        if (generation == m_generation)
            finish(outcome);
    });
}

void RebindBoard::write()
{
    if (m_work == NoWork && mayWrite())
        follow(Writing, [this](std::stop_token stop) { return claviger::rebind(m_desk, *m_plan, onStep(), std::move(stop)); });
}

void RebindBoard::undo()
{
    if (m_work == NoWork && record())
        follow(Undoing, [this](std::stop_token stop) { return undoRebind(m_desk, record()->id, onStep(), std::move(stop)); });
}

void RebindBoard::resume()
{
    if (m_work == NoWork && record())
        follow(Resuming, [this](std::stop_token stop) { return resumeRebind(m_desk, record()->id, onStep(), std::move(stop)); });
}

void RebindBoard::keep()
{
    if (m_work == NoWork && record())
        keepRecord(record()->id);
}

void RebindBoard::keepRecord(qint64 id)
{
    if (!isOpen())
        return;
    QCoro::connect(m_desk.records->keep(id), this, [this, generation = m_generation](const Result<Done> &) {
        if (generation == m_generation)
            readRecords(); // which shows what became of it
    });
}

void RebindBoard::finish(const Result<RebindOutcome> &outcome)
{
    m_plan.reset(); // of before
    if (outcome)
        m_outcome = *outcome;
    m_isSettling = true;
    end(outcome ? std::nullopt : std::optional(outcome.error()));
    readRecords();
    readAgain();
}

// So that the page of the clusters shows at once what was done.
void RebindBoard::readAgain()
{
    const QString clusterId = m_reading.cluster.id;
    QCoro::connect(readBinding(deskOf(m_reading.cluster), m_reading.cluster), this,
                   [this, clusterId, generation = m_generation](const Result<ClusterReading> &reading) {
                       if (generation != m_generation)
                           return;
                       if (reading && m_reading.cluster.id == clusterId)
                           m_reading = *reading;
                       if (reading)
                           Q_EMIT clusterRead(*reading);
                       m_isSettling = false;
                       Q_EMIT changed();
                   });
}

// What only reads is over at once; writes end by themselves once the nodes under way are read back.
void RebindBoard::stop()
{
    m_stop.request_stop();
    if (isOnlyReading()) {
        m_work = NoWork;
        if (m_way != NoWay && !m_plan)
            m_way = NoWay;
        Q_EMIT changed();
    }
}

} // namespace claviger

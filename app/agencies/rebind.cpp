// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/rebind.h"

#include "app/agencies/agencylookups.h"
#include "app/agencies/clusterguard.h"
#include "app/agencies/nodewrite.h"
#include "app/agencies/readonlyprofile.h"
#include "app/agencies/words.h"
#include "app/foundation/lanes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

// One node of the work.
struct Target
{
    RecordedNode node = {};
    QString expected = {}; // what it shows if nobody else has touched it
    QString wanted = {};   // what it is to have; empty: no agency
};

// What all nodes of one work share.
struct Work
{
    RebindDesk desk = {};
    RebindRecord record = {};
    std::shared_ptr<ClusterGuard> guard = {};
    bool isUndo = false;
    OnNodeStep onStep = {};
    std::stop_token stop = {};
    std::vector<NodeStep> steps = {};
    std::optional<Error> stoppedBy = {}; // the rest is not tried
};
using SharedWork = std::shared_ptr<Work>;

void report(const SharedWork &work, const NodeStep &step)
{
    const auto isIt = [&step](const NodeStep &one) { return one.serverId == step.serverId; };
    std::replace_if(work->steps.begin(), work->steps.end(), isIt, step);
    if (work->onStep)
        work->onStep(step);
}

void endStep(const SharedWork &work, NodeStep step, NodeStep::State state, const Error &error = {})
{
    step.state = state;
    step.error = error;
    report(work, step);
}

// The session has ended, the user may not, or nothing can be recorded: the other nodes would meet the same.
bool endsTheWork(const Error &error)
{
    return error.fault == Fault::Unauthorized || error.fault == Fault::Forbidden || error.fault == Fault::Storage;
}

void endWorkBy(const SharedWork &work, const Error &error)
{
    if (!work->stoppedBy && endsTheWork(error))
        work->stoppedBy = error;
}

QString agencyWords(const QString &agency)
{
    return agency.isEmpty() ? AgencyWords::tr("no agency") : agency;
}

JournalEntry entryOf(const Work &work, const Target &target)
{
    const auto shown = [](const QString &agency) { return agency.isEmpty() ? u"–"_s : agency; };
    return {.cloud = work.desk.cloudName,
            .account = work.desk.account,
            .user = work.desk.userName,
            .action = work.isUndo ? u"agency.restore"_s : u"agency.bind"_s,
            .target = u"%1 %2 (%3)"_s.arg(work.record.clusterName, target.node.name, target.node.serverId),
            .detail = u"%1 > %2"_s.arg(shown(target.expected), shown(target.wanted))};
}

Error failureOf(const NodeWritten &written)
{
    if (written.failure)
        return *written.failure;
    if (!written.shown)
        return written.shown.error();
    return {.fault = Fault::Unconfirmed,
            .detail = AgencyWords::tr("ECS answered that it is done, but the node still shows %1").arg(agencyWords(*written.shown)),
            .httpStatus = written.status,
            .requestId = written.requestId};
}

Error stoppedBeforeIt()
{
    return {.fault = Fault::Cancelled, .detail = AgencyWords::tr("stopped before this node")};
}

// Before anything is sent. What the cluster does not allow any more ends the whole work; an error says why this node is left
// out.
Task<Done> mayWriteNow(SharedWork work)
{
    if (!work->stoppedBy && !work->stop.stop_requested()) {
        const Result<Done> writable = co_await ClusterGuard::check(work->guard, work->stop);
        if (!writable && !work->stoppedBy && !work->stop.stop_requested())
            work->stoppedBy = writable.error();
    }
    if (work->stoppedBy)
        co_return tl::unexpected(*work->stoppedBy);
    if (work->stop.stop_requested())
        co_return tl::unexpected(stoppedBeforeIt());
    co_return Done{};
}

Task<Done> noteNode(SharedWork work, QString serverId, RecordedNode::State state)
{
    const Result<Done> noted = co_await work->desk.records->note(work->record.id, serverId, state);
    if (!noted)
        endWorkBy(work, noted.error());
    co_return noted;
}

// On the disk, then in the journal, then on the wire.
Task<Done> writeNode(SharedWork work, Target target, NodeStep step)
{
    const Result<Done> allowed = co_await mayWriteNow(work); // reading the node may have taken its time
    if (!allowed) {
        endStep(work, step, NodeStep::NotSent, allowed.error());
        co_return Done{};
    }
    endStep(work, step, NodeStep::Writing);
    const RecordedNode::State before = target.node.state;
    const Result<Done> noted = co_await noteNode(work, target.node.serverId, RecordedNode::Sending);
    if (!noted) {
        endStep(work, step, NodeStep::NotSent, noted.error());
        co_return Done{};
    }
    const JournalEntry beginning = entryOf(*work, target);
    const Result<qint64> entry = co_await work->desk.journal->begin(beginning);
    if (!entry) { // what cannot be journalled is not sent
        endWorkBy(work, entry.error());
        const Result<Done> unsent = co_await noteNode(work, target.node.serverId, before);
        Q_UNUSED(unsent)
        endStep(work, step, NodeStep::NotSent, entry.error());
        co_return Done{};
    }
    const NodeWrite write{.cloud = work->desk.cloud, .projectId = work->record.projectId, .serverId = target.node.serverId,
                          .wanted = target.wanted, .mayTryAgain = [work] { return mayWriteNow(work); }};
    const std::function<void()> onSent = [work, step] { endStep(work, step, NodeStep::ReadingBack); };
    const Result<NodeWritten> result = co_await writeAgency(write, onSent, work->stop);
    const NodeWritten &written = *result;
    const bool isDone = written.isAsWanted(target.wanted);
    if (written.failure)
        endWorkBy(work, *written.failure);
    RecordedNode::State after = RecordedNode::Sending;
    if (isDone)
        after = work->isUndo ? RecordedNode::Restored : RecordedNode::Written;
    else if (!written.isOpen())
        after = work->isUndo ? before : RecordedNode::Refused;
    const Result<Done> kept = co_await noteNode(work, target.node.serverId, after);
    Q_UNUSED(kept) // else it stands at "it may have been written", which is safe
    const JournalOutcome outcome = outcomeOf(written, target.wanted);
    const Result<Done> completed = co_await work->desk.journal->complete(*entry, outcome);
    Q_UNUSED(completed) // the open entry says as much
    if (isDone)
        endStep(work, step, work->isUndo ? NodeStep::Restored : NodeStep::Bound);
    else
        endStep(work, step, written.isOpen() ? NodeStep::Unconfirmed : NodeStep::Failed, failureOf(written));
    co_return Done{};
}

// Reads it first: what somebody else has bound meanwhile is not to be lost.
Task<Done> approachNode(SharedWork work, Target target)
{
    const NodeStep step{.serverId = target.node.serverId, .name = target.node.name};
    const Result<Done> allowed = co_await mayWriteNow(work);
    if (!allowed) {
        endStep(work, step, NodeStep::NotSent, allowed.error());
        co_return Done{};
    }
    const Result<QString> shown = co_await readAgency(work->desk.cloud, work->record.projectId, target.node.serverId);
    if (shown && *shown == target.expected && *shown != target.wanted) {
        const Result<Done> written = co_await writeNode(work, target, step);
        co_return written;
    }
    const bool isGone = !shown && shown.error().fault == Fault::NotFound && shown.error().givesAReason();
    if (!shown && !isGone) {
        endWorkBy(work, shown.error());
        endStep(work, step, NodeStep::Unconfirmed, shown.error());
        co_return Done{};
    }
    const bool isAsWanted = shown && *shown == target.wanted;
    RecordedNode::State after = target.node.state; // not ours
    if (work->isUndo)
        after = RecordedNode::Restored;
    else if (isAsWanted && target.node.state == RecordedNode::Sending)
        after = RecordedNode::Written; // ours, of the run that was cut short
    const Result<Done> noted = co_await noteNode(work, target.node.serverId, after);
    Q_UNUSED(noted)
    if (isAsWanted)
        endStep(work, step, work->isUndo ? NodeStep::Restored : NodeStep::Bound);
    else if (isGone)
        endStep(work, step, NodeStep::LeftAlone, shown.error());
    else
        endStep(work, step, NodeStep::LeftAlone,
                {.fault = Fault::Conflict,
                 .detail = AgencyWords::tr("it shows %1 by now, so somebody else has changed it").arg(agencyWords(*shown))});
    co_return Done{};
}

Task<RebindOutcome> perform(SharedWork work, std::vector<Target> targets)
{
    std::vector<Job> jobs;
    for (const Target &target : targets) {
        work->steps.push_back({.serverId = target.node.serverId, .name = target.node.name});
        jobs.emplace_back([work, target] { return approachNode(work, target); });
    }
    const std::vector<NodeStep> beginning = work->steps;
    for (const NodeStep &step : beginning)
        report(work, step);
    if (!jobs.empty()) { // not stopped from outside: every node says itself that it was left out
        const Result<Done> all = co_await runInLanes(work->desk.lanes, std::move(jobs));
        Q_UNUSED(all)
    }
    if (work->stop.stop_requested() && !work->stoppedBy)
        work->stoppedBy = Error{.fault = Fault::Cancelled, .detail = AgencyWords::tr("stopped at your request")};
    RebindOutcome outcome{.record = work->record, .isUndo = work->isUndo, .nodes = work->steps, .stoppedBy = work->stoppedBy};
    const RebindRecord::State state = work->isUndo && outcome.isComplete() ? RebindRecord::Undone : RebindRecord::Finished;
    const Result<Done> ended = co_await work->desk.records->end(work->record.id, state);
    if (!ended && !outcome.stoppedBy)
        outcome.stoppedBy = ended.error(); // it counts as cut short: nothing is lost by that
    co_return outcome;
}

SharedWork newWork(RebindDesk desk, bool isUndo, OnNodeStep onStep, std::stop_token stop)
{
    auto work = std::make_shared<Work>();
    work->desk = std::move(desk);
    work->isUndo = isUndo;
    work->onStep = std::move(onStep);
    work->stop = std::move(stop);
    return work;
}

// Of the recorded nodes those that are still to be done.
std::vector<Target> remaining(const RebindRecord &record, bool isUndo)
{
    std::vector<Target> targets;
    for (const RecordedNode &node : record.nodes) {
        if (isUndo && node.mayHoldOurs())
            targets.push_back({.node = node, .expected = record.agency, .wanted = node.previous});
        else if (!isUndo && node.state != RecordedNode::Written)
            targets.push_back({.node = node, .expected = node.previous, .wanted = record.agency});
    }
    return targets;
}

// With what an earlier run has recorded.
Task<RebindOutcome> takeUp(SharedWork work, qint64 recordId)
{
    if (work->desk.isReadOnly)
        co_return tl::unexpected(refusedAsReadOnly());
    const Result<RebindRecord> record = co_await work->desk.records->resume(recordId);
    if (!record)
        co_return tl::unexpected(record.error());
    work->record = *record;
    work->guard = std::make_shared<ClusterGuard>(work->desk.cloud, record->projectId, record->clusterId);
    const Result<Done> writable = co_await ClusterGuard::check(work->guard, work->stop);
    if (!writable) {
        const RebindRecord::State asBefore = record->state == RebindRecord::Running ? RebindRecord::Open : record->state;
        const Result<Done> leftAsItWas = co_await work->desk.records->end(recordId, asBefore);
        Q_UNUSED(leftAsItWas)
        co_return tl::unexpected(writable.error());
    }
    const std::vector<Target> targets = remaining(work->record, work->isUndo);
    const Result<RebindOutcome> outcome = co_await perform(work, targets);
    co_return outcome;
}

// ECS takes any name (ecs.md, 3), so IAM has to know it, now and not when the list was read.
Task<Done> checkAgency(RebindDesk desk, QString agency, std::stop_token stop)
{
    const auto lookups = std::make_shared<AgencyLookups>(desk.cloud, desk.accountId);
    const Result<AgencyLookup> lookup = co_await AgencyLookups::find(lookups, agency, stop);
    if (!lookup)
        co_return tl::unexpected(lookup.error());
    if (lookup->condition == AgencyLookup::Unknown)
        co_return tl::unexpected(lookup->error);
    if (lookup->condition == AgencyLookup::Found && lookup->agency.trustsEcs())
        co_return Done{};
    if (lookup->condition == AgencyLookup::Found && !lookup->agency.hasReadableTrust())
        co_return tl::unexpected(lookup->error);
    const QString why = lookup->condition == AgencyLookup::Missing ? AgencyWords::tr("IAM does not know %1 any more; nothing was written")
                                                                   : AgencyWords::tr("%1 does not trust ECS any more; nothing was written");
    co_return tl::unexpected(Error{.fault = Fault::Conflict, .detail = why.arg(agency)});
}

} // namespace

int RebindOutcome::count(NodeStep::State state) const
{
    return static_cast<int>(std::count_if(nodes.begin(), nodes.end(), [state](const NodeStep &step) { return step.state == state; }));
}

bool RebindOutcome::isComplete() const
{
    return std::all_of(nodes.begin(), nodes.end(), [this](const NodeStep &step) {
        return step.state == NodeStep::Bound || step.state == NodeStep::Restored || (isUndo && step.state == NodeStep::LeftAlone);
    });
}

Task<RebindOutcome> rebind(RebindDesk desk, RebindPlan plan, OnNodeStep onStep, std::stop_token stop)
{
    if (desk.isReadOnly)
        co_return tl::unexpected(refusedAsReadOnly());
    const Result<RebindPlan> fresh = co_await planRebind(desk.cloud, plan.projectId, plan.cluster.id, plan.agency, desk.lanes, stop);
    if (!fresh)
        co_return tl::unexpected(fresh.error());
    if (fresh->nodes != plan.nodes)
        co_return tl::unexpected(Error{.fault = Fault::Conflict,
                                       .detail = AgencyWords::tr("the nodes are not any more as the preview shows them; nothing was written")});
    const Result<Done> known = co_await checkAgency(desk, plan.agency, stop);
    if (!known)
        co_return tl::unexpected(known.error());
    const SharedWork work = newWork(std::move(desk), false, std::move(onStep), std::move(stop));
    work->record = {.begun = work->desk.cloud.transport()->clock()->now(),
                    .userName = work->desk.userName,
                    .accountId = work->desk.accountId,
                    .projectId = plan.projectId,
                    .clusterId = plan.cluster.id,
                    .clusterName = plan.cluster.name,
                    .agency = plan.agency};
    for (const PlannedNode &node : fresh->nodes)
        if (node.kind == PlannedNode::ToWrite)
            work->record.nodes.push_back({.serverId = node.node.serverId, .name = node.name, .previous = node.previous});
    if (work->record.nodes.empty())
        co_return tl::unexpected(Error{.fault = Fault::Rejected, .detail = AgencyWords::tr("there is no node to write")});
    work->guard = std::make_shared<ClusterGuard>(work->desk.cloud, plan.projectId, plan.cluster.id);
    const Result<Done> writable = co_await ClusterGuard::check(work->guard, work->stop); // reading all nodes may have taken its time
    if (!writable)
        co_return tl::unexpected(writable.error());
    const RebindRecord beginning = work->record;
    const Result<qint64> id = co_await work->desk.records->begin(beginning);
    if (!id)
        co_return tl::unexpected(id.error());
    work->record.id = *id;
    const std::vector<Target> targets = remaining(work->record, false);
    const Result<RebindOutcome> outcome = co_await perform(work, targets);
    co_return outcome;
}

Task<RebindOutcome> resumeRebind(RebindDesk desk, qint64 recordId, OnNodeStep onStep, std::stop_token stop)
{
    return takeUp(newWork(std::move(desk), false, std::move(onStep), std::move(stop)), recordId);
}

Task<RebindOutcome> undoRebind(RebindDesk desk, qint64 recordId, OnNodeStep onStep, std::stop_token stop)
{
    return takeUp(newWork(std::move(desk), true, std::move(onStep), std::move(stop)), recordId);
}

} // namespace claviger

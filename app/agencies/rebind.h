// SPDX-License-Identifier: Apache-2.0
// Route B: binds an agency to the nodes of a cluster one by one, through the metadata of their servers (mrs.md, 7.2; ecs.md,
// 3), and gives back what was there before. What is overwritten is on the disk first, every write is in the journal before
// it is sent, and every node is read back after it. MRS's own record is not changed.
#pragma once

#include "app/agencies/rebindplan.h"
#include "app/agencies/rebindrecords.h"
#include "app/journal/journal.h"

#include <functional>

namespace claviger {

struct RebindDesk
{
    Client cloud = {};
    std::shared_ptr<Journal> journal = {};
    std::shared_ptr<RebindRecords> records = {};
    QString cloudName = {}; // profile name
    QString account = {}, accountId = {};
    QString userName = {};
    bool isReadOnly = false;
    int lanes = 5; // nodes at once
};

// How it stands with one node.
struct NodeStep
{
    enum State {
        Waiting,
        Writing,
        ReadingBack,
        Bound,       // read back: it names the agency
        Restored,    // read back: it has what it had before
        LeftAlone,   // somebody else has changed it meanwhile, or it is gone; error says which
        NotSent,     // stopped before its turn; error says by what
        Failed,      // it has what it had
        Unconfirmed, // what it has now is not known
    };
    QString serverId = {};
    QString name = {};
    State state = Waiting;
    Error error = {};

    [[nodiscard]] bool isOver() const { return state > ReadingBack; }
};

struct RebindOutcome
{
    RebindRecord record = {}; // as it was when the work began
    bool isUndo = false;
    std::vector<NodeStep> nodes = {}; // those that were to be written
    // Why the rest was not tried, for example a session that ended half-way, or a cluster that began to scale.
    std::optional<Error> stoppedBy = {};

    [[nodiscard]] int count(NodeStep::State state) const;
    // Every node has what it was to get; of undo: or is not ours any more.
    [[nodiscard]] bool isComplete() const;
};

// Of the node, and how far the whole is.
using OnNodeStep = std::function<void(const NodeStep &)>;

// Fault::Conflict: the nodes are not any more as the plan has them, or something is in the way (checkWritable(), records).
// Fault::Storage: it could not be recorded. In every error nothing was sent.
[[nodiscard]] Task<RebindOutcome> rebind(RebindDesk desk, RebindPlan plan, OnNodeStep onStep, std::stop_token stop = {});

// Goes on with one that was cut short: with the nodes that are not bound yet. What was recorded first is what undo gives back.
[[nodiscard]] Task<RebindOutcome> resumeRebind(RebindDesk desk, qint64 recordId, OnNodeStep onStep, std::stop_token stop = {});

// Gives back what every node had before, where it still has what was written. May be repeated until all is done.
[[nodiscard]] Task<RebindOutcome> undoRebind(RebindDesk desk, qint64 recordId, OnNodeStep onStep, std::stop_token stop = {});

} // namespace claviger

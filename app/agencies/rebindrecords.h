// SPDX-License-Identifier: Apache-2.0
// What a rebinding of nodes has overwritten: on the disk before the first write is sent, so that all of it can be given back,
// also after the program was killed at any moment. One file for all programs of this user; each says which of its works
// still run.
#pragma once

#include "app/foundation/clock.h"
#include "app/foundation/result.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace claviger {

struct RecordedNode
{
    enum State {
        Planned,  // nothing was sent
        Sending,  // it may have been written
        Written,
        Refused,  // it was sent, and certainly not done
        Restored, // it has what it had before, or somebody else's since
    };
    QString serverId = {};
    QString name = {};
    QString previous = {}; // the agency before; empty: none was bound
    State state = Planned;

    [[nodiscard]] bool mayHoldOurs() const { return state == Sending || state == Written; }

    friend bool operator==(const RecordedNode &, const RecordedNode &) = default;
};

struct RebindRecord
{
    enum State {
        Running,  // or cut short: see isCutShort
        Finished,
        Undone,
        Kept, // a person decided that it stays as it is
        Open, // cut short once, and going on with it or undoing it could not begin
    };
    qint64 id = 0;
    Instant begun = {};
    QString userName = {}; // who did it
    QString accountId = {}, projectId = {};
    QString clusterId = {}, clusterName = {};
    QString agency = {}; // that was bound
    State state = Running;
    // Running, and nobody is at it any more: the program that was no longer runs, or could not note the end.
    bool isCutShort = false;
    std::vector<RecordedNode> nodes = {}; // in the order of their writing

    // Nodes that may have what was written, so that there is something to give back.
    [[nodiscard]] int toRestore() const;
    // A person has to decide: nothing goes on by itself.
    [[nodiscard]] bool wantsDecision() const { return isCutShort || state == Open; }
    // It was being undone: going on would bind again.
    [[nodiscard]] bool wasBeingUndone() const;
};

class RebindRecords
{
public:
    // Opens (and makes, 0600) the file at the first call, in a thread of its own. A file that cannot be used makes every
    // call end in Fault::Storage: then nothing may be written to the cloud.
    RebindRecords(QString path, std::shared_ptr<const Clock> clock);
    ~RebindRecords(); // waits for what is being written

    // Gives the id. Fault::Conflict: another work on that cluster runs, or was cut short and nobody has decided on it. Nodes that
    // the one before has given the same agency, and this one leaves alone, are taken over with what they had: undo gives back
    // both.
    [[nodiscard]] Task<qint64> begin(RebindRecord record);
    // Goes on with one that was cut short or has ended, as this program's; gives it as it was found. Fault::Conflict: it still
    // runs elsewhere, or a newer one of that cluster has come. Fault::NotFound: there is none.
    [[nodiscard]] Task<RebindRecord> resume(qint64 id);
    [[nodiscard]] Task<Done> note(qint64 id, QString serverId, RecordedNode::State state);
    // That it has ended counts, here, even if it cannot be written: then it was cut short.
    [[nodiscard]] Task<Done> end(qint64 id, RebindRecord::State state);
    // A person decides that it stays as it is. Fault::Conflict: it runs, here or elsewhere.
    [[nodiscard]] Task<Done> keep(qint64 id);
    // The newest of each cluster of the account, newest first.
    [[nodiscard]] Task<std::vector<RebindRecord>> newest(QString accountId);

private:
    class Writer;
    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<Writer> m_writer;
};

} // namespace claviger

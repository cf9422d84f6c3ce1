// SPDX-License-Identifier: Apache-2.0
// One write to the metadata of one node, and what became of it: sent until it is taken, then read back. Gives no opinion on
// whether it should be done; rebind.h does.
#pragma once

#include "app/agencies/rebindrecords.h"
#include "app/cloud/client.h"
#include "app/journal/journal.h"

#include <functional>

namespace claviger {

struct NodeWrite
{
    Client cloud = {};
    QString projectId = {};
    QString serverId = {};
    QString wanted = {}; // the agency it is to have; empty: none, as before a binding of ours
    std::function<Task<Done>()> mayTryAgain = {}; // asked before every try but the first: an error ends the tries
};

struct NodeWritten
{
    // Of the last try: request id, or why not.
    std::optional<Error> failure = {};
    QString requestId = {};
    int status = 0;
    // Of any try: what was sent may have been done; nobody has said that it is over.
    bool mayHaveActed = false, mayStillAct = false;
    Result<QString> shown = QString(); // the agency that the node shows afterwards; empty: none

    [[nodiscard]] bool isAsWanted(const QString &wanted) const { return shown && *shown == wanted; }
    // What was sent may have been done, or may yet be.
    [[nodiscard]] bool isOpen() const;
};

// Tries again after 409, 429 and 5xx, up to five times, for as long as Retry-After says. A stop request ends the tries, not
// the reading back. Always settles with a value.
[[nodiscard]] Task<NodeWritten> writeAgency(NodeWrite write, std::function<void()> onSent, std::stop_token stop);

// What the node shows now, within half a minute.
[[nodiscard]] Task<QString> readAgency(Client cloud, QString projectId, QString serverId);

// As the journal keeps it.
[[nodiscard]] JournalOutcome outcomeOf(const NodeWritten &written, const QString &wanted);

} // namespace claviger

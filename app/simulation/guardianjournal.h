// SPDX-License-Identifier: Apache-2.0
// What a TokenServer did and when: the part of its log that tells something. guardianlog.h writes it out as lines among
// those that every day leaves behind.
#pragma once

#include "app/foundation/instant.h"

#include <QHash>
#include <QStringList>

#include <deque>
#include <vector>

namespace claviger::sim {

// From the first moment to the last, both included; nothing where the end is before the start.
struct LogWindow
{
    Instant from = {};
    Instant until = {};
};

struct GuardianNote
{
    enum Kind : quint8 {
        Started,
        Stopped,
        CacheMissing,
        CacheEnding,
        CacheDropped, // OBS refused the cached key
        KeyFailed, // status, text: what the answer said
        KeyRenewed, // number: seconds until the next time
        MetadataFailed, // status
        MetadataRead,
        AssumeFailed, // text: why
        Assumed, // text: the second agency
        AlarmRaised, // number: its id
        AlarmCleared,
    };
    Instant when = {};
    int text = 0; // place in GuardianJournal::texts()
    int number = 0;
    int status = 0;
    Kind kind = Started;
};

// The notes of all TokenServers, and the texts in them, which are few.
class GuardianJournal
{
public:
    void note(const QString &serverId, GuardianNote note, const QString &text = {});
    [[nodiscard]] std::vector<GuardianNote> notes(const QString &serverId, LogWindow window) const; // as they came
    [[nodiscard]] const QStringList &texts() const { return m_texts; }
    void forget(const QString &serverId) { m_notes.remove(serverId); }
    // All TokenServers together keep so many; each of them at least some thousand.
    void keepAtMost(std::size_t count) { m_longest = count; }

private:
    std::size_t m_longest = 4'000'000;
    QHash<QString, std::deque<GuardianNote>> m_notes; // by server; oldest first
    QStringList m_texts = {QString()};
    QHash<QString, int> m_places = {{QString(), 0}};
};

} // namespace claviger::sim

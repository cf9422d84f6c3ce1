// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/guardianjournal.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qsizetype mostTexts = 20'000;
constexpr std::size_t fewestNotes = 2'000; // of one TokenServer

} // namespace

void GuardianJournal::note(const QString &serverId, GuardianNote note, const QString &text)
{
    QString line = text.simplified(); // what others said must not begin a line of its own
    if (m_texts.size() >= mostTexts && !m_places.contains(line))
        line = u"(another text)"_s; // names of agencies come from outside, and there is no end of them
    const auto known = m_places.constFind(line);
    if (known != m_places.constEnd()) {
        note.text = *known;
    } else {
        note.text = static_cast<int>(m_texts.size());
        m_texts.append(line);
        m_places.insert(line, note.text);
    }
    std::deque<GuardianNote> &notes = m_notes[serverId];
    notes.push_back(note);
    if (notes.size() > std::max(fewestNotes, m_longest / static_cast<std::size_t>(m_notes.size())))
        notes.pop_front();
}

std::vector<GuardianNote> GuardianJournal::notes(const QString &serverId, LogWindow window) const
{
    std::vector<GuardianNote> found;
    const auto notes = m_notes.constFind(serverId);
    if (notes == m_notes.constEnd())
        return found;
    std::copy_if(notes->begin(), notes->end(), std::back_inserter(found),
                 [&window](const GuardianNote &note) { return window.from <= note.when && note.when <= window.until; });
    return found;
}

} // namespace claviger::sim

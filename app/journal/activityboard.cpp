// SPDX-License-Identifier: Apache-2.0
#include "app/journal/activityboard.h"

#include <algorithm>

namespace claviger {

ActivityBoard::ActivityBoard(Journal &journal, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
{
    connect(&m_journal, &Journal::changed, this, [this] {
        if (m_state != State::Idle)
            read();
    });
}

void ActivityBoard::refresh()
{
    m_checkError.reset(); // the person looks anew
    read();
}

void ActivityBoard::read()
{
    if (m_state == State::Loading) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    enter(State::Loading);
    QCoro::connect(m_journal.read(), this, [this, number = ++m_reading](const Result<JournalReading> &reading) {
        if (number == m_reading)
            show(reading);
    });
}

void ActivityBoard::cancel()
{
    if (m_state != State::Loading)
        return;
    ++m_reading;
    m_isStale = false;
    m_lastError = Error{.fault = Fault::Cancelled};
    enter(State::Failed);
}

void ActivityBoard::check(qint64 id, const QString &note)
{
    if (m_checking)
        return;
    m_checking = id;
    m_checkError.reset();
    Q_EMIT stateChanged(m_state);
    QCoro::connect(m_journal.check(id, {.by = m_person, .note = note}), this, [this](const Result<Done> &checked) {
        m_checking.reset();
        m_checkError = checked ? std::nullopt : std::optional(checked.error());
        Q_EMIT stateChanged(m_state);
        read(); // after a failure too: somebody else may have been faster
    });
}

void ActivityBoard::show(const Result<JournalReading> &reading)
{
    if (reading) {
        m_model.merge(reading->records);
        m_lastError.reset();
        m_brokenAt = reading->brokenAt;
        m_orphans = static_cast<int>(std::count_if(reading->records.begin(), reading->records.end(),
                                                   [](const JournalRecord &record) { return record.isOrphan; }));
        enter(State::Ready);
    } else {
        m_lastError = reading.error();
        enter(State::Failed);
    }
    if (m_isStale)
        read();
}

void ActivityBoard::enter(State state)
{
    m_state = state;
    Q_EMIT stateChanged(state);
}

} // namespace claviger

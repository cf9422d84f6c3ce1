// SPDX-License-Identifier: Apache-2.0
// What the activity page knows: the latest lines of the journal, whether its chain is whole, and what was left open.
#pragma once

#include "app/journal/journalmodel.h"

#include <QObject>

#include <optional>

namespace claviger {

class ActivityBoard final : public QObject
{
    Q_OBJECT
public:
    enum class State { Idle, Loading, Ready, Failed };
    Q_ENUM(State)

    // The journal must outlive the board.
    explicit ActivityBoard(Journal &journal, QObject *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] JournalModel &model() { return m_model; }
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_lastError; } // of the last reading
    // The row from which on the journal is not as it was written. Empty: whole, as far as was read.
    [[nodiscard]] std::optional<qint64> brokenAt() const { return m_brokenAt; }
    // Lines whose program ended before it could say how they went, and that nobody has checked since.
    [[nodiscard]] int orphans() const { return m_orphans; }
    // Who works here, for check(). Console sets it as sessions come and go.
    void setPerson(const JournalPerson &person) { m_person = person; }
    // Notes that the person has checked an orphan; one at a time.
    void check(qint64 id, const QString &note);
    [[nodiscard]] std::optional<qint64> checking() const { return m_checking; }
    [[nodiscard]] const std::optional<Error> &checkError() const { return m_checkError; } // of the last one

public Q_SLOTS:
    // From the first call on the board also follows the journal by itself. What was read before stays while it loads.
    void refresh();
    void cancel(); // nobody waits for the reading any more; what was read before stays

Q_SIGNALS:
    void stateChanged(claviger::ActivityBoard::State state); // also once after every reading, and around a check

private:
    void read();
    void enter(State state);
    void show(const Result<JournalReading> &reading);

    Journal &m_journal;
    JournalModel m_model;
    State m_state = State::Idle;
    int m_reading = 0; // number of the latest one: what an earlier one gives is thrown away
    bool m_isStale = false; // the journal changed while it was being read
    std::optional<Error> m_lastError;
    std::optional<qint64> m_brokenAt;
    int m_orphans = 0;
    JournalPerson m_person;
    std::optional<qint64> m_checking;
    std::optional<Error> m_checkError;
};

} // namespace claviger

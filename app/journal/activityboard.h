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
    // Lines whose program ended before it could say how they went.
    [[nodiscard]] int orphans() const { return m_orphans; }

public Q_SLOTS:
    // From the first call on the board also follows the journal by itself. What was read before stays while it loads.
    void refresh();

Q_SIGNALS:
    void stateChanged(claviger::ActivityBoard::State state); // also once after every reading

private:
    void enter(State state);
    void show(const Result<JournalReading> &reading);

    Journal &m_journal;
    JournalModel m_model;
    State m_state = State::Idle;
    bool m_isStale = false; // the journal changed while it was being read
    std::optional<Error> m_lastError;
    std::optional<qint64> m_brokenAt;
    int m_orphans = 0;
};

} // namespace claviger

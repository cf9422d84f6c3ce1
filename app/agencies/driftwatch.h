// SPDX-License-Identifier: Apache-2.0
// Reads the bindings again every few minutes, unseen, and tells what has changed: a lost binding is known before the alarm
// comes. Whoever reads, the board tells this, which compares each cluster with what was known of it, also before the start.
// Never signs in: after one refusal of the session it waits until a person has.
#pragma once

#include "app/agencies/bindingboard.h"
#include "app/agencies/drift.h"
#include "app/agencies/readinghistory.h"
#include "app/agencies/watchplan.h"
#include "app/foundation/clock.h"

#include <QObject>

#include <functional>

namespace claviger {

class DriftWatch final : public QObject
{
    Q_OBJECT
public:
    struct Setup
    {
        std::shared_ptr<const Clock> clock = {};
        std::shared_ptr<const ReadingHistory> history = {}; // null: nothing is kept
        QString planFile = {};              // empty: what a person chooses is not kept
        std::function<double()> random = {}; // from 0 to 1; empty: the computer's own
    };
    // Why it does not read.
    enum class Pause { None, Off, NoSession, NoProject, PasswordNeeded, Refused, Changing, OnBattery };
    Q_ENUM(Pause)

    // The board must outlive it.
    DriftWatch(BindingBoard &board, Setup setup, QObject *parent = nullptr);
    ~DriftWatch() override;

    void open(QString accountId, QString projectId); // after sign-in, and after the board
    void close();                                    // after sign-out
    void holdForPassword(); // the session has ended
    void goOn();            // a person has signed in again
    void setOnBattery(bool isOnBattery);
    // Bindings are being changed from here: what is seen meanwhile is remembered, but nobody is told of it.
    void setChanging(bool isChanging);
    void setIdle(bool isIdle); // it never reads by itself, whatever the plan
    void setPlan(const WatchPlan &plan); // by a person: it is kept

    [[nodiscard]] const WatchPlan &plan() const { return m_plan; }
    [[nodiscard]] Pause pause() const;
    [[nodiscard]] const std::optional<Instant> &next() const { return m_next; } // none: paused, or reading now
    [[nodiscard]] bool isReading() const { return m_isReading; }
    [[nodiscard]] bool isPutOff() const { return m_isPutOff; } // the cloud asked for fewer calls
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; } // of its last reading
    [[nodiscard]] const std::optional<Error> &historyError() const { return m_historyError; } // of the last use of the file
    [[nodiscard]] const std::optional<Error> &planError() const { return m_planError; }
    // What readings found, newest first; the latest fifty changes.
    [[nodiscard]] std::vector<PastReading> known(const ClusterKey &cluster) const { return m_known.value(cluster); }
    [[nodiscard]] ClusterKey keyOf(const MrsCluster &cluster) const;

    static constexpr int lanes = 5; // calls at once

Q_SIGNALS:
    void changed();
    void drifted(const claviger::PastReading &now, const claviger::Drift &drift); // worth a person's attention

private:
    void readIn(std::chrono::milliseconds delay);
    void stopWaiting();
    void reflect(); // waits or pauses, as it should
    void read();
    void take(const PastReading &reading);
    void noteReading(const ClusterReading &reading);
    void noteEnd(BindingBoard::Scope scope, const std::optional<Error> &error);
    void noteOwnEnd(const std::optional<Error> &error);
    void noteHistory(const std::optional<Error> &error);
    [[nodiscard]] std::chrono::milliseconds jittered() const;

    struct Round // what the reading under way met
    {
        int read = 0;
        int forbidden = 0;
        std::optional<Error> throttled = {};
    };

    BindingBoard &m_board;
    Setup m_setup;
    WatchPlan m_plan;
    QString m_accountId, m_projectId;
    bool m_isIdle = false, m_isOpen = false, m_needsPassword = false, m_isRefused = false, m_isChanging = false, m_isOnBattery = false;
    bool m_isReading = false, m_isPutOff = false;
    Round m_round;
    std::chrono::milliseconds m_stretched = {}; // after answers that asked for fewer calls without saying when
    std::optional<Instant> m_next;
    std::optional<Error> m_error, m_historyError, m_planError;
    QHash<ClusterKey, std::vector<PastReading>> m_known;
    bool m_isLoaded = false;
    std::vector<PastReading> m_untilLoaded;
    int m_generation = 0; // sessions
    std::stop_source m_wait;
};

} // namespace claviger

Q_DECLARE_METATYPE(claviger::PastReading)
Q_DECLARE_METATYPE(claviger::Drift)

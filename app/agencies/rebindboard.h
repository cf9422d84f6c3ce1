// SPDX-License-Identifier: Apache-2.0
// What the page "Manage agency" knows: the cluster it is about, the agencies to choose from, the way that was chosen, and how
// far it is. One cluster at a time; what an earlier run of Claviger left half-done comes first.
#pragma once

#include "app/agencies/candidates.h"
#include "app/agencies/createagency.h"
#include "app/agencies/rebind.h"
#include "app/agencies/watchbinding.h"
#include "app/cloud/profile.h"

#include <QObject>

#include <stop_token>

namespace claviger {

class RebindBoard final : public QObject
{
    Q_OBJECT
public:
    enum Way { NoWay, Console /* route A */, NodeByNode /* route B */ };
    enum Work { NoWork, ReadingAgencies, Trying, Creating, Watching, Planning, Writing, Resuming, Undoing };
    Q_ENUM(Way)
    Q_ENUM(Work)

    explicit RebindBoard(QObject *parent = nullptr);
    ~RebindBoard() override;

    void open(RebindDesk desk, BindingDesk readings, CloudProfile profile); // after sign-in
    void close();                                                       // after sign-out; nothing more is sent
    [[nodiscard]] bool isOpen() const { return m_desk.records != nullptr; }

    // What runs for another cluster is not disturbed: then it does nothing.
    void manage(const ClusterReading &reading);
    void leave(); // the page is left; what runs goes on
    [[nodiscard]] const ClusterReading &reading() const { return m_reading; } // the latest; its cluster has no id: none is managed

    [[nodiscard]] const std::optional<Candidates> &candidates() const { return m_candidates; }
    [[nodiscard]] const AgencyCandidate *chosen() const; // null: none yet
    [[nodiscard]] Way way() const { return m_way; }
    [[nodiscard]] Work work() const { return m_work; }
    [[nodiscard]] bool isCreating() const { return m_work == Trying || m_work == Creating; } // an agency
    [[nodiscard]] bool isOnlyReading() const { return m_work == ReadingAgencies || m_work == Planning || m_work == Watching; }
    [[nodiscard]] bool isWriting() const { return m_work == Writing || m_work == Resuming || m_work == Undoing; }
    // What is read of the cluster meanwhile is this board's doing.
    [[nodiscard]] bool isChanging() const { return isWriting() || m_isSettling || m_work == Watching; }
    [[nodiscard]] bool isReadOnly() const { return m_desk.isReadOnly; }
    [[nodiscard]] bool isProduction() const { return m_profile.production; }
    [[nodiscard]] QUrl consolePage() const; // of the cluster; empty: where the web console is is not known
    // The cloud's clock.
    [[nodiscard]] Instant cloudNow() const;
    [[nodiscard]] const Error *error() const { return m_failure ? &m_failure->error : nullptr; } // of the last work
    [[nodiscard]] Work failedWork() const { return m_failure ? m_failure->work : NoWork; } // not NoWork: there is an error

    [[nodiscard]] const std::optional<RebindPlan> &plan() const { return m_plan; } // NodeByNode: the preview
    [[nodiscard]] Result<Done> mayWrite() const;                                    // what is in the way of confirming the plan
    [[nodiscard]] const std::vector<NodeStep> &steps() const { return m_steps; }   // while it writes, and after
    [[nodiscard]] const std::optional<RebindOutcome> &outcome() const { return m_outcome; }
    [[nodiscard]] Result<Done> mayTryCreation() const;
    [[nodiscard]] Result<Done> mayCreate() const; // an agency, over the API: only after a try that went well
    [[nodiscard]] bool wasTried() const { return m_tried.has_value(); }
    [[nodiscard]] const std::optional<CreatedAgency> &created() const { return m_created; }
    // The latest of this cluster, if it has something to give back or wants a decision.
    [[nodiscard]] const RebindRecord *record() const;
    // Of any cluster: cut short, so a person has to decide.
    [[nodiscard]] const std::vector<RebindRecord> &undecided() const { return m_undecided; }
    [[nodiscard]] const std::optional<Error> &recordsError() const { return m_recordsError; } // they cannot be read or kept
    [[nodiscard]] Instant watchedSince() const { return m_watchedSince; }
    [[nodiscard]] bool isSeenBound() const { return m_isSeenBound; } // Console: the change was seen on every node

    void choose(const QString &agency);
    void goBy(Way way); // Console begins to watch, NodeByNode makes the preview
    void setSoon(std::chrono::hours soon); // as BindingBoard::setSoon
    void refreshAgencies();
    void tryCreation(); // asks IAM whether it would create an agency
    void create(const QString &name, const QString &description);
    void write();  // what the preview shows
    void undo();   // record()
    void resume(); // record()
    void keep();   // record() stays as it is
    void keepRecord(qint64 id);
    void stop();   // what runs; nodes that are being written are read back all the same

Q_SIGNALS:
    void changed();
    void clusterRead(const claviger::ClusterReading &reading);
    void undecidedChanged();

private:
    [[nodiscard]] AgencyCreation creationOf(const QString &name, const QString &description) const;
    void begin(Work work);
    void end(const std::optional<Error> &error);
    void readRecords();
    void readAgencies();
    void watch();
    void preview();
    void follow(Work work, const std::function<Task<RebindOutcome>(std::stop_token)> &start);
    void finish(const Result<RebindOutcome> &outcome);
    void readAgain();
    [[nodiscard]] BindingDesk deskOf(const MrsCluster &cluster) const;
    [[nodiscard]] OnNodeStep onStep();
    [[nodiscard]] std::function<bool()> currency() const;

    RebindDesk m_desk;
    BindingDesk m_readings;
    CloudProfile m_profile;
    ClusterReading m_reading;
    std::optional<Candidates> m_candidates;
    QString m_chosen;
    Way m_way = NoWay;
    struct Failure
    {
        Work work = NoWork;
        Error error = {};
    };
    Work m_work = NoWork;
    std::optional<Failure> m_failure; // both or none: pages show the error of the work
    std::optional<RebindPlan> m_plan;
    std::vector<NodeStep> m_steps;
    std::optional<RebindOutcome> m_outcome;
    std::optional<Result<Done>> m_tried; // whether IAM would create an agency
    std::optional<CreatedAgency> m_created;
    std::vector<RebindRecord> m_records, m_undecided;
    std::optional<Error> m_recordsError;
    Instant m_watchedSince = {};
    bool m_isSeenBound = false;
    bool m_isSettling = false; // reads what its own writing has changed
    int m_generation = 0; // what an earlier session or cluster gives is thrown away
    std::stop_source m_stop;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// What the view of a probe knows: which node, whether it runs, what was found, what that means beside the binding of its
// cluster, and when the next run is allowed.
#pragma once

#include "app/agencies/diagnosis.h"
#include "app/agencies/nodeprobe.h"
#include "app/agencies/probebudget.h"

#include <QObject>

#include <stop_token>

namespace claviger {

class ProbeBoard final : public QObject
{
    Q_OBJECT
public:
    // Failed: nothing was run, for the target cannot be used. That a node could not be asked is a finding.
    enum State { Idle, Running, Done, Failed };
    Q_ENUM(State)

    explicit ProbeBoard(std::shared_ptr<const Clock> clock, ProbeRunner runner = runOverSsh, QObject *parent = nullptr);
    ~ProbeBoard() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const ProbeTarget &target() const { return m_target; }
    [[nodiscard]] const std::optional<ProbeFinding> &finding() const { return m_finding; } // Done
    [[nodiscard]] Instant foundAt() const { return m_foundAt; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; } // Failed
    // Of the cluster that the node belongs to, as last read; none: not known, or it does not count the node.
    [[nodiscard]] const std::optional<BindingVerdict> &binding() const { return m_binding; }
    [[nodiscard]] Instant bindingReadAt() const { return m_bindingReadAt; }
    // Of finding and binding; none: one of them is missing.
    [[nodiscard]] std::optional<Diagnosis> diagnosis() const;
    // Until the next run on this node is allowed; zero: now.
    [[nodiscard]] std::chrono::milliseconds wait() const { return m_budget.wait(m_target.serverId); }

    void open(const ProbeTarget &target); // another node: stops what runs, forgets what was found and the binding
    void setBinding(const std::optional<BindingVerdict> &binding, Instant readAt = {}); // after open(), and when it is read again
    void run(const ProbeTarget &target);  // of the same node, with what was typed; does nothing while one runs
    void cancel();                        // counts as a run all the same: it may have asked
    void close();

Q_SIGNALS:
    void stateChanged();

private:
    void enter(State state);
    void stop();
    void settle(const Result<ProbeFinding> &outcome);

    std::shared_ptr<const Clock> m_clock;
    ProbeRunner m_runner;
    ProbeBudget m_budget;
    State m_state = Idle;
    ProbeTarget m_target;
    std::optional<ProbeFinding> m_finding;
    Instant m_foundAt = {};
    std::optional<BindingVerdict> m_binding;
    Instant m_bindingReadAt = {};
    std::optional<Error> m_error;
    int m_generation = 0; // what earlier runs give is thrown away
    std::stop_source m_stop;
};

} // namespace claviger

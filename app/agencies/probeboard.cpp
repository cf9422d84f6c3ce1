// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/probeboard.h"

namespace claviger {

ProbeBoard::ProbeBoard(std::shared_ptr<const Clock> clock, ProbeRunner runner, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_runner(std::move(runner))
    , m_budget(m_clock)
{
}

ProbeBoard::~ProbeBoard()
{
    stop();
}

void ProbeBoard::enter(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void ProbeBoard::stop()
{
    ++m_generation;
    m_stop.request_stop();
    m_stop = {};
}

void ProbeBoard::open(const ProbeTarget &target)
{
    stop();
    m_target = target;
    m_finding.reset();
    m_error.reset();
    m_binding.reset();
    enter(Idle);
}

void ProbeBoard::setBinding(const std::optional<BindingVerdict> &binding, Instant readAt)
{
    if (binding == m_binding && (!binding || readAt == m_bindingReadAt)) // a page says it at every change of its own
        return;
    m_binding = binding;
    m_bindingReadAt = readAt;
    Q_EMIT stateChanged();
}

std::optional<Diagnosis> ProbeBoard::diagnosis() const
{
    return m_finding && m_binding ? std::optional(diagnose(*m_binding, m_finding)) : std::nullopt;
}

void ProbeBoard::run(const ProbeTarget &target)
{
    const bool isOfTheNode = !target.serverId.isEmpty() && target.serverId == m_target.serverId;
    if (m_state == Running || !isOfTheNode || wait() > std::chrono::milliseconds::zero())
        return;
    m_target = target;
    m_finding.reset();
    m_error.reset();
    if (const Result<claviger::Done> usable = checkTarget(target); !usable) {
        m_error = usable.error();
        enter(Failed);
        return;
    }
    m_budget.spend(target.serverId);
    enter(Running);
    QCoro::connect(probeNode(m_runner, target, m_clock, m_stop.get_token()), this,
                   [this, generation = m_generation](const Result<ProbeFinding> &outcome) {
                       if (generation == m_generation)
                           settle(outcome);
                   });
}

void ProbeBoard::settle(const Result<ProbeFinding> &outcome)
{
    if (!outcome) {
        m_error = outcome.error();
        enter(Failed);
        return;
    }
    if (outcome->reachedNothing())
        m_budget.giveBack(m_target.serverId);
    m_finding = *outcome;
    m_foundAt = m_clock->now();
    enter(Done);
}

void ProbeBoard::cancel()
{
    if (m_state != Running)
        return;
    stop();
    enter(Idle);
}

void ProbeBoard::close()
{
    open({});
}

} // namespace claviger

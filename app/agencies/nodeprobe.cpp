// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/nodeprobe.h"

namespace claviger {

Task<ProcessOutcome> runOverSsh(ProbeTarget target, QByteArray mark, std::stop_token stop)
{
    return runProcess(sshCall(target, mark), std::move(stop));
}

Task<ProbeFinding> probeNode(ProbeRunner runner, ProbeTarget target, std::shared_ptr<const Clock> clock, std::stop_token stop)
{
    const Result<Done> usable = checkTarget(target);
    if (!usable)
        co_return tl::unexpected(usable.error());
    const QByteArray mark = makeProbeMark();
    Result<ProcessOutcome> run = co_await runner(target, mark, stop);
    if (!run && run.error().fault == Fault::Cancelled)
        co_return tl::unexpected(run.error());
    const ProbeFinding finding = judgeRun(std::move(run), mark, clock->now());
    co_return finding;
}

} // namespace claviger

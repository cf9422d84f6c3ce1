// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/lanes.h"

#include "app/foundation/settlement.h"
#include "app/foundation/words.h"

#include <algorithm>
#include <memory>

namespace claviger {

namespace {

struct Lanes
{
    std::vector<Job> jobs = {};
    std::size_t next = 0;
    int running = 0;
    std::stop_token stop = {};
    Settlement<Done> ended = {};
};

Task<Done> runLane(std::shared_ptr<Lanes> lanes)
{
    while (lanes->next < lanes->jobs.size() && !lanes->stop.stop_requested()) {
        const Job job = std::move(lanes->jobs[lanes->next++]);
        const Result<Done> outcome = co_await job();
        Q_UNUSED(outcome)
    }
    if (--lanes->running == 0)
        lanes->ended.settle(Done{});
    co_return Done{};
}

} // namespace

Task<Done> runInLanes(int lanes, std::vector<Job> jobs, std::stop_token stop)
{
    const auto all = std::make_shared<Lanes>();
    all->running = std::clamp(static_cast<int>(jobs.size()), 1, std::max(lanes, 1));
    all->jobs = std::move(jobs);
    all->stop = stop;
    for (int i = all->running; i > 0; --i) {
        const Task<Done> lane = runLane(all);
        Q_UNUSED(lane) // goes on by itself
    }
    co_await all->ended.settled();
    if (stop.stop_requested())
        co_return tl::unexpected(Error{.fault = Fault::Cancelled, .detail = BasicWords::tr("stopped")});
    co_return Done{};
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// The least that must be done for many calls: libcurl's multi interface, so many at once to each service, bodies counted
// and thrown away.
#pragma once

#include <string>
#include <vector>

namespace claviger::benchmark {

struct CurlQueue
{
    std::vector<std::string> urls = {};
    int atOnce = 6;
};

struct CurlTotals
{
    int answers = 0; // with status 200
    long long bytes = 0;
    std::string failure = {};
};

// All queues side by side, each in its order.
[[nodiscard]] CurlTotals fetchAll(const std::vector<CurlQueue> &queues, const std::string &token);

} // namespace claviger::benchmark

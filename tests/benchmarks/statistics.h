// SPDX-License-Identifier: Apache-2.0
// Medians and quartiles of paired measurements, and how they are printed.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

namespace claviger::benchmark {

struct Spread
{
    double lower = 0, median = 0, upper = 0; // quartiles
};

inline double quantile(const std::vector<double> &sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - std::floor(place));
}

inline Spread spreadOf(std::vector<double> values)
{
    if (values.empty())
        return {};
    std::ranges::sort(values);
    return {quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)};
}

// Pairs of ours and theirs, measured one right after the other so that a slow moment hits both.
class Pairs
{
public:
    void add(double ours, double theirs)
    {
        m_ours.push_back(ours);
        m_theirs.push_back(theirs);
        m_ratios.push_back(ours / theirs);
        m_differences.push_back(ours - theirs);
    }
    [[nodiscard]] std::size_t count() const { return m_ours.size(); }
    [[nodiscard]] Spread ours() const { return spreadOf(m_ours); }
    [[nodiscard]] Spread theirs() const { return spreadOf(m_theirs); }
    [[nodiscard]] Spread ratio() const { return spreadOf(m_ratios); }
    [[nodiscard]] Spread difference() const { return spreadOf(m_differences); }

    void print(const char *what, const char *unit, const char *nameOfOurs, const char *nameOfTheirs) const
    {
        std::printf("%s (%zu pairs, median [quartiles])\n", what, count());
        line(nameOfOurs, ours(), unit);
        line(nameOfTheirs, theirs(), unit);
        line("difference", difference(), unit);
        line("ratio", ratio(), "x");
    }

private:
    static void line(const char *name, const Spread &spread, const char *unit)
    {
        std::printf("  %-12s %10.3f %s [%.3f .. %.3f]\n", name, spread.median, unit, spread.lower, spread.upper);
    }

    std::vector<double> m_ours, m_theirs, m_ratios, m_differences;
};

inline void printTarget(const char *what, double value, double target, const char *unit)
{
    std::printf("target: %s %.3f %s, at most %.3f: %s\n", what, value, unit, target, value <= target ? "met" : "MISSED");
}

} // namespace claviger::benchmark

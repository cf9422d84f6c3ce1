// SPDX-License-Identifier: Apache-2.0
// pairedstarts PAIRS OURS [ARGUMENT...] -- THEIRS [ARGUMENT...]: starts both programs in turn, takes the time from before
// the fork until the line "painted", the shared-out memory (PSS) 0.2 s after it and the peak of memory (RSS) at the end.
// Small and without Qt, because a child's peak begins with the memory of the process that forked it.
#include "tests/benchmarks/statistics.h"

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <thread>

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock; // CLOCK_MONOTONIC

constexpr auto patience = 30s;
constexpr int warmUps = 2;

struct Start
{
    double milliseconds = 0;
    double pssMiB = 0;
    double peakRssMiB = 0;
};

double pssOf(pid_t process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/smaps_rollup");
    std::string line;
    while (std::getline(file, line)) {
        if (line.starts_with("Pss:"))
            return std::strtod(line.c_str() + 4, nullptr) / 1024;
    }
    return 0;
}

// False: the pipe ended or the time was over before the line came.
bool waitForLine(int pipe, const std::string &wanted)
{
    const auto end = SteadyClock::now() + patience;
    std::string text;
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - SteadyClock::now());
        pollfd waiting{.fd = pipe, .events = POLLIN, .revents = 0};
        if (left <= 0ms || poll(&waiting, 1, static_cast<int>(left.count())) <= 0)
            return false;
        char buffer[4096];
        const ssize_t size = read(pipe, buffer, sizeof buffer);
        if (size <= 0)
            return false;
        text.append(buffer, static_cast<std::size_t>(size));
        if (("\n" + text).find("\n" + wanted + "\n") != std::string::npos)
            return true;
    }
}

std::optional<Start> startOnce(char **command)
{
    int ends[2];
    if (pipe(ends) != 0)
        return std::nullopt;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    const auto begin = SteadyClock::now();
    pid_t process = 0;
    const int failure = posix_spawnp(&process, command[0], &actions, nullptr, command, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failure != 0) {
        std::fprintf(stderr, "pairedstarts: %s cannot be started: %s\n", command[0], std::strerror(failure));
        close(ends[0]);
        return std::nullopt;
    }

    const bool isPainted = waitForLine(ends[0], "painted");
    const auto painted = SteadyClock::now();
    Start start{.milliseconds = std::chrono::duration<double, std::milli>(painted - begin).count()};
    if (isPainted) {
        std::this_thread::sleep_for(200ms);
        start.pssMiB = pssOf(process);
    } else {
        kill(process, SIGKILL);
    }
    char rest[4096];
    while (read(ends[0], rest, sizeof rest) > 0) { }
    close(ends[0]);
    int status = 0;
    rusage usage{};
    wait4(process, &status, 0, &usage);
    start.peakRssMiB = static_cast<double>(usage.ru_maxrss) / 1024;
    if (!isPainted || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::fprintf(stderr, "pairedstarts: %s %s\n", command[0], isPainted ? "did not end well" : "never said \"painted\"");
        return std::nullopt;
    }
    return start;
}

} // namespace

int main(int argc, char *argv[])
{
    using claviger::benchmark::Pairs;
    char **separator = std::find_if(argv, argv + argc, [](const char *text) { return std::strcmp(text, "--") == 0; });
    const int pairs = argc > 1 ? std::atoi(argv[1]) : 0;
    if (pairs < 1 || separator == argv + argc || separator - argv < 3 || separator + 1 == argv + argc) {
        std::fputs("usage: pairedstarts PAIRS OURS [ARGUMENT...] -- THEIRS [ARGUMENT...]\n", stderr);
        return 2;
    }
    *separator = nullptr;
    char **ours = argv + 2;
    char **theirs = separator + 1;

    Pairs time, pss, rss;
    for (int i = -warmUps; i < pairs; ++i) {
        const bool oursFirst = i % 2 == 0; // whoever comes second must not always find the warmer caches
        const std::optional<Start> first = startOnce(oursFirst ? ours : theirs);
        const std::optional<Start> second = first ? startOnce(oursFirst ? theirs : ours) : std::nullopt;
        if (!second)
            return 1;
        if (i < 0)
            continue;
        const Start &our = oursFirst ? *first : *second;
        const Start &their = oursFirst ? *second : *first;
        time.add(our.milliseconds, their.milliseconds);
        pss.add(our.pssMiB, their.pssMiB);
        rss.add(our.peakRssMiB, their.peakRssMiB);
    }
    time.print("Start until painted", "ms", "ours", "theirs");
    rss.print("Peak of resident memory (RSS) until 0.3 s after it", "MiB", "ours", "theirs");
    pss.print("Share of memory (PSS) 0.2 s after it", "MiB", "ours", "theirs");
    claviger::benchmark::printTarget("start, ratio", time.ratio().median, 1.3, "x");
    claviger::benchmark::printTarget("peak RSS, ratio", rss.ratio().median, 1.6, "x");
    claviger::benchmark::printTarget("PSS, ratio", pss.ratio().median, 1.6, "x");
    return 0;
}

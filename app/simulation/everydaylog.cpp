// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/everydaylog.h"

#include <algorithm>
#include <cstring>

using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr int linesPerRound = 64; // then the first comes again
constexpr qint64 nanosecondsPerHour = 3'600'000'000'000;
constexpr qint64 nanosecondsPerMillisecond = 1'000'000;
constexpr qint64 shortestInterval = 1'000; // nanoseconds

// In a line "#" becomes a digit and "%" one that is not 0, so that its length stays.
QByteArrayList tokenServerLines()
{
    const QByteArrayList ends{
        "TokenService.java:142 | token for user USER issued, %## us |\n",
        "TokenService.java:167 | token of user USER checked, %# us |\n",
        "TokenService.java:142 | token for user USER issued from cache, %# us |\n",
        "TokenRenewer.java:71 | delegation token %#### of user USER renewed |\n",
        "TokenService.java:203 | access of user USER to obs://example-bucket/USER allowed by Ranger, %## us |\n",
        "HttpsStatus.java:58 | GET /status 200 %# ms |\n",
        "TokenRenewer.java:88 | %## tokens held, %# over and removed |\n",
        "ServerState.java:44 | session 0x1#%#%#%#% of ZooKeeper alive, ping %# ms |\n"};
    const QByteArrayList users{"hive", "spark2x", "flink", "hbase", "loader", "hetuserver"};
    QByteArrayList lines;
    for (int i = 0; i < linesPerRound; ++i) {
        QByteArray end = ends.at((i * 5 + i / 8) % ends.size());
        end.replace("USER", users.at((i * 7 + i / 6) % users.size()));
        const QByteArray name = end.left(end.indexOf('.'));
        lines.append(QByteArray(LocalStamp::size, ' ') + " | INFO | rpc-" + QByteArray::number(i % 9 + 1)
                     + " | mrs.example.guardian." + name + ": | " + end);
    }
    lines[37] = QByteArray(LocalStamp::size, ' ')
        + " | WARN | rpc-4 | mrs.example.guardian.TokenStore: | TokenStore.java:119 | slow answer of NameNode, 1%## ms "
          "|\n";
    return lines;
}

QByteArrayList garbageCollectorLines()
{
    QByteArrayList lines;
    for (int i = 0; i < linesPerRound; ++i) {
        const QByteArray used = i % 16 == 15 ? "7#####K->11####K" : "6#####K->14####K";
        const QByteArray what = i % 16 == 15 ? "[Full GC (Metadata GC Threshold) " : "[GC (Allocation Failure) ";
        lines.append(QByteArray(LocalStamp::size, ' ') + "+0000: " + what + used + "(1048576K), 0.0#%#### secs]\n");
    }
    return lines;
}

} // namespace

EverydayLog::EverydayLog(Style style, Instant genesis, qint64 bytesPerHour, quint64 seed)
    : m_style(style)
    , m_genesis(genesis)
    , m_seed(seed)
    , m_lines(style == TokenServer ? tokenServerLines() : garbageCollectorLines())
{
    for (const QByteArray &line : std::as_const(m_lines))
        m_sizes.push_back(m_sizes.back() + line.size());
    const double linesPerHour =
        static_cast<double>(std::max<qint64>(bytesPerHour, 1)) * linesPerRound / static_cast<double>(m_sizes.back());
    m_interval = std::max(shortestInterval, static_cast<qint64>(nanosecondsPerHour / linesPerHour));
}

// splitmix64
quint64 EverydayLog::chance(qint64 line) const
{
    quint64 x = m_seed + static_cast<quint64>(line + 1) * 0x9e3779b97f4a7c15U;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
}

// Somewhere within its interval, so that lines keep their order.
Instant EverydayLog::timeOf(qint64 line) const
{
    const auto within = static_cast<qint64>(chance(line) % static_cast<quint64>(m_interval));
    // In two steps: the last line of a file of a quiet host is thousands of years away, in nanoseconds too many.
    const qint64 whole = m_interval / nanosecondsPerMillisecond;
    const qint64 rest = m_interval % nanosecondsPerMillisecond;
    return m_genesis + std::chrono::milliseconds(line * whole + (line * rest + within) / nanosecondsPerMillisecond);
}

qint64 EverydayLog::firstLineAt(Instant instant) const
{
    if (instant <= m_genesis)
        return 0;
    qint64 line = (instant - m_genesis).count() * nanosecondsPerMillisecond / m_interval;
    while (line > 0 && timeOf(line - 1) >= instant)
        --line;
    while (timeOf(line) < instant)
        ++line;
    return line;
}

qint64 EverydayLog::bytes(qint64 from, qint64 end) const
{
    const auto upTo = [this](qint64 line) {
        return line / linesPerRound * m_sizes.back() + m_sizes[static_cast<std::size_t>(line % linesPerRound)];
    };
    return end <= from ? 0 : upTo(end) - upTo(from);
}

qint64 EverydayLog::linesIn(qint64 bytes) const
{
    return (bytes + m_sizes.back() - 1) / m_sizes.back() * linesPerRound;
}

void EverydayLog::write(qint64 line, LocalStamp &stamp, QByteArray *to) const
{
    const QByteArray &pattern = m_lines.at(line % linesPerRound);
    const qsizetype start = to->size();
    to->append(pattern);
    char *text = to->data() + start;
    stamp.write(timeOf(line), text);
    if (m_style == GarbageCollector) {
        text[10] = 'T';
        text[19] = '.';
        const int minutes = stamp.offset() / 60;
        const int distance = std::abs(minutes);
        const std::array<char, 5> offset{minutes < 0 ? '-' : '+', static_cast<char>('0' + distance / 600),
                                         static_cast<char>('0' + distance / 60 % 10),
                                         static_cast<char>('0' + distance % 60 / 10),
                                         static_cast<char>('0' + distance % 10)};
        std::memcpy(text + LocalStamp::size, offset.data(), offset.size());
    }
    quint64 digits = chance(~line);
    for (char *c = text + LocalStamp::size; c < text + pattern.size(); ++c) {
        if (*c != '#' && *c != '%')
            continue;
        *c = static_cast<char>(*c == '#' ? '0' + digits % 10 : '1' + digits % 9);
        digits /= 10;
    }
}

} // namespace claviger::sim

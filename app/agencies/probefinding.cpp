// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/probefinding.h"

#include "app/foundation/secret.h"

#include <QRegularExpression>

#include <array>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr int sshItself = 255; // its exit code when it is not the one of what ran there
constexpr int notFoundByShell = 127;
constexpr int notRunByShell = 126;
constexpr qsizetype longestSaid = 200;
constexpr std::chrono::minutes clocksMayDiffer(5);

using Kind = ProbeFinding::Kind;

Kind kindOfNone(const KeyAnswer &answer, std::optional<int> metaStatus)
{
    if (answer.hasProxy)
        return Kind::ProxyInTheWay;
    if (metaStatus == 200)
        return Kind::KeyOnlyFails;
    return answer.silence == KeyAnswer::TimedOut ? Kind::Silent : Kind::Unreachable;
}

// Of one user, by the rows of the table from top to bottom as far as they do not overlap.
Kind kindOfAnswer(const KeyAnswer &answer, std::optional<int> metaStatus, Instant now)
{
    if (answer.status == 0)
        return kindOfNone(answer, metaStatus);
    if (answer.saysUnbound)
        return Kind::NoAgency;
    const bool isOfAProxy = answer.isHtml && (answer.status != 404 || answer.wasProxied || answer.hasProxy);
    if (isOfAProxy || answer.status == 407 || (answer.hasProxy && answer.wasProxied && answer.status >= 400))
        return Kind::ProxyInTheWay;
    if (answer.status == 404 || (answer.status == 200 && answer.isEmpty))
        return Kind::NoAgencyLikely;
    if (answer.status == 200 && answer.isComplete)
        return *answer.ends > now ? Kind::KeyWorks : Kind::KeyExpired;
    if (answer.status < 400)
        return Kind::KeyIncomplete;
    if (answer.status == 401)
        return Kind::TokenNeeded;
    if (answer.status == 429)
        return Kind::Throttled;
    if (answer.namesIam)
        return Kind::AgencyRefused;
    if (answer.status == 403)
        return Kind::ThrottledLikely;
    return metaStatus == 200 ? Kind::KeyOnlyFails : Kind::MetadataFails;
}

Kind kindOfBoth(const ProbeAnswers &answers, Instant now)
{
    const auto kindOf = [&](const KeyAnswer &answer) { return kindOfAnswer(answer, answers.metaStatus, now); };
    if (!answers.guardian) {
        if (!answers.login)
            return Kind::NoTool;
        const Kind login = kindOf(*answers.login);
        return login == Kind::KeyWorks ? Kind::GuardianUnasked : login;
    }
    const Kind guardian = kindOf(*answers.guardian);
    // What is of the service and not of the user stays what it is.
    const bool isOfTheUser = guardian != Kind::KeyWorks && guardian != Kind::KeyExpired && guardian != Kind::Throttled;
    if (isOfTheUser && answers.login && kindOf(*answers.login) == Kind::KeyWorks)
        return Kind::GuardianBlocked;
    return guardian;
}

// ssh speaks English with LC_ALL=C; these are the words of OpenSSH 7 to 9.
Kind kindOfSshWords(const QByteArray &words)
{
    static constexpr std::array<std::pair<const char *, Kind>, 17> known{{
        {"REMOTE HOST IDENTIFICATION HAS CHANGED", Kind::HostKeyChanged},
        {"has changed and you have requested strict checking", Kind::HostKeyChanged},
        {"host key is known for", Kind::HostKeyUnknown},
        {"Host key verification failed", Kind::HostKeyUnknown},
        {"Permission denied", Kind::LoginRefused},
        {"Too many authentication failures", Kind::LoginRefused},
        {"No supported authentication methods", Kind::LoginRefused},
        {"Could not resolve hostname", Kind::NameUnknown},
        {"Connection refused", Kind::ConnectionRefused},
        {"No route to host", Kind::NoRoute},
        {"Network is unreachable", Kind::NoRoute},
        {"Connection timed out", Kind::ConnectionSilent},
        {"Operation timed out", Kind::ConnectionSilent},
        {"timed out during banner exchange", Kind::ConnectionSilent},
        {"Timeout, server", Kind::ConnectionSilent},
        {"Connection to UNKNOWN port 65535 timed out", Kind::ConnectionSilent},
        {"not responding", Kind::ConnectionSilent},
    }};
    for (const auto &[sentence, kind] : known)
        if (words.contains(sentence))
            return kind;
    return Kind::SshFailed;
}

// The last line that is of ssh itself, not of the node; long words are cut out: they may be anything.
QString sshLine(const QByteArray &words)
{
    static const QRegularExpression ofSsh(
        u"^(ssh|kex_\\w+|Bad |Unable to negotiate|Connection (closed|reset)|Load key|command-line|Unsupported|Received disconnect|Disconnected)"_s);
    static const QRegularExpression longWord(u"[A-Za-z0-9+/=_]{16,}"_s);
    static const QRegularExpression control(u"[^\\x20-\\x7e]"_s);
    QString last;
    for (const QByteArray &line : words.split('\n')) {
        QString text = QString::fromLatin1(line.left(longestSaid)).trimmed();
        if (text.contains(ofSsh))
            last = text.replace(control, u"?"_s).replace(longWord, u"***"_s);
    }
    return last;
}

ProbeFinding judgeSilence(const ProcessOutcome &run)
{
    if (run.ending == ProcessOutcome::Crashed || run.exitCode == sshItself) {
        const Kind kind = kindOfSshWords(run.errors);
        return {.kind = kind, .said = kind == Kind::SshFailed ? sshLine(run.errors) : QString()};
    }
    if (run.isCut)
        return {.kind = Kind::OutputCut};
    return {.kind = run.exitCode == notFoundByShell || run.exitCode == notRunByShell ? Kind::NoShell : Kind::NotTheScript};
}

} // namespace

bool ProbeFinding::reachedNothing() const
{
    switch (kind) {
    case SshMissing:
    case LoginRefused:
    case HostKeyUnknown:
    case HostKeyChanged:
    case NameUnknown:
    case ConnectionRefused:
    case NoRoute:
    case NoShell:
    case NoTool:
        return true;
    default:
        return false;
    }
}

std::optional<bool> ProbeFinding::works() const
{
    if (kind == KeyWorks)
        return true;
    const bool wasAsked = kind < SshMissing && kind != NoTool && kind != GuardianUnasked;
    return wasAsked ? std::optional(false) : std::nullopt;
}

ProbeFinding judgeAnswers(const ProbeAnswers &answers, Instant now)
{
    // A key that is over by either clock is of no use on the node.
    const Instant latest = answers.nodeTime ? std::max(now, *answers.nodeTime) : now;
    return {.kind = kindOfBoth(answers, latest),
            .answers = answers,
            .clocksDiffer = answers.nodeTime && std::chrono::abs(*answers.nodeTime - now) > clocksMayDiffer};
}

ProbeFinding judgeRun(Result<ProcessOutcome> run, const QByteArray &mark, Instant now)
{
    if (!run)
        return {.kind = run.error().fault == Fault::NotFound ? Kind::SshMissing : Kind::RunTooLong};
    const Result<ProbeAnswers> answers = readProbe(run->output, mark);
    ProbeFinding finding;
    if (answers)
        finding = judgeAnswers(*answers, now);
    else if (answers.error().fault == Fault::NotFound)
        finding = judgeSilence(*run);
    else
        finding.kind = answers.error().fault == Fault::TooLarge ? Kind::OutputCut : Kind::OutputOdd;
    wipe(run->output);
    wipe(run->errors);
    return finding;
}

} // namespace claviger

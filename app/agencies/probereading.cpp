// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/probereading.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

namespace claviger {

namespace {

constexpr qsizetype shownOfAccess = 4;
constexpr qsizetype longestProbeValue = 64;
constexpr int tooMuchCame = 99; // in place of an exit code
constexpr int outOfTime = 28;   // as curl ends
constexpr int notConnected = 7;

// What the script said of one user, each thing once.
struct SaidOfUser
{
    std::map<QByteArray, QByteArray> values = {};
    bool isFinished = false;

    [[nodiscard]] bool has(const char *name) const { return values.contains(name); }
    [[nodiscard]] QByteArray value(const char *name) const
    {
        const auto found = values.find(name);
        return found == values.end() ? QByteArray() : found->second;
    }
    [[nodiscard]] std::optional<int> number(const char *name) const
    {
        bool isNumber = false;
        const int number = value(name).toInt(&isNumber);
        return isNumber ? std::optional(number) : std::nullopt;
    }
};

struct SaidOnNode
{
    SaidOfUser login = {};
    SaidOfUser guardian = {};
    QByteArray guardianState = {};
    std::optional<qint64> seconds = {}; // since 1970, by the clock of the node
    bool hasEnded = false;
};

bool consistsOf(const QByteArray &text, const char *allowed)
{
    return !text.isEmpty() && text.size() <= longestProbeValue && std::all_of(text.begin(), text.end(), [allowed](char c) {
        return c != '\0' && std::strchr(allowed, c) != nullptr;
    });
}

constexpr char tenDigits[] = "0123456789";
constexpr char wordCharacters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*";
constexpr char timeCharacters[] = "0123456789TZ:.+-";

bool isSmallNumber(const QByteArray &text)
{
    return text.size() <= 3 && consistsOf(text, tenDigits);
}

// What the script may say of a user. Nothing else is taken, so nothing else of an answer can get in.
bool isSayable(const QByteArray &name, const QByteArray &value)
{
    static constexpr std::array flags{"complete", "unbound", "iam", "empty", "html", "proxied", "proxy", "finished"};
    static constexpr std::array numbers{"status", "exit", "token", "meta"};
    const auto is = [&name](const char *one) { return name == one; };
    if (std::any_of(flags.begin(), flags.end(), is))
        return value == "1";
    if (std::any_of(numbers.begin(), numbers.end(), is))
        return isSmallNumber(value);
    if (name == "tool")
        return value == "curl" || value == "python3" || value == "none";
    if (name == "access")
        return consistsOf(value, wordCharacters);
    return name == "ends" && consistsOf(value, timeCharacters);
}

bool noteOfUser(SaidOfUser &user, const QByteArray &name, const QByteArray &value)
{
    const bool isFirst = user.values.empty();
    if (user.isFinished || isFirst != (name == "tool") || !isSayable(name, value))
        return false;
    user.isFinished = name == "finished";
    return user.values.emplace(name, name == "access" ? maskedAccess(value).toLatin1() : value).second;
}

// One line without its mark; false: it is not one of the script's, or not at its place.
bool noteProbeLine(SaidOnNode &said, const QByteArray &line)
{
    const QByteArrayList words = line.split(' ');
    if (said.hasEnded || words.size() < 2 || words.size() > 3)
        return false;
    if (words.size() == 2) {
        if (words[0] == "now" && !said.seconds && words[1].size() <= 12 && consistsOf(words[1], tenDigits)) {
            said.seconds = words[1].toLongLong();
            return true;
        }
        said.hasEnded = words[0] == "end" && words[1] == "1";
        return said.hasEnded;
    }
    if (words[0] == "guardian" && (words[1] == "same" || words[1] == "absent" || words[1] == "denied")) {
        const bool isNew = said.guardianState.isEmpty();
        said.guardianState = words[1];
        return isNew && words[2] == "1";
    }
    if (words[0] == "login")
        return said.guardian.values.empty() && noteOfUser(said.login, words[1], words[2]);
    return words[0] == "guardian" && noteOfUser(said.guardian, words[1], words[2]);
}

std::optional<KeyAnswer> answerIn(const SaidOfUser &said)
{
    if (!said.isFinished || !said.has("status"))
        return {};
    KeyAnswer answer;
    answer.status = said.number("status").value_or(0);
    const int exitCode = said.number("exit").value_or(0);
    if (answer.status == 0)
        answer.silence = exitCode == outOfTime ? KeyAnswer::TimedOut : exitCode == notConnected ? KeyAnswer::Refused : KeyAnswer::OtherSilence;
    answer.isCut = exitCode == tooMuchCame;
    answer.access = QString::fromLatin1(said.value("access"));
    if (const Result<Instant> ends = parseWireTime(QString::fromLatin1(said.value("ends"))))
        answer.ends = *ends;
    answer.isComplete = said.has("complete") && !answer.access.isEmpty() && answer.ends;
    answer.saysUnbound = said.has("unbound");
    answer.namesIam = said.has("iam");
    answer.isEmpty = said.has("empty");
    answer.isHtml = said.has("html");
    answer.wasProxied = said.has("proxied");
    answer.hasProxy = said.has("proxy");
    answer.tokenStatus = said.number("token");
    return answer;
}

Result<ProbeAnswers> answersIn(const SaidOnNode &said)
{
    ProbeAnswers answers;
    answers.login = answerIn(said.login);
    answers.guardian = answerIn(said.guardian);
    const SaidOfUser &first = said.login.values.empty() ? said.guardian : said.login;
    answers.metaStatus = first.number("meta");
    if (said.guardianState == "same")
        answers.guardianState = ProbeAnswers::SameUser;
    else if (said.guardianState == "absent")
        answers.guardianState = ProbeAnswers::Absent;
    else if (!answers.guardian && said.guardian.value("tool") != "none")
        answers.guardianState = ProbeAnswers::Denied;
    answers.hasTool = answers.login || answers.guardian || first.value("tool") != "none";
    if (answers.hasTool && !answers.login && !answers.guardian)
        return tl::unexpected(Error{.fault = Fault::Unreadable});
    if (said.seconds)
        answers.nodeTime = Instant(std::chrono::seconds(*said.seconds));
    return answers;
}

} // namespace

Result<ProbeAnswers> readProbe(const QByteArray &output, const QByteArray &mark)
{
    const QByteArray start = mark + ' ';
    SaidOnNode said;
    bool hasBegun = false;
    // What is not closed by a line end was cut off, if it is of the script at all.
    for (qsizetype from = 0, to = 0; (to = output.indexOf('\n', from)) >= 0; from = to + 1) {
        QByteArray line = output.mid(from, to - from);
        if (!line.startsWith(start))
            continue;
        if (line.endsWith('\r'))
            line.chop(1);
        line.remove(0, start.size());
        const bool isBegin = line == "begin 1";
        if (hasBegun == isBegin || (!isBegin && !noteProbeLine(said, line)))
            return tl::unexpected(Error{.fault = Fault::Unreadable});
        hasBegun = true;
    }
    if (!hasBegun)
        return tl::unexpected(Error{.fault = Fault::NotFound});
    if (!said.hasEnded)
        return tl::unexpected(Error{.fault = Fault::TooLarge});
    return answersIn(said);
}

QString maskedAccess(const QByteArray &access)
{
    return QString::fromLatin1(access.left(shownOfAccess)) + QLatin1String("***");
}

} // namespace claviger

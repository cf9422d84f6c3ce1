// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/nodewrite.h"

#include "app/agencies/clusterrequests.h"
#include "app/foundation/timelimit.h"
#include "app/journal/endings.h"
#include "app/journal/recordwords.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr int mostWriteTries = 5; // waits of 1, 2, 4 and 8 s between them, or what Retry-After says
constexpr std::chrono::seconds longestWriteWait = 120s;
constexpr std::chrono::milliseconds secondReadAfter = 2s;
constexpr std::chrono::milliseconds longestReadBack = 30s;

namespace record {
constexpr const char *readBack = QT_TRANSLATE_NOOP("claviger::JournalWords", "read back from the node");
constexpr const char *notShown = QT_TRANSLATE_NOOP("claviger::JournalWords", "answered as done, but the node does not show it");
constexpr const char *couldNotRead = QT_TRANSLATE_NOOP("claviger::JournalWords", "the node could not be read back");
constexpr const char *unchanged = QT_TRANSLATE_NOOP("claviger::JournalWords", "the node has what it had before");
constexpr const char *foundDone = QT_TRANSLATE_NOOP("claviger::JournalWords", "the answer was lost; the node shows that it was done");
} // namespace record

Task<Receipted<Done>> sendBinding(Client cloud, BindServerAgency request, std::stop_token stop)
{
    const Result<Receipted<QString>> answer = co_await cloud.sendForReceipt(request, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return Receipted<Done>{Done{}, answer->requestId, answer->status};
}

Task<Receipted<Done>> sendOnce(NodeWrite write, std::stop_token stop)
{
    const BindServerAgency bind{.projectId = write.projectId, .serverId = write.serverId, .agency = write.wanted};
    const ClearServerAgency clear{.projectId = write.projectId, .serverId = write.serverId};
    if (write.wanted.isEmpty()) {
        const Result<Receipted<Done>> cleared = co_await write.cloud.sendForReceipt(clear, stop);
        const int status = cleared ? 0 : cleared.error().httpStatus;
        const bool isNotOffered = status == 404 || status == 405 || status == 501;
        if (cleared || (cleared.error().fault != Fault::Forbidden && !isNotOffered))
            co_return cleared;
        // Taking the key away wants another right than writing it, and an interface that not every cloud shows. An empty one
        // means the same (ecs.md, 2); whether the service takes it is read back.
    }
    const Result<Receipted<Done>> answer = co_await sendBinding(write.cloud, bind, stop);
    co_return answer;
}

// The instance is locked, the service is busy or out of breath. Sending it once more does no harm: the same value goes to
// the same key.
bool mayTryAgain(const Error &error)
{
    return error.fault == Fault::Conflict || error.fault == Fault::Throttled || error.fault == Fault::Offline || error.httpStatus >= 500;
}

std::chrono::milliseconds waitAfter(int tries, const Error &error)
{
    const std::chrono::milliseconds backOff = 1s * (1 << (tries - 1));
    return error.retryAfter ? std::max<std::chrono::milliseconds>(*error.retryAfter, backOff) : backOff;
}

Task<Receipted<Done>> sendUntilTaken(NodeWrite write, std::shared_ptr<NodeWritten> into, std::stop_token stop)
{
    for (int tries = 1;; ++tries) {
        const Result<Receipted<Done>> answer = co_await sendOnce(write, stop);
        if (!answer && !isCleanRefusal(answer.error())) {
            into->mayHaveActed = true;
            into->mayStillAct = into->mayStillAct || mayStillHappen(answer.error());
        }
        if (answer || tries == mostWriteTries || !mayTryAgain(answer.error()))
            co_return answer;
        const std::chrono::milliseconds wait = waitAfter(tries, answer.error());
        if (wait > longestWriteWait)
            co_return answer;
        const Result<Done> slept = co_await write.cloud.transport()->clock()->sleep(wait, stop);
        if (!slept)
            co_return answer; // what became of it is found by reading back
        if (write.mayTryAgain) {
            const Result<Done> allowed = co_await write.mayTryAgain();
            if (!allowed)
                co_return answer;
        }
    }
}

// Once more after a moment where it is not yet as wanted: a change may take that long to show.
Task<QString> readBack(NodeWrite write)
{
    const Result<QString> first = co_await readAgency(write.cloud, write.projectId, write.serverId);
    if (!first || *first == write.wanted)
        co_return first;
    const Result<Done> waited = co_await write.cloud.transport()->clock()->sleep(secondReadAfter);
    Q_UNUSED(waited)
    const Result<QString> second = co_await readAgency(write.cloud, write.projectId, write.serverId);
    co_return second;
}

} // namespace

bool NodeWritten::isOpen() const
{
    if (!failure)
        return true; // it was answered as done
    return shown ? mayStillAct : mayHaveActed;
}

Task<QString> readAgency(Client cloud, QString projectId, QString serverId)
{
    const TimeLimit limit(cloud.transport()->clock(), longestReadBack);
    const ShowEcsServer request{.projectId = projectId, .serverId = serverId};
    const Result<EcsServer> answer = co_await cloud.send(request, limit.token());
    const Result<EcsServer> server = limit.judged(answer);
    if (!server)
        co_return tl::unexpected(server.error());
    if (!server->hasMetadata)
        co_return tl::unexpected(shownWithoutMetadata());
    co_return server->agency;
}

Task<NodeWritten> writeAgency(NodeWrite write, std::function<void()> onSent, std::stop_token stop)
{
    const auto found = std::make_shared<NodeWritten>();
    const Result<Receipted<Done>> answer = co_await sendUntilTaken(write, found, stop);
    NodeWritten written = *found;
    if (answer) {
        written.requestId = answer->requestId;
        written.status = answer->status;
    } else {
        written.failure = answer.error();
        written.requestId = answer.error().requestId;
        written.status = answer.error().httpStatus;
    }
    if (onSent)
        onSent();
    const Result<QString> shown = co_await readBack(write);
    written.shown = shown;
    co_return written;
}

JournalOutcome outcomeOf(const NodeWritten &written, const QString &wanted)
{
    JournalOutcome outcome{.subject = wanted, .requestId = written.requestId};
    if (written.isAsWanted(wanted)) {
        outcome.kind = JournalOutcome::Succeeded;
        outcome.detail = QString::fromUtf8(written.failure ? record::foundDone : record::readBack);
        return outcome;
    }
    if (!written.failure) {
        outcome.kind = JournalOutcome::Unconfirmed;
        outcome.detail = QString::fromUtf8(written.shown ? record::notShown : record::couldNotRead);
        return outcome;
    }
    const QString words = recordedWords(*written.failure);
    outcome.kind = written.isOpen() ? JournalOutcome::Unconfirmed : endingOf(*written.failure);
    outcome.detail = isCleanRefusal(*written.failure)
        ? words
        : recordedDetail({QString::fromUtf8(written.shown ? record::unchanged : record::couldNotRead), words});
    return outcome;
}

} // namespace claviger

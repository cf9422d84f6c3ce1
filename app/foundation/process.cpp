// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/process.h"

#include "app/foundation/secret.h"
#include "app/foundation/settlement.h"
#include "app/foundation/words.h"

#include <QCoreApplication>
#include <QPointer>
#include <QProcess>
#include <QTimer>

#ifdef Q_OS_UNIX
#include <csignal>
#include <unistd.h>
#endif

namespace claviger {

namespace {

using ProcessSettlement = Settlement<Result<ProcessOutcome>>;

Error processError(Fault fault, const QString &detail)
{
    return {.fault = fault, .detail = detail};
}

// Belongs to the application and deletes itself once the process has ended: nobody else may go before it has.
class ChildProcess final : public QProcess
{
public:
    ChildProcess(ProcessCall call, ProcessSettlement settlement)
        : QProcess(QCoreApplication::instance())
        , m_call(std::move(call))
        , m_settlement(std::move(settlement))
    {
        connect(this, &QProcess::readyReadStandardOutput, this, &ChildProcess::drain);
        connect(this, &QProcess::readyReadStandardError, this, &ChildProcess::drain);
        connect(this, &QProcess::errorOccurred, this, &ChildProcess::onError);
        connect(this, &QProcess::finished, this, &ChildProcess::onFinished);
        m_limit.setSingleShot(true);
        connect(&m_limit, &QTimer::timeout, this,
                [this] { giveUp(processError(Fault::TimedOut, BasicWords::tr("%1 did not end in time").arg(m_call.program))); });
        m_grace.setSingleShot(true);
        connect(&m_grace, &QTimer::timeout, this, [this] { end(Kill); });
    }
    Q_DISABLE_COPY_MOVE(ChildProcess)

    ~ChildProcess() override
    {
        disconnect(this, nullptr, this, nullptr); // nothing is told to a half-destroyed object
        if (state() != NotRunning)
            end(Kill);
        wipe(m_outcome.output);
        wipe(m_outcome.errors);
        if (!QCoreApplication::closingDown()) // later the event loop that would wake the waiter is gone
            m_settlement.settle(tl::unexpected(processError(Fault::Cancelled, BasicWords::tr("stopped"))));
    }

    void begin()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const auto &[name, value] : m_call.environment) {
            if (value.isNull())
                environment.remove(name);
            else
                environment.insert(name, value);
        }
        setProcessEnvironment(environment);
#ifdef Q_OS_UNIX
        // A session of its own: one signal reaches all that it starts, and it finds no terminal to ask people at.
        setChildProcessModifier([] { ::setsid(); });
#endif
        m_limit.start(m_call.limit);
        start(m_call.program, m_call.arguments);
        if (state() == NotRunning)
            return; // onError() has been told
        if (!m_call.input.isEmpty())
            write(m_call.input);
        closeWriteChannel();
    }

    // The waiter goes on at once, the process is ended behind it.
    void giveUp(const Error &why)
    {
        m_settlement.settle(tl::unexpected(why));
        m_limit.stop();
        if (state() == NotRunning || m_hasGivenUp)
            return;
        m_hasGivenUp = true;
        end(Terminate);
        m_grace.start(m_call.grace);
    }

private:
    enum Signal { Terminate, Kill };

    void end(Signal signal)
    {
        if (processId() != 0)
            m_group = processId();
#ifdef Q_OS_UNIX
        if (m_group > 0)
            ::kill(static_cast<pid_t>(-m_group), signal == Kill ? SIGKILL : SIGTERM);
#endif
        if (state() == NotRunning)
            return;
        // The group may not be there yet.
        if (signal == Kill)
            kill();
        else
            terminate();
    }

    void drain()
    {
        keep(m_outcome.output, readAllStandardOutput());
        keep(m_outcome.errors, readAllStandardError());
    }

    void keep(QByteArray &kept, QByteArray more)
    {
        const qsizetype room = m_call.mostOutput - kept.size();
        m_outcome.isCut = m_outcome.isCut || more.size() > room;
        kept.append(more.constData(), std::min(more.size(), room));
        wipe(more);
    }

    void onError(ProcessError error)
    {
        if (error != FailedToStart) // a crash is told by finished() too; who does not read its input is free to
            return;
        m_settlement.settle(tl::unexpected(
            processError(Fault::NotFound, BasicWords::tr("%1 could not be started: %2").arg(m_call.program, errorString()))));
        m_limit.stop();
        deleteLater();
    }

    void onFinished(int exitCode, ExitStatus status)
    {
        m_limit.stop();
        m_grace.stop();
        if (m_hasGivenUp)
            end(Kill); // what it started may have taken no notice
        drain();
        m_outcome.ending = status == NormalExit ? ProcessOutcome::Exited : ProcessOutcome::Crashed;
        m_outcome.exitCode = exitCode;
        if (!m_settlement.isSettled())
            m_settlement.settle(std::exchange(m_outcome, {}));
        deleteLater();
    }

    ProcessCall m_call;
    ProcessSettlement m_settlement;
    ProcessOutcome m_outcome;
    QTimer m_limit;
    QTimer m_grace;
    bool m_hasGivenUp = false;
    qint64 m_group = 0; // process id of its leader
};

} // namespace

Task<ProcessOutcome> runProcess(ProcessCall call, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return tl::unexpected(processError(Fault::Cancelled, BasicWords::tr("stopped")));
    const ProcessSettlement settlement;
    const QPointer<ChildProcess> child = new ChildProcess(std::move(call), settlement);
    child->begin();
    const std::stop_callback onStop(stop, [child] {
        if (child)
            child->giveUp(processError(Fault::Cancelled, BasicWords::tr("stopped")));
    });
    Result<ProcessOutcome> outcome = co_await settlement.settled();
    co_return outcome;
}

} // namespace claviger

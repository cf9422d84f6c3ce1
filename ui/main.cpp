// SPDX-License-Identifier: Apache-2.0
// Builds every object of the program and hands it on: the only file that knows everyone.
#include "app/console/console.h"
#include "app/simulation/scenario.h"
#include "app/vault/keychainstore.h"
#include "ui/commandline.h"
#include "ui/demo.h"
#include "ui/demoprobe.h"
#include "ui/idexposer.h"
#include "ui/mainwindow.h"
#include "ui/signin/signinpage.h"
#include "ui/tour.h"
#include "ui/translation.h"
#include "ui/widgets/componentsheet.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSslConfiguration>
#include <QStandardPaths>
#include <QThreadPool>
#include <QTimer>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

// A crash must not write the secrets in memory to a file.
void switchOffCoreDumps()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    // Where crashes go to a program (systemd-coredump, apport) the limit does not count: then nothing of the memory is
    // handed over. PR_SET_DUMPABLE would do it, too, but the desktop's portals turn away a process that they cannot look at.
    QFile filter(u"/proc/self/coredump_filter"_s);
    if (filter.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        filter.write("0");
#endif
}

void say(std::FILE *stream, const QString &text)
{
    std::fputs(qPrintable(text), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

// Runs something once, after the window has been painted for the first time.
class AfterFirstPaint final : public QObject
{
public:
    AfterFirstPaint(QWidget &window, std::function<void()> act)
        : QObject(&window)
        , m_act(std::move(act))
    {
        window.installEventFilter(this);
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_act) {
            watched->removeEventFilter(this);
            QTimer::singleShot(0, this, std::exchange(m_act, {}));
        }
        return false;
    }

private:
    std::function<void()> m_act;
};

// Loading the TLS back end takes milliseconds at the first connection: done ahead, and not in this thread.
void warmUpTls()
{
    QThreadPool::globalInstance()->start([] { const QSslConfiguration loaded = QSslConfiguration::defaultConfiguration(); });
}

Console::Setup setupFor(bool isDemo, std::function<QString()> controlUrl)
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    const auto clock = std::make_shared<RealClock>();
    if (isDemo) // its own keychain entries, journal and profiles: nothing of it mixes with real ones
        return {.clock = clock,
                .keychain = std::make_shared<KeychainStore>(u"Claviger demo"_s),
                .configFolder = QDir(data).filePath(u"demo"_s),
                .dataFolder = QDir(data).filePath(u"demo"_s),
                .probe = probeOfSimulatedNodes(std::move(controlUrl)),
                .watchesBindings = true,
                .usesDesktop = true};
    return {.clock = clock,
            .keychain = std::make_shared<KeychainStore>(u"Claviger"_s),
            .configFolder = ProfileStore::defaultFolder(),
            .dataFolder = data,
            .clouds = CloudsPlaces::ofThisProcess(),
            .watchesBindings = true,
            .usesDesktop = true};
}

void begin(const CommandLine &line, Console &console, MainWindow &window, Demo *demo, Theme &theme)
{
    console.vault().refresh();
    warmUpTls();
    if (!line.tourFolder.isEmpty()) {
        QCoro::connect(runTour({.window = &window, .console = &console, .demo = demo, .theme = &theme,
                                .folder = QDir(line.tourFolder).absolutePath()}),
                       &window, [&window](const Result<bool> &ended) {
                           if (!ended)
                               say(stderr, ended.error().detail);
                           window.hide();
                           QCoreApplication::exit(ended && *ended ? 0 : 1);
                       });
        return;
    }
    if (demo) {
        const Result<CloudProfile> profile = demo->start();
        if (profile)
            window.signInPage().offer(*profile);
        else
            say(stderr, explain(profile.error()).what + u' ' + profile.error().detail);
        return;
    }
    console.profiles().reload();
    if (line.cloud.isEmpty())
        return;
    if (!console.profiles().findCloud(line.cloud)) // the page says it too; who looks at a terminal sees it here
        say(stderr, QCoreApplication::translate("claviger::CommandLine", "there is no usable cloud “%1”").arg(line.cloud.left(80)));
    window.signInPage().chooseCloud(line.cloud, true);
}

int run(const QApplication &application, const CommandLine &line)
{
    if (!line.tourFolder.isEmpty() && QGuiApplication::platformName() == "offscreen"_L1)
        QApplication::setFont(QFont(u"DejaVu Sans"_s, 10)); // no desktop has said which: the same pictures everywhere
    Theme theme;
    if (!line.scheme.isEmpty())
        theme.apply(line.scheme == "dark"_L1 ? Scheme::Dark : Scheme::Light);
    else if (!line.tourFolder.isEmpty())
        theme.apply(Scheme::Light); // pictures do not depend on the desktop
    if (line.components) {
        ComponentSheet sheet;
        sheet.show();
        return application.exec();
    }
    std::unique_ptr<Demo> demo; // outlives what asks it
    Console::Setup setup = setupFor(line.demo, [&demo] { return demo->controlUrl(); });
    setup.usesDesktop = line.tourFolder.isEmpty(); // nobody is to be told of what the tour breaks and repairs
    Console console(std::move(setup));
    if (line.demo)
        demo = std::make_unique<Demo>(console.clock(), line.scenario);
    MainWindow window(console);
    if (!line.page.isEmpty())
        window.openPage(line.page);
    QObject::connect(&window, &MainWindow::demoRequested, &window, [&window] {
        if (QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--demo"_s}))
            window.close();
    });
    const bool isMeasured = qEnvironmentVariableIsSet("CLAVIGER_EXIT_AFTER_PAINT");
    new AfterFirstPaint(window, [&, isMeasured] {
        if (isMeasured) {
            say(stdout, u"painted"_s);
            QTimer::singleShot(300ms, &window, [] { QCoreApplication::quit(); });
        }
        // Network, keychain and files wait until there is something to see.
        QTimer::singleShot(0, &window, [&] { begin(line, console, window, demo.get(), theme); });
    });
    window.show();
    const int status = application.exec();
    QThreadPool::globalInstance()->waitForDone();
    return status;
}

} // namespace

} // namespace claviger

int main(int argc, char *argv[])
{
    using namespace claviger;
    switchOffCoreDumps();
    QCoreApplication::setApplicationName(u"claviger"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CLAVIGER_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Claviger"_s);
    QGuiApplication::setDesktopFileName(u"claviger"_s);

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    // Before the application object, which would take options of Qt's own away and needs a display.
    const bool isQuestion = arguments.contains(u"--help"_s) || arguments.contains(u"-h"_s) || arguments.contains(u"--version"_s)
        || arguments.contains(u"-v"_s);
    if (isQuestion) {
        const QCoreApplication plain(argc, argv);
        const Translation translation;
        say(stdout, arguments.contains(u"--version"_s) || arguments.contains(u"-v"_s)
                        ? u"claviger %1"_s.arg(QCoreApplication::applicationVersion())
                        : commandLineHelp());
        return 0;
    }
    // The tour works without a display.
    if (arguments.contains(u"--tour"_s) && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY")
        && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const Translation translation;
    const Result<CommandLine> line = readCommandLine(QCoreApplication::arguments(), MainWindow::pageIds(), sim::scenarioIds());
    if (!line) {
        say(stderr, line.error().detail + u"\n"_s + commandLineHelp());
        return 2;
    }
    IdExposer exposer;
    if (qEnvironmentVariable("CLAVIGER_EXPOSE_IDS") == "1"_L1)
        application.installEventFilter(&exposer);
    return run(application, *line);
}

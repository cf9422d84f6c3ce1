// SPDX-License-Identifier: Apache-2.0
// The view of a probe: what it says beforehand, while it runs and afterwards, and that it fits into its place. With
// CLAVIGER_PICTURES=FOLDER in the environment its pictures are saved; CLAVIGER_SCHEME=dark makes dark ones.
#include "ui/agencies/probeview.h"

#include "app/agencies/probeboard.h"
#include "tests/support/settle.h"
#include "tests/ui/consolebench.h"
#include "tests/ui/layoutfaults.h"
#include "tests/ui/longerwords.h"
#include "ui/translation.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollArea>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace claviger;
using namespace claviger::testing;

namespace {

const Instant start{std::chrono::milliseconds(1'796'093'803'000)};

const QByteArrayList blocked{"now 1796093803", "login tool curl", "login status 200", "login exit 0", "login access FAKETMPAK",
                             "login ends 2026-12-01T04:56:43.575000Z", "login complete 1", "login meta 200", "login finished 1",
                             "guardian tool curl", "guardian status 0", "guardian exit 28", "guardian finished 1"};

BindingVerdict all(BindingVerdict::Kind kind)
{
    const bool isBound = kind != BindingVerdict::NotBound && kind != BindingVerdict::Unknown;
    return {.kind = kind, .nodes = 40, .read = kind == BindingVerdict::Unknown ? 39 : 40, .bound = isBound ? 40 : 0};
}

struct Bench
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(start);
    QByteArray mark;
    Settlement<Result<ProcessOutcome>> end;
    ProbeTarget asked;
    ProbeBoard board;
    ProbeView view;

    Bench()
        : board(clock,
                [this](const ProbeTarget &target, const QByteArray &with, const std::stop_token &stop) {
                    mark = with;
                    asked = target;
                    end = {};
                    return waitFor(end, stop);
                })
        , view(board, clock)
    {
        board.open({.serverId = u"s1"_s, .nodeName = u"core-2"_s, .address = u"192.168.0.156"_s});
        view.resize(800, 560);
        view.show();
    }

    static Task<ProcessOutcome> waitFor(Settlement<Result<ProcessOutcome>> end, std::stop_token stop)
    {
        const std::stop_callback onStop(stop, [end] { end.settle(tl::unexpected(Error{.fault = Fault::Cancelled})); });
        const Result<ProcessOutcome> outcome = co_await end.settled();
        co_return outcome;
    }
    template <typename T = QWidget>
    T *find(const QString &name) const
    {
        return view.findChild<T *>(name);
    }
    void click(const QString &name) const { find<QPushButton>(name)->click(); }
    bool answers(const QByteArrayList &lines) const
    {
        QByteArray output = mark + " begin 1\n";
        for (const QByteArray &line : lines)
            output += mark + ' ' + line + '\n';
        end.settle(ProcessOutcome{.output = output + mark + " end 1\n"});
        return QTest::qWaitFor([this] { return board.state() == ProbeBoard::Done; });
    }
    bool fails(const QByteArray &errors) const
    {
        end.settle(ProcessOutcome{.exitCode = 255, .errors = errors});
        return QTest::qWaitFor([this] { return board.state() == ProbeBoard::Done; });
    }
    QString finding() const { return find(u"probeFinding"_s)->accessibleDescription(); }
    QString words() const
    {
        QStringList all;
        for (const QLabel *label : view.findChildren<QLabel *>())
            if (label->isVisibleTo(&view))
                all.append(label->text());
        return all.join(u'\n');
    }
};

} // namespace

class ProbeViewTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void itSaysBeforehandWhatIsRun();
    void whatIsTypedIsRun();
    void theFindingAndTheAnswersAreShown();
    void theDiagnosisStandsBelowTheFinding();
    void findingAndDiagnosisAreScrolledTo();
    void whatAddsNothingIsNotShown();
    void aStopEndsTheRun();
    void theBudgetIsTold();
    void oddAddressesAreRefusedWithASentence();
    void anotherNodeKeepsTheUsers();
    void closingStopsAndTells();
    void theCommandIsCopied();
    void everythingHasItsNameAndItsTurn();
    void everythingFits_data();
    void everythingFits();
};

void ProbeViewTest::initTestCase()
{
    wearTestLook();
    if (qEnvironmentVariable("CLAVIGER_SCHEME") == "dark"_L1) {
        static Theme theme;
        theme.apply(Scheme::Dark);
    }
}

void ProbeViewTest::itSaysBeforehandWhatIsRun()
{
    const Bench bench;
    QCOMPARE(bench.find<QLineEdit>(u"probeAddress"_s)->text(), u"192.168.0.156"_s);
    QCOMPARE(bench.find<QLineEdit>(u"probeUser"_s)->text(), u"root"_s);
    QCOMPARE(bench.find<QLineEdit>(u"probeGuardianUser"_s)->text(), u"omm"_s);
    const QString words = bench.words();
    for (const QString &said : {u"securitykey on core-2"_s, u"once as root and once as omm"_s, u"140 in 5 minutes"_s})
        QVERIFY2(words.contains(said), qPrintable(said));
    QVERIFY(!bench.find(u"probeFinding"_s)->isVisible());
    QVERIFY(!bench.find(u"busy"_s)->isVisible());
    bench.find<QLineEdit>(u"probeUser"_s)->setText(u"ops"_s);
    QVERIFY(bench.words().contains(u"once as ops and once as omm"_s));
    bench.find<QLineEdit>(u"probeGuardianUser"_s)->setText(u"ops"_s);
    QVERIFY(!bench.words().contains(u"once as"_s));
}

void ProbeViewTest::whatIsTypedIsRun()
{
    Bench bench;
    bench.find<QLineEdit>(u"probeAddress"_s)->setText(u" core-2.example.com "_s);
    bench.find<QLineEdit>(u"probeUser"_s)->setText(u"ops"_s);
    QTest::keyClick(bench.find<QLineEdit>(u"probeGuardianUser"_s), Qt::Key_Return);
    QCOMPARE(bench.asked.address, u"core-2.example.com"_s);
    QCOMPARE(bench.asked.userName, u"ops"_s);
    QCOMPARE(bench.asked.guardianUser, u"omm"_s);
    QVERIFY(!bench.find(u"runProbe"_s)->isEnabled());
    QVERIFY(!bench.find(u"probeAddress"_s)->isEnabled());
    QTRY_VERIFY(bench.find(u"busy"_s)->isVisible());
    QVERIFY(bench.find(u"cancel"_s)->isVisible());
    QVERIFY(bench.answers(blocked));
    QVERIFY(!bench.find(u"busy"_s)->isVisible());
    QVERIFY(bench.find(u"runProbe"_s)->isEnabled());
}

void ProbeViewTest::theFindingAndTheAnswersAreShown()
{
    Bench bench;
    bench.click(u"runProbe"_s);
    QVERIFY(bench.answers(blocked));
    QCOMPARE(bench.finding(), u"guardian-blocked"_s);
    const QString words = bench.words();
    for (const QString &said : {u"As root: works"_s, u"As omm: fails"_s, u"temporary key FAKE***, until 1 December 2026, 12:56 UTC+8"_s,
                                u"no answer within 5 seconds"_s, u"meta_data.json: status 200"_s, u"The clock of the node is right"_s})
        QVERIFY2(words.contains(said), qPrintable(said + u"\nin\n"_s + words));
    QVERIFY(!words.contains(u"FAKETMPAK"_s));
    QVERIFY(bench.find(u"message"_s)->isVisible());

    bench.click(u"runProbe"_s); // what was found goes when the next one begins
    QVERIFY(!bench.find(u"probeFinding"_s)->isVisible());
    QVERIFY(bench.fails("Host key verification failed.\r\n"));
    QCOMPARE(bench.finding(), u"host-key-unknown"_s);
    QVERIFY(!bench.words().contains(u"As root"_s));
    QVERIFY(bench.words().contains(u"ssh root@192.168.0.156"_s));
}

void ProbeViewTest::theDiagnosisStandsBelowTheFinding()
{
    Bench bench;
    bench.board.setBinding(all(BindingVerdict::Bound), start - 2min);
    QVERIFY(!bench.find(u"probeDiagnosis"_s)->isVisible()); // nothing was found yet
    bench.click(u"runProbe"_s);
    QVERIFY(bench.answers(blocked));
    const auto *diagnosis = bench.find(u"probeDiagnosis"_s);
    QVERIFY(diagnosis->isVisible());
    QCOMPARE(diagnosis->accessibleDescription(), u"guardian-alone-fails"_s);
    QCOMPARE(diagnosis->accessibleName(), u"All nodes have a good agency. On core-2 only omm gets no keys."_s);
    for (const QString &said : {u"Together with the binding, read 10:54:43"_s, diagnosis->accessibleName(), u"Binding an agency again does not help there."_s})
        QVERIFY2(bench.words().contains(said), qPrintable(said + u"\nin\n"_s + bench.words()));
    const auto top = [&bench](const QWidget *widget) { return widget->mapTo(&bench.view, QPoint()).y(); };
    QTRY_VERIFY(top(diagnosis) > top(bench.find(u"probeFinding"_s)) + bench.find(u"probeFinding"_s)->height() - 1);

    bench.board.setBinding(all(BindingVerdict::NotBound), start + 1min); // read again meanwhile
    QCOMPARE(diagnosis->accessibleDescription(), u"earlier-agency"_s);
    QVERIFY(diagnosis->isVisible());
    QVERIFY(bench.words().contains(u"read 10:57:43"_s));
    QVERIFY(bench.words().contains(u"a key of an earlier agency lives for up to an hour"_s));
    QVERIFY(!bench.words().contains(u"good agency"_s));
    QCOMPARE(bench.finding(), u"guardian-blocked"_s); // what was found stays

    bench.board.setBinding({}); // the cluster is gone
    QVERIFY(!diagnosis->isVisible());
    QVERIFY(diagnosis->accessibleDescription().isEmpty());
    bench.board.setBinding(all(BindingVerdict::Bound), start);
    bench.click(u"runProbe"_s); // goes with the finding
    QVERIFY(!diagnosis->isVisible());
}

void ProbeViewTest::findingAndDiagnosisAreScrolledTo()
{
    Bench bench;
    bench.view.resize(660, 330);
    bench.board.setBinding(all(BindingVerdict::Bound), start);
    bench.click(u"runProbe"_s);
    QVERIFY(bench.answers(blocked));
    const QWidget *place = bench.view.findChild<QScrollArea *>()->viewport();
    for (const QString &name : {u"probeFinding"_s, u"probeDiagnosis"_s}) {
        const QWidget *part = bench.find(name);
        const auto isInSight = [&] { return place->rect().contains(QRect(part->mapTo(&bench.view, QPoint()) - place->mapTo(&bench.view, QPoint()), part->size())); };
        QTRY_VERIFY2(isInSight(), qPrintable(name));
    }
}

void ProbeViewTest::whatAddsNothingIsNotShown()
{
    Bench bench;
    bench.board.setBinding(all(BindingVerdict::Bound), start);
    bench.click(u"runProbe"_s);
    QVERIFY(bench.fails("Host key verification failed.\r\n"));
    QVERIFY(!bench.find(u"probeDiagnosis"_s)->isVisible()); // the panel of the cluster says how it is bound
    bench.board.setBinding(all(BindingVerdict::Unknown), start);
    bench.click(u"runProbe"_s);
    QVERIFY(bench.answers(blocked));
    QVERIFY(!bench.find(u"probeDiagnosis"_s)->isVisible());
    QVERIFY(bench.find(u"probeFinding"_s)->isVisible());
}

void ProbeViewTest::aStopEndsTheRun()
{
    const Bench bench;
    bench.click(u"runProbe"_s);
    QTRY_VERIFY(bench.find(u"cancel"_s)->isVisible());
    bench.click(u"cancel"_s);
    QCOMPARE(bench.board.state(), ProbeBoard::Idle);
    QVERIFY(!bench.find(u"busy"_s)->isVisible());
    QVERIFY(bench.find(u"runProbe"_s)->isEnabled());
}

void ProbeViewTest::theBudgetIsTold()
{
    Bench bench;
    for (int i = 0; i < 2; ++i) {
        bench.click(u"runProbe"_s);
        QVERIFY(bench.answers(blocked));
    }
    QVERIFY(!bench.find(u"runProbe"_s)->isEnabled());
    QVERIFY(bench.words().contains(u"The next time in 5 min"_s));
    bench.clock->advance(5min);
    QTRY_VERIFY(bench.find(u"runProbe"_s)->isEnabled()); // by itself
    QVERIFY(!bench.words().contains(u"The next time"_s));
}

void ProbeViewTest::oddAddressesAreRefusedWithASentence()
{
    const Bench bench;
    bench.find<QLineEdit>(u"probeAddress"_s)->setText(u"-oProxyCommand=x"_s);
    QVERIFY(!bench.find(u"copyProbeCommand"_s)->isEnabled());
    bench.click(u"runProbe"_s);
    QVERIFY(bench.asked.serverId.isEmpty());
    QVERIFY(bench.find(u"probeFinding"_s)->isVisible());
    QVERIFY(bench.finding().isEmpty());
    QVERIFY(bench.words().contains(u"Enter the node's address"_s));
}

void ProbeViewTest::anotherNodeKeepsTheUsers()
{
    Bench bench;
    bench.find<QLineEdit>(u"probeUser"_s)->setText(u"ops"_s);
    bench.click(u"runProbe"_s);
    QVERIFY(bench.answers(blocked));
    bench.board.open({.serverId = u"s2"_s, .nodeName = u"core-3"_s, .address = {}});
    QVERIFY(bench.find<QLineEdit>(u"probeAddress"_s)->text().isEmpty());
    QCOMPARE(bench.find<QLineEdit>(u"probeUser"_s)->text(), u"ops"_s);
    QVERIFY(!bench.find(u"probeFinding"_s)->isVisible());
    QVERIFY(bench.words().contains(u"securitykey on core-3"_s));
    bench.view.takeFocus();
    QVERIFY(bench.find(u"probeAddress"_s)->hasFocus());
}

void ProbeViewTest::closingStopsAndTells()
{
    const Bench bench;
    const QSignalSpy closed(&bench.view, &ProbeView::closed);
    bench.click(u"runProbe"_s);
    bench.click(u"closeProbe"_s);
    QCOMPARE(closed.size(), 1);
    QCOMPARE(bench.board.state(), ProbeBoard::Idle);
}

void ProbeViewTest::theCommandIsCopied()
{
    const Bench bench;
    bench.click(u"copyProbeCommand"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), commandToCopy(bench.board.target()));
}

void ProbeViewTest::everythingHasItsNameAndItsTurn()
{
    Bench bench;
    bench.click(u"runProbe"_s);
    QVERIFY(bench.answers(blocked));
    bench.view.activateWindow();
    bench.find(u"probeAddress"_s)->setFocus();
    QStringList turns;
    for (int i = 0; i < 20 && !turns.contains(u"probeAddress"_s); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(!QApplication::focusWidget()->accessibleName().isEmpty() || qobject_cast<QPushButton *>(QApplication::focusWidget()));
        turns.append(QApplication::focusWidget()->objectName());
    }
    QCOMPARE(turns, QStringList({u"probeUser"_s, u"probeGuardianUser"_s, u"runProbe"_s, u"copyProbeCommand"_s,
                                 u"closeProbe"_s, u"probeAddress"_s}));
    QVERIFY(!bench.find<QPushButton>(u"closeProbe"_s)->accessibleName().isEmpty());
}

void ProbeViewTest::everythingFits_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("scene");
    for (const QString &language : {u"en"_s, u"de"_s, u"long"_s})
        for (const QString &scene : {u"before"_s, u"running"_s, u"blocked"_s, u"works"_s, u"unreachable"_s, u"host-key"_s, u"refused"_s, u"used-up"_s, u"fine"_s, u"contradiction"_s})
            QTest::addRow("%s %s", qPrintable(scene), qPrintable(language)) << language << scene;
}

void ProbeViewTest::everythingFits()
{
    QFETCH(QString, language);
    QFETCH(QString, scene);
    const Translation words(language == "de"_L1 ? Language::German : Language::English);
    LongerWords longer(LongerWords::Kind::Longer);
    if (language == "long"_L1)
        QCoreApplication::installTranslator(&longer);
    const auto forget = qScopeGuard([&] { QCoreApplication::removeTranslator(&longer); });
    Bench bench;
    if (scene == "refused"_L1)
        bench.find<QLineEdit>(u"probeAddress"_s)->setText(u"a b"_s);
    if (scene != "before"_L1)
        bench.click(u"runProbe"_s);
    if (scene == "running"_L1) {
        QTRY_VERIFY(bench.find(u"busy"_s)->isVisible());
    } else if (scene == "host-key"_L1) {
        QVERIFY(bench.fails("Host key verification failed.\r\n"));
    } else if (scene == "contradiction"_L1) {
        BindingVerdict binding = all(BindingVerdict::ExpiresSoon);
        binding.bareMetal = QStringList{u"bms-worker-node-of-a-long-name-1"_s, u"bms-worker-node-of-a-long-name-2"_s};
        bench.board.setBinding(binding, start);
        QVERIFY(bench.answers({"now 1796093803", "login tool curl", "login status 401", "login unbound 1", "login meta 200", "login finished 1",
                               "guardian tool curl", "guardian status 401", "guardian unbound 1", "guardian finished 1"}));
        QCOMPARE(bench.find(u"probeDiagnosis"_s)->accessibleDescription(), u"not-taken-over"_s);
        for (const QLabel *label : bench.find(u"probeFinding"_s)->findChildren<QLabel *>()) // one advice, not two
            QVERIFY2(!label->text().contains(findingAdvice(*bench.board.finding(), bench.board.target())), qPrintable(label->text()));
    } else if (scene == "works"_L1 || scene == "fine"_L1) {
        if (scene == "fine"_L1)
            bench.board.setBinding(all(BindingVerdict::Bound), start - 2min);
        QByteArrayList lines = blocked.mid(0, 9);
        for (const QByteArray &line : blocked.mid(1, 6))
            lines += QByteArray(line).replace("login", "guardian");
        QVERIFY(bench.answers(lines + QByteArrayList{"guardian finished 1"}));
        QCOMPARE(bench.finding(), u"key-works"_s);
        QCOMPARE(bench.find(u"probeDiagnosis"_s)->isVisible(), scene == "fine"_L1);
    } else if (scene == "unreachable"_L1) {
        QVERIFY(bench.answers({"now 1796013803", "login tool curl", "login status 0", "login exit 7", "login meta 0", "login finished 1",
                               "guardian absent 1"}));
    } else if (scene == "blocked"_L1 || scene == "used-up"_L1) {
        QVERIFY(bench.answers(blocked));
        if (scene == "used-up"_L1) {
            bench.click(u"runProbe"_s);
            QVERIFY(bench.answers(blocked));
        }
    }
    QStringList faults;
    for (const QSize &size : {QSize(1100, 700), QSize(800, 900), QSize(660, 560)}) {
        bench.view.resize(size);
        for (int i = 0; i < 4; ++i) {
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
        }
        const QPixmap picture = bench.view.grab();
        if (const QString folder = qEnvironmentVariable("CLAVIGER_PICTURES"); !folder.isEmpty())
            QVERIFY(picture.save(u"%1/probe-%2-%3-%4.png"_s.arg(folder, scene, language).arg(size.width())));
        for (const QString &fault : layoutFaults(&bench.view))
            faults.append(u"at %1: %2"_s.arg(size.width()).arg(fault));
        const auto *area = bench.view.findChild<QScrollArea *>();
        if (area->widget()->width() > area->viewport()->width())
            faults.append(u"at %1: the content is wider than its place"_s.arg(size.width()));
    }
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

QTEST_MAIN(ProbeViewTest)

#include "probeviewtest.moc"

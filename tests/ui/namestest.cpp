// SPDX-License-Identifier: Apache-2.0
// Names and the keyboard, on every page and dialog in every state: whatever can be used has an object name, a name for
// assistive technology in the language of the interface, a place in the order of Tab, and shows when it has the focus.
// What is masked is nowhere in the accessibility tree.
#include "tests/ui/longerwords.h"
#include "tests/ui/pagescenes.h"
#include "ui/idexposer.h"
#include "ui/translation.h"
#include "ui/widgets/tokens.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace claviger;
using namespace claviger::testing;

namespace {

constexpr int leastFocusMark = 60; // pixels in the accent's colour

// Qt's own insides are used through their owner.
bool isInside(const QWidget *widget)
{
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget())
        if (qobject_cast<const QComboBox *>(parent) || qobject_cast<const QLineEdit *>(parent)
            || qobject_cast<const QAbstractItemView *>(parent))
            return true;
    return false;
}

QList<QWidget *> controlsOf(QWidget *front)
{
    QList<QWidget *> controls;
    for (QWidget *widget : front->findChildren<QWidget *>()) {
        const bool isControl = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget)
            || qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractItemView *>(widget) || (widget->focusPolicy() & Qt::TabFocus);
        if (isControl && widget->isVisible() && widget->window() == front && !isInside(widget))
            controls.append(widget);
    }
    return controls;
}

// Qt takes the name of a combo box from the label beside it, and says its text where the name should be.
QString spokenName(QWidget *widget)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
    if (!face)
        return {};
    if (!qobject_cast<QComboBox *>(widget))
        return face->text(QAccessible::Name);
    for (const auto &[label, relation] : face->relations(QAccessible::Label))
        if (relation.testFlag(QAccessible::Label))
            return label->text(QAccessible::Name);
    return {};
}

QString nameOf(const QWidget *widget)
{
    return u"%1 %2 “%3”"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                               widget->property("text").toString().left(40));
}

// Everything a screen reader could get from here downwards.
QString spokenBelow(QAccessibleInterface *thing)
{
    if (!thing || !thing->isValid())
        return {};
    QString all;
    for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help, QAccessible::Accelerator})
        all += thing->text(kind) + u'\n';
    if (const QAccessibleTextInterface *text = thing->textInterface())
        all += text->text(0, text->characterCount()) + u'\n';
    if (const QAccessibleValueInterface *value = thing->valueInterface())
        all += value->currentValue().toString() + u'\n';
    const int most = std::min(thing->childCount(), 2'000);
    for (int child = 0; child < most; ++child)
        all += spokenBelow(thing->child(child));
    return all;
}

int accentPixels(QWidget *front, const QRect &area)
{
    const QImage picture = front->grab(area).toImage().convertToFormat(QImage::Format_RGB32);
    const QColor accent = Tokens::light().accent;
    int count = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const QColor pixel = picture.pixelColor(x, y);
            count += std::abs(pixel.red() - accent.red()) + std::abs(pixel.green() - accent.green()) + std::abs(pixel.blue() - accent.blue()) < 60;
        }
    return count;
}

QRect areaOf(const QWidget *widget, const QWidget *front)
{
    return QRect(widget->mapTo(front, QPoint()), widget->size()).adjusted(-6, -6, 6, 6) & front->rect();
}

struct TabRound
{
    QSet<QWidget *> reached;
    QStringList faults;
};

// Once around with Tab. The mark of the focus is what is there with it and not without it.
TabRound goAround(QWidget *front)
{
    TabRound round;
    const qsizetype most = 2 * controlsOf(front).size() + 10;
    for (qsizetype step = 0; step < most; ++step) {
        QTest::keyClick(front->focusWidget() ? front->focusWidget() : front, Qt::Key_Tab);
        QWidget *at = front->focusWidget();
        if (!at) {
            round.faults.append(u"Tab leads nowhere"_s);
            return round;
        }
        if (round.reached.contains(at))
            continue;
        round.reached.insert(at);
        if (!at->isVisible())
            round.faults.append(u"Tab leads to %1, which cannot be seen"_s.arg(nameOf(at)));
        const QRect area = areaOf(at, front);
        const int with = accentPixels(front, area);
        QTest::keyClick(at, Qt::Key_Tab);
        const int without = accentPixels(front, area);
        if (front->focusWidget() != at && with - without < leastFocusMark)
            round.faults.append(u"%1 does not show that it has the focus (%2, %3)"_s.arg(nameOf(at)).arg(with).arg(without));
        QTest::keyClick(front->focusWidget(), Qt::Key_Backtab);
    }
    return round;
}

// Has nothing that could show the focus.
bool isEmptyView(const QWidget *control)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(control);
    return view && view->model()->rowCount() == 0;
}

bool isReached(QWidget *control, const QSet<QWidget *> &reached)
{
    if (reached.contains(control))
        return true;
    if (auto *combo = qobject_cast<QComboBox *>(control); combo && combo->lineEdit())
        return reached.contains(combo->lineEdit());
    if (qobject_cast<QRadioButton *>(control)) // the arrow keys go from one to the next
        return std::any_of(reached.begin(), reached.end(), [control](const QWidget *one) {
            return qobject_cast<const QRadioButton *>(one) && one->parentWidget() == control->parentWidget();
        });
    return false;
}

} // namespace

class NamesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyControlIsNamedAndReached_data();
    void everyControlIsNamedAndReached();
    void theFixedNamesAreThere();
    void idsAreExposedOnRequest_data();
    void idsAreExposedOnRequest();

private:
    QSet<QString> m_seen; // over all scenes
};

void NamesTest::initTestCase()
{
    wearTestLook();
    QApplication::setCursorFlashTime(0);
}

void NamesTest::everyControlIsNamedAndReached_data()
{
    QTest::addColumn<int>("scene");
    for (std::size_t i = 0; i < pageScenes().size(); ++i)
        QTest::addRow("%s", qPrintable(pageScenes()[i].name)) << int(i);
}

void NamesTest::everyControlIsNamedAndReached()
{
    QFETCH(int, scene);
    LongerWords words(LongerWords::Kind::Bracketed);
    QCoreApplication::installTranslator(&words);
    const auto forget = qScopeGuard([&] { QCoreApplication::removeTranslator(&words); });
    const PageScene &played = pageScenes()[static_cast<std::size_t>(scene)];
    ConsoleBench bench;
    QVERIFY(played.play(bench));
    QWidget *front = bench.front();
    front->activateWindow();
    QVERIFY(waitFor([&] { return front->isActiveWindow(); }));

    QStringList faults;
    for (QWidget *control : controlsOf(front)) {
        m_seen.insert(control->objectName());
        if (control->objectName().isEmpty() || control->objectName().startsWith("qt_"_L1))
            faults.append(u"%1 has no object name"_s.arg(nameOf(control)));
        const QString name = spokenName(control);
        if (name.isEmpty())
            faults.append(u"%1 has no accessible name"_s.arg(nameOf(control)));
        else if (!LongerWords::isBracketed(name))
            faults.append(u"%1 is called “%2”, which is not of the interface language"_s.arg(nameOf(control), name));
    }
    for (const QWidget *widget : bench.window->findChildren<QWidget *>())
        if (widget->isVisible())
            m_seen.insert(widget->objectName());

    const QString spoken = spokenBelow(QAccessible::queryAccessibleInterface(bench.window.get()))
        + spokenBelow(QAccessible::queryAccessibleInterface(front));
    const bool isRevealed = played.name == "issued-revealed"_L1;
    QStringList secrets{benchPassword};
    bench.cloud->withWorld([&](sim::World &world) {
        for (const sim::AccessKey &key : world.accessKeys())
            secrets.append(key.secret);
    });
    for (const QString &secret : secrets)
        if (!isRevealed && (spoken.contains(secret) || spoken.contains(secret.right(12))))
            faults.append(u"a secret is in the accessibility tree"_s); // which one is not for the log

    const TabRound round = goAround(front);
    faults += round.faults;
    for (QWidget *control : controlsOf(front))
        if (control->isEnabled() && !isEmptyView(control) && !isReached(control, round.reached))
            faults.append(u"Tab does not reach %1"_s.arg(nameOf(control)));
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

// Automation, assistive technology and support rely on them; a change needs a line in the changelog.
void NamesTest::theFixedNamesAreThere()
{
    if (m_seen.size() < 20)
        QSKIP("only with all scenes before");
    const QStringList fixed{
        u"navigation"_s, u"message"_s, u"busy"_s, u"cancel"_s, u"confirmName"_s, u"expiry"_s, // everywhere
        u"cloudChoice"_s, u"account"_s, u"userName"_s, u"password"_s, u"passcode"_s, u"project"_s, u"signIn"_s, // sign-in
        u"keyUser"_s, u"keyTable"_s, u"createKey"_s, u"keyDescription"_s, u"confirmCreate"_s, u"issuedAccess"_s, u"issuedSecret"_s,
        u"revealSecret"_s, u"copySecret"_s, u"storeAgain"_s, u"saveSecret"_s, u"deleteIssued"_s, u"closeIssued"_s, u"orphanDelete"_s,
        u"deleteKey"_s, u"confirmDelete"_s, // keys
        u"clusterTable"_s, u"nodeTable"_s, u"checkAgencies"_s, u"checkCluster"_s, // agencies
        u"activityTable"_s};
    for (const QString &name : fixed)
        QVERIFY2(m_seen.contains(name), qPrintable(name));
}

void NamesTest::idsAreExposedOnRequest_data()
{
    QTest::addColumn<int>("scene");
    for (std::size_t i = 0; i < pageScenes().size(); ++i)
        if (const QString &name = pageScenes()[i].name; name == "signin-code"_L1 || name == "keys"_L1 || name == "keys-delete-production"_L1
            || name == "create-too-long"_L1 || name == "issued-not-stored"_L1 || name == "activity-outcomes"_L1)
            QTest::addRow("%s", qPrintable(name)) << int(i);
}

void NamesTest::idsAreExposedOnRequest()
{
    QFETCH(int, scene);
    IdExposer exposer;
    qApp->installEventFilter(&exposer);
    ConsoleBench bench;
    QVERIFY(pageScenes()[static_cast<std::size_t>(scene)].play(bench));
    (void)pictureOf(bench); // painted once
    int named = 0;
    for (QWidget *front : frontsOf(bench))
        for (QWidget *widget : front->findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->objectName().isEmpty() || widget->objectName().startsWith("qt_"_L1) || isInside(widget))
                continue;
            ++named;
            QCOMPARE(QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Description), u'#' + widget->objectName());
        }
    QVERIFY(named > 5);
    if (const auto *navigation = bench.seen<QListWidget>(u"navigation"_s)) {
        QAccessibleInterface *pages = QAccessible::queryAccessibleInterface(const_cast<QListWidget *>(navigation));
        QCOMPARE(pages->tableInterface()->cellAt(0, 0)->text(QAccessible::Description), u"#access-keys"_s);
        QCOMPARE(pages->tableInterface()->cellAt(1, 0)->text(QAccessible::Description), u"#agencies"_s);
        QCOMPARE(pages->tableInterface()->cellAt(2, 0)->text(QAccessible::Description), u"#activity"_s);
    }
}

QTEST_MAIN(NamesTest)

#include "namestest.moc"

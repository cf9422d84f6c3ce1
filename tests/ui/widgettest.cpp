// SPDX-License-Identifier: Apache-2.0
// How the components behave: what they keep to themselves, what the keyboard does, when they give way.
#include "ui/widgets/banner.h"
#include "ui/widgets/clipboardlease.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/factline.h"
#include "ui/widgets/failuredetails.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/nameconfirmation.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/profilehead.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/segmentedchoice.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

const QString FakeSecret = u"FAKE-not-a-secret-0123456789-FAKE-012345"_s;

// Everything a screen reader could get from here downwards.
QString spoken(QAccessibleInterface *thing)
{
    if (!thing)
        return {};
    QString all;
    for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        all += thing->text(kind) + u'\n';
    if (const QAccessibleTextInterface *text = thing->textInterface())
        all += text->text(0, text->characterCount());
    for (int child = 0; child < thing->childCount(); ++child)
        all += spoken(thing->child(child));
    return all;
}

QString spoken(QWidget &widget)
{
    return spoken(QAccessible::queryAccessibleInterface(&widget));
}

template <typename T>
T *part(QWidget &widget, const QString &name)
{
    return widget.findChild<T *>(name);
}

} // namespace

class WidgetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void aMaskedSecretIsNowhere();
    void aSecretLooksTheSameWhateverItsLength();
    void aRevealedSecretHidesItself();
    void aSecretHidesWhenTheWindowLosesTheFocus();
    void aHiddenPageHidesTheSecret();
    void theClipboardIsClearedAfterThirtySeconds();
    void aClockThatIsSetBackKeepsNoSecret();
    void theClipboardOfSomebodyElseStays();
    void theClipboardIsClearedWhenTheLeaseDies();
    void aSecondCopyStartsTheTimeAnew();
    void aBannerSaysWhatItShows();
    void aBannerShowsMarkupAsText();
    void aBannerButtonMayRemoveItself();
    void theActWaitsForTheExactName();
    void enterInAnIncompleteNameDoesNothing();
    void escapeCancelsTheConfirmation();
    void segmentsAreChosenWithTheKeyboard();
    void segmentsBecomeAComboBox();
    void navigationWalksWithArrowsAndShortcuts();
    void navigationGivesWayInANarrowWindow();
    void aLongPlaceKeepsBothItsEnds();
    void headerActionsGoIntoMore();
    void theSessionEndIsAnnounced();
    void aLongPlaceIsCutInTheMiddle();
    void copiedIsSaidForAWhile();
    void detailsLeaveOutWhatIsNotKnown();
    void aFactStandsBelowItsWords();

private:
    Theme m_theme;
    std::shared_ptr<ManualClock> m_clock;
};

void WidgetTest::initTestCase()
{
    QFont font(u"DejaVu Sans"_s);
    font.setPointSizeF(10);
    QApplication::setFont(font);
    m_theme.apply(Scheme::Light);
}

void WidgetTest::init()
{
    m_clock = std::make_shared<ManualClock>(Instant(1768471200s));
    QApplication::clipboard()->clear();
}

void WidgetTest::aMaskedSecretIsNowhere()
{
    SecretField field(u"Secret (SK)"_s, m_clock);
    field.setSecret(Secret::fromText(FakeSecret));
    field.show();
    QVERIFY(!spoken(field).contains("FAKE"_L1));
    QVERIFY(QAccessible::queryAccessibleInterface(field.display())->state().passwordEdit);
    part<QPushButton>(field, u"revealSecret"_s)->click();
    QVERIFY(field.isRevealed());
    QVERIFY(spoken(field).contains(FakeSecret)); // on screen for everybody
    part<QPushButton>(field, u"revealSecret"_s)->click();
    QVERIFY(!field.isRevealed());
    QVERIFY(!spoken(field).contains("FAKE"_L1));
}

void WidgetTest::aSecretLooksTheSameWhateverItsLength()
{
    QImage first;
    for (const QString &text : {FakeSecret, u"x"_s, QString(20'000, u'y')}) {
        SecretField field(u"Secret (SK)"_s, m_clock);
        field.resize(700, 28);
        field.setSecret(Secret::fromText(text));
        const QImage picture = field.display()->grab().toImage();
        if (first.isNull())
            first = picture;
        QCOMPARE(picture, first);
    }
    SecretField empty(u"Secret (SK)"_s, m_clock);
    QVERIFY(!part<QPushButton>(empty, u"revealSecret"_s)->isEnabled());
    QVERIFY(!part<QPushButton>(empty, u"copySecret"_s)->isEnabled());
}

void WidgetTest::aRevealedSecretHidesItself()
{
    SecretField field(u"Secret (SK)"_s, m_clock);
    field.setSecret(Secret::fromText(FakeSecret));
    field.show();
    auto *reveal = part<QPushButton>(field, u"revealSecret"_s);
    reveal->click();
    QVERIFY(reveal->text().contains("20"_L1));
    m_clock->advance(3s);
    QTRY_VERIFY(reveal->text().contains("17"_L1));
    QVERIFY(field.isRevealed());
    m_clock->advance(17s);
    QTRY_VERIFY(!field.isRevealed());
}

void WidgetTest::aSecretHidesWhenTheWindowLosesTheFocus()
{
    QWidget window;
    auto *field = new SecretField(u"Secret (SK)"_s, m_clock, &window);
    field->setSecret(Secret::fromText(FakeSecret));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    part<QPushButton>(*field, u"revealSecret"_s)->click();
    QVERIFY(field->isRevealed());
    QWidget other;
    other.show();
    other.activateWindow();
    QTRY_VERIFY(!field->isRevealed());
}

void WidgetTest::aHiddenPageHidesTheSecret()
{
    SecretField field(u"Secret (SK)"_s, m_clock);
    field.setSecret(Secret::fromText(FakeSecret));
    field.show();
    part<QPushButton>(field, u"revealSecret"_s)->click();
    field.hide();
    QVERIFY(!field.isRevealed());
}

void WidgetTest::theClipboardIsClearedAfterThirtySeconds()
{
    ClipboardLease lease(m_clock);
    QSignalSpy remaining(&lease, &ClipboardLease::remaining);
    QSignalSpy ended(&lease, &ClipboardLease::ended);
    lease.copy(Secret::fromText(FakeSecret));
    const QClipboard *clipboard = QApplication::clipboard();
    QCOMPARE(clipboard->text(), FakeSecret);
    QCOMPARE(clipboard->mimeData()->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
    QCOMPARE(remaining.takeFirst().first().toInt(), 30);
    m_clock->advance(6s);
    QTRY_VERIFY(!remaining.isEmpty() && remaining.last().first().toInt() == 24);
    QCOMPARE(clipboard->text(), FakeSecret);
    m_clock->advance(24s);
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(ended.first().first().toBool());
    QVERIFY(clipboard->text().isEmpty());
    QVERIFY(!lease.isActive());
}

void WidgetTest::aClockThatIsSetBackKeepsNoSecret()
{
    SecretField field(u"Secret (SK)"_s, m_clock);
    field.setSecret(Secret::fromText(FakeSecret));
    field.show();
    auto *reveal = part<QPushButton>(field, u"revealSecret"_s);
    reveal->click();
    ClipboardLease lease(m_clock);
    lease.copy(Secret::fromText(FakeSecret));
    QSignalSpy ended(&lease, &ClipboardLease::ended);
    m_clock->setDate(m_clock->now() - 1h);
    m_clock->advance(5s);
    QTRY_VERIFY2(reveal->text().contains("15"_L1), qPrintable(reveal->text()));
    m_clock->advance(15s);
    QTRY_VERIFY(!field.isRevealed());
    m_clock->advance(10s);
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(QApplication::clipboard()->text().isEmpty());
}

void WidgetTest::theClipboardOfSomebodyElseStays()
{
    ClipboardLease lease(m_clock);
    QSignalSpy ended(&lease, &ClipboardLease::ended);
    lease.copy(Secret::fromText(FakeSecret));
    QApplication::clipboard()->setText(u"somebody else's"_s);
    lease.release();
    QCOMPARE(QApplication::clipboard()->text(), u"somebody else's"_s);
    QVERIFY(!ended.first().first().toBool());
    lease.release(); // twice is once
    QCOMPARE(ended.size(), 1);
}

void WidgetTest::theClipboardIsClearedWhenTheLeaseDies()
{
    {
        ClipboardLease lease(m_clock);
        lease.copy({});
        QVERIFY(!lease.isActive());
        lease.copy(Secret::fromText(FakeSecret));
    }
    QVERIFY(QApplication::clipboard()->text().isEmpty());
}

void WidgetTest::aSecondCopyStartsTheTimeAnew()
{
    ClipboardLease lease(m_clock);
    lease.copy(Secret::fromText(FakeSecret));
    m_clock->advance(20s);
    lease.copy(Secret::fromText(u"FAKE-second"_s));
    m_clock->advance(20s);
    QSignalSpy remaining(&lease, &ClipboardLease::remaining);
    QVERIFY(remaining.wait(5000));
    QVERIFY(lease.isActive());
    QCOMPARE(QApplication::clipboard()->text(), u"FAKE-second"_s);
}

void WidgetTest::aBannerSaysWhatItShows()
{
    Banner banner;
    banner.say(Verdict::Broken, u"It failed."_s, u"Try again."_s);
    banner.resize(600, 80);
    banner.show();
    QVERIFY(spoken(banner).contains("It failed."_L1));
    QVERIFY(spoken(banner).contains("Try again."_L1));
    QCOMPARE(part<QLabel>(banner, u"message"_s)->text(), u"It failed."_s);
    // Who finds the sentence by its name alone gets the next step with it.
    QCOMPARE(part<QLabel>(banner, u"message"_s)->accessibleName(), u"It failed. Try again."_s);
    QVERIFY(spoken(*part<QLabel>(banner, u"message"_s)).contains("Try again."_L1));
    banner.say(Verdict::Ok, u"It worked."_s);
    QVERIFY(!part<QLabel>(banner, u"message"_s));
    QVERIFY(!spoken(banner).contains("Try again."_L1));
}

void WidgetTest::aBannerShowsMarkupAsText()
{
    Banner banner;
    const QString nasty = u"<b>x</b><img src='http://example.com'>"_s;
    banner.say(Verdict::Broken, nasty, nasty);
    for (const QLabel *label : banner.findChildren<QLabel *>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QCOMPARE(label->text(), nasty);
    }
}

void WidgetTest::aBannerButtonMayRemoveItself()
{
    Banner banner;
    banner.say(Verdict::Attention, u"Your session ends in 2 min."_s, u"Sign in again here."_s);
    banner.resize(700, 100);
    QPushButton *button = banner.addButton(u"Sign in again"_s, u"signInAgain"_s);
    connect(button, &QPushButton::clicked, &banner, &Banner::clearButtons);
    banner.show();
    QVERIFY(QTest::qWaitForWindowActive(&banner));
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY(!part<QPushButton>(banner, u"signInAgain"_s));
    banner.resize(300, 200);
    QVERIFY(banner.addButton(u"Once more"_s, u"onceMore"_s)->isVisible());
}

void WidgetTest::theActWaitsForTheExactName()
{
    NameConfirmation confirmation(u"Type %1 to delete its key"_s, u"svc-etl"_s, u"Delete key"_s);
    confirmation.show();
    QVERIFY(QTest::qWaitForWindowActive(&confirmation));
    QCOMPARE(QApplication::focusWidget()->objectName(), u"cancel"_s);
    auto *field = part<QLineEdit>(confirmation, u"confirmName"_s);
    QSignalSpy confirmed(&confirmation, &NameConfirmation::confirmed);
    for (const QString &wrong : {u""_s, u"svc-et"_s, u"svc-etl "_s, u"SVC-ETL"_s, u"svc-etll"_s}) {
        field->setText(wrong);
        QVERIFY2(!confirmation.actButton()->isEnabled(), qPrintable(wrong));
        confirmation.actButton()->click();
    }
    QCOMPARE(confirmed.size(), 0);
    field->setText(u"svc-etl"_s);
    QVERIFY(confirmation.actButton()->isEnabled());
    confirmation.actButton()->click();
    QCOMPARE(confirmed.size(), 1);
}

void WidgetTest::enterInAnIncompleteNameDoesNothing()
{
    NameConfirmation confirmation(u"Type %1 to delete its key"_s, u"svc-etl"_s, u"Delete key"_s);
    QSignalSpy confirmed(&confirmation, &NameConfirmation::confirmed);
    confirmation.show();
    auto *field = part<QLineEdit>(confirmation, u"confirmName"_s);
    QTest::keyClicks(field, u"svc"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(confirmed.size(), 0);
    QTest::keyClicks(field, u"-etl"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(confirmed.size(), 1);
}

void WidgetTest::escapeCancelsTheConfirmation()
{
    NameConfirmation confirmation(u"Type %1 to delete its key"_s, u"svc-etl"_s, u"Delete key"_s);
    QSignalSpy cancelled(&confirmation, &NameConfirmation::cancelled);
    confirmation.show();
    QTest::keyClick(part<QLineEdit>(confirmation, u"confirmName"_s), Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
}

void WidgetTest::segmentsAreChosenWithTheKeyboard()
{
    SegmentedChoice choice(u"Way to sign in"_s);
    choice.addChoice(u"password"_s, u"Password"_s);
    choice.addChoice(u"mfa"_s, u"Password + MFA"_s);
    choice.addChoice(u"aksk"_s, u"AK/SK"_s);
    choice.resize(440, 28);
    choice.show();
    QVERIFY(QTest::qWaitForWindowActive(&choice));
    QCOMPARE(choice.chosen(), u"password"_s);
    QSignalSpy changed(&choice, &SegmentedChoice::chosenChanged);
    choice.setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(choice.chosen(), u"mfa"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    QCOMPARE(choice.chosen(), u"password"_s);
    QCOMPARE(changed.size(), 2);
    choice.choose(u"no such"_s);
    choice.choose(u"password"_s);
    QCOMPARE(changed.size(), 2);
    const QAccessibleInterface *segment = QAccessible::queryAccessibleInterface(part<QRadioButton>(choice, u"password"_s));
    QCOMPARE(segment->role(), QAccessible::RadioButton);
    QVERIFY(segment->state().checked);
}

void WidgetTest::segmentsBecomeAComboBox()
{
    SegmentedChoice choice(u"Way to sign in"_s);
    choice.addChoice(u"password"_s, u"Password"_s);
    choice.addChoice(u"mfa"_s, u"Password + MFA"_s);
    choice.resize(600, 28);
    choice.show();
    auto *combo = choice.findChild<QComboBox *>();
    QVERIFY(!combo->isVisible());
    choice.resize(160, 28);
    QTRY_VERIFY(combo->isVisible());
    QVERIFY(!part<QRadioButton>(choice, u"mfa"_s)->isVisible());
    choice.choose(u"mfa"_s);
    QCOMPARE(combo->currentData().toString(), u"mfa"_s);
    QTest::keyClick(combo, Qt::Key_Up);
    QCOMPARE(choice.chosen(), u"password"_s);
    choice.resize(600, 28);
    QTRY_VERIFY(part<QRadioButton>(choice, u"password"_s)->isVisible());
    QVERIFY(part<QRadioButton>(choice, u"password"_s)->isChecked());
}

void WidgetTest::navigationWalksWithArrowsAndShortcuts()
{
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    auto *rail = new NavigationRail;
    row->addWidget(rail);
    row->addStretch(1);
    rail->addPage(u"access-keys"_s, u"key"_s, u"Access keys"_s);
    rail->addPage(u"activity"_s, u"journal"_s, u"Activity"_s);
    rail->setBadge(u"activity"_s, 2, Verdict::Broken, u"2 broken"_s);
    QSignalSpy chosen(rail, &NavigationRail::pageChosen);
    window.resize(1280, 700);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    rail->select(u"access-keys"_s);
    QCOMPARE(chosen.size(), 1);
    auto *list = part<QListWidget>(*rail, u"navigation"_s);
    list->setFocus(Qt::TabFocusReason);
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(rail->selected(), u"activity"_s);
    QTest::keyClick(list, Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(rail->selected(), u"access-keys"_s);
    QCOMPARE(chosen.size(), 3);
    QVERIFY(spoken(*list).contains("Activity, 2 broken"_L1));
    QCOMPARE(list->item(1)->data(Qt::UserRole).toString(), u"activity"_s);
    rail->select(u"no such page"_s);
    QCOMPARE(rail->selected(), u"access-keys"_s);
    QVERIFY(!part<QListWidget>(*rail, u"navigationFoot"_s)->isVisible());
}

void WidgetTest::navigationGivesWayInANarrowWindow()
{
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    row->setContentsMargins(0, 0, 0, 0);
    auto *rail = new NavigationRail;
    row->addWidget(rail);
    row->addStretch(1);
    rail->addPage(u"access-keys"_s, u"key"_s, u"Access keys"_s);
    window.resize(1280, 700);
    window.show();
    QTRY_COMPARE(rail->width(), 176);
    window.resize(1000, 700);
    QTRY_COMPARE(rail->width(), 52);
    QCOMPARE(part<QListWidget>(*rail, u"navigation"_s)->item(0)->toolTip(), u"Access keys"_s);
    window.resize(1280, 700);
    QTRY_COMPARE(rail->width(), 176);
}

void WidgetTest::aLongPlaceKeepsBothItsEnds()
{
    ProfileHead head;
    head.setProfile({.name = u"prod"_s, .place = u"eu-de · OTC-EXAMPLE-00000000000000000001"_s});
    head.resize(176, 60);
    QVERIFY2(head.shownPlace().startsWith("eu-de"_L1) && head.shownPlace().endsWith("01"_L1), qPrintable(head.shownPlace()));
    QVERIFY(head.shownPlace().size() < 40);
    QVERIFY(head.toolTip().contains("OTC-EXAMPLE-00000000000000000001"_L1));
}

void WidgetTest::headerActionsGoIntoMore()
{
    PageHeader header(u"Access keys"_s);
    header.setLine(u"Permanent AK/SK of IAM users in this account"_s);
    std::vector<QPushButton *> buttons;
    int clicks = 0;
    for (const QString &text : {u"Export…"_s, u"Refresh"_s, u"Create access key"_s}) {
        buttons.push_back(new QPushButton(text));
        connect(buttons.back(), &QPushButton::clicked, &header, [&clicks] { ++clicks; });
        header.addAction(buttons.back());
    }
    header.resize(1300, 56);
    header.show();
    QVERIFY(buttons[0]->isVisible() && buttons[2]->isVisible());
    QVERIFY(!part<QPushButton>(header, u"moreActions"_s)->isVisible());
    header.resize(900, 56); // a window below 1200: two at most
    QTRY_VERIFY(!buttons[0]->isVisible());
    QVERIFY(buttons[1]->isVisible() && buttons[2]->isVisible());
    header.resize(420, 56);
    QTRY_VERIFY(!buttons[1]->isVisible());
    QVERIFY(buttons[2]->isVisible()); // the primary action stays
    auto *more = part<QPushButton>(header, u"moreActions"_s);
    QVERIFY(more->isVisible());
    QVERIFY(header.rect().contains(more->geometry()) && header.rect().contains(buttons[2]->geometry()));
    QVERIFY(more->menu());
    Q_EMIT more->menu()->aboutToShow();
    QCOMPARE(more->menu()->actions().size(), 2);
    more->menu()->actions().first()->trigger();
    QCOMPARE(clicks, 1);
}

void WidgetTest::theSessionEndIsAnnounced()
{
    StatusBar bar(m_clock);
    bar.resize(1280, 28);
    bar.show();
    auto *expiry = part<MarkLabel>(bar, u"expiry"_s);
    QVERIFY(!expiry->isVisible());
    bar.setSessionEnd(m_clock->now() + 5h + 12min + 30s);
    QVERIFY(expiry->isVisible());
    QCOMPARE(expiry->text(), u"Session ends in 5 h 12 min"_s);
    QCOMPARE(expiry->mark(), Mark::icon(u"clock"_s));
    bar.setSessionEnd(m_clock->now() + 10min);
    QCOMPARE(expiry->mark(), Mark(Verdict::Attention));
    m_clock->advance(8min);
    QTRY_COMPARE(expiry->mark(), Mark(Verdict::Broken));
    bar.setSessionEnd(m_clock->now() - 1s);
    QCOMPARE(expiry->text(), u"Session ended"_s);
    bar.setSessionEnd({});
    QVERIFY(!expiry->isVisible());
}

void WidgetTest::aLongPlaceIsCutInTheMiddle()
{
    QSet<QByteArray> pictures;
    const QString place = u"eu-de · OTC-EXAMPLE-0000000000000000%1"_s;
    for (const QString &end : {u"1001"_s, u"2002"_s}) { // accounts differ at their ends
        ProfileHead head;
        head.setProfile({.name = u"production"_s, .place = place.arg(end)});
        head.resize(176, head.sizeHint().height());
        QVERIFY2(head.toolTip().contains(place.arg(end)), qPrintable(head.toolTip()));
        const QImage picture = head.grab().toImage();
        pictures.insert(QByteArray(reinterpret_cast<const char *>(picture.constBits()), picture.sizeInBytes()));
    }
    QCOMPARE(pictures.size(), 2);
}

void WidgetTest::copiedIsSaidForAWhile()
{
    CopyField field(u"Access key (AK)"_s);
    field.setValue(u"EXAMPLEOPS0000000061"_s);
    field.show();
    field.copyButton()->click();
    QCOMPARE(QApplication::clipboard()->text(), u"EXAMPLEOPS0000000061"_s);
    auto *copied = field.findChild<MarkLabel *>();
    const int width = field.field()->width();
    QVERIFY(copied->isVisible());
    QTRY_VERIFY(!copied->isVisible());
    QCOMPARE(field.field()->width(), width); // nothing moved
}

void WidgetTest::detailsLeaveOutWhatIsNotKnown()
{
    FailureDetails details;
    details.setFailure({.fault = Fault::Forbidden, .detail = u"<b>policy</b>"_s, .httpStatus = 403, .requestId = u"req-example"_s},
                       u"14:37:02 CEST"_s);
    QCOMPARE(details.asText(), u"Request id: req-example\nAnswer: HTTP 403\nCause: <b>policy</b>\nTime: 14:37:02 CEST"_s);
    details.setFailure({.fault = Fault::Offline, .detail = QString(1'000'000, u'x')}, {});
    QVERIFY(details.asText().size() < 3000);
    details.show();
    auto *toggle = details.findChild<QPushButton *>();
    QVERIFY(toggle->isVisible());
    toggle->click();
    QVERIFY(details.findChild<TextLabel *>()->isVisible());
}

void WidgetTest::aFactStandsBelowItsWords()
{
    FactLine fact;
    fact.say(Verdict::Broken, u"Does not trust ECS"_s, u"<b>op_svc_other</b>, "_s + QString(u"and more "_s).repeated(20));
    fact.resize(240, fact.heightForWidth(240));
    fact.show();
    auto *title = fact.findChild<MarkLabel *>();
    TextLabel *line = nullptr;
    for (TextLabel *label : fact.findChildren<TextLabel *>())
        if (label != title)
            line = label;
    QVERIFY(title && line);
    QCOMPARE(title->mark(), Mark(Verdict::Broken));
    QCOMPARE(title->text(), u"Does not trust ECS"_s);
    QCOMPARE(line->x() + line->contentsRect().x(), title->x() + title->contentsRect().x()); // words under words, not under the mark
    QVERIFY(line->y() >= title->geometry().bottom());
    QVERIFY(line->height() >= line->heightForWidth(line->width()));
    QCOMPARE(line->textFormat(), Qt::PlainText);
    const int whole = fact.heightForWidth(240);
    fact.say(Verdict::Ok, u"Trusts ECS"_s);
    QCOMPARE(title->mark(), Mark(Verdict::Ok));
    QVERIFY(!line->isVisible());
    QTRY_VERIFY(fact.heightForWidth(240) < whole); // once it is laid out anew
}

} // namespace claviger

QTEST_MAIN(claviger::WidgetTest)
#include "widgettest.moc"

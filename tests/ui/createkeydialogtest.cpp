// SPDX-License-Identifier: Apache-2.0
// Asking what a new key is for: what may be typed and pasted, what is said before anything is sent, and the keyboard from
// the sign-in to the stored key.
#include "tests/ui/consolebench.h"
#include "ui/accesskeys/createkeydialog.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace claviger;
using namespace claviger::testing;

namespace {

QLineEdit *descriptionOf(const ConsoleBench &bench)
{
    return bench.seen<QLineEdit>(u"keyDescription"_s);
}

bool opensDialog(ConsoleBench &bench)
{
    return bench.click(u"createKey"_s) && waitFor([&] { return descriptionOf(bench) != nullptr; });
}

void paste(QLineEdit *field, const QString &text)
{
    QApplication::clipboard()->setText(text);
    field->setFocus();
    field->selectAll();
    QTest::keySequence(field, QKeySequence::Paste);
}

QString dialogTexts(const ConsoleBench &bench)
{
    QStringList texts;
    for (const QLabel *label : bench.front()->findChildren<QLabel *>())
        if (label->isVisible())
            texts.append(label->text());
    return texts.join(u'\n');
}

// Goes on with Tab until the focus is there, at most once around.
bool tabsTo(const ConsoleBench &bench, const QString &objectName)
{
    for (int steps = 0; steps < 60; ++steps) {
        const QWidget *at = bench.front()->focusWidget();
        if (at && at->objectName() == objectName)
            return true;
        QTest::keyClick(bench.front()->focusWidget() ? bench.front()->focusWidget() : bench.front(), Qt::Key_Tab);
    }
    return false;
}

bool tabsToAndTypes(const ConsoleBench &bench, const QString &objectName, const QString &text)
{
    if (!tabsTo(bench, objectName))
        return false;
    QTest::keyClicks(bench.front()->focusWidget(), text);
    return true;
}

} // namespace

class CreateKeyDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void theDialogSaysWhomAndHowMany();
    void theCounterGoesToTheLimit_data();
    void theCounterGoesToTheLimit();
    void aDescriptionMayBeEmpty();
    void whateverIsTypedArrivesUnchanged_data();
    void whateverIsTypedArrivesUnchanged();
    void pastedLineBreaksBecomeSpaces_data();
    void pastedLineBreaksBecomeSpaces();
    void aDoubleClickOpensOneDialog();
    void escapeLeavesWithoutAKey();
    void theLastSlotTakenMeanwhileIsSaidInTheDialog();
    void theKeyboardAloneGoesFromTheSignInToTheStoredKey();
};

void CreateKeyDialogTest::theDialogSaysWhomAndHowMany()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn(ConsoleBench::profile(u"viewer"_s)));
    QVERIFY(opensDialog(bench));
    QVERIFY2(dialogTexts(bench).contains(u"New access key for viewer"_s), qPrintable(dialogTexts(bench)));
    QVERIFY2(dialogTexts(bench).contains(u"1 of 2 keys in use"_s), qPrintable(dialogTexts(bench)));
    QVERIFY(waitFor([&] { return dialogTexts(bench).contains(u"The secret goes into your keychain"_s); }));
    QCOMPARE(bench.front()->focusWidget()->objectName(), u"keyDescription"_s);
    QVERIFY(bench.said().isEmpty());
    QCOMPARE(bench.creates(), 0);
}

void CreateKeyDialogTest::theCounterGoesToTheLimit_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<bool>("isAcceptable");
    QTest::newRow("none") << 0 << true;
    QTest::newRow("one") << 1 << true;
    QTest::newRow("as many as there may be") << 255 << true;
    QTest::newRow("one more") << 256 << false;
    QTest::newRow("a book") << 10'000 << false;
}

void CreateKeyDialogTest::theCounterGoesToTheLimit()
{
    QFETCH(int, length);
    QFETCH(bool, isAcceptable);
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(opensDialog(bench));
    const QString text(length, u'x');
    paste(descriptionOf(bench), text);
    QCOMPARE(descriptionOf(bench)->text().size(), length); // never cut behind the person's back
    QVERIFY2(dialogTexts(bench).contains(u"%1 of 255"_s.arg(length)), qPrintable(dialogTexts(bench).left(400)));
    QCOMPARE(bench.seen(u"confirmCreate"_s)->isEnabled(), isAcceptable);
    QCOMPARE(bench.said().contains(u"Shorten it to 255 characters; it has %1."_s.arg(length)), !isAcceptable);
    QTest::keyClick(descriptionOf(bench), Qt::Key_Return);
    if (isAcceptable) {
        QVERIFY(waitFor([&] { return bench.keysOf(u"ops-admin"_s).size() == 1; }));
        QCOMPARE(bench.keysOf(u"ops-admin"_s).front().description, text);
        return;
    }
    QVERIFY(descriptionOf(bench)); // Enter does not send it either
    QCOMPARE(bench.creates(), 0);
    QVERIFY(bench.type(u"keyDescription"_s, text.left(255)));
    QVERIFY(bench.said().isEmpty());
    QVERIFY(bench.seen(u"confirmCreate"_s)->isEnabled());
}

void CreateKeyDialogTest::aDescriptionMayBeEmpty()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(bench.create({}));
    QCOMPARE(bench.keysOf(u"ops-admin"_s).size(), std::size_t(1));
    QVERIFY(bench.keysOf(u"ops-admin"_s).front().description.isEmpty());
}

void CreateKeyDialogTest::whateverIsTypedArrivesUnchanged_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("right to left") << u"מפתח גיבוי عربي"_s;
    QTest::newRow("both ways") << u"rclone על edge-02"_s;
    QTest::newRow("emoji") << u"🔑 nightly 👩‍💻🇪🇺"_s;
    QTest::newRow("many emoji") << u"🔑"_s.repeated(127);
    QTest::newRow("markup") << u"<b>bold</b> & \"quoted\" \\ %1 %n"_s;
    QTest::newRow("combining") << u"Gro\u0308\u00dfe \u4e2d\u6587"_s;
}

void CreateKeyDialogTest::whateverIsTypedArrivesUnchanged()
{
    QFETCH(QString, words);
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(opensDialog(bench));
    paste(descriptionOf(bench), words);
    QVERIFY2(bench.said().isEmpty(), qPrintable(bench.said()));
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"issuedAccess"_s) && !bench.console->accessKeys().issuance().isBusy(); }));
    QCOMPARE(bench.keysOf(u"ops-admin"_s).front().description, words);
    const QLabel *shown = nullptr; // and is shown as what it is, not as markup
    for (const QLabel *label : bench.window->findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(words))
            shown = label;
    QVERIFY(shown);
    QCOMPARE(shown->textFormat(), Qt::PlainText);
}

void CreateKeyDialogTest::pastedLineBreaksBecomeSpaces_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("words");
    QTest::newRow("two lines") << u"rclone\non edge-02"_s << u"rclone on edge-02"_s;
    QTest::newRow("Windows") << u"rclone\r\non edge-02"_s << u"rclone on edge-02"_s;
    QTest::newRow("a cell of a table") << u"rclone\ton edge-02\n"_s << u"rclone on edge-02 "_s;
    QTest::newRow("separators") << u"rclone\u2028on\u2029edge-02"_s << u"rclone on edge-02"_s;
    QTest::newRow("only breaks") << u"\n\n"_s << u" "_s;
}

void CreateKeyDialogTest::pastedLineBreaksBecomeSpaces()
{
    QFETCH(QString, pasted);
    QFETCH(QString, words);
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(opensDialog(bench));
    paste(descriptionOf(bench), pasted);
    QCOMPARE(descriptionOf(bench)->text(), words);
    QVERIFY2(bench.said().isEmpty(), qPrintable(bench.said()));
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(waitFor([&] { return bench.keysOf(u"ops-admin"_s).size() == 1; }));
    QCOMPARE(bench.keysOf(u"ops-admin"_s).front().description, words);
}

void CreateKeyDialogTest::aDoubleClickOpensOneDialog()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QWidget *create = bench.seen(u"createKey"_s);
    QTest::mouseClick(create, Qt::LeftButton);
    QTest::mouseDClick(create, Qt::LeftButton);
    QVERIFY(waitFor([&] { return descriptionOf(bench) != nullptr; }));
    QCOMPARE(bench.window->findChildren<CreateKeyDialog *>().size(), 1);
    QTest::mouseClick(bench.seen(u"confirmCreate"_s), Qt::LeftButton);
    QVERIFY(waitFor([&] { return bench.creates() == 1 && !bench.console->accessKeys().issuance().isBusy(); }));
    QCOMPARE(bench.keysOf(u"ops-admin"_s).size(), std::size_t(1));
}

void CreateKeyDialogTest::escapeLeavesWithoutAKey()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(opensDialog(bench));
    QVERIFY(bench.type(u"keyDescription"_s, u"not this time"_s));
    QVERIFY(bench.press(Qt::Key_Escape));
    QVERIFY(waitFor([&] { return !bench.seen(u"createKeyDialog"_s); }));
    QCOMPARE(bench.creates(), 0);
    QCOMPARE(bench.console->accessKeys().issuance().state(), Issuance::Idle);
    QVERIFY(opensDialog(bench)); // and it can be opened again
    QVERIFY(descriptionOf(bench)->text().isEmpty());
}

// Another window, or a colleague, took it while the dialog was open.
void CreateKeyDialogTest::theLastSlotTakenMeanwhileIsSaidInTheDialog()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn(ConsoleBench::profile(u"viewer"_s)));
    QVERIFY(opensDialog(bench));
    QVERIFY(bench.type(u"keyDescription"_s, u"typed with care"_s));
    bench.cloud->withWorld([](sim::World &world) {
        world.add(sim::AccessKey{.userId = world.user(u"viewer"_s, world.account(benchAccount)->id)->id, .created = world.now()});
    });
    bench.console->accessKeys().refresh();
    QVERIFY(waitFor([&] { return dialogTexts(bench).contains(u"2 of 2 keys in use"_s); }));
    QVERIFY(!bench.seen(u"confirmCreate"_s)->isEnabled());
    QVERIFY2(bench.said().contains(u"holds two keys"_s), qPrintable(bench.said()));
    QCOMPARE(descriptionOf(bench)->text(), u"typed with care"_s);
    QTest::keyClick(descriptionOf(bench), Qt::Key_Return);
    QCOMPARE(bench.creates(), 0);
}

void CreateKeyDialogTest::theKeyboardAloneGoesFromTheSignInToTheStoredKey()
{
    ConsoleBench bench;
    QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
    QVERIFY(tabsTo(bench, u"cloudChoice"_s));
    QTest::keyClick(bench.front()->focusWidget(), Qt::Key_End); // "Other addresses" is the last
    QVERIFY(tabsToAndTypes(bench, u"identityEndpoint"_s, u"https://iam.simulated.invalid"_s));
    QVERIFY(tabsToAndTypes(bench, u"account"_s, benchAccount));
    QVERIFY(tabsToAndTypes(bench, u"userName"_s, u"ops-admin"_s));
    QVERIFY(tabsToAndTypes(bench, u"password"_s, benchPassword));
    QVERIFY(bench.press(Qt::Key_Return));
    const AccessKeyBoard &keys = bench.console->accessKeys();
    QVERIFY2(waitFor([&] { return keys.state() == AccessKeyBoard::Ready && keys.readAt(); }), qPrintable(bench.said()));

    QVERIFY(tabsTo(bench, u"createKey"_s));
    QVERIFY(bench.press(Qt::Key_Return));
    QVERIFY(waitFor([&] { return descriptionOf(bench) != nullptr; }));
    QTest::keyClicks(bench.front()->focusWidget(), u"by keyboard"_s);
    QVERIFY(bench.press(Qt::Key_Return));
    const Issuance &issuance = bench.console->accessKeys().issuance();
    QVERIFY(waitFor([&] { return issuance.state() == Issuance::Issued && !issuance.isBusy(); }));
    QCOMPARE(issuance.issued()->kind, IssuedKey::Stored);
    QCOMPARE(bench.keysOf(u"ops-admin"_s).front().description, u"by keyboard"_s);

    QVERIFY(waitFor([&] { return bench.front()->focusWidget() && bench.front()->focusWidget()->isVisible(); }));
    QCOMPARE(bench.front()->focusWidget()->objectName(), u"closeIssued"_s); // the safe button has the focus
    QVERIFY(tabsTo(bench, u"revealSecret"_s));
    QVERIFY(bench.press(Qt::Key_Return));
    QVERIFY(bench.seen<QPushButton>(u"revealSecret"_s)->text().contains(u"20"_s));
    QVERIFY(bench.press(Qt::Key_Escape));
    QVERIFY(waitFor([&] { return bench.seen(u"keyTable"_s); }));
    QVERIFY(waitFor([&] { return bench.front()->focusWidget() && bench.front()->focusWidget()->isVisible(); }));
    QCOMPARE(issuance.state(), Issuance::Idle);
    QCOMPARE(bench.creates(), 1);
}

QTEST_MAIN(CreateKeyDialogTest)

#include "createkeydialogtest.moc"

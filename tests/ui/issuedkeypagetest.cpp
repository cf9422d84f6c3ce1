// SPDX-License-Identifier: Apache-2.0
// Creating an access key through the pages: nothing twice, nothing lost, nothing shown that should not be.
#include "tests/ui/issuebench.h"
#include "ui/accesskeys/issuedkeypage.h"
#include "ui/translation.h"
#include "ui/widgets/secrettext.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScopeGuard>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace claviger;
using namespace claviger::testing;

class IssuedKeyPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void aCreatedKeyIsStoredAndShownMasked();
    void aDoubleClickMakesOneKey();
    void enterTwiceMakesOneKey();
    void theStepsAreShownWhileItRuns();
    void aRevealedSecretIsShownWhole_data();
    void aRevealedSecretIsShownWhole();
    void aRevealedSecretHidesItselfAfterTwentySeconds();
    void aCopiedSecretIsMarkedAndLeavesTheClipboard();
    void escapeClosesOnlyAfterTheSecretIsStored();
    void aKeychainThatRefusesBeforeKeepsTheRequestBack();
    void memoryOnlyIsAChoiceThatWorks();
    void aSecretThatCouldNotBeStoredKeepsTheWindowOpen();
    void aKeychainThatRecoversTakesTheSecret();
    void theSecretCanBeSavedToAFileOfOnesOwn();
    void sayingThatItIsSafeLetsThePageClose_data();
    void sayingThatItIsSafeLetsThePageClose();
    void leavingASecretThatNobodySawIsAskedAbout();
    void whatWasSeenOfTheLastSecretDoesNotCountForTheNext();
    void aFailedSaveIsNoLongerSaidAfterAGoodOne();
    void aFileIsNamedWhateverElseBecameOfTheSecret_data();
    void aFileIsNamedWhateverElseBecameOfTheSecret();
    void theWarningStaysWhenSomethingElseFails();
    void aSecretAtRiskOutlivesTheSignOut();
    void aKeyThatIsNotWantedCanBeDeletedAgain_data();
    void aKeyThatIsNotWantedCanBeDeletedAgain();
    void aDeletionThatNobodyConfirmedIsNoRefusal();
    void aFullUserIsSaid();
    void theWindowStaysOpenWhileTheCallRuns();
    void signingOutClosesThePageOfTheKey();
    void aDescriptionFromRightToLeftArrivesUnchanged();
    void aRefusedDescriptionIsOfferedAgain();
    void twoWindowsOnOneJournalCreateAtOnce();
};

void IssuedKeyPageTest::aCreatedKeyIsStoredAndShownMasked()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(bench.create());
    QCOMPARE(issuanceOf(bench).state(), Issuance::Issued);
    const auto keys = bench.keysOf(u"ops-admin"_s);
    QCOMPARE(keys.size(), std::size_t(1));
    QCOMPARE(bench.seen<QLineEdit>(u"issuedAccess"_s)->text(), keys.front().access);
    QVERIFY(bench.seen(u"issuedSecret"_s));
    QCOMPARE(bench.said(), QString()); // a good end is no message
    const QString place = vaultKey(bench.console->signIn().facts().accountId, keys.front().access);
    QVERIFY(bench.keychain->mood().written.contains(place));
    const QString readable = bench.everythingReadable();
    QVERIFY(readable.contains(keys.front().access));
    QVERIFY(!readable.contains(keys.front().secret));
    QVERIFY(!readable.contains(keys.front().secret.left(12)));
    QVERIFY(!bench.seen(u"storeAgain"_s));
    QVERIFY(bench.click(u"closeIssued"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"keyTable"_s); }));
    QVERIFY(bench.window->close());
}

void IssuedKeyPageTest::aDoubleClickMakesOneKey()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(opensCreateDialog(bench, u"twice"_s));
    QWidget *confirm = bench.seen(u"confirmCreate"_s);
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTest::mouseDClick(confirm, Qt::LeftButton); // before the dialog is gone
    QVERIFY(isThrough(bench));
    QCOMPARE(bench.creates(), 1);
    QCOMPARE(bench.keysOf(u"ops-admin"_s).size(), std::size_t(1));
}

void IssuedKeyPageTest::enterTwiceMakesOneKey()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(opensCreateDialog(bench, u"twice"_s));
    QWidget *field = bench.seen(u"keyDescription"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(isThrough(bench));
    QCOMPARE(bench.creates(), 1);
}

void IssuedKeyPageTest::theStepsAreShownWhileItRuns()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    std::vector<IssueStage> stages;
    QStringList progress;
    connect(&issuanceOf(bench), &Issuance::changed, this, [&] {
        if (issuanceOf(bench).state() != Issuance::Running)
            return;
        stages.push_back(issuanceOf(bench).stage());
        QTimer::singleShot(0, this, [&] {
            if (bench.seen(u"busy"_s))
                progress.append(statusNotice(bench));
        });
    });
    QVERIFY(bench.create());
    for (const IssueStage stage : {IssueStage::TryingKeychain, IssueStage::ReadingKeys, IssueStage::Creating, IssueStage::Storing,
                                   IssueStage::Comparing, IssueStage::Journalling})
        QVERIFY2(std::find(stages.begin(), stages.end(), stage) != stages.end(), qPrintable(QString::number(int(stage))));
    QVERIFY(progress.join(u'\n').contains(u"Creating the key"_s));
    QVERIFY(!bench.seen(u"busy"_s));
}

void IssuedKeyPageTest::aRevealedSecretIsShownWhole_data()
{
    QTest::addColumn<double>("points");
    QTest::addColumn<Language>("language");
    QTest::addColumn<int>("width");
    for (const double points : {10.0, 12.0, 14.0})
        for (const Language language : {Language::English, Language::German})
            for (const int width : {1000, 1280})
                QTest::addRow("%g pt, %s, %d px", points, language == Language::German ? "German" : "English", width)
                    << points << language << width;
}

void IssuedKeyPageTest::aRevealedSecretIsShownWhole()
{
    QFETCH(const double, points);
    QFETCH(const Language, language);
    QFETCH(const int, width);
    const Translation translation(language);
    const QFont usual = QApplication::font();
    const auto putBack = qScopeGuard([usual] { QApplication::setFont(usual); });
    QFont font = usual;
    font.setPointSizeF(points);
    QApplication::setFont(font);
    ConsoleBench bench;
    bench.window->resize(width, 820);
    QVERIFY(bench.signIn());
    QVERIFY(bench.create());
    QVERIFY(bench.click(u"revealSecret"_s));
    auto *shown = bench.seen<SecretText>(u"issuedSecret"_s);
    QVERIFY(shown && shown->isRevealed());
    // The layout comes through the event loop.
    QVERIFY2(waitFor([&] { return shown->height() >= shown->heightForWidth(shown->width()); }), "its lines have the height they need");
    const auto placeOf = [&](const QWidget *widget) { return QRect(widget->mapTo(bench.window.get(), QPoint()), widget->size()); };
    for (const QString &button : {u"copySecret"_s, u"revealSecret"_s}) {
        QVERIFY2(!placeOf(shown).intersects(placeOf(bench.seen(button))), qPrintable(button));
        QVERIFY(bench.seen(button)->width() >= bench.seen(button)->sizeHint().width());
    }
    const QWidget *access = bench.seen(u"issuedAccess"_s);
    QVERIFY(access->width() >= access->fontMetrics().horizontalAdvance(bench.seen<QLineEdit>(u"issuedAccess"_s)->text()) + 10);
    QVERIFY(shown->parentWidget()->rect().contains(shown->geometry()));
    // Every character is on the screen: another one in its place makes another picture.
    const QString secret = shown->secret().reveal();
    const QImage before = shown->grab().toImage();
    for (int i = 0; i < secret.size(); ++i) {
        QString other = secret;
        other[i] = secret[i] == u'W' ? u'i' : u'W';
        shown->setSecret(Secret::fromText(other));
        QVERIFY2(shown->grab().toImage() != before, qPrintable(QString::number(i)));
    }
    if (const QString folder = qEnvironmentVariable("CLAVIGER_SHEET"); !folder.isEmpty())
        QVERIFY(bench.window->grab().save(u"%1/issued-%2.png"_s.arg(folder, QString::fromUtf8(QTest::currentDataTag()).simplified().replace(u' ', u'-'))));
}

void IssuedKeyPageTest::aRevealedSecretHidesItselfAfterTwentySeconds()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(bench.create());
    QVERIFY(bench.click(u"revealSecret"_s));
    auto *button = bench.seen<QPushButton>(u"revealSecret"_s);
    QVERIFY2(button->text().contains(u"20"_s), qPrintable(button->text()));
    bench.clock->advance(19s);
    QVERIFY(waitFor([&] { return button->text().contains(u" 1 "_s); }));
    bench.console->accessKeys().refresh(); // what goes on around it does not hide it early
    QVERIFY(waitFor([&] { return bench.console->accessKeys().state() == AccessKeyBoard::Ready; }));
    QVERIFY(button->text().contains(u" 1 "_s));
    bench.clock->advance(1s);
    QVERIFY(waitFor([&] { return button->text() == u"Reveal"_s; }));
    const QString secret = bench.keysOf(u"ops-admin"_s).front().secret;
    QVERIFY(!bench.everythingReadable().contains(secret));
}

void IssuedKeyPageTest::aCopiedSecretIsMarkedAndLeavesTheClipboard()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(bench.create());
    const QString secret = bench.keysOf(u"ops-admin"_s).front().secret;
    QVERIFY(bench.click(u"copySecret"_s));
    const QClipboard *clipboard = QApplication::clipboard();
    QVERIFY(clipboard->text() == secret);
    QCOMPARE(clipboard->mimeData()->data(u"x-kde-passwordManagerHint"_s), QByteArray("secret"));
    QVERIFY(statusNotice(bench).contains(u"leaves the clipboard in 30 s"_s));
    QVERIFY(!bench.everythingReadable().contains(secret));
    bench.clock->advance(30s);
    QVERIFY(waitFor([&] { return clipboard->text().isEmpty(); }));
    QVERIFY(!statusNotice(bench).contains(u"leaves the clipboard"_s));
}

void IssuedKeyPageTest::escapeClosesOnlyAfterTheSecretIsStored()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesSecrets = Fault::StoreLocked;
    QVERIFY(bench.create());
    QVERIFY(bench.press(Qt::Key_Escape));
    QVERIFY(bench.seen(u"issuedSecret"_s));
    QVERIFY(issuanceOf(bench).isSecretAtRisk());
    bench.keychain->mood().refusesSecrets.reset();
    QVERIFY(bench.click(u"storeAgain"_s));
    QVERIFY(waitFor([&] { return !issuanceOf(bench).isSecretAtRisk() && !issuanceOf(bench).isBusy(); }));
    QVERIFY(bench.press(Qt::Key_Escape));
    QVERIFY(waitFor([&] { return bench.seen(u"keyTable"_s); }));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Idle);
}

void IssuedKeyPageTest::aKeychainThatRefusesBeforeKeepsTheRequestBack()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesAll = Fault::StoreLocked;
    QVERIFY(bench.create());
    QCOMPARE(issuanceOf(bench).state(), Issuance::Refused);
    QCOMPARE(bench.creates(), 0);
    QVERIFY2(bench.said().contains(u"keychain is locked"_s), qPrintable(bench.said()));
    QVERIFY(bench.seen(u"tryAgain"_s));
    QVERIFY(bench.window->close()); // nothing is at risk
}

void IssuedKeyPageTest::memoryOnlyIsAChoiceThatWorks()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesAll = Fault::StoreAbsent;
    QVERIFY(bench.create(u"from the laptop"_s));
    QVERIFY(bench.click(u"memoryOnly"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"keyDescription"_s); }));
    QCOMPARE(bench.seen<QLineEdit>(u"keyDescription"_s)->text(), u"from the laptop"_s);
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(isThrough(bench));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Issued);
    QCOMPARE(bench.creates(), 1);
    QVERIFY2(bench.said().contains(u"memory only"_s), qPrintable(bench.said()));
    QVERIFY(bench.keychain->mood().written.isEmpty()); // never behind the person's back
    QVERIFY(bench.seen(u"copySecret"_s)->isEnabled());
    QVERIFY(statusNotice(bench).contains(u"memory only"_s, Qt::CaseInsensitive));
    // Nobody who reads it later looks for an entry that was never there.
    bench.console->activity().refresh();
    const auto recorded = [&bench] {
        const std::vector<JournalRecord> &records = bench.console->activity().model().records();
        return records.empty() || !records.front().outcome ? QString() : records.front().outcome->detail;
    };
    QVERIFY(waitFor([&] { return !recorded().isEmpty(); }));
    QCOMPARE(recorded(), u"secret kept in memory only"_s);
    QVERIFY(!bench.everythingReadable().contains(u"Stored and read back"_s));
}

void IssuedKeyPageTest::aSecretThatCouldNotBeStoredKeepsTheWindowOpen()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesSecrets = Fault::StoreRefused;
    QVERIFY(bench.create());
    QVERIFY(issuanceOf(bench).isSecretAtRisk());
    QVERIFY2(bench.said().contains(u"on this page only"_s), qPrintable(bench.said()));
    for (const QString &name : {u"storeAgain"_s, u"saveSecret"_s, u"deleteIssued"_s, u"copySecret"_s, u"revealSecret"_s})
        QVERIFY2(bench.seen(name) && bench.seen(name)->isEnabled(), qPrintable(name));
    QVERIFY(bench.window->openPage(u"activity"_s));
    QVERIFY(!bench.window->close());
    QVERIFY(bench.window->isVisible());
    QVERIFY(bench.seen(u"issuedSecret"_s)); // brought back to where something can be done
    QVERIFY2(statusNotice(bench).contains(u"Put the secret somewhere safe"_s), qPrintable(statusNotice(bench)));

    QVERIFY(bench.click(u"storeAgain"_s)); // still refuses: said again, nothing lost
    QVERIFY(waitFor([&] { return !issuanceOf(bench).isBusy(); }));
    QVERIFY(issuanceOf(bench).isSecretAtRisk());
    QVERIFY(!bench.window->close());
    QVERIFY2(bench.said().contains(u"on this page only"_s), qPrintable(bench.said()));
}

void IssuedKeyPageTest::aKeychainThatRecoversTakesTheSecret()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesSecrets = Fault::StoreSilent;
    QVERIFY(bench.create());
    QVERIFY(!bench.window->close());
    bench.keychain->mood().refusesSecrets.reset();
    QVERIFY(bench.click(u"storeAgain"_s));
    QVERIFY(waitFor([&] { return issuanceOf(bench).issued()->kind == IssuedKey::Stored && !issuanceOf(bench).isBusy(); }));
    QVERIFY(!bench.seen(u"storeAgain"_s));
    QVERIFY(!statusNotice(bench).contains(u"Put the secret somewhere safe"_s)); // the remark has done its work
    QVERIFY(bench.window->close());
    QCOMPARE(bench.creates(), 1);
}

void IssuedKeyPageTest::theSecretCanBeSavedToAFileOfOnesOwn()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesSecrets = Fault::StoreLocked;
    QVERIFY(bench.create());
    const QString folder = bench.folder.filePath(u"safe"_s);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QVERIFY(bench.click(u"saveSecret"_s));
    QFileDialog *dialog = nullptr;
    QVERIFY(waitFor([&] { return (dialog = bench.window->findChild<QFileDialog *>()) && dialog->isVisible(); }));
    const QString path = folder + u"/credentials.csv"_s;
    Q_EMIT dialog->fileSelected(path); // the desktop's own dialog is not ours to test
    dialog->reject();
    QVERIFY(waitFor([&] { return QFile::exists(path); }));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    const sim::AccessKey key = bench.keysOf(u"ops-admin"_s).front();
    QVERIFY(content.contains(key.access.toUtf8()) && content.contains(key.secret.toUtf8()));
    const auto forOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(file.permissions() & forOthers));
    QVERIFY2(bench.said().contains(path), qPrintable(bench.said()));
    QVERIFY(bench.window->close()); // it has a home now
}

void IssuedKeyPageTest::sayingThatItIsSafeLetsThePageClose_data()
{
    QTest::addColumn<QString>("button");
    QTest::newRow("after copying it") << u"copySecret"_s;
    QTest::newRow("after revealing it") << u"revealSecret"_s;
}

void IssuedKeyPageTest::sayingThatItIsSafeLetsThePageClose()
{
    QFETCH(const QString, button);
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesSecrets = Fault::StoreLocked;
    QVERIFY(bench.create());
    QVERIFY2(bench.seen<QPushButton>(u"closeIssued"_s)->text().contains(u"somewhere safe"_s), "the button says what it means");
    QVERIFY(bench.click(button));
    QVERIFY(bench.click(u"closeIssued"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"keyTable"_s); }));
    QVERIFY(!bench.seen(u"confirmLeave"_s));
}

void IssuedKeyPageTest::leavingASecretThatNobodySawIsAskedAbout()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesSecrets = Fault::StoreLocked;
    QVERIFY(bench.create());
    const QString secret = bench.keysOf(u"ops-admin"_s).front().secret;
    QVERIFY(!bench.seen(u"backToKeys"_s)->isEnabled()); // no second way out that says nothing
    QVERIFY(bench.click(u"closeIssued"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"confirmLeave"_s); }));
    QCOMPARE(bench.front()->focusWidget()->objectName(), u"cancel"_s); // the safe button has the focus
    const QString words = statusNotice(bench);
    QVERIFY2(words.contains(u"cannot be shown again"_s) && words.contains(u"Save it to a file"_s), qPrintable(words));
    QVERIFY(bench.press(Qt::Key_Return)); // by mistake: the safe button
    QVERIFY(waitFor([&] { return !bench.seen(u"confirmLeave"_s); }));
    QVERIFY(issuanceOf(bench).isSecretAtRisk());
    QVERIFY(issuanceOf(bench).issued()->key.secret.reveal() == secret);
    QVERIFY(!bench.window->close());

    QVERIFY(bench.click(u"closeIssued"_s));
    QVERIFY(bench.click(u"confirmLeave"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"keyTable"_s); }));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Idle);
    QVERIFY(bench.window->close());
}

void IssuedKeyPageTest::whatWasSeenOfTheLastSecretDoesNotCountForTheNext()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesSecrets = Fault::StoreLocked;
    QVERIFY(bench.create());
    QVERIFY(bench.click(u"copySecret"_s));
    QVERIFY(bench.click(u"closeIssued"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"keyTable"_s); }));
    QVERIFY(bench.create());
    QVERIFY(issuanceOf(bench).isSecretAtRisk());
    QVERIFY(bench.click(u"closeIssued"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"confirmLeave"_s); }));
}

void IssuedKeyPageTest::aFailedSaveIsNoLongerSaidAfterAGoodOne()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(bench.create());
    QVERIFY(!issuanceOf(bench).saveTo(bench.folder.filePath(u"missing/k.csv"_s)));
    QVERIFY2(bench.said().contains(u"could not be saved to the file"_s), qPrintable(bench.said()));
    QVERIFY(issuanceOf(bench).saveTo(bench.folder.filePath(u"k.csv"_s)));
    QVERIFY2(bench.said().isEmpty(), qPrintable(bench.said()));
    QVERIFY(statusNotice(bench).contains(u"stored in your keychain"_s));
}

void IssuedKeyPageTest::aFileIsNamedWhateverElseBecameOfTheSecret_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"stored", "not stored", "in memory"})
        QTest::newRow(kind) << QString::fromUtf8(kind);
}

void IssuedKeyPageTest::aFileIsNamedWhateverElseBecameOfTheSecret()
{
    QFETCH(const QString, kind);
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    if (kind == "not stored"_L1)
        bench.keychain->mood().refusesSecrets = Fault::StoreLocked;
    if (kind == "in memory"_L1)
        bench.console->vault().useMemoryOnly();
    QVERIFY(bench.create());
    const QString path = bench.folder.filePath(u"k.csv"_s);
    QVERIFY(!statusNotice(bench).contains(path));
    QVERIFY(issuanceOf(bench).saveTo(path));
    QVERIFY2(statusNotice(bench).contains(path), qPrintable(statusNotice(bench)));
    QVERIFY(bench.window->close());
}

void IssuedKeyPageTest::theWarningStaysWhenSomethingElseFails()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesSecrets = Fault::StoreLocked;
    QVERIFY(bench.create());
    QVERIFY(!issuanceOf(bench).saveTo(bench.folder.filePath(u"missing/k.csv"_s)));
    QVERIFY2(bench.said().contains(u"on this page only"_s), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains(u"could not be saved to the file"_s), qPrintable(bench.said()));
    bench.cloud->failNext(403, {}, {.method = "DELETE"});
    issuanceOf(bench).deleteIssued();
    QVERIFY(waitFor([&] { return bench.said().contains(u"The key was not deleted"_s); }));
    QVERIFY2(bench.said().contains(u"on this page only"_s), qPrintable(bench.said()));
    QVERIFY2(bench.said().contains(u"Security Administrator"_s), qPrintable(bench.said())); // what to do about it
}

void IssuedKeyPageTest::aSecretAtRiskOutlivesTheSignOut()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesSecrets = Fault::StoreLocked;
    QVERIFY(bench.create());
    const QString place = vaultKey(bench.console->signIn().facts().accountId, bench.keysOf(u"ops-admin"_s).front().access);
    bench.console->accessKeys().close();
    QVERIFY(issuanceOf(bench).isSecretAtRisk());
    QVERIFY2(statusNotice(bench).contains(benchAccount), qPrintable(statusNotice(bench))); // whose key it is
    bench.keychain->mood().refusesSecrets.reset();
    issuanceOf(bench).storeAgain();
    QVERIFY(waitFor([&] { return issuanceOf(bench).issued()->kind == IssuedKey::Stored && !issuanceOf(bench).isBusy(); }));
    QVERIFY(bench.keychain->mood().written.contains(place));
    QVERIFY(statusNotice(bench).contains(place)); // and where its secret is
}

void IssuedKeyPageTest::aKeyThatIsNotWantedCanBeDeletedAgain_data()
{
    QTest::addColumn<bool>("isOpenAgain");
    QTest::newRow("with its entry") << true;
    QTest::newRow("the entry stays") << false;
}

void IssuedKeyPageTest::aKeyThatIsNotWantedCanBeDeletedAgain()
{
    QFETCH(const bool, isOpenAgain);
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.keychain->mood().refusesSecrets = Fault::StoreLocked;
    QVERIFY(bench.create());
    const QString access = bench.keysOf(u"ops-admin"_s).front().access;
    if (isOpenAgain)
        bench.keychain->mood().refusesSecrets.reset();
    QVERIFY(bench.click(u"deleteIssued"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"confirmDelete"_s); }));
    QCOMPARE(bench.front()->focusWidget()->objectName(), u"cancel"_s); // the safe button has the focus
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return issuanceOf(bench).state() == Issuance::Deleted; }));
    QVERIFY(bench.keysOf(u"ops-admin"_s).empty());
    QCOMPARE(bench.cloud->count("DELETE", "/v3.0/OS-CREDENTIAL/credentials/*"), 1);
    const QString said = bench.said();
    if (isOpenAgain) {
        QVERIFY2(said.contains(u"No secret of it is stored here"_s), qPrintable(said));
    } else {
        QVERIFY2(said.contains(access + u" is deleted, but its secret is still in the keychain"_s), qPrintable(said));
        QVERIFY2(said.contains(u"Remove the entry"_s), qPrintable(said));
        QVERIFY2(!said.contains(u"No secret of it"_s), qPrintable(said));
    }
    QVERIFY(bench.window->close());
}

void IssuedKeyPageTest::aDeletionThatNobodyConfirmedIsNoRefusal()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(bench.create());
    bench.failNext(SimulatedNetwork::LineFault::CloseAfterCommit, {.method = "DELETE", .path = "/v3.0/OS-CREDENTIAL/credentials/*"});
    bench.cloud->failNext({.status = 403, .matching = keyList, .times = 100});
    issuanceOf(bench).deleteIssued();
    QVERIFY(bench.waitPassing([&] { return !issuanceOf(bench).isBusy(); }));
    QCOMPARE(issuanceOf(bench).error()->fault, Fault::Unconfirmed);
    QVERIFY2(bench.said().contains(u"Whether the key was deleted is not known"_s), qPrintable(bench.said()));
    QVERIFY2(!bench.said().contains(u"not deleted"_s), qPrintable(bench.said()));
}

void IssuedKeyPageTest::aFullUserIsSaid()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    const QString id = bench.console->signIn().facts().userId;
    QVERIFY(opensCreateDialog(bench, u"third"_s));
    bench.cloud->withWorld([&](sim::World &world) { // somebody else is faster
        world.add(sim::AccessKey{.userId = id, .created = world.now()});
        world.add(sim::AccessKey{.userId = id, .created = world.now()});
    });
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(isThroughWithWaits(bench));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Refused);
    QVERIFY2(bench.said().contains(u"two access keys"_s), qPrintable(bench.said()));
}

void IssuedKeyPageTest::theWindowStaysOpenWhileTheCallRuns()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswerAfterCommit, createPost);
    QVERIFY(opensCreateDialog(bench, u"nightly load"_s));
    QVERIFY(bench.click(u"confirmCreate"_s));
    QVERIFY(waitFor([&] { return bench.creates() == 1; }));
    QVERIFY(!bench.window->close());
    QVERIFY(bench.window->isVisible());
    QVERIFY(statusNotice(bench).contains(u"A change is under way"_s));
    QVERIFY(bench.press(Qt::Key_Escape));
    QVERIFY(issuanceOf(bench).isBusy());
    QVERIFY(bench.click(u"cancel"_s)); // stops the wait, not the finding out
    QVERIFY(isThroughWithWaits(bench));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Issued);
    QVERIFY(bench.seen(u"orphanDelete"_s));
    QVERIFY(!statusNotice(bench).contains(u"A change is under way"_s));
    QVERIFY(bench.window->close());
}

void IssuedKeyPageTest::signingOutClosesThePageOfTheKey()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(bench.create());
    const sim::AccessKey key = bench.keysOf(u"ops-admin"_s).front();
    bench.console->signIn().signOut();
    QVERIFY(waitFor([&] { return bench.seen(u"userName"_s); }));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Idle);
    const QString readable = bench.everythingReadable();
    QVERIFY(!readable.contains(key.access));
    QVERIFY(!readable.contains(key.secret));
    QVERIFY(bench.signIn(ConsoleBench::profile(u"viewer"_s)));
    QVERIFY(bench.seen(u"keyTable"_s));
    QVERIFY(!bench.seen(u"issuedAccess"_s));
}

void IssuedKeyPageTest::aDescriptionFromRightToLeftArrivesUnchanged()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    const QString words = u"מפתח גיבוי 中文 عربي"_s;
    QVERIFY(bench.create(words));
    QCOMPARE(bench.keysOf(u"ops-admin"_s).front().description, words);
    QVERIFY(bench.everythingReadable().contains(words));
}

void IssuedKeyPageTest::aRefusedDescriptionIsOfferedAgain()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.cloud->failNext(403, {}, createPost);
    QVERIFY(bench.create(u"typed with care"_s));
    QCOMPARE(issuanceOf(bench).state(), Issuance::Refused);
    QVERIFY(bench.click(u"tryAgain"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"keyDescription"_s); }));
    QCOMPARE(bench.seen<QLineEdit>(u"keyDescription"_s)->text(), u"typed with care"_s);
}

void IssuedKeyPageTest::twoWindowsOnOneJournalCreateAtOnce()
{
    const QTemporaryDir shared;
    const auto cloud = std::make_shared<SimulatedCloud>();
    const BenchSetup setup{.dataFolder = shared.filePath(u"data"_s), .configFolder = shared.filePath(u"config"_s), .cloud = cloud};
    ConsoleBench one(setup);
    ConsoleBench other(setup);
    QVERIFY(one.signIn());
    QVERIFY(other.signIn(ConsoleBench::profile(u"svc-reporting"_s)));
    one.console->accessKeys().create(u"one"_s);
    other.console->accessKeys().create(u"other"_s);
    QVERIFY(isThroughWithWaits(one));
    QVERIFY(isThroughWithWaits(other));
    QCOMPARE(issuanceOf(one).state(), Issuance::Issued);
    QCOMPARE(issuanceOf(other).state(), Issuance::Issued);
    QVERIFY(!issuanceOf(one).issued()->journalError);
    QVERIFY(!issuanceOf(other).issued()->journalError);
    one.console->activity().refresh();
    QVERIFY(waitFor([&] { return one.console->activity().model().rowCount() == 2; }));
    QVERIFY(!one.console->activity().brokenAt());
    QCOMPARE(one.console->activity().orphans(), 0);
}

QTEST_MAIN(IssuedKeyPageTest)

#include "issuedkeypagetest.moc"

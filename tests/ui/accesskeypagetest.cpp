// SPDX-License-Identifier: Apache-2.0
// The page of the access keys: whose keys, how many more, what is said when they cannot be read, and deleting one.
#include "app/accesskeys/accesskeymodel.h"
#include "tests/ui/consolebench.h"
#include "ui/accesskeys/keydetails.h"
#include "ui/translation.h"
#include "ui/widgets/datatable.h"

#include <QComboBox>
#include <QCompleter>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace claviger;
using namespace claviger::testing;

namespace {

constexpr char credentials[] = "/v3.0/OS-CREDENTIAL/credentials";
const CallFilter keyList{.method = "GET", .path = credentials};

enum class Trouble { Forbidden, ServerFailure, Offline, StrangePage, HugeAnswer };

// The next reading of the keys fails, with all the repeats that it makes by itself.
void breakNextReading(ConsoleBench &bench, Trouble trouble)
{
    switch (trouble) {
    case Trouble::Forbidden:
        return bench.cloud->failNext(403, {}, keyList);
    case Trouble::ServerFailure:
        return bench.cloud->failNext(500, {}, keyList);
    case Trouble::Offline:
        for (int i = 0; i < 4; ++i)
            bench.failNext(SimulatedNetwork::LineFault::RefuseConnection, keyList);
        return;
    case Trouble::StrangePage:
        return bench.cloud->failNext(200, "<html><body>Welcome to the guest network</body></html>", keyList);
    case Trouble::HugeAnswer:
        return bench.cloud->failNext(200, R"({"credentials":[],"padding":")" + QByteArray(3'000'000, 'x') + R"("})", keyList);
    }
}

QLineEdit *userField(const ConsoleBench &bench)
{
    return bench.seen<QComboBox>(u"keyUser"_s)->lineEdit();
}

// Chooses as a person does: types the whole name, then Enter.
bool chooses(ConsoleBench &bench, const QString &user)
{
    auto *choice = bench.seen<QComboBox>(u"keyUser"_s);
    if (!choice || !waitFor([&] { return choice->findText(user) >= 0; }))
        return false;
    userField(bench)->setFocus();
    userField(bench)->selectAll();
    QTest::keyClicks(userField(bench), user);
    QTest::keyClick(userField(bench), Qt::Key_Return);
    const AccessKeyBoard &keys = bench.console->accessKeys();
    return waitFor([&] { return keys.user().name == user && keys.state() == AccessKeyBoard::Ready && keys.readAt(); });
}

void addUsers(ConsoleBench &bench, int count)
{
    bench.cloud->withWorld([count](sim::World &world) {
        const QString account = world.account(benchAccount)->id;
        for (int i = 0; i < count; ++i)
            world.add(sim::User{.name = u"svc-%1-load"_s.arg(i, 4, 10, QLatin1Char('0')), .accountId = account});
    });
}

// More than the limit of today: an account may have older keys, and the table must scroll.
void addKeys(ConsoleBench &bench, const QString &user, int count)
{
    bench.cloud->withWorld([&](sim::World &world) {
        const QString id = world.user(user, world.account(benchAccount)->id)->id;
        for (int i = 0; i < count; ++i)
            world.add(sim::AccessKey{.userId = id, .description = u"key %1"_s.arg(i), .created = world.now() - 24h * i});
    });
}

bool refreshes(ConsoleBench &bench)
{
    const int before = bench.cloud->count("GET", credentials);
    const AccessKeyBoard &keys = bench.console->accessKeys();
    return bench.click(u"refreshKeys"_s)
        && waitFor([&] { return bench.cloud->count("GET", credentials) > before && keys.state() == AccessKeyBoard::Ready; });
}

QString idInRow(const QTableView *table, int row)
{
    return table->model()->index(row, AccessKeyModel::IdColumn).data().toString();
}

QStringList cellsOf(const QTableView *table, int column)
{
    QStringList cells;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        cells.append(table->model()->index(row, column).data().toString());
    return cells;
}

QString shownTexts(const ConsoleBench &bench)
{
    QStringList texts;
    for (const QLabel *label : bench.window->findChildren<QLabel *>())
        if (label->isVisible())
            texts.append(label->text());
    return texts.join(u'\n');
}

} // namespace

class AccessKeyPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { wearTestLook(); }
    void everyColumnHasRoomForItsWords_data();
    void everyColumnHasRoomForItsWords();
    void aKeyOfTodayTellsItsTime();
    void rowsStayWhereTheyAreWhileReading();
    void inANarrowWindowTheDetailsOpenOverTheTable();
    void aUserWithoutRightsSeesTheirOwnKeysAndTheHint();
    void aListOfUsersThatFailedIsReadAgainByRefresh();
    void aPartOfANameFindsOneOfFiveThousandUsers();
    void aNameHalfTypedAndLeftChangesNobody();
    void aNameHalfTypedStaysWhenTheUsersArrive();
    void enterChoosesTheOnlyUserThatFits();
    void theOwnNameIsFoundByTyping();
    void theTwoKeyLimitIsSaidBeforeItIsHit();
    void anEmptyListOffersTheFirstKey();
    void aFailureIsSaidAndTriedAgain_data();
    void aFailureIsSaidAndTriedAgain();
    void aFailedRefreshKeepsWhatWasRead();
    void readingCanBeStopped();
    void anotherUserIsNotShownTheKeysOfTheLast();
    void refreshKeepsSelectionAndScroll();
    void aClickOnAHeaderSorts();
    void theDescriptionIsThereAtTheUsualSize();
    void aKeyIsDeletedFromEverywhere_data();
    void aKeyIsDeletedFromEverywhere();
    void aRefusedDeletionIsSaidAndTheKeyStays();
    void aDeletionThatNobodyConfirmedIsNoRefusal();
    void aSecretThatStayedInTheKeychainIsSaid();
    void aRefusedDeletionIsNotSaidOfAnotherUser();
    void aKeyThatIsGoneAlreadyIsNoFailure();
};

void AccessKeyPageTest::everyColumnHasRoomForItsWords_data()
{
    QTest::addColumn<double>("points");
    QTest::addColumn<Language>("language");
    for (const double points : {10.0, 12.0, 14.0})
        for (const Language language : {Language::English, Language::German})
            QTest::addRow("%g pt, %s", points, language == Language::German ? "German" : "English") << points << language;
}

void AccessKeyPageTest::everyColumnHasRoomForItsWords()
{
    QFETCH(const double, points);
    QFETCH(const Language, language);
    const Translation translation(language);
    const QFont usual = QApplication::font();
    const auto putBack = qScopeGuard([usual] { QApplication::setFont(usual); });
    ConsoleBench bench;
    bench.console->vault().useMemoryOnly(); // the longest word of its column
    QVERIFY(bench.signIn());
    bench.cloud->withWorld([](sim::World &world) {
        const QString id = world.user(u"svc-reporting"_s, world.account(benchAccount)->id)->id;
        world.add(sim::AccessKey{.access = QString(20, u'W'), .userId = id, .created = world.now() - 24h * 150});
        world.add(sim::AccessKey{.userId = id, .active = false, .created = world.now() - 24h * 3000});
    });
    QVERIFY(chooses(bench, u"svc-reporting"_s));
    QFont font = usual;
    font.setPointSizeF(points);
    QApplication::setFont(font); // while the page is there, as a desktop does it
    QTest::qWait(50);
    const auto *table = bench.seen<DataTable>(u"keyTable"_s);
    const QFontMetrics heads(fontFor(TextStyle::Small));
    for (int column = 0; column < AccessKeyModel::ColumnCount; ++column) {
        if (column == AccessKeyModel::DescriptionColumn)
            continue; // elided, with its tool tip
        // Of those that do not fit beside the others, these two go; the details have them.
        if (table->isColumnHidden(column)) {
            QVERIFY2(column == AccessKeyModel::CreatedColumn || column == AccessKeyModel::AgeColumn,
                     qPrintable(table->model()->headerData(column, Qt::Horizontal).toString()));
            continue;
        }
        const QString head = table->model()->headerData(column, Qt::Horizontal).toString();
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            QStyleOptionViewItem option;
            option.initFrom(table);
            option.widget = table;
            const int needed = table->itemDelegate()->sizeHint(option, table->model()->index(row, column)).width();
            QVERIFY2(table->columnWidth(column) >= needed, qPrintable(head));
        }
        QVERIFY2(table->columnWidth(column) >= heads.horizontalAdvance(head) + 2 * space::Control, qPrintable(head));
    }
    QVERIFY(waitFor([&] { return table->verticalScrollBar()->maximum() == 0; })); // no row lies under the bar of the columns
    if (const QString folder = qEnvironmentVariable("CLAVIGER_SHEET"); !folder.isEmpty())
        QVERIFY(bench.window->grab().save(u"%1/keys-%2.png"_s.arg(folder, QString::fromUtf8(QTest::currentDataTag()).replace(u' ', u'-'))));
}

void AccessKeyPageTest::aKeyOfTodayTellsItsTime()
{
    ConsoleBench bench;
    bench.cloud->withWorld([](sim::World &world) {
        const QString id = world.user(u"svc-reporting"_s, world.account(benchAccount)->id)->id;
        for (const auto ago : {1s, 2s})
            world.add(sim::AccessKey{.userId = id, .created = world.now() - ago});
    });
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"svc-reporting"_s));
    auto *table = bench.seen<QTableView>(u"keyTable"_s);
    table->clearSelection();
    const auto pictureOf = [&](int row) {
        return table->viewport()->grab(table->visualRect(table->model()->index(row, AccessKeyModel::CreatedColumn))).toImage();
    };
    QVERIFY(pictureOf(0) != pictureOf(1)); // told apart by the second, not only by the day
}

void AccessKeyPageTest::rowsStayWhereTheyAreWhileReading()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"svc-etl-writer"_s));
    const auto *table = bench.seen<QTableView>(u"keyTable"_s);
    const auto place = [&] { return table->mapTo(bench.window.get(), QPoint()); };
    QVERIFY(waitFor([&] { return !bench.seen(u"busy"_s); }));
    const QPoint before = place();
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswer, keyList);
    QVERIFY(bench.click(u"refreshKeys"_s));
    QVERIFY(!bench.seen(u"busy"_s)); // what is over at once shows nothing
    QVERIFY(waitFor([&] { return bench.seen(u"busy"_s); }));
    QTest::qWait(20);
    QCOMPARE(place(), before);
    QVERIFY(bench.click(u"cancel"_s));
    QVERIFY(waitFor([&] { return !bench.seen(u"busy"_s); }));
    QTest::qWait(20);
    QCOMPARE(place(), before);
}

void AccessKeyPageTest::inANarrowWindowTheDetailsOpenOverTheTable()
{
    ConsoleBench bench;
    bench.window->resize(1100, 760);
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"svc-etl-writer"_s));
    auto *table = bench.seen<QTableView>(u"keyTable"_s);
    table->setFocus();
    table->selectRow(0);
    QVERIFY(!bench.seen(u"keyDetails"_s));
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(waitFor([&] { return bench.seen(u"keyDetails"_s); }));
    const QWidget *details = bench.seen(u"keyDetails"_s);
    const auto placeOf = [&](const QWidget *widget) { return QRect(widget->mapTo(bench.window.get(), QPoint()), widget->size()); };
    QVERIFY(placeOf(details).intersects(placeOf(table)));
    QVERIFY(bench.window->rect().contains(placeOf(details)));
    QVERIFY(table->hasFocus()); // they never take it
    QVERIFY(shownTexts(bench).contains(idInRow(table, 0)));
    table->selectRow(1);
    QVERIFY(shownTexts(bench).contains(idInRow(table, 1))); // and follow the selection
    QVERIFY(bench.press(Qt::Key_Escape));
    QVERIFY(waitFor([&] { return !bench.seen(u"keyDetails"_s); }));
    bench.window->resize(1300, 760);
    QVERIFY(waitFor([&] { return bench.seen(u"keyDetails"_s); }));
    QVERIFY(!placeOf(bench.seen(u"keyDetails"_s)).intersects(placeOf(table))); // beside it again
    QVERIFY(bench.press(Qt::Key_Escape));
    QVERIFY(bench.seen(u"keyDetails"_s));
}

void AccessKeyPageTest::aUserWithoutRightsSeesTheirOwnKeysAndTheHint()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn(ConsoleBench::profile(u"viewer"_s)));
    const AccessKeyBoard &keys = bench.console->accessKeys();
    QVERIFY(waitFor([&] { return keys.usersError().has_value(); }));
    const auto *choice = bench.seen<QComboBox>(u"keyUser"_s);
    QCOMPARE(choice->count(), 1);
    QVERIFY(!choice->isEnabled());
    QVERIFY2(choice->toolTip().contains(u"Only your own keys"_s), qPrintable(choice->toolTip()));
    QVERIFY2(shownTexts(bench).contains(u"ask for Security Administrator"_s), qPrintable(shownTexts(bench)));
    QVERIFY(bench.said().isEmpty()); // a right that is missing is no failure of this page
    QCOMPARE(idInRow(bench.seen<QTableView>(u"keyTable"_s), 0), bench.keysOf(u"viewer"_s).front().access);
    QCOMPARE(bench.cloud->count("GET", "/v3/users"), 1); // refused once is refused
    QVERIFY(refreshes(bench));
    QCOMPARE(bench.cloud->count("GET", "/v3/users"), 1);
}

void AccessKeyPageTest::aListOfUsersThatFailedIsReadAgainByRefresh()
{
    ConsoleBench bench;
    bench.cloud->failNext(500, {}, {.method = "GET", .path = "/v3/users"});
    QVERIFY(bench.signIn());
    QVERIFY(waitFor([&] { return bench.console->accessKeys().usersError().has_value(); }));
    const auto *choice = bench.seen<QComboBox>(u"keyUser"_s);
    QCOMPARE(choice->count(), 1);
    QVERIFY2(choice->toolTip().contains(u"failure of its own"_s), qPrintable(choice->toolTip()));
    QVERIFY2(shownTexts(bench).contains(u"the other users could not be read"_s), qPrintable(shownTexts(bench)));
    QVERIFY(refreshes(bench));
    QVERIFY(waitFor([&] { return choice->count() > 1; }));
    QVERIFY(choice->isEnabled());
    QVERIFY(choice->toolTip().isEmpty());
    QVERIFY(!shownTexts(bench).contains(u"could not be read"_s));
}

void AccessKeyPageTest::aPartOfANameFindsOneOfFiveThousandUsers()
{
    ConsoleBench bench;
    addUsers(bench, 5'000);
    QVERIFY(bench.signIn());
    auto *choice = bench.seen<QComboBox>(u"keyUser"_s);
    QVERIFY(waitFor([&] { return choice->count() > 5'000; }));
    QCOMPARE(choice->currentText(), u"ops-admin (you)"_s);
    QLineEdit *field = userField(bench);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, u"3141"_s); // from the middle of the name
    const QAbstractItemView *found = choice->completer()->popup();
    QVERIFY(waitFor([&] { return found->isVisible(); }));
    QCOMPARE(found->model()->rowCount(), 1);
    QCOMPARE(found->model()->index(0, 0).data().toString(), u"svc-3141-load"_s);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down); // it has the keyboard now
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    const AccessKeyBoard &keys = bench.console->accessKeys();
    QVERIFY(waitFor([&] { return keys.user().name == u"svc-3141-load"_s && keys.state() == AccessKeyBoard::Ready && keys.readAt(); }));
    QCOMPARE(choice->currentText(), u"svc-3141-load"_s);
    QVERIFY(waitFor([&] { return bench.seen(u"noKeys"_s); }));
    QCOMPARE(bench.cloud->count("GET", "/v3/users"), 1);
}

void AccessKeyPageTest::aNameHalfTypedAndLeftChangesNobody()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(waitFor([&] { return bench.seen<QComboBox>(u"keyUser"_s)->isEnabled(); }));
    const int readings = bench.cloud->count("GET", credentials);
    // Left with Tab; and with Enter while several users could be meant.
    for (const auto &[typed, leave] : {std::pair{u"view"_s, Qt::Key_Tab}, {u"svc"_s, Qt::Key_Return}, {u"nobody"_s, Qt::Key_Return}}) {
        userField(bench)->setFocus();
        userField(bench)->selectAll();
        QTest::keyClicks(userField(bench), typed);
        QCOMPARE(userField(bench)->text(), typed);
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
        QTest::keyClick(userField(bench), leave);
        QVERIFY(waitFor([&] { return userField(bench)->text() == u"ops-admin (you)"_s; }));
        QCOMPARE(bench.console->accessKeys().user().name, u"ops-admin"_s);
    }
    QCOMPARE(bench.cloud->count("GET", credentials), readings);
}

void AccessKeyPageTest::aNameHalfTypedStaysWhenTheUsersArrive()
{
    ConsoleBench bench;
    bench.cloud->failNext(500, {}, {.method = "GET", .path = "/v3/users"});
    QVERIFY(bench.signIn());
    QVERIFY(waitFor([&] { return bench.console->accessKeys().usersError().has_value(); }));
    QVERIFY(refreshes(bench));
    QVERIFY(waitFor([&] { return bench.seen<QComboBox>(u"keyUser"_s)->isEnabled(); }));
    userField(bench)->setFocus();
    userField(bench)->selectAll();
    QTest::keyClicks(userField(bench), u"svc"_s);
    Q_EMIT bench.console->accessKeys().usersChanged(); // as after signing in again
    Q_EMIT bench.console->accessKeys().stateChanged();
    QCOMPARE(userField(bench)->text(), u"svc"_s);
}

void AccessKeyPageTest::enterChoosesTheOnlyUserThatFits()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(waitFor([&] { return bench.seen<QComboBox>(u"keyUser"_s)->isEnabled(); }));
    userField(bench)->setFocus();
    userField(bench)->selectAll();
    QTest::keyClicks(userField(bench), u"etl"_s);
    QTest::keyClick(userField(bench), Qt::Key_Return);
    QVERIFY(waitFor([&] { return bench.console->accessKeys().user().name == u"svc-etl-writer"_s; }));
    QVERIFY(waitFor([&] { return userField(bench)->text() == u"svc-etl-writer"_s; }));
}

void AccessKeyPageTest::theOwnNameIsFoundByTyping()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"viewer"_s));
    userField(bench)->selectAll();
    QTest::keyClicks(userField(bench), u"ops-admin"_s); // without the word that stands behind it
    QTest::keyClick(userField(bench), Qt::Key_Return);
    QVERIFY(waitFor([&] { return bench.console->accessKeys().isOwnUser(); }));
}

void AccessKeyPageTest::theTwoKeyLimitIsSaidBeforeItIsHit()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(shownTexts(bench).contains(u"0 of 2 keys"_s));
    QVERIFY(bench.seen(u"createKey"_s)->isEnabled());
    QVERIFY(chooses(bench, u"viewer"_s));
    QVERIFY2(shownTexts(bench).contains(u"1 of 2 keys"_s), qPrintable(shownTexts(bench)));
    QVERIFY(bench.seen(u"createKey"_s)->isEnabled());
    QVERIFY(chooses(bench, u"svc-etl-writer"_s));
    QVERIFY2(shownTexts(bench).contains(u"2 of 2 keys · no free slot"_s), qPrintable(shownTexts(bench)));
    QVERIFY(!bench.seen(u"createKey"_s)->isEnabled());
    QCOMPARE(bench.seen(u"createKey"_s)->toolTip(), u"svc-etl-writer holds two keys. Delete one first."_s);
    QVERIFY2(bench.said().contains(u"svc-etl-writer has no free slot"_s), qPrintable(bench.said()));
    bench.console->accessKeys().create(u"behind its back"_s);
    QCOMPARE(bench.console->accessKeys().issuance().state(), Issuance::Idle);

    bench.console->accessKeys().remove(bench.keysOf(u"svc-etl-writer"_s).front().access);
    QVERIFY(waitFor([&] { return bench.seen(u"createKey"_s)->isEnabled(); }));
    QVERIFY(bench.seen(u"createKey"_s)->toolTip().isEmpty());
    QVERIFY(bench.said().isEmpty());
    QCOMPARE(bench.creates(), 0);
}

void AccessKeyPageTest::anEmptyListOffersTheFirstKey()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(waitFor([&] { return bench.seen(u"noKeys"_s); }));
    QVERIFY(!bench.seen(u"keyTable"_s));
    QVERIFY2(shownTexts(bench).contains(u"ops-admin has no access keys"_s), qPrintable(shownTexts(bench)));
    QVERIFY(bench.click(u"createFirstKey"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"keyDescription"_s); }));
}

void AccessKeyPageTest::aFailureIsSaidAndTriedAgain_data()
{
    QTest::addColumn<int>("trouble");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("403") << int(Trouble::Forbidden) << u"You may not do this with your present rights."_s;
    QTest::newRow("500") << int(Trouble::ServerFailure) << u"The cloud reports a failure of its own."_s;
    QTest::newRow("offline") << int(Trouble::Offline) << u"The cloud could not be reached"_s;
    QTest::newRow("HTML") << int(Trouble::StrangePage) << u"not what this service is documented to send"_s;
    QTest::newRow("3 MB") << int(Trouble::HugeAnswer) << u"larger than it can honestly be"_s;
}

void AccessKeyPageTest::aFailureIsSaidAndTriedAgain()
{
    QFETCH(int, trouble);
    QFETCH(QString, sentence);
    ConsoleBench bench;
    breakNextReading(bench, static_cast<Trouble>(trouble));
    bench.console->signIn().signIn(ConsoleBench::profile(), Secret::fromText(benchPassword), {}, false);
    const AccessKeyBoard &keys = bench.console->accessKeys();
    QVERIFY(bench.waitPassing([&] { return keys.state() == AccessKeyBoard::Failed; }));
    QVERIFY(waitFor([&] { return bench.said().contains(sentence); }));
    QVERIFY2(bench.said().contains(u"The keys of ops-admin could not be read"_s), qPrintable(bench.said()));
    QVERIFY(!shownTexts(bench).contains(u"of 2 keys"_s)); // unknown is not "none"
    QVERIFY(!bench.seen(u"noKeys"_s));
    QVERIFY(!bench.seen(u"busy"_s));
    QVERIFY(bench.click(u"readAgain"_s));
    QVERIFY(waitFor([&] { return keys.state() == AccessKeyBoard::Ready; }));
    QVERIFY(bench.said().isEmpty());
    QVERIFY(waitFor([&] { return bench.seen(u"noKeys"_s); }));
}

void AccessKeyPageTest::aFailedRefreshKeepsWhatWasRead()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"svc-etl-writer"_s));
    const QStringList before = cellsOf(bench.seen<QTableView>(u"keyTable"_s), AccessKeyModel::IdColumn);
    QCOMPARE(before.size(), 2);
    breakNextReading(bench, Trouble::ServerFailure);
    QVERIFY(bench.click(u"refreshKeys"_s));
    QVERIFY(waitFor([&] { return bench.said().contains(u"could not be read again"_s); }));
    QCOMPARE(cellsOf(bench.seen<QTableView>(u"keyTable"_s), AccessKeyModel::IdColumn), before);
    QVERIFY(shownTexts(bench).contains(u"Read "_s)); // with its age
}

void AccessKeyPageTest::readingCanBeStopped()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswer, keyList);
    QVERIFY(bench.click(u"refreshKeys"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"busy"_s); }));
    QVERIFY(!bench.seen(u"refreshKeys"_s)->isEnabled());
    QVERIFY2(shownTexts(bench).contains(u"Reading the keys of ops-admin"_s), qPrintable(shownTexts(bench)));
    QVERIFY(bench.click(u"cancel"_s));
    QVERIFY(waitFor([&] { return bench.said().contains(u"Stopped at your request"_s); }));
    QVERIFY(!bench.seen(u"busy"_s));
    QVERIFY(refreshes(bench));
    QVERIFY(bench.said().isEmpty());
}

void AccessKeyPageTest::anotherUserIsNotShownTheKeysOfTheLast()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"svc-etl-writer"_s));
    const QString access = bench.keysOf(u"svc-etl-writer"_s).front().access;
    bench.seen<QTableView>(u"keyTable"_s)->selectRow(0);
    bench.failNext(SimulatedNetwork::LineFault::NeverAnswer, keyList);
    bench.console->accessKeys().chooseUser(bench.seen<QComboBox>(u"keyUser"_s)->itemData(0).toString());
    QVERIFY(!bench.everythingReadable().contains(access));
    QVERIFY(!shownTexts(bench).contains(u"of 2 keys"_s));
    QVERIFY(!bench.seen(u"deleteKey"_s));
}

void AccessKeyPageTest::refreshKeepsSelectionAndScroll()
{
    ConsoleBench bench;
    addKeys(bench, u"viewer"_s, 60);
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"viewer"_s));
    auto *table = bench.seen<QTableView>(u"keyTable"_s);
    QCOMPARE(table->model()->rowCount(), 61);
    QVERIFY(waitFor([&] { return table->verticalScrollBar()->maximum() > 0; }));
    table->selectRow(40);
    table->verticalScrollBar()->setValue(30);
    const QString selected = idInRow(table, 40);
    const QString first = idInRow(table, table->rowAt(0));
    bench.cloud->withWorld([](sim::World &world) { // older than all others: no row above moves
        world.add(sim::AccessKey{.userId = world.user(u"viewer"_s, world.account(benchAccount)->id)->id,
                                 .created = world.now() - 24h * 900});
    });
    QVERIFY(refreshes(bench));
    QCOMPARE(table->model()->rowCount(), 62);
    QCOMPARE(idInRow(table, table->currentIndex().row()), selected);
    QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(idInRow(table, table->rowAt(0)), first);
    QVERIFY(shownTexts(bench).contains(selected)); // the details follow it

    bench.cloud->withWorld([&](sim::World &world) { world.removeAccessKey(selected); });
    QVERIFY(refreshes(bench));
    QCOMPARE(table->model()->rowCount(), 61);
    QVERIFY(!shownTexts(bench).contains(selected)); // never the facts of a key that is gone
}

// It is what tells two keys apart.
void AccessKeyPageTest::theDescriptionIsThereAtTheUsualSize()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"svc-etl-writer"_s));
    const auto *table = bench.seen<QTableView>(u"keyTable"_s);
    QVERIFY(waitFor([&] { return table->isVisible() && bench.window->width() == 1280; }));
    QVERIFY(!table->isColumnHidden(AccessKeyModel::DescriptionColumn));
    QVERIFY(!table->isColumnHidden(AccessKeyModel::CreatedColumn));
}

void AccessKeyPageTest::aClickOnAHeaderSorts()
{
    ConsoleBench bench;
    addKeys(bench, u"viewer"_s, 12);
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"viewer"_s));
    bench.window->resize(1600, 820); // with room for every column
    auto *table = bench.seen<QTableView>(u"keyTable"_s);
    QHeaderView *header = table->horizontalHeader();
    const auto press = [&](int column) {
        const QPoint at(header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    };
    QCOMPARE(header->sortIndicatorSection(), int(AccessKeyModel::CreatedColumn)); // newest first to begin with
    QStringList dates = cellsOf(table, AccessKeyModel::CreatedColumn);
    QVERIFY(std::is_sorted(dates.rbegin(), dates.rend()));
    press(AccessKeyModel::CreatedColumn);
    dates = cellsOf(table, AccessKeyModel::CreatedColumn);
    QVERIFY(std::is_sorted(dates.begin(), dates.end()));
    press(AccessKeyModel::IdColumn);
    QStringList ids = cellsOf(table, AccessKeyModel::IdColumn);
    QVERIFY(std::is_sorted(ids.begin(), ids.end()) || std::is_sorted(ids.rbegin(), ids.rend()));
    press(AccessKeyModel::AgeColumn);
    std::vector<int> ages; // by number: 9 before 10
    for (int row = 0; row < table->model()->rowCount(); ++row)
        ages.push_back(table->model()->index(row, AccessKeyModel::AgeColumn).data(AccessKeyModel::AgeDaysRole).toInt());
    QVERIFY(std::is_sorted(ages.begin(), ages.end()) || std::is_sorted(ages.rbegin(), ages.rend()));
}

void AccessKeyPageTest::aKeyIsDeletedFromEverywhere_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<bool>("isProduction");
    for (const QString &from : {u"details"_s, u"menu"_s, u"Delete key"_s}) {
        QTest::addRow("%s", qPrintable(from)) << from << false;
        QTest::addRow("%s, production", qPrintable(from)) << from << true;
    }
}

void AccessKeyPageTest::aKeyIsDeletedFromEverywhere()
{
    QFETCH(QString, from);
    QFETCH(bool, isProduction);
    ConsoleBench bench;
    CloudProfile profile = ConsoleBench::profile();
    profile.production = isProduction;
    QVERIFY(bench.signIn(profile));
    QVERIFY(chooses(bench, u"svc-etl-writer"_s));
    auto *table = bench.seen<QTableView>(u"keyTable"_s);
    table->selectRow(1);
    const QString access = idInRow(table, 1);
    if (from == "details"_L1) {
        QVERIFY(bench.click(u"deleteKey"_s));
    } else if (from == "menu"_L1) {
        Q_EMIT table->customContextMenuRequested(table->visualRect(table->model()->index(1, 0)).center());
        QMenu *menu = nullptr;
        QVERIFY(waitFor([&] { return (menu = bench.window->findChild<QMenu *>(u"keyMenu"_s)) && menu->isVisible(); }));
        menu->actions().constLast()->trigger();
        menu->close();
    } else {
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
    }
    QVERIFY(waitFor([&] { return bench.seen(u"confirmDelete"_s); }));
    QVERIFY2(bench.front()->windowTitle().contains(access), qPrintable(bench.front()->windowTitle()));
    QCOMPARE(bench.front()->focusWidget()->objectName(), u"cancel"_s); // the safe button has the focus
    QCOMPARE(bench.seen(u"confirmName"_s) != nullptr, isProduction);
    if (isProduction) {
        QVERIFY(!bench.seen(u"confirmDelete"_s)->isEnabled());
        QVERIFY(bench.type(u"confirmName"_s, access));
    }
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return table->model()->rowCount() == 1; }));
    QVERIFY(cellsOf(table, AccessKeyModel::IdColumn).front() != access);
    QCOMPARE(bench.cloud->count("DELETE", QByteArray(credentials) + '/' + access.toLatin1()), 1);
    QCOMPARE(bench.cloud->count("DELETE", "/v3.0/OS-CREDENTIAL/credentials/*"), 1);
    QCOMPARE(bench.keysOf(u"svc-etl-writer"_s).size(), std::size_t(1));
}

void AccessKeyPageTest::aRefusedDeletionIsSaidAndTheKeyStays()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"viewer"_s));
    bench.seen<QTableView>(u"keyTable"_s)->selectRow(0);
    bench.cloud->failNext(403, {}, {.method = "DELETE", .path = "/v3.0/OS-CREDENTIAL/credentials/*"});
    QVERIFY(bench.click(u"deleteKey"_s));
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return bench.said().contains(u"The key was not deleted"_s); }));
    QVERIFY2(bench.said().contains(u"Security Administrator"_s), qPrintable(bench.said()));
    QVERIFY(waitFor([&] { return bench.console->accessKeys().state() == AccessKeyBoard::Ready; }));
    QVERIFY(bench.said().contains(u"The key was not deleted"_s)); // the reading that followed does not wipe it away
    QCOMPARE(bench.seen<QTableView>(u"keyTable"_s)->model()->rowCount(), 1);
    QCOMPARE(bench.keysOf(u"viewer"_s).size(), std::size_t(1));
    QVERIFY(refreshes(bench));
    QVERIFY2(bench.said().isEmpty(), qPrintable(bench.said())); // it was read
}

void AccessKeyPageTest::aDeletionThatNobodyConfirmedIsNoRefusal()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"viewer"_s));
    bench.failNext(SimulatedNetwork::LineFault::CloseAfterCommit, {.method = "DELETE", .path = "/v3.0/OS-CREDENTIAL/credentials/*"});
    bench.cloud->failNext({.status = 403, .matching = keyList, .times = 100});
    bench.console->accessKeys().remove(bench.keysOf(u"viewer"_s).front().access);
    QVERIFY(bench.waitPassing([&] { return bench.console->accessKeys().removeError().has_value(); }));
    QCOMPARE(bench.console->accessKeys().removeError()->fault, Fault::Unconfirmed);
    QVERIFY2(bench.said().contains(u"Whether the key was deleted is not known"_s), qPrintable(bench.said()));
    QVERIFY2(!bench.said().contains(u"The key was not deleted"_s), qPrintable(bench.said()));
}

void AccessKeyPageTest::aSecretThatStayedInTheKeychainIsSaid()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"viewer"_s));
    const QString access = bench.keysOf(u"viewer"_s).front().access;
    bench.keychain->mood().refusesSecrets = Fault::StoreLocked;
    bench.console->accessKeys().remove(access);
    QVERIFY(waitFor([&] { return bench.said().contains(access + u" is deleted, but its secret is still in the keychain"_s); }));
    QVERIFY2(bench.said().contains(bench.console->signIn().facts().accountId + u'/' + access), qPrintable(bench.said()));
    QVERIFY(bench.keysOf(u"viewer"_s).empty());
}

void AccessKeyPageTest::aRefusedDeletionIsNotSaidOfAnotherUser()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"viewer"_s));
    bench.cloud->failNext(403, {}, {.method = "DELETE", .path = "/v3.0/OS-CREDENTIAL/credentials/*"});
    bench.console->accessKeys().remove(bench.keysOf(u"viewer"_s).front().access);
    QVERIFY(waitFor([&] { return bench.said().contains(u"The key was not deleted"_s); }));
    QVERIFY(chooses(bench, u"svc-reporting"_s));
    QVERIFY2(bench.said().isEmpty(), qPrintable(bench.said()));
}

void AccessKeyPageTest::aKeyThatIsGoneAlreadyIsNoFailure()
{
    ConsoleBench bench;
    QVERIFY(bench.signIn());
    QVERIFY(chooses(bench, u"viewer"_s));
    bench.seen<QTableView>(u"keyTable"_s)->selectRow(0);
    QVERIFY(bench.click(u"deleteKey"_s));
    const QString access = bench.keysOf(u"viewer"_s).front().access;
    bench.cloud->withWorld([&](sim::World &world) { world.removeAccessKey(access); });
    QVERIFY(bench.click(u"confirmDelete"_s));
    QVERIFY(waitFor([&] { return bench.seen(u"noKeys"_s); }));
    QVERIFY(bench.said().isEmpty());
}

QTEST_MAIN(AccessKeyPageTest)

#include "accesskeypagetest.moc"

// SPDX-License-Identifier: Apache-2.0
// Navigation, page header, table and status bar put together as in the main window, in the widths the design names.
// With CLAVIGER_SHEET=DIR in the environment the pictures are saved, for people to look at.
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

enum SampleColumn { IdColumn, StatusColumn, DescriptionColumn, CreatedColumn, AgeColumn, SecretColumn };

class SampleDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    CellLook describe(const QModelIndex &index) const override
    {
        CellLook look = CellDelegate::describe(index);
        look.isMono = index.column() == IdColumn;
        look.elide = index.column() == IdColumn ? Qt::ElideNone : Qt::ElideRight;
        look.isRight = index.column() == AgeColumn;
        if (index.column() == StatusColumn)
            look.mark = look.text == "Active"_L1 ? Mark(Verdict::Ok) : Mark::icon(u"disable"_s);
        if (index.column() == SecretColumn && look.text == "Stored"_L1)
            look.mark = Mark::icon(u"lock"_s);
        else if (index.column() == SecretColumn)
            look.isQuiet = true;
        return look;
    }
    std::optional<GroupLook> group(const QModelIndex &index) const override
    {
        if (index.row() != 0)
            return {};
        return GroupLook{.mark = Mark::icon(u"user"_s), .name = u"svc-etl-writer"_s, .secondary = u"programmatic access"_s,
                         .used = 2, .limit = 2, .quota = u"2 of 2 keys"_s, .quotaNote = u"no free slot"_s};
    }
};

} // namespace

class WidgetFrameTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theFrameFits_data();
    void theFrameFits();

private:
    Theme m_theme;
};

void WidgetFrameTest::initTestCase()
{
    QFont font(u"DejaVu Sans"_s);
    font.setPointSizeF(10);
    QApplication::setFont(font);
}

void WidgetFrameTest::theFrameFits_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("scheme");
    for (const int width : {1000, 1280, 1920}) {
        QTest::addRow("light %d", width) << width << static_cast<int>(Scheme::Light);
        QTest::addRow("dark %d", width) << width << static_cast<int>(Scheme::Dark);
    }
}

void WidgetFrameTest::theFrameFits()
{
    QFETCH(int, width);
    QFETCH(int, scheme);
    m_theme.apply(static_cast<Scheme>(scheme));
    const auto clock = std::make_shared<ManualClock>(Instant(1768471200s));
    QStandardItemModel model;
    model.setHorizontalHeaderLabels({u"Access key (AK)"_s, u"Status"_s, u"Description"_s, u"Created CET"_s, u"Age"_s, u"Secret"_s});
    for (const QStringList &row : {QStringList{u"EXAMPLEETL"_s}, {u"EXAMPLEETL0000000042"_s, u"Active"_s, u"nightly load"_s, u"2025-05-28"_s, u"13 d"_s, u"Stored"_s},
                                   {u"EXAMPLEETL0000000017"_s, u"Disabled"_s, u"old nightly"_s, u"2024-01-09"_s, u"518 d"_s, u"Not here"_s}}) {
        QList<QStandardItem *> cells;
        for (const QString &text : row)
            cells << new QStandardItem(text);
        model.appendRow(cells);
    }
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto *rail = new NavigationRail;
    rail->setProfile({.name = u"otc-prod"_s, .place = u"eu-de · 00147-ops"_s, .colour = QColor(0x0E, 0x7C, 0x86), .isProduction = true});
    rail->addPage(u"access-keys"_s, u"key"_s, u"Access keys"_s);
    rail->addPage(u"agencies"_s, u"agency"_s, u"Agencies"_s);
    rail->addPage(u"alarms"_s, u"alarm"_s, u"Alarms"_s);
    rail->addPage(u"cases"_s, u"guide"_s, u"Cases"_s);
    rail->addFootPage(u"settings"_s, u"settings"_s, u"Settings"_s);
    rail->setBadge(u"agencies"_s, 2, Verdict::Broken, u"2 broken"_s);
    rail->setBadge(u"alarms"_s, 3, Severity::Critical, u"3 critical"_s);
    rail->setBadge(u"cases"_s, 1, {}, u"1 open"_s);
    middle->addWidget(rail);
    auto *page = new QVBoxLayout;
    page->setSpacing(0);
    auto *header = new PageHeader(u"Access keys"_s);
    header->setLine(u"Permanent AK/SK of IAM users in this account"_s);
    header->addAction(makeButton(u"Export…"_s, ButtonKind::Plain, u"export"_s));
    header->addAction(makeButton(u"Refresh"_s, ButtonKind::Plain, u"refresh"_s));
    header->addAction(makeButton(u"Create access key"_s, ButtonKind::Primary, u"plus"_s));
    page->addWidget(header);
    auto *filter = new Surface(Surface::Fill::Base);
    auto *filterRow = new QHBoxLayout(filter);
    filterRow->setContentsMargins(space::Page, space::Group, space::Page, space::Group);
    auto *users = new QComboBox;
    users->addItem(icon(u"user"_s), u"2 users: svc-etl-writer, ops-admin"_s);
    users->setMinimumWidth(300);
    auto *search = new QLineEdit;
    search->setPlaceholderText(u"Filter keys"_s);
    search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    filterRow->addWidget(users);
    filterRow->addWidget(search);
    filterRow->addStretch(1);
    page->addWidget(filter);
    page->addWidget(new HairLine);
    auto *table = new DataTable;
    table->setModel(&model);
    table->setItemDelegate(new SampleDelegate(table));
    table->setSpan(0, 0, 1, model.columnCount());
    table->setRowHeight(0, size::GroupRow);
    table->selectRow(1);
    table->setRightAligned(AgeColumn);
    table->horizontalHeader()->setSortIndicatorShown(true);
    table->horizontalHeader()->setSortIndicator(CreatedColumn, Qt::DescendingOrder);
    table->resizeColumnsToContents();
    page->addWidget(table, 1);
    middle->addLayout(page, 1);
    column->addLayout(middle, 1);
    auto *bar = new StatusBar(clock);
    bar->setAccountUser(u"ops-admin"_s);
    bar->setSessionEnd(clock->now() + 9min);
    bar->setKeychain(u"Keychain: Secret Service, unlocked"_s, u"Keychain unlocked"_s);
    bar->setNotice(u"Secret leaves the clipboard in 24 s"_s);
    bar->setCalls(2);
    column->addWidget(bar);
    window.resize(width, 640);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    rail->select(u"access-keys"_s);
    table->setFocus(Qt::TabFocusReason);
    QCOMPARE(window.width(), width); // nothing asked for more
    const QString folder = qEnvironmentVariable("CLAVIGER_SHEET");
    if (!folder.isEmpty())
        QVERIFY(window.grab().save(u"%1/frame-%2-%3x.png"_s.arg(folder, QLatin1String(QTest::currentDataTag())).arg(window.devicePixelRatioF())));

    QCOMPARE(rail->isNarrow(), width < 1200);
    for (const QLabel *label : bar->findChildren<QLabel *>()) {
        if (label->isVisible())
            QVERIFY2(label->width() >= label->sizeHint().width(), qPrintable(label->text()));
    }
    for (const QPushButton *button : header->findChildren<QPushButton *>())
        QVERIFY(!button->isVisible() || header->rect().contains(button->geometry()));
    QCOMPARE(table->rowHeight(1), 28);
}

} // namespace claviger

QTEST_MAIN(claviger::WidgetFrameTest)
#include "widgetframetest.moc"

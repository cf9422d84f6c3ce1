// SPDX-License-Identifier: Apache-2.0
// The component sheet: does everything fit, and is there something to see. With CLAVIGER_SHEET=DIR in the environment the
// picture is also saved, for people to look at.
#include "ui/widgets/componentsheet.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tokens.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLayout>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

class WidgetSheetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void nothingIsCut_data();
    void nothingIsCut();

private:
    Theme m_theme;
};

void WidgetSheetTest::initTestCase()
{
    QFont font(u"DejaVu Sans"_s);
    font.setPointSizeF(10);
    QApplication::setFont(font);
}

void WidgetSheetTest::nothingIsCut_data()
{
    QTest::addColumn<double>("points");
    QTest::addColumn<double>("extraText");
    QTest::newRow("usual") << 10.0 << 0.0;
    QTest::newRow("long language") << 10.0 << 0.3;
    QTest::newRow("large font") << 20.0 << 0.0;
    QTest::newRow("both") << 20.0 << 0.3;
}

void WidgetSheetTest::nothingIsCut()
{
    QFETCH(double, points);
    QFETCH(double, extraText);
    QFont font = QApplication::font();
    font.setPointSizeF(points);
    QApplication::setFont(font);
    ComponentSheet sheet(extraText);
    sheet.resize(sheet.minimumSizeHint().expandedTo(QSize(1280, 1360)));
    sheet.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sheet));
    // Banners decide by their width where the buttons stand, and so how high they are.
    for (int height = 0; height != sheet.height();) {
        height = sheet.height();
        sheet.resize(sheet.width(), qMax(height, sheet.layout()->heightForWidth(sheet.width())));
        QCoreApplication::sendPostedEvents();
    }
    const QString folder = qEnvironmentVariable("CLAVIGER_SHEET");
    if (!folder.isEmpty())
        QVERIFY(sheet.grab().save(u"%1/sheet-%2-%3x.png"_s.arg(folder, QLatin1String(QTest::currentDataTag())).arg(sheet.devicePixelRatioF())));

    for (const QLabel *label : sheet.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const QSize needed = label->hasHeightForWidth() || label->wordWrap()
            ? QSize(0, label->heightForWidth(label->width()))
            : label->sizeHint();
        QVERIFY2(label->width() >= needed.width() && label->height() >= needed.height(), qPrintable(label->text()));
        QVERIFY2(label->parentWidget()->rect().contains(label->geometry()), qPrintable(label->text()));
    }
    for (const QAbstractButton *button : sheet.findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->text().isEmpty())
            continue;
        QVERIFY2(button->width() >= button->sizeHint().width() && button->height() >= button->sizeHint().height(),
                 qPrintable(button->text()));
        QVERIFY2(button->parentWidget()->rect().contains(button->geometry()), qPrintable(button->text()));
    }
}

} // namespace claviger

QTEST_MAIN(claviger::WidgetSheetTest)
#include "widgetsheettest.moc"

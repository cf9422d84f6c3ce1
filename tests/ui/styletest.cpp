// SPDX-License-Identifier: Apache-2.0
// The figures of the visual language, computed, and what the style makes of them.
#include "ui/widgets/buttons.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/marks.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tokens.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPainter>
#include <QRadioButton>
#include <QScrollArea>
#include <QTest>
#include <QVBoxLayout>

#include <set>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

bool hasInk(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) > 128)
                return true;
        }
    }
    return false;
}

QImage painted(const Mark &mark, const Tokens &tokens, qreal ratio)
{
    QImage image(QSize(16, 16) * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintMark(&painter, QRect(0, 0, 16, 16), mark, tokens);
    return image;
}

} // namespace

class StyleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void schemes_data();
    void textIsReadable_data() { schemes_data(); }
    void textIsReadable();
    void marksAndEdgesAreSeen_data() { schemes_data(); }
    void marksAndEdgesAreSeen();
    void aPaletteLeadsBackToItsTokens();
    void aForeignPaletteKeepsItsColours();
    void thePaletteFollowsTheScheme();
    void everyIconIsDrawn();
    void anIconFollowsThePalette();
    void anIconOfTheWrongNameIsEmptyAndHarmless();
    void everyMarkIsDifferentInGrey();
    void controlsAreLargeEnough();
    void fontsFollowTheApplication();
    void theRingFollowsIntoWhatIsScrolledTo();

private:
    Theme m_theme;
};

void StyleTest::initTestCase()
{
    QFont font(u"DejaVu Sans"_s);
    font.setPointSizeF(10);
    QApplication::setFont(font);
}

void StyleTest::schemes_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void StyleTest::textIsReadable()
{
    QFETCH(bool, isDark);
    const Tokens &t = isDark ? Tokens::dark() : Tokens::light();
    const auto reads = [](const QColor &text, const QColor &ground) {
        const double ratio = contrastRatio(text, ground);
        if (ratio < 4.5)
            qWarning("%s on %s: %.2f", qPrintable(text.name()), qPrintable(ground.name()), ratio);
        return ratio >= 4.5;
    };
    const QColor surfaces[] = {t.window, t.base, t.alternateBase, t.rail, t.navSelected, t.hover, t.pressed, t.selRow,
                               t.accentSoft, t.ok.soft, t.attention.soft, t.broken.soft, t.unknown.soft};
    for (const QColor &surface : surfaces) {
        QVERIFY(reads(t.text, surface));
        QVERIFY(surface == t.pressed || reads(t.textSecondary, surface));
    }
    for (const QColor &surface : {t.window, t.base}) {
        QVERIFY(reads(t.placeholder, surface));
        QVERIFY(reads(t.disabledText, surface));
        QVERIFY(reads(t.danger, surface));
        QVERIFY(reads(t.ok.mark, surface));
    }
    for (const QColor &surface : {t.window, t.base, t.selRow})
        QVERIFY(reads(t.accent, surface));
    for (const Severity severity : {Severity::Critical, Severity::Major, Severity::Minor, Severity::Suggestion}) {
        for (const QColor &surface : {t.window, t.base, t.selRow, t.accentSoft, t.hover})
            QVERIFY(reads(t.of(severity).word, surface));
    }
    QVERIFY(reads(t.onAccent, t.accent));
    QVERIFY(reads(t.onAccent, mixed(t.accent, t.text, 0.08)));
    QVERIFY(reads(t.onMark, t.danger));
    QVERIFY(reads(t.onMark, mixed(t.danger, t.text, 0.16)));
    QVERIFY(reads(t.onMark, t.attention.mark));
    const QPalette palette = paletteOf(t);
    QVERIFY(reads(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)));
    QVERIFY(reads(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase)));
}

void StyleTest::marksAndEdgesAreSeen()
{
    QFETCH(bool, isDark);
    const Tokens &t = isDark ? Tokens::dark() : Tokens::light();
    const auto seen = [](const QColor &mark, const QColor &ground) { return contrastRatio(mark, ground) >= 3; };
    for (const QColor &surface : {t.window, t.base}) {
        QVERIFY(seen(t.outline, surface));
        QVERIFY(seen(t.accent, surface)); // focus ring
        QVERIFY(seen(t.danger, surface));
    }
    QVERIFY(seen(t.accent, t.selRow)); // the bar and the ring of a selected row
    for (const QColor &surface : {t.window, t.base, t.hover, t.selRow}) {
        for (const Severity severity : {Severity::Critical, Severity::Major, Severity::Minor, Severity::Suggestion})
            QVERIFY(seen(t.of(severity).mark, surface));
        for (const Verdict verdict : {Verdict::Ok, Verdict::Attention, Verdict::Broken, Verdict::Unknown, Verdict::Info})
            QVERIFY(seen(t.of(verdict).mark, surface));
    }
    for (const Verdict verdict : {Verdict::Ok, Verdict::Attention, Verdict::Broken, Verdict::Unknown, Verdict::Info})
        QVERIFY(seen(t.of(verdict).mark, t.of(verdict).soft));
}

void StyleTest::aPaletteLeadsBackToItsTokens()
{
    QCOMPARE(&tokensOf(paletteOf(Tokens::light())), &Tokens::light());
    QCOMPARE(&tokensOf(paletteOf(Tokens::dark())), &Tokens::dark());
}

void StyleTest::aForeignPaletteKeepsItsColours()
{
    QPalette contrast(Qt::black);
    contrast.setColor(QPalette::All, QPalette::Window, Qt::black);
    contrast.setColor(QPalette::All, QPalette::Base, Qt::black);
    contrast.setColor(QPalette::All, QPalette::WindowText, Qt::yellow);
    const Tokens tokens = tokensOf(contrast);
    QVERIFY(tokens.isDark);
    QCOMPARE(tokens.text, QColor(Qt::yellow));
    QCOMPARE(tokens.base, QColor(Qt::black));
    QCOMPARE(tokensOf(paletteOf(Tokens::light())).base, Tokens::light().base);
}

void StyleTest::thePaletteFollowsTheScheme()
{
    m_theme.apply(Scheme::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Tokens::dark().window);
    m_theme.apply(Scheme::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window), Tokens::light().window);
}

void StyleTest::everyIconIsDrawn()
{
    (void)icon(u"key"_s).pixmap(16); // the resource registers itself with the first icon
    const QStringList files = QDir(u":/claviger/icons"_s).entryList();
    QVERIFY(files.size() >= 40);
    for (const QString &file : files) {
        const QString name = QString(file).remove(u".svg"_s);
        for (const Tokens *tokens : {&Tokens::light(), &Tokens::dark()}) {
            QApplication::setPalette(paletteOf(*tokens));
            for (const int side : {16, 20, 40}) {
                const QPixmap twice = icon(name).pixmap(QSize(side, side), 2.0);
                QCOMPARE(twice.size(), QSize(side, side) * 2);
                QCOMPARE(twice.devicePixelRatio(), 2.0);
                QVERIFY2(hasInk(twice.toImage()), qPrintable(name));
                QVERIFY2(hasInk(icon(name).pixmap(QSize(side, side), 1.0).toImage()), qPrintable(name));
            }
        }
    }
}

void StyleTest::anIconFollowsThePalette()
{
    const QIcon key = icon(u"key"_s);
    m_theme.apply(Scheme::Light);
    const QImage light = key.pixmap(16).toImage();
    m_theme.apply(Scheme::Dark);
    QVERIFY(key.pixmap(16).toImage() != light);
    QVERIFY(key.pixmap(16, QIcon::Disabled).toImage() != key.pixmap(16).toImage());
    m_theme.apply(Scheme::Light);
    QCOMPARE(key.pixmap(16).toImage(), light);
    QCOMPARE(iconNameOf(key), u"key"_s);
    QCOMPARE(iconNameOf(QIcon()), QString());
}

void StyleTest::anIconOfTheWrongNameIsEmptyAndHarmless()
{
    QTest::ignoreMessage(QtWarningMsg, "no icon named no-such-icon");
    QVERIFY(!hasInk(icon(u"no-such-icon"_s).pixmap(16).toImage()));
}

void StyleTest::everyMarkIsDifferentInGrey()
{
    std::vector<Mark> marks{Severity::Critical, Severity::Major, Severity::Minor, Severity::Suggestion, Verdict::Ok,
                            Verdict::Attention, Verdict::Broken, Verdict::Unknown, Verdict::Info, StepState::Current,
                            StepState::ToCome, Mark(Severity::Critical, true), Mark(Severity::Major, true)};
    for (const Tokens *tokens : {&Tokens::light(), &Tokens::dark()}) {
        for (const qreal ratio : {1.0, 2.0}) {
            std::set<QByteArray> shapes;
            for (const Mark &mark : marks) {
                const QImage alpha = painted(mark, *tokens, ratio).convertToFormat(QImage::Format_Alpha8);
                const QImage grey = painted(mark, *tokens, ratio).convertToFormat(QImage::Format_Grayscale8);
                QVERIFY(hasInk(painted(mark, *tokens, ratio)));
                shapes.insert(QByteArray(reinterpret_cast<const char *>(alpha.constBits()), alpha.sizeInBytes())
                              + QByteArray(reinterpret_cast<const char *>(grey.constBits()), grey.sizeInBytes()));
            }
            QCOMPARE(shapes.size(), marks.size());
        }
    }
}

void StyleTest::controlsAreLargeEnough()
{
    QPushButton plain(u"Go"_s);
    QVERIFY(plain.sizeHint().height() >= 28);
    QVERIFY(plain.sizeHint().width() >= 72);
    const std::unique_ptr<QPushButton> sign(makeIconButton(u"copy"_s, u"Copy"_s));
    QCOMPARE(sign->sizeHint(), QSize(28, 28));
    QCOMPARE(sign->accessibleName(), u"Copy"_s);
    QLineEdit field;
    QCOMPARE(field.sizeHint().height(), 28);
    QComboBox combo;
    combo.addItem(u"eu-de"_s);
    QCOMPARE(combo.sizeHint().height(), 28);
    QVERIFY(QCheckBox(u"Production"_s).sizeHint().height() >= 24);
    QVERIFY(QRadioButton(u"Wait"_s).sizeHint().height() >= 24);
}

void StyleTest::fontsFollowTheApplication()
{
    const QFont before = QApplication::font();
    QCOMPARE(fontFor(TextStyle::Title).pointSizeF(), before.pointSizeF() * 1.5);
    QVERIFY(fontFor(TextStyle::Subtitle).bold());
    QFont pixels = before;
    pixels.setPixelSize(20); // some desktops give the size so
    QApplication::setFont(pixels);
    QCOMPARE(fontFor(TextStyle::Title).pixelSize(), 30);
    QApplication::setFont(before);
    QVERIFY(QFontMetrics(fontFor(TextStyle::Mono)).horizontalAdvance(u'i') == QFontMetrics(fontFor(TextStyle::Mono)).horizontalAdvance(u'W'));
}

// Tab to a button below the edge: the focus comes first, the scrolling after it.
void StyleTest::theRingFollowsIntoWhatIsScrolledTo()
{
    m_theme.apply(Scheme::Light);
    QScrollArea area;
    area.setFocusPolicy(Qt::NoFocus);
    area.setWidgetResizable(true);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    auto *first = makeButton(u"Run probe"_s), *last = makeButton(u"Copy command"_s);
    column->addWidget(first);
    column->addSpacing(900);
    column->addWidget(last);
    area.setWidget(content);
    area.resize(300, 200);
    area.show();
    area.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&area));
    first->setFocus(Qt::TabFocusReason);
    for (QWidget *button : {last, first}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(button->hasFocus());
        const auto *ring = area.findChild<QFocusFrame *>();
        QVERIFY(ring);
        QCOMPARE(ring->widget(), button);
        QVERIFY(ring->isVisible());
        QVERIFY(area.viewport()->rect().intersects(ring->geometry()));
    }
}

} // namespace claviger

QTEST_MAIN(claviger::StyleTest)
#include "styletest.moc"

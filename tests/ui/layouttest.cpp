// SPDX-License-Identifier: Apache-2.0
// Does everything fit: every page and dialog in every state, in the window sizes of the design, in English, in German and
// in a language a third longer. Runs a second time with everything twice as large, in the longest language alone
// (CLAVIGER_LAYOUT_LANGUAGES). With CLAVIGER_PICTURES=FOLDER in the
// environment the pictures are saved, for people to look at; CLAVIGER_SCHEME=dark makes dark ones.
#include "tests/ui/layoutfaults.h"
#include "tests/ui/longerwords.h"
#include "tests/ui/pagescenes.h"
#include "ui/translation.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopeGuard>

using namespace Qt::StringLiterals;
using namespace claviger;
using namespace claviger::testing;

namespace {

const QSize sizes[] = {{1920, 1080}, {1280, 820}, {1000, 640}};

// The details stand beside the table in wide windows; in narrow ones a row has its acts itself.
const QSet<QString> onlyInWideWindows{QStringLiteral("deleteKey"), QStringLiteral("copyKeyId"), QStringLiteral("checkCluster"), QStringLiteral("manageAgency"),
                                      QStringLiteral("driftWatch"), QStringLiteral("driftInterval"), QStringLiteral("expiryDays"),
                                      QStringLiteral("driftHistory")};

void settleLayout()
{
    for (int i = 0; i < 4; ++i) { // a wrapped label may ask for more height twice
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
}

} // namespace

class LayoutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theCheckFindsWhatIsCut();
    void everythingFits_data();
    void everythingFits();
};

void LayoutTest::initTestCase()
{
    wearTestLook();
    if (qEnvironmentVariable("CLAVIGER_SCHEME") == "dark"_L1) {
        static Theme theme;
        theme.apply(Scheme::Dark);
    }
}

void LayoutTest::theCheckFindsWhatIsCut()
{
    QWidget window;
    window.setObjectName(u"sample"_s);
    window.resize(400, 300);
    auto *good = new QPushButton(u"Good"_s, &window);
    good->setGeometry(QRect(QPoint(10, 10), good->sizeHint()));
    window.show();
    QVERIFY2(layoutFaults(&window).isEmpty(), qPrintable(layoutFaults(&window).join(u'\n')));
    auto *cut = new QPushButton(u"Far too long for its place"_s, &window);
    cut->setGeometry(10, 60, 80, 28);
    auto *outside = new QLabel(u"outside"_s, &window);
    outside->setGeometry(380, 100, 90, 28);
    auto *over = new QLineEdit(&window);
    over->setGeometry(40, 70, 100, 28);
    auto *thick = new QLabel(u"words that need more than the one line that they have here"_s, &window);
    thick->setWordWrap(true);
    thick->setGeometry(10, 150, 120, 18);
    for (QWidget *widget : {static_cast<QWidget *>(cut), static_cast<QWidget *>(outside), static_cast<QWidget *>(over),
                            static_cast<QWidget *>(thick)})
        widget->show();
    const QString faults = layoutFaults(&window).join(u'\n');
    QVERIFY2(faults.contains(u"Far too long for its place” in sample is cut"_s), qPrintable(faults));
    QVERIFY2(faults.contains(u"“outside” in sample stands outside"_s), qPrintable(faults));
    QVERIFY2(faults.contains(u"overlap"_s), qPrintable(faults));
    QVERIFY2(faults.contains(u"words that need more"_s), qPrintable(faults));
    QVERIFY2(!faults.contains(u"Good"_s), qPrintable(faults));
}

void LayoutTest::everythingFits_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("scene");
    const QString wanted = qEnvironmentVariable("CLAVIGER_LAYOUT_LANGUAGES", u"en,de,long"_s);
    for (const QString &language : wanted.split(u','))
        for (std::size_t i = 0; i < pageScenes().size(); ++i)
            QTest::addRow("%s %s", qPrintable(pageScenes()[i].name), qPrintable(language)) << language << int(i);
}

void LayoutTest::everythingFits()
{
    QFETCH(QString, language);
    QFETCH(int, scene);
    const Translation words(language == "de"_L1 ? Language::German : Language::English);
    LongerWords longer(LongerWords::Kind::Longer);
    if (language == "long"_L1)
        QCoreApplication::installTranslator(&longer);
    const auto forget = qScopeGuard([&] { QCoreApplication::removeTranslator(&longer); });
    const QString folder = qEnvironmentVariable("CLAVIGER_PICTURES");

    ConsoleBench bench;
    QVERIFY(pageScenes()[static_cast<std::size_t>(scene)].play(bench));
    QStringList faults;
    QSet<QString> widest;
    for (const QSize &size : sizes) {
        bench.window->resize(size);
        settleLayout();
        const QPixmap picture = pictureOf(bench);
        if (!folder.isEmpty())
            QVERIFY(picture.save(u"%1/%2-%3.png"_s.arg(folder, QLatin1String(QTest::currentDataTag()).toString().replace(u' ', u'-'))
                                     .arg(size.width())));
        settleLayout();
        if (bench.window->size() != size)
            faults.append(u"at %1 the window takes %2 x %3"_s.arg(size.width()).arg(bench.window->width()).arg(bench.window->height()));
        for (QWidget *front : frontsOf(bench))
            for (const QString &fault : layoutFaults(front))
                faults.append(u"at %1: %2"_s.arg(size.width()).arg(fault));
        const QSet<QString> seen = controlsSeen(bench.window.get());
        if (widest.isEmpty())
            widest = seen;
        for (const QString &name : widest - seen - onlyInWideWindows)
            faults.append(u"at %1 %2 is gone"_s.arg(size.width()).arg(name));
    }
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

QTEST_MAIN(LayoutTest)

#include "layouttest.moc"

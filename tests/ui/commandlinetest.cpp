// SPDX-License-Identifier: Apache-2.0
// The command line is untrusted: what it may ask for, and what is refused with a sentence.
#include "ui/commandline.h"
#include "ui/translation.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace claviger;

namespace {

Result<CommandLine> readLine(const QStringList &arguments)
{
    return readCommandLine(QStringList{u"claviger"_s} + arguments, {u"access-keys"_s, u"agencies"_s, u"activity"_s}, {u"healthy"_s, u"agency-unbound"_s});
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingAsksForNothing();
    void everyOptionIsRead();
    void aTourIsADemo();
    void whatCannotBeUnderstoodIsRefused_data();
    void whatCannotBeUnderstoodIsRefused();
    void refusalsSpeakTheLanguageOfTheDesktop();
    void theHelpNamesEveryOption();
};

void CommandLineTest::nothingAsksForNothing()
{
    const Result<CommandLine> line = readLine({});
    QVERIFY(line);
    QVERIFY(!line->demo && line->cloud.isEmpty() && line->page.isEmpty() && line->tourFolder.isEmpty());
}

void CommandLineTest::everyOptionIsRead()
{
    const Result<CommandLine> cloud = readLine({u"--cloud"_s, u"prod ü"_s, u"--page=activity"_s, u"--scheme"_s, u"dark"_s});
    QVERIFY(cloud);
    QCOMPARE(cloud->cloud, u"prod ü"_s);
    QCOMPARE(cloud->page, u"activity"_s);
    QCOMPARE(cloud->scheme, u"dark"_s);
    const Result<CommandLine> demo = readLine({u"--demo"_s, u"--scenario"_s, u"healthy"_s});
    QVERIFY(demo);
    QVERIFY(demo->demo);
    QCOMPARE(demo->scenario, u"healthy"_s);
}

void CommandLineTest::aTourIsADemo()
{
    const Result<CommandLine> line = readLine({u"--tour"_s, u"pictures"_s});
    QVERIFY(line);
    QVERIFY(line->demo);
    QCOMPARE(line->tourFolder, u"pictures"_s);
}

void CommandLineTest::whatCannotBeUnderstoodIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown option") << QStringList{u"--password=example"_s} << u"password"_s;
    QTest::newRow("stray argument") << QStringList{u"file.txt"_s} << u"file.txt"_s;
    QTest::newRow("unknown page") << QStringList{u"--page"_s, u"nowhere"_s} << u"access-keys"_s;
    QTest::newRow("twice") << QStringList{u"--cloud"_s, u"a"_s, u"--cloud"_s, u"b"_s} << u"--cloud"_s;
    QTest::newRow("tour without a folder") << QStringList{u"--tour"_s, QString()} << u"folder"_s;
    QTest::newRow("missing value") << QStringList{u"--cloud"_s} << u"cloud"_s;
    QTest::newRow("scheme") << QStringList{u"--scheme"_s, u"pink"_s} << u"light or dark"_s;
    QTest::newRow("unknown scenario") << QStringList{u"--demo"_s, u"--scenario"_s, u"nowhere"_s} << u"healthy, agency-unbound"_s;
    QTest::newRow("scenario alone") << QStringList{u"--scenario"_s, u"healthy"_s} << u"--demo"_s;
    QTest::newRow("cloud and demo") << QStringList{u"--cloud"_s, u"a"_s, u"--demo"_s} << u"exclude"_s;
}

void CommandLineTest::whatCannotBeUnderstoodIsRefused()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const Result<CommandLine> line = readLine(arguments);
    QVERIFY(!line);
    QCOMPARE(line.error().fault, Fault::Rejected);
    QVERIFY2(line.error().detail.contains(named), qPrintable(line.error().detail));
}

void CommandLineTest::refusalsSpeakTheLanguageOfTheDesktop()
{
    const std::vector<QStringList> refusedLines{{u"file.txt"_s},
                                                {u"--page"_s, u"nowhere"_s},
                                                {u"--cloud"_s, u"a"_s, u"--cloud"_s, u"b"_s},
                                                {u"--tour"_s, QString()},
                                                {u"--scheme"_s, u"pink"_s},
                                                {u"--scenario"_s, u"healthy"_s},
                                                {u"--demo"_s, u"--scenario"_s, u"nowhere"_s},
                                                {u"--cloud"_s, u"a"_s, u"--demo"_s}};
    for (const QStringList &arguments : refusedLines) {
        const QString english = readLine(arguments).error().detail;
        const Translation german(Language::German);
        QVERIFY2(readLine(arguments).error().detail != english, qPrintable(english));
    }
}

void CommandLineTest::theHelpNamesEveryOption()
{
    for (const QString &option : {u"--demo"_s, u"--scenario"_s, u"--cloud"_s, u"--page"_s, u"--tour"_s, u"--version"_s, u"--help"_s})
        QVERIFY2(commandLineHelp().contains(option), qPrintable(option));
}

QTEST_GUILESS_MAIN(CommandLineTest)

#include "commandlinetest.moc"

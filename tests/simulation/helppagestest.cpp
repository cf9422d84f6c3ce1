// SPDX-License-Identifier: Apache-2.0
// The commands of the help pages do what the pages say: every "console" block is run, in order, against a cloud that is
// started as the page starts it, and what it prints is compared with what stands there.
#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

struct Step
{
    QString command;
    QString printed; // as the page has it
};

std::vector<Step> stepsOf(const QString &page)
{
    std::vector<Step> steps;
    bool isInBlock = false;
    for (const QString &line : page.split(u'\n')) {
        if (line.startsWith("```"_L1))
            isInBlock = line == "```console"_L1;
        else if (isInBlock && line.startsWith("$ "_L1))
            steps.push_back({.command = line.mid(2), .printed = {}});
        else if (isInBlock && !steps.empty())
            steps.back().printed += line + u'\n';
    }
    return steps;
}

// Times, serial numbers and ports are other ones each time; a count is not.
QString withoutChance(QString text)
{
    static const QRegularExpression date(u"\\d{4}-\\d\\d-\\d\\d"_s), clock(u"\\d\\d:\\d\\d(:\\d\\d([.,]\\d+)?)?"_s), number(u"\\d{6,}"_s);
    return text.replace(date, u"DATE"_s).replace(clock, u"TIME"_s).replace(number, u"NUMBER"_s).trimmed();
}

} // namespace

class HelpPagesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatThePageSaysHappens_data();
    void whatThePageSaysHappens();
};

void HelpPagesTest::whatThePageSaysHappens_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("ALM-45741") << u"rehearse-alm-45741.md"_s;
    QTest::newRow("Manager") << u"simulated-manager.md"_s;
    QTest::newRow("scenarios") << u"scenarios.md"_s;
}

void HelpPagesTest::whatThePageSaysHappens()
{
    QFETCH(const QString, name);
    QFile file(QStringLiteral(HELP_FOLDER) + u'/' + name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll());
    const std::vector<Step> steps = stepsOf(page);
    QVERIFY(steps.size() > 5);

    // As the page starts it, but for the port.
    static const QRegularExpression start(u"^claviger-simcloud --port \\d+ (.*)$"_s, QRegularExpression::MultilineOption);
    const QString options = start.match(page).captured(1);
    QVERIFY(!options.isEmpty());
    QProcess cloud;
    cloud.start(QStringLiteral(SIMCLOUD_PROGRAM), QProcess::splitCommand(u"--port 0 "_s + options));
    QString head;
    while (head.count(u'\n') < 2) {
        QVERIFY(cloud.waitForReadyRead(20'000));
        head += QString::fromUtf8(cloud.readAllStandardOutput());
    }
    static const QRegularExpression addresses(u"cloud at (\\S+), control door at (\\S+)\\n.*Manager at (\\S+)/\\n"_s);
    const QRegularExpressionMatch match = addresses.match(head);
    QVERIFY2(match.hasMatch(), qPrintable(head));

    QString script = u"exec 2>&1\nIAM=%1\nCONTROL=%2\nMANAGER=%3\n"_s.arg(match.captured(1), match.captured(2), match.captured(3));
    for (const Step &step : steps)
        script += step.command + u"\nprintf '\\001'\n"_s;
    const QTemporaryDir folder;
    QProcess shell;
    shell.setWorkingDirectory(folder.path());
    shell.start(u"bash"_s, {u"-c"_s, script});
    QVERIFY(shell.waitForFinished(240'000));
    const QStringList printed = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(1));
    cloud.terminate();
    QVERIFY(cloud.waitForFinished(20'000));
    for (std::size_t i = 0; i < steps.size(); ++i) {
        QVERIFY2(static_cast<qsizetype>(i) < printed.size(), qPrintable(steps[i].command));
        const QString got = withoutChance(printed[static_cast<qsizetype>(i)]);
        QVERIFY2(got == withoutChance(steps[i].printed),
                 qPrintable(u"%1\nprinted: %2\nand not: %3"_s.arg(steps[i].command, got, steps[i].printed)));
    }
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::HelpPagesTest)
#include "helppagestest.moc"

// SPDX-License-Identifier: Apache-2.0
// Messages out of a TCP stream: counted ones, lines, both, and what hostile senders do.
#include "app/alarms/syslogsplitter.h"

#include <QTest>

namespace claviger {

namespace {

QByteArrayList splitIn(const QByteArray &stream, qsizetype step, qint64 *dropped = nullptr)
{
    SyslogSplitter splitter;
    QByteArrayList messages;
    for (qsizetype at = 0; at < stream.size(); at += step) {
        splitter.feed(QByteArrayView(stream).sliced(at, std::min(step, stream.size() - at)));
        while (const std::optional<QByteArray> message = splitter.next())
            messages.append(*message);
    }
    messages.append("rest:" + splitter.rest());
    if (dropped)
        *dropped = splitter.dropped();
    return messages;
}

} // namespace

class SyslogSplitterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFraming_data();
    void everyFraming();
    void tooLongMessagesAreDroppedAndCounted();
    void theBufferDoesNotGrow();
    void rubbishTakesNoTime_data();
    void rubbishTakesNoTime();
};

void SyslogSplitterTest::everyFraming_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("messages");
    QTest::newRow("lines") << QByteArray("<1>a\n<2>b|c\r\n\n<3>d") << QByteArrayList{"<1>a", "<2>b|c", "rest:<3>d"};
    QTest::newRow("NUL") << QByteArray("<1>a\0<2>b\0", 10) << QByteArrayList{"<1>a", "<2>b", "rest:"};
    QTest::newRow("counted") << QByteArray("4 <1>a5 <2>\nb6 <3>x") << QByteArrayList{"<1>a", "<2>\nb", "rest:<3>x"};
    QTest::newRow("counted with line ends behind") << QByteArray("4 <1>a\n4 <2>b\r\n") << QByteArrayList{"<1>a", "<2>b", "rest:"};
    QTest::newRow("both") << QByteArray("<1>a\n4 <2>b<3>c\n") << QByteArrayList{"<1>a", "<2>b", "<3>c", "rest:"};
    QTest::newRow("text with a number first") << QByteArray("45741 Failed\n12 x\n0 <1>a\n1234567890 <1>b\n") << QByteArrayList{"45741 Failed", "12 x", "0 <1>a", "1234567890 <1>b", "rest:"};
    QTest::newRow("a number alone") << QByteArray("12") << QByteArrayList{"rest:12"};
    QTest::newRow("empty") << QByteArray() << QByteArrayList{"rest:"};
}

void SyslogSplitterTest::everyFraming()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, messages);
    for (qsizetype step = 1; step <= stream.size() + 1; ++step)
        QCOMPARE(splitIn(stream, step), messages);
}

void SyslogSplitterTest::tooLongMessagesAreDroppedAndCounted()
{
    const QByteArray most(SyslogSplitter::longestMessage, 'x');
    qint64 dropped = 0;
    for (const qsizetype step : {1000, 70'000, 10'000'000}) {
        QCOMPARE(splitIn(most + "\n" + most + "x\n<1>a\n", step, &dropped), (QByteArrayList{most, "<1>a", "rest:"}));
        QCOMPARE(dropped, 1);
        QCOMPARE(splitIn("100000 <" + QByteArray(99'999, '\n') + "<1>a\n" + most + most, step, &dropped), (QByteArrayList{"<1>a", "rest:"}));
        QCOMPARE(dropped, 2);
    }
}

void SyslogSplitterTest::theBufferDoesNotGrow()
{
    SyslogSplitter splitter;
    const QByteArray block(64 * 1024, 'x'); // a line that never ends
    for (int i = 0; i < 1000; ++i) {
        splitter.feed(block);
        QVERIFY(!splitter.next());
        QVERIFY(splitter.rest().size() <= 2 * block.size());
    }
    QCOMPARE(splitter.dropped(), 1);
}

void SyslogSplitterTest::rubbishTakesNoTime_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char *part : {"\n", "\r", "1", "1 ", "1 <", "9 <", "<", "0", "999999999 <", "\r\n", "=", "\xff"})
        QTest::newRow(QByteArray(part).toPercentEncoding().constData()) << QByteArray(part);
    QTest::newRow("NUL") << QByteArray(1, '\0');
}

void SyslogSplitterTest::rubbishTakesNoTime()
{
    QFETCH(QByteArray, part);
    const QByteArray stream = part.repeated(200'000); // must end; the test would run into its time limit
    const QByteArrayList whole = splitIn(stream, stream.size());
    QCOMPARE(splitIn(stream, 7), whole);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::SyslogSplitterTest)
#include "syslogsplittertest.moc"

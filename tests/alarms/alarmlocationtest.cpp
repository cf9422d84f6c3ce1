// SPDX-License-Identifier: Apache-2.0
// Where an alarm is, however it is written.
#include "app/alarms/alarmlocation.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

class AlarmLocationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void partsAreKeptInTheirOrder_data();
    void partsAreKeptInTheirOrder();
    void keysAreFoundHoweverTheyAreWritten();
    void thePlaceIsTheSameHoweverItIsWritten();
    void aHugeTextIsReadInTime();
};

// A part as "key|value", joined by line ends.
void AlarmLocationTest::partsAreKeptInTheirOrder_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("parts");
    const auto row = [](const char *name, const QString &text, const QString &parts) { QTest::newRow(name) << text << parts; };
    row("documented", u"Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=node-1"_s,
        u"Source|mrs-demo\nServiceName|Guardian\nRoleName|TokenServer\nHostName|node-1"_s);
    row("blanks", u" Source = mrs-demo ; HostName=node-1 "_s, u"Source|mrs-demo\nHostName|node-1"_s);
    row("commas", u"ServiceName=OMS,RoleName=Controller,HostName=node-1"_s, u"ServiceName|OMS\nRoleName|Controller\nHostName|node-1"_s);
    row("comma in a value", u"ServiceName=Yarn;Queue=a,b;HostName=n"_s, u"ServiceName|Yarn\nQueue|a,b\nHostName|n"_s);
    row("semicolon in a value", u"ServiceName=Yarn;QueueName=root;default;HostName=n"_s, u"ServiceName|Yarn\nQueueName|root;default\nHostName|n"_s);
    row("equals in a value", u"ServiceName=Yarn;Trigger Condition=a=b > 80.0%;HostName=n"_s, u"ServiceName|Yarn\nTrigger Condition|a=b > 80.0%\nHostName|n"_s);
    row("odd order, unknown keys", u"Foo=1;HostName=n;Source=c;Foo=2"_s, u"Foo|1\nHostName|n\nSource|c\nFoo|2"_s);
    row("empty values", u"RoleName=;HostName="_s, u"RoleName|\nHostName|"_s);
    row("text before the first key", u"on host; HostName=n"_s, u"|on host\nHostName|n"_s);
    row("no key at all", u"node-core1-demo"_s, u"|node-core1-demo"_s);
    row("a separator at the end", u"HostName=n;"_s, u"HostName|n"_s);
    row("one part with a comma", u"HostName=a,b"_s, u"HostName|a,b"_s);
    row("one comma and two keys", u"ServiceName=OMS,HostName=n"_s, u"ServiceName|OMS\nHostName|n"_s);
    row("empty", u""_s, u""_s);
    row("separators only", u";;,;"_s, u"|;;,"_s);
    row("equals only", u"==="_s, u"|==="_s);
    row("Chinese value", u"Source=集群一;HostName=节点"_s, u"Source|集群一\nHostName|节点"_s);
}

void AlarmLocationTest::partsAreKeptInTheirOrder()
{
    QFETCH(QString, text);
    QFETCH(QString, parts);
    const AlarmLocation location = readLocation(text);
    QStringList found;
    for (const AlarmLocation::Part &part : location.parts)
        found.append(part.key + u'|' + part.value);
    QCOMPARE(found.join(u'\n'), parts);
    QCOMPARE(location.text, text);
}

void AlarmLocationTest::keysAreFoundHoweverTheyAreWritten()
{
    const AlarmLocation location = readLocation(u"Cluster Name=c1;hostname=n;Trigger condition=5 > 4;HostName=other"_s);
    QCOMPARE(location.value(u"ClusterName"_s), std::optional(u"c1"_s));
    QCOMPARE(location.value(u"HostName"_s), std::optional(u"n"_s)); // the first one
    QCOMPARE(location.value(u"Trigger Condition"_s), std::optional(u"5 > 4"_s));
    QVERIFY(!location.value(u"ServiceName"_s));
}

void AlarmLocationTest::thePlaceIsTheSameHoweverItIsWritten()
{
    const QString place = readLocation(u"Source=c;HostName=n"_s).canonical();
    QCOMPARE(readLocation(u"Source=c, HostName=n"_s).canonical(), place);
    QCOMPARE(readLocation(u"hostname=n; source=c;"_s).canonical(), place);
    QVERIFY(readLocation(u"Source=c;HostName=N"_s).canonical() != place); // names of hosts are as they are
    QVERIFY(readLocation(u"Source=c"_s).canonical() != place);
}

void AlarmLocationTest::aHugeTextIsReadInTime()
{
    const QString huge = u"Key=Value;"_s.repeated(20'000);
    QCOMPARE(readLocation(huge).parts.size(), 20'000U);
    QCOMPARE(readLocation(u"="_s.repeated(200'000)).parts.size(), 1U);
    QCOMPARE(readLocation(u"a "_s.repeated(100'000)).parts.size(), 1U);
    QVERIFY(readLocation(u"a="_s.repeated(100'000)).parts.size() <= 1U);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::AlarmLocationTest)
#include "alarmlocationtest.moc"

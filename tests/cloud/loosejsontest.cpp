// SPDX-License-Identifier: Apache-2.0
// Members that come now so, now so.
#include "app/cloud/loosejson.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

class LooseJsonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void members_data();
    void members();
    void objects();
};

void LooseJsonTest::members_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("number"); // empty: none
    QTest::addColumn<QString>("flag");   // empty: none
    const auto row = [](const char *json, const char *text, const char *number, const char *flag) {
        QTest::newRow(json) << QByteArray(json) << QString::fromUtf8(text) << QString::fromLatin1(number) << QString::fromLatin1(flag);
    };
    row("\"words\"", "words", "", "");
    row("\"5\"", "5", "5", "");
    row("\" 5 \"", " 5 ", "5", "");
    row("5", "5", "5", "");
    row("1", "1", "1", "true");
    row("\"0\"", "0", "0", "false");
    row("-3", "-3", "-3", "");
    row("1.5", "1.5", "", "");
    row("1e300", "1e+300", "", "");
    row("9007199254740992", "9007199254740992", "9007199254740992", "");
    row("true", "true", "", "true");
    row("\"False\"", "False", "", "false");
    row("null", "", "", "");
    row("[]", "", "", "");
    row("{}", "", "", "");
    row("\"99999999999999999999\"", "99999999999999999999", "", "");
}

void LooseJsonTest::members()
{
    QFETCH(QByteArray, json);
    const QJsonValue value = QJsonDocument::fromJson("[" + json + "]").array().at(0);
    QTEST(looseText(value), "text");
    const std::optional<qint64> number = looseNumber(value);
    QTEST(number ? QString::number(*number) : QString(), "number");
    const std::optional<bool> flag = looseFlag(value);
    QTEST(flag ? (*flag ? u"true"_s : u"false"_s) : QString(), "flag");
    QVERIFY(looseText({QJsonValue::Undefined}).isEmpty() && !looseNumber({QJsonValue::Undefined}) && !looseFlag({QJsonValue::Undefined}));
}

void LooseJsonTest::objects()
{
    const QJsonArray mixed = QJsonDocument::fromJson(R"([{"a":1},null,7,"x",[],{"b":2}])").array();
    QCOMPARE(looseObjects(mixed).size(), std::size_t(2));
    for (const QJsonValue &odd : {QJsonValue(), QJsonValue(u"x"_s), QJsonValue(QJsonObject())})
        QVERIFY(looseObjects(odd).empty());
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::LooseJsonTest)
#include "loosejsontest.moc"

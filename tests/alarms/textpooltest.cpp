// SPDX-License-Identifier: Apache-2.0
// Texts that are stored once, and found again whatever the case.
#include "app/alarms/textpool.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

class TextPoolTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachTextIsStoredOnce();
    void whatContainsIt_data();
    void whatContainsIt();
    void itFindsWhatQtFinds();
    void ranksOrderWithoutCase();
    void anEmptyNeedleIsEverywhere();
};

void TextPoolTest::eachTextIsStoredOnce()
{
    TextPool pool;
    QCOMPARE(pool.add(u""_s), 0U);
    QCOMPARE(pool.add(u"Guardian"_s), 1U);
    QCOMPARE(pool.add(u"guardian"_s), 2U); // as it is
    QCOMPARE(pool.add(u"Guard"_s + u"ian"_s), 1U);
    QCOMPARE(pool.text(1), u"Guardian"_s);
    QCOMPARE(pool.text(0), QString());
    for (int i = 0; i < 5'000; ++i)
        QCOMPARE(pool.add(u"node-%1"_s.arg(i)), static_cast<TextPool::Number>(i + 3));
    for (int i = 0; i < 5'000; ++i)
        QCOMPARE(pool.add(u"node-%1"_s.arg(i)), static_cast<TextPool::Number>(i + 3));
    QCOMPARE(pool.text(4'999 + 3), u"node-4999"_s);
    QCOMPARE(pool.size(), 5'003U);
    pool.clear();
    QCOMPARE(pool.size(), 1U);
    QCOMPARE(pool.add(u"node-7"_s), 1U);
}

void TextPoolTest::whatContainsIt_data()
{
    QTest::addColumn<QString>("needle");
    QTest::addColumn<QString>("found");
    QTest::newRow("one") << u"token"_s << u"TokenServer"_s;
    QTest::newRow("any case") << u"TOKENs"_s << u"TokenServer"_s;
    QTest::newRow("several") << u"rver"_s << u"TokenServer,Server"_s;
    QTest::newRow("twice in one") << u"a"_s << u"Banana"_s;
    QTest::newRow("umlauts") << u"ÄRGER"_s << u"Großer Ärger"_s;
    QTest::newRow("Chinese") << u"失败"_s << u"调用失败"_s;
    QTest::newRow("over the end of one") << u"ServerServer"_s << u""_s; // texts do not run into each other
    QTest::newRow("nowhere") << u"zzz"_s << u""_s;
    QTest::newRow("longer than all") << u"TokenServer TokenServer TokenServer TokenServer TokenServer TokenServer TokenServer"_s << u""_s;
    QTest::newRow("a pattern is a text") << u".*"_s << u""_s;
}

void TextPoolTest::whatContainsIt()
{
    QFETCH(QString, needle);
    QFETCH(QString, found);
    TextPool pool;
    for (const QString &text : {u"TokenServer"_s, u"Server"_s, u"Banana"_s, u"Großer Ärger"_s, u"调用失败"_s})
        (void)pool.add(text);
    std::size_t hits = 0;
    const BitSet bits = pool.containing(needle, hits);
    QStringList texts;
    for (TextPool::Number number = 0; number < pool.size(); ++number)
        if (bits.test(number))
            texts.append(pool.text(number));
    QCOMPARE(texts.join(u','), found);
    QCOMPARE(hits, static_cast<std::size_t>(texts.size()));
    QCOMPARE(bits.count(), hits);
}

void TextPoolTest::itFindsWhatQtFinds()
{
    QRandomGenerator random(45741);
    const QString letters = u"abAB ;=ß"_s;
    const auto word = [&](int most) {
        QString text;
        for (quint32 i = random.bounded(1U, static_cast<quint32>(most)); i > 0; --i)
            text.append(letters[static_cast<qsizetype>(random.bounded(static_cast<quint32>(letters.size())))]);
        return text;
    };
    TextPool pool;
    for (int i = 0; i < 3'000; ++i)
        (void)pool.add(word(12));
    for (int i = 0; i < 300; ++i) {
        const QString needle = word(5);
        std::size_t hits = 0;
        const BitSet bits = pool.containing(needle, hits);
        for (TextPool::Number number = 0; number < pool.size(); ++number)
            QCOMPARE(bits.test(number), pool.text(number).toCaseFolded().contains(needle.toCaseFolded()));
    }
}

void TextPoolTest::ranksOrderWithoutCase()
{
    TextPool pool;
    for (const QString &text : {u"b"_s, u"C"_s, u"a"_s, u"B"_s})
        (void)pool.add(text);
    const std::vector<TextPool::Number> ranks = pool.ranks();
    std::vector<QString> ordered(ranks.size());
    for (TextPool::Number number = 0; number < ranks.size(); ++number)
        ordered[ranks[number]] = pool.text(number);
    QCOMPARE(ordered, (std::vector<QString>{QString(), u"a"_s, u"B"_s, u"b"_s, u"C"_s}));
}

void TextPoolTest::anEmptyNeedleIsEverywhere()
{
    TextPool pool;
    (void)pool.add(u"a"_s);
    std::size_t hits = 0;
    QCOMPARE(pool.containing({}, hits).count(), 2U);
    QCOMPARE(hits, 2U);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::TextPoolTest)
#include "textpooltest.moc"

// SPDX-License-Identifier: Apache-2.0
// The table of keys: rows that survive a refresh, honest words, and never a secret.
#include "app/accesskeys/accesskeymodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace claviger {

namespace {

const Instant now = fromDateTime(QDateTime({2026, 1, 15}, {10, 0}, Qt::UTC));

AccessKeyRow row(const QString &id, std::chrono::milliseconds age = std::chrono::days(3))
{
    return {.key = {.id = id, .userId = u"u1"_s, .status = AccessKey::Active, .created = now - age,
                    .secret = Secret::fromUtf8("FAKE-SECRET")}};
}

} // namespace

class AccessKeyModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void mergingKeepsWhatStayed();
    void twiceTheSameIsOnce();
    void changesAreToldAsChanges();
    void wordsOfLastUse_data();
    void wordsOfLastUse();
    void aKeyFromTheFutureHasNoNegativeAge();
    void statusesAreNamed();
    void lastUseIsSetById();
    void noRoleGivesASecret();
    void foreignIndexesGiveNothing();

private:
    QString text(int line, int column) const { return m_model->index(line, column).data().toString(); }
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<AccessKeyModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void AccessKeyModelTest::init()
{
    m_clock = std::make_shared<ManualClock>(now);
    m_model = std::make_unique<AccessKeyModel>(m_clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void AccessKeyModelTest::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void AccessKeyModelTest::mergingKeepsWhatStayed()
{
    m_model->merge({row(u"A"_s), row(u"B"_s), row(u"C"_s)});
    const QPersistentModelIndex second = m_model->index(1, 0);
    QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->merge({row(u"D"_s), row(u"B"_s)});
    QVERIFY(second.isValid());
    QCOMPARE(second.data(AccessKeyModel::KeyIdRole).toString(), u"B"_s);
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(resets.count(), 0);
    QVERIFY(m_model->row(u"D"_s) && !m_model->row(u"A"_s));
    m_model->clear();
    m_model->clear();
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(!second.isValid());
}

void AccessKeyModelTest::twiceTheSameIsOnce()
{
    m_model->merge({row(u"A"_s), row(u"A"_s)});
    QCOMPARE(m_model->rowCount(), 1);
}

void AccessKeyModelTest::changesAreToldAsChanges()
{
    m_model->merge({row(u"A"_s), row(u"B"_s)});
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->merge({row(u"A"_s), row(u"B"_s)});
    QCOMPARE(changed.count(), 0);
    AccessKeyRow other = row(u"B"_s);
    other.secret = SecretPlace::InKeychain;
    m_model->merge({row(u"A"_s), other});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.front().front().toModelIndex().row(), 1);
    QCOMPARE(text(1, AccessKeyModel::SecretColumn), u"Stored"_s);
}

void AccessKeyModelTest::wordsOfLastUse_data()
{
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<qint64>("agoSeconds"); // -1: no time; -2: the time of creation
    QTest::addColumn<QString>("words");
    QTest::newRow("not read") << false << qint64(-1) << u"unknown"_s;
    QTest::newRow("not read, though there") << false << qint64(60) << u"unknown"_s;
    QTest::newRow("no time") << true << qint64(-1) << u"Never used"_s;
    QTest::newRow("as created") << true << qint64(-2) << u"Never used"_s;
    QTest::newRow("seconds") << true << qint64(59) << u"just now"_s;
    QTest::newRow("the future") << true << qint64(-600) << u"just now"_s;
    QTest::newRow("minutes") << true << qint64(59 * 60) << u"59 min ago"_s;
    QTest::newRow("hours") << true << qint64(47 * 3600) << u"47 h ago"_s;
    QTest::newRow("days") << true << qint64(50 * 3600) << u"2 d ago"_s;
}

void AccessKeyModelTest::wordsOfLastUse()
{
    QFETCH(bool, isKnown);
    QFETCH(qint64, agoSeconds);
    AccessKeyRow one = row(u"A"_s, std::chrono::days(30));
    one.lastUseIsKnown = isKnown;
    if (agoSeconds == -2)
        one.key.lastUsed = one.key.created;
    else if (agoSeconds != -1)
        one.key.lastUsed = now - std::chrono::seconds(agoSeconds);
    m_model->merge({one});
    QTEST(text(0, AccessKeyModel::LastUsedColumn), "words");
    const QVariant time = m_model->index(0, 0).data(AccessKeyModel::LastUsedRole);
    if (agoSeconds >= 0)
        QCOMPARE(time.toDateTime().timeSpec(), Qt::UTC);
    else if (agoSeconds > -3)
        QVERIFY(!time.isValid());
}

void AccessKeyModelTest::aKeyFromTheFutureHasNoNegativeAge()
{
    m_model->merge({row(u"A"_s, -std::chrono::days(2)), row(u"B"_s, std::chrono::days(400))});
    QVERIFY(text(0, AccessKeyModel::AgeColumn).startsWith(u"0"_s));
    QVERIFY(text(1, AccessKeyModel::AgeColumn).startsWith(u"400"_s));
    QCOMPARE(m_model->index(1, 0).data(AccessKeyModel::AgeDaysRole).toInt(), 400);
}

void AccessKeyModelTest::statusesAreNamed()
{
    AccessKeyRow off = row(u"B"_s);
    off.key.status = AccessKey::Inactive;
    AccessKeyRow odd = row(u"C"_s);
    odd.key.status = AccessKey::UnknownStatus;
    m_model->merge({row(u"A"_s), off, odd});
    QCOMPARE(text(0, AccessKeyModel::StatusColumn), u"Active"_s);
    QCOMPARE(text(1, AccessKeyModel::StatusColumn), u"Disabled"_s);
    QCOMPARE(text(2, AccessKeyModel::StatusColumn), u"unknown"_s);
    QCOMPARE(text(0, AccessKeyModel::SecretColumn), u"unknown"_s);
}

void AccessKeyModelTest::lastUseIsSetById()
{
    m_model->merge({row(u"A"_s), row(u"B"_s)});
    m_model->setLastUsed(u"gone"_s, now);
    m_model->setLastUsed(u"B"_s, now - 2h);
    QCOMPARE(text(0, AccessKeyModel::LastUsedColumn), u"unknown"_s);
    QCOMPARE(text(1, AccessKeyModel::LastUsedColumn), u"2 h ago"_s);
    m_model->setLastUsed(u"B"_s, {});
    QCOMPARE(text(1, AccessKeyModel::LastUsedColumn), u"Never used"_s);
}

void AccessKeyModelTest::noRoleGivesASecret()
{
    m_model->merge({row(u"A"_s)});
    for (int column = 0; column < m_model->columnCount(); ++column)
        for (int role = 0; role <= AccessKeyModel::SortRole + 20; ++role)
            QVERIFY(!m_model->index(0, column).data(role).toString().contains(u"FAKE-SECRET"_s));
    QMap<int, QVariant> all = m_model->itemData(m_model->index(0, AccessKeyModel::SecretColumn));
    for (const QVariant &value : all)
        QVERIFY(!value.toString().contains(u"FAKE-SECRET"_s));
}

void AccessKeyModelTest::foreignIndexesGiveNothing()
{
    m_model->merge({row(u"A"_s)});
    AccessKeyModel other(m_clock);
    QVERIFY(!m_model->data(QModelIndex()).isValid());
    QVERIFY(!m_model->data(m_model->index(5, 0)).isValid());
    QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 0);
    QVERIFY(!m_model->headerData(99, Qt::Horizontal).isValid());
    for (int column = 0; column < m_model->columnCount(); ++column)
        QVERIFY(!m_model->headerData(column, Qt::Horizontal).toString().isEmpty());
    QCOMPARE(other.rowCount(), 0);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::AccessKeyModelTest)
#include "accesskeymodeltest.moc"

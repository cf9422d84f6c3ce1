// SPDX-License-Identifier: Apache-2.0
// The table behind the trail of a key's creation: each stage while it runs, each way it can end.
#include "ui/accesskeys/issuetrail.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

// One letter a step: Done, Current, to come, Failed, Unknown.
QString lettersOf(const std::vector<StepTrail::Step> &steps)
{
    QString letters;
    for (const StepTrail::Step &step : steps)
        letters += step.state == StepState::Done ? u'D'
            : step.state == StepState::Current   ? u'C'
            : step.state == StepState::ToCome    ? u'-'
            : step.state == StepState::Failed    ? u'F'
                                                 : u'U';
    return letters;
}

const Error someError{.fault = Fault::StoreLocked};
const AccessKey someKey{.id = u"EXAMPLEORPHAN0000001"_s};

} // namespace

class IssueTrailTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theStageWhileItRunsIsCurrent_data();
    void theStageWhileItRunsIsCurrent();
    void theStageOfARefusalHasFailed_data();
    void theStageOfARefusalHasFailed();
    void whatCameOutIsShownAtItsStep_data();
    void whatCameOutIsShownAtItsStep();
    void everyStepHasAWordOfItsOwn();
};

void IssueTrailTest::theStageWhileItRunsIsCurrent_data()
{
    QTest::addColumn<IssueStage>("stage");
    QTest::addColumn<QString>("letters");
    QTest::newRow("keychain") << IssueStage::TryingKeychain << u"C----"_s;
    QTest::newRow("reading keys") << IssueStage::ReadingKeys << u"DC---"_s;
    QTest::newRow("creating") << IssueStage::Creating << u"DC---"_s;
    QTest::newRow("storing") << IssueStage::Storing << u"DDC--"_s;
    QTest::newRow("comparing") << IssueStage::Comparing << u"DDDC-"_s;
    QTest::newRow("journalling") << IssueStage::Journalling << u"DDDDC"_s;
}

void IssueTrailTest::theStageWhileItRunsIsCurrent()
{
    QFETCH(const IssueStage, stage);
    QFETCH(const QString, letters);
    QCOMPARE(lettersOf(issueTrail(Issuance::Running, stage, {})), letters);
}

void IssueTrailTest::theStageOfARefusalHasFailed_data()
{
    theStageWhileItRunsIsCurrent_data();
}

void IssueTrailTest::theStageOfARefusalHasFailed()
{
    QFETCH(const IssueStage, stage);
    QFETCH(const QString, letters);
    QCOMPARE(lettersOf(issueTrail(Issuance::Refused, stage, {})), QString(letters).replace(u'C', u'F'));
}

void IssueTrailTest::whatCameOutIsShownAtItsStep_data()
{
    QTest::addColumn<IssuedKey>("issued");
    QTest::addColumn<QString>("letters");
    QTest::newRow("stored") << IssuedKey{.kind = IssuedKey::Stored} << u"DDDDD"_s;
    QTest::newRow("not stored") << IssuedKey{.kind = IssuedKey::NotStored, .storeError = someError} << u"DDFDD"_s;
    QTest::newRow("stored, a key appeared beside") << IssuedKey{.kind = IssuedKey::Stored, .orphans = {someKey}} << u"DDDDD"_s;
    QTest::newRow("stored, list not compared") << IssuedKey{.kind = IssuedKey::Stored, .compareError = someError} << u"DDDUD"_s;
    QTest::newRow("stored, journal full") << IssuedKey{.kind = IssuedKey::Stored, .journalError = someError} << u"DDDDF"_s;
    QTest::newRow("everything after the creation failed")
        << IssuedKey{.kind = IssuedKey::NotStored, .storeError = someError, .compareError = someError, .journalError = someError}
        << u"DDFUF"_s;
    QTest::newRow("answer lost, key found") << IssuedKey{.kind = IssuedKey::AnswerLost, .orphans = {someKey}} << u"DDFDD"_s;
    QTest::newRow("answer lost, nothing found") << IssuedKey{.kind = IssuedKey::AnswerLost} << u"DU-DD"_s;
    QTest::newRow("answer lost, not compared")
        << IssuedKey{.kind = IssuedKey::AnswerLost, .compareError = someError} << u"DU-UD"_s;
}

void IssueTrailTest::whatCameOutIsShownAtItsStep()
{
    QFETCH(const IssuedKey, issued);
    QFETCH(const QString, letters);
    QCOMPARE(lettersOf(issueTrail(Issuance::Issued, IssueStage::Journalling, issued)), letters);
}

void IssueTrailTest::everyStepHasAWordOfItsOwn()
{
    QStringList words;
    for (const StepTrail::Step &step : issueTrail(Issuance::Running, IssueStage::TryingKeychain, {}))
        words.append(step.text);
    QCOMPARE(words.size(), 5);
    QVERIFY(!words.contains(QString()));
    QCOMPARE(words.removeDuplicates(), 0);
}

} // namespace claviger

QTEST_GUILESS_MAIN(claviger::IssueTrailTest)
#include "issuetrailtest.moc"

// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/proberesult.h"

#include "app/agencies/probeboard.h"
#include "ui/widgets/factline.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/timetext.h"

#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

Verdict markOf(const ProbeFinding &finding)
{
    if (finding.kind == ProbeFinding::GuardianUnasked || finding.kind == ProbeFinding::HostKeyChanged)
        return Verdict::Attention;
    const std::optional<bool> works = finding.works();
    return !works ? Verdict::Unknown : *works ? Verdict::Ok : Verdict::Broken;
}

// What may be over after another look is not called broken.
Verdict diagnosisMark(Diagnosis::Kind kind)
{
    switch (kind) {
    case Diagnosis::WaitForClear:
        return Verdict::Ok;
    case Diagnosis::NotTakenOver:
    case Diagnosis::RefusedThoughGood:
    case Diagnosis::GuardianUnasked:
        return Verdict::Attention;
    case Diagnosis::BindingUnknown:
    case Diagnosis::CheckIam:
    case Diagnosis::ProbeNode:
    case Diagnosis::WorksUnchecked:
    case Diagnosis::WorksHere:
        return Verdict::Unknown;
    default:
        return Verdict::Broken;
    }
}

} // namespace

ProbeResult::ProbeResult(ProbeBoard &board, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_finding(new FailureBanner)
    , m_together(new QWidget)
    , m_togetherTitle(new TextLabel({}, TextStyle::Bold))
    , m_diagnosis(new FactLine)
    , m_facts(new QWidget)
    , m_factsTitle(new TextLabel(tr("What the node answered"), TextStyle::Bold))
    , m_login(new FactLine)
    , m_guardian(new FactLine)
    , m_meta(new FactLine)
    , m_time(new FactLine)
{
    m_finding->setObjectName(u"probeFinding"_s);
    m_diagnosis->setObjectName(u"probeDiagnosis"_s);
    for (TextLabel *title : {m_togetherTitle, m_factsTitle})
        title->setWordWrap(true);

    auto *together = new QVBoxLayout(m_together);
    together->setContentsMargins({});
    together->setSpacing(space::Control);
    together->addWidget(m_togetherTitle);
    together->addWidget(m_diagnosis);
    auto *answers = new QVBoxLayout;
    answers->setSpacing(space::Group);
    for (FactLine *fact : {m_login, m_guardian, m_meta, m_time})
        answers->addWidget(fact);
    auto *facts = new QVBoxLayout(m_facts);
    facts->setContentsMargins({});
    facts->setSpacing(space::Control);
    facts->addWidget(m_factsTitle);
    facts->addLayout(answers);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::Group);
    for (QWidget *part : std::initializer_list<QWidget *>{m_finding, m_together, m_facts})
        column->addWidget(part);
}

// The finding in any case, and below it what it comes to, where there is room for both.
void ProbeResult::showIn(QScrollArea &area) const
{
    if (m_together->isVisibleTo(this))
        area.ensureWidgetVisible(m_together, 0, space::Page);
    area.ensureWidgetVisible(m_finding, 0, space::Page);
}

void ProbeResult::reflect()
{
    const std::optional<ProbeFinding> &finding = m_board.finding();
    m_facts->setVisible(finding && (finding->answers.login || finding->answers.guardian));
    setVisible(finding || m_board.error());
    m_finding->setAccessibleDescription(finding ? findingId(finding->kind) : QString());
    reflectDiagnosis();
    if (m_board.error()) {
        m_finding->setAccessibleName(m_board.error()->detail);
        m_finding->say(Verdict::Attention, tr("Nothing was run."), m_board.error()->detail);
        return;
    }
    if (!finding) {
        m_finding->clear();
        return;
    }
    QString text = findingText(*finding, m_board.target());
    if (!finding->said.isEmpty())
        text += u' ' + tr("It says: %1").arg(finding->said);
    m_finding->setAccessibleName(text);
    const std::optional<Diagnosis> diagnosis = m_board.diagnosis();
    const bool hasBetterAdvice = diagnosis && diagnosis->addsToFinding() && diagnosis->isContradiction();
    m_finding->say(markOf(*finding), text, hasBetterAdvice ? QString() : findingAdvice(*finding, m_board.target()));
    reflectFacts(*finding);
}

// Only what the finding does not say already.
void ProbeResult::reflectDiagnosis()
{
    const std::optional<Diagnosis> diagnosis = m_board.diagnosis();
    const bool isShown = diagnosis && diagnosis->addsToFinding();
    m_together->setVisible(isShown);
    m_factsTitle->setVisible(isShown);
    m_diagnosis->setAccessibleDescription(isShown ? diagnosisId(diagnosis->kind) : QString());
    if (!isShown)
        return;
    const QString text = diagnosisText(*diagnosis, m_board.target());
    m_togetherTitle->setText(tr("Together with the binding, read %1").arg(clockText(m_board.bindingReadAt())));
    m_diagnosis->setAccessibleName(text);
    m_diagnosis->say(diagnosisMark(diagnosis->kind), text, diagnosisAddition(*diagnosis, m_board.target()));
}

void ProbeResult::reflectFacts(const ProbeFinding &finding)
{
    const ProbeAnswers &answers = finding.answers;
    const ProbeTarget &target = m_board.target();
    m_login->setVisible(answers.login.has_value());
    if (answers.login)
        reflectAnswer(*m_login, target.userName, *answers.login);
    if (answers.guardian) {
        reflectAnswer(*m_guardian, answers.guardianState == ProbeAnswers::SameUser ? target.userName : target.guardianUser, *answers.guardian);
    } else {
        m_guardian->say(Verdict::Unknown, tr("As %1: unknown").arg(target.guardianUser),
                            answers.guardianState == ProbeAnswers::Absent ? tr("the node has no such user")
                                                                          : tr("%1 may not act for it").arg(target.userName));
    }
    const int meta = answers.metaStatus.value_or(0);
    m_meta->setVisible(answers.metaStatus.has_value());
    m_meta->say(meta == 200 ? Verdict::Ok : Verdict::Broken,
                meta == 200 ? tr("The metadata service answers") : tr("The metadata service does not answer as it should"),
                meta == 0 ? tr("meta_data.json: no answer") : tr("meta_data.json: status %1").arg(meta));
    m_time->setVisible(answers.nodeTime.has_value());
    if (!answers.nodeTime)
        return;
    const auto shown = [&finding](Instant time) { return finding.clocksDiffer ? factTime(time) : clockText(time); };
    m_time->say(finding.clocksDiffer ? Verdict::Attention : Verdict::Ok,
                finding.clocksDiffer ? tr("The clock of the node differs from the one of this computer") : tr("The clock of the node is right"),
                tr("%1 there, %2 here").arg(shown(*answers.nodeTime), shown(m_board.foundAt())));
}

void ProbeResult::reflectAnswer(FactLine &fact, const QString &userName, const KeyAnswer &answer)
{
    const bool works = answer.isComplete && answer.ends && *answer.ends > m_board.foundAt();
    QString line = answerText(answer);
    if (answer.ends)
        line = tr("%1, until %2").arg(line, factTime(*answer.ends));
    fact.say(works ? Verdict::Ok : Verdict::Broken, works ? tr("As %1: works").arg(userName) : tr("As %1: fails").arg(userName), line);
}

} // namespace claviger

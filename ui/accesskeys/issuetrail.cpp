// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/issuetrail.h"

#include <QCoreApplication>

namespace claviger {

namespace {

struct TrailWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::IssueTrail)
};

enum TrailStep { KeychainStep, CreationStep, StorageStep, ComparisonStep, JournalStep, TrailStepCount };

int trailStepOf(IssueStage stage)
{
    switch (stage) {
    case IssueStage::TryingKeychain:
        return KeychainStep;
    case IssueStage::ReadingKeys:
    case IssueStage::Creating:
        return CreationStep;
    case IssueStage::Storing:
        return StorageStep;
    case IssueStage::Comparing:
        return ComparisonStep;
    case IssueStage::Journalling:
        return JournalStep;
    }
    return KeychainStep;
}

StepState stateBefore(int step, int reached, Issuance::State state)
{
    if (step == reached && state == Issuance::Running)
        return StepState::Current;
    if (step == reached && state == Issuance::Refused)
        return StepState::Failed;
    const bool isOver = state != Issuance::Running && state != Issuance::Refused;
    return step < reached || isOver ? StepState::Done : StepState::ToCome;
}

} // namespace

std::vector<StepTrail::Step> issueTrail(Issuance::State state, IssueStage stage, const std::optional<IssuedKey> &issued,
                                        bool isMemoryOnly)
{
    const QString names[TrailStepCount] = {isMemoryOnly ? TrailWords::tr("No keychain") : TrailWords::tr("Keychain tried"),
                                           TrailWords::tr("Created in IAM"),
                                           isMemoryOnly ? TrailWords::tr("Kept in memory only") : TrailWords::tr("Stored and read back"),
                                           TrailWords::tr("List compared"), TrailWords::tr("In the journal")};
    std::vector<StepTrail::Step> steps;
    steps.reserve(TrailStepCount);
    for (int step = 0; step < TrailStepCount; ++step)
        steps.push_back({names[step], stateBefore(step, trailStepOf(stage), state)});
    if (!issued)
        return steps;
    if (issued->kind == IssuedKey::NotStored)
        steps[StorageStep].state = StepState::Failed;
    if (issued->kind == IssuedKey::AnswerLost) {
        const bool isFound = !issued->orphans.empty();
        steps[CreationStep].state = isFound ? StepState::Done : StepState::Unknown;
        steps[StorageStep].state = isFound ? StepState::Failed : StepState::ToCome;
    }
    if (issued->compareError)
        steps[ComparisonStep].state = StepState::Unknown;
    if (issued->journalError)
        steps[JournalStep].state = StepState::Failed;
    return steps;
}

} // namespace claviger

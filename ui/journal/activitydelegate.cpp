// SPDX-License-Identifier: Apache-2.0
#include "ui/journal/activitydelegate.h"

#include "app/journal/journalmodel.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

Mark standingMark(JournalModel::Standing standing)
{
    switch (standing) {
    case JournalModel::Succeeded:
        return Verdict::Ok;
    case JournalModel::Refused:
    case JournalModel::Failed:
        return Verdict::Broken;
    case JournalModel::Unconfirmed:
    case JournalModel::Orphan:
        return Verdict::Attention;
    case JournalModel::Open:
        return StepState::Current;
    case JournalModel::Cancelled:
        return Mark::icon(u"stop"_s);
    case JournalModel::Settled: // by a person's word, which is not the cloud's
        return Mark::icon(u"check"_s);
    }
    return {};
}

} // namespace

QString actionText(const QString &action)
{
    if (action == "access-key.create"_L1)
        return QCoreApplication::translate("claviger::Activity", "Create access key");
    if (action == "access-key.delete"_L1)
        return QCoreApplication::translate("claviger::Activity", "Delete access key");
    if (action == "access-key.store"_L1)
        return QCoreApplication::translate("claviger::Activity", "Store the secret");
    if (action == "access-key.compare"_L1)
        return QCoreApplication::translate("claviger::Activity", "Compare key list");
    if (action == "agency.bind"_L1)
        return QCoreApplication::translate("claviger::Activity", "Bind agency to node");
    if (action == "agency.restore"_L1)
        return QCoreApplication::translate("claviger::Activity", "Give back agency of node");
    if (action == "agency.create"_L1)
        return QCoreApplication::translate("claviger::Activity", "Create agency");
    if (action == "agency.try"_L1)
        return QCoreApplication::translate("claviger::Activity", "Try creating an agency");
    if (action == "agency.grant"_L1)
        return QCoreApplication::translate("claviger::Activity", "Grant agency a permission");
    return action;
}

QString changeText(const JournalRecord &record)
{
    const JournalEntry &entry = record.entry;
    return QCoreApplication::translate("claviger::Activity", "%1 for %2 in account %3 (%4), %5")
        .arg(actionText(entry.action), entry.target, entry.account, entry.cloud, factTime(record.begun));
}

ActivityDelegate::ActivityDelegate(std::shared_ptr<const Clock> clock, QObject *parent)
    : CellDelegate(parent)
    , m_clock(std::move(clock))
{
}

CellLook ActivityDelegate::describe(const QModelIndex &index) const
{
    CellLook look{.text = index.data(Qt::DisplayRole).toString()};
    switch (index.column()) {
    case JournalModel::TimeColumn:
        look = timeLook(index.data(JournalModel::TimeRole).value<Instant>(), m_clock->now());
        break;
    case JournalModel::ActionColumn:
        look.text = actionText(index.data(JournalModel::ActionRole).toString());
        break;
    case JournalModel::StandingColumn:
        look.mark = standingMark(index.data(JournalModel::StandingRole).value<JournalModel::Standing>());
        break;
    case JournalModel::SubjectColumn:
        look.isMono = true;
        break;
    case JournalModel::RequestIdColumn:
        look.isMono = true;
        look.isQuiet = true;
        break;
    case JournalModel::DetailColumn:
        if (index.data(JournalModel::StandingRole).value<JournalModel::Standing>() == JournalModel::Settled) {
            const CellLook when = timeLook(index.data(JournalModel::EndedRole).value<Instant>(), m_clock->now());
            look.secondary = when.secondary.isEmpty() ? when.text : when.text + u' ' + when.secondary;
        }
        break;
    case JournalModel::TargetColumn:
        look.isMono = index.data(JournalModel::ActionRole).toString() == "access-key.delete"_L1;
        break;
    default:
        break;
    }
    return look;
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/accesskeydelegate.h"

#include "app/accesskeys/accesskeymodel.h"

using namespace Qt::StringLiterals;

namespace claviger {

AccessKeyDelegate::AccessKeyDelegate(std::shared_ptr<const Clock> clock, QObject *parent)
    : CellDelegate(parent)
    , m_clock(std::move(clock))
{
}

CellLook AccessKeyDelegate::describe(const QModelIndex &index) const
{
    CellLook look{.text = index.data(Qt::DisplayRole).toString()};
    switch (index.column()) {
    case AccessKeyModel::IdColumn:
        look.isMono = true;
        look.elide = Qt::ElideNone;
        break;
    case AccessKeyModel::StatusColumn:
        switch (index.data(AccessKeyModel::StatusRole).toInt()) {
        case AccessKey::Active:
            look.mark = Verdict::Ok;
            break;
        case AccessKey::Inactive:
            look.mark = Mark::icon(u"disable"_s);
            break;
        default:
            look.mark = Verdict::Unknown;
        }
        break;
    case AccessKeyModel::CreatedColumn:
        return timeLook(fromDateTime(index.data(AccessKeyModel::CreatedRole).toDateTime()), m_clock->now());
    case AccessKeyModel::AgeColumn:
        look.isRight = true;
        break;
    case AccessKeyModel::LastUsedColumn:
        look.isQuiet = !index.data(AccessKeyModel::NeverUsedRole).toBool() && !index.data(AccessKeyModel::LastUsedRole).isValid();
        break;
    case AccessKeyModel::SecretColumn:
        if (index.data(AccessKeyModel::SecretPlaceRole).toInt() == static_cast<int>(SecretPlace::InKeychain))
            look.mark = Mark::icon(u"lock"_s);
        else if (index.data(AccessKeyModel::SecretPlaceRole).toInt() == static_cast<int>(SecretPlace::InMemory))
            look.mark = Verdict::Attention;
        else
            look.isQuiet = true;
        break;
    default:
        break;
    }
    return look;
}

} // namespace claviger

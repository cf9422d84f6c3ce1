// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/onelinevalidator.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace claviger {

QValidator::State OneLineValidator::validate(QString &text, int &cursor) const
{
    static const QRegularExpression breaks(u"[\\t\\n\\v\\f\\r\\x{85}\\x{2028}\\x{2029}]+"_s);
    if (!text.contains(breaks))
        return Acceptable;
    QString before = text.left(cursor);
    QString after = text.mid(cursor);
    cursor = static_cast<int>(before.replace(breaks, u" "_s).size());
    text = before + after.replace(breaks, u" "_s);
    return Acceptable;
}

} // namespace claviger

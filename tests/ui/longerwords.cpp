// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/longerwords.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace claviger::testing {

LongerWords::LongerWords(Kind kind, QObject *parent)
    : QTranslator(parent)
    , m_kind(kind)
{
}

// Placeholders stay where they are: what is more comes behind, in words of a usual length.
QString LongerWords::translate(const char *context, const char *source, const char *, int) const
{
    if (std::strncmp(context, "claviger::", 10) != 0)
        return {};
    const QString text = QString::fromUtf8(source);
    if (m_kind == Kind::Bracketed)
        return u'\u27E6' + text + u'\u27E7';
    static const QString more = u"ens und tragen"_s;
    const qsizetype wanted = (text.size() * 3 + 9) / 10;
    QString longer = text;
    while (longer.size() < text.size() + wanted)
        longer += more.left(text.size() + wanted - longer.size());
    return longer;
}

} // namespace claviger::testing

// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/routes.h"

namespace claviger::sim {

bool pathFits(const QByteArray &path, const char *pattern, QStringList *ids)
{
    const QByteArrayView wanted(pattern);
    qsizetype at = 0;
    qsizetype in = 0;
    ids->clear();
    while (in < wanted.size()) {
        if (wanted[in] != '*') {
            if (at >= path.size() || path[at] != wanted[in])
                return false;
            ++at;
            ++in;
            continue;
        }
        const qsizetype slash = path.indexOf('/', at);
        const qsizetype end = slash < 0 ? path.size() : slash;
        if (end == at)
            return false;
        ids->append(QString::fromUtf8(QByteArray::fromPercentEncoding(path.mid(at, end - at))));
        at = end;
        ++in;
    }
    return at == path.size();
}

QUrlQuery queryOf(const Call &call)
{
    const qsizetype mark = call.target.indexOf('?');
    return mark < 0 ? QUrlQuery() : QUrlQuery(QString::fromUtf8(call.target.mid(mark + 1)));
}

} // namespace claviger::sim

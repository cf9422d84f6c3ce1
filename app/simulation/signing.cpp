// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/signing.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger::sim {

QByteArray sha256Hex(const QByteArray &data)
{
    return QCryptographicHash::hash(data, QCryptographicHash::Sha256).toHex();
}

QByteArray hmacSha256(const QByteArray &key, const QByteArray &message)
{
    return QMessageAuthenticationCode::hash(message, key, QCryptographicHash::Sha256);
}

QByteArray chainedKey(const QByteArray &key, const QByteArrayList &parts)
{
    QByteArray chained = key;
    for (const QByteArray &part : parts)
        chained = hmacSha256(chained, part);
    return chained;
}

QByteArray encodedPart(const QByteArray &plain)
{
    return plain.toPercentEncoding(); // leaves exactly the letters, digits and -_.~
}

QByteArray canonicalPath(const QByteArray &path)
{
    QByteArrayList parts = path.split('/');
    for (QByteArray &part : parts)
        part = encodedPart(QByteArray::fromPercentEncoding(part));
    return parts.join('/');
}

std::vector<QueryItem> queryItems(const QByteArray &target)
{
    std::vector<QueryItem> items;
    const qsizetype mark = target.indexOf('?');
    if (mark < 0)
        return items;
    const QByteArrayList pieces = target.mid(mark + 1).split('&');
    for (const QByteArray &piece : pieces) {
        if (piece.isEmpty())
            continue;
        const qsizetype sign = piece.indexOf('=');
        const QByteArray name = sign < 0 ? piece : piece.left(sign);
        const QByteArray value = sign < 0 ? QByteArray() : piece.mid(sign + 1);
        items.emplace_back(QByteArray::fromPercentEncoding(name), QByteArray::fromPercentEncoding(value));
    }
    return items;
}

QByteArray canonicalQuery(const std::vector<QueryItem> &items)
{
    std::vector<QueryItem> encoded;
    encoded.reserve(items.size());
    for (const auto &[name, value] : items)
        encoded.emplace_back(encodedPart(name), encodedPart(value));
    std::sort(encoded.begin(), encoded.end());
    QByteArray query;
    for (const auto &[name, value] : encoded) {
        if (!query.isEmpty())
            query += '&';
        query += name + '=' + value;
    }
    return query;
}

std::optional<Instant> readBasicTime(const QByteArray &text)
{
    if (text.size() != 16)
        return {};
    QDateTime time = QDateTime::fromString(QString::fromLatin1(text), u"yyyyMMdd'T'HHmmss'Z'"_s);
    if (!time.isValid())
        return {};
    time.setTimeSpec(Qt::UTC);
    return fromDateTime(time);
}

std::optional<QHash<QByteArray, QByteArray>> readParameters(const QByteArray &text)
{
    QHash<QByteArray, QByteArray> parameters;
    const QByteArrayList pieces = text.split(',');
    for (const QByteArray &piece : pieces) {
        const QByteArray one = piece.trimmed();
        const qsizetype sign = one.indexOf('=');
        if (sign <= 0 || parameters.contains(one.left(sign)))
            return {};
        parameters.insert(one.left(sign), one.mid(sign + 1));
    }
    return parameters;
}

} // namespace claviger::sim

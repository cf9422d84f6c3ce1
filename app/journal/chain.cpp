// SPDX-License-Identifier: Apache-2.0
#include "app/journal/chain.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace claviger {

namespace {

void addNumber(QCryptographicHash &hash, qint64 number)
{
    const qint64 bytes = qToBigEndian(number);
    hash.addData(QByteArrayView(reinterpret_cast<const char *>(&bytes), sizeof bytes));
}

void addText(QCryptographicHash &hash, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    addNumber(hash, utf8.size());
    hash.addData(utf8);
}

} // namespace

QByteArray chainStart()
{
    return QByteArray(QCryptographicHash::hashLength(QCryptographicHash::Sha256), '\0');
}

QByteArray chainHash(const QByteArray &previous, const ChainRow &row)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    addNumber(hash, previous.size());
    hash.addData(previous);
    for (const qint64 number : {row.id, row.begun, row.msecs})
        addNumber(hash, number);
    for (const QString *text : {&row.instance, &row.cloud, &row.account, &row.user, &row.action, &row.target,
                                &row.result, &row.subject, &row.requestId, &row.detail})
        addText(hash, *text);
    return hash.result();
}

} // namespace claviger

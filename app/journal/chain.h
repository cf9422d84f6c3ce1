// SPDX-License-Identifier: Apache-2.0
// A row of the journal file and the hash that ties it to the row before. Anybody who may write the file can also
// compute these hashes: the chain shows a change, it does not prevent one.
#pragma once

#include <QByteArray>
#include <QString>

namespace claviger {

struct ChainRow
{
    qint64 id = 0; // 1, 2, 3, ... without gaps
    qint64 begun = 0; // 0: this row begins an entry; else the id of the row that it ends
    qint64 msecs = 0; // since the epoch, UTC
    QString instance = {}; // of the program that wrote it
    QString cloud = {};
    QString account = {};
    QString user = {};
    QString action = {};
    QString target = {};
    QString result = {}; // "", "succeeded", "refused", "failed", "unconfirmed", "cancelled"; "checked": by the person
                         // named in this row
    QString subject = {};
    QString requestId = {};
    QString detail = {};
};

// What the first row is tied to.
[[nodiscard]] QByteArray chainStart();

// SHA-256 over the hash before and every field, numbers as 8 bytes big-endian, texts as UTF-8 with their length in
// front: no two different rows have the same bytes.
[[nodiscard]] QByteArray chainHash(const QByteArray &previous, const ChainRow &row);

} // namespace claviger

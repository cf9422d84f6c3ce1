// SPDX-License-Identifier: Apache-2.0
// The buckets of OBS and their objects, and how they are listed (obs.md, sections 4 to 6). State only: obs.cpp answers.
#pragma once

#include "app/foundation/instant.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace claviger::sim {

struct StoredObject
{
    QByteArray data = {};
    QByteArray etag = {}; // MD5 in hex, made by Bucket::put
    QString contentType = {};
    Instant modified = {};
};

class Bucket
{
public:
    QString name = {};
    QString accountId = {};
    Instant created = {};
    QString location = QStringLiteral("eu-de");
    bool isPosix = false; // a parallel file system, the kind that MRS needs
    QString storageClass = QStringLiteral("STANDARD");

    void put(const QByteArray &key, StoredObject object);
    bool remove(const QByteArray &key); // false: there was none
    [[nodiscard]] const StoredObject *object(const QByteArray &key) const;
    [[nodiscard]] const std::map<QByteArray, StoredObject> &objects() const { return m_objects; }
    [[nodiscard]] qint64 size() const { return m_size; } // bytes of all objects

private:
    std::map<QByteArray, StoredObject> m_objects; // by key, in the order of the bytes
    qint64 m_size = 0;
};

struct ListingWish
{
    QByteArray prefix = {};
    QByteArray delimiter = {};
    QByteArray after = {}; // only what comes after this key, or after this common prefix
    int most = 1000;
};

struct Listing
{
    std::vector<std::pair<QByteArray, const StoredObject *>> objects = {};
    std::vector<QByteArray> commonPrefixes = {};
    bool isTruncated = false;
    QByteArray last = {}; // key or common prefix to go on after
};

[[nodiscard]] Listing listObjects(const Bucket &bucket, const ListingWish &wish);

class Buckets
{
public:
    static constexpr qint64 greatestObject = 8 * 1024 * 1024; // bytes: all of it is held in memory
    static constexpr qint64 greatestTotal = 64 * 1024 * 1024;
    static constexpr std::size_t mostBuckets = 100; // ours
    static constexpr std::size_t mostObjects = 20'000; // of a bucket, empty ones too

    Bucket &add(Bucket bucket);
    void remove(const QString &name) { m_buckets.erase(name); }
    [[nodiscard]] Bucket *bucket(const QString &name);
    [[nodiscard]] const std::map<QString, Bucket> &all() const { return m_buckets; }
    [[nodiscard]] qint64 size() const;

    bool wantsVirtualHosts = false; // refuses the bucket in the path: VirtualHostDomainRequired

private:
    std::map<QString, Bucket> m_buckets; // by name
};

} // namespace claviger::sim

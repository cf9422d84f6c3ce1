// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/buckets.h"

#include <QCryptographicHash>

#include <numeric>

namespace claviger::sim {

namespace {

// The first key that does not begin with the prefix and comes after all that do; empty: there is none.
QByteArray afterAllOf(QByteArray prefix)
{
    while (!prefix.isEmpty() && prefix.back() == '\xff')
        prefix.chop(1);
    if (!prefix.isEmpty())
        prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1);
    return prefix;
}

} // namespace

void Bucket::put(const QByteArray &key, StoredObject object)
{
    object.etag = QCryptographicHash::hash(object.data, QCryptographicHash::Md5).toHex();
    m_size += object.data.size();
    StoredObject &place = m_objects[key];
    m_size -= place.data.size();
    place = std::move(object);
}

bool Bucket::remove(const QByteArray &key)
{
    const auto found = m_objects.find(key);
    if (found == m_objects.end())
        return false;
    m_size -= found->second.data.size();
    m_objects.erase(found);
    return true;
}

const StoredObject *Bucket::object(const QByteArray &key) const
{
    const auto found = m_objects.find(key);
    return found == m_objects.end() ? nullptr : &found->second;
}

Listing listObjects(const Bucket &bucket, const ListingWish &wish)
{
    Listing listing;
    const auto &objects = bucket.objects();
    auto at = objects.lower_bound(wish.prefix);
    if (!wish.after.isEmpty() && wish.after >= wish.prefix)
        at = objects.upper_bound(wish.after);
    const auto commonPrefixOf = [&wish](const QByteArray &key) {
        const qsizetype cut = wish.delimiter.isEmpty() ? -1 : key.indexOf(wish.delimiter, wish.prefix.size());
        return cut < 0 ? QByteArray() : key.left(cut + wish.delimiter.size());
    };
    int count = 0;
    while (at != objects.end() && at->first.startsWith(wish.prefix)) {
        const QByteArray common = commonPrefixOf(at->first);
        if (common.isEmpty() || common != wish.after) {
            if (count == wish.most) {
                listing.isTruncated = true;
                break;
            }
            ++count;
            listing.last = common.isEmpty() ? at->first : common;
            if (common.isEmpty())
                listing.objects.emplace_back(at->first, &at->second);
            else
                listing.commonPrefixes.push_back(common);
        }
        if (common.isEmpty()) {
            ++at;
            continue;
        }
        const QByteArray next = afterAllOf(common); // everything below it is told by its name
        at = next.isEmpty() ? objects.end() : objects.lower_bound(next);
    }
    return listing;
}

Bucket &Buckets::add(Bucket bucket)
{
    const QString name = bucket.name;
    return m_buckets.insert_or_assign(name, std::move(bucket)).first->second;
}

Bucket *Buckets::bucket(const QString &name)
{
    const auto found = m_buckets.find(name);
    return found == m_buckets.end() ? nullptr : &found->second;
}

qint64 Buckets::size() const
{
    return std::accumulate(m_buckets.begin(), m_buckets.end(), qint64(0),
                           [](qint64 sum, const auto &entry) { return sum + entry.second.size(); });
}

} // namespace claviger::sim

// SPDX-License-Identifier: Apache-2.0
#include "app/vault/memorystore.h"

#include <QCoreApplication>

#include <map>

using namespace Qt::StringLiterals;

namespace claviger {

struct MemoryStore::Entries
{
    std::map<QString, Secret> secrets;
};

MemoryStore::MemoryStore()
    : m_entries(std::make_shared<Entries>())
{
}

Task<Done> MemoryStore::write(QString key, Secret secret) const
{
    return writeTo(m_entries, std::move(key), std::move(secret));
}

Task<Secret> MemoryStore::read(QString key) const
{
    return readFrom(m_entries, std::move(key));
}

Task<Done> MemoryStore::remove(QString key) const
{
    return removeFrom(m_entries, std::move(key));
}

Task<StoreState> MemoryStore::state() const
{
    return sessionState();
}

Task<StoreState> MemoryStore::sessionState()
{
    co_return StoreState{.condition = StoreState::MemoryOnly,
                         .name = QCoreApplication::translate("claviger::SecretStore", "Memory of this session"),
                         .collection = {}};
}

Task<QStringList> MemoryStore::present(QStringList keys) const
{
    return presentIn(m_entries, std::move(keys));
}

Task<int> MemoryStore::clear() const
{
    return clearAll(m_entries);
}

QStringList MemoryStore::keys() const
{
    QStringList all;
    for (const auto &[key, secret] : m_entries->secrets)
        all.append(key);
    return all;
}

Task<Done> MemoryStore::writeTo(std::shared_ptr<Entries> entries, QString key, Secret secret)
{
    if (secret.isEmpty())
        co_return tl::unexpected(emptySecret());
    entries->secrets.insert_or_assign(key, secret);
    co_return Done{};
}

Task<Secret> MemoryStore::readFrom(std::shared_ptr<Entries> entries, QString key)
{
    const auto entry = entries->secrets.find(key);
    if (entry == entries->secrets.end())
        co_return tl::unexpected(noSuchEntry());
    const Secret kept = entry->second; // a copy, and const: QCoro 0.8 moves out of any other value that is returned
    co_return kept;
}

Task<Done> MemoryStore::removeFrom(std::shared_ptr<Entries> entries, QString key)
{
    entries->secrets.erase(key);
    co_return Done{};
}

Task<int> MemoryStore::clearAll(std::shared_ptr<Entries> entries)
{
    const int count = static_cast<int>(entries->secrets.size());
    entries->secrets.clear();
    co_return count;
}

Task<QStringList> MemoryStore::presentIn(std::shared_ptr<Entries> entries, QStringList keys)
{
    QStringList there;
    for (const QString &key : std::as_const(keys)) {
        if (entries->secrets.contains(key))
            there << key;
    }
    co_return there;
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "app/journal/sharedstore.h"

using namespace Qt::StringLiterals;

namespace claviger {

Result<Done> SharedStore::open(const QString &path, const Store::Layout &layout)
{
    if (store)
        return Done{};
    Result<std::unique_ptr<Store>> opened = Store::open(path, layout);
    if (!opened)
        return tl::unexpected(opened.error());
    if (!instance) {
        Result<std::unique_ptr<Instance>> entered = Instance::enter(path + u".running"_s);
        if (!entered)
            return tl::unexpected(entered.error());
        instance = std::move(*entered);
    }
    store = std::move(*opened);
    return Done{};
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// A store that several programs of one user use at once, and their marks beside it: what one of them has begun can be told from
// what was cut short.
#pragma once

#include "app/journal/instance.h"
#include "app/journal/store.h"

namespace claviger {

struct SharedStore
{
    std::unique_ptr<Instance> instance = {}; // first: the mark goes after the file is closed
    std::unique_ptr<Store> store = {};

    // Before anything else; does nothing once it is open, and may be tried again where it could not be. Makes the folder.
    [[nodiscard]] Result<Done> open(const QString &path, const Store::Layout &layout);
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// Something that lives in a thread of its own, for example what keeps a file: everything it is asked is done there, one after
// the other.
#pragma once

#include "app/foundation/worker.h"

namespace claviger {

template <typename T>
class Threaded
{
public:
    // value: made here, used and destroyed there.
    Threaded(const QString &name, std::unique_ptr<T> value)
        : m_value(std::move(value))
        , m_worker(name, [this] { m_value.reset(); })
    {
    }

    template <typename F>
    [[nodiscard]] auto run(F function) const
    {
        return m_worker.run([value = m_value.get(), function = std::move(function)]() mutable { return function(*value); });
    }

private:
    std::unique_ptr<T> m_value;
    Worker m_worker; // last: it goes first, after it has done what it accepted
};

} // namespace claviger

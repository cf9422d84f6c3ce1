// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/singleuse.h"

#include <algorithm>
#include <cstring>

namespace claviger {

SingleUseBody::SingleUseBody(Secret body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered); // Unbuffered: no second copy of a password in QIODevice
}

bool SingleUseBody::atEnd() const
{
    return m_position >= static_cast<qint64>(m_body.utf8().size());
}

qint64 SingleUseBody::bytesAvailable() const
{
    return static_cast<qint64>(m_body.utf8().size()) - m_position;
}

qint64 SingleUseBody::readData(char *data, qint64 maximum)
{
    const qint64 size = std::min(maximum, bytesAvailable());
    if (size <= 0)
        return -1;
    std::memcpy(data, m_body.utf8().data() + m_position, static_cast<std::size_t>(size));
    m_position += size;
    return size;
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// Finds the complete requests in what a client sends: head, and a body of the length the head tells.
#pragma once

#include <QByteArray>

#include <vector>

namespace claviger::testing {

class RequestCounter
{
public:
    // Gives the requests that these bytes completed.
    [[nodiscard]] std::vector<QByteArray> feed(const QByteArray &bytes);

private:
    QByteArray m_buffer;
};

} // namespace claviger::testing

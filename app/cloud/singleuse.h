// SPDX-License-Identifier: Apache-2.0
// A request body that can be read once and never rewound, so that the network layer cannot send it a second time.
#pragma once

#include "app/foundation/secret.h"

#include <QIODevice>

namespace claviger {

class SingleUseBody final : public QIODevice
{
    Q_OBJECT
public:
    explicit SingleUseBody(Secret body, QObject *parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; } // asked for when Qt would like to send again: without its warning
    [[nodiscard]] bool atEnd() const override;
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool wasTouched() const { return m_position > 0; }

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    Secret m_body;
    qint64 m_position = 0;
};

} // namespace claviger

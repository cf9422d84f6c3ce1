// SPDX-License-Identifier: Apache-2.0
// The two values of a new key: the AK to copy, the secret masked.
#pragma once

#include "app/accesskeys/accesskey.h"
#include "app/foundation/clock.h"

#include <QWidget>

#include <memory>

namespace claviger {

class CopyField;
class SecretField;

class IssuedValues final : public QWidget
{
    Q_OBJECT
public:
    explicit IssuedValues(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    // What is revealed at the moment stays so; a key without an id clears both.
    void setKey(const AccessKey &key);
    // The secret of this key was copied or revealed at least once: it may be somewhere else by now.
    [[nodiscard]] bool wasTaken() const { return m_wasTaken; }

Q_SIGNALS:
    void copyRequested(); // of the secret: the page leases the clipboard

protected:
    bool event(QEvent *event) override;

private:
    void alignValues();

    CopyField *m_access;
    SecretField *m_secret;
    bool m_wasTaken = false;
};

} // namespace claviger

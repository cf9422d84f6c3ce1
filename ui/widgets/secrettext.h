// SPDX-License-Identifier: Apache-2.0
// The painted half of SecretField.
#pragma once

#include "app/foundation/secret.h"

#include <QWidget>

namespace claviger {

class SecretText final : public QWidget
{
    Q_OBJECT
public:
    explicit SecretText(const QString &name, QWidget *parent = nullptr);

    void setSecret(const Secret &secret);
    void setRevealed(bool isRevealed);
    [[nodiscard]] bool isRevealed() const { return m_isRevealed; }
    [[nodiscard]] const Secret &secret() const { return m_secret; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Secret m_secret;
    bool m_isRevealed = false;
};

} // namespace claviger

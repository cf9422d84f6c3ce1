// SPDX-License-Identifier: Apache-2.0
// The painted half of SecretField. Wraps: a secret that is shown is shown whole.
#pragma once

#include "app/foundation/secret.h"

#include <QWidget>

#include <vector>

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
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QString shown() const; // to be wiped by whoever asks
    [[nodiscard]] std::vector<QStringView> linesOf(const QString &text, int width) const;
    void reflectFont();

    Secret m_secret;
    bool m_isRevealed = false;
};

} // namespace claviger

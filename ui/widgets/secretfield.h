// SPDX-License-Identifier: Apache-2.0
// Shows a Secret as 40 dots, whatever its length, and as text for 20 s after "Reveal". It paints from guarded memory
// itself: no line edit ever holds the text, and while masked the accessibility tree has nothing of it.
#pragma once

#include "app/foundation/clock.h"
#include "app/foundation/secret.h"

#include "ui/widgets/valuerow.h"

#include <memory>
#include <optional>

class QPushButton;

namespace claviger {

class SecretText;
class Ticker;

class SecretField : public ValueRow
{
    Q_OBJECT
public:
    // The name says what it is ("Secret (SK)"). Buttons: object names revealSecret and copySecret.
    SecretField(const QString &name, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    // Masks again; an empty secret disables the buttons.
    void setSecret(const Secret &secret);
    [[nodiscard]] bool isRevealed() const { return m_hideAt.has_value(); }
    // Also for the program's own lock.
    void mask();
    // The painted part, for object names and buddies.
    [[nodiscard]] QWidget *display() const;

Q_SIGNALS:
    // The page leases the clipboard: see ClipboardLease.
    void copyRequested();
    void revealedChanged(bool isRevealed);

protected:
    bool event(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void reveal();
    void countDown();
    void reflect();
    void reflectFont();

    std::shared_ptr<const Clock> m_clock;
    SecretText *m_text;
    QPushButton *m_copy;
    QPushButton *m_reveal;
    Ticker *m_ticker;
    std::optional<std::chrono::milliseconds> m_hideAt; // in ticks of the clock
};

} // namespace claviger

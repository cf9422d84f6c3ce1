// SPDX-License-Identifier: Apache-2.0
// Buttons of the house, as plain QPushButtons that carry their kind in the dynamic property "kind" for ClavigerStyle.
#pragma once

#include <QPushButton>

namespace claviger {

enum class ButtonKind {
    Plain,
    Primary,         // one per page
    Danger,          // leads to something that destroys
    ConfirmedDanger, // does it; only inside a confirmation
    Quiet,           // a link of the page
    Icon,            // 28 x 28 with an edge
    Flat             // 28 x 28 without
};

void setButtonKind(QWidget *button, ButtonKind kind);
[[nodiscard]] ButtonKind buttonKindOf(const QWidget *button);

[[nodiscard]] QPushButton *makeButton(const QString &text, ButtonKind kind = ButtonKind::Plain, const QString &iconName = {},
                                      QWidget *parent = nullptr);
// The name is both tool tip and accessible name.
[[nodiscard]] QPushButton *makeIconButton(const QString &iconName, const QString &name, ButtonKind kind = ButtonKind::Icon,
                                          QWidget *parent = nullptr);

} // namespace claviger

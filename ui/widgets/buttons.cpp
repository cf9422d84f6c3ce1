// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/buttons.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/tokens.h"

#include <QVariant>

#include <array>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

const char *const KindProperty = "kind";
constexpr std::array KindNames{"plain"_L1, "primary"_L1, "danger"_L1, "confirmedDanger"_L1, "quiet"_L1, "icon"_L1, "flat"_L1};

} // namespace

void setButtonKind(QWidget *button, ButtonKind kind)
{
    button->setProperty(KindProperty, QString(KindNames.at(static_cast<std::size_t>(kind))));
    button->updateGeometry();
    button->update();
}

ButtonKind buttonKindOf(const QWidget *button)
{
    const QVariant kind = button ? button->property(KindProperty) : QVariant();
    if (kind.isValid()) {
        const QString name = kind.toString();
        for (std::size_t i = 0; i < KindNames.size(); ++i) {
            if (name == KindNames.at(i))
                return static_cast<ButtonKind>(i);
        }
    }
    return ButtonKind::Plain;
}

QPushButton *makeButton(const QString &text, ButtonKind kind, const QString &iconName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(true); // Enter presses the one with the focus, outside of dialogs too
    setButtonKind(button, kind);
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    return button;
}

QPushButton *makeIconButton(const QString &iconName, const QString &name, ButtonKind kind, QWidget *parent)
{
    QPushButton *button = makeButton({}, kind, iconName, parent);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace claviger

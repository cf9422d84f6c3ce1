// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/formdialog.h"

#include <QEvent>
#include <QLayout>

namespace claviger {

bool FormDialog::event(QEvent *event)
{
    const bool isHandled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize || event->type() == QEvent::Show)
        growToFit();
    return isHandled;
}

void FormDialog::growToFit()
{
    if (!layout())
        return;
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : layout()->totalSizeHint().height();
    if (needed != minimumHeight())
        setMinimumHeight(needed);
}

} // namespace claviger

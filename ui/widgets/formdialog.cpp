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
    // A minimum of its own switches off that of the layout.
    if (const int least = layout()->totalMinimumSize().width(); least > minimumWidth())
        setMinimumWidth(least);
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : layout()->totalSizeHint().height();
    if (needed != minimumHeight())
        setMinimumHeight(needed);
}

} // namespace claviger

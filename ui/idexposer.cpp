// SPDX-License-Identifier: Apache-2.0
#include "ui/idexposer.h"

#include "ui/widgets/navigationrail.h"

#include <QEvent>
#include <QWidget>

namespace claviger {

bool IdExposer::eventFilter(QObject *watched, QEvent *event)
{
    // Some widgets describe themselves anew when what they show changes: that is followed by a paint event.
    if (event->type() != QEvent::Polish && event->type() != QEvent::Show && event->type() != QEvent::Paint)
        return false;
    auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget)
        return false;
    if (const QString id = u'#' + widget->objectName(); id.size() > 1 && widget->accessibleDescription() != id)
        widget->setAccessibleDescription(id);
    if (auto *rail = qobject_cast<NavigationRail *>(widget))
        rail->exposePageIds();
    return false;
}

} // namespace claviger

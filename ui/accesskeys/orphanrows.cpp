// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/orphanrows.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/timetext.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

OrphanRows::OrphanRows(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, space::Group, 0, 0);
    m_rows->setSpacing(space::Control);
    hide();
}

void OrphanRows::setKeys(const std::vector<AccessKey> &orphans)
{
    QStringList ids;
    for (const AccessKey &orphan : orphans)
        ids.append(orphan.id);
    if (ids != m_shown)
        rebuild(orphans);
    m_shown = ids;
    setVisible(!orphans.empty()); // after the rows are in: they show with it
}

void OrphanRows::rebuild(const std::vector<AccessKey> &orphans)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (QWidget *row = item->widget()) {
            row->hide();
            row->deleteLater(); // its button may be what brought us here
        }
        delete item;
    }
    for (const AccessKey &orphan : orphans)
        m_rows->addWidget(buildRow(orphan));
}

QWidget *OrphanRows::buildRow(const AccessKey &orphan)
{
    auto *remove = makeButton(tr("Delete key…"), ButtonKind::Danger);
    remove->setObjectName(u"orphanDelete"_s);
    remove->setAccessibleName(tr("Delete key %1").arg(orphan.id));
    connect(remove, &QPushButton::clicked, this, [this, id = orphan.id] { Q_EMIT deleteRequested(id); });
    QString facts = tr("created %1").arg(clockText(orphan.created));
    if (!orphan.description.isEmpty())
        facts += u" · "_s + tr("“%1”").arg(orphan.description);
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(new TextLabel(orphan.id, TextStyle::Mono));
    line->addWidget(new ElidedLabel(facts, TextStyle::Small, Tone::Secondary), 1);
    line->addWidget(remove);
    return row;
}

} // namespace claviger

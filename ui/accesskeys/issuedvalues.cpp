// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/issuedvalues.h"

#include "ui/widgets/copyfield.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/secretfield.h"

#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int labelColumn = 120;

} // namespace

IssuedValues::IssuedValues(std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_access(new CopyField(tr("Access key (AK)")))
    , m_secret(new SecretField(tr("Secret (SK)"), std::move(clock)))
{
    m_access->field()->setObjectName(u"issuedAccess"_s);
    m_access->copyButton()->setObjectName(u"copyAccess"_s);
    m_secret->display()->setObjectName(u"issuedSecret"_s);
    auto *accessLabel = new TextLabel(tr("Access key (AK)"), TextStyle::Body, Tone::Secondary);
    accessLabel->setBuddy(m_access->field());
    auto *secretLabel = new TextLabel(tr("Secret (SK)"), TextStyle::Body, Tone::Secondary);
    secretLabel->setBuddy(m_secret->display());
    auto *hint = new TextLabel(tr("Copies are marked as secret and leave the clipboard after 30 s. Revealing hides itself after 20 s."),
                               TextStyle::Small, Tone::Secondary);
    hint->setWordWrap(true);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, space::Group, 0, 0);
    grid->setHorizontalSpacing(space::Group);
    grid->setVerticalSpacing(space::Control);
    grid->setColumnMinimumWidth(0, labelColumn);
    grid->setColumnStretch(1, 1);
    grid->addWidget(accessLabel, 0, 0);
    grid->addWidget(m_access, 0, 1);
    grid->addWidget(secretLabel, 1, 0);
    grid->addWidget(m_secret, 1, 1);
    grid->addWidget(hint, 2, 1);
    alignValues();
    connect(m_secret, &SecretField::copyRequested, this, [this] {
        m_wasTaken = true;
        Q_EMIT copyRequested();
    });
    connect(m_secret, &SecretField::revealedChanged, this,
            [this](bool isRevealed) { m_wasTaken = m_wasTaken || isRevealed; });
}

// Both values end at the same edge where there is room for them.
void IssuedValues::alignValues()
{
    m_access->field()->setMaximumWidth(m_secret->display()->maximumWidth());
}

bool IssuedValues::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) // the font may be another one
        alignValues();
    return QWidget::event(event);
}

void IssuedValues::setKey(const AccessKey &key)
{
    const bool isAnother = m_access->value() != key.id;
    if (isAnother) {
        m_access->setValue(key.id);
        m_wasTaken = false;
    }
    if (isAnother || key.secret.isEmpty() || !m_secret->isRevealed())
        m_secret->setSecret(key.secret);
}

} // namespace claviger

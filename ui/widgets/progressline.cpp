// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/progressline.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/spinner.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QProgressBar>

using namespace Qt::StringLiterals;

namespace claviger {

ProgressLine::ProgressLine(QWidget *parent)
    : QWidget(parent)
    , m_text(new TextLabel)
    , m_detail(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_spinner(new Spinner)
    , m_bar(new QProgressBar)
    , m_stop(makeButton(tr("Stop"), ButtonKind::Plain, u"stop"_s))
{
    setObjectName(u"busy"_s);
    m_stop->setObjectName(u"cancel"_s);
    m_text->setWordWrap(true);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(4);
    m_bar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_detail->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *words = new QHBoxLayout;
    words->addWidget(m_spinner);
    words->addWidget(m_text, 1);
    words->addWidget(m_detail);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::Group);
    grid->addLayout(words, 0, 0, 1, 2);
    grid->addWidget(m_bar, 1, 0);
    grid->addWidget(m_stop, 1, 1);
    grid->setColumnStretch(0, 1);
    m_detail->hide();
    setProgress({});
    connect(m_stop, &QPushButton::clicked, this, &ProgressLine::stopRequested);
}

void ProgressLine::setProgress(const QString &text, int done, int total)
{
    m_text->setText(text);
    m_bar->setAccessibleName(text);
    m_bar->setVisible(total > 0);
    m_spinner->setVisible(total <= 0);
    if (total > 0) {
        m_bar->setRange(0, total);
        m_bar->setValue(done);
    }
    // Without a bar everything stands in one line.
    auto *grid = static_cast<QGridLayout *>(layout());
    grid->removeWidget(m_stop);
    grid->addWidget(m_stop, total > 0 ? 1 : 0, 2);
}

void ProgressLine::setDetail(const QString &detail)
{
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
}

void ProgressLine::setStoppable(bool isStoppable)
{
    m_stop->setVisible(isStoppable);
}

} // namespace claviger

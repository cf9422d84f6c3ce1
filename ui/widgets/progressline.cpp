// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/progressline.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/spinner.h"

#include <QProgressBar>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

ProgressLine::ProgressLine(QWidget *parent)
    : QWidget(parent)
    , m_text(new TextLabel)
    , m_detail(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_spinner(new Spinner)
    , m_bar(new QProgressBar)
    , m_stop(makeButton(tr("Stop"), ButtonKind::Plain, u"stop"_s))
    , m_upper(new QHBoxLayout)
    , m_lower(new QHBoxLayout)
    , m_patience(new QTimer(this))
{
    setObjectName(u"busy"_s);
    m_stop->setObjectName(u"cancel"_s);
    m_text->setWordWrap(true);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(4);
    m_bar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_detail->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_upper->setSpacing(space::Control);
    m_upper->addWidget(m_spinner);
    m_upper->addWidget(m_text, 1);
    m_upper->addWidget(m_detail);
    m_upper->addWidget(m_stop);
    m_lower->setSpacing(space::Group);
    m_lower->addWidget(m_bar, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::Word);
    column->addLayout(m_upper);
    column->addLayout(m_lower);
    m_bar->hide();
    m_detail->hide();
    connect(m_stop, &QPushButton::clicked, this, &ProgressLine::stopRequested);
    m_patience->setSingleShot(true);
    m_patience->setInterval(300ms);
    connect(m_patience, &QTimer::timeout, this, &QWidget::show);
}

void ProgressLine::setProgress(const QString &text, int done, int total)
{
    m_text->setText(text);
    m_bar->setAccessibleName(text);
    const bool hasBar = total > 0;
    if (hasBar) {
        m_bar->setRange(0, total);
        m_bar->setValue(done);
    }
    if (hasBar == m_hasBar)
        return;
    m_hasBar = hasBar;
    m_bar->setVisible(hasBar);
    m_spinner->setVisible(!hasBar);
    // Without a bar everything stands in one line.
    (hasBar ? m_upper : m_lower)->removeWidget(m_stop);
    (hasBar ? m_lower : m_upper)->addWidget(m_stop);
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

void ProgressLine::setKeepsPlace(bool keepsPlace)
{
    m_keepsPlace = keepsPlace;
}

void ProgressLine::showWhile(bool isBusy)
{
    QSizePolicy policy = sizePolicy();
    policy.setRetainSizeWhenHidden(m_keepsPlace);
    setSizePolicy(policy);
    if (!isBusy) {
        m_patience->stop();
        hide();
    } else if (isHidden() && !m_patience->isActive()) {
        m_patience->start();
    }
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/failurebanner.h"

#include "ui/widgets/failuredetails.h"
#include "ui/widgets/timetext.h"

#include <QVBoxLayout>

namespace claviger {

FailureBanner::FailureBanner(QWidget *parent)
    : QWidget(parent)
    , m_banner(new Banner(Verdict::Broken))
    , m_details(new FailureDetails)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::Control);
    column->addWidget(m_banner);
    column->addWidget(m_details);
    hide();
}

void FailureBanner::say(const Error &error, Instant when, const QString &bold, const QString &plain, Verdict verdict)
{
    const Explanation words = explain(error);
    const QString usual = bold.isEmpty() ? words.next : words.what + QLatin1Char(' ') + words.next;
    m_banner->say(verdict, bold.isEmpty() ? words.what : bold, plain.isEmpty() ? usual : plain);
    m_details->setFailure(error, factTime(when));
    m_details->setOpen(false);
    m_details->show();
    show();
}

void FailureBanner::say(Verdict verdict, const QString &bold, const QString &plain)
{
    m_banner->say(verdict, bold, plain);
    m_details->hide();
    show();
}

void FailureBanner::clear()
{
    hide();
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// For when there is no agency to bind: what has to be created, which right that needs and what to ask for; and the creation
// itself where it is known to work.
#pragma once

#include "app/foundation/result.h"

#include <QWidget>

#include <memory>

class QLineEdit;
class QPushButton;

namespace claviger {

class Clock;
class FailureBanner;
class MarkLabel;
class ProgressLine;
class RebindBoard;
class TextLabel;

class AgencyAssistant final : public QWidget
{
    Q_OBJECT
public:
    AgencyAssistant(RebindBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void reflect();

private:
    [[nodiscard]] QString whyText(const Result<Done> &mayTry, const Result<Done> &may) const;

    RebindBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    TextLabel *m_request; // to be sent to who may
    QPushButton *m_copy;
    QLineEdit *m_name;
    MarkLabel *m_problem;
    QPushButton *m_try;
    QPushButton *m_create;
    TextLabel *m_why;
    ProgressLine *m_progress;
    FailureBanner *m_result;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// Signing in again where one is: the session has ended or is about to, and nothing typed elsewhere may be lost.
#pragma once

#include "app/foundation/clock.h"
#include "ui/widgets/formdialog.h"

#include <memory>

class QLineEdit;
class QPushButton;

namespace claviger {

class FailureBanner;
class ProgressLine;
class SignInBoard;

class SignInAgainDialog final : public FormDialog
{
    Q_OBJECT
public:
    SignInAgainDialog(SignInBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent);

private:
    void signIn();
    void reflect();

    SignInBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    bool m_hasTried = false;
    FailureBanner *m_banner;
    ProgressLine *m_progress;
    QLineEdit *m_password;
    QLineEdit *m_passcode = nullptr; // only for sessions opened with a code
    QPushButton *m_signIn;
};

} // namespace claviger

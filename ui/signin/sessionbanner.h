// SPDX-License-Identifier: Apache-2.0
// Above every page: that the session ends, has ended or is being renewed, and what did not work about it.
#pragma once

#include "app/foundation/clock.h"
#include "ui/widgets/marks.h"

#include <QWidget>

#include <memory>

class QTimer;

namespace claviger {

struct Error;
class FailureBanner;
class ProgressLine;
class SignInBoard;

class SessionBanner final : public QWidget
{
    Q_OBJECT
public:
    SessionBanner(SignInBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void reflect(); // shows or hides itself

Q_SIGNALS:
    void signInAgainWanted();

private:
    void announce();
    [[nodiscard]] static QString endWords(std::chrono::seconds left);
    void say(Verdict verdict, const QString &bold, const QString &plain, const Error *error = nullptr);

    SignInBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    FailureBanner *m_banner;
    ProgressLine *m_progress;
    QTimer *m_timer;
    QString m_said;
};

} // namespace claviger

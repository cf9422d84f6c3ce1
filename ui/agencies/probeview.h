// SPDX-License-Identifier: Apache-2.0
// In place of the nodes of a cluster: asks one of them, over ssh, what securitykey answers there.
#pragma once

#include "app/foundation/instant.h"

#include <QWidget>

#include <memory>

class QLineEdit;
class QPushButton;
class QScrollArea;

namespace claviger {

class Clock;
class MarkLabel;
class ProbeBoard;
class ProbeResult;
class ProgressLine;
class TextLabel;
class Ticker;
struct ProbeTarget;

class ProbeView final : public QWidget
{
    Q_OBJECT
public:
    ProbeView(ProbeBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void takeFocus(); // when it was opened

Q_SIGNALS:
    void closed();

private:
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildContent();
    [[nodiscard]] QWidget *buildFields();
    [[nodiscard]] QWidget *buildCommand();
    [[nodiscard]] ProbeTarget typed() const;
    void run();
    void close();
    void reflect();
    void reflectTarget();
    void reflectWait();
    void reflectWords(); // what follows from the fields

    ProbeBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    QString m_shown; // server id whose address is in the field
    bool m_wasRunning = false;

    TextLabel *m_title;
    QPushButton *m_close;
    QScrollArea *m_area;
    QLineEdit *m_address;
    QLineEdit *m_user;
    QLineEdit *m_guardian;
    TextLabel *m_intention;
    QPushButton *m_run;
    TextLabel *m_note; // when the next run is allowed
    ProgressLine *m_progress;
    ProbeResult *m_result;
    TextLabel *m_command;
    QPushButton *m_copy;
    MarkLabel *m_copied;
    Ticker *m_ticker;
};

} // namespace claviger

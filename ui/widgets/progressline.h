// SPDX-License-Identifier: Apache-2.0
// A running act: what it does and how far, a 4 px bar, and Stop (object name "cancel"). Its own object name is "busy".
#pragma once

#include <QWidget>

class QHBoxLayout;
class QProgressBar;
class QPushButton;
class QTimer;

namespace claviger {

class Spinner;
class TextLabel;

class ProgressLine : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressLine(QWidget *parent = nullptr);

    // "Checking agencies: 81 of 109 nodes", 81, 109. With total 0 the spinner stands in for the bar.
    void setProgress(const QString &text, int done = 0, int total = 0);
    // At the right: "6 calls at once, about 4 s left"
    void setDetail(const QString &detail);
    // An act that cannot be taken back half-way has no Stop.
    void setStoppable(bool isStoppable);
    // Shows it once the act has taken 300 ms, hides it at once; its place stays reserved, so that nothing below it moves.
    void showWhile(bool isBusy);
    // False: what comes after it takes its place.
    void setKeepsPlace(bool keepsPlace);

Q_SIGNALS:
    void stopRequested();

private:
    TextLabel *m_text;
    TextLabel *m_detail;
    Spinner *m_spinner;
    QProgressBar *m_bar;
    QPushButton *m_stop;
    QHBoxLayout *m_upper;
    QHBoxLayout *m_lower;
    QTimer *m_patience;
    bool m_hasBar = false;
    bool m_keepsPlace = true;
};

} // namespace claviger

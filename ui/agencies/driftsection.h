// SPDX-License-Identifier: Apache-2.0
// The part of the details panel that speaks of the drift watch: when it looks next or why not, what has changed on the
// selected cluster, and until when its nodes still reach OBS.
#pragma once

#include <QWidget>

#include <memory>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QPushButton;

namespace claviger {

class BindingBoard;
class Clock;
class DriftWatch;
class MarkLabel;
class TextLabel;

class DriftSection final : public QWidget
{
    Q_OBJECT
public:
    // Hides itself where the board has no watch.
    DriftSection(BindingBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void show(const QString &clusterId); // empty: none is selected
    using QWidget::show;

private:
    QWidget *buildChoice();
    QWidget *buildSoon();
    void choose();
    void reflect();
    void reflectState();
    void reflectNotes();
    void reflectImpact();
    void reflectChanges();
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QString moment(std::chrono::sys_time<std::chrono::milliseconds> instant) const;

    BindingBoard &m_board;
    DriftWatch *m_watch;
    std::shared_ptr<const Clock> m_clock;
    QString m_shown;
    TextLabel *m_title;
    TextLabel *m_next;
    MarkLabel *m_state;
    MarkLabel *m_impact;
    MarkLabel *m_note;
    QCheckBox *m_isOn;
    QComboBox *m_interval;
    QComboBox *m_soon;
    QWidget *m_changes;
    QGridLayout *m_lines;
    QPushButton *m_history;
    QStringList m_drawn; // the lines of the changes
    bool m_showsAll = false;
};

} // namespace claviger

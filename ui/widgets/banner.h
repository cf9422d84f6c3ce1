// SPDX-License-Identifier: Apache-2.0
// What a page has to say right over the content it speaks of: a mark, a bold sentence, a plain one, at most two buttons.
#pragma once

#include "ui/widgets/buttons.h"
#include "ui/widgets/marks.h"

#include <QWidget>

class QBoxLayout;

namespace claviger {

class EmphasisLabel;
class TextLabel;

class Banner : public QWidget
{
    Q_OBJECT
public:
    // Compact: both sentences in one small paragraph, for a banner above a table.
    enum class Shape { Full, Compact };
    explicit Banner(Verdict verdict = Verdict::Info, Shape shape = Shape::Full, QWidget *parent = nullptr);

    // The bold sentence carries the object name "message" unless the verdict is Ok; its accessible name is both sentences.
    // Screen readers are told.
    void say(Verdict verdict, const QString &bold, const QString &plain = {});
    // At the right, or below the text if it would get narrower than 360 px.
    QPushButton *addButton(const QString &text, const QString &objectName, ButtonKind kind = ButtonKind::Plain,
                           const QString &iconName = {});
    void clearButtons();
    [[nodiscard]] Verdict verdict() const { return m_verdict; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void placeButtons();
    void announce();

    Verdict m_verdict;
    EmphasisLabel *m_message;
    TextLabel *m_plain = nullptr; // full shape only
    QWidget *m_buttons;
    QBoxLayout *m_row;
    QBoxLayout *m_column;
    bool m_isBelow = false;
};

} // namespace claviger

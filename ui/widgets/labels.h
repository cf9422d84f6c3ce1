// SPDX-License-Identifier: Apache-2.0
// Words in the styles and tones of the project. All of them show plain text only, whatever a server put into it.
#pragma once

#include "ui/widgets/marks.h"

#include <QLabel>

class QTextLayout;

namespace claviger {

enum class Tone { Normal, Secondary, Disabled, Accent, Danger, Ok };

class TextLabel : public QLabel
{
    Q_OBJECT
public:
    explicit TextLabel(const QString &text = {}, TextStyle style = TextStyle::Body, Tone tone = Tone::Normal,
                       QWidget *parent = nullptr);

    void setTextStyle(TextStyle style);
    void setTone(Tone tone);
    // Lets the person select and copy the text, with the keyboard too.
    void setSelectable(bool isSelectable);

protected:
    void changeEvent(QEvent *event) override;
    // Invalid: as the tone says.
    [[nodiscard]] virtual QColor ownColour(const Tokens &tokens) const;
    void reflectTone();
    [[nodiscard]] Tone tone() const { return m_tone; }

private:
    void wear(const QColor &own);
    void reflectFont();

    TextStyle m_style;
    Tone m_tone;
};

// One line that gives way: cut with an ellipsis, the full text as tool tip. Paths are cut in the middle.
class ElidedLabel : public TextLabel
{
    Q_OBJECT
public:
    using TextLabel::TextLabel;

    void setElideMode(Qt::TextElideMode mode);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_mode = Qt::ElideRight;
};

// A mark and its word, which takes the colour of a severity. The mark stays beside the first line if the words wrap.
class MarkLabel : public TextLabel
{
    Q_OBJECT
public:
    explicit MarkLabel(const Mark &mark, const QString &text = {}, TextStyle style = TextStyle::Body,
                       Tone tone = Tone::Normal, QWidget *parent = nullptr);

    void setMark(const Mark &mark);
    [[nodiscard]] const Mark &mark() const { return m_mark; }

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QColor ownColour(const Tokens &tokens) const override;

private:
    Mark m_mark;
};

// A paragraph with bold words in it, wrapped to the width: what rich text would do, without its parser.
class EmphasisLabel : public TextLabel
{
    Q_OBJECT
public:
    using TextLabel::TextLabel;

    // The bold part comes first, then the rest after a space.
    void setSentences(const QString &bold, const QString &rest);
    // %1 of the pattern is replaced by the name, in bold.
    void setPattern(const QString &pattern, const QString &name);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QSizeF layOut(QTextLayout &layout, qreal width) const;

    qsizetype m_boldFrom = 0;
    qsizetype m_boldLength = 0;
};

} // namespace claviger

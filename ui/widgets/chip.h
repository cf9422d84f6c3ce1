// SPDX-License-Identifier: Apache-2.0
// Small signs with a word: Tag (says something, does nothing) and Chip (a filter that is on or off).
#pragma once

#include "ui/widgets/labels.h"

#include <QAbstractButton>

namespace claviger {

class Tag : public TextLabel
{
    Q_OBJECT
public:
    enum class Kind { Production, ReadOnly, Neutral };
    // Production and ReadOnly bring their own word.
    explicit Tag(Kind kind, const QString &text = {}, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind;
};

// Checkable; on = accent edge, soft fill and an x.
class Chip : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Chip(const QString &text, const Mark &mark = {}, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Mark m_mark;
};

// For navigation heads and delegates. Painting gives the width it takes.
[[nodiscard]] QSize tagSize(const QString &text, Tag::Kind kind);
int paintTag(QPainter *painter, const QPoint &topLeft, const QString &text, Tag::Kind kind, const Tokens &tokens);
[[nodiscard]] QString tagText(Tag::Kind kind);

} // namespace claviger

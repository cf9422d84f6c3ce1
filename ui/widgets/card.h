// SPDX-License-Identifier: Apache-2.0
// Surfaces: a card with an optional head and foot in the window's colour, and the hair line between its parts.
#pragma once

#include <QPointer>
#include <QWidget>

namespace claviger {

class Card : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    // These children, laid out by the owner across the whole width, get the window's fill and a hair line.
    void setHead(QWidget *head) { m_head = head; }
    void setFoot(QWidget *foot) { m_foot = foot; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPointer<QWidget> m_head;
    QPointer<QWidget> m_foot;
};

class HairLine : public QWidget
{
    Q_OBJECT
public:
    explicit HairLine(Qt::Orientation orientation = Qt::Horizontal, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

// A plain widget filled with one token colour: chrome beside tables.
class Surface : public QWidget
{
    Q_OBJECT
public:
    enum class Fill { Window, Base, Rail };
    explicit Surface(Fill fill, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Fill m_fill;
};

} // namespace claviger

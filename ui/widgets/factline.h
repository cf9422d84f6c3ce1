// SPDX-License-Identifier: Apache-2.0
// A fact that was found: a mark with its words, and below them, indented, what there is to say about it.
#pragma once

#include <QWidget>

namespace claviger {

class Mark;
class MarkLabel;
class TextLabel;

class FactLine final : public QWidget
{
    Q_OBJECT
public:
    explicit FactLine(QWidget *parent = nullptr);

    void say(const Mark &mark, const QString &title, const QString &line = {}); // an empty line takes no room

private:
    MarkLabel *m_title;
    TextLabel *m_line;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/emptystate.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace claviger {

class EmptyState::Sign final : public QWidget
{
public:
    explicit Sign(QString iconName)
        : m_icon(std::move(iconName))
    {
        setFixedSize(size::EmptyIcon, size::EmptyIcon);
    }
    void setIconName(const QString &iconName)
    {
        m_icon = iconName;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(&painter, rect(), m_icon, tokensOf(palette()).textSecondary);
    }

private:
    QString m_icon;
};

EmptyState::EmptyState(const QString &iconName, QWidget *parent)
    : QWidget(parent)
    , m_sign(new Sign(iconName))
    , m_title(new TextLabel({}, TextStyle::Subtitle))
    , m_sentence(new TextLabel({}, TextStyle::Body, Tone::Secondary))
    , m_buttons(new QHBoxLayout)
{
    m_title->setAlignment(Qt::AlignHCenter);
    m_title->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter);
    m_sentence->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::Step, space::Step, space::Step, space::Step);
    column->setSpacing(space::Tight);
    column->addStretch(1);
    column->addWidget(m_sign, 0, Qt::AlignHCenter);
    column->addSpacing(space::Tight);
    column->addWidget(m_title);
    // Wrapped words need a width of their own between two springs, not an alignment: that would ask for one line.
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_sentence, 1000);
    middle->addStretch(1);
    m_sentence->setMaximumWidth(qMax(int(size::Form), m_sentence->fontMetrics().averageCharWidth() * 56));
    column->addLayout(middle);
    column->addSpacing(space::Group);
    m_buttons->setSpacing(space::Control);
    m_buttons->addStretch(1);
    m_buttons->addStretch(1);
    column->addLayout(m_buttons);
    column->addStretch(1);
}

void EmptyState::say(const QString &iconName, const QString &title, const QString &sentence)
{
    m_sign->setIconName(iconName);
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

QPushButton *EmptyState::addButton(const QString &text, const QString &objectName, ButtonKind kind, const QString &iconName)
{
    QPushButton *button = makeButton(text, kind, iconName, this);
    button->setObjectName(objectName);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/banner.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/stylepainting.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int TextStart = 41;
constexpr int LeastText = 360; // beside buttons
constexpr int MostText = 560;

} // namespace

Banner::Banner(Verdict verdict, Shape shape, QWidget *parent)
    : QWidget(parent)
    , m_verdict(verdict)
    , m_message(new EmphasisLabel({}, shape == Shape::Full ? TextStyle::Body : TextStyle::Small))
    , m_buttons(new QWidget(this))
    , m_row(new QHBoxLayout(this))
    , m_column(new QVBoxLayout)
{
    const bool isFull = shape == Shape::Full;
    const int edge = isFull ? space::Group : 8;
    m_row->setContentsMargins(TextStart, edge, space::Group, edge);
    m_row->setSpacing(space::Group);
    m_column->setSpacing(isFull ? space::Tight : 0);
    m_column->addWidget(m_message);
    if (isFull) {
        m_plain = new TextLabel;
        m_plain->setWordWrap(true);
        m_column->addWidget(m_plain);
    }
    m_row->addLayout(m_column, 1);
    auto *buttonRow = new QHBoxLayout(m_buttons);
    buttonRow->setContentsMargins(0, 0, 0, 0);
    m_buttons->hide();
    m_row->addWidget(m_buttons, 0, Qt::AlignTop);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum); // Fixed would cap it at its height unwrapped
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void Banner::say(Verdict verdict, const QString &bold, const QString &plain)
{
    m_verdict = verdict;
    m_message->setObjectName(verdict == Verdict::Ok ? QString() : u"message"_s);
    if (m_plain) {
        m_message->setSentences(bold, {});
        m_plain->setText(plain);
        m_plain->setVisible(!plain.isEmpty());
    } else {
        m_message->setSentences(bold, plain);
    }
    // What comes next belongs to what is said, also for who finds the label alone.
    m_message->setAccessibleName(plain.isEmpty() ? bold : bold + u' ' + plain);
    setAccessibleName(bold);
    setAccessibleDescription(plain);
    update();
    if (isVisible())
        announce();
}

QPushButton *Banner::addButton(const QString &text, const QString &objectName, ButtonKind kind, const QString &iconName)
{
    QPushButton *button = makeButton(text, kind, iconName, m_buttons);
    button->setObjectName(objectName);
    static_cast<QHBoxLayout *>(m_buttons->layout())->addWidget(button);
    m_buttons->show();
    placeButtons();
    return button;
}

void Banner::clearButtons()
{
    while (QLayoutItem *item = m_buttons->layout()->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was just clicked
        delete item;
    }
    m_buttons->hide();
}

void Banner::placeButtons()
{
    if (m_buttons->isHidden())
        return;
    const int room = width() - TextStart - 2 * space::Group - m_buttons->sizeHint().width();
    const bool isBelow = room < qBound(LeastText, m_message->sizeHint().width(), MostText);
    if (isBelow == m_isBelow)
        return;
    m_isBelow = isBelow;
    (isBelow ? m_row : m_column)->removeWidget(m_buttons);
    m_buttons->layout()->setContentsMargins(0, isBelow ? space::Control : 0, 0, 0);
    if (isBelow)
        m_column->addWidget(m_buttons, 0, Qt::AlignLeft);
    else
        m_row->addWidget(m_buttons, 0, Qt::AlignTop);
    updateGeometry();
}

void Banner::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeButtons();
}

void Banner::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    announce();
}

void Banner::announce()
{
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Banner::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    const Tokens::VerdictColours colours = tokens.of(m_verdict);
    QPainter painter(this);
    draw::panel(&painter, rect(), colours.soft, colours.mark, size::CardRadius);
    const int line = m_message->fontMetrics().height();
    paintMark(&painter, QRect(TextStart - 28, m_message->y() + 1, size::Mark, line), m_verdict, tokens);
}

} // namespace claviger

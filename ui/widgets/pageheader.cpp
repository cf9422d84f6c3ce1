// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/pageheader.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/stylepainting.h"

#include <QEvent>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int LeastTitle = 200;
constexpr int NarrowActions = 2; // shown side by side in narrow windows

} // namespace

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(title, TextStyle::Title, Tone::Normal, this))
    , m_line(new ElidedLabel({}, TextStyle::Small, Tone::Secondary, this))
    , m_more(makeButton(tr("More"), ButtonKind::Plain, {}, this))
{
    m_more->setObjectName(u"moreActions"_s);
    m_more->hide();
    m_line->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
    arrange();
}

void PageHeader::setLine(const QString &line)
{
    m_line->setText(line);
    m_line->setVisible(!line.isEmpty());
    arrange();
}

void PageHeader::addAction(QPushButton *button)
{
    button->setParent(this);
    m_actions.push_back({.button = button, .isVisible = true});
    QWidget::setTabOrder(m_more, button);
    arrange();
}

void PageHeader::setActionVisible(QPushButton *button, bool isVisible)
{
    for (Action &action : m_actions) {
        if (action.button == button)
            action.isVisible = isVisible;
    }
    arrange();
}

QSize PageHeader::sizeHint() const
{
    return {600, minimumSizeHint().height()};
}

QSize PageHeader::minimumSizeHint() const
{
    const int words = m_title->sizeHint().height() + m_line->sizeHint().height();
    return {LeastTitle, std::max<int>(size::PageHeader, words + space::Group)};
}

bool PageHeader::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::PolishRequest)
        arrange(); // a button got other words
    return QWidget::event(event);
}

void PageHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void PageHeader::arrange()
{
    std::vector<QPushButton *> shown;
    for (const Action &action : m_actions) {
        if (action.isVisible)
            shown.push_back(action.button);
    }
    const auto widthOf = [&shown](std::size_t from) {
        int width = 0;
        for (std::size_t i = from; i < shown.size(); ++i)
            width += shown[i]->sizeHint().width() + space::Control;
        return width;
    };
    const bool isNarrow = window()->width() < size::WideWindow;
    const int wanted = std::min(m_title->sizeHint().width(), std::max(LeastTitle, width() / 3));
    const int room = width() - 2 * space::Page - wanted;
    std::size_t first = 0; // of those that stay buttons
    if (isNarrow && shown.size() > NarrowActions)
        first = shown.size() - NarrowActions;
    const int more = m_more->sizeHint().width() + space::Control;
    while (first + 1 < shown.size() && widthOf(first) + (first ? more : 0) > room)
        ++first;
    m_inMenu.assign(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(first));
    int x = width() - space::Page;
    for (std::size_t i = shown.size(); i-- > first;) {
        const QSize wants = shown[i]->sizeHint();
        x -= wants.width();
        shown[i]->setGeometry(x, (height() - wants.height()) / 2, wants.width(), wants.height());
        x -= space::Control;
    }
    for (const Action &action : m_actions)
        action.button->setVisible(action.isVisible && std::find(m_inMenu.begin(), m_inMenu.end(), action.button) == m_inMenu.end());
    m_more->setVisible(first > 0);
    if (first > 0) {
        x -= more - space::Control;
        m_more->setGeometry(x, (height() - m_more->sizeHint().height()) / 2, m_more->sizeHint().width(), m_more->sizeHint().height());
        fillMenu();
    }
    const int words = x - space::Page - space::Control;
    const int titleHeight = m_title->sizeHint().height();
    const int lineHeight = m_line->text().isEmpty() ? 0 : m_line->sizeHint().height();
    const int top = (height() - 1 - titleHeight - lineHeight) / 2;
    m_title->setGeometry(space::Page, top, words, titleHeight);
    m_line->setGeometry(space::Page, top + titleHeight, words, lineHeight);
}

void PageHeader::fillMenu()
{
    QMenu *menu = m_more->menu();
    if (!menu) {
        menu = new QMenu(m_more);
        m_more->setMenu(menu);
        // The words and states of the buttons are read when the menu opens: they may change until then.
        connect(menu, &QMenu::aboutToShow, this, [this, menu] {
            menu->clear();
            for (QPushButton *button : m_inMenu) {
                QAction *entry = menu->addAction(button->icon(), button->text(), button, &QPushButton::click);
                entry->setObjectName(button->objectName());
                entry->setEnabled(button->isEnabled());
                entry->setToolTip(button->toolTip());
            }
        });
    }
}

void PageHeader::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    draw::hairLine(&painter, rect().bottomLeft(), rect().bottomRight(), tokens);
}

} // namespace claviger

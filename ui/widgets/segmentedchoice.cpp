// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/segmentedchoice.h"

#include "ui/widgets/stylepainting.h"

#include <QComboBox>
#include <QRadioButton>
#include <QStandardItemModel>

#include <algorithm>

namespace claviger {

namespace {

constexpr int SegmentPadding = 13;

class Segment final : public QRadioButton
{
public:
    using QRadioButton::QRadioButton;

    QSize sizeHint() const override
    {
        QFont bold = font();
        bold.setBold(true);
        const QFontMetrics metrics(bold); // the widest it gets
        return {metrics.size(Qt::TextShowMnemonic, text()).width() + 2 * SegmentPadding, rowHeight(fontMetrics())};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    bool isBetween() const { return x() > 0 && geometry().right() < parentWidget()->width() - 1; }

protected:
    bool hitButton(const QPoint &at) const override { return rect().contains(at); }
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &tokens = tokensOf(palette());
        QPainter painter(this);
        if (isChecked())
            draw::panel(&painter, rect(), tokens.accentSoft, isEnabled() ? tokens.accent : tokens.outline,
                        isBetween() ? 0 : size::ControlRadius);
        else if (isEnabled() && (isDown() || underMouse()))
            draw::panel(&painter, rect().adjusted(1, 1, -1, -1), isDown() ? tokens.pressed : tokens.hover, {},
                        size::TagRadius);
        QFont words = font();
        words.setBold(isChecked());
        painter.setFont(words);
        painter.setPen(isEnabled() ? tokens.text : tokens.disabledText);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, text());
    }
};

} // namespace

SegmentedChoice::SegmentedChoice(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_combo(new QComboBox(this))
{
    setAccessibleName(name);
    m_combo->setAccessibleDescription(name);
    m_combo->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_combo, &QComboBox::activated, this, [this](int at) { choose(m_combo->itemData(at).toString()); });
}

void SegmentedChoice::addChoice(const QString &id, const QString &text)
{
    auto *segment = new Segment(text, this);
    segment->setObjectName(id);
    segment->setVisible(!m_isNarrow);
    connect(segment, &QRadioButton::toggled, this, [this, id](bool isOn) {
        if (isOn)
            choose(id);
    });
    m_choices.push_back({.id = id, .segment = segment});
    m_combo->addItem(text, id);
    if (m_choices.size() == 1)
        choose(id);
    updateGeometry();
    arrange();
}

void SegmentedChoice::setChoiceEnabled(const QString &id, bool isEnabled, const QString &why)
{
    for (const Choice &choice : m_choices) {
        if (choice.id != id)
            continue;
        choice.segment->setEnabled(isEnabled);
        choice.segment->setToolTip(why);
        if (auto *items = qobject_cast<QStandardItemModel *>(m_combo->model()))
            items->item(m_combo->findData(id))->setEnabled(isEnabled);
    }
}

void SegmentedChoice::choose(const QString &id)
{
    const auto choice = std::find_if(m_choices.begin(), m_choices.end(), [&](const Choice &c) { return c.id == id; });
    if (choice == m_choices.end() || id == m_chosen)
        return;
    m_chosen = id;
    choice->segment->setChecked(true);
    m_combo->setCurrentIndex(m_combo->findData(id));
    setFocusProxy(m_isNarrow ? static_cast<QWidget *>(m_combo) : choice->segment);
    Q_EMIT chosenChanged(id);
}

QSize SegmentedChoice::sizeHint() const
{
    int widest = 0;
    int height = m_combo->sizeHint().height();
    for (const Choice &choice : m_choices) {
        const QSize wanted = choice.segment->sizeHint();
        widest = std::max(widest, wanted.width());
        height = std::max(height, wanted.height());
    }
    return {widest * static_cast<int>(m_choices.size()), height};
}

QSize SegmentedChoice::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), m_combo->minimumSizeHint().width()), sizeHint().height()};
}

void SegmentedChoice::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void SegmentedChoice::arrange()
{
    const int count = static_cast<int>(m_choices.size());
    int needed = 0;
    for (const Choice &choice : m_choices)
        needed += choice.segment->sizeHint().width();
    const bool isEven = sizeHint().width() <= width();
    m_isNarrow = needed > width();
    m_combo->setVisible(m_isNarrow);
    m_combo->setGeometry(rect());
    int left = 0;
    for (int i = 0; i < count; ++i) {
        QRadioButton *segment = m_choices[static_cast<std::size_t>(i)].segment;
        segment->setVisible(!m_isNarrow);
        int right = isEven ? width() * (i + 1) / count : left + segment->sizeHint().width() + (width() - needed) / count;
        if (i + 1 == count)
            right = width();
        // Neighbours share one line, so that the chosen one's edge covers both.
        segment->setGeometry(left, 0, right - left + (i + 1 < count ? 1 : 0), height());
        left = right;
        if (segment->isChecked()) {
            segment->raise();
            setFocusProxy(m_isNarrow ? static_cast<QWidget *>(m_combo) : segment);
        }
    }
}

void SegmentedChoice::paintEvent(QPaintEvent *)
{
    if (m_isNarrow)
        return;
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    draw::panel(&painter, rect(), tokens.base, tokens.outline);
}

} // namespace claviger

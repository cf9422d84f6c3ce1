// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/navigationrail.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/profilehead.h"
#include "ui/widgets/stylepainting.h"

#include <QFocusEvent>
#include <QListWidget>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int NarrowRail = 52;
constexpr int UsualRail = 176;
constexpr int WidestRail = 224;
constexpr int AroundLabel = 72;
constexpr int EntryInset = 8;

enum EntryRole { PageIdRole = Qt::UserRole, IconRole, CountRole, MarkRole };

class EntryDelegate final : public QStyledItemDelegate
{
public:
    EntryDelegate(const NavigationRail &rail, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_rail(rail)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, qMax(int(size::NavigationEntry), option.fontMetrics.height() + 16)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = tokensOf(option.palette);
        const bool isChosen = index.data(PageIdRole).toString() == m_rail.selected();
        const QRect box = option.rect.adjusted(EntryInset, 0, -EntryInset, 0);
        painter->save();
        if (isChosen) {
            draw::panel(painter, box, tokens.navSelected, {});
            const QRect bar(option.rect.x(), box.y() + 8, 3, box.height() - 16);
            painter->fillRect(bar, tokens.accent);
        } else if (option.state.testFlag(QStyle::State_MouseOver)) {
            draw::panel(painter, box, tokens.hover, {});
        }
        if (option.state.testFlag(QStyle::State_HasFocus) && m_rail.property("keyboard").toBool()) {
            draw::panel(painter, box.adjusted(1, 1, -1, -1), {}, tokens.accent, size::ControlRadius, 2);
        }
        QRect sign(box.x() + 8, box.y(), size::LargeIcon, box.height());
        if (m_rail.isNarrow())
            sign.moveLeft(option.rect.center().x() - size::LargeIcon / 2 + 1);
        paintIcon(painter, sign, index.data(IconRole).toString(), isChosen ? tokens.accent : tokens.textSecondary);
        const int count = index.data(CountRole).toInt();
        const auto mark = index.data(MarkRole).value<Mark>();
        if (m_rail.isNarrow()) {
            if (count > 0)
                paintMark(painter, QRect(sign.right() - 6, sign.center().y() - 16, size::Mark, size::Mark),
                          mark.isNone() ? Mark(StepState::Current) : mark, tokens);
            painter->restore();
            return;
        }
        QRect words = box.adjusted(38, 0, -8, 0);
        if (count > 0)
            words.setRight(paintBadge(painter, words, count, mark, tokens));
        QFont font = option.font;
        font.setBold(isChosen);
        painter->setFont(font);
        painter->setPen(tokens.text);
        painter->drawText(words, Qt::AlignVCenter | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, words.width()));
        painter->restore();
    }

private:
    // Gives the right edge of what is left.
    static int paintBadge(QPainter *painter, const QRect &room, int count, const Mark &mark, const Tokens &tokens)
    {
        painter->setFont(fontFor(TextStyle::SmallBold));
        QColor colour = tokens.textSecondary;
        if (mark.kind() == Mark::Kind::Severity)
            colour = tokens.of(static_cast<Severity>(mark.value())).word;
        else if (mark.kind() == Mark::Kind::Verdict)
            colour = tokens.of(static_cast<Verdict>(mark.value())).mark;
        painter->setPen(colour);
        const QString text = count > 99 ? u"99+"_s : QString::number(count);
        const int width = painter->fontMetrics().horizontalAdvance(text);
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
        int left = room.right() - width;
        if (!mark.isNone()) {
            left -= size::Mark + 2;
            paintMark(painter, QRect(left, room.y(), size::Mark, room.height()), mark, tokens);
        }
        return left - space::Tight;
    }

    const NavigationRail &m_rail;
};

} // namespace

NavigationRail::NavigationRail(QWidget *parent)
    : QWidget(parent)
    , m_head(new ProfileHead(this))
    , m_pages(makeList())
    , m_foot(makeList())
{
    m_pages->setObjectName(u"navigation"_s);
    m_pages->setAccessibleName(tr("Pages"));
    m_foot->setObjectName(u"navigationFoot"_s);
    m_foot->setAccessibleName(tr("More pages"));
    m_foot->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, space::Control);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_pages, 1);
    column->addWidget(m_foot);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    connect(m_head, &QAbstractButton::clicked, this, &NavigationRail::profileClicked);
}

QListWidget *NavigationRail::makeList()
{
    auto *list = new QListWidget(this);
    list->setFrameShape(QFrame::NoFrame);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setMouseTracking(true);
    list->setUniformItemSizes(true);
    list->setItemDelegate(new EntryDelegate(*this, list));
    list->viewport()->setAutoFillBackground(false);
    list->installEventFilter(this);
    connect(list, &QListWidget::currentItemChanged, this, [this, list](QListWidgetItem *item) { chosen(list, item); });
    connect(list, &QListWidget::itemClicked, this, [this, list](QListWidgetItem *item) { chosen(list, item); });
    return list;
}

void NavigationRail::setProfile(const Profile &profile)
{
    m_head->setProfile(profile);
}

QListWidgetItem *NavigationRail::add(QListWidget *list, const QString &id, const QString &iconName, const QString &text)
{
    auto *item = new QListWidgetItem(text, list);
    item->setData(PageIdRole, id);
    item->setData(IconRole, iconName);
    item->setData(Qt::AccessibleTextRole, text);
    item->setToolTip(m_isNarrow ? text : QString());
    reflectSize();
    return item;
}

void NavigationRail::addPage(const QString &id, const QString &iconName, const QString &text)
{
    add(m_pages, id, iconName, text);
    auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + m_pages->count())), this);
    connect(shortcut, &QShortcut::activated, this, [this, id] { select(id); });
}

void NavigationRail::addFootPage(const QString &id, const QString &iconName, const QString &text)
{
    add(m_foot, id, iconName, text);
    m_foot->show();
}

void NavigationRail::exposePageIds()
{
    for (const QListWidget *list : {m_pages, m_foot})
        for (int row = 0; row < list->count(); ++row)
            list->item(row)->setData(Qt::AccessibleDescriptionRole, u'#' + list->item(row)->data(PageIdRole).toString());
}

QListWidgetItem *NavigationRail::find(const QString &id) const
{
    for (const QListWidget *list : {m_pages, m_foot}) {
        for (int row = 0; row < list->count(); ++row) {
            if (list->item(row)->data(PageIdRole).toString() == id)
                return list->item(row);
        }
    }
    return nullptr;
}

void NavigationRail::setBadge(const QString &id, int count, const Mark &mark, const QString &words)
{
    QListWidgetItem *item = find(id);
    if (!item)
        return;
    item->setData(CountRole, count);
    item->setData(MarkRole, QVariant::fromValue(mark));
    item->setData(Qt::AccessibleTextRole, count > 0 && !words.isEmpty() ? item->text() + u", "_s + words : item->text());
}

void NavigationRail::select(const QString &id)
{
    QListWidgetItem *item = find(id);
    if (item && id != m_selected)
        item->listWidget()->setCurrentItem(item);
    if (item)
        chosen(item->listWidget(), item);
}

void NavigationRail::chosen(QListWidget *list, QListWidgetItem *item)
{
    if (!item || item->data(PageIdRole).toString() == m_selected)
        return;
    m_selected = item->data(PageIdRole).toString();
    QListWidget *other = list == m_pages ? m_foot : m_pages;
    if (other) { // not yet there while the first list is made
        const QSignalBlocker quiet(other);
        other->setCurrentItem(nullptr);
        other->viewport()->update();
    }
    list->viewport()->update();
    Q_EMIT pageChosen(m_selected);
}

QSize NavigationRail::sizeHint() const
{
    return {minimumSizeHint().width(), 400};
}

QSize NavigationRail::minimumSizeHint() const
{
    if (m_isNarrow)
        return {NarrowRail, 200};
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int widest = 0;
    for (const QListWidget *list : {m_pages, m_foot}) {
        for (int row = 0; row < list->count(); ++row)
            widest = qMax(widest, metrics.horizontalAdvance(list->item(row)->text()));
    }
    // A larger font may go beyond: words count more than the measure of the usual one.
    const int most = qMax(WidestRail, qRound(WidestRail * metrics.height() / 16.0));
    return {qBound(UsualRail, widest + AroundLabel, most), 200};
}

void NavigationRail::setNarrow(bool isNarrow)
{
    if (isNarrow == m_isNarrow)
        return;
    m_isNarrow = isNarrow;
    m_head->setNarrow(isNarrow);
    for (const QListWidget *list : {m_pages, m_foot}) {
        for (int row = 0; row < list->count(); ++row)
            list->item(row)->setToolTip(isNarrow ? list->item(row)->text() : QString());
    }
    reflectSize();
}

void NavigationRail::reflectSize()
{
    const int entry = qMax(int(size::NavigationEntry), fontMetrics().height() + 16);
    m_foot->setFixedHeight(entry * qMax(1, m_foot->count()));
    updateGeometry();
}

bool NavigationRail::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Resize) {
        setNarrow(window()->width() < size::WideWindow);
    } else if (event->type() == QEvent::FocusIn) {
        // The ring is for the keyboard; a click has its own sign.
        setProperty("keyboard", static_cast<QFocusEvent *>(event)->reason() != Qt::MouseFocusReason);
    }
    return QWidget::eventFilter(watched, event);
}

void NavigationRail::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    window()->removeEventFilter(this);
    window()->installEventFilter(this);
    setNarrow(window()->width() < size::WideWindow);
}

void NavigationRail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        reflectSize();
}

void NavigationRail::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.rail);
    draw::hairLine(&painter, rect().topRight(), rect().bottomRight(), tokens);
}

} // namespace claviger

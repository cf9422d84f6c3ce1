// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/clavigerstyle.h"

#include "ui/widgets/stylepainting.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

const char *const FieldErrorProperty = "fieldError";
const char *const FocusRingProperty = "focusRing";

constexpr int RingMargin = 4; // 2 px away, 2 px wide
constexpr int ButtonPadding = 13;
constexpr int FieldPadding = 7; // QLineEdit adds 2 px of its own
constexpr int ComboArrow = 28;

bool isWrongField(const QWidget *widget)
{
    return widget && widget->property(FieldErrorProperty).toBool();
}

bool isReadOnlyField(const QWidget *widget)
{
    const auto *line = qobject_cast<const QLineEdit *>(widget);
    return line && line->isReadOnly();
}

bool wantsRing(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || widget->property(FocusRingProperty).toBool();
}

bool wantsHover(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget)
        || qobject_cast<const QScrollBar *>(widget);
}

} // namespace

void setFieldError(QWidget *field, bool isWrong)
{
    field->setProperty(FieldErrorProperty, isWrong);
    field->update();
}

ClavigerStyle::ClavigerStyle()
    : QProxyStyle(u"Fusion"_s)
{
}

void ClavigerStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (wantsHover(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (wantsRing(widget))
        widget->installEventFilter(this);
}

void ClavigerStyle::unpolish(QWidget *widget)
{
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool ClavigerStyle::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        auto *widget = static_cast<QWidget *>(watched);
        // A click needs no ring: the hand knows where it is.
        if (static_cast<QFocusEvent *>(event)->reason() != Qt::MouseFocusReason) {
            if (!m_focusFrame)
                m_focusFrame = new QFocusFrame;
            m_focusFrame->setWidget(widget);
            // It hides where the widget is scrolled out of sight, and stays so when that comes into sight just after.
            if (m_focusFrame->widget() == widget)
                m_focusFrame->show();
        }
    } else if (event->type() == QEvent::FocusOut && m_focusFrame && m_focusFrame->widget() == watched) {
        m_focusFrame->setWidget(nullptr);
    }
    return QProxyStyle::eventFilter(watched, event);
}

int ClavigerStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonDefaultIndicator:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ListViewIconSize:
    case PM_LineEditIconSize: return size::Icon;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return size::Mark;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return space::Word;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: return RingMargin;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return space::Control;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin: return widget && widget->isWindow() ? space::Step : space::Page;
    case PM_SplitterWidth: return 5;
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 32;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuVMargin: return space::Tight;
    case PM_MenuHMargin: return 0;
    case PM_ToolTipLabelFrameWidth: return space::Word;
    case PM_DefaultFrameWidth: return qobject_cast<const QAbstractSpinBox *>(widget) ? 2 : 1;
    case PM_ComboBoxFrameWidth: return 1;
    case PM_HeaderMarkSize: return 6;
    case PM_HeaderMargin: return space::Control;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ClavigerStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_FocusFrame_Mask:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ScrollBar_Transient: return 0;
    case SH_ToolTipLabel_Opacity: return 255;
    case SH_FocusFrame_AboveWidget:
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_Table_GridLineColor: return option ? static_cast<int>(tokensOf(option->palette).hairLine.rgb()) : 0;
    case SH_LineEdit_PasswordCharacter: return 0x2022;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize ClavigerStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                      const QWidget *widget) const
{
    const int row = option ? rowHeight(option->fontMetrics) : size::Row;
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const ButtonKind kind = buttonKindOf(widget);
            const int words = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
            if (button->text.isEmpty())
                return {row, row};
            int width = words + 2 * (kind == ButtonKind::Flat ? int(space::Tight) : ButtonPadding);
            if (!button->icon.isNull())
                width += button->iconSize.width() + space::Word;
            if (button->features.testFlag(QStyleOptionButton::HasMenu))
                width += size::Mark + space::Tight;
            const bool isBare = kind == ButtonKind::Quiet || kind == ButtonKind::Flat;
            return {isBare ? width : qMax(width, size::LeastButton), row};
        }
        break;
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            const bool hasText = !button->text.isEmpty()
                && (button->toolButtonStyle != Qt::ToolButtonIconOnly || button->icon.isNull());
            if (!hasText)
                return {row, row};
            int width = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width() + 2 * space::Control;
            if (!button->icon.isNull() && button->toolButtonStyle != Qt::ToolButtonTextOnly)
                width += button->iconSize.width() + space::Word;
            if (button->features.testFlag(QStyleOptionToolButton::HasMenu))
                width += size::Mark + space::Tight;
            return {width, row};
        }
        break;
    case CT_LineEdit: return {contents.width() + 2 * FieldPadding, qMax(row, contents.height())};
    case CT_ComboBox: return {contents.width() + FieldPadding + 2 + ComboArrow + space::Control, row};
    case CT_CheckBox:
    case CT_RadioButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const QSize base = QProxyStyle::sizeFromContents(type, option, contents, widget);
            return {base.width() + (button->text.isEmpty() ? 0 : 2), qMax(24, base.height())};
        }
        break;
    case CT_HeaderSection: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {base.width() + 2 * space::Control, row};
    }
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return draw::menuItemSize(*item);
        break;
    case CT_ItemViewItem: {
        const QSize base = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return {base.width(), qMax(base.height(), row)};
    }
    default: break;
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

QRect ClavigerStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_PushButtonContents: return option->rect;
    case SE_LineEditContents: return option->rect.adjusted(FieldPadding, 0, -FieldPadding, 0);
    default: return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect ClavigerStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                    const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxEditField) {
            const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
            const int left = combo && combo->editable ? 1 : FieldPadding + 2; // a field in it brings its own
            return visualRect(option->direction, option->rect, option->rect.adjusted(left, 1, -ComboArrow, -1));
        }
        if (part == SC_ComboBoxArrow) {
            const QRect arrow(option->rect.right() - ComboArrow + 1, option->rect.y(), ComboArrow, option->rect.height());
            return visualRect(option->direction, option->rect, arrow);
        }
    } else if (control == CC_ScrollBar) {
        const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!slider)
            return {};
        const QRect handle = draw::scrollBarSlider(*slider);
        const bool isUpright = slider->orientation == Qt::Vertical;
        const QRect all = option->rect;
        switch (part) {
        case SC_ScrollBarGroove: return all;
        case SC_ScrollBarSlider: return handle;
        case SC_ScrollBarSubPage:
            return isUpright ? QRect(all.topLeft(), QPoint(all.right(), handle.top() - 1))
                             : QRect(all.topLeft(), QPoint(handle.left() - 1, all.bottom()));
        case SC_ScrollBarAddPage:
            return isUpright ? QRect(QPoint(all.left(), handle.bottom() + 1), all.bottomRight())
                             : QRect(QPoint(handle.right() + 1, all.top()), all.bottomRight());
        default: return {};
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void ClavigerStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                  const QWidget *widget) const
{
    const Tokens &tokens = tokensOf(option->palette);
    switch (element) {
    case PE_PanelButtonCommand: return draw::buttonPanel(painter, *option, buttonKindOf(widget));
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            draw::fieldFrame(painter, *option, isReadOnlyField(widget), isWrongField(widget));
        return;
    case PE_FrameLineEdit: return; // PE_PanelLineEdit draws it
    case PE_Frame:
        if (qobject_cast<const QTextEdit *>(widget))
            return draw::fieldFrame(painter, *option, false, isWrongField(widget));
        return draw::panel(painter, option->rect, {}, tokens.hairLine, 0);
    case PE_IndicatorCheckBox: return draw::checkIndicator(painter, *option);
    case PE_IndicatorRadioButton: return draw::radioIndicator(painter, *option);
    case PE_FrameFocusRect:
        if (qobject_cast<const QAbstractItemView *>(widget)) {
            painter->save();
            painter->setPen(QPen(tokens.accent, 2));
            painter->drawRect(QRectF(option->rect).adjusted(1, 1, -1, -1));
            painter->restore();
        }
        return; // everything else wears the focus frame
    case PE_PanelItemViewRow: return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            draw::rowPanel(painter, option->rect, option->state,
                           item->viewItemPosition == QStyleOptionViewItem::Beginning
                               || item->viewItemPosition == QStyleOptionViewItem::OnlyOne || !item->index.column(),
                           tokens);
        return;
    case PE_PanelMenu: return painter->fillRect(option->rect, tokens.base);
    case PE_FrameMenu: return draw::panel(painter, option->rect, {}, tokens.outline, 0);
    case PE_PanelTipLabel: return draw::panel(painter, option->rect, tokens.base, tokens.outline, 0);
    case PE_FrameStatusBarItem: return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ClavigerStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const ButtonKind kind = buttonKindOf(widget);
            draw::buttonPanel(painter, *option, kind);
            draw::buttonLabel(painter, *button, kind);
            return;
        }
        break;
    case CE_ComboBoxLabel:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return draw::comboLabel(painter, *combo,
                                    subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget));
        break;
    case CE_FocusFrame:
        if (const auto *frame = qobject_cast<const QFocusFrame *>(widget); frame && frame->widget())
            draw::focusRing(painter, option->rect, frame->widget()->palette());
        return;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return draw::headerSection(painter, *header);
        break;
    case CE_HeaderEmptyArea: return painter->fillRect(option->rect, tokensOf(option->palette).window);
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            draw::headerSection(painter, *header);
            draw::headerLabel(painter, *header);
            return;
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return draw::menuItem(painter, *item);
        break;
    case CE_MenuEmptyArea: return;
    case CE_ProgressBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            return draw::progressBar(painter, *bar);
        break;
    case CE_Splitter: {
        const QRect &rect = option->rect;
        const bool isUpright = rect.height() > rect.width(); // the bar between two columns
        const QPoint middle = rect.center();
        draw::hairLine(painter, isUpright ? QPoint(middle.x(), rect.top()) : QPoint(rect.left(), middle.y()),
                       isUpright ? QPoint(middle.x(), rect.bottom()) : QPoint(rect.right(), middle.y()),
                       tokensOf(option->palette));
        return;
    }
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ClavigerStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                       const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return draw::comboBox(painter, *combo, isWrongField(widget));
        break;
    case CC_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return draw::toolButton(painter, *button, buttonKindOf(widget));
        break;
    case CC_ScrollBar:
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return draw::scrollBar(painter, *slider);
        break;
    default: break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace claviger

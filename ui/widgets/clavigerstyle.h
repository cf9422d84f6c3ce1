// SPDX-License-Identifier: Apache-2.0
// Fusion with the shapes, sizes and focus ring of the project. Colours come from the palette of the widget painted.
// Properties it reads: "kind" of buttons (buttons.h), "fieldError" (bool) of fields, "focusRing" (bool) of widgets that
// paint themselves and want the ring around them.
#pragma once

#include <QPointer>
#include <QProxyStyle>

class QFocusFrame;

namespace claviger {

// Marks a field as wrong (2 px edge), and takes that back.
void setFieldError(QWidget *field, bool isWrong);

class ClavigerStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    ClavigerStyle();

    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    void unpolish(QWidget *widget) override;
    using QProxyStyle::unpolish;

    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *data) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                         const QWidget *widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                       const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPointer<QFocusFrame> m_focusFrame;
};

} // namespace claviger

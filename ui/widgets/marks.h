// SPDX-License-Identifier: Apache-2.0
// The small painted signs: severities (solid shapes), verdicts (16 px with a glyph), step dots, key quota bars. A Mark is
// a value that says which; pixmaps are kept by size, ratio and colour.
#pragma once

#include "ui/widgets/tokens.h"

#include <QMetaType>
#include <QString>

class QPainter;

namespace claviger {

enum class StepState { Done, Current, ToCome, Failed, Unknown };

class Mark
{
public:
    enum class Kind { None, Severity, ClearedSeverity, Verdict, Step, Flag, Icon };

    Mark() = default;
    Mark(Severity severity, bool isCleared = false); // NOLINT(google-explicit-constructor): a severity is its mark
    Mark(Verdict verdict);                           // NOLINT(google-explicit-constructor)
    Mark(StepState step);                            // NOLINT(google-explicit-constructor)
    [[nodiscard]] static Mark icon(const QString &name);
    [[nodiscard]] static Mark tokenServer(); // a pennant with a T

    [[nodiscard]] bool isNone() const { return m_kind == Kind::None; }
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] int value() const { return m_value; }
    [[nodiscard]] const QString &iconName() const { return m_icon; }

    friend bool operator==(const Mark &, const Mark &) = default;

private:
    Kind m_kind = Kind::None;
    int m_value = 0;
    QString m_icon;
};

// Centred in the rectangle, 16 px high. An icon takes the given colour, or textSecondary.
void paintMark(QPainter *painter, const QRect &rect, const Mark &mark, const Tokens &tokens, const QColor &iconColour = {});

// One 20 x 8 bar per key a user may hold, from the left edge, centred vertically; filled = used.
void paintQuotaBars(QPainter *painter, const QRect &rect, int used, int limit, const Tokens &tokens);
[[nodiscard]] int quotaBarsWidth(int limit);

// A ring of which the given share (0 to 1) is drawn in the accent, clockwise from the top.
void paintRing(QPainter *painter, const QRectF &rect, double share, double lineWidth, const Tokens &tokens);

} // namespace claviger

Q_DECLARE_METATYPE(claviger::Mark)

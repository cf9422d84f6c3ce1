// SPDX-License-Identifier: Apache-2.0
// The visual language in figures: colours of both schemes, sizes in device-independent pixels, fonts as factors of the
// application's font. Widgets ask tokensOf(palette()), so that a palette change is all it takes to follow a scheme.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

namespace claviger {

enum class Severity { Critical, Major, Minor, Suggestion };
// Info is no verdict: it colours banners that only tell.
enum class Verdict { Ok, Attention, Broken, Unknown, Info };

struct Tokens
{
    struct SeverityColours
    {
        QColor mark;
        QColor word;
    };
    struct VerdictColours
    {
        QColor mark;
        QColor soft;
    };

    bool isDark = false;
    QColor window, base, alternateBase; // chrome and forms; tables, fields, cards; bands
    QColor text, placeholder, disabledText, textSecondary;
    QColor accent, onAccent, accentSoft;
    QColor hairLine, outline; // decorative lines; edges of fields and buttons
    QColor rail, navSelected, hover, pressed, selRow;
    QColor danger, onMark; // onMark: glyph in a filled mark
    SeverityColours critical, major, minor, suggestion;
    VerdictColours ok, attention, broken, unknown;

    [[nodiscard]] const SeverityColours &of(Severity severity) const;
    [[nodiscard]] VerdictColours of(Verdict verdict) const;

    [[nodiscard]] static const Tokens &light();
    [[nodiscard]] static const Tokens &dark();
};

// The tokens that go with a palette of ours. Any other palette (high contrast of the system) gets the set of its
// lightness with the palette's own colours on top; the result then lives until the next such call.
[[nodiscard]] const Tokens &tokensOf(const QPalette &palette);
[[nodiscard]] QPalette paletteOf(const Tokens &tokens);

// WCAG 2 contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &a, const QColor &b);
// a, moved towards b by the given share.
[[nodiscard]] QColor mixed(const QColor &a, const QColor &b, double share);

// The roles of text that a page uses; everything else is Body.
enum class TextStyle { Title, Subtitle, Body, Bold, Small, SmallBold, Tiny, TinyBold, Mono, MonoBold, Clock };
[[nodiscard]] QFont fontFor(TextStyle style);

// max(28, line height + 8): the least height of buttons, fields and rows.
[[nodiscard]] int rowHeight(const QFontMetrics &metrics);

namespace space {
inline constexpr int Tight = 4;   // inside a mark and its word
inline constexpr int Word = 6;    // from a mark to its word
inline constexpr int Control = 8; // between controls
inline constexpr int Group = 12;  // between groups in a card
inline constexpr int Page = 16;   // margin of pages and panels
inline constexpr int Step = 24;   // margin of step pages and dialogs
inline constexpr int Block = 32;  // between blocks of a form
} // namespace space

namespace size {
inline constexpr int Row = 28;
inline constexpr int GroupRow = 32;
inline constexpr int NavigationEntry = 36;
inline constexpr int PageHeader = 56;
inline constexpr int StatusBar = 28;
inline constexpr int FilterBar = 52; // filter fields with their margins above a table
inline constexpr int Answer = 36;
inline constexpr int Chip = 24;
inline constexpr int Tag = 18;
inline constexpr int Mark = 16;
inline constexpr int Icon = 16;
inline constexpr int LargeIcon = 20;
inline constexpr int EmptyIcon = 40;
inline constexpr int ControlRadius = 4;
inline constexpr int CardRadius = 6;
inline constexpr int TagRadius = 3;
inline constexpr int LeastButton = 72;
inline constexpr int Form = 440;   // width of a form, also of small dialogs
inline constexpr int Dialog = 560; // width of large dialogs
inline constexpr int StepText = 640;
inline constexpr int WindowWidth = 1000;
inline constexpr int WindowHeight = 640;
inline constexpr int WideWindow = 1200; // from here on the navigation shows its words
} // namespace size

} // namespace claviger

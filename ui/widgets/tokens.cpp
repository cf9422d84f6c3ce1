// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/tokens.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace claviger {

namespace {

constexpr QColor rgb(QRgb value)
{
    return QColor((value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff);
}

double luminance(const QColor &colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

Tokens systemTokens(const QPalette &palette)
{
    Tokens own = palette.color(QPalette::Window).lightness() < 128 ? Tokens::dark() : Tokens::light();
    own.window = own.rail = palette.color(QPalette::Window);
    own.base = own.navSelected = own.alternateBase = palette.color(QPalette::Base);
    own.text = own.textSecondary = palette.color(QPalette::WindowText);
    own.placeholder = palette.color(QPalette::Text);
    own.disabledText = palette.color(QPalette::Disabled, QPalette::WindowText);
    own.accent = palette.color(QPalette::Highlight);
    own.onAccent = palette.color(QPalette::HighlightedText);
    own.hairLine = own.outline = own.text;
    own.hover = own.pressed = own.accentSoft = own.selRow = own.base;
    for (Tokens::VerdictColours *verdict : {&own.ok, &own.attention, &own.broken, &own.unknown})
        verdict->soft = own.base;
    return own;
}

QFont scaled(QFont font, double factor, bool bold = false)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
    font.setBold(bold);
    return font;
}

QFont monoFont()
{
    // Asked for once: the font database is slow to answer, and only the size follows the application.
    static const QString family = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    QFont mono = QApplication::font();
    mono.setFamilies({family});
    mono.setFixedPitch(true);
    mono.setStyleHint(QFont::Monospace);
    return mono;
}

} // namespace

const Tokens::SeverityColours &Tokens::of(Severity severity) const
{
    switch (severity) {
    case Severity::Critical: return critical;
    case Severity::Major: return major;
    case Severity::Minor: return minor;
    case Severity::Suggestion: break;
    }
    return suggestion;
}

Tokens::VerdictColours Tokens::of(Verdict verdict) const
{
    switch (verdict) {
    case Verdict::Ok: return ok;
    case Verdict::Attention: return attention;
    case Verdict::Broken: return broken;
    case Verdict::Unknown: return unknown;
    case Verdict::Info: break;
    }
    return {.mark = accent, .soft = accentSoft};
}

const Tokens &Tokens::light()
{
    static const Tokens tokens{
        .isDark = false,
        .window = rgb(0xF4F5F7), .base = rgb(0xFFFFFF), .alternateBase = rgb(0xFAFBFC),
        .text = rgb(0x1A1D24), .placeholder = rgb(0x5C6472), .disabledText = rgb(0x68707D), .textSecondary = rgb(0x545C6A),
        .accent = rgb(0x3A54B4), .onAccent = rgb(0xFFFFFF), .accentSoft = rgb(0xE5EAFA),
        .hairLine = rgb(0xD9DDE4), .outline = rgb(0x7D8593),
        .rail = rgb(0xE9ECF1), .navSelected = rgb(0xFFFFFF), .hover = rgb(0xEEF1F8), .pressed = rgb(0xE0E5EF),
        .selRow = rgb(0xDFE6FB),
        .danger = rgb(0xB3261E), .onMark = rgb(0xFFFFFF),
        .critical = {rgb(0xC62828), rgb(0xB3261E)}, .major = {rgb(0xCB5B00), rgb(0xA54A00)},
        .minor = {rgb(0x9C7800), rgb(0x7D6200)}, .suggestion = {rgb(0x5F7890), rgb(0x4B6076)},
        .ok = {rgb(0x1A6E3C), rgb(0xE4F3E9)}, .attention = {rgb(0x855B00), rgb(0xFBF1D8)},
        .broken = {rgb(0xB3261E), rgb(0xFBE9E7)}, .unknown = {rgb(0x59616E), rgb(0xECEEF2)},
    };
    return tokens;
}

const Tokens &Tokens::dark()
{
    static const Tokens tokens{
        .isDark = true,
        .window = rgb(0x1F2228), .base = rgb(0x181A1F), .alternateBase = rgb(0x1B1E23),
        .text = rgb(0xE6E8EC), .placeholder = rgb(0x979FAC), .disabledText = rgb(0x8B93A0), .textSecondary = rgb(0xA9B0BC),
        .accent = rgb(0x93A7F7), .onAccent = rgb(0x0E1220), .accentSoft = rgb(0x262E49),
        .hairLine = rgb(0x353A43), .outline = rgb(0x767F8E),
        .rail = rgb(0x141619), .navSelected = rgb(0x24282F), .hover = rgb(0x24282F), .pressed = rgb(0x2D323B),
        .selRow = rgb(0x2B3555),
        .danger = rgb(0xFF8A80), .onMark = rgb(0x0E1220),
        .critical = {rgb(0xFF8A80), rgb(0xFF8A80)}, .major = {rgb(0xFFA657), rgb(0xFFA657)},
        .minor = {rgb(0xE3C04F), rgb(0xE3C04F)}, .suggestion = {rgb(0x9DB2C8), rgb(0x9DB2C8)},
        .ok = {rgb(0x6CC98D), rgb(0x1B3325)}, .attention = {rgb(0xE8B84A), rgb(0x362C15)},
        .broken = {rgb(0xFF8A80), rgb(0x3B2021)}, .unknown = {rgb(0xA9B0BC), rgb(0x2A2E36)},
    };
    return tokens;
}

const Tokens &tokensOf(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Active, QPalette::Window);
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    for (const Tokens *known : {&Tokens::light(), &Tokens::dark()}) {
        if (window == known->window && base == known->base)
            return *known;
    }
    static Tokens system;
    system = systemTokens(palette);
    return system;
}

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &colour) {
        palette.setColor(QPalette::All, role, colour);
    };
    set(QPalette::Window, tokens.window);
    set(QPalette::Base, tokens.base);
    set(QPalette::AlternateBase, tokens.alternateBase);
    set(QPalette::Button, tokens.base);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        set(role, tokens.text);
    set(QPalette::BrightText, tokens.textSecondary); // the foreground role of secondary labels: see labels.h
    set(QPalette::PlaceholderText, tokens.placeholder);
    set(QPalette::Highlight, tokens.accent);
    set(QPalette::HighlightedText, tokens.onAccent);
    set(QPalette::Link, tokens.accent);
    set(QPalette::LinkVisited, tokens.accent);
    set(QPalette::ToolTipBase, tokens.base);
    set(QPalette::Mid, tokens.hairLine);
    set(QPalette::Dark, tokens.outline);
    set(QPalette::Light, tokens.base);
    set(QPalette::Midlight, tokens.window);
    set(QPalette::Shadow, tokens.hairLine);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::BrightText,
                            QPalette::PlaceholderText, QPalette::HighlightedText, QPalette::Link})
        palette.setColor(QPalette::Disabled, role, tokens.disabledText);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tokens.pressed);
    return palette;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto channel = [share](double from, double to) { return static_cast<float>(from + (to - from) * share); };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()), channel(a.blueF(), b.blueF()));
}

QFont fontFor(TextStyle style)
{
    const QFont body = QApplication::font();
    switch (style) {
    case TextStyle::Title: return scaled(body, 1.5);
    case TextStyle::Subtitle: return scaled(body, 1.15, true);
    case TextStyle::Body: return body;
    case TextStyle::Bold: return scaled(body, 1, true);
    case TextStyle::Small: return scaled(body, 0.9);
    case TextStyle::SmallBold: return scaled(body, 0.9, true);
    case TextStyle::Tiny: return scaled(body, 0.825);
    case TextStyle::TinyBold: return scaled(body, 0.825, true);
    case TextStyle::Mono: return monoFont();
    case TextStyle::MonoBold: return scaled(monoFont(), 1, true);
    case TextStyle::Clock: return scaled(monoFont(), 1.5);
    }
    return body;
}

int rowHeight(const QFontMetrics &metrics)
{
    return std::max(size::Row, metrics.height() + 8);
}

} // namespace claviger

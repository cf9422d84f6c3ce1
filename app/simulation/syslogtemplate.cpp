// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/syslogtemplate.h"

#include "app/simulation/managertime.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qsizetype longestTemplate = 1'024;

bool isClear(const Alarm &alarm)
{
    return alarm.category == Alarm::Fault && alarm.clearType != Alarm::NotCleared;
}

QString number(qint64 value)
{
    return QString::number(value);
}

struct NamedField
{
    const char *name;
    QString (*value)(const Alarm &alarm, const QTimeZone &zone);
};

constexpr std::array namedFields{
    NamedField{"dn", [](const Alarm &alarm, const QTimeZone &) { return alarm.source; }},
    NamedField{"id", [](const Alarm &alarm, const QTimeZone &) { return number(alarm.id); }},
    NamedField{"name", [](const Alarm &alarm, const QTimeZone &) { return alarm.name; }},
    NamedField{"serialNo", [](const Alarm &alarm, const QTimeZone &) { return number(alarm.serial); }},
    NamedField{
        "category",
        [](const Alarm &alarm, const QTimeZone &) { return number(isClear(alarm) ? Alarm::Clear : alarm.category); }},
    NamedField{"occurTime",
               [](const Alarm &alarm, const QTimeZone &zone) { return managerTime(zone, alarm.occurred); }},
    NamedField{"clearTime",
               [](const Alarm &alarm, const QTimeZone &zone) {
                   return alarm.cleared ? managerTime(zone, *alarm.cleared) : QString();
               }},
    NamedField{"isAutoClear", [](const Alarm &alarm, const QTimeZone &) { return number(alarm.clearsItself ? 1 : 0); }},
    NamedField{"locationInfo", [](const Alarm &alarm, const QTimeZone &) { return alarm.location(); }},
    NamedField{"clearType", [](const Alarm &alarm, const QTimeZone &) { return number(alarm.clearType); }},
    NamedField{"level", [](const Alarm &alarm, const QTimeZone &) { return number(alarm.severity); }},
    // A clear repeats what the fault was, not why.
    NamedField{"cause", [](const Alarm &alarm, const QTimeZone &) { return isClear(alarm) ? QString() : alarm.cause; }},
    NamedField{"additionalInfo",
               [](const Alarm &alarm, const QTimeZone &) { return isClear(alarm) ? QString() : alarm.additionalInfo; }},
    NamedField{"object", [](const Alarm &alarm, const QTimeZone &) { return alarm.object; }},
};

bool isAllowed(QChar c)
{
    return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringView(u"_.- |${}").contains(c);
}

} // namespace

QString SyslogTemplate::usual()
{
    QStringList fields;
    for (const NamedField &field : namedFields)
        fields.append(u"${"_s + QString::fromLatin1(field.name) + u'}');
    return fields.join(u'|');
}

SyslogTemplate::Field SyslogTemplate::fieldCalled(QStringView name)
{
    const auto it = std::find_if(namedFields.begin(), namedFields.end(),
                                 [name](const NamedField &field) { return name == QLatin1StringView(field.name); });
    return it == namedFields.end() ? nullptr : it->value;
}

tl::expected<SyslogTemplate, QString> SyslogTemplate::compile(const QString &text)
{
    if (text.size() > longestTemplate)
        return tl::unexpected(u"The template must have at most 1024 characters."_s);
    if (!std::all_of(text.begin(), text.end(), isAllowed))
        return tl::unexpected(u"The template may have letters, digits, blanks and _ . - | $ { } only."_s);
    SyslogTemplate compiled;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf(u"${"_s, at);
        const QString literal = text.mid(at, open < 0 ? -1 : open - at);
        if (literal.contains(u'$') || literal.contains(u'{') || literal.contains(u'}'))
            return tl::unexpected(
                u"The template has a $ or a brace that belongs to no field; fields look like ${id}."_s);
        if (!literal.isEmpty())
            compiled.m_parts.emplace_back(literal);
        if (open < 0)
            break;
        const qsizetype close = text.indexOf(u'}', open);
        const QString name = text.mid(open + 2, close < 0 ? -1 : close - open - 2);
        const Field field = close < 0 ? nullptr : fieldCalled(name);
        if (!field)
            return tl::unexpected(u"The template names an unknown field: %1."_s.arg(name.left(40)));
        compiled.m_parts.emplace_back(field);
        at = close + 1;
    }
    if (std::none_of(compiled.m_parts.begin(), compiled.m_parts.end(),
                     [](const auto &part) { return std::holds_alternative<Field>(part); }))
        return tl::unexpected(u"The template has no field; fields look like ${id}."_s);
    return compiled;
}

QString SyslogTemplate::fill(const Alarm &alarm, const QTimeZone &zone) const
{
    QString line;
    for (const auto &part : m_parts) {
        if (const Field *field = std::get_if<Field>(&part))
            line += (*field)(alarm, zone);
        else
            line += std::get<QString>(part);
    }
    return line.replace(u'\n', u' ').replace(u'\r', u' '); // a line is one line, whatever stands in a value
}

} // namespace claviger::sim

// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/alarmlocation.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr qsizetype longestKey = 64; // UTF-16 units; what is longer is text with a "=" in it

QString plainKey(QStringView key)
{
    QString plain;
    for (const QChar c : key)
        if (!c.isSpace() && c != u'_')
            plain.append(c.toLower());
    return plain;
}

// A word or a few, as the documented keys are: "Trigger condition", "PartitionName".
bool isKey(QStringView text)
{
    const QStringView key = text.trimmed();
    return !key.isEmpty() && key.size() <= longestKey && key.front().isLetter()
        && std::all_of(key.begin(), key.end(), [](QChar c) { return c.isLetterOrNumber() || c == u' ' || c == u'_' || c == u'-' || c == u'.'; });
}

// In one pass: a text of nothing but "=" is not to take for ever.
std::vector<qsizetype> beginsOfKeys(QStringView text, QChar separator)
{
    std::vector<qsizetype> begins;
    qsizetype begin = 0; // behind the last separator
    bool hasKey = false; // a "=" was seen since
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == separator) {
            begin = at + 1;
            hasKey = false;
        } else if (text[at] == u'=' && !hasKey) {
            hasKey = true;
            if (isKey(text.sliced(begin, at - begin)))
                begins.push_back(begin);
        }
    }
    return begins;
}

QString withoutEnd(QStringView text, QChar separator)
{
    QStringView value = text.trimmed();
    while (value.endsWith(separator))
        value = value.chopped(1).trimmed();
    return value.toString();
}

} // namespace

std::optional<QString> AlarmLocation::value(const QString &key) const
{
    const QString wanted = plainKey(key);
    const auto part = std::find_if(parts.begin(), parts.end(), [&wanted](const Part &one) { return plainKey(one.key) == wanted; });
    return part == parts.end() ? std::nullopt : std::optional(part->value);
}

QString AlarmLocation::canonical() const
{
    QStringList all;
    for (const Part &part : parts)
        all.append(plainKey(part.key) + u'=' + part.value);
    all.sort();
    return all.join(u';');
}

AlarmLocation readLocation(const QString &text)
{
    AlarmLocation location{.text = text};
    const QStringView all(location.text);
    QChar separator = u';';
    std::vector<qsizetype> begins = beginsOfKeys(all, separator);
    if (const std::vector<qsizetype> byComma = beginsOfKeys(all, u','); begins.size() <= 1 && byComma.size() > begins.size()) {
        separator = u',';
        begins = byComma;
    }
    const qsizetype first = begins.empty() ? all.size() : begins.front();
    if (const QString lead = withoutEnd(all.first(first), separator); !lead.isEmpty())
        location.parts.push_back({.value = lead});
    for (std::size_t i = 0; i < begins.size(); ++i) {
        const qsizetype end = i + 1 < begins.size() ? begins[i + 1] : all.size();
        const QStringView part = all.sliced(begins[i], end - begins[i]);
        const qsizetype equals = part.indexOf(u'=');
        location.parts.push_back({.key = part.first(equals).trimmed().toString(), .value = withoutEnd(part.sliced(equals + 1), separator)});
    }
    return location;
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/alarmcatalogue.h"

#include "app/alarms/words.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

enum Column { IdColumn, GenerationColumn, NameColumn, SeveritiesColumn, ClearsColumn, ParametersColumn, ServiceColumn, LogServicesColumn,
              BeforeColumn, AfterColumn, SinceColumn, CatalogueColumns };

QStringList listIn(const QString &text, QChar separator)
{
    return text.split(separator, Qt::SkipEmptyParts);
}

std::optional<AlarmPage> readPage(const QStringList &cells)
{
    if (cells.size() != CatalogueColumns)
        return {};
    bool hasId = false;
    AlarmPage page{.id = cells[IdColumn].toInt(&hasId),
                   .generation = cells[GenerationColumn],
                   .name = cells[NameColumn],
                   .parameters = listIn(cells[ParametersColumn], u','),
                   .service = cells[ServiceColumn],
                   .since = cells[SinceColumn]};
    for (const QString &word : listIn(cells[SeveritiesColumn], u';'))
        page.severities.push_back(severityOf(word));
    if (!cells[ClearsColumn].isEmpty())
        page.clearsItself = cells[ClearsColumn] == "Yes"_L1;
    bool hasBefore = false, hasAfter = false;
    const int before = cells[BeforeColumn].toInt(&hasBefore), after = cells[AfterColumn].toInt(&hasAfter);
    if (hasBefore && hasAfter)
        page.window = AlarmLogWindow{.before = std::chrono::minutes(before), .after = std::chrono::minutes(after),
                                     .services = listIn(cells[LogServicesColumn], u',')};
    const bool isKnown = std::find(page.severities.begin(), page.severities.end(), AlarmSeverity::Unknown) == page.severities.end();
    return hasId && page.id > 0 && !page.name.isEmpty() && isKnown ? std::optional(page) : std::nullopt;
}

// How well a page fits, beside others of the same id.
int fitOf(const AlarmPage &page, const Alarm &alarm)
{
    int fit = page.generation == "3.x"_L1 ? 1 : 0;
    if (!alarm.name.isEmpty() && page.name.compare(alarm.name, Qt::CaseInsensitive) == 0)
        fit += 100;
    if (std::find(page.severities.begin(), page.severities.end(), alarm.severity) != page.severities.end())
        fit += 10;
    for (const AlarmLocation::Part &part : alarm.location.parts)
        fit += page.parameters.contains(part.key, Qt::CaseInsensitive) ? 2 : 0;
    return fit;
}

} // namespace

const AlarmCatalogue &AlarmCatalogue::shipped()
{
    static const AlarmCatalogue all = [] {
        QFile file(u":/alarms/catalogue.tsv"_s);
        const QByteArray table = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        return read(table).value_or(AlarmCatalogue());
    }();
    return all;
}

Result<AlarmCatalogue> AlarmCatalogue::read(const QByteArray &table)
{
    AlarmCatalogue all;
    int number = 0;
    for (const QString &line : QString::fromUtf8(table).split(u'\n')) {
        if (++number == 1 || line.isEmpty()) // the head
            continue;
        const std::optional<AlarmPage> page = readPage(line.split(u'\t'));
        if (!page)
            return tl::unexpected(Error{.fault = Fault::Unreadable, .detail = AlarmWords::tr("line %1 of the alarm catalogue cannot be read").arg(number)});
        all.m_places[page->id].append(static_cast<int>(all.m_pages.size()));
        all.m_pages.push_back(*page);
    }
    return all;
}

std::vector<const AlarmPage *> AlarmCatalogue::pagesWith(int id) const
{
    std::vector<const AlarmPage *> found;
    for (const int place : m_places.value(id))
        found.push_back(&m_pages[static_cast<std::size_t>(place)]);
    return found;
}

const AlarmPage *AlarmCatalogue::pageOf(const Alarm &alarm) const
{
    const std::vector<const AlarmPage *> pages = pagesWith(alarm.id);
    const auto best = std::max_element(pages.begin(), pages.end(), [&alarm](const AlarmPage *a, const AlarmPage *b) { return fitOf(*a, alarm) < fitOf(*b, alarm); });
    return best == pages.end() ? nullptr : *best;
}

} // namespace claviger

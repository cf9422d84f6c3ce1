// SPDX-License-Identifier: Apache-2.0
// What the vendor's manual says of each alarm: resources/alarms/catalogue.tsv, a line for each page. The id alone does not say
// which page: some mean something else in 2.x, and two have several names in 3.x.
#pragma once

#include "app/alarms/alarm.h"
#include "app/foundation/result.h"

#include <QHash>
#include <QStringList>

namespace claviger {

// From so long before an alarm to so long after it the logs of these services are asked for.
struct AlarmLogWindow
{
    std::chrono::minutes before = {}, after = {};
    QStringList services = {}; // as the log page calls them; empty: not told

    friend bool operator==(const AlarmLogWindow &, const AlarmLogWindow &) = default;
};

struct AlarmPage
{
    int id = 0;
    QString generation = {}; // 3.x or 2.x
    QString name = {};
    std::vector<AlarmSeverity> severities = {}; // several: by threshold or by version
    std::optional<bool> clearsItself = {};
    QStringList parameters = {}; // keys of its location
    QString service = {};        // a guess, never instead of what a live alarm says
    std::optional<AlarmLogWindow> window = {}; // none: not documented
    QString since = {};          // version of MRS, 3.3.0 or 3.1.2-LTS.6; empty: not told
};

class AlarmCatalogue
{
public:
    // The one of the program. It is part of the program, so that it can be read is a matter of the tests.
    [[nodiscard]] static const AlarmCatalogue &shipped();
    // Fault::Unreadable names the line.
    [[nodiscard]] static Result<AlarmCatalogue> read(const QByteArray &table);

    [[nodiscard]] const std::vector<AlarmPage> &pages() const { return m_pages; } // by id
    // The page of a live alarm: by its id, then by its name, its severity and its parameters, as far as several have that id;
    // 3.x goes before 2.x. Null: there is none.
    [[nodiscard]] const AlarmPage *pageOf(const Alarm &alarm) const;
    [[nodiscard]] std::vector<const AlarmPage *> pagesWith(int id) const;

private:
    std::vector<AlarmPage> m_pages;
    QHash<int, QList<int>> m_places; // in m_pages, by id
};

} // namespace claviger

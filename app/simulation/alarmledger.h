// SPDX-License-Identifier: Apache-2.0
// The alarms of the simulated Manager: active ones and history, by serial number. Fields and codes: manager.md, section
// 2.1. A million of them must not slow the doors down: texts are stored once, an alarm takes 40 bytes and its active
// place is found without a search.
#pragma once

#include "app/foundation/instant.h"

#include <QHash>
#include <QString>

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace claviger::sim {

struct Alarm
{
    enum Severity { Critical = 1, Major, Minor, Warning };
    enum Category { Fault = 0, Clear = 1, Event = 2 };
    enum ClearType { NotCleared = -1, Automatic = 0, Manual = 2 };

    qint64 serial = 0;
    int id = 0; // 45741
    QString name = {};
    Severity severity = Major;
    Category category = Fault;
    bool clearsItself = true;
    QString source = {}; // cluster name, dn of syslog
    QString object = {}; // service, process or module
    QString cause = {};
    QString serviceName = {}, roleName = {}, hostName = {}; // of Location
    QString moreLocation = {}; // further pairs of Location: "RESName=x;Trigger=y"
    QString additionalInfo = {};
    Instant occurred = {};
    std::optional<Instant> cleared = {};
    ClearType clearType = NotCleared;
    // The keys of Location as the page of the alarm spells them, odd ones ("ServiceNam", "Cluster Name") included;
    // those that are not about source, service, role and host stand in moreLocation.
    QString locationKeys = QStringLiteral("Source,ServiceName,RoleName,HostName");

    [[nodiscard]] bool isActive() const { return clearType == NotCleared && category == Fault; }
    // Source=mrs-demo;ServiceName=Guardian;RoleName=TokenServer;HostName=node-core1-demo
    [[nodiscard]] QString location() const;
};

// Which alarms are meant; what is left empty fits all.
struct AlarmQuery
{
    enum State { Any, Active, NotActive };
    State state = Any;
    std::optional<int> id = {};
    std::optional<Alarm::Severity> severity = {};
    QString source = {}, serviceName = {}, hostName = {};
    std::optional<Instant> from = {}, until = {}; // of the occurrence, both included
    std::optional<Alarm::ClearType> clearType = {};
    QString text = {}; // stands in one of the texts, whatever the case, or is the id
    std::optional<qint64> before = {}; // serial numbers below that: a list goes on where it stopped
    QHash<int, Instant> hidden = {};   // by id: those that occurred from then on are left out
    // Asked once for each sort of alarm, with the fields that all of the sort have in common: those but serial, source,
    // host, moreLocation, additionalInfo and the times.
    std::function<bool(const Alarm &)> sort = {};
};

class AlarmLedger
{
public:
    using Visitor = std::function<bool(const Alarm &)>; // must not raise or clear

    // Gives the serial number. An alarm with cleared set goes to the history at once.
    qint64 raise(const Alarm &alarm);
    // The same for one of long ago: the listener does not hear of it.
    qint64 remember(const Alarm &past);
    // False: there is no active alarm of that number.
    bool clear(qint64 serial, Alarm::ClearType type, Instant when);
    // The newest active alarm of that id on that host of that cluster; 0: there is none.
    [[nodiscard]] qint64 activeOn(int id, const QString &source, const QString &hostName) const;
    [[nodiscard]] std::optional<Alarm> find(qint64 serial) const;
    [[nodiscard]] std::size_t size() const { return m_alarms.size() + m_outlasting.size(); }
    [[nodiscard]] std::size_t activeCount() const { return m_active.size(); }
    [[nodiscard]] std::size_t activeCount(Alarm::Severity severity) const { return m_activeBySeverity.at(severity); }
    // At once if only state, sort, severity, id, source and service are asked for; a look at each alarm otherwise.
    [[nodiscard]] std::size_t count(const AlarmQuery &query) const;
    // The active alarms of one sort in one cluster, counted: a visit to each sort that has some.
    using GroupVisitor = std::function<void(const Alarm &sort, const QString &source, std::size_t active)>;
    void visitActiveGroups(const GroupVisitor &visitor) const;
    [[nodiscard]] std::size_t textCount() const { return m_textPlaces.size(); } // texts of alarms that are gone go, too
    // Newest first, until the visitor gives false. History included; active ones stand where their time puts them.
    void visit(const Visitor &visitor) const { visit({}, visitor); }
    void visitActive(const Visitor &visitor) const { visit({.state = AlarmQuery::Active}, visitor); }
    // Those skipped cost nearly nothing: the page of a list that begins there.
    void visit(const AlarmQuery &query, const Visitor &visitor, std::size_t skip = 0) const;
    // Called for every alarm that is raised or cleared: the syslog sender listens.
    void setListener(std::function<void(const Alarm &)> listener) { m_listener = std::move(listener); }
    // Past that many the oldest cleared ones go, as Manager dumps its oldest.
    void keepAtMost(std::size_t count);
    void clearAll(); // forgets everything; serial numbers go on

private:
    using Text = quint32; // place in m_texts

    struct Record
    {
        Instant occurred;
        Instant cleared;
        quint32 kind = 0; // place in m_kinds
        Text source = 0, hostName = 0, moreLocation = 0, additionalInfo = 0;
        Alarm::ClearType clearType = Alarm::NotCleared;
    };
    // What alarms of one sort have in common.
    struct Sort
    {
        int id = 0;
        int flags = 0; // severity, category, clearsItself
        QString name = {}, object = {}, cause = {}, serviceName = {}, roleName = {}, locationKeys = {};
        bool operator==(const Sort &) const = default;
    };
    struct Place
    {
        int id = 0;
        Text source = 0, hostName = 0;
        bool operator==(const Place &) const = default;
    };
    friend size_t qHash(const Sort &sort, size_t seed)
    {
        return qHashMulti(seed, sort.id, sort.flags, sort.name, sort.object, sort.cause, sort.serviceName,
                          sort.roleName, sort.locationKeys);
    }
    friend size_t qHash(const Place &place, size_t seed)
    {
        return qHashMulti(seed, place.id, place.source, place.hostName);
    }
    // How many alarms there are of a kind in a cluster.
    struct Group
    {
        quint32 kind = 0;
        Text source = 0;
        bool operator==(const Group &) const = default;
    };
    struct Tally
    {
        std::size_t all = 0;
        std::size_t active = 0;
    };
    friend size_t qHash(const Group &group, size_t seed) { return qHashMulti(seed, group.kind, group.source); }
    struct StoredText
    {
        QString text = {};
        quint32 uses = 0; // 0: the place is free
    };
    struct Filter; // an AlarmQuery in terms of places

    qint64 enter(const Alarm &alarm);
    [[nodiscard]] Text store(const QString &text);
    void release(Text place);
    void forget(const Record &record); // one that is not active
    [[nodiscard]] Tally &tallyOf(const Record &record) { return m_tallies[{record.kind, record.source}]; }
    [[nodiscard]] static bool isCounted(const AlarmQuery &query);
    [[nodiscard]] quint32 kindOf(const Alarm &alarm);
    [[nodiscard]] Alarm alarmOf(qint64 serial, const Record &record) const;
    [[nodiscard]] bool isActive(const Record &record) const;
    [[nodiscard]] const Record *record(qint64 serial) const;
    [[nodiscard]] Place placeOf(const Record &record) const;
    [[nodiscard]] std::optional<Filter> filterFor(const AlarmQuery &query) const;
    // Newest first, serial and record of what fits, until the function gives false.
    template <typename Function>
    void walk(const AlarmQuery &query, Function function) const;
    void dropOldest();

    std::size_t m_longest = 2'000'000;
    std::deque<Record> m_alarms; // by serial, without gaps
    qint64 m_firstSerial = 1'804'001;
    std::map<qint64, Record> m_outlasting; // still active when they became too old for m_alarms
    std::set<qint64> m_active;
    std::array<std::size_t, 5> m_activeBySeverity = {};
    QMultiHash<Place, qint64> m_activeByPlace; // of one place, the newest first
    std::vector<Alarm> m_kinds; // what is not of the sort is left empty
    QHash<Sort, quint32> m_kindBySort;
    QHash<Group, Tally> m_tallies;
    std::deque<StoredText> m_texts;
    std::vector<Text> m_freePlaces;
    QHash<QString, Text> m_textPlaces;
    std::function<void(const Alarm &)> m_listener;
};

} // namespace claviger::sim

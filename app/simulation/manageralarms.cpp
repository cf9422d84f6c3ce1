// SPDX-License-Identifier: Apache-2.0
// Alarms over REST as the simulated Manager has them. The real calls are not public (manager.md, 1.5: A1 to A3): paths,
// parameters and shapes are ours, described by resources/managerprofiles/simulated.json. Fields and codes are the
// documented ones of syslog (section 2.1).
#include "app/simulation/managerrequest.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr qint64 usualPage = 10;
constexpr qint64 longestPage = 1'000;
constexpr qsizetype mostCleared = 300; // manager.md, 2.2: of one batch
constexpr qsizetype mostMasked = 1'000;
constexpr int largestId = 9'999'999;

QByteArray milliseconds(Instant instant)
{
    return QByteArray::number(static_cast<qint64>(instant.time_since_epoch().count()));
}

JsonObject wireAlarm(const Alarm &alarm)
{
    return JsonObject()
        .add("id", alarm.id)
        .add("name", alarm.name)
        .raw("serialNo", QByteArray::number(alarm.serial))
        .add("category", static_cast<int>(alarm.category))
        .add("level", static_cast<int>(alarm.severity))
        .add("dn", alarm.source)
        .add("object", alarm.object)
        .raw("occurTime", milliseconds(alarm.occurred))
        .raw("clearTime", alarm.cleared ? milliseconds(*alarm.cleared) : QByteArray("null"))
        .add("isAutoClear", alarm.clearsItself ? 1 : 0)
        .add("clearType", static_cast<int>(alarm.clearType))
        .add("cause", alarm.cause)
        .add("additionalInfo", alarm.additionalInfo)
        .add("locationInfo", alarm.location());
}

tl::unexpected<Reply> badParameter(const QString &text)
{
    return tl::unexpected(v2Failed(ManagerRefusal::Parameter, text));
}

std::optional<QList<int>> numbersOf(const QString &text, int least, int most)
{
    QList<int> numbers;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const int number = part.toInt(&isNumber);
        if (!isNumber || number < least || number > most)
            return {};
        numbers.append(number);
    }
    return numbers;
}

// state=uncleared, cleared, auto or manual.
bool readState(const QString &state, AlarmQuery *query)
{
    if (state == "auto"_L1)
        query->clearType = Alarm::Automatic;
    else if (state == "manual"_L1)
        query->clearType = Alarm::Manual;
    else if (state == "uncleared"_L1)
        query->state = AlarmQuery::Active;
    else if (state == "cleared"_L1)
        query->state = AlarmQuery::NotActive;
    else
        return false;
    return true;
}

Reply pageOf(const ManagerRequest &request, const AlarmQuery &query)
{
    const std::optional<qint64> offset = managerNumber(request, u"offset"_s, 0, 0, 100'000'000);
    const std::optional<qint64> limit = managerNumber(request, u"limit"_s, usualPage, 1, longestPage);
    if (!offset || !limit)
        return v2Failed(ManagerRefusal::Parameter, u"offset must be a number from 0, limit one from 1 to 1000."_s);
    const AlarmLedger &ledger = request.world.alarms;
    const std::size_t total = ledger.count(query);
    QByteArray alarms = "[";
    qint64 shown = 0;
    const auto add = [&](const Alarm &alarm) {
        if (shown > 0)
            alarms += ',';
        alarms += wireAlarm(alarm).json();
        return ++shown < *limit;
    };
    if (static_cast<std::size_t>(*offset) < total)
        ledger.visit(query, add, static_cast<std::size_t>(*offset));
    return managerJson(
        JsonObject().raw("totalCount", QByteArray::number(static_cast<qint64>(total))).raw("alarms", alarms + ']'));
}

bool isHidden(const ManagerState &state, const Alarm &alarm)
{
    const auto mask = state.masks.constFind(alarm.id);
    return mask != state.masks.constEnd() && alarm.occurred >= *mask;
}

// Whole numbers up to the largest in a list of the body, as JSON numbers or texts; none: something else stands there.
std::optional<std::vector<qint64>> numbersIn(const QJsonValue &list, qsizetype most, qint64 largest)
{
    const QJsonArray array = list.toArray();
    if (array.isEmpty() || array.size() > most)
        return {};
    std::vector<qint64> numbers;
    for (const auto &value : array) {
        bool isNumber = value.isDouble() && value.toInteger(-1) == static_cast<qint64>(value.toDouble(-2));
        const qint64 number = isNumber ? value.toInteger() : value.toString().toLongLong(&isNumber);
        if (!isNumber || number < 0 || number > largest)
            return {};
        numbers.push_back(number);
    }
    return numbers;
}

} // namespace

// What the parameters of a list ask for. Those that are unknown count for nothing, as everywhere in Manager.
tl::expected<AlarmQuery, Reply> alarmQueryFor(const ManagerRequest &request, bool wantsEvents)
{
    AlarmQuery query{.hidden = request.state().masks};
    const std::optional<QList<int>> severities =
        numbersOf(request.value(u"severity"_s), Alarm::Critical, Alarm::Warning);
    if (!severities)
        return badParameter(u"severity must be numbers from 1 (critical) to 4 (suggestion), separated by commas."_s);
    const std::optional<QList<int>> ids = numbersOf(request.value(u"id"_s), 0, largestId);
    if (!ids)
        return badParameter(u"id must be alarm ids, separated by commas."_s);
    query.sort = [severities = *severities, ids = *ids, wantsEvents](const Alarm &alarm) {
        return (alarm.category == Alarm::Event) == wantsEvents
            && (severities.isEmpty() || severities.contains(alarm.severity))
            && (ids.isEmpty() || ids.contains(alarm.id));
    };
    query.source = request.value(u"cluster"_s);
    query.serviceName = request.value(u"service"_s);
    query.hostName = request.value(u"host"_s);
    query.text = request.value(u"text"_s);
    if (request.query.hasQueryItem(u"state"_s) && !readState(request.value(u"state"_s), &query))
        return badParameter(u"state must be uncleared, cleared, auto or manual."_s);
    constexpr qint64 latest = 253'402'300'799'999; // the last millisecond of the year 9999
    const std::optional<qint64> from = managerNumber(request, u"start_time"_s, -1, 0, latest);
    const std::optional<qint64> until = managerNumber(request, u"end_time"_s, -1, 0, latest);
    if (!from || !until)
        return badParameter(u"start_time and end_time must be milliseconds since 1970."_s);
    if (*from >= 0)
        query.from = Instant(std::chrono::milliseconds(*from));
    if (*until >= 0)
        query.until = Instant(std::chrono::milliseconds(*until));
    return query;
}

Reply listAlarms(ManagerRequest &request)
{
    tl::expected<AlarmQuery, Reply> query = alarmQueryFor(request, false);
    if (!query)
        return query.error();
    query->state = AlarmQuery::Active;
    return pageOf(request, *query);
}

Reply listAlarmHistory(ManagerRequest &request)
{
    const tl::expected<AlarmQuery, Reply> query = alarmQueryFor(request, false);
    return query ? pageOf(request, *query) : query.error();
}

Reply listEvents(ManagerRequest &request)
{
    const tl::expected<AlarmQuery, Reply> query = alarmQueryFor(request, true);
    return query ? pageOf(request, *query) : query.error();
}

Reply countAlarms(ManagerRequest &request)
{
    AlarmQuery query{
        .state = AlarmQuery::Active, .source = request.value(u"cluster"_s), .hidden = request.state().masks};
    const auto count = [&](Alarm::Severity severity) {
        query.severity = severity;
        return static_cast<int>(request.world.alarms.count(query));
    };
    const int critical = count(Alarm::Critical);
    const int major = count(Alarm::Major);
    const int minor = count(Alarm::Minor);
    const int suggestion = count(Alarm::Warning);
    return managerJson(JsonObject()
                           .add("critical", critical)
                           .add("major", major)
                           .add("minor", minor)
                           .add("suggestion", suggestion)
                           .add("total", critical + major + minor + suggestion));
}

Reply showAlarm(ManagerRequest &request)
{
    const std::optional<Alarm> alarm = request.world.alarms.find(request.ids.front().toLongLong());
    if (!alarm || isHidden(request.state(), *alarm))
        return v2Failed(ManagerRefusal::NotFound, u"There is no alarm of this serial number."_s);
    return managerJson(wireAlarm(*alarm));
}

Reply clearAlarms(ManagerRequest &request)
{
    const auto serials = numbersIn(request.body.value("serialNos"_L1), mostCleared, std::numeric_limits<qint64>::max());
    if (!serials)
        return v2Failed(ManagerRefusal::Parameter, u"serialNos must be a list of 1 to 300 serial numbers."_s);
    QByteArrayList cleared;
    std::vector<JsonObject> failed;
    for (const qint64 serial : *serials) {
        const std::optional<Alarm> alarm = request.world.alarms.find(serial);
        const bool isKnown = alarm && !isHidden(request.state(), *alarm);
        if (isKnown && request.world.alarms.clear(serial, Alarm::Manual, request.world.now())) {
            cleared += QByteArray::number(serial);
        } else {
            failed.push_back(JsonObject()
                                 .raw("serialNo", QByteArray::number(serial))
                                 .add("reason", isKnown ? u"NOT_ACTIVE"_s : u"NOT_FOUND"_s));
        }
    }
    return managerJson(JsonObject().raw("cleared", '[' + cleared.join(',') + ']').add("failed", failed));
}

Reply listMasks(ManagerRequest &request)
{
    const QHash<int, Instant> &masks = request.state().masks;
    QList<int> ids = masks.keys();
    std::sort(ids.begin(), ids.end());
    return managerJson(
        JsonObject().add("masks", jsonList(ids, [&masks](int id) {
                             return JsonObject().add("alarmId", id).raw("since", milliseconds(masks.value(id)));
                         })));
}

Reply maskAlarms(ManagerRequest &request)
{
    const auto ids = numbersIn(request.body.value("alarmIds"_L1), mostMasked, largestId);
    if (!ids || request.state().masks.size() + static_cast<qsizetype>(ids->size()) > mostMasked)
        return v2Failed(ManagerRefusal::Parameter, u"alarmIds must be a list of alarm ids, at most 1000 in all."_s);
    for (const qint64 id : *ids) {
        if (!request.state().masks.contains(static_cast<int>(id))) // masking twice does not uncover what was hidden
            request.state().masks.insert(static_cast<int>(id), request.world.now());
    }
    return listMasks(request);
}

Reply unmaskAlarms(ManagerRequest &request)
{
    const auto ids = numbersIn(request.body.value("alarmIds"_L1), mostMasked, largestId);
    if (!ids)
        return v2Failed(ManagerRefusal::Parameter, u"alarmIds must be a list of alarm ids."_s);
    for (const qint64 id : *ids)
        request.state().masks.remove(static_cast<int>(id));
    return listMasks(request);
}

} // namespace claviger::sim

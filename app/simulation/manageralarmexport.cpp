// SPDX-License-Identifier: Apache-2.0
// The export of alarms as a file: manager.md, 1.5, row A4. Its columns have the labels of Manager's pages (2.1).
#include "app/simulation/localstamp.h"
#include "app/simulation/managerrequest.h"

#include <array>
#include <memory>

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

constexpr std::size_t rowsOfPiece = 1'000;

QString severityLabel(Alarm::Severity severity)
{
    switch (severity) {
    case Alarm::Critical:
        return u"Critical"_s;
    case Alarm::Major:
        return u"Major"_s;
    case Alarm::Minor:
        return u"Minor"_s;
    case Alarm::Warning:
        break;
    }
    return u"Suggestion"_s;
}

QString statusLabel(Alarm::ClearType type)
{
    switch (type) {
    case Alarm::Automatic:
        return u"Auto"_s;
    case Alarm::Manual:
        return u"Manual"_s;
    case Alarm::NotCleared:
        break;
    }
    return u"Uncleared"_s;
}

// Free texts are always quoted, the others where they must be.
void addCell(QByteArray *row, const QString &text, bool isFreeText = false)
{
    if (!row->isEmpty())
        row->append(',');
    QByteArray cell = text.toUtf8();
    if ((isFreeText && !cell.isEmpty()) || cell.contains(',') || cell.contains('"') || cell.contains('\n'))
        cell = '"' + cell.replace('"', "\"\"") + '"';
    row->append(cell);
}

QString stamped(LocalStamp &stamp, Instant instant)
{
    std::array<char, LocalStamp::size> text;
    stamp.write(instant, text.data());
    return QString::fromLatin1(text.data(), 19); // to the second
}

QByteArray exportedRow(LocalStamp &stamp, const Alarm &alarm)
{
    QByteArray row;
    addCell(&row, QString::number(alarm.id));
    addCell(&row, alarm.name);
    addCell(&row, severityLabel(alarm.severity));
    addCell(&row, stamped(stamp, alarm.occurred));
    addCell(&row, alarm.cleared ? stamped(stamp, *alarm.cleared) : u"--"_s);
    addCell(&row, alarm.source);
    addCell(&row, alarm.object);
    addCell(&row, alarm.clearsItself ? u"Yes"_s : u"No"_s);
    addCell(&row, statusLabel(alarm.clearType));
    addCell(&row, alarm.cause, true);
    addCell(&row, QString::number(alarm.serial));
    addCell(&row, alarm.additionalInfo, true);
    addCell(&row, alarm.location(), true);
    return row + '\n';
}

constexpr char exportHeading[] =
    "Alarm ID,Alarm Name,Severity,Generated,Cleared,Source,Object,Automatically Cleared,Alarm Status,Alarm Cause,"
    "Serial Number,Additional Information,Location\n";

} // namespace

Reply exportAlarms(ManagerRequest &request)
{
    if (request.query.hasQueryItem(u"format"_s) && request.value(u"format"_s) != "csv"_L1)
        return v2Failed(ManagerRefusal::Parameter, u"format must be csv."_s);
    tl::expected<AlarmQuery, Reply> query = alarmQueryFor(request, false);
    if (!query)
        return query.error();
    // What comes later is not part of it.
    request.world.alarms.visit([&query](const Alarm &newest) {
        query->before = newest.serial + 1;
        return false;
    });
    const QByteArray name = "alarms_" + request.world.makeText(12) + ".csv";
    request.state().exports.put(name, {.alarms = *query}, request.world.wall());
    return managerJson(JsonObject().add("fileName", QString::fromLatin1(name)));
}

Reply downloadAlarms(ManagerRequest &request)
{
    const QByteArray name = request.value(u"file_name"_s).toUtf8();
    const ManagerExport *file = request.state().exports.find(name, request.world.wall());
    if (!file || !file->alarms)
        return v2Failed(ManagerRefusal::NotFound, u"The file does not exist."_s);
    Reply reply{.status = 200,
                .headers = {{"Content-Type", "text/csv;charset=UTF-8"},
                            {"Content-Disposition", "attachment; filename=\"" + name + '"'}}};
    if (!file->alarms->before) { // there was none
        reply.body = exportHeading;
        return reply;
    }
    struct Progress
    {
        AlarmQuery rest; // goes on where the piece before it stopped
        LocalStamp stamp;
        bool isBegun = false;
    };
    reply.pages = [progress = std::make_shared<Progress>(
                       Progress{.rest = *file->alarms, .stamp = LocalStamp(request.state().zone)})](World &world) {
        QByteArray piece = progress->isBegun ? QByteArray() : QByteArray(exportHeading);
        progress->isBegun = true;
        std::size_t rows = 0;
        world.alarms.visit(progress->rest, [&](const Alarm &alarm) {
            piece += exportedRow(progress->stamp, alarm);
            progress->rest.before = alarm.serial;
            return ++rows < rowsOfPiece;
        });
        return piece;
    };
    return reply;
}

} // namespace claviger::sim

// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/guardiannotes.h"

namespace claviger::sim {

namespace {

void writeStamp(Instant when, LocalStamp &stamp, QByteArray *to)
{
    const qsizetype start = to->size();
    to->resize(start + LocalStamp::size);
    stamp.write(when, to->data() + start);
}

// Lines of one moment.
class NoteWriter
{
public:
    NoteWriter(Instant when, LocalStamp &stamp, QByteArray *to)
        : m_when(when)
        , m_stamp(stamp)
        , m_to(to)
    {
    }

    void say(const char *level, const char *thread, const char *type, int line, const QByteArray &message)
    {
        writeStamp(m_when, m_stamp, m_to);
        m_to->append(" | ").append(level).append(" | ").append(thread);
        m_to->append(" | mrs.example.guardian.").append(type).append(": | ").append(type).append(".java:");
        m_to->append(QByteArray::number(line)).append(" | ").append(message).append(" |\n");
    }
    void info(const char *type, int line, const QByteArray &message) { say("INFO", "refresh-1", type, line, message); }
    // With the trace that follows an exception.
    void error(const char *type, int line, const QByteArray &message, const QByteArray &exception)
    {
        say("ERROR", "refresh-1", type, line, message);
        m_to->append(exception).append("\n\tat mrs.example.guardian.").append(type).append(".refresh(");
        m_to->append(type).append(".java:").append(QByteArray::number(line)).append(")\n");
        m_to->append("\tat mrs.example.guardian.RefreshTask.run(RefreshTask.java:52)\n");
        m_to->append("\tat java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1149)\n");
    }

private:
    Instant m_when;
    LocalStamp &m_stamp;
    QByteArray *m_to;
};

// "status 401: Please configure Cloud Service Agency first"; "no answer: connect timed out"
QByteArray outcomeOf(const GuardianNote &note, const QByteArray &text)
{
    const QByteArray outcome = note.status == 0 ? "no answer" : "status " + QByteArray::number(note.status);
    return text.isEmpty() ? outcome : outcome + ": " + text;
}

void writeRun(const GuardianNote &note, const QByteArray &text, NoteWriter &writer)
{
    const QByteArray outcome = outcomeOf(note, text);
    switch (note.kind) {
    case GuardianNote::Started:
        writer.say("INFO", "main", "Server", 61, "TokenServer started");
        break;
    case GuardianNote::Stopped:
        writer.say("INFO", "shutdown-hook", "Server", 94, "TokenServer stopped");
        break;
    case GuardianNote::CacheMissing:
        writer.info("EcsCredentialCache", 84, "no agency credential is cached, refreshing");
        break;
    case GuardianNote::CacheEnding:
        writer.info("EcsCredentialCache", 88, "cached agency credential expires soon, refreshing");
        break;
    case GuardianNote::CacheDropped:
        writer.say("WARN", "rpc-4", "EcsCredentialCache", 132, "OBS refused the cached agency credential, dropped");
        break;
    case GuardianNote::KeyFailed:
        writer.error("EcsCredentialCache", 97, "call of securitykey failed, " + outcome,
                     "java.io.IOException: securitykey, " + outcome);
        break;
    case GuardianNote::KeyRenewed:
        writer.info("EcsCredentialCache", 91,
                    "agency credential refreshed, next time in " + QByteArray::number(note.number) + " s");
        break;
    case GuardianNote::MetadataFailed:
        writer.error("EcsMetadata", 63, "call of meta_data.json failed, " + outcome,
                     "java.io.IOException: meta_data.json, " + outcome);
        break;
    case GuardianNote::MetadataRead:
        writer.info("EcsMetadata", 58, "metadata of the node read");
        break;
    case GuardianNote::AssumeFailed:
        writer.error("IamAgencyClient", 118, "call of IAM failed, " + outcome, "java.io.IOException: IAM, " + outcome);
        break;
    case GuardianNote::Assumed:
        writer.info("IamAgencyClient", 109, "agency " + text + " assumed");
        break;
    case GuardianNote::AlarmRaised:
        writer.say("WARN", "alarm-1", "AlarmReporter", 40, "alarm " + QByteArray::number(note.number) + " reported");
        break;
    case GuardianNote::AlarmCleared:
        writer.say("INFO", "alarm-1", "AlarmReporter", 47,
                   "alarm " + QByteArray::number(note.number) + " reported as cleared");
        break;
    }
}

void writeDetail(Instant when, std::initializer_list<const char *> lines, LocalStamp &stamp, QByteArray *to)
{
    for (const char *line : lines) {
        writeStamp(when, stamp, to);
        to->append(' ').append(line).append('\n');
    }
}

} // namespace

bool writesNote(NoteFile file, const GuardianNote &note)
{
    switch (file) {
    case NoteFile::TokenServer:
        return true;
    case NoteFile::StartDetail:
        return note.kind == GuardianNote::Started;
    case NoteFile::StopDetail:
        return note.kind == GuardianNote::Stopped;
    case NoteFile::None:
        break;
    }
    return false;
}

void writeNote(NoteFile file, const GuardianNote &note, const QStringList &texts, LocalStamp &stamp, QByteArray *to)
{
    if (file == NoteFile::StartDetail) {
        writeDetail(note.when,
                    {"check of the configuration passed", "check of port 21000 passed",
                     "guardian.token.server.Server is being started", "guardian.token.server.Server is up"},
                    stamp, to);
    } else if (file == NoteFile::StopDetail) {
        writeDetail(note.when,
                    {"guardian.token.server.Server is being stopped", "guardian.token.server.Server is gone"}, stamp,
                    to);
    } else {
        NoteWriter writer(note.when, stamp, to);
        writeRun(note, texts.value(note.text).toUtf8(), writer);
    }
}

} // namespace claviger::sim

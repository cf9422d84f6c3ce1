// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/syslogtemplate.h"

#include "app/alarms/syslogshapes.h"
#include "app/alarms/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int fieldCount = static_cast<int>(AlarmField::Object) + 1;

std::optional<AlarmField> templateField(QStringView name)
{
    for (int i = 0; i < fieldCount; ++i)
        if (const auto field = static_cast<AlarmField>(i); name.compare(syslogName(field), Qt::CaseInsensitive) == 0)
            return field;
    return {};
}

QString allFieldNames()
{
    QStringList names;
    for (int i = 0; i < fieldCount; ++i)
        names.append(syslogName(static_cast<AlarmField>(i)));
    return names.join(u' ');
}

Error badTemplate(const QString &words)
{
    return {.fault = Fault::Rejected, .detail = words};
}

bool isTemplateLetter(QChar c)
{
    const bool isAlphanumeric = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
    return isAlphanumeric || u"_.- |"_s.contains(c);
}

using Places = std::vector<qsizetype>; // in a message, ascending

// Where all ways through a message may lead: places where each field can begin if those before it match. Linear for each field,
// for a value either is short or, as long as it likes, may end wherever the next separator stands.
class MessageWays
{
public:
    MessageWays(QStringView message, const std::vector<AlarmField> &fields, const QStringList &between)
        : m_message(message)
        , m_fields(fields)
        , m_between(between)
    {
    }

    // By field, and behind the last: only places that lie on a whole way. Empty: there is no way.
    [[nodiscard]] std::vector<Places> all()
    {
        std::vector<Places> begins{Places{m_between.front().size()}};
        for (std::size_t field = 0; field < m_fields.size(); ++field) {
            m_ends.push_back(endsOf(field));
            begins.push_back(behind(field, begins.back()));
            if (begins.back().empty())
                return {};
        }
        for (std::size_t field = m_fields.size(); field-- > 0;)
            keepLeading(field, begins[field], begins[field + 1]);
        return begins;
    }
    // Whether the value between could be one of the field.
    [[nodiscard]] bool fits(std::size_t field, qsizetype begin, qsizetype end) const
    {
        if (begin == end)
            return mayBeEmpty(m_fields[field]);
        return longestValue(m_fields[field]) == 0 ? mayBegin(field, begin) && mayEnd(field, end)
                                                  : mayEnd(field, end) && hasShape(m_fields[field], m_message.sliced(begin, end - begin));
    }
    [[nodiscard]] qsizetype gapBehind(std::size_t field) const { return m_between[static_cast<qsizetype>(field) + 1].size(); }

private:
    // Where its separator begins.
    [[nodiscard]] Places endsOf(std::size_t field) const
    {
        const QString &gap = m_between[static_cast<qsizetype>(field) + 1];
        if (field + 1 == m_fields.size())
            return m_message.endsWith(gap) ? Places{m_message.size() - gap.size()} : Places();
        Places ends;
        for (qsizetype at = m_message.indexOf(gap); at >= 0; at = m_message.indexOf(gap, at + 1))
            ends.push_back(at);
        return ends;
    }
    [[nodiscard]] bool mayBegin(std::size_t field, qsizetype at) const
    {
        if (!m_between[static_cast<qsizetype>(field)].endsWith(u' '))
            return true;
        return !m_message.sliced(at).startsWith(u' ') && mayBeginValue(m_fields[field], m_message.sliced(at));
    }
    [[nodiscard]] bool mayEnd(std::size_t field, qsizetype at) const
    {
        return at > 0 && !(m_between[static_cast<qsizetype>(field) + 1].startsWith(u' ') && m_message[at - 1] == u' ');
    }
    // The ends that a short value from there can have.
    template <typename Take>
    void eachShortEnd(std::size_t field, qsizetype begin, const Take &take) const
    {
        const Places &ends = m_ends[field];
        const qsizetype most = longestValue(m_fields[field]);
        for (auto end = std::lower_bound(ends.begin(), ends.end(), begin); end != ends.end() && *end - begin <= most; ++end)
            if (fits(field, begin, *end))
                take(*end);
    }
    [[nodiscard]] Places behind(std::size_t field, const Places &begins) const
    {
        Places next;
        const qsizetype gap = gapBehind(field);
        if (longestValue(m_fields[field]) > 0) {
            for (const qsizetype begin : begins)
                eachShortEnd(field, begin, [&](qsizetype end) { next.push_back(end + gap); });
            std::sort(next.begin(), next.end());
            next.erase(std::unique(next.begin(), next.end()), next.end());
            return next;
        }
        const auto first = std::find_if(begins.begin(), begins.end(), [&](qsizetype begin) { return mayBegin(field, begin); });
        const qsizetype earliest = first == begins.end() ? m_message.size() + 1 : *first;
        const bool canBeEmpty = mayBeEmpty(m_fields[field]);
        for (const qsizetype end : m_ends[field])
            if ((end > earliest && mayEnd(field, end)) || (canBeEmpty && std::binary_search(begins.begin(), begins.end(), end)))
                next.push_back(end + gap);
        return next;
    }
    // Takes out the begins that do not lead to one of the next.
    void keepLeading(std::size_t field, Places &begins, const Places &next) const
    {
        const qsizetype gap = gapBehind(field);
        const auto leads = [&](qsizetype end) { return std::binary_search(next.begin(), next.end(), end + gap); };
        const bool isShort = longestValue(m_fields[field]) > 0;
        qsizetype latest = -1; // end of a long value that leads on
        for (auto one = next.rbegin(); one != next.rend() && latest < 0; ++one)
            if (mayEnd(field, *one - gap))
                latest = *one - gap;
        std::erase_if(begins, [&](qsizetype begin) {
            bool isKept = false;
            if (isShort)
                eachShortEnd(field, begin, [&](qsizetype end) { isKept |= leads(end); });
            else
                isKept = (latest > begin && mayBegin(field, begin)) || (mayBeEmpty(m_fields[field]) && leads(begin));
            return !isKept;
        });
    }

    QStringView m_message;
    const std::vector<AlarmField> &m_fields;
    const QStringList &m_between;
    std::vector<Places> m_ends; // by field
};

} // namespace

Result<SyslogTemplate> SyslogTemplate::compile(const QString &text)
{
    if (text.size() > longestTemplate)
        return tl::unexpected(badTemplate(AlarmWords::tr("the report format is longer than %1 characters, which Manager does not take; copy it again from System > Interconnection > Syslog").arg(longestTemplate)));
    SyslogTemplate made;
    made.m_text = text.trimmed();
    const QStringView all(made.m_text);
    QString gap;
    for (qsizetype at = 0; at < all.size();) {
        if (isTemplateLetter(all[at])) {
            gap.append(all[at++]);
            continue;
        }
        if (all[at] != u'$' && all[at] != u'{' && all[at] != u'}')
            return tl::unexpected(badTemplate(AlarmWords::tr("the report format has \"%1\" in it, which Manager does not take; use letters, digits, blanks and _ . - | between the fields").arg(all[at])));
        const qsizetype end = all.indexOf(u'}', at);
        if (!all.sliced(at).startsWith("${"_L1) || end < 0)
            return tl::unexpected(badTemplate(AlarmWords::tr("at character %1 of the report format no field begins and ends as ${name} does; correct it there").arg(at + 1)));
        const QStringView name = all.sliced(at + 2, end - at - 2);
        const std::optional<AlarmField> field = templateField(name);
        if (!field)
            return tl::unexpected(badTemplate(AlarmWords::tr("the report format names a field \"%1\" that Manager does not have; it has %2").arg(name.toString(), allFieldNames())));
        if (!made.m_fields.empty() && gap.isEmpty())
            return tl::unexpected(badTemplate(AlarmWords::tr("nothing stands between the fields \"%1\" and \"%2\" of the report format, so nobody can tell them apart; put a | between them, in Manager too")
                                                  .arg(syslogName(made.m_fields.back()), syslogName(*field))));
        made.m_between.append(gap);
        made.m_fields.push_back(*field);
        gap.clear();
        at = end + 1;
    }
    made.m_between.append(gap);
    const auto says = [&made](AlarmField field) { return std::find(made.m_fields.begin(), made.m_fields.end(), field) != made.m_fields.end(); };
    if (!says(AlarmField::Id) && !says(AlarmField::Name) && !says(AlarmField::Location))
        return tl::unexpected(badTemplate(AlarmWords::tr("the report format has neither ${id} nor ${name} nor ${locationInfo}, so no message says which alarm it is; add ${id}, in Manager too")));
    return made;
}

SyslogTemplate SyslogTemplate::usual()
{
    QStringList fields;
    for (int i = 0; i < fieldCount; ++i)
        fields.append(u"${"_s + syslogName(static_cast<AlarmField>(i)) + u'}');
    return *compile(fields.join(u'|'));
}

std::optional<SyslogTemplate::Reading> SyslogTemplate::read(const QString &message) const
{
    QStringView text(message);
    while (!text.isEmpty() && (text.back() == u'\n' || text.back() == u'\r' || text.back().isNull()))
        text.chop(1);
    if (text.size() > longestMessage || !text.startsWith(m_between.front()))
        return {};
    MessageWays ways(text, m_fields, m_between);
    const std::vector<Places> begins = ways.all();
    if (begins.empty() || begins.front().empty())
        return {};
    Reading reading;
    qsizetype begin = begins.front().front();
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const qsizetype gap = ways.gapBehind(i);
        const auto next = std::find_if(begins[i + 1].begin(), begins[i + 1].end(), [&](qsizetype place) { return place - gap >= begin && ways.fits(i, begin, place - gap); });
        if (next == begins[i + 1].end())
            return {};
        reading.values.push_back({.name = syslogName(m_fields[i]), .value = text.sliced(begin, *next - gap - begin).toString()});
        if (begins[i].size() > 1 || begins[i + 1].size() > 1)
            reading.doubtful.push_back(m_fields[i]);
        begin = *next;
    }
    return reading;
}

bool SyslogTemplate::hasTraceIn(QStringView message) const
{
    const bool hasMark = std::any_of(m_between.begin(), m_between.end(), [&](const QString &gap) { return !gap.trimmed().isEmpty() && message.contains(gap.trimmed()); });
    const bool isOnlyBlanks = std::all_of(m_between.begin(), m_between.end(), [](const QString &gap) { return gap.trimmed().isEmpty(); });
    if (hasMark || !isOnlyBlanks)
        return hasMark;
    int digits = 0; // in a row: an id has five
    for (const QChar c : message) {
        digits = c >= u'0' && c <= u'9' ? digits + 1 : 0;
        if (digits >= 5 || c == u'=')
            return true;
    }
    return false;
}

bool SyslogTemplate::isUnambiguous() const
{
    return std::all_of(m_between.begin() + 1, m_between.end() - 1, [](const QString &gap) { return gap.contains(u'|'); });
}

} // namespace claviger

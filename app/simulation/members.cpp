// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/members.h"

using namespace Qt::StringLiterals;

namespace claviger::sim {

namespace {

QString nameOfType(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::String:
        return u"a text"_s;
    case QJsonValue::Bool:
        return u"true or false"_s;
    case QJsonValue::Double:
        return u"a number"_s;
    case QJsonValue::Object:
        return u"an object"_s;
    default:
        return u"a list"_s;
    }
}

} // namespace

Members::Members(QJsonObject object, QString where)
    : m_object(std::move(object))
    , m_where(std::move(where))
{
}

QString Members::text(const QString &name, const QString &ifAbsent)
{
    return take(name, QJsonValue::String, ifAbsent).toString();
}

bool Members::flag(const QString &name, bool ifAbsent)
{
    return take(name, QJsonValue::Bool, ifAbsent).toBool();
}

int Members::number(const QString &name, int ifAbsent, int least, int most)
{
    const double value = take(name, QJsonValue::Double, ifAbsent).toDouble();
    if (value < least || value > most || value != static_cast<int>(value)) {
        note(name, u"a whole number from %1 to %2"_s.arg(least).arg(most));
        return ifAbsent;
    }
    return static_cast<int>(value);
}

QStringList Members::texts(const QString &name)
{
    QStringList list;
    const QJsonArray values = array(name);
    for (const auto &value : values) {
        if (!value.isString())
            note(name, u"a list of texts"_s);
        list += value.toString();
    }
    return list;
}

QJsonArray Members::array(const QString &name)
{
    return take(name, QJsonValue::Array, QJsonArray()).toArray();
}

QJsonObject Members::object(const QString &name)
{
    return take(name, QJsonValue::Object, QJsonObject()).toObject();
}

qsizetype Members::choice(const QString &name, const QStringList &choices)
{
    const qsizetype place = choices.indexOf(text(name, choices.first()));
    if (place < 0)
        note(name, u"one of: %1"_s.arg(choices.join(u", "_s)));
    return std::max<qsizetype>(place, 0);
}

void Members::note(const QString &name, const QString &wanted)
{
    if (m_problem.isEmpty())
        m_problem = u"“%1” must be %2"_s.arg(name, wanted);
}

Result<Done> Members::finish() const
{
    const QString problem =
        m_problem.isEmpty() && !m_object.isEmpty() ? u"“%1” is not known here"_s.arg(m_object.begin().key()) : m_problem;
    if (!problem.isEmpty())
        return tl::unexpected(Error{.fault = Fault::Rejected, .detail = u"%1: %2"_s.arg(m_where, problem)});
    return Done{};
}

QJsonValue Members::take(const QString &name, QJsonValue::Type type, const QJsonValue &ifAbsent)
{
    const QJsonValue value = m_object.take(name);
    if (value.isUndefined())
        return ifAbsent;
    if (value.type() != type) {
        note(name, nameOfType(type));
        return ifAbsent;
    }
    return value;
}

} // namespace claviger::sim

// SPDX-License-Identifier: Apache-2.0
#include "app/cloud/loosejson.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace claviger {

QString looseText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        if (const std::optional<qint64> number = looseNumber(value))
            return QString::number(*number);
        return QString::number(value.toDouble());
    default:
        return {};
    }
}

std::optional<qint64> looseNumber(const QJsonValue &value)
{
    if (value.isDouble()) {
        constexpr double exact = 9'007'199'254'740'992.0; // 2^53
        const double number = value.toDouble();
        return std::abs(number) <= exact && number == std::floor(number) ? std::optional(static_cast<qint64>(number)) : std::nullopt;
    }
    bool isNumber = false;
    const qint64 number = value.toString().trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

std::optional<bool> looseFlag(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool();
    const QString text = looseText(value).toLower();
    if (text == "1"_L1 || text == "true"_L1)
        return true;
    if (text == "0"_L1 || text == "false"_L1)
        return false;
    return {};
}

std::vector<QJsonObject> looseObjects(const QJsonValue &value)
{
    std::vector<QJsonObject> objects;
    const QJsonArray list = value.toArray();
    for (const auto &element : list)
        if (element.isObject())
            objects.push_back(element.toObject());
    return objects;
}

} // namespace claviger

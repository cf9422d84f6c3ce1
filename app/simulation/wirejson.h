// SPDX-License-Identifier: Apache-2.0
// Writes JSON with the fields in the order they are given: QJsonObject sorts them, and the simulated cloud answers as
// the documentation prints it.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace claviger::sim {

[[nodiscard]] QByteArray jsonText(QStringView text); // quoted and escaped

class JsonObject
{
public:
    JsonObject &raw(const char *name, const QByteArray &json); // json: a complete value
    JsonObject &add(const char *name, const QString &text) { return raw(name, jsonText(text)); }
    JsonObject &add(const char *name, bool value) { return raw(name, value ? "true" : "false"); }
    JsonObject &add(const char *name, int value) { return raw(name, QByteArray::number(value)); }
    JsonObject &add(const char *name, const char *) = delete; // would become a bool
    JsonObject &null(const char *name) { return raw(name, "null"); }
    JsonObject &add(const char *name, const JsonObject &object) { return raw(name, object.json()); }
    JsonObject &add(const char *name, const std::vector<JsonObject> &objects);

    [[nodiscard]] QByteArray json() const { return '{' + m_members + '}'; }

private:
    QByteArray m_members;
};

// One object for each element.
template <typename Elements, typename Describe>
[[nodiscard]] std::vector<JsonObject> jsonList(const Elements &elements, Describe describe)
{
    std::vector<JsonObject> objects;
    objects.reserve(static_cast<std::size_t>(elements.size()));
    for (const auto &element : elements)
        objects.push_back(describe(element));
    return objects;
}

[[nodiscard]] QByteArray jsonArray(const QStringList &texts);

} // namespace claviger::sim

// SPDX-License-Identifier: Apache-2.0
// Writes a JSON object as the documentation has it, except for the members that a patch tells otherwise: a simulated
// service shows the quirks of the real one where its state says so.
#pragma once

#include "app/simulation/fleet.h"
#include "app/simulation/wirejson.h"

namespace claviger::sim {

class PatchedObject
{
public:
    explicit PatchedObject(const WirePatch &patch); // must live as long as the object

    PatchedObject &raw(const char *name, const QByteArray &json); // json: a complete value
    PatchedObject &add(const char *name, const QString &text) { return raw(name, jsonText(text)); }
    PatchedObject &add(const char *name, bool value) { return raw(name, value ? "true" : "false"); }
    PatchedObject &add(const char *name, int value) { return raw(name, QByteArray::number(value)); }
    PatchedObject &add(const char *name, const char *) = delete; // would become a bool
    PatchedObject &add(const char *name, const JsonObject &object) { return raw(name, object.json()); }
    PatchedObject &add(const char *name, const std::vector<JsonObject> &objects);
    PatchedObject &addQuoted(const char *name, qint64 number)
    {
        return raw(name, '"' + QByteArray::number(number) + '"');
    }
    PatchedObject &null(const char *name) { return raw(name, "null"); }

    [[nodiscard]] QByteArray json() const; // with the members that only the patch has at the end

private:
    const WirePatch &m_patch;
    std::vector<bool> m_used;
    JsonObject m_object;
};

} // namespace claviger::sim

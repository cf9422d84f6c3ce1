// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/patchedobject.h"

namespace claviger::sim {

PatchedObject::PatchedObject(const WirePatch &patch)
    : m_patch(patch)
    , m_used(patch.size(), false)
{
}

PatchedObject &PatchedObject::raw(const char *name, const QByteArray &json)
{
    for (std::size_t i = 0; i < m_patch.size(); ++i) {
        if (m_patch[i].first != name)
            continue;
        m_used[i] = true;
        if (!m_patch[i].second.isEmpty())
            m_object.raw(name, m_patch[i].second);
        return *this;
    }
    m_object.raw(name, json);
    return *this;
}

PatchedObject &PatchedObject::add(const char *name, const std::vector<JsonObject> &objects)
{
    QByteArray json = "[";
    for (const JsonObject &object : objects)
        json += (json.size() > 1 ? "," : "") + object.json();
    return raw(name, json + ']');
}

QByteArray PatchedObject::json() const
{
    QByteArray json = m_object.json();
    for (std::size_t i = 0; i < m_patch.size(); ++i) {
        if (m_used[i] || m_patch[i].second.isEmpty())
            continue;
        json.chop(1);
        if (json.size() > 1)
            json += ',';
        json += jsonText(QString::fromUtf8(m_patch[i].first)) + ':' + m_patch[i].second + '}';
    }
    return json;
}

} // namespace claviger::sim

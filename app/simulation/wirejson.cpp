// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/wirejson.h"

#include <QStringList>

namespace claviger::sim {

QByteArray jsonText(QStringView text)
{
    QByteArray json = "\"";
    const QByteArray utf8 = text.toUtf8();
    json.reserve(utf8.size() + 2);
    for (const char c : utf8) {
        switch (c) {
        case '"':
            json += "\\\"";
            break;
        case '\\':
            json += "\\\\";
            break;
        case '\n':
            json += "\\n";
            break;
        case '\r':
            json += "\\r";
            break;
        case '\t':
            json += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                json += "\\u00" + QByteArray(1, c).toHex();
            else
                json += c;
        }
    }
    return json += '"';
}

JsonObject &JsonObject::raw(const char *name, const QByteArray &json)
{
    if (!m_members.isEmpty())
        m_members += ',';
    m_members += '"';
    m_members += name;
    m_members += "\":";
    m_members += json;
    return *this;
}

JsonObject &JsonObject::add(const char *name, const std::vector<JsonObject> &objects)
{
    QByteArray json = "[";
    for (const JsonObject &object : objects) {
        if (json.size() > 1)
            json += ',';
        json += object.json();
    }
    return raw(name, json + ']');
}

QByteArray jsonArray(const QStringList &texts)
{
    QByteArray json = "[";
    for (const QString &text : texts) {
        if (json.size() > 1)
            json += ',';
        json += jsonText(text);
    }
    return json + ']';
}

} // namespace claviger::sim

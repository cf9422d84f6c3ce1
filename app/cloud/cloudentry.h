// SPDX-License-Identifier: Apache-2.0
// One entry of clouds.yaml becomes a profile, or notices that say why not. The half of cloudsyaml that knows the keys.
#pragma once

#include "app/cloud/cloudsyaml.h"
#include "app/cloud/yamldocument.h"

#include <initializer_list>

namespace claviger {

// The sentence with the place it is about in front: "clouds.yaml, line 12: ". No node: the file alone.
[[nodiscard]] QString locatedInYaml(const YamlSection::Found &where, const QString &sentence);
[[nodiscard]] QString yamlTextOf(std::string_view utf8);

// Reads one entry of clouds. A refusal makes the entry unusable; the reading goes on, so that all of them are told.
class CloudEntry
{
public:
    CloudEntry(CloudsReading &reading, const CloudsPlaces &places, QString name, YamlSection::Found entry)
        : m_reading(reading)
        , m_places(places)
        , m_name(std::move(name))
        , m_entry(std::move(entry))
    {
    }

    // The settings are those of the entry together with the layers above and below it.
    void read(const YamlSection &settings);

private:
    void tell(const YamlSection::Found &where, const QString &sentence, bool isRefusal);
    void refuse(const YamlSection::Found &where, const QString &sentence) { tell(where, sentence, true); }
    [[nodiscard]] QString text(const YamlSection &section, std::initializer_list<std::string_view> names);
    [[nodiscard]] bool flag(const YamlSection &section, std::string_view name, bool ifAbsent, bool ifUnreadable);
    [[nodiscard]] YamlSection inner(const YamlSection &section, std::string_view name);
    [[nodiscard]] QUrl endpoint(const YamlSection &section, std::initializer_list<std::string_view> names, bool isNeeded);
    void readAuth(const YamlSection &auth);
    void readEndpoints(const YamlSection &settings, const YamlSection &auth);
    void readTrust(const YamlSection &settings);
    void readClaviger(const YamlSection &settings);
    void readManager(const YamlSection::Found &where);

    CloudsReading &m_reading;
    const CloudsPlaces &m_places;
    QString m_name;
    YamlSection::Found m_entry;
    CloudProfile m_profile;
    bool m_isRefused = false;
};

} // namespace claviger

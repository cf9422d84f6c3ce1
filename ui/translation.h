// SPDX-License-Identifier: Apache-2.0
// The language of the interface: German where the desktop prefers it, English everywhere else.
#pragma once

#include <QLocale>
#include <QTranslator>

#include <array>

namespace claviger {

enum class Language { English, German };

// The first known language of a list in order of preference ("de-AT", "en"); English if there is none.
[[nodiscard]] Language languageFor(const QStringList &preferred);

// What CLAVIGER_LANGUAGE (de, en) says, else what the desktop prefers.
[[nodiscard]] Language preferredLanguage();

// Texts, plural forms, Qt's own words and the names of months in one language, as long as it lives. Made after the
// application object and before the first text.
class Translation final
{
public:
    explicit Translation(Language language = preferredLanguage());
    ~Translation();
    Q_DISABLE_COPY_MOVE(Translation)

private:
    QLocale m_before;
    std::array<QTranslator, 3> m_translators;
};

} // namespace claviger

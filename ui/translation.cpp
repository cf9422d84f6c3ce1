// SPDX-License-Identifier: Apache-2.0
#include "ui/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

// Months are named in the language around them, also on a desktop with a third one.
QLocale localeFor(Language language)
{
    const QLocale system = QLocale::system();
    if (language == Language::German)
        return system.language() == QLocale::German ? system : QLocale(QLocale::German, QLocale::Germany);
    const bool isFitting = system.language() == QLocale::English || system.language() == QLocale::C;
    return isFitting ? system : QLocale(QLocale::English, QLocale::UnitedKingdom);
}

} // namespace

Language languageFor(const QStringList &preferred)
{
    for (const QString &name : preferred) {
        const QLocale::Language language = QLocale(name).language();
        if (language == QLocale::German)
            return Language::German;
        if (language == QLocale::English)
            return Language::English;
    }
    return Language::English;
}

Language preferredLanguage()
{
    const QString chosen = qEnvironmentVariable("CLAVIGER_LANGUAGE");
    return languageFor(chosen.isEmpty() ? QLocale::system().uiLanguages() : QStringList{chosen});
}

Translation::Translation(Language language)
{
    QLocale::setDefault(localeFor(language));
    // Asked last to first. English stays below German for its plural forms: better than "slot(s)".
    QStringList files{u":/translations/claviger_en.qm"_s};
    if (language == Language::German)
        files << QLibraryInfo::path(QLibraryInfo::TranslationsPath) + u"/qtbase_de.qm"_s
              << u":/translations/claviger_de.qm"_s;
    for (qsizetype i = 0; i < files.size(); ++i) {
        // Qt's own file may not be installed: then its few words stay English.
        QTranslator &translator = m_translators[static_cast<size_t>(i)];
        if (translator.load(files[i]))
            QCoreApplication::installTranslator(&translator);
    }
}

Translation::~Translation()
{
    for (QTranslator &translator : m_translators)
        QCoreApplication::removeTranslator(&translator);
    QLocale::setDefault(m_before);
}

} // namespace claviger

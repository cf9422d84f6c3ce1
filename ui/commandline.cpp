// SPDX-License-Identifier: Apache-2.0
#include "ui/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

struct LineWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::CommandLine)
};

struct Options
{
    QCommandLineParser parser;
    QCommandLineOption demo{u"demo"_s, QCoreApplication::translate("claviger::CommandLine", "Start with the simulated cloud inside.")};
    QCommandLineOption scenario{u"scenario"_s, QCoreApplication::translate("claviger::CommandLine", "Scenario of the demo (with --demo)."), u"NAME"_s};
    QCommandLineOption cloud{u"cloud"_s, QCoreApplication::translate("claviger::CommandLine", "Sign in to this entry of clouds.yaml, or fill in the sign-in page."), u"NAME"_s};
    QCommandLineOption page{u"page"_s, QCoreApplication::translate("claviger::CommandLine", "Open this page: access-keys or activity."), u"ID"_s};
    QCommandLineOption tour{u"tour"_s, QCoreApplication::translate("claviger::CommandLine", "Do the main job on the demo cloud by itself; pictures and tour.json go to this folder."), u"DIR"_s};
    QCommandLineOption scheme{u"scheme"_s, QCoreApplication::translate("claviger::CommandLine", "Colours: light or dark, else those of the desktop."), u"NAME"_s};
    QCommandLineOption components{u"components"_s, QCoreApplication::translate("claviger::CommandLine", "Show all components in all states (for developers).")};
    QCommandLineOption help{{u"h"_s, u"help"_s}, QCoreApplication::translate("claviger::CommandLine", "Show this text.")};
    QCommandLineOption version{{u"v"_s, u"version"_s}, QCoreApplication::translate("claviger::CommandLine", "Show the version.")};

    Options()
    {
        parser.setApplicationDescription(QCoreApplication::translate("claviger::CommandLine", "Desktop administration console for MapReduce Service clusters."));
        parser.addOptions({demo, scenario, cloud, page, tour, scheme, components, help, version});
    }
};

Error refused(const QString &sentence)
{
    return {.fault = Fault::Rejected, .detail = sentence};
}

} // namespace

QString commandLineHelp()
{
    return Options().parser.helpText();
}

Result<CommandLine> readCommandLine(const QStringList &arguments, const QStringList &pages, const QStringList &scenarios)
{
    Options options;
    QCommandLineParser &parser = options.parser;
    if (!parser.parse(arguments))
        return tl::unexpected(refused(parser.errorText()));
    if (!parser.positionalArguments().isEmpty())
        return tl::unexpected(refused(LineWords::tr("unknown argument: %1").arg(parser.positionalArguments().constFirst().left(80))));
    const auto once = [&parser](const QCommandLineOption &option) { return parser.values(option).size() <= 1; };
    for (const QCommandLineOption &option : {options.scenario, options.cloud, options.page, options.tour, options.scheme})
        if (!once(option))
            return tl::unexpected(refused(LineWords::tr("--%1 was given twice").arg(option.names().constFirst())));
    CommandLine line{.demo = parser.isSet(options.demo),
                     .scenario = parser.value(options.scenario),
                     .cloud = parser.value(options.cloud),
                     .page = parser.value(options.page),
                     .tourFolder = parser.value(options.tour),
                     .scheme = parser.value(options.scheme),
                     .components = parser.isSet(options.components)};
    if (parser.isSet(options.tour)) {
        if (line.tourFolder.isEmpty())
            return tl::unexpected(refused(LineWords::tr("--tour needs a folder for its pictures")));
        line.demo = true;
    }
    if (!line.page.isEmpty() && !pages.contains(line.page))
        return tl::unexpected(refused(LineWords::tr("there is no page “%1”; known are: %2").arg(line.page.left(40), pages.join(u", "_s))));
    if (!line.scheme.isEmpty() && line.scheme != "light"_L1 && line.scheme != "dark"_L1)
        return tl::unexpected(refused(LineWords::tr("--scheme takes light or dark")));
    if (!line.scenario.isEmpty() && !line.demo)
        return tl::unexpected(refused(LineWords::tr("--scenario belongs to --demo")));
    if (!line.scenario.isEmpty() && !scenarios.contains(line.scenario))
        return tl::unexpected(refused(LineWords::tr("there is no scenario “%1”; known are: %2").arg(line.scenario.left(40), scenarios.join(u", "_s))));
    if (line.demo && !line.cloud.isEmpty())
        return tl::unexpected(refused(LineWords::tr("--cloud and --demo exclude each other")));
    return line;
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// The words of the interface: every text can be translated, is translated, and says the same in each language.
#include "ui/translation.h"

#include "app/foundation/error.h"
#include "app/journal/journalmodel.h"
#include "app/journal/recordwords.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

struct Message
{
    QString source;
    QStringList translations; // several: plural forms
    bool isPlural = false;
    bool isFinished = true;
};

// By context, source text and comment: what a program looks a text up by.
using Messages = QMap<QString, Message>;

Message readMessage(QXmlStreamReader &xml, QString &comment)
{
    Message message;
    message.isPlural = xml.attributes().value("numerus"_L1) == "yes"_L1;
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            message.source = xml.readElementText();
        } else if (xml.name() == "comment"_L1) {
            comment = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            message.isFinished = !xml.attributes().hasAttribute("type"_L1);
            if (message.isPlural) {
                while (xml.readNextStartElement())
                    message.translations << xml.readElementText();
            } else {
                message.translations << xml.readElementText();
            }
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

// Empty if the file cannot be read whole.
Messages readMessages(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    Messages messages;
    xml.readNextStartElement();
    while (xml.readNextStartElement()) {
        QString context;
        while (xml.readNextStartElement()) {
            if (xml.name() == "name"_L1) {
                context = xml.readElementText();
            } else if (xml.name() == "message"_L1) {
                QString comment;
                const Message message = readMessage(xml, comment);
                messages.insert(u"%1: “%2” %3"_s.arg(context, message.source, comment).trimmed(), message);
            } else {
                xml.skipCurrentElement();
            }
        }
    }
    return xml.hasError() ? Messages() : messages;
}

QString sourceFolder()
{
    return QStringLiteral(CLAVIGER_SOURCE_FOLDER);
}

Messages committed(const QString &language)
{
    return readMessages(sourceFolder() + u"/translations/claviger_%1.ts"_s.arg(language));
}

QStringList placeholdersOf(const QString &text)
{
    static const QRegularExpression placeholder(u"%(?:\\d|n)"_s);
    QStringList found;
    for (auto match = placeholder.globalMatch(text); match.hasNext();)
        found << match.next().captured();
    found.sort();
    return found;
}

QStringList differenceOf(const Messages &left, const Messages &right)
{
    QStringList only;
    for (auto message = left.cbegin(); message != left.cend(); ++message)
        if (!right.contains(message.key()) || right[message.key()].isPlural != message->isPlural)
            only << message.key();
    return only;
}

} // namespace

class TranslationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTextIsTranslated_data();
    void everyTextIsTranslated();
    void aTranslationKeepsThePlaceholders_data();
    void aTranslationKeepsThePlaceholders();
    void germanAddressesNobodyAndDoesNotShout();
    void germanNamesTheSecretKeyAsTheHouseDoes();
    void theFilesAreInStepWithTheSources_data();
    void theFilesAreInStepWithTheSources();
    void germanIsSpokenAsLongAsItIsAskedFor();
    void pluralsAreRightInEnglish();
    void theDesktopChoosesTheLanguage_data();
    void theDesktopChoosesTheLanguage();
    void theEnvironmentOverridesTheDesktop();
    void noTextIsShownThatCannotBeTranslated();
    void noSentenceOfTheCoreIsInOneLanguageOnly();
    void theJournalKeepsEnglishAndShowsGerman_data();
    void theJournalKeepsEnglishAndShowsGerman();
};

void TranslationTest::everyTextIsTranslated_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("English") << u"en"_s;
}

void TranslationTest::everyTextIsTranslated()
{
    QFETCH(const QString, language);
    const Messages messages = committed(language);
    QVERIFY(!messages.isEmpty());
    for (auto message = messages.cbegin(); message != messages.cend(); ++message) {
        QVERIFY2(message->isFinished, qPrintable(u"unfinished: "_s + message.key()));
        QVERIFY2(message->translations.size() == (message->isPlural ? 2 : 1),
                 qPrintable(u"forms missing: "_s + message.key()));
        for (const QString &translation : message->translations)
            QVERIFY2(!translation.trimmed().isEmpty(), qPrintable(u"empty: "_s + message.key()));
        // German: one Cluster, two Cluster; one Knoten, two Knoten.
        const bool isAlike = language == "de"_L1 && (message->translations[0].contains(u"Cluster"_s) || message->translations[0].contains(u"Knoten"_s));
        QVERIFY2(!message->isPlural || isAlike || message->translations[0] != message->translations[1],
                 qPrintable(u"one and many are the same: "_s + message.key()));
    }
}

void TranslationTest::aTranslationKeepsThePlaceholders_data()
{
    everyTextIsTranslated_data();
}

void TranslationTest::aTranslationKeepsThePlaceholders()
{
    QFETCH(const QString, language);
    const Messages messages = committed(language);
    QVERIFY(!messages.isEmpty());
    for (auto message = messages.cbegin(); message != messages.cend(); ++message)
        for (const QString &translation : message->translations)
            QVERIFY2(placeholdersOf(translation) == placeholdersOf(message->source),
                     qPrintable(message.key() + u" → "_s + translation));
}

void TranslationTest::germanAddressesNobodyAndDoesNotShout()
{
    static const QRegularExpression unwanted(
        u"!|\\b(?:[Bb]itte|du|dein)\\b|\\bSie (?:können|haben|müssen)|(?<=[\\p{Ll},] )Ihr(?:e[nmrs]?)?\\b"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    const Messages messages = committed(u"de"_s);
    for (auto message = messages.cbegin(); message != messages.cend(); ++message)
        for (const QString &translation : message->translations)
            QVERIFY2(!unwanted.match(translation).hasMatch(), qPrintable(translation));
}

void TranslationTest::germanNamesTheSecretKeyAsTheHouseDoes()
{
    const Messages messages = committed(u"de"_s);
    QVERIFY(!messages.isEmpty());
    static const QRegularExpression foreign(u"\\bSecrets?\\b(?! Service)"_s);
    for (auto message = messages.cbegin(); message != messages.cend(); ++message)
        for (const QString &text : message->translations)
            QVERIFY2(!foreign.match(text).hasMatch(), qPrintable(message.key()));
}

void TranslationTest::theFilesAreInStepWithTheSources_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("German") << u"de"_s << QStringList();
    QTest::newRow("English") << u"en"_s << QStringList{u"-pluralonly"_s};
}

void TranslationTest::theFilesAreInStepWithTheSources()
{
    QFETCH(const QString, language);
    QFETCH(const QStringList, options);
    const QTemporaryDir folder;
    const QString fresh = folder.filePath(u"claviger_%1.ts"_s.arg(language));
    QProcess lupdate;
    lupdate.setWorkingDirectory(sourceFolder());
    // The arguments of the target update_translations.
    lupdate.start(QStringLiteral(CLAVIGER_LUPDATE),
                  QStringList{u"app"_s, u"ui"_s, u"-I"_s, u"."_s, u"-no-obsolete"_s, u"-locations"_s, u"none"_s}
                      + options
                      + QStringList{u"-source-language"_s, u"en"_s, u"-target-language"_s, language, u"-ts"_s, fresh});
    QVERIFY2(lupdate.waitForFinished(120'000), qPrintable(lupdate.errorString()));
    QCOMPARE(lupdate.exitCode(), 0);
    // A text whose class lupdate does not understand would be looked up under another name than it is filed under.
    const QString complaints = QString::fromUtf8(lupdate.readAllStandardError());
    QVERIFY2(!complaints.contains("tr()"_L1) && !complaints.contains("Q_OBJECT"_L1), qPrintable(complaints));

    const Messages wanted = readMessages(fresh);
    const Messages present = committed(language);
    QVERIFY(!wanted.isEmpty());
    const QStringList missing = differenceOf(wanted, present);
    QVERIFY2(missing.isEmpty(), qPrintable(u"build update_translations and translate:\n"_s + missing.join(u'\n')));
    const QStringList stale = differenceOf(present, wanted);
    QVERIFY2(stale.isEmpty(),
             qPrintable(u"build update_translations, no longer in the sources:\n"_s + stale.join(u'\n')));
}

void TranslationTest::germanIsSpokenAsLongAsItIsAskedFor()
{
    const Error refused{.fault = Fault::Throttled};
    const Instant spring = fromDateTime(QDateTime(QDate(2028, 3, 1), QTime(12, 0), Qt::UTC));
    {
        const Translation german(Language::German);
        QCOMPARE(explain(refused).next, u"Eine Minute warten, dann erneut versuchen."_s);
        QCOMPARE(JournalModel().headerData(JournalModel::UserColumn, Qt::Horizontal).toString(), u"Benutzer"_s);
        QCOMPARE(QCoreApplication::translate("claviger::AccessKeyPage", "%n free slot(s)", nullptr, 1),
                 u"1 freier Platz"_s);
        QCOMPARE(QCoreApplication::translate("claviger::AccessKeyPage", "%n free slot(s)", nullptr, 2),
                 u"2 freie Plätze"_s);
        QCOMPARE(durationText(90s), u"1 min"_s);
        QVERIFY(factTime(spring, QTimeZone::utc()).contains(u"März"_s));
    }
    const Translation english(Language::English);
    QCOMPARE(explain(refused).next, u"Wait a minute, then try again."_s);
    QVERIFY(factTime(spring, QTimeZone::utc()).contains(u"March"_s));
}

void TranslationTest::pluralsAreRightInEnglish()
{
    const Translation english(Language::English);
    QCOMPARE(QCoreApplication::translate("claviger::AccessKeyPage", "%n free slot(s)", nullptr, 1), u"1 free slot"_s);
    QCOMPARE(QCoreApplication::translate("claviger::AccessKeyPage", "%n free slot(s)", nullptr, 2), u"2 free slots"_s);
    QCOMPARE(QCoreApplication::translate("claviger::KeyDetails", "%n day(s)", nullptr, 0), u"0 days"_s);
}

void TranslationTest::theDesktopChoosesTheLanguage_data()
{
    QTest::addColumn<QStringList>("preferred");
    QTest::addColumn<bool>("isGerman");
    QTest::newRow("none") << QStringList() << false;
    QTest::newRow("German") << QStringList{u"de"_s} << true;
    QTest::newRow("Austria") << QStringList{u"de-AT"_s, u"de"_s, u"en"_s} << true;
    QTest::newRow("underscore") << QStringList{u"de_DE"_s} << true;
    QTest::newRow("English before German") << QStringList{u"en-GB"_s, u"de"_s} << false;
    QTest::newRow("French, then German") << QStringList{u"fr"_s, u"de"_s} << true;
    QTest::newRow("neither") << QStringList{u"zh-Hans-CN"_s} << false;
    QTest::newRow("no desktop") << QStringList{u"C"_s} << false;
    QTest::newRow("not a language") << QStringList{u"deutlich"_s, QString(), u"../de"_s} << false;
}

void TranslationTest::theDesktopChoosesTheLanguage()
{
    QFETCH(const QStringList, preferred);
    QFETCH(const bool, isGerman);
    QCOMPARE(languageFor(preferred) == Language::German, isGerman);
}

void TranslationTest::theEnvironmentOverridesTheDesktop()
{
    const auto tidyUp = qScopeGuard([] { qunsetenv("CLAVIGER_LANGUAGE"); });
    qputenv("CLAVIGER_LANGUAGE", "de");
    QCOMPARE(preferredLanguage(), Language::German);
    qputenv("CLAVIGER_LANGUAGE", "en");
    QCOMPARE(preferredLanguage(), Language::English);
    qputenv("CLAVIGER_LANGUAGE", "klingon");
    QCOMPARE(preferredLanguage(), Language::English);
}

// A simple look at the lines of ui/: a call that shows a text, with letters that do not come from tr().
void TranslationTest::noTextIsShownThatCannotBeTranslated()
{
    static const QRegularExpression shown(
        u"(?:setText|setToolTip|setWindowTitle|setTitle|setPlaceholderText|setAccessibleName|addAction|addItem|addTab|"
        u"makeButton|"
        "QLabel|QPushButton|QCheckBox|QRadioButton|TextLabel)\\(\\s*u\"([^\"]*\\p{L}[^\"]*)\"_s"_s);
    // The name of the product, and what is the same in every language.
    static const QStringList allowed{u"Claviger"_s, u"UTC"_s};
    // Pictures for developers.
    static const QStringList skipped{u"componentsheet.cpp"_s};
    QVERIFY(shown.match(uR"(m_label->setText(u"Delete key"_s);)"_s).hasMatch());
    QVERIFY(!shown.match(uR"(m_label->setText(u"%1 · %2"_s.arg(a, b));)"_s).hasMatch());
    int files = 0;
    for (QDirIterator sources(sourceFolder() + u"/ui"_s, {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                              QDirIterator::Subdirectories);
         sources.hasNext();) {
        QFile file(sources.next());
        if (skipped.contains(sources.fileName()))
            continue;
        QVERIFY(file.open(QIODevice::ReadOnly));
        ++files;
        for (auto match = shown.globalMatch(QString::fromUtf8(file.readAll())); match.hasNext();) {
            const QString text = match.next().captured(1);
            QVERIFY2(allowed.contains(text), qPrintable(u"%1 shows “%2” without tr()"_s.arg(sources.fileName(), text)));
        }
    }
    QVERIFY(files > 20);
}

// A simple look at the sources of app/: a literal of several words is a sentence, and people may get to see it.
void TranslationTest::noSentenceOfTheCoreIsInOneLanguageOnly()
{
    static const QRegularExpression sentence(u"u\"([^\"\\\\]*[\\p{L}\\d”] [\\p{L}“(%][^\"\\\\]*)\"_s"_s,
                                             QRegularExpression::UseUnicodePropertiesOption);
    // SQL, formats, names of clouds, and names that no person sees.
    static const QRegularExpression machine(
        u"^(?:SELECT|INSERT|UPDATE|CREATE|DELETE|PRAGMA|BEGIN|COMMIT|ROLLBACK|DROP|ddd, | ?FROM| ?WHERE)|^(?:%\\d[ ():]*)+$|^(?:Open Telekom|Huawei) Cloud(?: Europe)?$|^(?:MRS|FusionInsight) Manager$|^secret service$|^Claviger keychain check $"_s);
    QVERIFY(sentence.match(uR"(.detail = u"the answer is lost"_s)"_s).hasMatch());
    QVERIFY(sentence.match(uR"(.detail = u"%1 holds no “%2”"_s)"_s).hasMatch());
    QVERIFY(!sentence.match(uR"(u"access-key.create"_s, u"%1: %2"_s)"_s).hasMatch());
    int files = 0;
    for (QDirIterator sources(sourceFolder() + u"/app"_s, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
         sources.hasNext();) {
        QFile file(sources.next());
        if (file.fileName().contains("/app/simulation/"_L1)) // another program, for developers
            continue;
        QVERIFY(file.open(QIODevice::ReadOnly));
        ++files;
        for (auto match = sentence.globalMatch(QString::fromUtf8(file.readAll())); match.hasNext();) {
            const QString text = match.next().captured(1);
            QVERIFY2(machine.match(text).hasMatch(), qPrintable(u"%1 says “%2” without tr()"_s.arg(sources.fileName(), text)));
        }
    }
    QVERIFY(files > 40);
}

void TranslationTest::theJournalKeepsEnglishAndShowsGerman_data()
{
    QTest::addColumn<QString>("recorded");
    QTest::addColumn<QString>("shown");
    const Messages messages = committed(u"de"_s);
    int sentences = 0;
    for (auto message = messages.cbegin(); message != messages.cend(); ++message)
        if (message.key().startsWith("claviger::JournalWords:"_L1)) {
            QTest::newRow(qPrintable(message->source)) << message->source << message->translations.front();
            ++sentences;
        }
    QVERIFY(sentences >= 8);
    QTest::newRow("several sentences") << recordedDetail({u"no key was created, as the key list shows."_s, recordedWords({.fault = Fault::TimedOut})})
                                       << u"Es wurde kein Schlüssel erstellt, wie die Schlüsselliste zeigt. Die Cloud hat nicht rechtzeitig geantwortet."_s;
    QTest::newRow("words of a service") << recordedWords({.fault = Fault::Forbidden, .detail = u"fehlendes Recht: x"_s, .said = u"no: x"_s}) << u"no: x"_s;
    QTest::newRow("what an earlier version wrote") << u"no complete answer from iam.example.com within the time limit"_s
                                                   << u"no complete answer from iam.example.com within the time limit"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TranslationTest::theJournalKeepsEnglishAndShowsGerman()
{
    QFETCH(const QString, recorded);
    QFETCH(const QString, shown);
    const Translation german(Language::German);
    for (const Fault fault : {Fault::Cancelled, Fault::Offline, Fault::Interrupted, Fault::ServerFailure, Fault::Storage})
        QVERIFY(explain({.fault = fault}).what != recordedWords({.fault = fault})); // recorded in English all the same
    QCOMPARE(shownDetail(recorded), shown);
    JournalModel model;
    model.merge({{.id = 1, .outcome = JournalOutcome{.kind = JournalOutcome::Failed, .detail = recorded}}});
    QCOMPARE(model.index(0, JournalModel::DetailColumn).data().toString(), shown);
}

} // namespace claviger

QTEST_MAIN(claviger::TranslationTest)
#include "translationtest.moc"

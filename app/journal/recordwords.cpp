// SPDX-License-Identifier: Apache-2.0
#include "app/journal/recordwords.h"

#include <QCoreApplication>

namespace claviger {

namespace {

constexpr QChar sentenceEnd = u'\n'; // no sentence of ours has one

QString shownSentence(const QString &recorded)
{
    const QByteArray source = recorded.toUtf8();
    for (const char *context : {"claviger::JournalWords", "claviger::Error"})
        if (const QString shown = QCoreApplication::translate(context, source.constData()); shown != recorded)
            return shown;
    return recorded;
}

} // namespace

QString recordedDetail(const QStringList &sentences)
{
    return sentences.join(sentenceEnd);
}

QString shownDetail(const QString &recorded)
{
    QStringList sentences = recorded.split(sentenceEnd);
    for (QString &sentence : sentences)
        sentence = shownSentence(sentence);
    return sentences.join(u' ');
}

} // namespace claviger

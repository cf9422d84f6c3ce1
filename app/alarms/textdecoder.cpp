// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/textdecoder.h"

#include "app/alarms/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

struct Utf8Count
{
    qsizetype good = 0; // sequences of more than one byte
    qsizetype bad = 0;  // bytes that belong to none
};

// Of a sequence that begins so; 0: none does. C0, C1 and F5 to FF never occur.
qsizetype utf8Size(unsigned char lead)
{
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

Utf8Count countUtf8(QByteArrayView bytes)
{
    Utf8Count count;
    for (qsizetype at = 0; at < bytes.size();) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        const qsizetype size = lead < 0x80 ? 1 : utf8Size(lead);
        qsizetype here = 1;
        while (here < size && at + here < bytes.size() && (static_cast<unsigned char>(bytes[at + here]) & 0xc0U) == 0x80U)
            ++here;
        if (size > 1 && here == size)
            ++count.good;
        else if (size != 1 && (size == 0 || at + here < bytes.size())) // the block may end within one
            ++count.bad;
        at += here;
    }
    return count;
}

// Nearly every Chinese character is two bytes above ASCII in GB18030; a letter with an accent stands alone among others.
bool looksWestern(QByteArrayView bytes)
{
    qsizetype alone = 0, pairs = 0;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80)
            continue;
        const bool isPair = at + 1 < bytes.size() && static_cast<unsigned char>(bytes[at + 1]) >= 0x80;
        isPair ? ++pairs : ++alone;
        at += isPair ? 1 : 0;
    }
    return alone > pairs;
}

} // namespace

Result<QString> TextDecoder::decode(QByteArrayView bytes)
{
    if (!m_hasBegun && !bytes.isEmpty()) {
        m_hasBegun = true;
        if (bytes.startsWith("\xef\xbb\xbf")) {
            m_decoder.emplace(QStringDecoder::Utf8);
            m_encoding = u"UTF-8"_s;
            bytes = bytes.sliced(3);
        } else if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff")) {
            const bool isLittle = bytes.startsWith("\xff\xfe");
            m_decoder.emplace(isLittle ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE);
            m_encoding = isLittle ? u"UTF-16LE"_s : u"UTF-16BE"_s;
            bytes = bytes.sliced(2);
        }
    }
    if (!m_decoder) {
        if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
            return QString::fromLatin1(bytes);
        if (const std::optional<Error> error = decide(bytes))
            return tl::unexpected(*error);
    }
    return QString(m_decoder->decode(bytes));
}

std::optional<Error> TextDecoder::decide(QByteArrayView bytes)
{
    // One byte that got broken on the way does not make a text Chinese: in one that is, next to no sequence is good.
    if (const Utf8Count count = countUtf8(bytes); count.bad > 0 && count.good <= 2 * count.bad) {
        if (looksWestern(bytes)) {
            m_decoder.emplace("windows-1252");
            m_encoding = u"Windows-1252"_s;
            if (!m_decoder->isValid())
                m_decoder.emplace(QStringDecoder::Latin1);
            return {};
        }
        m_decoder.emplace("GB18030");
        m_encoding = u"GB18030"_s;
        if (!m_decoder->isValid())
            return Error{.fault = Fault::Unreadable,
                         .detail = AlarmWords::tr("this text is not in UTF-8, and GB18030 cannot be read on this computer; save it as UTF-8, then try again")};
        QStringDecoder trial("GB18030");
        const QString text = trial.decode(bytes);
        if (!trial.hasError() && !text.isEmpty())
            return {};
        m_isForeign = true;
    }
    m_decoder.emplace(QStringDecoder::Utf8);
    m_encoding = u"UTF-8"_s;
    return {};
}

// A decoder does not tell what it still waits for; but one that waits for nothing takes a byte of ASCII for what it is, or waits
// for the other half of it.
QString TextDecoder::finish()
{
    const QString text = m_decoder ? QString(m_decoder->decode(QByteArrayView("\n", 1))) : u"\n"_s;
    const bool isWhole = m_encoding.startsWith("UTF-16"_L1) ? text.isEmpty() : text == "\n"_L1;
    return isWhole ? QString() : QString(QChar(QChar::ReplacementCharacter));
}

QString TextDecoder::encoding() const
{
    return m_encoding.isEmpty() ? u"ASCII"_s : m_encoding;
}

QString decodedText(QByteArrayView bytes)
{
    TextDecoder decoder;
    const Result<QString> text = decoder.decode(bytes);
    return text ? *text + decoder.finish() : QString::fromUtf8(bytes);
}

} // namespace claviger

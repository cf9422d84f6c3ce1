// SPDX-License-Identifier: Apache-2.0
#include "app/alarms/textpool.h"

#include <QByteArrayView>
#include <QHashFunctions>

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

namespace claviger {

namespace {

constexpr std::size_t firstSlots = 64;

std::size_t hashOfText(QByteArrayView text)
{
    return qHashBits(text.data(), static_cast<std::size_t>(text.size()), 0x9e3779b9);
}

QByteArray foldedUtf8(const QString &text)
{
    QByteArray folded = text.toCaseFolded().toUtf8();
    std::replace(folded.begin(), folded.end(), '\0', ' '); // a zero ends a text
    return folded;
}

} // namespace

std::size_t BitSet::count() const
{
    std::size_t bits = 0;
    for (const std::uint64_t word : m_words)
        bits += static_cast<std::size_t>(std::popcount(word));
    return bits;
}

TextPool::TextPool()
{
    clear();
}

void TextPool::clear()
{
    m_bytes.clear();
    m_folded.assign(1, '\0');
    m_begins.assign(2, 0);
    m_foldedBegins = {0, 1};
    m_slots.assign(firstSlots, 0);
    m_lastText.clear();
    m_lastNumber = 0;
}

QByteArrayView TextPool::original(Number number) const
{
    return {m_bytes.data() + m_begins[number], static_cast<qsizetype>(m_begins[number + 1] - m_begins[number])};
}

QByteArrayView TextPool::folded(Number number) const
{
    return {m_folded.data() + m_foldedBegins[number], static_cast<qsizetype>(m_foldedBegins[number + 1] - m_foldedBegins[number] - 1)};
}

QString TextPool::text(Number number) const
{
    return QString::fromUtf8(original(number));
}

std::size_t TextPool::bytes() const
{
    return m_bytes.capacity() + m_folded.capacity() + 4 * (m_begins.capacity() + m_foldedBegins.capacity() + m_slots.capacity());
}

void TextPool::grow()
{
    m_slots.assign(m_slots.size() * 2, 0);
    for (Number number = 1; number < size(); ++number) {
        std::size_t slot = hashOfText(original(number)) & (m_slots.size() - 1);
        while (m_slots[slot] != 0)
            slot = (slot + 1) & (m_slots.size() - 1);
        m_slots[slot] = number;
    }
}

std::size_t TextPool::slotOf(QByteArrayView utf8) const
{
    std::size_t slot = hashOfText(utf8) & (m_slots.size() - 1);
    while (m_slots[slot] != 0 && original(m_slots[slot]) != utf8)
        slot = (slot + 1) & (m_slots.size() - 1);
    return slot;
}

std::optional<TextPool::Number> TextPool::find(const QString &text) const
{
    if (text.isEmpty())
        return 0;
    const QByteArray utf8 = text.toUtf8();
    const Number number = m_slots[slotOf(utf8)];
    return number == 0 ? std::nullopt : std::optional(number);
}

bool TextPool::contains(Number number, const QString &needle) const
{
    return folded(number).contains(foldedUtf8(needle));
}

TextPool::Number TextPool::add(const QString &text)
{
    if (text.isEmpty())
        return 0;
    if (text.constData() == m_lastText.constData() && text.size() == m_lastText.size())
        return m_lastNumber;
    const QByteArray utf8 = text.toUtf8();
    const std::size_t slot = slotOf(utf8);
    if (m_slots[slot] == 0) {
        const QByteArray small = foldedUtf8(text);
        m_slots[slot] = static_cast<Number>(size());
        m_bytes.insert(m_bytes.end(), utf8.begin(), utf8.end());
        m_folded.insert(m_folded.end(), small.begin(), small.end());
        m_folded.push_back('\0');
        m_begins.push_back(static_cast<std::uint32_t>(m_bytes.size()));
        m_foldedBegins.push_back(static_cast<std::uint32_t>(m_folded.size()));
    }
    m_lastText = text;
    m_lastNumber = m_slots[slot];
    if (size() * 2 > m_slots.size())
        grow();
    return m_lastNumber;
}

BitSet TextPool::containing(const QString &needle, std::size_t &hits) const
{
    BitSet found(size());
    hits = 0;
    const QByteArray wanted = foldedUtf8(needle);
    if (wanted.isEmpty()) {
        for (std::size_t number = 0; number < size(); ++number)
            found.set(number);
        hits = size();
        return found;
    }
    const char *const begin = m_folded.data();
    const char *const end = begin + m_folded.size();
    std::size_t number = 0;
    for (const char *at = begin; at < end;) {
        const auto *hit = static_cast<const char *>(
            memmem(at, static_cast<std::size_t>(end - at), wanted.constData(), static_cast<std::size_t>(wanted.size())));
        if (!hit)
            break;
        const auto place = static_cast<std::uint32_t>(hit - begin);
        if (m_foldedBegins[number + 1] <= place) // mostly one of the next
            number = static_cast<std::size_t>(std::upper_bound(m_foldedBegins.begin() + static_cast<std::ptrdiff_t>(number), m_foldedBegins.end(), place)
                                              - m_foldedBegins.begin()) - 1;
        found.set(number);
        ++hits;
        at = begin + m_foldedBegins[number + 1];
    }
    return found;
}

std::vector<TextPool::Number> TextPool::ranks() const
{
    std::vector<Number> order(size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [this](Number a, Number b) {
        const int folds = folded(a).compare(folded(b));
        return folds != 0 ? folds < 0 : original(a).compare(original(b)) < 0;
    });
    std::vector<Number> places(size());
    for (std::size_t i = 0; i < order.size(); ++i)
        places[order[i]] = static_cast<Number>(i);
    return places;
}

} // namespace claviger

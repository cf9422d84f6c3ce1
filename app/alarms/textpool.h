// SPDX-License-Identifier: Apache-2.0
// Texts of a column, each stored once: a row keeps its number. A search looks through them once, however many rows share them.
// What is searched lies in one piece of memory, folded to one case.
#pragma once

#include <QString>

#include <bit>
#include <cstdint>
#include <optional>
#include <vector>

namespace claviger {

// Which of so many: a bit each.
class BitSet
{
public:
    explicit BitSet(std::size_t size = 0)
        : m_words((size + 63) / 64)
    {
    }
    void set(std::size_t at) { m_words[at / 64] |= std::uint64_t(1) << (at % 64); }
    void add(std::size_t at, bool isOne) { m_words[at / 64] |= std::uint64_t(isOne) << (at % 64); } // without a branch
    [[nodiscard]] bool test(std::size_t at) const { return (m_words[at / 64] >> (at % 64) & 1) != 0; }

    [[nodiscard]] std::size_t count() const;
    template <typename F>
    void forEach(F function) const // in their order
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            for (std::uint64_t word = m_words[i]; word != 0; word &= word - 1)
                function(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
    }

private:
    std::vector<std::uint64_t> m_words;
};

class TextPool
{
public:
    using Number = std::uint32_t; // 0: the empty text

    TextPool();

    [[nodiscard]] Number add(const QString &text); // gives the one that it has, if it is there
    [[nodiscard]] std::optional<Number> find(const QString &text) const; // none: it is not there
    [[nodiscard]] QString text(Number number) const;
    [[nodiscard]] std::size_t size() const { return m_begins.size() - 1; } // texts, the empty one included
    [[nodiscard]] std::size_t bytes() const; // of memory, about

    // The texts that contain it, whatever the case. hits: how many.
    [[nodiscard]] BitSet containing(const QString &needle, std::size_t &hits) const;
    [[nodiscard]] bool contains(Number number, const QString &needle) const; // this one
    // For each number its place among the others in the order of the locale-independent, case-folded text.
    [[nodiscard]] std::vector<Number> ranks() const;

    void clear();

private:
    [[nodiscard]] std::size_t slotOf(QByteArrayView utf8) const; // its own, or the free one that it would get
    [[nodiscard]] QByteArrayView original(Number number) const;
    [[nodiscard]] QByteArrayView folded(Number number) const;
    void grow();

    std::vector<char> m_bytes;   // UTF-8, one after the other
    std::vector<char> m_folded;  // the same, folded, each with a zero behind it
    std::vector<std::uint32_t> m_begins, m_foldedBegins; // one more than there are texts
    std::vector<Number> m_slots; // open addressing, a power of two; 0: free
    QString m_lastText;          // records that come together share texts
    Number m_lastNumber = 0;
};

} // namespace claviger

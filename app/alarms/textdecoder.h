// SPDX-License-Identifier: Apache-2.0
// Text from bytes whose encoding nobody told: a byte order mark says it (UTF-8, UTF-16), else what the bytes allow: UTF-8,
// then GB18030, which GBK is a part of, or what a spreadsheet in western Europe saves. Manager's own exports are not documented
// (manager.md, 2.3).
#pragma once

#include "app/foundation/result.h"

#include <QByteArrayView>
#include <QStringDecoder>

namespace claviger {

class TextDecoder
{
public:
    // Block after block; one may end within a character. Fault::Unreadable: it is in GB18030 and Qt was built without that.
    [[nodiscard]] Result<QString> decode(QByteArrayView bytes);
    // After the last block: what stands for a character that was cut, or nothing.
    [[nodiscard]] QString finish();

    [[nodiscard]] QString encoding() const; // UTF-8, UTF-16LE, UTF-16BE, GB18030 or Windows-1252; ASCII: nothing else has come so far
    // Bytes were no characters, and U+FFFD stands for them.
    [[nodiscard]] bool hasReplaced() const { return m_isForeign || (m_decoder && m_decoder->hasError()); }

private:
    [[nodiscard]] std::optional<Error> decide(QByteArrayView bytes);

    std::optional<QStringDecoder> m_decoder; // none: ASCII so far
    QString m_encoding;
    bool m_hasBegun = false;
    bool m_isForeign = false; // none of these
};

// All of a text at once; what cannot be read is replaced, never refused.
[[nodiscard]] QString decodedText(QByteArrayView bytes);

} // namespace claviger

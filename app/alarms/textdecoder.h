// SPDX-License-Identifier: Apache-2.0
// Text from bytes whose encoding nobody told: a byte order mark says it (UTF-8, UTF-16), else what the bytes allow, UTF-8 before
// GB18030, which GBK is a part of. Manager's own exports are not documented (manager.md, 2.3).
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

    [[nodiscard]] QString encoding() const; // UTF-8, UTF-16LE, UTF-16BE or GB18030; ASCII: nothing else has come so far
    // Bytes were no characters, or the text ended within one, and U+FFFD stands for them.
    [[nodiscard]] bool hasReplaced() const { return m_isForeign || (m_decoder && m_decoder->hasError()); }

private:
    [[nodiscard]] std::optional<Error> decide(QByteArrayView bytes);

    std::optional<QStringDecoder> m_decoder; // none: ASCII so far
    QString m_encoding;
    bool m_hasBegun = false;
    bool m_isForeign = false; // neither UTF-8 nor GB18030
};

// All of a text at once; what cannot be read is replaced, never refused.
[[nodiscard]] QString decodedText(QByteArrayView bytes);

} // namespace claviger

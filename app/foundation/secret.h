// SPDX-License-Identifier: Apache-2.0
// Text that must not stay behind: one shared buffer, wiped when the last copy goes, locked in memory where the system
// allows it, never printed.
#pragma once

#include <QByteArray>
#include <QDebug>
#include <QString>

#include <memory>
#include <string_view>

namespace claviger {

class Secret
{
public:
    Secret() = default;
    // Copies the UTF-8 text. The caller's own buffer is not wiped: see take().
    [[nodiscard]] static Secret fromUtf8(std::string_view utf8);
    [[nodiscard]] static Secret fromText(const QString &text);
    // Copies and then wipes what was handed over, if nobody else shares that buffer.
    [[nodiscard]] static Secret take(QByteArray &&utf8);

    [[nodiscard]] bool isEmpty() const;
    // Valid as long as any copy of this secret lives.
    [[nodiscard]] std::string_view utf8() const;
    // Leaves guarded memory: only for interfaces that take nothing else (clipboard, keychain, painting).
    [[nodiscard]] QString reveal() const;

    friend bool operator==(const Secret &a, const Secret &b) { return a.utf8() == b.utf8(); }

private:
    class Buffer;
    std::shared_ptr<const Buffer> m_buffer;
};

QDebug operator<<(QDebug debug, const Secret &secret); // Secret(***)

// Overwrites the characters and empties the value; does nothing to a buffer that somebody else shares.
void wipe(QByteArray &bytes);
void wipe(QString &text);

} // namespace claviger

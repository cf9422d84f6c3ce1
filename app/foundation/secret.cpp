// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/secret.h"

#include <cstddef>
#include <cstring>
#include <vector>

#ifdef Q_OS_UNIX
#include <sys/mman.h>
#endif

namespace claviger {

namespace {

// A plain memset before a free is removed by the optimizer; volatile stores are not.
void overwrite(void *data, std::size_t size)
{
    auto *byte = static_cast<volatile unsigned char *>(data);
    while (size--)
        *byte++ = 0;
}

} // namespace

class Secret::Buffer
{
public:
    explicit Buffer(std::string_view text)
        : m_bytes(text.begin(), text.end())
    {
#ifdef Q_OS_UNIX
        // Best effort: keeps it out of the swap file. Never unlocked, for locks are of pages and do not count: that of one
        // secret would end that of its neighbours.
        mlock(m_bytes.data(), m_bytes.size());
#endif
    }
    ~Buffer()
    {
        overwrite(m_bytes.data(), m_bytes.size());
    }
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;

    std::string_view text() const { return {m_bytes.data(), m_bytes.size()}; }

private:
    std::vector<char> m_bytes;
};

Secret Secret::fromUtf8(std::string_view utf8)
{
    Secret secret;
    if (!utf8.empty())
        secret.m_buffer = std::make_shared<const Buffer>(utf8);
    return secret;
}

Secret Secret::fromText(const QString &text)
{
    return take(text.toUtf8());
}

Secret Secret::take(QByteArray &&utf8)
{
    QByteArray mine = std::move(utf8);
    Secret secret = fromUtf8({mine.constData(), static_cast<std::size_t>(mine.size())});
    wipe(mine);
    return secret;
}

bool Secret::isEmpty() const
{
    return !m_buffer;
}

std::string_view Secret::utf8() const
{
    return m_buffer ? m_buffer->text() : std::string_view();
}

QString Secret::reveal() const
{
    const std::string_view text = utf8();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QDebug operator<<(QDebug debug, const Secret &)
{
    const QDebugStateSaver saver(debug);
    return debug.noquote() << "Secret(***)";
}

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached() && !bytes.isEmpty())
        overwrite(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes = QByteArray();
}

void wipe(QString &text)
{
    if (text.isDetached() && !text.isEmpty())
        overwrite(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
    text = QString();
}

} // namespace claviger

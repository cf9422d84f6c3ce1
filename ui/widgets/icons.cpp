// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/icons.h"

#include "ui/widgets/tokens.h"

#include <QApplication>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

// Q_INIT_RESOURCE must stand outside a namespace. Without it the linker drops the icons from a static library.
static void initIconResource()
{
    Q_INIT_RESOURCE(claviger);
}

namespace claviger {

namespace {

constexpr auto NamePrefix = "claviger/"_L1;

QByteArray svgSource(const QString &name)
{
    static const bool loaded = (initIconResource(), true);
    Q_UNUSED(loaded)
    static QHash<QString, QByteArray> sources;
    const auto known = sources.constFind(name);
    if (known != sources.constEnd())
        return *known;
    QFile file(u":/claviger/icons/"_s + name + u".svg"_s);
    QByteArray source;
    if (file.open(QIODevice::ReadOnly))
        source = file.readAll();
    else
        qWarning("no icon named %s", qPrintable(name));
    return *sources.insert(name, source);
}

// The icons are drawn on 20 units with a stroke of 1.5: the line stays 1.5 px at 16 and becomes 2 px at 40.
QByteArray strokeFor(int size)
{
    if (size <= 16)
        return "1.875";
    return size >= 40 ? "1" : "1.5";
}

QPixmap renderedIcon(const QString &name, int size, qreal ratio, const QColor &colour)
{
    const QString key = u"claviger-icon/%1/%2/%3/%4"_s.arg(name).arg(size).arg(ratio).arg(colour.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray source = svgSource(name);
    source.replace("currentColor", colour.name().toLatin1());
    source.replace("stroke-width=\"1.5\"", "stroke-width=\"" + strokeFor(size) + '"');
    pixmap = QPixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(source);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(QString name, const QColor &fixed)
        : m_name(std::move(name))
        , m_fixed(fixed)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(painter, rect, m_name, colour(mode));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    // Qt asks in device pixels.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int side = qRound(qMin(size.width(), size.height()) / scale);
        return renderedIcon(m_name, side, scale, colour(mode));
    }
    QString key() const override { return u"claviger"_s; }
    QString iconName() override { return NamePrefix + m_name; }
    bool isNull() override { return m_name.isEmpty(); }
    QIconEngine *clone() const override { return new SvgIconEngine(*this); }

private:
    QColor colour(QIcon::Mode mode) const
    {
        if (m_fixed.isValid() && mode != QIcon::Disabled)
            return m_fixed;
        const Tokens &tokens = tokensOf(QApplication::palette());
        switch (mode) {
        case QIcon::Disabled: return tokens.disabledText;
        case QIcon::Selected: return tokens.accent;
        default: return tokens.textSecondary;
        }
    }

    QString m_name;
    QColor m_fixed;
};

} // namespace

QIcon icon(const QString &name)
{
    return QIcon(new SvgIconEngine(name, {}));
}

QIcon icon(const QString &name, const QColor &colour)
{
    return QIcon(new SvgIconEngine(name, colour));
}

QString iconNameOf(const QIcon &icon)
{
    const QString name = icon.name();
    return name.startsWith(NamePrefix) ? name.sliced(NamePrefix.size()) : QString();
}

void paintIcon(QPainter *painter, const QRect &rect, const QString &name, const QColor &colour)
{
    const int side = qMin(rect.width(), rect.height());
    if (side <= 0 || name.isEmpty())
        return;
    const QPoint topLeft = rect.topLeft() + QPoint((rect.width() - side) / 2, (rect.height() - side) / 2);
    painter->drawPixmap(topLeft, renderedIcon(name, side, painter->device()->devicePixelRatioF(), colour));
}

} // namespace claviger

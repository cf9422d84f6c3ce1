// SPDX-License-Identifier: Apache-2.0
// Which colours the program wears: chosen in the settings, or those of the desktop. Made once, before any widget.
#pragma once

#include <QObject>
#include <QPalette>

class QDBusVariant;

namespace claviger {

enum class Scheme { System, Light, Dark };

class Theme final : public QObject
{
    Q_OBJECT
public:
    // Installs the style, and the palette for Scheme::System from the lightness of the palette found at the start. The
    // desktop's own setting (portal, D-Bus) is asked for only after the first window has been painted.
    explicit Theme(QObject *parent = nullptr);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    void apply(Scheme scheme);

    bool eventFilter(QObject *watched, QEvent *event) override;

private Q_SLOTS:
    void desktopSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askDesktop();
    void reflect();

    QPalette m_startPalette;
    Scheme m_scheme = Scheme::System;
    bool m_systemIsDark = false;
    bool m_highContrast = false;
};

} // namespace claviger

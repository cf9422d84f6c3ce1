// SPDX-License-Identifier: Apache-2.0
// Notices on the desktop (org.freedesktop.Notifications), for what a person should know while another window is in front.
// Without a session bus or a service for them there are none, and nothing fails: every notice also stands on its page.
#pragma once

#include <QHash>
#include <QObject>

#include <deque>
#include <memory>

class QDBusMessage;

namespace claviger {

class BusLink;

struct DesktopNotice
{
    QString id = {}; // a later notice with the same id takes the place of the earlier one
    QString title = {};
    QString body = {}; // plain text
    bool isUrgent = false;
};

class DesktopNotices final : public QObject
{
    Q_OBJECT
public:
    explicit DesktopNotices(QObject *parent = nullptr);
    ~DesktopNotices() override;

    void show(const DesktopNotice &notice);

Q_SIGNALS:
    void activated(const QString &id); // the person clicked it, or its "Show"

private Q_SLOTS:
    void noteAction(uint number, const QString &action);
    void noteClosed(uint number, uint reason);

private:
    void begin();
    void askForAbilities();
    void send(const QStringList &abilities);
    void finish();
    template <typename F>
    void call(const QDBusMessage &message, F then); // empty arguments: it failed

    std::unique_ptr<BusLink> m_bus;
    std::deque<DesktopNotice> m_waiting; // the first one is being shown
    QHash<QString, uint> m_numbers;      // of the service, by id
    bool m_isShowing = false;
    bool m_isListening = false;
};

} // namespace claviger

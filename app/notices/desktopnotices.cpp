// SPDX-License-Identifier: Apache-2.0
#include "app/notices/desktopnotices.h"

#include "app/notices/buslink.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto noticeService = "org.freedesktop.Notifications"_L1;
constexpr auto noticePath = "/org/freedesktop/Notifications"_L1;
constexpr int noticePatience = 5'000; // ms; what is shown later is of no use
constexpr std::size_t mostWaiting = 20;
constexpr qsizetype longestTitle = 200;
constexpr qsizetype longestBody = 600;

QDBusMessage noticeCall(const QString &method)
{
    return QDBusMessage::createMethodCall(noticeService, noticePath, noticeService, method);
}

// One line without control characters: names come from servers.
QString tidyText(const QString &text, qsizetype longest)
{
    QString tidy = text.simplified();
    tidy.removeIf([](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format; });
    return tidy.size() > longest ? tidy.left(longest - 1) + u'…' : tidy;
}

} // namespace

DesktopNotices::DesktopNotices(QObject *parent)
    : QObject(parent)
    , m_bus(std::make_unique<BusLink>(BusLink::Bus::Session))
{
}

DesktopNotices::~DesktopNotices() = default;

void DesktopNotices::show(const DesktopNotice &notice)
{
    const auto mayGo = m_waiting.begin() + (m_isShowing ? 1 : 0);
    m_waiting.erase(std::remove_if(mayGo, m_waiting.end(), [&notice](const DesktopNotice &one) { return one.id == notice.id; }), m_waiting.end());
    if (m_waiting.size() < mostWaiting)
        m_waiting.push_back(notice);
    begin();
}

void DesktopNotices::begin()
{
    if (m_isShowing || m_waiting.empty())
        return;
    m_isShowing = true;
    QCoro::connect(m_bus->connect(), this, [this](const Result<Done> &connected) {
        if (!connected) {
            m_waiting.clear();
            m_isShowing = false;
            m_isListening = false;
            return;
        }
        if (!m_isListening) {
            // From whoever: asking for the service's owner would block. The numbers must be ours.
            m_isListening = m_bus->connection().connect({}, noticePath, noticeService, u"ActionInvoked"_s, this, SLOT(noteAction(uint,QString)))
                && m_bus->connection().connect({}, noticePath, noticeService, u"NotificationClosed"_s, this, SLOT(noteClosed(uint,uint)));
        }
        askForAbilities();
    });
}

template <typename F>
void DesktopNotices::call(const QDBusMessage &message, F then)
{
    auto *watcher = new QDBusPendingCallWatcher(m_bus->connection().asyncCall(message, noticePatience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [then = std::move(then)](QDBusPendingCallWatcher *done) {
        done->deleteLater();
        const QDBusMessage reply = done->reply();
        then(reply.type() == QDBusMessage::ReplyMessage ? reply.arguments() : QVariantList());
    });
}

void DesktopNotices::askForAbilities()
{
    call(noticeCall(u"GetCapabilities"_s), [this](const QVariantList &answer) {
        if (answer.isEmpty())
            finish(); // there is no such service
        else
            send(answer.constFirst().toStringList());
    });
}

void DesktopNotices::send(const QStringList &abilities)
{
    const DesktopNotice notice = m_waiting.front();
    QString body = tidyText(notice.body, longestBody);
    if (abilities.contains("body-markup"_L1))
        body = body.toHtmlEscaped();
    QStringList actions;
    if (abilities.contains("actions"_L1)) {
        const QString word = tr("Show");
        actions = {u"default"_s, word, u"show"_s, word}; // "default" is a click on the notice itself
    }
    const QVariantMap hints{{u"desktop-entry"_s, u"claviger"_s},
                            {u"urgency"_s, QVariant::fromValue<uchar>(notice.isUrgent ? 2 : 1)}};
    QDBusMessage message = noticeCall(u"Notify"_s);
    message.setArguments({u"Claviger"_s, m_numbers.value(notice.id), u"claviger"_s, tidyText(notice.title, longestTitle), body, actions, hints, -1});
    call(message, [this, id = notice.id](const QVariantList &answer) {
        if (const uint number = answer.value(0).toUInt(); number != 0)
            m_numbers.insert(id, number);
        finish();
    });
}

void DesktopNotices::finish()
{
    m_waiting.pop_front();
    m_isShowing = false;
    begin();
}

void DesktopNotices::noteAction(uint number, const QString &action)
{
    const QString *known = nullptr;
    for (auto it = m_numbers.cbegin(); it != m_numbers.cend(); ++it)
        if (it.value() == number)
            known = &it.key();
    if (known && (action == "default"_L1 || action == "show"_L1))
        Q_EMIT activated(QString(*known));
}

void DesktopNotices::noteClosed(uint number, uint reason)
{
    Q_UNUSED(reason)
    m_numbers.removeIf([number](const auto &it) { return it.value() == number; });
}

} // namespace claviger

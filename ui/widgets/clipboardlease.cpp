// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/clipboardlease.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMimeData>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr auto LeaseTime = 30s;

QMimeData *hintedText(const Secret &secret)
{
    auto *data = new QMimeData;
    data->setText(secret.reveal());
    data->setData(u"x-kde-passwordManagerHint"_s, "secret");
#ifdef Q_OS_WIN
    const QByteArray no(4, '\0'); // a DWORD 0
    for (const QString &format : {u"ExcludeClipboardContentFromMonitorProcessing"_s, u"CanIncludeInClipboardHistory"_s,
                                  u"CanUploadToCloudClipboard"_s})
        data->setData(u"application/x-qt-windows-mime;value=\"%1\""_s.arg(format), no);
#endif
#ifdef Q_OS_MACOS
    data->setData(u"application/x-nspasteboard-concealed-type"_s, "1");
#endif
    return data;
}

bool isOnClipboard(const Secret &secret)
{
    const QClipboard *clipboard = QGuiApplication::clipboard();
    // X11 knows the owner without asking; another one that hangs would hold our window for seconds.
    if (QGuiApplication::platformName() == "xcb"_L1 && !clipboard->ownsClipboard())
        return false;
    QString there = clipboard->text();
    QString ours = secret.reveal();
    const bool isSame = there == ours;
    wipe(there);
    wipe(ours);
    return isSame;
}

} // namespace

ClipboardLease::ClipboardLease(std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
{
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &ClipboardLease::countDown);
    connect(qApp, &QCoreApplication::aboutToQuit, this, &ClipboardLease::release);
}

ClipboardLease::~ClipboardLease()
{
    const QSignalBlocker quiet(this);
    release();
}

void ClipboardLease::copy(const Secret &secret)
{
    if (secret.isEmpty())
        return;
    m_secret = secret;
    m_until = m_clock->ticks() + LeaseTime;
    QGuiApplication::clipboard()->setMimeData(hintedText(secret));
    m_timer.start();
    Q_EMIT remaining(static_cast<int>(LeaseTime.count()));
}

void ClipboardLease::countDown()
{
    if (!m_until)
        return;
    const auto left = std::chrono::ceil<std::chrono::seconds>(*m_until - m_clock->ticks());
    if (left.count() <= 0)
        release();
    else
        Q_EMIT remaining(static_cast<int>(left.count()));
}

void ClipboardLease::release()
{
    if (!m_until)
        return;
    m_until.reset();
    m_timer.stop();
    const bool wasOurs = isOnClipboard(m_secret);
    if (wasOurs)
        QGuiApplication::clipboard()->clear();
    m_secret = {};
    Q_EMIT ended(wasOurs);
}

} // namespace claviger

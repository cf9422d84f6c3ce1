// SPDX-License-Identifier: Apache-2.0
#include "ui/tour.h"

#include "app/console/console.h"
#include "app/simulation/simulatedcloud.h"
#include "ui/demo.h"
#include "ui/mainwindow.h"
#include "ui/signin/signinpage.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCursor>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPainter>
#include <QSaveFile>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger {

namespace {

constexpr std::chrono::milliseconds glance = 20ms;
constexpr std::chrono::milliseconds patience = 30s;
constexpr std::chrono::milliseconds settling = 250ms; // fades of 120 ms and the last paint

// Waits until the condition holds, looking from the event loop. False: it did not in time.
Task<bool> until(std::shared_ptr<const Clock> clock, std::function<bool()> condition)
{
    for (auto waited = 0ms; waited < patience; waited += glance) {
        if (condition())
            co_return true;
        const Result<Done> slept = co_await clock->sleep(glance);
        if (!slept)
            co_return tl::unexpected(slept.error());
    }
    co_return condition();
}

// Widgets by the object names that product documentation fixes; dialogs are looked through as well.
template <typename W>
W *find(const QString &name)
{
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (!top->isVisible())
            continue;
        const QList<W *> found = top->findChildren<W *>(name);
        for (W *widget : found)
            if (widget->isVisible() && widget->isEnabled())
                return widget;
    }
    return nullptr;
}

bool click(const QString &name)
{
    auto *button = find<QAbstractButton>(name);
    if (button)
        button->click();
    return button != nullptr;
}

bool fill(const QString &name, const QString &text)
{
    auto *field = find<QLineEdit>(name);
    if (field)
        field->setText(text);
    return field != nullptr;
}

bool chooseUser(const QString &name)
{
    auto *box = find<QComboBox>(u"keyUser"_s);
    for (int i = 0; box && i < box->count(); ++i) {
        if (!box->itemText(i).startsWith(name))
            continue;
        box->setCurrentIndex(i);
        Q_EMIT box->activated(i);
        return true;
    }
    return false;
}

// What the tour does, one act after another; each ends in a condition that can be seen from outside.
struct Act
{
    QString name;
    std::function<bool()> begin;
    std::function<bool()> hasHappened;
    std::function<QString()> detail;
    QString picture = {}; // file name without number; empty: none
};

// The access keys that this tour made.
struct MadeKeys
{
    QString key;
    QString lostKey;
};

bool tells(const JournalModel &journal, const QString &action, const QString &accessKey, JournalOutcome::Kind kind)
{
    return std::any_of(journal.records().begin(), journal.records().end(), [&](const JournalRecord &record) {
        return record.entry.action == action && record.outcome && record.outcome->subject == accessKey && record.outcome->kind == kind;
    });
}

QWidget *topmost(MainWindow *window)
{
    QWidget *dialog = QApplication::activeModalWidget();
    return dialog ? dialog : window;
}

// A dialog is shown over its window, as people see it.
QPixmap pictureOf(MainWindow *window)
{
    QPixmap picture = window->grab();
    if (QWidget *dialog = topmost(window); dialog != window) {
        const QPixmap above = dialog->grab();
        const QSize size = above.size() / above.devicePixelRatio();
        QPainter painter(&picture);
        painter.fillRect(window->rect(), QColor(0, 0, 0, 70));
        painter.drawPixmap((window->width() - size.width()) / 2, (window->height() - size.height()) / 3, above);
    }
    return picture;
}

std::vector<Act> actsOf(const TourParts &parts)
{
    Console &console = *parts.console;
    AccessKeyBoard &keys = console.accessKeys();
    Issuance &issuance = keys.issuance();
    const auto keysRead = [&keys](const QString &user) {
        return keys.state() == AccessKeyBoard::Ready && keys.user().name == user && keys.readAt().has_value();
    };
    const auto nothing = [] { return true; };
    const auto noDetail = [] { return QString(); };
    const auto made = std::make_shared<MadeKeys>();
    std::vector<Act> acts;
    acts.push_back({u"sign-in page"_s, nothing, [] { return find<QAbstractButton>(u"startDemo"_s) != nullptr; }, noDetail, u"sign-in"_s});
    acts.push_back({u"sign-in"_s,
                    [parts] {
                        const Result<CloudProfile> profile = parts.demo->start();
                        if (profile)
                            parts.window->signInPage().offer(*profile);
                        return profile.has_value();
                    },
                    [&console, keysRead] { return console.signIn().state() == SignInBoard::SignedIn && keysRead(u"ops-admin"_s); },
                    [&console] { return console.signIn().facts().userName; }, u"no-keys-yet"_s});
    acts.push_back({u"create dialog"_s, [] { return click(u"createKey"_s); },
                    [] { return fill(u"keyDescription"_s, u"rclone on edge-02"_s); }, noDetail, u"create"_s});
    acts.push_back({u"key creation"_s, [] { return click(u"confirmCreate"_s); },
                    [&issuance, made] {
                        if (issuance.state() != Issuance::Issued || issuance.isBusy() || issuance.issued()->kind != IssuedKey::Stored)
                            return false;
                        made->key = issuance.issued()->key.id;
                        return true;
                    },
                    [&issuance] { return issuance.issued() ? issuance.issued()->key.id : QString(); }, u"key-issued"_s});
    acts.push_back({u"key in the list"_s,
                    [&issuance] { // in memory only, a secret that nobody saw would be asked about
                        return (!issuance.isSecretAtRisk() || click(u"revealSecret"_s)) && click(u"closeIssued"_s);
                    },
                    [keysRead, &keys] {
                        auto *table = find<QAbstractItemView>(u"keyTable"_s);
                        if (!table || !keysRead(u"ops-admin"_s) || keys.usedSlots() != 1
                            || keys.keys().rows().front().secret == SecretPlace::Unknown || !keys.keys().rows().front().lastUseIsKnown)
                            return false;
                        table->setCurrentIndex(table->model()->index(0, 0));
                        return true;
                    },
                    noDetail, u"keys"_s});
    acts.push_back({u"another user, both slots taken"_s, [] { return chooseUser(u"svc-etl-writer"_s); },
                    [keysRead, &keys] { return keysRead(u"svc-etl-writer"_s) && keys.usedSlots() == 2 && !keys.mayCreate(); }, noDetail,
                    u"no-free-slot"_s});
    // A write whose answer is lost: the one incident in which other tools leave a key behind that nobody knows of.
    acts.push_back({u"create with a lost answer"_s,
                    [parts, keysRead] {
                        parts.demo->cloud().failNext(502, {}, {.method = "POST", .path = "/v3.0/OS-CREDENTIAL/credentials"}, true);
                        return chooseUser(u"svc-reporting"_s);
                    },
                    [keysRead] { return keysRead(u"svc-reporting"_s) && click(u"createFirstKey"_s); }, noDetail, {}});
    acts.push_back({u"lost key found again"_s, [] { return fill(u"keyDescription"_s, u"nightly report"_s) && click(u"confirmCreate"_s); },
                    [&issuance, made] {
                        if (issuance.state() != Issuance::Issued || issuance.issued()->kind != IssuedKey::AnswerLost
                            || issuance.issued()->orphans.size() != 1)
                            return false;
                        made->lostKey = issuance.issued()->orphans.front().id;
                        return true;
                    },
                    [&issuance] { return issuance.issued() ? issuance.issued()->orphans.front().id : QString(); }, u"answer-lost"_s});
    acts.push_back({u"lost key deleted"_s, [] { return click(u"orphanDelete"_s); }, [] { return click(u"confirmDelete"_s); }, noDetail, {}});
    acts.push_back({u"nothing left behind"_s, nothing,
                    [&issuance] { return issuance.state() == Issuance::Deleted && !issuance.isBusy(); }, noDetail, u"lost-key-deleted"_s});
    acts.push_back({u"activity"_s,
                    [parts] {
                        const bool isClosed = click(u"closeIssued"_s);
                        return parts.window->openPage(u"activity"_s) && isClosed;
                    },
                    [&console, made] {
                        const JournalModel &journal = console.activity().model(); // that of an earlier tour is in it as well
                        return console.activity().state() == ActivityBoard::State::Ready
                            && tells(journal, u"access-key.create"_s, made->key, JournalOutcome::Succeeded)
                            && tells(journal, u"access-key.create"_s, made->lostKey, JournalOutcome::Unconfirmed)
                            && tells(journal, u"access-key.delete"_s, made->lostKey, JournalOutcome::Succeeded);
                    },
                    noDetail, u"activity"_s});
    acts.push_back({u"agencies"_s, [parts] { return parts.window->openPage(u"agencies"_s); },
                    [&console] { return console.bindings().wasRead() && console.bindings().clusters().rowCount() > 0; },
                    [&console] { return QString::number(console.bindings().clusters().rowCount()); }, u"agencies"_s});
    acts.push_back({u"dark"_s,
                    [parts] {
                        parts.theme->apply(Scheme::Dark);
                        return parts.window->openPage(u"access-keys"_s) && chooseUser(u"ops-admin"_s);
                    },
                    [keysRead, &keys] {
                        auto *table = find<QAbstractItemView>(u"keyTable"_s);
                        if (!table || !keysRead(u"ops-admin"_s) || keys.usedSlots() != 1 || !keys.keys().rows().front().lastUseIsKnown)
                            return false;
                        table->setCurrentIndex(table->model()->index(0, 0));
                        return true;
                    },
                    noDetail, u"keys-dark"_s});
    return acts;
}

Result<Done> writeReport(const TourParts &parts, const QJsonArray &steps)
{
    const std::optional<StoreState> &vault = parts.console->vault().state();
    const bool isService = !parts.console->vault().isMemoryOnly() && vault && vault->isUsable();
    const QJsonObject report{{u"steps"_s, steps},
                             {u"keychain"_s, isService ? u"service"_s : u"memory"_s},
                             {u"evidence"_s, QString()}}; // this tour ends before an evidence pack is made
    QSaveFile file(QDir(parts.folder).filePath(u"tour.json"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(report).toJson()) < 0 || !file.commit())
        return tl::unexpected(Error{.fault = Fault::Storage, .detail = u"%1: %2"_s.arg(file.fileName(), file.errorString())});
    return Done{};
}

} // namespace

Task<bool> runTour(TourParts parts)
{
    if (!QDir().mkpath(parts.folder))
        co_return tl::unexpected(Error{.fault = Fault::Storage, .detail = u"the folder %1 cannot be made"_s.arg(parts.folder)});
    const std::shared_ptr<const Clock> clock = parts.console->clock();
    VaultBoard *vault = &parts.console->vault();
    vault->refresh();
    const std::function<bool()> isKnown = [vault] { return vault->state().has_value(); };
    const Result<bool> asked = co_await until(clock, isKnown);
    if (!asked || !*asked || !vault->state()->isUsable())
        vault->useMemoryOnly(); // no keychain here: the report says so

    QCursor::setPos(parts.window->mapToGlobal(parts.window->rect().center())); // nothing is hovered in the pictures
    QJsonArray steps;
    bool hasFailed = false;
    int number = 0;
    const std::vector<Act> acts = actsOf(parts);
    for (const Act &act : acts) {
        QElapsedTimer timer;
        timer.start();
        QJsonObject step{{u"name"_s, act.name}, {u"picture"_s, QString()}, {u"detail"_s, QString()}};
        if (hasFailed) {
            step[u"result"_s] = u"skipped"_s;
            step[u"seconds"_s] = 0;
            steps.append(step);
            continue;
        }
        const bool hasBegun = act.begin();
        const std::function<bool()> hasHappened = [&act, hasBegun] { return hasBegun && act.hasHappened(); };
        const Result<bool> happened = co_await until(clock, hasHappened);
        QString problem;
        if (!hasBegun || !happened || !*happened)
            problem = u"the window did not come to show what was expected"_s;
        hasFailed = !problem.isEmpty();
        step[u"seconds"_s] = static_cast<double>(timer.elapsed()) / 1000.0;
        const Result<Done> settled = co_await clock->sleep(settling);
        Q_UNUSED(settled)
        if (!act.picture.isEmpty() || hasFailed) {
            const QString name = u"%1-%2.png"_s.arg(++number, 2, 10, QLatin1Char('0')).arg(act.picture.isEmpty() ? u"failed"_s : act.picture);
            const bool isSaved = pictureOf(parts.window).save(QDir(parts.folder).filePath(name));
            if (!isSaved)
                problem = u"the picture %1 could not be written"_s.arg(name);
            step[u"picture"_s] = isSaved ? name : QString();
        }
        hasFailed = !problem.isEmpty();
        step[u"result"_s] = hasFailed ? u"failed"_s : u"ok"_s;
        step[u"detail"_s] = hasFailed ? problem : act.detail();
        steps.append(step);
    }
    const Result<Done> written = writeReport(parts, steps);
    if (!written)
        co_return tl::unexpected(written.error());
    co_return !hasFailed;
}

} // namespace claviger

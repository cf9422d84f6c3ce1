// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/consolebench.h"

#include "app/accesskeys/accesskey.h"
#include "ui/signin/signinpage.h"
#include "ui/widgets/banner.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace claviger::testing {

namespace {

template <typename T>
Task<T> refusedTask(Error error)
{
    co_return tl::unexpected(error);
}

Task<StoreState> stateTask(StoreState state)
{
    co_return state;
}

} // namespace

std::optional<Error> MoodyStore::refusal(const QString &key) const
{
    if (m_mood->refusesAll)
        return Error{.fault = *m_mood->refusesAll, .detail = u"refused by the test"_s};
    if (m_mood->refusesSecrets && !key.startsWith(u"probe/"_s))
        return Error{.fault = *m_mood->refusesSecrets, .detail = u"refused by the test"_s};
    return {};
}

Task<Done> MoodyStore::write(QString key, Secret secret) const
{
    if (const std::optional<Error> refused = refusal(key))
        return refusedTask<Done>(*refused);
    m_mood->written.append(key);
    return m_memory.write(std::move(key), std::move(secret));
}

Task<Secret> MoodyStore::read(QString key) const
{
    if (const std::optional<Error> refused = refusal(key))
        return refusedTask<Secret>(*refused);
    return m_memory.read(std::move(key));
}

Task<Done> MoodyStore::remove(QString key) const
{
    if (const std::optional<Error> refused = refusal(key))
        return refusedTask<Done>(*refused);
    return m_memory.remove(std::move(key));
}

Task<StoreState> MoodyStore::state() const
{
    return stateTask({.condition = m_mood->condition, .name = u"Test keychain"_s, .collection = u"Login"_s});
}

Task<QStringList> MoodyStore::present(QStringList keys) const
{
    return m_memory.present(std::move(keys));
}

Task<int> MoodyStore::clear() const
{
    if (m_mood->refusesAll)
        return refusedTask<int>(*refusal({}));
    return m_memory.clear();
}

void wearTestLook()
{
    QFont font(u"DejaVu Sans"_s);
    font.setPointSizeF(10);
    QApplication::setFont(font);
    static Theme theme;
    theme.apply(Scheme::Light);
}

// The simulated cloud says the real time in its Date header, so the clock starts there; it moves only when told to.
namespace {

Result<ProcessOutcome> outputOf(const QByteArrayList &lines, const QByteArray &mark)
{
    if (lines.isEmpty())
        return tl::unexpected(Error{.fault = Fault::NotFound});
    QByteArray output = mark + " begin 1\n";
    for (const QByteArray &line : lines)
        output += mark + ' ' + line + '\n';
    return ProcessOutcome{.output = output + mark + " end 1\n"};
}

Task<ProcessOutcome> ended(Result<ProcessOutcome> outcome)
{
    co_return outcome;
}

} // namespace

ConsoleBench::ConsoleBench(const BenchSetup &setup)
    : clock(std::make_shared<ManualClock>(RealClock().now()))
    , cloud(setup.cloud ? setup.cloud : std::make_shared<SimulatedCloud>(clock))
    , keychain(setup.keychain ? setup.keychain : std::make_shared<MoodyStore>())
    , dataFolder(setup.dataFolder.isEmpty() ? folder.filePath(u"data"_s) : setup.dataFolder)
    , configFolder(setup.configFolder.isEmpty() ? folder.filePath(u"config"_s) : setup.configFolder)
{
    m_isOwnCloud = !setup.cloud;
    console = std::make_unique<Console>(Console::Setup{.clock = clock,
                                                       .keychain = setup.realKeychain ? setup.realKeychain : std::shared_ptr<const SecretStore>(keychain),
                                                       .configFolder = configFolder,
                                                       .dataFolder = dataFolder,
                                                       .clouds = setup.clouds,
                                                       .network = [this, usesSockets = setup.usesSockets]() -> QNetworkAccessManager * {
                                                           if (usesSockets)
                                                               return new QNetworkAccessManager;
                                                           m_network = new SimulatedNetwork(cloud);
                                                           for (const Fault &planned : std::exchange(m_faults, {}))
                                                               m_network->failNext(planned.fault, planned.matching);
                                                           return m_network;
                                                       },
                                                       .probe = [this](const ProbeTarget &, const QByteArray &mark, const std::stop_token &) {
                                                           return ended(outputOf(probed, mark));
                                                       }});
    window = std::make_unique<MainWindow>(*console);
    window->show();
    console->vault().refresh();
    console->profiles().reload();
}

ConsoleBench::~ConsoleBench()
{
    window.reset();
    console.reset();
    // Flows that must not be cut off go on without the console. They come to their end here, so that none is left
    // suspended, with all that it holds.
    for (int quiet = 0, turn = 0; quiet < 5 && turn < 400; ++turn) {
        if (m_network) // a line that never answers
            for (QNetworkReply *reply : m_network->findChildren<QNetworkReply *>())
                if (reply->isRunning() && turn > 20)
                    reply->abort();
        const bool isWaiting = clock->sleepers() > 0 || (m_isOwnCloud && cloud.use_count() > 1);
        quiet = isWaiting ? 0 : quiet + 1;
        if (clock->sleepers() > 0)
            clock->advance(std::chrono::seconds(1));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        if (isWaiting && turn > 20)
            QTest::qSleep(1);
    }
}

void ConsoleBench::failNext(SimulatedNetwork::LineFault fault, const CallFilter &matching)
{
    if (m_network)
        m_network->failNext(fault, matching);
    else
        m_faults.push_back({fault, matching});
}

CloudProfile ConsoleBench::profile(const QString &user)
{
    CloudProfile profile;
    profile.id = u"bench"_s;
    profile.name = u"bench"_s;
    profile.region = u"eu-de"_s;
    profile.identityEndpoint = QUrl(u"https://iam.simulated.invalid"_s);
    profile.mrsEndpoint = QUrl(u"https://mrs.simulated.invalid"_s);
    profile.ecsEndpoint = QUrl(u"https://ecs.simulated.invalid"_s);
    profile.consoleEndpoint = QUrl(u"https://console.simulated.invalid"_s);
    profile.account = benchAccount;
    profile.userName = user;
    profile.project = u"eu-de"_s;
    profile.colour = u"teal"_s;
    profile.origin = CloudProfile::Demo;
    return profile;
}

bool ConsoleBench::signIn(const CloudProfile &with)
{
    console->signIn().signIn(with, Secret::fromText(benchPassword), {}, false);
    return waitFor([this] {
        const AccessKeyBoard &keys = console->accessKeys();
        return keys.state() == AccessKeyBoard::Ready && keys.readAt().has_value();
    });
}

void ConsoleBench::fillForm(const QString &user, const QString &password, const QString &account, const QString &project)
{
    auto *choice = seen<QComboBox>(u"cloudChoice"_s);
    choice->setCurrentIndex(choice->findData(u"custom"_s));
    type(u"identityEndpoint"_s, u"https://iam.simulated.invalid"_s);
    type(u"account"_s, account);
    type(u"userName"_s, user);
    type(u"password"_s, password);
    type(u"project"_s, project);
}

QWidget *ConsoleBench::seen(const QString &objectName) const
{
    const QList<QWidget *> all = window->findChildren<QWidget *>(objectName);
    const auto it = std::find_if(all.begin(), all.end(), [](const QWidget *widget) { return widget->isVisible(); });
    return it == all.end() ? nullptr : *it;
}

QWidget *ConsoleBench::front() const
{
    QWidget *modal = QApplication::activeModalWidget();
    for (QWidget *owner = modal; owner; owner = owner->parentWidget()) // isAncestorOf() ends at a window
        if (owner == window.get())
            return modal;
    return window.get();
}

bool ConsoleBench::click(const QString &objectName)
{
    QWidget *widget = nullptr;
    const auto isReachable = [&] {
        widget = nullptr;
        for (QWidget *candidate : window->findChildren<QWidget *>(objectName))
            if (candidate->isVisible() && candidate->isEnabled() && (candidate->window() == front()))
                widget = candidate;
        return widget != nullptr;
    };
    if (!waitFor(isReachable))
        return false;
    QTest::mouseClick(widget, Qt::LeftButton);
    return true;
}

bool ConsoleBench::type(const QString &objectName, const QString &text)
{
    auto *field = seen<QLineEdit>(objectName);
    if (!field || !field->isEnabled() || field->window() != front())
        return false;
    field->setFocus();
    field->selectAll();
    if (text.isEmpty())
        QTest::keyClick(field, Qt::Key_Delete);
    else
        field->insert(text);
    return true;
}

bool ConsoleBench::press(Qt::Key key)
{
    QWidget *at = front()->focusWidget();
    if (!at)
        at = front();
    QTest::keyClick(at, key);
    return true;
}

bool ConsoleBench::editProfile()
{
    return click(u"editProfile"_s) && waitFor([this] { return seen(u"profileName"_s); });
}

QString ConsoleBench::said() const
{
    QStringList sentences;
    for (const QLabel *label : window->findChildren<QLabel *>(u"message"_s)) {
        if (!label->isVisible())
            continue;
        sentences.append(label->text());
        for (QWidget *parent = label->parentWidget(); parent; parent = parent->parentWidget())
            if (const auto *banner = qobject_cast<Banner *>(parent))
                sentences.append(banner->accessibleDescription());
    }
    return sentences.join(u'\n');
}

QString ConsoleBench::everythingReadable() const
{
    QStringList texts;
    QList<QWidget *> all = window->findChildren<QWidget *>();
    for (QWidget *top : QApplication::topLevelWidgets()) {
        all.append(top);
        all.append(top->findChildren<QWidget *>());
    }
    for (QWidget *widget : std::as_const(all)) {
        texts << widget->windowTitle() << widget->toolTip() << widget->whatsThis() << widget->accessibleName()
              << widget->accessibleDescription() << widget->statusTip();
        for (const QByteArray &name : widget->dynamicPropertyNames())
            texts << widget->property(name.constData()).toString();
        if (const auto *label = qobject_cast<QLabel *>(widget))
            texts << label->text();
        if (const auto *line = qobject_cast<QLineEdit *>(widget))
            texts << line->text();
        if (const auto *button = qobject_cast<QAbstractButton *>(widget))
            texts << button->text();
        if (const auto *view = qobject_cast<QAbstractItemView *>(widget); view && view->model())
            for (int row = 0; row < view->model()->rowCount(); ++row)
                for (int column = 0; column < view->model()->columnCount(); ++column)
                    for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                        texts << view->model()->index(row, column).data(role).toString();
        if (QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget)) {
            for (const QAccessible::Text kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
                texts << face->text(kind);
            if (QAccessibleTextInterface *text = face->textInterface())
                texts << text->text(0, text->characterCount());
            if (QAccessibleValueInterface *value = face->valueInterface())
                texts << value->currentValue().toString();
        }
    }
    texts.removeAll(QString());
    return texts.join(u'\n');
}

bool ConsoleBench::create(const QString &description)
{
    if (!click(u"createKey"_s) || !waitFor([this] { return seen(u"keyDescription"_s); }) || !type(u"keyDescription"_s, description)
        || !click(u"confirmCreate"_s))
        return false;
    const Issuance &issuance = console->accessKeys().issuance();
    return waitFor([&] { return issuance.state() != Issuance::Idle && !issuance.isBusy(); });
}

int ConsoleBench::creates() const
{
    return cloud->count("POST", "/v3.0/OS-CREDENTIAL/credentials");
}

std::vector<sim::AccessKey> ConsoleBench::keysOf(const QString &user) const
{
    return cloud->withWorld([&](sim::World &world) {
        const sim::Account *account = world.account(benchAccount);
        return world.accessKeysOf(world.user(user, account->id)->id);
    });
}

} // namespace claviger::testing

// SPDX-License-Identifier: Apache-2.0
#include "ui/signin/signinform.h"

#include "app/cloud/presets.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/segmentedchoice.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto customCloud = "custom"_L1;

QLineEdit *field(const QString &objectName, const QString &example)
{
    auto *line = new QLineEdit;
    line->setObjectName(objectName);
    line->setPlaceholderText(example);
    line->setMaxLength(10'000);
    return line;
}

// A box whose children hide together.
QVBoxLayout *block(QWidget *box)
{
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::Tight);
    return column;
}

} // namespace

SignInForm::SignInForm(QWidget *parent)
    : QWidget(parent)
    , m_cloud(new QComboBox)
    , m_addressBlock(new QWidget)
    , m_address(field(u"identityEndpoint"_s, u"https://iam.eu-de.otc.t-systems.com"_s))
    , m_way(new SegmentedChoice(tr("Way to sign in")))
    , m_account(field(u"account"_s, u"OTC00000000001000012345"_s))
    , m_user(field(u"userName"_s, u"ops-admin"_s))
    , m_password(field(u"password"_s, {}))
    , m_eye(new QAction(icon(u"eye"_s), QString(), this))
    , m_codeBlock(new QWidget)
    , m_passcode(field(u"passcode"_s, u"123 456"_s))
    , m_userId(field(u"userId"_s, u"07609fb9358010e21f7bc003751c7c32"_s))
    , m_project(field(u"project"_s, tr("the region's own project")))
    , m_keep(new QCheckBox(tr("Keep the password in the keychain")))
{
    m_cloud->setObjectName(u"cloudChoice"_s);
    m_cloud->setMaxVisibleItems(24);
    m_way->setObjectName(u"signInWay"_s);
    m_way->addChoice(u"wayPassword"_s, tr("Password")); // ids become object names: the field is "password"
    m_way->addChoice(u"wayMfa"_s, tr("Password + MFA"));
    m_password->setEchoMode(QLineEdit::Password);
    m_passcode->setMaxLength(12);
    m_keep->setObjectName(u"keepPassword"_s);
    m_eye->setObjectName(u"showPassword"_s);
    m_eye->setToolTip(tr("Show or hide the password"));
    m_password->addAction(m_eye, QLineEdit::TrailingPosition);
    connect(m_eye, &QAction::triggered, this, [this] { showPassword(m_password->echoMode() != QLineEdit::Normal); });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::Tight);
    addField(column, tr("Cloud"), m_cloud);
    auto *address = block(m_addressBlock);
    addField(address, tr("Sign-in service (IAM)"), m_address,
             tr("https only; http is accepted for this computer. A port and a trailing /v3 may be there."));
    column->addWidget(m_addressBlock);
    column->addWidget(m_way);
    column->addSpacing(space::Group);
    addField(column, tr("Account"), m_account);
    addField(column, tr("User"), m_user);
    addField(column, tr("Password"), m_password);
    auto *code = block(m_codeBlock);
    addField(code, tr("MFA code"), m_passcode, tr("Six digits from your virtual MFA device."));
    addField(code, tr("User ID"), m_userId, tr("32 digits, from “My Credentials”; needed by some clouds"));
    column->addWidget(m_codeBlock);
    addField(column, tr("Project (optional)"), m_project);
    column->addWidget(m_keep);

    for (QLineEdit *line : {m_address, m_account, m_user, m_password, m_passcode, m_userId, m_project})
        connect(line, &QLineEdit::returnPressed, this, &SignInForm::submitted);
    connect(m_cloud, &QComboBox::currentIndexChanged, this, &SignInForm::reflectCloud);
    connect(m_cloud, &QComboBox::currentIndexChanged, this, &SignInForm::cloudChanged);
    connect(m_address, &QLineEdit::textChanged, this, &SignInForm::cloudChanged);
    connect(m_way, &SegmentedChoice::chosenChanged, this, &SignInForm::reflectWay);
    fillClouds();
    reflectWay();
}

void SignInForm::addField(QVBoxLayout *column, const QString &label, QWidget *input, const QString &hint)
{
    auto *words = new TextLabel(label);
    words->setBuddy(input);
    column->addWidget(words);
    column->addWidget(input);
    if (auto *line = qobject_cast<QLineEdit *>(input))
        line->setAccessibleName(label);
    if (!hint.isEmpty()) {
        auto *small = new TextLabel(hint, TextStyle::Small, Tone::Secondary);
        small->setWordWrap(true);
        column->addWidget(small);
        input->setAccessibleDescription(hint);
    }
    column->addSpacing(space::Group);
}

void SignInForm::fillClouds()
{
    for (const CloudPreset &preset : presets())
        m_cloud->addItem(preset.cloud + u", "_s + preset.region, preset.id);
    m_cloud->addItem(tr("Other addresses"), QString(customCloud));
}

void SignInForm::setProfile(const CloudProfile &profile, bool keepPassword)
{
    m_profile = profile;
    const QSignalBlocker quiet(this);
    const QSignalBlocker quietCloud(m_cloud);
    const bool isOwn = profile.origin == CloudProfile::Own;
    m_cloud->clear();
    if (isOwn) {
        fillClouds();
        const int preset = profile.preset.isEmpty() ? -1 : m_cloud->findData(profile.preset);
        const bool isNew = profile.identityEndpoint.isEmpty();
        m_cloud->setCurrentIndex(preset >= 0 ? preset : isNew ? 0 : m_cloud->findData(QString(customCloud)));
    } else {
        m_cloud->addItem(profile.name, QString(customCloud));
    }
    m_cloud->setEnabled(isOwn);
    m_address->setText(profile.identityEndpoint.toString());
    m_address->setEnabled(isOwn);
    m_account->setText(profile.account);
    m_user->setText(profile.userName);
    m_userId->setText(profile.userId);
    m_project->setText(profile.project.isEmpty() ? profile.projectId : profile.project);
    m_keep->setChecked(keepPassword);
    m_keep->setVisible(profile.origin != CloudProfile::Demo);
    forgetSecrets();
    m_password->setPlaceholderText(!profile.password.isEmpty() ? tr("from clouds.yaml")
                                       : keepPassword          ? tr("from the keychain")
                                                               : QString());
    reflectCloud();
}

void SignInForm::reflectCloud()
{
    m_addressBlock->setVisible(m_cloud->currentData().toString() == customCloud && m_profile.origin == CloudProfile::Own);
}

void SignInForm::reflectWay()
{
    m_codeBlock->setVisible(m_way->chosen() == "wayMfa"_L1);
}

Result<CloudProfile> SignInForm::profile() const
{
    CloudProfile profile = m_profile;
    if (profile.origin == CloudProfile::Own) {
        const QString choice = m_cloud->currentData().toString();
        const CloudPreset *preset = findPreset(choice);
        if (preset && (choice != profile.preset || profile.identityEndpoint.isEmpty())) {
            const CloudProfile fresh = profileFor(*preset);
            profile.preset = fresh.preset;
            profile.region = fresh.region;
            profile.identityEndpoint = fresh.identityEndpoint;
            profile.mrsEndpoint = fresh.mrsEndpoint;
            profile.ecsEndpoint = fresh.ecsEndpoint;
            profile.obsEndpoint = fresh.obsEndpoint;
            profile.consoleEndpoint = fresh.consoleEndpoint;
        } else if (!preset) {
            const Result<QUrl> address = normaliseEndpoint(m_address->text());
            if (!address)
                return tl::unexpected(address.error());
            if (!profile.preset.isEmpty()) { // another cloud: the other services of the old one must not get its token
                profile.region.clear();
                profile.mrsEndpoint = profile.ecsEndpoint = profile.obsEndpoint = profile.consoleEndpoint = QUrl();
            }
            profile.preset.clear();
            profile.identityEndpoint = *address;
        }
    }
    profile.account = m_account->text().trimmed();
    profile.userName = m_user->text().trimmed();
    profile.userId = m_userId->text().trimmed();
    const QString project = m_project->text().trimmed();
    const QString shown = profile.project.isEmpty() ? profile.projectId : profile.project;
    if (project != shown) {
        profile.project = project;
        profile.projectId.clear();
    }
    return profile;
}

Secret SignInForm::password() const
{
    return Secret::fromText(m_password->text());
}

Secret SignInForm::passcode() const
{
    if (m_way->chosen() != "wayMfa"_L1)
        return {};
    QString digits = m_passcode->text();
    digits.remove(u' '); // devices show them in two groups
    return Secret::fromText(digits);
}

bool SignInForm::lacksPasscode() const
{
    return m_way->chosen() == "wayMfa"_L1 && passcode().isEmpty();
}

bool SignInForm::keepPassword() const
{
    return m_keep->isChecked();
}

// setText: after clear() an undo would bring it back.
void SignInForm::forgetSecrets()
{
    m_password->setText({});
    m_passcode->setText({});
    showPassword(false);
}

void SignInForm::showPassword(bool isShown)
{
    m_password->setEchoMode(isShown ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIcon(icon(isShown ? u"eyeoff"_s : u"eye"_s));
}

void SignInForm::adopt(const CloudProfile &profile)
{
    m_profile = profile;
}

void SignInForm::noteSaved(const CloudProfile &profile)
{
    adopt(profile);
    for (QLineEdit *line : {m_address, m_account, m_user, m_userId, m_project})
        line->setModified(false);
}

bool SignInForm::isEdited() const
{
    const auto lines = {m_address, m_account, m_user, m_password, m_passcode, m_userId, m_project};
    return std::any_of(lines.begin(), lines.end(), [](const QLineEdit *line) { return line->isModified(); });
}

void SignInForm::focusPasscode()
{
    m_passcode->setFocus();
}

void SignInForm::focusFirstEmpty()
{
    for (QLineEdit *line : {m_account, m_user, m_password})
        if (line->text().isEmpty()) {
            line->setFocus();
            return;
        }
    m_password->setFocus();
}

} // namespace claviger

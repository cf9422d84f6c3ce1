// SPDX-License-Identifier: Apache-2.0
#include "ui/signin/addressfields.h"

#include "app/cloud/presets.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int longestShown = 10'000; // a longer text is refused with a sentence, not cut

struct ServiceAddress
{
    QString label;
    QString typed;
    QUrl CloudProfile::*member;
};

QLineEdit *addressLine(const QString &objectName, const QUrl &address, const QUrl &usual)
{
    auto *line = new QLineEdit;
    line->setObjectName(objectName);
    line->setMaxLength(longestShown);
    line->setText(address == usual ? QString() : address.toString());
    line->setCursorPosition(0);
    line->setPlaceholderText(usual.isEmpty() ? AddressFields::tr("not known") : usual.toString());
    return line;
}

CloudProfile usualAddresses(const CloudProfile &profile)
{
    const CloudPreset *preset = findPreset(profile.preset);
    return preset ? profileFor(*preset) : CloudProfile{};
}

} // namespace

AddressFields::AddressFields(const CloudProfile &profile, QWidget *parent)
    : QWidget(parent)
    , m_identity(new QComboBox)
{
    const CloudProfile usual = usualAddresses(profile);
    const CloudPreset *preset = findPreset(profile.preset);
    m_identity->setObjectName(u"identityAddress"_s);
    m_identity->setEditable(true);
    m_identity->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // long addresses scroll
    if (preset)
        for (const QUrl &known : {preset->identityEndpoint, preset->otherIdentityEndpoint})
            if (!known.isEmpty())
                m_identity->addItem(known.toString());
    m_identity->setCurrentText(profile.identityEndpoint.toString());
    m_identity->lineEdit()->setMaxLength(longestShown);
    m_identity->lineEdit()->setCursorPosition(0); // the host counts, not the end of a long one
    m_mrs = addressLine(u"mrsAddress"_s, profile.mrsEndpoint, usual.mrsEndpoint);
    m_ecs = addressLine(u"ecsAddress"_s, profile.ecsEndpoint, usual.ecsEndpoint);
    m_obs = addressLine(u"obsAddress"_s, profile.obsEndpoint, usual.obsEndpoint);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::Control);
    grid->setVerticalSpacing(space::Tight);
    grid->setColumnStretch(1, 1);
    const auto addRow = [grid](const QString &label, QWidget *input) {
        auto *words = new TextLabel(label);
        words->setBuddy(input);
        input->setAccessibleName(label);
        const int row = grid->rowCount();
        grid->addWidget(words, row, 0);
        grid->addWidget(input, row, 1);
    };
    addRow(tr("Sign-in (IAM)"), m_identity);
    addRow(tr("Clusters (MRS)"), m_mrs);
    addRow(tr("Servers (ECS)"), m_ecs);
    addRow(tr("Storage (OBS)"), m_obs);
}

Result<CloudProfile> AddressFields::applied(CloudProfile profile) const
{
    const CloudProfile usual = usualAddresses(profile);
    for (const ServiceAddress &service : {ServiceAddress{tr("Sign-in (IAM)"), m_identity->currentText(), &CloudProfile::identityEndpoint},
                                          {tr("Clusters (MRS)"), m_mrs->text(), &CloudProfile::mrsEndpoint},
                                          {tr("Servers (ECS)"), m_ecs->text(), &CloudProfile::ecsEndpoint},
                                          {tr("Storage (OBS)"), m_obs->text(), &CloudProfile::obsEndpoint}}) {
        const bool isNeeded = service.member == &CloudProfile::identityEndpoint && (usual.*service.member).isEmpty();
        if (service.typed.trimmed().isEmpty() && !isNeeded) {
            profile.*service.member = usual.*service.member;
            continue;
        }
        Result<QUrl> address = normaliseEndpoint(service.typed);
        if (!address) {
            address.error().detail = u"%1: %2"_s.arg(service.label, address.error().detail);
            return tl::unexpected(address.error());
        }
        profile.*service.member = *address;
    }
    return profile;
}

} // namespace claviger

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

} // namespace

AddressFields::AddressFields(const CloudProfile &profile, QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::Control);
    grid->setVerticalSpacing(space::Tight);
    grid->setColumnStretch(1, 1);
    const auto addRow = [this, grid](const QString &label, QUrl CloudProfile::*address, QWidget *input, QLineEdit *line) {
        auto *words = new TextLabel(label);
        words->setBuddy(input);
        input->setAccessibleName(label);
        const int row = grid->rowCount();
        grid->addWidget(words, row, 0);
        grid->addWidget(input, row, 1);
        m_fields.push_back({.label = label, .address = address, .line = line});
    };

    auto *identity = new QComboBox;
    identity->setObjectName(u"identityAddress"_s);
    identity->setEditable(true);
    identity->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // long addresses scroll
    if (const CloudPreset *preset = findPreset(profile.preset)) {
        m_usual = profileFor(*preset);
        for (const QUrl &known : {preset->identityEndpoint, preset->otherIdentityEndpoint})
            if (!known.isEmpty())
                identity->addItem(known.toString());
    }
    identity->setCurrentText(profile.identityEndpoint.toString());
    identity->lineEdit()->setMaxLength(longestShown);
    identity->lineEdit()->setCursorPosition(0); // the host counts, not the end of a long one
    addRow(tr("Sign-in (IAM)"), &CloudProfile::identityEndpoint, identity, identity->lineEdit());
    const auto addService = [&](const QString &label, QUrl CloudProfile::*address, const QString &objectName) {
        QLineEdit *line = addressLine(objectName, profile.*address, m_usual.*address);
        addRow(label, address, line, line);
    };
    addService(tr("Clusters (MRS)"), &CloudProfile::mrsEndpoint, u"mrsAddress"_s);
    addService(tr("Servers (ECS)"), &CloudProfile::ecsEndpoint, u"ecsAddress"_s);
    addService(tr("Storage (OBS)"), &CloudProfile::obsEndpoint, u"obsAddress"_s);
    addService(tr("Web console"), &CloudProfile::consoleEndpoint, u"consoleAddress"_s);
}

Result<CloudProfile> AddressFields::applied(CloudProfile profile) const
{
    for (const Field &field : m_fields) {
        const QUrl &usual = m_usual.*field.address;
        const bool isNeeded = field.address == &CloudProfile::identityEndpoint && usual.isEmpty();
        if (field.line->text().trimmed().isEmpty() && !isNeeded) {
            profile.*field.address = usual;
            continue;
        }
        Result<QUrl> address = normaliseEndpoint(field.line->text());
        if (!address) {
            address.error().detail = u"%1: %2"_s.arg(field.label, address.error().detail);
            return tl::unexpected(address.error());
        }
        profile.*field.address = *address;
    }
    return profile;
}

} // namespace claviger

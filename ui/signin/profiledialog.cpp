// SPDX-License-Identifier: Apache-2.0
#include "ui/signin/profiledialog.h"

#include "ui/signin/addressfields.h"
#include "ui/signin/profilelist.h"
#include "ui/signin/signinwords.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPixmap>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

QIcon swatch(const QColor &colour)
{
    QPixmap picture(size::Icon, size::Icon);
    picture.fill(colour);
    return picture;
}

QString colourName(const QString &id)
{
    const QHash<QString, QString> names{{u"teal"_s, ProfileDialog::tr("Teal")},   {u"violet"_s, ProfileDialog::tr("Violet")},
                                        {u"brown"_s, ProfileDialog::tr("Brown")}, {u"blue"_s, ProfileDialog::tr("Blue")},
                                        {u"olive"_s, ProfileDialog::tr("Olive")}, {u"rose"_s, ProfileDialog::tr("Rose")}};
    return names.value(id, id);
}

} // namespace

ProfileDialog::ProfileDialog(ProfileBoard &board, const ProfileBoard::Entry &entry, std::shared_ptr<const Clock> clock, QWidget *parent)
    : FormDialog(parent)
    , m_board(board)
    , m_entry(entry)
    , m_clock(std::move(clock))
    , m_name(new QLineEdit(entry.profile.name))
    , m_colour(new QComboBox)
    , m_production(new QCheckBox(tr("Production: deleting asks for the name to be typed")))
    , m_readOnly(new QCheckBox(tr("Read-only: nothing can be changed with it")))
    , m_addresses(new AddressFields(entry.profile))
    , m_banner(new FailureBanner)
{
    setWindowTitle(tr("Edit profile"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(size::Form + 2 * space::Step); // a long address is seen whole
    m_name->setObjectName(u"profileName"_s);
    m_name->setAccessibleName(tr("Name"));
    m_colour->setObjectName(u"profileColour"_s);
    m_production->setObjectName(u"profileProduction"_s);
    m_readOnly->setObjectName(u"profileReadOnly"_s);
    m_colour->addItem(tr("No colour"), QString());
    for (const QString &colour : profileColours())
        m_colour->addItem(swatch(profileColour(colour)), colourName(colour), colour);
    m_colour->setCurrentIndex(std::max(0, m_colour->findData(entry.profile.colour)));
    m_production->setChecked(entry.profile.production);
    m_readOnly->setChecked(entry.profile.readOnly);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::Step, space::Step, space::Step, space::Page);
    column->setSpacing(space::Control);
    column->addWidget(new TextLabel(tr("Edit profile"), TextStyle::Subtitle));
    column->addWidget(m_banner);
    auto *nameLabel = new TextLabel(tr("Name"));
    nameLabel->setBuddy(m_name);
    auto *colourLabel = new TextLabel(tr("Colour"));
    colourLabel->setBuddy(m_colour);
    column->addWidget(nameLabel);
    column->addWidget(m_name);
    column->addWidget(colourLabel);
    column->addWidget(m_colour);
    column->addSpacing(space::Control);
    column->addWidget(m_production);
    column->addWidget(m_readOnly);
    column->addSpacing(space::Control);
    column->addWidget(new TextLabel(tr("Addresses"), TextStyle::Bold));
    column->addWidget(m_addresses);
    if (entry.keepPassword) {
        auto *kept = new TextLabel(tr("The kept password is for %1 only: with another sign-in service it is removed from the keychain.")
                                       .arg(entry.profile.identityEndpoint.host()),
                                   TextStyle::Small, Tone::Secondary);
        kept->setWordWrap(true);
        column->addWidget(kept);
    }
    column->addSpacing(space::Page);

    auto *buttons = new QDialogButtonBox;
    auto *removeButton = makeButton(tr("Remove profile…"), ButtonKind::Danger);
    removeButton->setObjectName(u"removeProfile"_s);
    removeButton->setAutoDefault(false);
    auto *cancel = makeButton(tr("Cancel"));
    cancel->setObjectName(u"cancel"_s);
    cancel->setAutoDefault(false);
    auto *apply = makeButton(tr("Save profile"), ButtonKind::Primary);
    apply->setObjectName(u"saveProfile"_s);
    apply->setDefault(true);
    buttons->addButton(removeButton, QDialogButtonBox::DestructiveRole);
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    buttons->addButton(apply, QDialogButtonBox::ApplyRole);
    column->addWidget(buttons);
    connect(apply, &QPushButton::clicked, this, &ProfileDialog::save);
    connect(removeButton, &QPushButton::clicked, this, &ProfileDialog::remove);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ProfileDialog::save()
{
    const Result<CloudProfile> addressed = m_addresses->applied(m_entry.profile);
    if (!addressed) {
        m_banner->say(addressed.error(), m_clock->now(), tr("An address cannot be used"), asSentence(addressed.error().detail));
        return;
    }
    CloudProfile profile = *addressed;
    profile.name = m_name->text().trimmed();
    profile.colour = m_colour->currentData().toString();
    profile.production = m_production->isChecked();
    profile.readOnly = m_readOnly->isChecked();
    const bool isMoved = profile.identityEndpoint != m_entry.profile.identityEndpoint;
    const Result<QString> saved = m_board.save(profile, m_entry.keepPassword && !isMoved);
    if (!saved) {
        m_banner->say(saved.error(), m_clock->now(), tr("The profile could not be saved"));
        return;
    }
    if (isMoved)
        Q_EMIT moved();
    accept();
}

void ProfileDialog::remove()
{
    auto *ask = new ConfirmDialog({.title = tr("Remove the profile %1?").arg(m_entry.profile.name),
                                   .sentence = tr("Its kept password is removed too. Access keys and their secrets stay."),
                                   .act = tr("Remove profile"),
                                   .actName = u"confirmRemove"_s},
                                  this);
    connect(ask, &QDialog::accepted, this, [this] {
        const Result<Done> gone = m_board.remove(m_entry.profile.id);
        if (!gone) {
            m_banner->say(gone.error(), m_clock->now(), tr("The profile could not be removed"));
            return;
        }
        Q_EMIT removed();
        accept();
    });
    ask->open();
}

} // namespace claviger

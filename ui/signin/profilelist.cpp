// SPDX-License-Identifier: Apache-2.0
#include "ui/signin/profilelist.h"

#include "app/cloud/presets.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/tokens.h"

#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int profileRow = 56;
enum ProfileRole { IdRole = Qt::UserRole, LineRole, ColourRole, ProductionRole, ReadOnlyRole };

class ProfileDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        const int lines = QFontMetrics(fontFor(TextStyle::Bold)).height() + QFontMetrics(fontFor(TextStyle::Small)).height();
        return {200, std::max(profileRow, lines + space::Step)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = tokensOf(option.palette);
        const QRect row = option.rect;
        const bool isSelected = option.state & QStyle::State_Selected;
        painter->save();
        if (isSelected)
            painter->fillRect(row, tokens.selRow);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(row, tokens.hover);
        if (isSelected)
            painter->fillRect(QRect(row.left(), row.top(), 3, row.height()), tokens.accent);
        painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), tokens.hairLine);
        const QRect bar(row.left() + space::Page, row.top() + space::Group, 4, row.height() - 2 * space::Group);
        if (const QColor colour = profileColour(index.data(ColourRole).toString()); colour.isValid()) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(colour);
            painter->drawRoundedRect(bar, 2, 2);
        }
        int right = row.right() - space::Page;
        const auto tag = [&](Tag::Kind kind) {
            right -= tagSize(tagText(kind), kind).width();
            paintTag(painter, {right, row.center().y() - size::Tag / 2}, tagText(kind), kind, tokens);
            right -= space::Control;
        };
        if (index.data(ReadOnlyRole).toBool())
            tag(Tag::Kind::ReadOnly);
        if (index.data(ProductionRole).toBool())
            tag(Tag::Kind::Production);
        const int left = bar.right() + space::Group;
        const QFont nameFont = fontFor(TextStyle::Bold);
        const QFont lineFont = fontFor(TextStyle::Small);
        const QFontMetrics nameMetrics(nameFont);
        const QFontMetrics lineMetrics(lineFont);
        const int top = row.top() + (row.height() - nameMetrics.height() - lineMetrics.height() - 2) / 2;
        painter->setFont(nameFont);
        painter->setPen(tokens.text);
        painter->drawText(left, top + nameMetrics.ascent(), nameMetrics.elidedText(index.data().toString(), Qt::ElideRight, right - left));
        painter->setFont(lineFont);
        painter->setPen(tokens.textSecondary);
        painter->drawText(left, top + nameMetrics.height() + 2 + lineMetrics.ascent(),
                          lineMetrics.elidedText(index.data(LineRole).toString(), Qt::ElideRight, right - left));
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
            painter->setPen(QPen(tokens.accent, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(row.adjusted(2, 2, -2, -3));
        }
        painter->restore();
    }
};

} // namespace

QColor profileColour(const QString &name)
{
    static const QHash<QString, QColor> colours{
        {u"teal"_s, QColor(0x0E7C86)}, {u"violet"_s, QColor(0x7A5AA6)}, {u"brown"_s, QColor(0x8A6D3B)},
        {u"blue"_s, QColor(0x3E6FB0)}, {u"olive"_s, QColor(0x6B7A2A)},  {u"rose"_s, QColor(0xA84A6A)},
    };
    return colours.value(name);
}

QString profileLine(const CloudProfile &profile)
{
    QStringList parts;
    if (profile.origin == CloudProfile::Demo)
        parts.append(ProfileList::tr("Demo cloud on this computer"));
    else if (const CloudPreset *preset = findPreset(profile.preset))
        parts.append(preset->cloud + u' ' + preset->region);
    else
        parts.append(profile.region.isEmpty() ? profile.identityEndpoint.host() : profile.region);
    if (!profile.account.isEmpty())
        parts.append(profile.account);
    if (profile.origin == CloudProfile::CloudsYaml)
        parts.append(u"clouds.yaml"_s);
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

ProfileList::ProfileList(QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(u"profileList"_s);
    setAccessibleName(tr("Profiles"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new ProfileDelegate(this));
    setMouseTracking(true);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
}

void ProfileList::addProfile(const CloudProfile &profile)
{
    auto *item = new QListWidgetItem(profile.name, this);
    item->setData(IdRole, profile.id);
    item->setData(LineRole, profileLine(profile));
    item->setData(ColourRole, profile.colour);
    item->setData(ProductionRole, profile.production);
    item->setData(ReadOnlyRole, profile.readOnly);
    item->setToolTip(profile.identityEndpoint.toDisplayString());
    QStringList marks{profileLine(profile)};
    if (profile.production)
        marks.append(tagText(Tag::Kind::Production));
    if (profile.readOnly)
        marks.append(tagText(Tag::Kind::ReadOnly));
    item->setData(Qt::AccessibleDescriptionRole, marks.join(u", "_s));
}

void ProfileList::selectProfile(const QString &id)
{
    for (int row = 0; row < count(); ++row)
        if (item(row)->data(IdRole).toString() == id) {
            setCurrentRow(row);
            return;
        }
    setCurrentItem(nullptr);
    clearSelection();
}

QString ProfileList::selectedProfile() const
{
    return currentItem() ? currentItem()->data(IdRole).toString() : QString();
}

} // namespace claviger

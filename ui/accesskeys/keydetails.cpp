// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/keydetails.h"

#include "app/accesskeys/accesskeyboard.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/timetext.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

KeyDetails::KeyDetails(AccessKeyBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_content(new QWidget)
    , m_nothing(new QWidget)
    , m_id(new TextLabel({}, TextStyle::MonoBold))
    , m_line(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_status(new MarkLabel(Verdict::Unknown))
    , m_secret(new MarkLabel(Verdict::Unknown))
    , m_created(new TextLabel)
    , m_lastUsed(new TextLabel)
    , m_age(new TextLabel)
    , m_copy(makeIconButton(u"copy"_s, tr("Copy the access key (AK)"), ButtonKind::Flat))
    , m_delete(makeButton(tr("Delete…"), ButtonKind::Danger, u"trash"_s))
    , m_note(new TextLabel({}, TextStyle::Small, Tone::Secondary))
{
    setObjectName(u"keyDetails"_s);
    m_delete->setObjectName(u"deleteKey"_s);
    m_copy->setObjectName(u"copyKeyId"_s);
    m_id->setSelectable(true);
    m_id->setAccessibleName(tr("Access key (AK)"));
    m_line->setWordWrap(true);
    m_note->setWordWrap(true);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::Page, space::Page, space::Page, 0);
    head->addWidget(m_id, 1);
    head->addWidget(m_copy);
    auto *lineBox = new QVBoxLayout;
    lineBox->setContentsMargins(space::Page, 0, space::Page, space::Group);
    lineBox->addWidget(m_line);

    auto *facts = new QFormLayout;
    facts->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    facts->setHorizontalSpacing(space::Step);
    facts->setVerticalSpacing(space::Control);
    facts->setLabelAlignment(Qt::AlignLeft);
    facts->setRowWrapPolicy(QFormLayout::DontWrapRows);
    facts->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [facts](const QString &name, TextLabel *value) {
        value->setWordWrap(true);
        value->setAccessibleName(name);
        facts->addRow(new TextLabel(name, TextStyle::Body, Tone::Secondary), value);
    };
    add(tr("Status"), m_status);
    add(tr("Secret"), m_secret);
    add(tr("Created"), m_created);
    add(tr("Age"), m_age);
    add(tr("Last used"), m_lastUsed);

    auto *acts = new QVBoxLayout;
    acts->setContentsMargins(space::Page, space::Group, space::Page, space::Page);
    acts->setSpacing(space::Control);
    acts->addWidget(m_delete, 0, Qt::AlignLeft);
    acts->addWidget(m_note);

    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(lineBox);
    column->addWidget(new HairLine);
    column->addLayout(facts);
    column->addWidget(new HairLine);
    column->addLayout(acts);
    column->addStretch(1);

    auto *nothing = new QVBoxLayout(m_nothing);
    nothing->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    auto *sentence = new TextLabel(tr("Select a key to see its facts here."), TextStyle::Small, Tone::Secondary);
    sentence->setWordWrap(true);
    nothing->addWidget(sentence);
    nothing->addStretch(1);

    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_content);
    whole->addWidget(m_nothing);

    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_shown); });
    connect(m_delete, &QPushButton::clicked, this, [this] { Q_EMIT deleteRequested(m_shown); });
    connect(&m_board.keys(), &QAbstractItemModel::dataChanged, this, &KeyDetails::reflect);
    connect(&m_board, &AccessKeyBoard::stateChanged, this, &KeyDetails::reflect);
    reflect();
}

void KeyDetails::show(const QString &accessKey)
{
    m_shown = accessKey;
    reflect();
}

void KeyDetails::reflect()
{
    const AccessKeyRow *row = m_board.keys().row(m_shown);
    m_content->setVisible(row != nullptr);
    m_nothing->setVisible(!row);
    if (!row) {
        m_id->clear();
        return;
    }
    const AccessKey &key = row->key;
    m_id->setText(key.id);
    m_line->setText(key.description.isEmpty() ? m_board.user().name : m_board.user().name + u" · "_s + key.description);
    m_status->setMark(key.status == AccessKey::Active ? Mark(Verdict::Ok)
                          : key.status == AccessKey::Inactive ? Mark::icon(u"disable"_s)
                                                              : Mark(Verdict::Unknown));
    m_status->setText(key.status == AccessKey::Active ? tr("Active") : key.status == AccessKey::Inactive ? tr("Disabled") : tr("unknown"));
    m_secret->setMark(row->secret == SecretPlace::InKeychain ? Mark::icon(u"lock"_s) : row->secret == SecretPlace::NotHere ? Mark()
                          : row->secret == SecretPlace::InMemory ? Mark(Verdict::Attention) : Mark(Verdict::Unknown));
    m_secret->setText(row->secret == SecretPlace::InKeychain ? tr("In this keychain")
                          : row->secret == SecretPlace::InMemory ? tr("In memory until Claviger ends")
                          : row->secret == SecretPlace::NotHere ? tr("Not in this keychain")
                                                                : tr("unknown"));
    m_created->setText(factTime(key.created));
    m_created->setToolTip(isoUtc(key.created));
    const auto days = std::max<qint64>(0, std::chrono::duration_cast<std::chrono::days>(m_clock->now() - key.created).count());
    m_age->setText(days == 0 ? tr("less than a day") : tr("%n day(s)", nullptr, static_cast<int>(days)));
    const bool never = row->lastUseIsKnown && (!key.lastUsed || *key.lastUsed == key.created);
    m_lastUsed->setText(!row->lastUseIsKnown ? tr("unknown")
                            : never          ? tr("Never, or when it was created")
                                             : factTime(*key.lastUsed));
    const bool isGoing = m_board.removing() == key.id;
    const bool isReadOnly = m_board.desk().isReadOnly;
    m_delete->setEnabled(!isReadOnly && m_board.removing().isEmpty() && !m_board.issuance().isBusy());
    m_note->setText(isGoing         ? tr("The key is being deleted.")
                    : isReadOnly    ? tr("This profile is read-only: nothing can be deleted with it.")
                            : tr("Deleting cannot be undone. Programs that use the key lose access at once."));
}

void KeyDetails::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().window());
}

} // namespace claviger

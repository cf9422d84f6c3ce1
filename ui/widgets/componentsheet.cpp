// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/componentsheet.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/clavigerstyle.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/failuredetails.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/keyquota.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/nameconfirmation.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/segmentedchoice.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/steptrail.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFocusFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QRadioButton>
#include <QStandardItemModel>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

enum SheetColumn { SeverityColumn, RaisedColumn, IdColumn, StateColumn };

class SheetDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    CellLook describe(const QModelIndex &index) const override
    {
        CellLook look = CellDelegate::describe(index);
        const bool isStale = index.row() == 3;
        if (index.column() == SeverityColumn) {
            look.mark = Severity::Major;
            look.isSeverityWord = true;
        } else if (isStale || index.column() == StateColumn) {
            look.isQuiet = true;
        }
        return look;
    }
};

// One half of the sheet. Texts are samples and stay untranslated.
class Half final : public QWidget
{
public:
    Half(const QString &title, const Tokens &tokens, double extraText)
        : m_column(new QVBoxLayout(this))
        , m_extra(extraText)
        , m_clock(std::make_shared<RealClock>())
    {
        setPalette(paletteOf(tokens));
        setAutoFillBackground(true);
        m_column->setContentsMargins(32, space::Page, 32, space::Step);
        m_column->setSpacing(space::Word);
        m_column->addWidget(new TextLabel(title, TextStyle::Subtitle));
        buttons(tokens);
        fields(tokens);
        signs();
        banners();
        secrets();
        progress();
        table();
        confirmation();
        iconRows();
        m_column->addStretch(1);
    }

private:
    QString words(const QString &text) const
    {
        return text + QString(qRound(static_cast<double>(text.size()) * m_extra), u'e');
    }

    void caption(const QString &text)
    {
        m_column->addSpacing(space::Control);
        m_column->addWidget(new TextLabel(text, TextStyle::Small, Tone::Secondary));
    }

    QHBoxLayout *row(int gap = space::Control)
    {
        auto *line = new QHBoxLayout;
        line->setSpacing(gap);
        m_column->addLayout(line);
        return line;
    }

    QVBoxLayout *named(QHBoxLayout *line, QWidget *sample, const QString &name)
    {
        auto *pair = new QVBoxLayout;
        pair->setSpacing(2);
        pair->addWidget(sample, 0, Qt::AlignLeft);
        pair->addWidget(new TextLabel(name, TextStyle::Tiny, Tone::Secondary), 0, Qt::AlignLeft);
        line->addLayout(pair);
        return pair;
    }

    void buttons(const Tokens &)
    {
        caption(u"Buttons"_s);
        QHBoxLayout *line = row();
        for (const QString &state : {u"normal"_s, u"hover"_s, u"pressed"_s, u"focus"_s, u"disabled"_s}) {
            QPushButton *button = makeButton(words(u"Check all"_s));
            named(line, button, state);
            button->setDown(state == "pressed"_L1);
            button->setEnabled(state != "disabled"_L1);
            if (state == "hover"_L1)
                button->setAttribute(Qt::WA_UnderMouse);
            if (state == "focus"_L1) {
                auto *ring = new QFocusFrame(this);
                QTimer::singleShot(0, ring, [ring, button] { ring->setWidget(button); }); // after the first layout
            }
        }
        line->addStretch(1);
        line = row();
        named(line, makeButton(words(u"Sign in"_s), ButtonKind::Primary), u"primary"_s);
        named(line, makeButton(words(u"Delete…"_s), ButtonKind::Danger), u"danger"_s);
        named(line, makeButton(words(u"Delete key"_s), ButtonKind::ConfirmedDanger), u"confirmed danger"_s);
        named(line, makeButton(words(u"Open"_s), ButtonKind::Quiet, u"open"_s), u"quiet"_s);
        named(line, makeIconButton(u"refresh"_s, u"Refresh"_s), u"icon"_s);
        named(line, makeIconButton(u"copy"_s, u"Copy"_s, ButtonKind::Flat), u"flat"_s);
        line->addStretch(1);
    }

    void fields(const Tokens &tokens)
    {
        caption(u"Fields, combo box, copy field"_s);
        QHBoxLayout *line = row();
        auto *filter = new QLineEdit;
        filter->setPlaceholderText(u"Filter"_s);
        filter->addAction(icon(u"search"_s, tokens.textSecondary), QLineEdit::LeadingPosition);
        filter->setFixedWidth(15 * filter->fontMetrics().averageCharWidth());
        named(line, filter, u"empty"_s);
        auto *filled = new QLineEdit(u"core-2"_s);
        filled->setFixedWidth(13 * filled->fontMetrics().averageCharWidth());
        named(line, filled, u"filled"_s);
        auto *wrong = new QLineEdit(u"13:0"_s);
        wrong->setFixedWidth(11 * wrong->fontMetrics().averageCharWidth());
        setFieldError(wrong, true);
        named(line, wrong, u"error"_s);
        auto *disabled = new QLineEdit(u"eu-de"_s);
        disabled->setEnabled(false);
        disabled->setFixedWidth(11 * disabled->fontMetrics().averageCharWidth());
        named(line, disabled, u"disabled"_s);
        line->addStretch(1);
        m_column->addWidget(new MarkLabel(Verdict::Broken, words(u"Enter the time as HH:MM, for example 13:05."_s), TextStyle::Small,
                                          Tone::Danger));
        line = row();
        auto *combo = new QComboBox;
        combo->addItems({u"Guardian"_s, u"LdapServer"_s});
        combo->setMinimumWidth(128);
        line->addWidget(combo);
        auto *copy = new CopyField(u"Start"_s);
        copy->setValue(u"2025-06-10 13:05"_s);
        line->addWidget(copy, 1);
        caption(u"Check boxes, radio buttons, segmented choice"_s);
        line = row(space::Page);
        for (const bool isOn : {true, false}) {
            auto *check = new QCheckBox(words(isOn ? u"Production"_s : u"Read-only"_s));
            check->setChecked(isOn);
            line->addWidget(check);
            auto *radio = new QRadioButton(words(isOn ? u"Wait"_s : u"Collect now"_s));
            radio->setAutoExclusive(false);
            radio->setChecked(isOn);
            line->addWidget(radio);
        }
        line->addStretch(1);
        auto *choice = new SegmentedChoice(u"Way to sign in"_s);
        choice->addChoice(u"password"_s, words(u"Password"_s));
        choice->addChoice(u"mfa"_s, words(u"Password + MFA"_s));
        choice->addChoice(u"aksk"_s, words(u"AK/SK"_s));
        choice->choose(u"mfa"_s);
        m_column->addWidget(choice);
    }

    void signs()
    {
        caption(u"Chips and tags"_s);
        QHBoxLayout *line = row();
        line->addWidget(new Chip(u"Active"_s));
        auto *on = new Chip(u"Critical"_s, Severity::Critical);
        on->setChecked(true);
        line->addWidget(on);
        line->addWidget(new Tag(Tag::Kind::Production));
        line->addWidget(new Tag(Tag::Kind::ReadOnly));
        line->addWidget(new Tag(Tag::Kind::Neutral, u"Step 3"_s));
        line->addStretch(1);
        caption(u"Severity: solid shape and word"_s);
        line = row(space::Page);
        const std::pair<Severity, QString> severities[] = {{Severity::Critical, u"Critical"_s},
                                                           {Severity::Major, u"Major"_s},
                                                           {Severity::Minor, u"Minor"_s},
                                                           {Severity::Suggestion, u"Suggestion"_s}};
        for (const auto &[severity, name] : severities) {
            line->addWidget(new MarkLabel(severity, words(name)));
            line->addWidget(new MarkLabel(Mark(severity, true), {}));
        }
        line->addStretch(1);
        caption(u"Verdict: 16 px mark with glyph and word"_s);
        line = row(space::Page);
        line->addWidget(new MarkLabel(Verdict::Ok, words(u"Bound"_s)));
        line->addWidget(new MarkLabel(Verdict::Attention, words(u"Expires in 12 days"_s)));
        line->addWidget(new MarkLabel(Verdict::Broken, words(u"Not bound"_s)));
        line->addWidget(new MarkLabel(Verdict::Unknown, words(u"Unknown"_s)));
        line->addStretch(1);
        caption(u"Key quota"_s);
        line = row(space::Step);
        for (int used = 0; used <= 2; ++used) {
            auto *quota = new KeyQuota;
            quota->setUsed(used, 2, words(u"%1 of 2 keys"_s.arg(used)));
            line->addWidget(quota);
        }
        line->addStretch(1);
    }

    void banners()
    {
        caption(u"Banners"_s);
        const auto add = [this](Verdict verdict, const QString &bold, const QString &plain, Banner::Shape shape) {
            auto *banner = new Banner(verdict, shape);
            banner->say(verdict, words(bold), words(plain));
            m_column->addWidget(banner);
            return banner;
        };
        add(Verdict::Ok, u"Bound on all 40 nodes."_s, u"Read at 14:40:12 CEST."_s, Banner::Shape::Compact);
        add(Verdict::Attention, u"Your session ends in 2 min."_s, u"Sign in again here."_s, Banner::Shape::Compact);
        add(Verdict::Broken, u"Rebinding failed on 2 nodes."_s, u"Try these two again."_s, Banner::Shape::Compact);
        add(Verdict::Unknown, u"State unknown since 13:52 CEST."_s, u"Sign in to read again."_s, Banner::Shape::Compact);
        add(Verdict::Info, u"No free key slot."_s, u"Delete a key first."_s, Banner::Shape::Compact);
        Banner *lost = add(Verdict::Broken, u"The key may have been created, but the answer was lost"_s,
                           u"The connection dropped after the request was sent. Compare the key list to find out."_s,
                           Banner::Shape::Full);
        lost->addButton(words(u"Compare key list"_s), {});
        lost->addButton(words(u"Copy details"_s), {}, ButtonKind::Plain, u"copy"_s);
        Banner *ends = add(Verdict::Attention, u"Your session ends in 2 min"_s,
                           u"Sign in again here. Nothing you typed is lost."_s, Banner::Shape::Full);
        ends->addButton(words(u"Sign in again"_s), {});
    }

    void secrets()
    {
        caption(u"Secret field: masked, revealed with countdown"_s);
        for (const bool isRevealed : {false, true}) {
            auto *field = new SecretField(u"Secret (SK)"_s, m_clock);
            field->setSecret(Secret::fromText(u"EXAMPLE/secret+not/real"_s));
            m_column->addWidget(field);
            if (isRevealed)
                QTimer::singleShot(0, field, [field] { field->findChild<QPushButton *>(u"revealSecret"_s)->click(); });
        }
    }

    void progress()
    {
        caption(u"Progress, steps of an act"_s);
        auto *bar = new ProgressLine;
        bar->setProgress(words(u"Checking agencies: 81 of 109 nodes"_s), 81, 109);
        bar->setDetail(words(u"about 4 s left"_s));
        m_column->addWidget(bar);
        auto *turning = new ProgressLine;
        turning->setProgress(words(u"Creating the key"_s));
        turning->setStoppable(false);
        m_column->addWidget(turning);
        auto *trail = new StepTrail;
        trail->setSteps({{words(u"Keychain tried first"_s), StepState::Done}, {words(u"Created in IAM"_s), StepState::Done},
                         {words(u"Stored"_s), StepState::Current}, {words(u"Read back, equal"_s), StepState::ToCome},
                         {words(u"Failed"_s), StepState::Failed}, {words(u"Unknown"_s), StepState::Unknown}});
        m_column->addWidget(trail);
    }

    void table()
    {
        caption(u"Table rows"_s);
        auto *model = new QStandardItemModel(this);
        model->setHorizontalHeaderLabels({u"Severity"_s, u"Raised CEST"_s, u"Id"_s, u"Row state"_s});
        for (const QString &state : {u"normal"_s, u"selected"_s, u"selected, keyboard focus in first cell"_s, u"source stale or unknown"_s}) {
            QList<QStandardItem *> cells;
            for (const QString &text : {u"Major"_s, u"14:05:12"_s, u"45741"_s, state})
                cells << new QStandardItem(text);
            model->appendRow(cells);
        }
        auto *view = new DataTable;
        view->setModel(model);
        view->setItemDelegate(new SheetDelegate(view));
        view->setSelectionMode(QAbstractItemView::MultiSelection);
        view->selectRow(1);
        view->selectRow(2);
        view->horizontalHeader()->setSortIndicatorShown(true);
        view->horizontalHeader()->setSortIndicator(RaisedColumn, Qt::DescendingOrder);
        view->horizontalHeader()->resizeSections(QHeaderView::ResizeToContents);
        const int row = view->verticalHeader()->defaultSectionSize();
        view->setFixedHeight(row * 5 + 2);
        m_column->addWidget(view);
    }

    void confirmation()
    {
        caption(u"Confirmation by name, production only"_s);
        auto *card = new Card;
        auto *inside = new QVBoxLayout(card);
        inside->setContentsMargins(space::Group, space::Group, space::Group, space::Group);
        inside->addWidget(new NameConfirmation(words(u"Type %1 to delete its key"_s), u"svc-etl-writer"_s, words(u"Delete key"_s)));
        m_column->addWidget(card);
        auto *details = new FailureDetails;
        details->setFailure({.fault = Fault::Forbidden, .httpStatus = 403, .serviceCode = u"IAM.0003"_s,
                             .requestId = u"req-0f3e-example"_s, .request = u"POST /v3.0/OS-CREDENTIAL/credentials"_s},
                            u"14:37:02 CEST"_s);
        details->setOpen(true);
        m_column->addWidget(details);
        auto *empty = new EmptyState(u"key"_s);
        empty->say(u"key"_s, words(u"svc-reporting has no access keys"_s),
                   words(u"A user can hold two. The secret goes into your keychain the moment it is issued."_s));
        empty->addButton(words(u"Create access key"_s), {}, ButtonKind::Primary, u"plus"_s);
        empty->addButton(words(u"Choose another user"_s), {});
        m_column->addWidget(empty);
    }

    void iconRows()
    {
        caption(u"Icons, 16 px"_s);
        const QStringList names = u"key agency alarm guide journal readiness settings user plus refresh search filter copy eye "
                                  "eyeoff export download rotate disable trash open clock lock server cloud link warn info "
                                  "attach paste prove stop menu pencil bundle plug check cross right down up"_s.split(u' ');
        QHBoxLayout *line = nullptr;
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (i % 20 == 0) {
                if (line)
                    line->addStretch(1);
                line = row(0);
            }
            line->addWidget(new MarkLabel(Mark::icon(names.at(i))));
        }
        if (line)
            line->addStretch(1);
    }

    QVBoxLayout *m_column;
    double m_extra;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace

ComponentSheet::ComponentSheet(double extraText, QWidget *parent)
    : QWidget(parent)
{
    auto *halves = new QHBoxLayout(this);
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(0);
    halves->addWidget(new Half(u"Light"_s, Tokens::light(), extraText), 1);
    halves->addWidget(new Half(u"Dark"_s, Tokens::dark(), extraText), 1);
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/agencyassistant.h"

#include "app/agencies/rebindboard.h"
#include "app/foundation/clock.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/clavigerstyle.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/onelinevalidator.h"
#include "ui/widgets/progressline.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr auto usualName = "mrs_ecs_obs"_L1; // of the vendor's guide
constexpr char guardianPolicy[] = R"({"Version":"1.1","Statement":[{"Effect":"Allow","Action":["iam:agencies:assume"],)"
                                  R"("Resource":{"uri":["/iam/agencies/ID_OF_THE_SECOND"]}}]})"; // mrs.md, section 8

} // namespace

AgencyAssistant::AgencyAssistant(RebindBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_request(new TextLabel({}, TextStyle::Body))
    , m_copy(makeButton(tr("Copy this text"), ButtonKind::Plain, u"copy"_s))
    , m_name(new QLineEdit(usualName))
    , m_problem(new MarkLabel(Verdict::Broken, {}, TextStyle::Small, Tone::Danger))
    , m_try(makeButton(tr("Try whether it works")))
    , m_create(makeButton(tr("Create agency")))
    , m_why(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_progress(new ProgressLine)
    , m_result(new FailureBanner)
{
    setObjectName(u"agencyAssistant"_s);
    m_copy->setObjectName(u"copyAgencyRequest"_s);
    m_try->setObjectName(u"tryCreation"_s);
    m_create->setObjectName(u"createAgency"_s);
    m_name->setObjectName(u"agencyName"_s);
    m_name->setAccessibleName(tr("Name of the new agency"));
    m_name->setValidator(new OneLineValidator(m_name));
    m_name->setMaximumWidth(size::Form / 2);
    m_progress->setObjectName(u"busy"_s);
    m_progress->setStoppable(false);
    m_progress->setKeepsPlace(false); // the result takes it
    m_request->setSelectable(true);
    m_request->setObjectName(u"agencyRequest"_s);
    for (TextLabel *label : std::initializer_list<TextLabel *>{m_request, m_why, m_problem})
        label->setWordWrap(true);

    auto *copies = new QHBoxLayout;
    copies->addWidget(m_copy);
    copies->addStretch(1);
    auto *creation = new QHBoxLayout;
    creation->setSpacing(space::Control);
    creation->addWidget(m_name, 1);
    creation->addWidget(m_try);
    creation->addWidget(m_create);
    creation->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(space::Control);
    column->addWidget(m_request);
    column->addLayout(copies);
    column->addSpacing(space::Control);
    auto *label = new TextLabel(tr("Create it from here"), TextStyle::Bold);
    label->setBuddy(m_name);
    column->addWidget(label);
    column->addLayout(creation);
    column->addWidget(m_problem);
    column->addWidget(m_why);
    column->addWidget(m_progress);
    column->addWidget(m_result);

    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_request->text()); });
    connect(m_name, &QLineEdit::textChanged, this, &AgencyAssistant::reflect);
    connect(m_name, &QLineEdit::returnPressed, m_create, &QPushButton::click);
    connect(m_try, &QPushButton::clicked, &m_board, &RebindBoard::tryCreation);
    connect(m_create, &QPushButton::clicked, this, [this] {
        m_board.create(m_name->text(), u"MRS nodes to OBS, for %1"_s.arg(m_board.reading().cluster.name));
    });
}

QString AgencyAssistant::whyText(const Result<Done> &mayTry, const Result<Done> &may) const
{
    if (may)
        return tr("Creates the agency for ECS and grants it OBS OperateAccess: two changes in IAM, both in the journal.");
    if (!mayTry)
        return tr("Not offered: %1.").arg(mayTry.error().detail);
    const QString how = tr("The try sends the creation without a name, which IAM has to refuse: nothing is created. It stands in the "
                           "journal, and in the audit log of the account as a creation that failed.");
    return m_board.wasTried() ? tr("Not offered: %1.").arg(may.error().detail) + u' ' + how : how;
}

void AgencyAssistant::reflect()
{
    const QString name = m_name->text().isEmpty() ? QString(usualName) : m_name->text();
    m_request->setText(tr("An agency for the nodes is created in IAM, Agencies, Create Agency, by somebody with the right Security "
                          "Administrator:\n"
                          "  Agency name: %1\n"
                          "  Agency type: Cloud service\n"
                          "  Cloud service: ECS BMS (trusts op_svc_ecs)\n"
                          "  Validity period: Unlimited\n"
                          "  Permission: OBS OperateAccess, scope Global resources\n"
                          "The agency MRS_ECS_DEFAULT_AGENCY is MRS's own: do not change or delete it. A new permission takes up to 15 "
                          "minutes to act on OBS.")
                           .arg(name)
                       + u'\n'
                       + tr("For Guardian (MRS 3.3.0-LTS and later) also a second agency of the type Account that trusts this account, with OBS "
                            "Administrator, and on the first one a custom policy with its id:")
                       + u'\n' + QString::fromLatin1(guardianPolicy));
    const Result<Done> named = checkNewAgencyName(m_name->text());
    const Result<Done> may = m_board.mayCreate();
    const Result<Done> mayTry = m_board.mayTryCreation();
    setFieldError(m_name, !named);
    m_problem->setVisible(!named);
    m_problem->setText(named ? QString() : named.error().detail);
    m_name->setEnabled(may.has_value());
    const bool hadFocus = m_try->hasFocus();
    m_try->setVisible(mayTry && !may);
    m_try->setEnabled(m_board.work() == RebindBoard::NoWork);
    m_create->setEnabled(may && named && m_board.work() == RebindBoard::NoWork);
    if (hadFocus && !m_try->isVisible() && m_name->isEnabled())
        m_name->setFocus();
    m_why->setText(whyText(mayTry, may));
    m_progress->showWhile(m_board.isCreating());
    if (m_board.isCreating())
        m_progress->setProgress(m_board.work() == RebindBoard::Trying ? tr("Trying whether IAM creates an agency for you")
                                                                      : tr("Creating %1").arg(m_name->text()));
    if (m_board.failedWork() == RebindBoard::Creating)
        m_result->say(*m_board.error(), m_clock->now(),
                      m_board.error()->fault == Fault::Unconfirmed ? tr("Whether the agency was created is not known")
                                                                   : tr("The agency was not created"));
    else if (m_board.created() && m_board.created()->notGranted)
        m_result->say(*m_board.created()->notGranted, m_clock->now(), tr("%1 exists, but may not use OBS").arg(m_board.created()->agency.name()),
                      tr("Grant it OBS OperateAccess, scope Global resources, on the IAM console."), Verdict::Attention);
    else if (m_board.created())
        m_result->say(Verdict::Ok, tr("%1 is created and chosen").arg(m_board.created()->agency.name()),
                      tr("Its permission takes up to 15 minutes to act on OBS."));
    else
        m_result->clear();
}

} // namespace claviger

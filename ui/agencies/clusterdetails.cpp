// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/clusterdetails.h"

#include "app/agencies/bindingboard.h"
#include "app/foundation/clock.h"
#include "ui/agencies/bindingdelegate.h"
#include "ui/agencies/driftsection.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/failurebanner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/timetext.h"

#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

QVBoxLayout *section(const std::initializer_list<QWidget *> &widgets)
{
    auto *box = new QVBoxLayout;
    box->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    box->setSpacing(space::Group);
    for (QWidget *widget : widgets)
        box->addWidget(widget);
    return box;
}

} // namespace

ClusterDetails::ClusterDetails(BindingBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_clock(std::move(clock))
    , m_content(new QWidget)
    , m_nothing(new QWidget)
    , m_name(new TextLabel({}, TextStyle::Bold))
    , m_line(new TextLabel({}, TextStyle::Small, Tone::Secondary))
    , m_verdict(new FailureBanner)
    , m_failure(new FailureBanner)
    , m_agency(new TextLabel({}, TextStyle::Bold))
    , m_recordTitle(new TextLabel(tr("MRS record and nodes"), TextStyle::Bold))
    , m_manage(makeButton(tr("Manage agency…"), ButtonKind::Primary))
    , m_drift(new DriftSection(board, m_clock))
    , m_again(makeButton(tr("Check again")))
    , m_acts(new QBoxLayout(QBoxLayout::LeftToRight))
{
    setObjectName(u"clusterDetails"_s);
    m_manage->setObjectName(u"manageAgency"_s);
    m_again->setObjectName(u"checkCluster"_s);
    m_verdict->setObjectName(u"verdict"_s);
    m_name->setSelectable(true);
    m_name->setAccessibleName(tr("Cluster"));
    m_agency->setSelectable(true);
    m_agency->setAccessibleName(tr("Agency"));
    for (TextLabel *label : {m_name, m_line, m_agency, m_recordTitle})
        label->setWordWrap(true);
    for (Fact *fact : {&m_exists, &m_trusts, &m_mayUse, &m_record})
        *fact = addFact();

    auto *nothing = new QVBoxLayout(m_nothing);
    nothing->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    auto *sentence = new TextLabel(tr("Select a cluster to see its agency here."), TextStyle::Small, Tone::Secondary);
    sentence->setWordWrap(true);
    nothing->addWidget(sentence);
    nothing->addStretch(1);

    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(buildContent());
    whole->addWidget(m_nothing);

    connect(m_manage, &QPushButton::clicked, this, [this] { Q_EMIT manageWanted(m_shown); });
    connect(m_again, &QPushButton::clicked, this, [this] { m_board.refreshOne(m_shown); });
    connect(&m_board, &BindingBoard::stateChanged, this, &ClusterDetails::reflect);
    connect(&m_board.clusters(), &QAbstractItemModel::dataChanged, this, &ClusterDetails::reflect);
    reflect();
}

ClusterDetails::Fact ClusterDetails::addFact()
{
    Fact fact{.box = new QWidget, .title = new MarkLabel(Mark()), .line = new TextLabel({}, TextStyle::Small, Tone::Secondary)};
    fact.title->setWordWrap(true);
    fact.line->setWordWrap(true);
    auto *column = new QVBoxLayout(fact.box);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(fact.title);
    auto *indented = new QVBoxLayout;
    indented->setContentsMargins(size::Mark + space::Word, 0, 0, 0);
    indented->addWidget(fact.line);
    column->addLayout(indented);
    return fact;
}

QWidget *ClusterDetails::buildContent()
{
    auto *head = new QVBoxLayout;
    head->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    head->setSpacing(space::Tight);
    head->addWidget(m_name);
    head->addWidget(m_line);
    for (FailureBanner *banner : {m_failure, m_verdict}) {
        banner->setContentsMargins(0, space::Control, 0, 0);
        head->addWidget(banner);
    }

    m_acts->setContentsMargins(space::Page, space::Group, space::Page, space::Group);
    m_acts->setSpacing(space::Control);
    m_acts->addWidget(m_manage);
    m_acts->addWidget(m_again);
    m_acts->addStretch(1);

    auto *inner = new QWidget;
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(new HairLine);
    column->addLayout(section({m_agency, m_exists.box, m_trusts.box, m_mayUse.box}));
    column->addWidget(new HairLine);
    column->addLayout(section({m_recordTitle, m_record.box}));
    column->addWidget(m_drift);
    column->addStretch(1);
    auto *scroll = new QScrollArea; // what is to be done stays in sight below it
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // it follows the focus of what is in it
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setWidget(inner);
    auto *whole = new QVBoxLayout(m_content);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(scroll, 1);
    whole->addLayout(m_acts);
    return m_content;
}

// Below each other where their words are too long for one row.
void ClusterDetails::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int needed = m_manage->sizeHint().width() + m_again->sizeHint().width() + space::Control + 2 * space::Page;
    m_acts->setDirection(needed <= width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void ClusterDetails::show(const QString &clusterId)
{
    m_shown = clusterId;
    m_drift->show(clusterId);
    reflect();
}

void ClusterDetails::reflect()
{
    const ClusterReading *reading = m_board.clusters().row(m_shown);
    m_content->setVisible(reading != nullptr);
    m_nothing->setVisible(!reading);
    if (!reading)
        return;
    const MrsCluster &cluster = reading->cluster;
    m_name->setText(cluster.name);
    QStringList line{reading->project.name, cluster.version, cluster.state, tr("%n node(s)", nullptr, static_cast<int>(reading->nodes.size()))};
    if (cluster.isKerberos)
        line.append(*cluster.isKerberos ? tr("Kerberos") : tr("no Kerberos"));
    line.append(cluster.hasGuardian ? tr("Guardian") : tr("no Guardian"));
    line.removeAll(QString());
    m_line->setText(line.join(u" · "_s));
    m_again->setEnabled(m_board.state() != BindingBoard::Loading && m_board.reading().isEmpty());
    m_again->setText(m_board.reading() == m_shown ? tr("Checking…") : tr("Check again"));
    if (m_board.oneError())
        m_failure->say(*m_board.oneError(), m_clock->now(), tr("The cluster could not be checked again"));
    else
        m_failure->clear();
    m_verdict->say(bindingMark(reading->verdict.kind), verdictText(reading->verdict),
                   reading->verdict.kind == BindingVerdict::Bound
                       ? tr("All nodes name one agency; it exists, trusts ECS and may use OBS.")
                       : verdictAdvice(reading->verdict));
    m_verdict->setAccessibleName(verdictText(reading->verdict));
    m_verdict->setAccessibleDescription(verdictId(reading->verdict.kind));
    reflectAgency();
    reflectRecord();
}

// Of the one agency that nodes name. Where they name several, each with what is wrong with it.
void ClusterDetails::reflectAgency()
{
    const ClusterReading &reading = *m_board.clusters().row(m_shown);
    const QStringList &agencies = reading.verdict.agencies;
    const bool hasOne = agencies.size() == 1;
    QStringList lines;
    for (const QString &agency : agencies) {
        const QString problem = problemOf(reading, agency);
        lines.append(hasOne || problem.isEmpty() ? agency : agency + u" · "_s + problem);
    }
    m_agency->setText(agencies.isEmpty() ? tr("No agency") : lines.join(u'\n'));
    for (const Fact *fact : {&m_exists, &m_trusts, &m_mayUse})
        fact->box->setVisible(hasOne);
    if (!hasOne)
        return;
    const auto known = reading.lookups.find(agencies.front());
    const AgencyLookup &lookup = known == reading.lookups.end() ? reading.lookup : known->second;
    const bool isFound = lookup.condition == AgencyLookup::Found;
    const QString read = tr("Read %1").arg(clockText(reading.readAt));
    m_exists.title->setMark(isFound                                          ? Verdict::Ok
                                : lookup.condition == AgencyLookup::Missing ? Verdict::Broken
                                                                            : Verdict::Unknown);
    m_exists.title->setText(isFound                                          ? tr("Exists in IAM")
                                : lookup.condition == AgencyLookup::Missing ? tr("Does not exist in IAM")
                                                                            : tr("Whether it exists is unknown"));
    m_exists.line->setText(lookup.condition == AgencyLookup::Unknown ? explain(lookup.error).what : read);
    m_trusts.box->setVisible(isFound);
    m_mayUse.box->setVisible(isFound);
    if (!isFound)
        return;
    const IamAgency &agency = lookup.agency;
    m_trusts.title->setMark(agency.trustsEcs() ? Verdict::Ok : Verdict::Broken);
    m_trusts.title->setText(agency.trustsEcs() ? tr("Trusts ECS") : tr("Does not trust ECS"));
    m_trusts.line->setText(agency.expires ? tr("%1, valid until %2").arg(agency.trustName, factTime(*agency.expires))
                                          : tr("%1, validity unlimited").arg(agency.trustName));
    const bool mayUse = lookup.permissions && allowsObs(*lookup.permissions);
    m_mayUse.title->setMark(!lookup.permissions ? Verdict::Unknown : mayUse ? Verdict::Ok : Verdict::Broken);
    m_mayUse.title->setText(!lookup.permissions ? tr("Whether it may use OBS is unknown") : mayUse ? tr("May use OBS") : tr("May not use OBS"));
    QStringList names;
    for (const AgencyPermission &permission : lookup.permissions.value_or(std::vector<AgencyPermission>()))
        names.append(permission.displayName.isEmpty() ? permission.name : permission.displayName);
    m_mayUse.line->setText(!lookup.permissions ? explain(lookup.error).what
                               : names.isEmpty() ? tr("It holds no permission")
                                                 : names.join(u", "_s));
}

void ClusterDetails::reflectRecord()
{
    const ClusterReading &reading = *m_board.clusters().row(m_shown);
    const std::optional<QString> &record = reading.cluster.recordedAgency;
    const bool isTold = record && !record->isEmpty();
    const bool agrees = isTold && reading.verdict.agencies == QStringList{*record} && reading.verdict.bound == reading.verdict.nodes;
    m_record.title->setMark(!isTold ? Verdict::Unknown : agrees ? Verdict::Ok : Verdict::Attention);
    m_record.title->setText(!isTold ? tr("MRS records no agency") : agrees ? tr("They agree") : tr("They differ"));
    m_record.line->setText(!isTold      ? tr("It does not tell of one for every cluster; what counts is in the metadata of the nodes.")
                               : agrees ? tr("MRS records %1 for the cluster.").arg(*record)
                                        : tr("MRS records %1 for the cluster; it is on %2 of %3 nodes.")
                                              .arg(*record)
                                              .arg(std::count_if(reading.nodes.begin(), reading.nodes.end(),
                                                                 [&record](const NodeBinding &node) {
                                                                     return node.condition == NodeBinding::Read && node.agency == *record;
                                                                 }))
                                              .arg(reading.verdict.nodes));
}

} // namespace claviger

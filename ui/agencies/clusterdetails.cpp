// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/clusterdetails.h"

#include "app/agencies/bindingboard.h"
#include "app/foundation/clock.h"
#include "ui/agencies/bindingdelegate.h"
#include "ui/agencies/driftsection.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/factline.h"
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
    , m_exists(new FactLine)
    , m_trusts(new FactLine)
    , m_mayUse(new FactLine)
    , m_recordTitle(new TextLabel(tr("MRS record and nodes"), TextStyle::Bold))
    , m_record(new FactLine)
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
    column->addLayout(section({m_agency, m_exists, m_trusts, m_mayUse}));
    column->addWidget(new HairLine);
    column->addLayout(section({m_recordTitle, m_record}));
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
    for (FactLine *fact : {m_exists, m_trusts, m_mayUse})
        fact->setVisible(hasOne);
    if (!hasOne)
        return;
    const auto known = reading.lookups.find(agencies.front());
    const AgencyLookup &lookup = known == reading.lookups.end() ? reading.lookup : known->second;
    const bool isFound = lookup.condition == AgencyLookup::Found;
    const QString read = tr("Read %1").arg(clockText(reading.readAt));
    if (isFound)
        m_exists->say(Verdict::Ok, tr("Exists in IAM"), read);
    else if (lookup.condition == AgencyLookup::Missing)
        m_exists->say(Verdict::Broken, tr("Does not exist in IAM"), read);
    else
        m_exists->say(Verdict::Unknown, tr("Whether it exists is unknown"), explain(lookup.error).what);
    m_trusts->setVisible(isFound);
    m_mayUse->setVisible(isFound);
    if (!isFound)
        return;
    const IamAgency &agency = lookup.agency;
    if (!agency.hasReadableTrust())
        m_trusts->say(Verdict::Unknown, tr("Whether it trusts ECS is unknown"), explain(lookup.error).what);
    else
        m_trusts->say(agency.trustsEcs() ? Verdict::Ok : Verdict::Broken, agency.trustsEcs() ? tr("Trusts ECS") : tr("Does not trust ECS"),
                      validityText(agency));
    const bool mayUse = lookup.permissions && allowsObs(*lookup.permissions);
    QStringList names;
    for (const AgencyPermission &permission : lookup.permissions.value_or(std::vector<AgencyPermission>()))
        names.append(permission.displayName.isEmpty() ? permission.name : permission.displayName);
    if (!lookup.permissions)
        m_mayUse->say(Verdict::Unknown, tr("Whether it may use OBS is unknown"), explain(lookup.error).what);
    else
        m_mayUse->say(mayUse ? Verdict::Ok : Verdict::Broken, mayUse ? tr("May use OBS") : tr("May not use OBS"),
                      names.isEmpty() ? tr("It holds no permission") : names.join(u", "_s));
}

QString ClusterDetails::validityText(const IamAgency &agency)
{
    if (!agency.hasReadableEnd())
        return tr("%1, its end could not be read").arg(agency.trustName);
    return agency.expires ? tr("%1, valid until %2").arg(agency.trustName, factTime(*agency.expires))
                          : tr("%1, validity unlimited").arg(agency.trustName);
}

void ClusterDetails::reflectRecord()
{
    const ClusterReading &reading = *m_board.clusters().row(m_shown);
    const std::optional<QString> &record = reading.cluster.recordedAgency;
    const bool isTold = record && !record->isEmpty();
    const bool agrees = isTold && reading.verdict.agencies == QStringList{*record} && reading.verdict.bound == reading.verdict.nodes;
    if (!isTold) {
        m_record->say(Verdict::Unknown, tr("MRS records no agency"),
                      tr("It does not tell of one for every cluster; what counts is in the metadata of the nodes."));
    } else if (agrees) {
        m_record->say(Verdict::Ok, tr("They agree"), tr("MRS records %1 for the cluster.").arg(*record));
    } else {
        const auto hasIt = [&record](const NodeBinding &node) { return node.condition == NodeBinding::Read && node.agency == *record; };
        m_record->say(Verdict::Attention, tr("They differ"),
                      tr("MRS records %1 for the cluster; it is on %2 of %3 nodes.")
                          .arg(*record)
                          .arg(std::count_if(reading.nodes.begin(), reading.nodes.end(), hasIt))
                          .arg(reading.verdict.nodes));
    }
}

} // namespace claviger

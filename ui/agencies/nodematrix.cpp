// SPDX-License-Identifier: Apache-2.0
#include "ui/agencies/nodematrix.h"

#include "app/agencies/bindingmodel.h"
#include "ui/widgets/marks.h"
#include "ui/widgets/tokens.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

constexpr int labelWidth = 216; // names and counts, at the left
constexpr int titleHead = 22;  // of a role, with its line
constexpr int flagHead = 16;
constexpr int numberHead = 22;
constexpr int bandGap = 12;
constexpr int runGap = 12;
constexpr int rowPitch = 24;
constexpr int usualCell = 13;
constexpr int wideCell = 16;
constexpr int numberedEvery = 6;
constexpr std::size_t mostInOneBand = 59; // above it roles stand below each other
constexpr std::size_t mostDrawn = 399;    // above it only those that differ are drawn

QString roleTitle(ClusterNode::Role role)
{
    switch (role) {
    case ClusterNode::Master:
        return u"master"_s;
    case ClusterNode::Core:
        return u"core"_s;
    case ClusterNode::Task:
        return u"task"_s;
    case ClusterNode::OtherRole:
        break;
    }
    return u"node"_s;
}

} // namespace

NodeMatrix::NodeMatrix(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"nodeMatrix"_s);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void NodeMatrix::show(const ClusterReading &reading)
{
    std::vector<NodeGroup> groups = groupByAgency(reading);
    if (m_nodes == reading.nodes && m_groups == groups)
        return;
    m_nodes = reading.nodes;
    m_groups = std::move(groups);
    m_names = nodeNames(m_nodes);
    m_current.reset();
    m_hovered.reset();
    m_rowOf.assign(m_nodes.size(), m_groups.size());
    for (std::size_t row = 0; row < m_groups.size(); ++row)
        for (const std::size_t node : m_groups[row].nodes)
            m_rowOf[node] = row;
    const QString usual = usualAgency(m_nodes);
    m_drawn.clear();
    for (const ClusterNode::Role role : {ClusterNode::Master, ClusterNode::Core, ClusterNode::Task, ClusterNode::OtherRole})
        for (std::size_t node = 0; node < m_nodes.size(); ++node)
            if (m_nodes[node].node.role == role && m_rowOf[node] < m_groups.size()
                && (m_nodes.size() <= mostDrawn || differs(m_nodes[node], usual) || m_nodes[node].isTokenServer.value_or(false)))
                m_drawn.push_back(node);
    m_hasFlags = std::any_of(m_drawn.begin(), m_drawn.end(), [this](std::size_t node) { return m_nodes[node].isTokenServer.value_or(false); });
    QStringList words;
    for (const NodeGroup &group : m_groups)
        words.append(tr("%1: %n node(s)", nullptr, static_cast<int>(group.nodes.size())).arg(tellGroup(group)));
    setAccessibleName(tr("Nodes by agency"));
    setAccessibleDescription(words.join(u"; "_s));
    updateGeometry();
    update();
}

void NodeMatrix::setCurrent(const QString &serverId)
{
    const auto at = std::find_if(m_nodes.begin(), m_nodes.end(), [&serverId](const NodeBinding &node) { return node.node.serverId == serverId; });
    m_current = at == m_nodes.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - m_nodes.begin()));
    update();
}

int NodeMatrix::cell() const
{
    return window()->width() >= 1600 ? wideCell : usualCell;
}

int NodeMatrix::bandHead() const
{
    return titleHead + (m_hasFlags ? flagHead : 0) + numberHead;
}

int NodeMatrix::bandHeight() const
{
    return bandHead() + rowPitch * static_cast<int>(m_groups.size());
}

// Roles beside each other while all fit; else each begins a line of its own, and breaks where it is full.
std::vector<NodeMatrix::Band> NodeMatrix::bandsFor(int width) const
{
    const int first = space::Page + labelWidth;
    const int right = width - space::Page;
    const bool isBelow = m_drawn.size() > mostInOneBand;
    const QFontMetrics metrics(fontFor(TextStyle::Small));
    std::vector<Band> bands;
    int x = first;
    for (std::size_t i = 0; i < m_drawn.size(); ++i) {
        const ClusterNode::Role role = m_nodes[m_drawn[i]].node.role;
        const bool isNewRole = i == 0 || role != m_nodes[m_drawn[i - 1]].node.role;
        const int gap = isNewRole && i > 0 && !isBelow ? runGap : 0;
        const bool isFull = x + gap + cell() > right && x > first;
        if (bands.empty() || isFull || (isNewRole && isBelow)) {
            bands.push_back({.top = bands.empty() ? 0 : bands.back().top + bandHeight() + bandGap});
            x = first;
        } else {
            x += gap;
            if (isNewRole) // the title over the last run may be wider than the run
                x = std::max(x, bands.back().runs.back().left + metrics.horizontalAdvance(roleTitle(bands.back().runs.back().role)) + space::Control);
        }
        if (isNewRole || bands.back().runs.empty())
            bands.back().runs.push_back({.role = role, .left = x});
        bands.back().runs.back().nodes.push_back(m_drawn[i]);
        x += cell();
    }
    return bands;
}

int NodeMatrix::heightForWidth(int width) const
{
    const std::vector<Band> bands = bandsFor(width);
    const int rest = m_drawn.size() < m_nodes.size() ? rowPitch : 0;
    return (bands.empty() ? 0 : bands.back().top + bandHeight()) + rest + bandGap;
}

QSize NodeMatrix::sizeHint() const
{
    return {labelWidth + 2 * space::Page + 20 * usualCell, heightForWidth(qMax(width(), 480))};
}

QString NodeMatrix::tellGroup(const NodeGroup &group) const
{
    switch (group.kind) {
    case NodeGroup::Agency:
        return group.problem.isEmpty() ? group.agency : group.agency + u" · "_s + group.problem;
    case NodeGroup::NotBound:
        return tr("Not bound");
    case NodeGroup::Unread:
        break;
    }
    return tr("Unknown");
}

int NodeMatrix::numberOf(std::size_t node) const
{
    return m_names.at(static_cast<qsizetype>(node)).section(u'-', -1).toInt();
}

QString NodeMatrix::tellNode(std::size_t node) const
{
    const QString name = m_names.at(static_cast<qsizetype>(node)), group = tellGroup(m_groups[m_rowOf[node]]);
    return m_nodes[node].isTokenServer.value_or(false) ? tr("%1, TokenServer host: %2").arg(name, group) : tr("%1: %2").arg(name, group);
}

QRect NodeMatrix::markRect(std::size_t node) const
{
    for (const Band &band : bandsFor(width()))
        for (const Run &run : band.runs)
            if (const auto at = std::find(run.nodes.begin(), run.nodes.end(), node); at != run.nodes.end())
                return {run.left + cell() * static_cast<int>(at - run.nodes.begin()),
                        band.top + bandHead() + rowPitch * static_cast<int>(m_rowOf[node]), cell(), rowPitch};
    return {};
}

std::optional<std::size_t> NodeMatrix::nodeAt(const QPoint &point) const
{
    for (const Band &band : bandsFor(width()))
        for (const Run &run : band.runs) {
            const QRect area(run.left, band.top, cell() * static_cast<int>(run.nodes.size()), bandHeight());
            if (area.contains(point))
                return run.nodes[static_cast<std::size_t>((point.x() - run.left) / cell())];
        }
    return {};
}

void NodeMatrix::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(palette());
    painter.fillRect(rect(), tokens.base);
    const std::vector<Band> bands = bandsFor(width());
    for (const Band &band : bands)
        paintBand(&painter, band, tokens);
    if (m_drawn.size() < m_nodes.size()) {
        painter.setFont(fontFor(TextStyle::Small));
        painter.setPen(tokens.textSecondary);
        const int top = bands.empty() ? 0 : bands.back().top + bandHeight();
        painter.drawText(QRect(space::Page, top, width() - 2 * space::Page, rowPitch), Qt::AlignVCenter,
                         tr("%n more node(s) are as most, or have no agency to compare", nullptr, static_cast<int>(m_nodes.size() - m_drawn.size())));
    }
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.drawRect(visibleRegion().boundingRect().adjusted(1, 1, -1, -1)); // it may be scrolled
    }
}

void NodeMatrix::paintBand(QPainter *painter, const Band &band, const Tokens &tokens) const
{
    const int body = band.top + bandHead();
    for (std::size_t row = 0; row < m_groups.size(); ++row) {
        const QRect line(0, body + rowPitch * static_cast<int>(row), width(), rowPitch);
        if (row % 2 == 1)
            painter->fillRect(line, tokens.alternateBase);
    }
    for (const Run &run : band.runs)
        for (std::size_t i = 0; i < run.nodes.size(); ++i)
            if (run.nodes[i] == m_current || run.nodes[i] == m_hovered)
                painter->fillRect(run.left + cell() * static_cast<int>(i), band.top + titleHead, cell(), bandHeight() - titleHead, tokens.selRow);
    painter->setFont(fontFor(TextStyle::Small));
    const QFontMetrics metrics(painter->font());
    for (std::size_t row = 0; row < m_groups.size(); ++row) {
        const QRect line(0, body + rowPitch * static_cast<int>(row), width(), rowPitch);
        painter->setPen(tokens.hairLine);
        painter->drawLine(line.topLeft(), line.topRight());
        const NodeGroup &group = m_groups[row];
        painter->setPen(tokens.text);
        const QString count = QString::number(group.nodes.size());
        const int countWidth = metrics.horizontalAdvance(count) + space::Control;
        const QRect label(space::Page, line.top(), labelWidth - space::Group, rowPitch);
        painter->drawText(label.adjusted(0, 0, -countWidth, 0), Qt::AlignVCenter,
                          metrics.elidedText(tellGroup(group), Qt::ElideMiddle, label.width() - countWidth));
        painter->setFont(fontFor(TextStyle::SmallBold));
        painter->drawText(label, Qt::AlignVCenter | Qt::AlignRight, count);
        painter->setFont(fontFor(TextStyle::Small));
    }
    for (const Run &run : band.runs) {
        const int runWidth = cell() * static_cast<int>(run.nodes.size());
        const auto all = std::count_if(m_nodes.begin(), m_nodes.end(), [&run](const NodeBinding &node) { return node.node.role == run.role; });
        QString title = roleTitle(run.role) + u" · "_s + QString::number(all);
        if (metrics.horizontalAdvance(title) > runWidth + runGap - space::Tight)
            title = roleTitle(run.role);
        painter->setPen(tokens.textSecondary);
        painter->drawText(QRect(run.left, band.top, runWidth + runGap, titleHead - 3), Qt::AlignBottom | Qt::AlignLeft, title);
        painter->drawLine(run.left, band.top + titleHead, run.left + runWidth - 2, band.top + titleHead);
        painter->setFont(fontFor(TextStyle::Tiny));
        for (std::size_t i = 0; i < run.nodes.size(); ++i) {
            const int number = numberOf(run.nodes[i]);
            if (number % numberedEvery == 0)
                painter->drawText(QRect(run.left + cell() * static_cast<int>(i) - cell(), band.top + bandHead() - numberHead, 3 * cell(), numberHead - 2),
                                  Qt::AlignBottom | Qt::AlignHCenter, QString::number(number));
        }
        painter->setFont(fontFor(TextStyle::Small));
        for (std::size_t i = 0; i < run.nodes.size(); ++i)
            paintColumn(painter, band, run.nodes[i], run.left + cell() * static_cast<int>(i), tokens);
    }
    painter->setPen(tokens.hairLine);
    painter->drawLine(0, band.top + bandHeight(), width(), band.top + bandHeight());
}

void NodeMatrix::paintColumn(QPainter *painter, const Band &band, std::size_t node, int left, const Tokens &tokens) const
{
    const NodeGroup &group = m_groups[m_rowOf[node]];
    const QPointF centre(left + cell() / 2.0, band.top + bandHead() + rowPitch * static_cast<int>(m_rowOf[node]) + rowPitch / 2.0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_nodes[node].isTokenServer.value_or(false)) {
        painter->save();
        painter->translate(left + cell() / 2.0, band.top + titleHead + 2 + flagHead / 2.0);
        painter->scale(0.85, 0.85); // beside each other in cells of 13 px
        paintMark(painter, QRect(-size::Mark / 2, -size::Mark / 2, size::Mark, size::Mark), Mark::tokenServer(), tokens);
        painter->restore();
    }
    if (group.kind == NodeGroup::Agency && group.isFine) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens.of(Verdict::Ok).mark);
        painter->drawEllipse(centre, 3, 3);
    } else {
        painter->translate(centre);
        painter->scale(0.75, 0.75); // 12 px of a mark's 16
        paintMark(painter, QRect(-size::Mark / 2, -size::Mark / 2, size::Mark, size::Mark),
                  group.kind == NodeGroup::Unread ? Verdict::Unknown : Verdict::Broken, tokens);
    }
    painter->restore();
}

bool NodeMatrix::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (const auto node = nodeAt(help->pos()))
        QToolTip::showText(help->globalPos(), tellNode(*node).toHtmlEscaped(), this);
    else
        QToolTip::hideText();
    return true;
}

void NodeMatrix::setHovered(std::optional<std::size_t> node)
{
    if (node == m_hovered)
        return;
    m_hovered = node;
    update();
}

void NodeMatrix::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(nodeAt(event->position().toPoint()));
}

void NodeMatrix::leaveEvent(QEvent * /*event*/)
{
    setHovered({});
}

void NodeMatrix::mousePressEvent(QMouseEvent *event)
{
    if (const auto node = nodeAt(event->position().toPoint()); node && event->button() == Qt::LeftButton)
        Q_EMIT nodeChosen(m_nodes[*node].node.serverId);
}

void NodeMatrix::step(int columns)
{
    if (m_drawn.empty())
        return;
    const auto last = static_cast<std::ptrdiff_t>(m_drawn.size()) - 1;
    const auto at = m_current ? std::find(m_drawn.begin(), m_drawn.end(), *m_current) : m_drawn.end();
    const std::ptrdiff_t place = at == m_drawn.end() ? (columns > 0 ? 0 : last) : std::clamp<std::ptrdiff_t>(at - m_drawn.begin() + columns, 0, last);
    Q_EMIT nodeChosen(m_nodes[m_drawn[static_cast<std::size_t>(place)]].node.serverId);
}

void NodeMatrix::keyPressEvent(QKeyEvent *event)
{
    const int all = static_cast<int>(m_drawn.size());
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Home:
        return step(-all);
    case Qt::Key_End:
        return step(all);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace claviger

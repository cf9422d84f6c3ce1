// SPDX-License-Identifier: Apache-2.0
// The nodes of the chosen cluster, below the clusters: at a glance, as a table, and the probe of one of them in their place.
#pragma once

#include "app/agencies/bindingmodel.h"

#include <QWidget>

#include <memory>

class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace claviger {

class Chip;
class Clock;
class DataTable;
class ElidedLabel;
class MarkLabel;
class NodeFilter;
class NodeMatrix;
class ProbeBoard;
class ProbeView;
class TextLabel;

class NodeArea final : public QWidget
{
    Q_OBJECT
public:
    NodeArea(ProbeBoard &probe, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void show(const ClusterReading *reading); // null: hides itself
    using QWidget::show;
    void place(const QSize &page); // what has room on a page of that size
    void showNodes();              // instead of the probe of one

private:
    QWidget *buildNodes();
    QWidget *buildHead();
    void chooseNode(const QString &serverId);
    void reflectFilter();
    void reflectProbe();
    void openProbe();
    void reflectBinding();

    ProbeBoard &m_probe;
    std::shared_ptr<const Clock> m_clock;
    BindingVerdict m_verdict; // of the cluster, as it was last read
    Instant m_readAt = {};
    NodeBindingModel *m_nodes;
    NodeFilter *m_filtered;
    QStackedWidget *m_stack; // the nodes, or the probe of one
    ProbeView *m_probeView = nullptr; // built when it is wanted
    ElidedLabel *m_title;
    TextLabel *m_note;
    MarkLabel *m_legend; // of the flags in the matrix
    QPushButton *m_ask;  // the chosen node, what securitykey answers there
    Chip *m_tokenServers;
    Chip *m_differ;
    NodeMatrix *m_matrix;
    QScrollArea *m_matrixArea;
    QWidget *m_matrixLine; // below it
    DataTable *m_table;
};

} // namespace claviger

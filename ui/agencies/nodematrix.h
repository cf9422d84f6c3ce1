// SPDX-License-Identifier: Apache-2.0
// The nodes of a cluster at a glance: a row for each agency, a column for each node, one mark in every column. What it
// shows is also in the table of the nodes, as text.
#pragma once

#include "app/agencies/nodegroups.h"

#include <QWidget>

#include <optional>

namespace claviger {

struct Tokens;

class NodeMatrix final : public QWidget
{
    Q_OBJECT
public:
    explicit NodeMatrix(QWidget *parent = nullptr);

    // Stays as it is if nothing of it is another.
    void show(const ClusterReading &reading);
    using QWidget::show;
    void setCurrent(const QString &serverId); // empty: none

    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] QSize sizeHint() const override;

    // The place of a node's mark; empty: it is not drawn. For tests and the tool tip.
    [[nodiscard]] QRect markRect(std::size_t node) const;
    [[nodiscard]] std::size_t drawn() const { return m_drawn.size(); } // nodes

Q_SIGNALS:
    void nodeChosen(const QString &serverId);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    // Nodes of one role in one line of the matrix.
    struct Run
    {
        ClusterNode::Role role = ClusterNode::OtherRole;
        int left = 0;
        std::vector<std::size_t> nodes = {};
    };
    struct Band
    {
        int top = 0;
        std::vector<Run> runs = {};
    };
    [[nodiscard]] std::vector<Band> bandsFor(int width) const;
    [[nodiscard]] int cell() const;
    [[nodiscard]] int bandHead() const; // role, its line, flags, the numbers
    [[nodiscard]] int bandHeight() const;
    [[nodiscard]] std::optional<std::size_t> nodeAt(const QPoint &point) const;
    [[nodiscard]] int numberOf(std::size_t node) const; // among those of its role
    [[nodiscard]] QString tellNode(std::size_t node) const;
    [[nodiscard]] QString tellGroup(const NodeGroup &group) const;
    void paintBand(QPainter *painter, const Band &band, const Tokens &tokens) const;
    void paintColumn(QPainter *painter, const Band &band, std::size_t node, int left, const Tokens &tokens) const;
    void setHovered(std::optional<std::size_t> node);
    void step(int columns);

    std::vector<NodeBinding> m_nodes;
    QStringList m_names;
    std::vector<NodeGroup> m_groups;
    std::vector<std::size_t> m_rowOf;  // of each node; past the end: it is in none
    std::vector<std::size_t> m_drawn;  // nodes with a column, by role
    std::optional<std::size_t> m_current, m_hovered;
    bool m_hasFlags = false; // a TokenServer is known
};

} // namespace claviger

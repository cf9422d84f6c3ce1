// SPDX-License-Identifier: Apache-2.0
// The panel beside the clusters: what is wrong with the selected one, and what IAM says of its agency.
#pragma once

#include <QWidget>

#include <memory>

class QBoxLayout;
class QPushButton;

namespace claviger {

class BindingBoard;
class Clock;
class DriftSection;
class FactLine;
class FailureBanner;
class TextLabel;
struct IamAgency;

class ClusterDetails final : public QWidget
{
    Q_OBJECT
public:
    ClusterDetails(BindingBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void show(const QString &clusterId); // empty: none is selected
    using QWidget::show;

Q_SIGNALS:
    void manageWanted(const QString &clusterId);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildContent();
    void reflect();
    void reflectAgency();
    void reflectRecord();
    [[nodiscard]] static QString validityText(const IamAgency &agency);

    BindingBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    QString m_shown;
    QWidget *m_content;
    QWidget *m_nothing;
    TextLabel *m_name;
    TextLabel *m_line;
    FailureBanner *m_verdict;
    FailureBanner *m_failure; // of the last single check
    TextLabel *m_agency;
    FactLine *m_exists;
    FactLine *m_trusts;
    FactLine *m_mayUse;
    TextLabel *m_recordTitle;
    FactLine *m_record;
    QPushButton *m_manage;
    DriftSection *m_drift;
    QPushButton *m_again;
    QBoxLayout *m_acts;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// What came of a probe: the finding, what it means together with the binding of the cluster, and the answers behind it.
#pragma once

#include <QWidget>

class QScrollArea;

namespace claviger {

class FactLine;
class FailureBanner;
class ProbeBoard;
class TextLabel;
struct KeyAnswer;
struct ProbeFinding;

class ProbeResult final : public QWidget
{
    Q_OBJECT
public:
    explicit ProbeResult(ProbeBoard &board, QWidget *parent = nullptr);

    void reflect(); // hides itself where nothing came yet
    void showIn(QScrollArea &area) const;

private:
    void reflectDiagnosis();
    void reflectFacts(const ProbeFinding &finding);
    void reflectAnswer(FactLine &fact, const QString &userName, const KeyAnswer &answer);

    ProbeBoard &m_board;
    FailureBanner *m_finding;
    QWidget *m_together; // with the binding of the cluster
    TextLabel *m_togetherTitle;
    FactLine *m_diagnosis;
    QWidget *m_facts;
    TextLabel *m_factsTitle; // once something else stands between them and the finding
    FactLine *m_login;
    FactLine *m_guardian;
    FactLine *m_meta;
    FactLine *m_time;
};

} // namespace claviger

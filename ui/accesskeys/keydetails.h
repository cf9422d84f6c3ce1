// SPDX-License-Identifier: Apache-2.0
// The panel beside the key table: the selected key, its facts and what may be done with it.
#pragma once

#include "app/foundation/clock.h"

#include <QWidget>

#include <memory>

class QFormLayout;
class QPushButton;

namespace claviger {

class AccessKeyBoard;
class MarkLabel;
class TextLabel;

class KeyDetails final : public QWidget
{
    Q_OBJECT
public:
    KeyDetails(AccessKeyBoard &board, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void show(const QString &accessKey); // empty: nothing is selected
    using QWidget::show;

Q_SIGNALS:
    void deleteRequested(const QString &accessKey);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void reflect();

    AccessKeyBoard &m_board;
    std::shared_ptr<const Clock> m_clock;
    QString m_shown;
    QWidget *m_content;
    QWidget *m_nothing;
    TextLabel *m_id;
    TextLabel *m_line;
    MarkLabel *m_status;
    MarkLabel *m_secret;
    TextLabel *m_created;
    TextLabel *m_lastUsed;
    TextLabel *m_age;
    QPushButton *m_copy;
    QPushButton *m_delete;
    TextLabel *m_note;
};

} // namespace claviger

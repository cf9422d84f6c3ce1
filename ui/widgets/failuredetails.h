// SPDX-License-Identifier: Apache-2.0
// What support asks for after a failure, folded away: request, request id, answer, the server's own words, time.
#pragma once

#include "app/foundation/error.h"

#include <QWidget>

class QFormLayout;
class QPushButton;

namespace claviger {

class FailureDetails : public QWidget
{
    Q_OBJECT
public:
    explicit FailureDetails(QWidget *parent = nullptr);

    // The time comes as it is to be shown, with its zone. Rows without a value are left out.
    void setFailure(const Error &error, const QString &time);
    // The same as lines of text, for "Copy details".
    [[nodiscard]] QString asText() const;
    void setOpen(bool isOpen);

private:
    QPushButton *m_toggle;
    QWidget *m_rows;
    QFormLayout *m_form;
    QStringList m_lines;
};

} // namespace claviger

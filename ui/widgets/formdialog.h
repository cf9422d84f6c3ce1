// SPDX-License-Identifier: Apache-2.0
// A dialog that grows when it has more to say: a banner that appears, words that wrap. Layouts see to that only before a
// window is shown.
#pragma once

#include <QDialog>

namespace claviger {

class FormDialog : public QDialog
{
    Q_OBJECT
public:
    using QDialog::QDialog;

protected:
    bool event(QEvent *event) override;

private:
    void growToFit();
};

} // namespace claviger

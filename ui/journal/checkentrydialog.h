// SPDX-License-Identifier: Apache-2.0
// Takes down that a person has checked what became of a change that was never completed, with a note if there is one.
#pragma once

#include "app/journal/journal.h"

#include <QDialog>

class QLineEdit;

namespace claviger {

class CheckEntryDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit CheckEntryDialog(const JournalRecord &record, QWidget *parent = nullptr);

    [[nodiscard]] QString note() const;

private:
    QLineEdit *m_note;
};

} // namespace claviger

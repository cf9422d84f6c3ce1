// SPDX-License-Identifier: Apache-2.0
// A value that is typed or pasted elsewhere: read-only, always whole, with a Copy button that says "Copied" for 2 s.
#pragma once

#include "ui/widgets/valuerow.h"

class QLineEdit;
class QPushButton;

namespace claviger {

class MarkLabel;

class CopyField : public ValueRow
{
    Q_OBJECT
public:
    // The name says what the value is ("Access key (AK)"): accessible name of the field, part of the button's.
    explicit CopyField(const QString &name, QWidget *parent = nullptr);

    void setValue(const QString &value);
    [[nodiscard]] QString value() const;
    [[nodiscard]] QLineEdit *field() const { return m_field; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void copy();
    void reflectWidth(); // of the value in the font of now

    QLineEdit *m_field;
    QPushButton *m_copy;
    MarkLabel *m_copied;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// Before something is destroyed in production: the person types the name. Cancel has the first focus; the danger button
// works only while the field holds exactly the name.
#pragma once

#include <QWidget>

class QBoxLayout;
class QLineEdit;
class QPushButton;

namespace claviger {

class EmphasisLabel;

class NameConfirmation : public QWidget
{
    Q_OBJECT
public:
    // Pattern: "Type %1 to delete its key". The field is "confirmName", Cancel "cancel"; the act's name is the page's.
    NameConfirmation(const QString &pattern, const QString &name, const QString &act, QWidget *parent = nullptr);

    [[nodiscard]] QPushButton *actButton() const { return m_act; }

Q_SIGNALS:
    void confirmed();
    void cancelled();

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    EmphasisLabel *m_sentence;
    QBoxLayout *m_box;
    QBoxLayout *m_controls;
    QLineEdit *m_field;
    QPushButton *m_cancel;
    QPushButton *m_act;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// One of a few, side by side; turns into a combo box where it does not fit. Arrow keys choose, as in radio buttons.
#pragma once

#include <QWidget>

#include <vector>

class QComboBox;
class QRadioButton;

namespace claviger {

class SegmentedChoice : public QWidget
{
    Q_OBJECT
public:
    // The name says what is chosen ("Way to sign in"), for screen readers.
    explicit SegmentedChoice(const QString &name, QWidget *parent = nullptr);

    // The first one added is chosen.
    void addChoice(const QString &id, const QString &text);
    void setChoiceEnabled(const QString &id, bool isEnabled, const QString &why = {});
    void choose(const QString &id);
    [[nodiscard]] QString chosen() const { return m_chosen; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosenChanged(const QString &id);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Choice
    {
        QString id;
        QRadioButton *segment;
    };
    void arrange();

    std::vector<Choice> m_choices;
    QComboBox *m_combo;
    QString m_chosen;
    bool m_isNarrow = false;
};

} // namespace claviger

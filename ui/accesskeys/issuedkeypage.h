// SPDX-License-Identifier: Apache-2.0
// From "create" to "done": the steps as they happen, then the new key and what may be done with it. A secret that is
// nowhere else keeps this page open.
#pragma once

#include "app/foundation/clock.h"

#include <QWidget>

#include <memory>

class QDialog;
class QPushButton;

namespace claviger {

class AccessKeyBoard;
class ClipboardLease;
class Issuance;
class IssuedBanner;
class IssuedValues;
class KeyQuota;
class OrphanRows;
class PageHeader;
class ProgressLine;
class StepTrail;
class TextLabel;
class VaultBoard;

class IssuedKeyPage final : public QWidget
{
    Q_OBJECT
public:
    IssuedKeyPage(AccessKeyBoard &board, VaultBoard &vault, ClipboardLease &clipboard, std::shared_ptr<const Clock> clock,
                  QWidget *parent = nullptr);

    // Closes if that loses nothing; says what is missing otherwise.
    bool tryClose();
    // On a production profile the AK has to be typed before it is deleted.
    void setProduction(bool isProduction) { m_isProduction = isProduction; }

Q_SIGNALS:
    void closed();
    void createAgain(const QString &description); // after a refusal

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildCard();
    QWidget *buildAction(const QString &iconName, const QString &title, const QString &sentence, QPushButton *button);
    void reflect();
    void reflectTitle();
    void reflectProgress();
    void placeFocus();
    void askToLeave();
    void leave();
    [[nodiscard]] QDialog *askToDelete(const QString &accessKey);

    AccessKeyBoard &m_board;
    Issuance &m_issuance;
    std::shared_ptr<const Clock> m_clock;
    bool m_isProduction = false;
    QString m_focusedFor;

    PageHeader *m_header;
    StepTrail *m_trail;
    TextLabel *m_title;
    TextLabel *m_subtitle;
    ProgressLine *m_progress;
    IssuedBanner *m_banner;
    IssuedValues *m_values;
    QWidget *m_saveRow;
    QWidget *m_deleteRow;
    OrphanRows *m_orphans;
    KeyQuota *m_quota;
    QPushButton *m_back;
    QPushButton *m_save;
    QPushButton *m_delete;
    QPushButton *m_close;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// The foot of the window: who is signed in and for how long, the keychain; calls in progress, and the clocks.
#pragma once

#include "app/foundation/clock.h"
#include "ui/widgets/marks.h"

#include <QWidget>

#include <memory>
#include <optional>

class QPushButton;

namespace claviger {

class ElidedLabel;
class MarkLabel;
class TextLabel;
class Ticker;

class StatusBar : public QWidget
{
    Q_OBJECT
public:
    explicit StatusBar(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    // Empty: "Not signed in".
    void setAccountUser(const QString &user);
    // The label is "expiry": an attention mark from 10 minutes before, a broken one from 2.
    void setSessionEnd(std::optional<Instant> end);
    // Long: "Keychain: Secret Service, unlocked"; short for narrow windows: "Keychain unlocked".
    void setKeychain(const QString &longText, const QString &shortText, std::optional<Verdict> trouble = {});
    // Beside the keychain: the way back to it from "memory only" (the button is "useKeychain").
    void offerKeychain(bool isOffered, bool isEnabled = true);
    // Calls in progress; a click asks for the list.
    void setCalls(int count);
    [[nodiscard]] QPoint callsCorner() const; // of the screen: where a list of them belongs
    // A passing remark at the left of the clocks, for example the clipboard's countdown; empty takes it away. It gives way
    // where there is no room, with the whole as tool tip.
    void setNotice(const QString &notice);

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void callsClicked();
    void keychainWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void tick();
    void reflect();

    std::shared_ptr<const Clock> m_clock;
    MarkLabel *m_user;
    MarkLabel *m_expiry;
    MarkLabel *m_keychain;
    QPushButton *m_useKeychain;
    ElidedLabel *m_notice;
    QPushButton *m_calls;
    TextLabel *m_desktopWord;
    TextLabel *m_desktop;
    TextLabel *m_utcWord;
    TextLabel *m_utc;
    Ticker *m_ticker;
    std::optional<Instant> m_end;
    QString m_keychainLong;
    QString m_keychainShort;
};

} // namespace claviger

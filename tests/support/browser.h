// SPDX-License-Identifier: Apache-2.0
// A person at a browser: Chromium without a screen, led through WebDriver. Nothing waits for a page: each step is tried until
// the page is there.
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <optional>

namespace claviger::testing {

inline constexpr int patience = 90'000; // ms; a browser that starts cold on a busy machine takes its time

// WebDriver speaks JSON over HTTP.
class Browser
{
public:
    Browser() = default;
    Browser(const Browser &) = delete;
    Browser &operator=(const Browser &) = delete;
    ~Browser();

    bool open();
    void visit(const QString &url);
    [[nodiscard]] QString address();
    // False: there is no such element, or no more.
    bool click(const QString &selector);
    // Once: QTRY_VERIFY would look again after it has succeeded.
    bool clickWhenThere(const QString &selector);
    [[nodiscard]] QString text(const QString &selector);
    // What an assistive technology is told.
    [[nodiscard]] QString spoken(const QString &selector);

private:
    [[nodiscard]] QString element(const QString &selector);
    QJsonValue send(const QString &method, const QString &path, const std::optional<QJsonObject> &body = {});

    QTemporaryDir m_home;
    QProcess m_driver;
    QString m_url;
    QString m_session;
};

} // namespace claviger::testing

// SPDX-License-Identifier: Apache-2.0
// An Error as people meet it: what happened, what to do next, and the details that support asks for.
#pragma once

#include "app/foundation/error.h"
#include "app/foundation/instant.h"
#include "ui/widgets/banner.h"

#include <QWidget>

namespace claviger {

class FailureDetails;

class FailureBanner : public QWidget
{
    Q_OBJECT
public:
    explicit FailureBanner(QWidget *parent = nullptr);

    // Shows itself. Bold and plain sentence may be replaced where the page knows better what was tried and what helps.
    void say(const Error &error, Instant when, const QString &bold = {}, const QString &plain = {},
             Verdict verdict = Verdict::Broken);
    void say(Verdict verdict, const QString &bold, const QString &plain = {}); // without details
    void clear();                                                              // hides itself
    [[nodiscard]] Banner *banner() const { return m_banner; }

private:
    Banner *m_banner;
    FailureDetails *m_details;
};

} // namespace claviger

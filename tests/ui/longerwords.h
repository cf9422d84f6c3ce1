// SPDX-License-Identifier: Apache-2.0
// A language that nobody speaks: every text of the program a third longer, or between brackets. What does not fit in it, or
// lacks the brackets, would fail somebody some day.
#pragma once

#include <QTranslator>

namespace claviger::testing {

class LongerWords final : public QTranslator
{
    Q_OBJECT
public:
    enum class Kind { Longer /* by 30 % */, Bracketed };
    explicit LongerWords(Kind kind, QObject *parent = nullptr);

    [[nodiscard]] static bool isBracketed(const QString &text) { return text.contains(QChar(0x27E6)); }

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *comment, int number) const override;

private:
    Kind m_kind;
};

} // namespace claviger::testing

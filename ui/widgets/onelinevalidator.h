// SPDX-License-Identifier: Apache-2.0
// Makes one line of whatever is typed or pasted into a field: each run of line breaks and tabs becomes a space. A field
// shows them as spaces anyway, so that nobody could find and remove them.
#pragma once

#include <QValidator>

namespace claviger {

class OneLineValidator final : public QValidator
{
    Q_OBJECT
public:
    using QValidator::QValidator;

    State validate(QString &text, int &cursor) const override; // always acceptable
};

} // namespace claviger

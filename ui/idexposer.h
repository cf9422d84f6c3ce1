// SPDX-License-Identifier: Apache-2.0
// Gives every widget its object name as accessible description, "#createKey": drivers and support scripts need names that
// do not change with the language (CLAVIGER_EXPOSE_IDS=1). Install it on the application.
#pragma once

#include <QObject>

namespace claviger {

class IdExposer final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// What this folder says to people, in the language of the interface.
#pragma once

#include <QCoreApplication>

namespace claviger {

struct AlarmWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::Alarms)
};

} // namespace claviger

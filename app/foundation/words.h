// SPDX-License-Identifier: Apache-2.0
// What this folder says to people, in the language of the interface. explain() has words of its own.
#pragma once

#include <QCoreApplication>

namespace claviger {

struct BasicWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::Foundation)
};

} // namespace claviger

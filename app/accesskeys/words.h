// SPDX-License-Identifier: Apache-2.0
// What this folder says to people, in the language of the interface. What goes into the journal is another matter: recordwords.h.
#pragma once

#include <QCoreApplication>

namespace claviger {

struct KeyWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::AccessKeys)
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// Where a secret is to be saved: asks for the file, and once more if others can look into its folder.
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace claviger {

// Calls save with the path, once, unless the person leaves or the parent goes first.
void chooseSecretFile(QWidget *parent, const std::function<void(const QString &path)> &save);

} // namespace claviger

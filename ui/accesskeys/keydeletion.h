// SPDX-License-Identifier: Apache-2.0
// The question before an access key is deleted, the same wherever it is asked.
#pragma once

#include <QString>

class QDialog;
class QWidget;

namespace claviger {

// Opens it over the parent; accepted() is the person's word. On a production profile the AK has to be typed.
[[nodiscard]] QDialog *askToDeleteKey(const QString &accessKey, const QString &userName, bool isProduction, QWidget *parent);

} // namespace claviger

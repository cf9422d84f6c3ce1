// SPDX-License-Identifier: Apache-2.0
// The question before an access key is deleted, the same wherever it is asked.
#pragma once

#include "app/foundation/error.h"

#include <QString>

class QDialog;
class QWidget;

namespace claviger {

// Opens it over the parent; accepted() is the person's word. On a production profile the AK has to be typed.
[[nodiscard]] QDialog *askToDeleteKey(const QString &accessKey, const QString &userName, bool isProduction, QWidget *parent);

// What is said in bold over a deletion that failed: without an answer the key may be gone all the same.
[[nodiscard]] QString notDeletedWords(const Error &error);

// The key is gone, its entry in the keychain is not: in bold, and what to do about it.
[[nodiscard]] QString entryLeftWords(const QString &accessKey, const Error &error);
[[nodiscard]] QString entryLeftAdvice(const QString &entry);

} // namespace claviger

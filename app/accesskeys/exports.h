// SPDX-License-Identifier: Apache-2.0
// Access keys written to files, by explicit act of a person only: readable by the owner alone (0600), whole or not at
// all, never through a symbolic link.
#pragma once

#include "app/accesskeys/accesskey.h"
#include "app/foundation/result.h"

namespace claviger {

// The file that the IAM console offers once: a header line and "user name","AK","SK".
[[nodiscard]] Result<Done> saveCredentialsCsv(const QString &path, const QString &userName, const AccessKey &key);

// Whether users other than the owner may look into the folder of that path: worth a warning before a secret goes there.
[[nodiscard]] bool isFolderOpenToOthers(const QString &path);

} // namespace claviger

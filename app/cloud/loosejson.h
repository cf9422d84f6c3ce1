// SPDX-License-Identifier: Apache-2.0
// Members that services send now as texts, now as numbers, now as null (mrs.md, section 2.1: "decode defensively").
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace claviger {

// Numbers and truth values as text; null, absent, lists and objects: empty.
[[nodiscard]] QString looseText(const QJsonValue &value);
// Whole numbers, also as text; none: it is something else.
[[nodiscard]] std::optional<qint64> looseNumber(const QJsonValue &value);
// true, 1, "1", "true"; none: it is neither that nor its opposite.
[[nodiscard]] std::optional<bool> looseFlag(const QJsonValue &value);
// The objects among the elements; of what is no list: none.
[[nodiscard]] std::vector<QJsonObject> looseObjects(const QJsonValue &value);

} // namespace claviger

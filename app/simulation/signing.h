// SPDX-License-Identifier: Apache-2.0
// What the signature schemes of the services share: coding and order of paths and queries, keyed hashes, times, and the
// parameters of an Authorization header.
#pragma once

#include "app/foundation/instant.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>

#include <optional>
#include <utility>
#include <vector>

namespace claviger::sim {

[[nodiscard]] QByteArray sha256Hex(const QByteArray &data);
[[nodiscard]] QByteArray hmacSha256(const QByteArray &key, const QByteArray &message);
// Each part keyed with the hash of what came before it.
[[nodiscard]] QByteArray chainedKey(const QByteArray &key, const QByteArrayList &parts);

// Everything but letters, digits and -_.~ as %XX.
[[nodiscard]] QByteArray encodedPart(const QByteArray &plain);
// The path as it came, each of its parts decoded and encoded again.
[[nodiscard]] QByteArray canonicalPath(const QByteArray &path);

using QueryItem = std::pair<QByteArray, QByteArray>; // decoded
// Of everything after "?" in a target, in the order it came; "+" stays a plus.
[[nodiscard]] std::vector<QueryItem> queryItems(const QByteArray &target);
// Encoded and sorted; an empty value still has its "=".
[[nodiscard]] QByteArray canonicalQuery(const std::vector<QueryItem> &items);

// 20260115T100000Z
[[nodiscard]] std::optional<Instant> readBasicTime(const QByteArray &text);

// "Name=value, Name=value" after the name of the scheme. None if anything in it has another shape or comes twice.
[[nodiscard]] std::optional<QHash<QByteArray, QByteArray>> readParameters(const QByteArray &text);

} // namespace claviger::sim

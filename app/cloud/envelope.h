// SPDX-License-Identifier: Apache-2.0
// Reads answers: JSON bodies, and the error envelopes of IAM and its gateway, told apart by which keys they hold
// (iam.md, section 8). Texts from servers are cut to a sane length and never interpreted.
#pragma once

#include "app/cloud/transport.h"
#include "app/foundation/result.h"

#include <QJsonArray>
#include <QJsonObject>

#include <type_traits>
#include <vector>

namespace claviger {

// The object of a 2xx answer. An empty body is an empty object; anything but an object is Fault::Unreadable.
[[nodiscard]] Result<QJsonObject> readObject(const HttpAnswer &answer);

// What a status outside 2xx means. A service may repeat the input it refuses (IAM.0073 does): what is hidden becomes ***.
[[nodiscard]] Error readFailure(const HttpAnswer &answer, Instant now, const std::vector<Secret> &hidden = {});

// The request id under which support finds this exchange; empty if the service sent none.
[[nodiscard]] QString requestIdOf(const HttpAnswer &answer);

// An HTTP date such as "Thu, 15 Jan 2026 10:00:00 GMT" (RFC 9110, 5.6.7).
[[nodiscard]] std::optional<Instant> httpDate(const QByteArray &text);

// Members that must be there, with the type the documentation gives. What is missing, null or of another type becomes
// Fault::Unreadable with the member's name.
[[nodiscard]] Result<QString> textMember(const QJsonObject &object, const QString &name);
[[nodiscard]] Result<QJsonObject> objectMember(const QJsonObject &object, const QString &name);
[[nodiscard]] Result<QJsonArray> arrayMember(const QJsonObject &object, const QString &name);
// The list of that name, each item read by readItem (an object in, a Result out). The first that cannot be read refuses
// the whole list: half of one would hide something.
template <typename ReadItem>
[[nodiscard]] auto readList(const QJsonObject &body, const QString &name, ReadItem readItem)
    -> Result<std::vector<typename std::invoke_result_t<ReadItem &, const QJsonObject &>::value_type>>
{
    const Result<QJsonArray> list = arrayMember(body, name);
    if (!list)
        return tl::unexpected(list.error());
    std::vector<typename std::invoke_result_t<ReadItem &, const QJsonObject &>::value_type> items;
    items.reserve(static_cast<std::size_t>(list->size()));
    for (const auto &value : *list) {
        auto item = readItem(value.toObject());
        if (!item)
            return tl::unexpected(item.error());
        items.push_back(std::move(*item));
    }
    return items;
}
// Members that may be absent or null.
[[nodiscard]] QString optionalText(const QJsonObject &object, const QString &name);

} // namespace claviger

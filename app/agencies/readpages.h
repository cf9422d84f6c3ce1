// SPDX-License-Identifier: Apache-2.0
// Lists that come in pages: all of them, several pages at once, each row once, also where the list changes meanwhile.
#pragma once

#include "app/agencies/clusterrequests.h"
#include "app/cloud/client.h"
#include "app/foundation/lanes.h"

#include <QSet>

#include <memory>

namespace claviger {

inline constexpr int mostPages = 1'000;

template <typename Row>
[[nodiscard]] const QString &rowId(const Row &row)
{
    if constexpr (requires { row.serverId; })
        return row.serverId;
    else
        return row.id;
}

template <typename Row>
struct PagesRead
{
    std::vector<Row> rows = {};
    QSet<QString> ids = {};

    // False: nothing in it was new.
    bool take(const std::vector<Row> &page)
    {
        const std::size_t before = rows.size();
        for (const Row &row : page) {
            if (ids.contains(rowId(row)))
                continue;
            ids.insert(rowId(row));
            rows.push_back(row);
        }
        return rows.size() > before;
    }
};

template <typename Request>
Task<Done> readPage(Client cloud, Request request, std::shared_ptr<std::optional<Result<typename Request::Response>>> into,
                    std::stop_token stop)
{
    Result<typename Request::Response> page = co_await cloud.send(request, stop);
    *into = std::move(page);
    co_return Done{};
}

// The request says which list; its page is set here. The first page that fails fails the whole.
template <typename Request>
Task<std::vector<typename decltype(Request::Response::rows)::value_type>> readPages(Client cloud, Request request, int lanes,
                                                                                 std::stop_token stop)
{
    using Row = typename decltype(Request::Response::rows)::value_type;
    using Answer = std::optional<Result<typename Request::Response>>;
    request.page = 1;
    const Result<typename Request::Response> first = co_await cloud.send(request, stop);
    if (!first)
        co_return tl::unexpected(first.error());
    PagesRead<Row> read;
    read.take(first->rows);
    const auto onFirst = static_cast<qint64>(first->rows.size()) + first->unreadable;
    if (onFirst == 0)
        co_return read.rows;

    // As many as the total promises, side by side.
    const qint64 total = first->total.value_or(0);
    const qint64 promised = total > onFirst ? std::min<qint64>((total + Request::pageSize - 1) / Request::pageSize, mostPages) : 1;
    std::vector<std::shared_ptr<Answer>> answers;
    std::vector<Job> jobs;
    for (qint64 page = 2; page <= promised; ++page) {
        request.page = static_cast<int>(page);
        const auto answer = std::make_shared<Answer>();
        answers.push_back(answer);
        jobs.emplace_back([cloud, request, answer, stop] { return readPage(cloud, request, answer, stop); });
    }
    if (!jobs.empty()) {
        const Result<Done> all = co_await runInLanes(lanes, std::move(jobs), stop);
        if (!all)
            co_return tl::unexpected(all.error());
    }
    qint64 onLast = onFirst;
    for (const std::shared_ptr<Answer> &answer : answers) {
        const Result<typename Request::Response> &page = **answer;
        if (!page)
            co_return tl::unexpected(page.error());
        read.take(page->rows);
        onLast = static_cast<qint64>(page->rows.size()) + page->unreadable;
    }
    // A total may be missing, wrong, or of a moment ago: on until a page is not full or brings nothing new.
    for (qint64 page = promised + 1; onLast >= Request::pageSize && page <= mostPages; ++page) {
        request.page = static_cast<int>(page);
        const Result<typename Request::Response> next = co_await cloud.send(request, stop);
        if (!next)
            co_return tl::unexpected(next.error());
        onLast = read.take(next->rows) ? static_cast<qint64>(next->rows.size()) + next->unreadable : 0;
    }
    co_return read.rows;
}

} // namespace claviger

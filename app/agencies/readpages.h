// SPDX-License-Identifier: Apache-2.0
// Lists that come in pages: all of them, several pages at once, each row once, also where the list changes meanwhile.
#pragma once

#include "app/agencies/clusterrequests.h"
#include "app/cloud/client.h"
#include "app/foundation/gate.h"

#include <QSet>

#include <functional>
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
    std::function<void(const Row &)> onRow = {};
    QSet<QString> told = {};

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
    void tell(const std::vector<Row> &page)
    {
        if (!onRow)
            return;
        for (const Row &row : page) {
            if (told.contains(rowId(row)))
                continue;
            told.insert(rowId(row));
            onRow(row);
        }
    }
};

template <typename Request>
using RowOf = typename decltype(Request::Response::rows)::value_type;

template <typename Request>
Task<typename Request::Response> readPage(std::shared_ptr<Gate> gate, Client cloud, Request request,
                                          std::shared_ptr<PagesRead<RowOf<Request>>> read, std::stop_token stop)
{
    Result<typename Request::Response> page = co_await cloud.sendThrough(gate, request, stop);
    if (page)
        read->tell(page->rows);
    co_return page;
}

// The request says which list; its page is set here. The rows are given in the order of the list, and told as they come.
// The first page that fails fails the whole.
template <typename Request>
Task<std::vector<RowOf<Request>>> readPages(std::shared_ptr<Gate> gate, Client cloud, Request request, std::stop_token stop,
                                            std::function<void(const RowOf<Request> &)> onRow = {})
{
    using Page = typename Request::Response;
    const auto read = std::make_shared<PagesRead<RowOf<Request>>>();
    read->onRow = std::move(onRow);
    request.page = 1;
    const Result<Page> first = co_await cloud.sendThrough(gate, request, stop);
    if (!first)
        co_return tl::unexpected(first.error());
    const auto onFirst = static_cast<qint64>(first->rows.size()) + first->unreadable;

    // As many as the total promises, side by side. They are asked for before the rows are told: a reading of what is in
    // them is to wait for its turn behind them.
    const qint64 total = first->total.value_or(0);
    const qint64 promised = total > onFirst && onFirst > 0 ? std::min<qint64>((total + Request::pageSize - 1) / Request::pageSize, mostPages) : 1;
    std::vector<Task<Page>> others;
    for (qint64 page = 2; page <= promised; ++page) {
        request.page = static_cast<int>(page);
        others.push_back(readPage(gate, cloud, request, read, stop));
    }
    read->tell(first->rows);
    read->take(first->rows);
    qint64 onLast = onFirst;
    std::optional<qint64> lastTotal = first->total;
    std::optional<Error> problem;
    for (Task<Page> &other : others) {
        const Result<Page> page = co_await other;
        if (!page && !problem)
            problem = page.error();
        if (!page)
            continue;
        read->take(page->rows);
        onLast = static_cast<qint64>(page->rows.size()) + page->unreadable;
        lastTotal = page->total;
    }
    if (problem)
        co_return tl::unexpected(*problem);
    // A total may be missing, wrong, or of a moment ago: on until a page is not full or brings nothing new, or the last one
    // says that these are all.
    const bool isAll = lastTotal && *lastTotal == static_cast<qint64>(read->rows.size());
    for (qint64 page = promised + 1; onFirst > 0 && !isAll && onLast >= Request::pageSize && page <= mostPages; ++page) {
        request.page = static_cast<int>(page);
        const Result<Page> next = co_await readPage(gate, cloud, request, read, stop);
        if (!next)
            co_return tl::unexpected(next.error());
        onLast = read->take(next->rows) ? static_cast<qint64>(next->rows.size()) + next->unreadable : 0;
    }
    std::vector<RowOf<Request>> rows = std::move(read->rows);
    co_return rows;
}

// For one list by itself.
template <typename Request>
Task<std::vector<RowOf<Request>>> readPages(Client cloud, Request request, int lanes, std::stop_token stop)
{
    return readPages(std::make_shared<Gate>(lanes), std::move(cloud), std::move(request), std::move(stop));
}

} // namespace claviger

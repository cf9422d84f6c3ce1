// SPDX-License-Identifier: Apache-2.0
// Lists that come in pages: all of them, several pages at once, each row once, also where the list changes meanwhile.
#pragma once

#include "app/agencies/clusterrequests.h"
#include "app/cloud/client.h"
#include "app/foundation/gate.h"

#include <QSet>

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace claviger {

inline constexpr int mostPages = 1'000;
inline constexpr qint64 mostPagesAtOnce = 128;
inline constexpr int mostRounds = 3; // of one list

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
    std::vector<std::vector<Row>> pages = {}; // from page 1 on; each row where it was seen first
    QSet<QString> ids = {};
    std::function<void(const Row &)> onRow = {};

    // How many of them are new.
    qint64 take(int page, std::vector<Row> rows)
    {
        std::erase_if(rows, [this](const Row &row) {
            const qsizetype before = ids.size();
            ids.insert(rowId(row));
            return ids.size() == before;
        });
        const auto place = static_cast<std::size_t>(page) - 1;
        pages.resize(std::max(pages.size(), place + 1));
        pages[place] = std::move(rows);
        const std::vector<Row> &fresh = pages[place];
        if (onRow)
            for (const Row &row : fresh)
                onRow(row);
        return static_cast<qint64>(fresh.size());
    }
    std::vector<Row> inOrder()
    {
        std::vector<Row> rows;
        rows.reserve(static_cast<std::size_t>(ids.size()));
        for (std::vector<Row> &page : pages)
            std::move(page.begin(), page.end(), std::back_inserter(rows));
        return rows;
    }
};

template <typename Request>
using RowOf = typename decltype(Request::Response::rows)::value_type;

// What is known of a page besides its rows.
struct PageEnd
{
    qint64 listed = 0; // with those that could not be read, and those that were known
    qint64 fresh = 0;
    std::optional<qint64> total = {};
};

template <typename Request>
Task<PageEnd> readPage(std::shared_ptr<Gate> gate, Client cloud, Request request, std::shared_ptr<PagesRead<RowOf<Request>>> read,
                       std::stop_token stop)
{
    Result<typename Request::Response> page = co_await cloud.sendThrough(gate, request, stop);
    if (!page)
        co_return tl::unexpected(page.error());
    PageEnd end{.listed = static_cast<qint64>(page->rows.size()) + page->unreadable, .total = page->total};
    end.fresh = read->take(request.page, std::move(page->rows));
    co_return end;
}

// Once through the list. True: some pages told a smaller total than an earlier one, so that rows have moved up between two of
// them, and may be on neither.
template <typename Request>
Task<bool> readOnce(std::shared_ptr<Gate> gate, Client cloud, Request request, std::stop_token stop, std::shared_ptr<PagesRead<RowOf<Request>>> read)
{
    request.page = 1;
    Result<typename Request::Response> first = co_await cloud.sendThrough(gate, request, stop);
    if (!first)
        co_return tl::unexpected(first.error());
    PageEnd last{.listed = static_cast<qint64>(first->rows.size()) + first->unreadable, .total = first->total};
    const qint64 onFirst = last.listed;
    bool hasShrunk = false;

    // As many as the total promises, side by side. They are asked for before the rows are told: a reading of what is in
    // them is to wait for its turn behind them. A total may be anything: no more than so many are asked for at once.
    const qint64 total = std::clamp<qint64>(first->total.value_or(0), 0, qint64(mostPages) * Request::pageSize);
    const qint64 promised = total > onFirst && onFirst > 0 ? (total + Request::pageSize - 1) / Request::pageSize : 1;
    qint64 asked = 1;
    bool isTold = false;
    while (asked < promised && last.listed > 0) {
        std::vector<Task<PageEnd>> others;
        for (const qint64 end = std::min(promised, asked + mostPagesAtOnce); asked < end;) {
            request.page = static_cast<int>(++asked);
            others.push_back(readPage(gate, cloud, request, read, stop));
        }
        if (!std::exchange(isTold, true))
            read->take(1, std::move(first->rows));
        std::optional<Error> problem;
        for (Task<PageEnd> &other : others) {
            const Result<PageEnd> page = co_await other;
            if (!page && !problem)
                problem = page.error();
            if (!page)
                continue;
            hasShrunk = hasShrunk || (page->total && first->total && *page->total < *first->total);
            last = *page;
        }
        if (problem)
            co_return tl::unexpected(*problem);
    }
    if (!isTold)
        read->take(1, std::move(first->rows));
    // A total may be missing, wrong, or of a moment ago: on until a page is not full or brings nothing new, or the last one
    // says that these are all.
    const bool isAll = last.total && *last.total == read->ids.size();
    for (qint64 page = asked + 1; onFirst > 0 && !isAll && last.listed >= Request::pageSize && page <= mostPages; ++page) {
        request.page = static_cast<int>(page);
        const Result<PageEnd> next = co_await readPage(gate, cloud, request, read, stop);
        if (!next)
            co_return tl::unexpected(next.error());
        last = *next;
        if (last.fresh == 0)
            break;
    }
    co_return hasShrunk;
}

// The request says which list; its page is set here. The rows are given in the order of the list, and told as they come. The
// first page that fails fails the whole. A list from which rows go meanwhile is read again; the last time counts, unless it
// shrinks each time: then nothing that was seen is left out.
template <typename Request>
Task<std::vector<RowOf<Request>>> readPages(std::shared_ptr<Gate> gate, Client cloud, Request request, std::stop_token stop,
                                            std::function<void(const RowOf<Request> &)> onRow = {})
{
    using Row = RowOf<Request>;
    const auto told = std::make_shared<QSet<QString>>();
    std::function<void(const Row &)> onNew;
    if (onRow)
        onNew = [onRow, told](const Row &row) {
            if (!told->contains(rowId(row))) {
                told->insert(rowId(row));
                onRow(row);
            }
        };
    std::vector<Row> seen;
    for (int round = 1;; ++round) {
        const auto read = std::make_shared<PagesRead<Row>>();
        read->onRow = round == 1 ? onRow : onNew; // of one round each is new
        const Result<bool> hasShrunk = co_await readOnce(gate, cloud, request, stop, read);
        if (!hasShrunk)
            co_return tl::unexpected(hasShrunk.error());
        std::vector<Row> rows = read->inOrder();
        if (!*hasShrunk)
            co_return rows;
        *told += read->ids;
        for (Row &row : seen)
            if (round == mostRounds && !read->ids.contains(rowId(row)))
                rows.push_back(std::move(row));
        if (round == mostRounds)
            co_return rows;
        seen = std::move(rows);
    }
}

// For one list by itself.
template <typename Request>
Task<std::vector<RowOf<Request>>> readPages(Client cloud, Request request, int lanes, std::stop_token stop)
{
    return readPages(std::make_shared<Gate>(lanes), std::move(cloud), std::move(request), std::move(stop));
}

} // namespace claviger

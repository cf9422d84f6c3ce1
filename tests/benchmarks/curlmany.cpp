// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/curlmany.h"

#include <curl/curl.h>

#include <memory>

namespace claviger::benchmark {

namespace {

struct Line
{
    CURL *handle = nullptr;
    std::size_t queue = 0;
};

std::size_t countBytes(char *, std::size_t size, std::size_t count, void *total)
{
    *static_cast<long long *>(total) += static_cast<long long>(size * count);
    return size * count;
}

} // namespace

CurlTotals fetchAll(const std::vector<CurlQueue> &queues, const std::string &token)
{
    CurlTotals totals;
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, 200L);
    curl_slist *headers = curl_slist_append(nullptr, ("X-Auth-Token: " + token).c_str());
    headers = curl_slist_append(headers, "Content-Type: application/json;charset=utf8");
    headers = curl_slist_append(headers, "Accept: application/json");
    std::vector<std::size_t> next(queues.size(), 0);
    std::vector<std::unique_ptr<Line>> lines;
    int open = 0;
    const auto begin = [&](Line &line) {
        const CurlQueue &queue = queues[line.queue];
        if (next[line.queue] == queue.urls.size())
            return;
        curl_easy_setopt(line.handle, CURLOPT_URL, queue.urls[next[line.queue]++].c_str());
        curl_multi_add_handle(multi, line.handle);
        ++open;
    };
    for (std::size_t queue = 0; queue < queues.size(); ++queue)
        for (int i = 0; i < queues[queue].atOnce; ++i) {
            auto line = std::make_unique<Line>(Line{.handle = curl_easy_init(), .queue = queue});
            curl_easy_setopt(line->handle, CURLOPT_NOPROXY, "*");
            curl_easy_setopt(line->handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
            curl_easy_setopt(line->handle, CURLOPT_TIMEOUT, 60L);
            curl_easy_setopt(line->handle, CURLOPT_HTTPHEADER, headers);
            curl_easy_setopt(line->handle, CURLOPT_WRITEFUNCTION, countBytes);
            curl_easy_setopt(line->handle, CURLOPT_WRITEDATA, &totals.bytes);
            curl_easy_setopt(line->handle, CURLOPT_PRIVATE, line.get());
            lines.push_back(std::move(line));
            begin(*lines.back());
        }
    while (open > 0) {
        int running = 0, left = 0;
        curl_multi_perform(multi, &running);
        while (const CURLMsg *message = curl_multi_info_read(multi, &left)) {
            if (message->msg != CURLMSG_DONE)
                continue;
            const CURLcode code = message->data.result;
            CURL *handle = message->easy_handle;
            long status = 0;
            curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
            if (code == CURLE_OK && status == 200)
                ++totals.answers;
            else
                totals.failure = code == CURLE_OK ? "status " + std::to_string(status) : curl_easy_strerror(code);
            Line *line = nullptr;
            curl_easy_getinfo(handle, CURLINFO_PRIVATE, &line);
            curl_multi_remove_handle(multi, handle);
            --open;
            begin(*line);
        }
        if (open > 0)
            curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
    }
    for (const std::unique_ptr<Line> &line : lines)
        curl_easy_cleanup(line->handle);
    curl_slist_free_all(headers);
    curl_multi_cleanup(multi);
    return totals;
}

} // namespace claviger::benchmark

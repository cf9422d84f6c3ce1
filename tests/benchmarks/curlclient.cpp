// SPDX-License-Identifier: Apache-2.0
#include "tests/benchmarks/curlclient.h"

#include <curl/curl.h>

#include <string_view>

#include <strings.h>

namespace claviger::benchmark {

namespace {

std::size_t takeBody(char *data, std::size_t size, std::size_t count, void *answer)
{
    static_cast<CurlAnswer *>(answer)->body.append(data, size * count);
    return size * count;
}

std::size_t takeHeader(char *data, std::size_t size, std::size_t count, void *answer)
{
    constexpr std::string_view wanted = "X-Subject-Token:";
    std::string_view line(data, size * count);
    if (line.size() > wanted.size() && strncasecmp(line.data(), wanted.data(), wanted.size()) == 0) {
        line.remove_prefix(wanted.size());
        while (!line.empty() && line.front() == ' ')
            line.remove_prefix(1);
        while (!line.empty() && (line.back() == '\r' || line.back() == '\n'))
            line.remove_suffix(1);
        static_cast<CurlAnswer *>(answer)->token = line;
    }
    return size * count;
}

} // namespace

void CurlClient::Close::operator()(void *handle) const
{
    curl_easy_cleanup(handle);
}

CurlClient::CurlClient(const std::string &caFile)
    : m_handle(curl_easy_init())
{
    if (!caFile.empty())
        curl_easy_setopt(m_handle.get(), CURLOPT_CAINFO, caFile.c_str());
    curl_easy_setopt(m_handle.get(), CURLOPT_NOPROXY, "*");
    curl_easy_setopt(m_handle.get(), CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(m_handle.get(), CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(m_handle.get(), CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(m_handle.get(), CURLOPT_HEADERFUNCTION, takeHeader);
}

CurlAnswer CurlClient::call(const char *verb, const std::string &url, const std::string &token, const std::string &body)
{
    CURL *handle = m_handle.get();
    CurlAnswer answer;
    curl_slist *headers = curl_slist_append(nullptr, "Content-Type: application/json;charset=utf8");
    headers = curl_slist_append(headers, "Accept: application/json");
    headers = curl_slist_append(headers, "Expect:");
    if (!token.empty())
        headers = curl_slist_append(headers, ("X-Auth-Token: " + token).c_str());
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, verb);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &answer);
    if (body.empty()) {
        curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L);
        curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, verb);
    } else {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.c_str());
    }
    const CURLcode code = curl_easy_perform(handle);
    curl_slist_free_all(headers);
    if (code != CURLE_OK)
        answer.failure = curl_easy_strerror(code);
    else
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
    return answer;
}

} // namespace claviger::benchmark

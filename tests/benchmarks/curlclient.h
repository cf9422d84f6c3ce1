// SPDX-License-Identifier: Apache-2.0
// The least that must be done to create an access key: libcurl's easy interface, one handle, two calls.
#pragma once

#include <memory>
#include <string>

namespace claviger::benchmark {

struct CurlAnswer
{
    long status = 0;
    std::string token; // X-Subject-Token
    std::string body;
    std::string failure; // of libcurl; empty: there was an answer
};

class CurlClient
{
public:
    // An empty caFile: the system's trust store.
    explicit CurlClient(const std::string &caFile);

    // Keeps the connection for the next call to the same host, as libcurl does by itself.
    [[nodiscard]] CurlAnswer call(const char *verb, const std::string &url, const std::string &token, const std::string &body);

private:
    struct Close
    {
        void operator()(void *handle) const;
    };
    std::unique_ptr<void, Close> m_handle;
};

} // namespace claviger::benchmark

// SPDX-License-Identifier: Apache-2.0
// A server on 127.0.0.1 that answers every complete request with bytes given beforehand, http or TLS, in a thread of
// its own: for answers that no decent server gives (32 KB headers, HTML, broken JSON, redirects, nothing at all).
#pragma once

#include <QByteArray>
#include <QString>
#include <QThread>

#include <mutex>
#include <utility>
#include <vector>

namespace claviger::testing {

class RawResponder
{
public:
    enum class Transport { Http, Tls }; // Tls: the certificate of TestCertificate::shared()

    explicit RawResponder(QByteArray answer = {}, Transport transport = Transport::Http);
    ~RawResponder();
    RawResponder(const RawResponder &) = delete;
    RawResponder &operator=(const RawResponder &) = delete;

    // A well-formed answer: status line, the headers, Content-Length, body.
    [[nodiscard]] static QByteArray http(int status, const QByteArray &body,
                                         const std::vector<std::pair<QByteArray, QByteArray>> &headers = {});

    void setAnswer(QByteArray answer); // the connection is closed after it
    // Reads the whole request, then closes (or resets) without a byte of answer.
    void closeWithoutAnswer(bool withReset = false);
    void neverAnswer();

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString url() const;
    [[nodiscard]] int connections() const; // TCP connections accepted
    [[nodiscard]] int requests() const; // complete requests received
    [[nodiscard]] std::vector<QByteArray> receivedRequests() const; // raw, heads and bodies

private:
    class Worker;
    enum class Behaviour { Answer, Close, Reset, Hang };

    QThread m_thread;
    Worker *m_worker = nullptr; // lives in the thread
    Transport m_transport;
    quint16 m_port = 0;
    mutable std::mutex m_mutex;
    QByteArray m_answer;
    Behaviour m_behaviour = Behaviour::Answer;
    int m_connections = 0;
    std::vector<QByteArray> m_received;
};

} // namespace claviger::testing

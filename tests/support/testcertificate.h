// SPDX-License-Identifier: Apache-2.0
// One throw-away authority and server certificate for 127.0.0.1 and localhost per test program.
#pragma once

#include <QSslCertificate>
#include <QSslKey>
#include <QString>

namespace claviger::testing {

struct TestCertificate
{
    QSslCertificate server;
    QSslKey key;
    QSslCertificate authority;
    QString authorityFile; // PEM, for cacert; removed when the program ends

    static const TestCertificate &shared();
};

} // namespace claviger::testing

// SPDX-License-Identifier: Apache-2.0
#include "tests/support/testcertificate.h"

#include "app/simulation/certificate.h"

#include <QFile>
#include <QTemporaryDir>

namespace claviger::testing {

const TestCertificate &TestCertificate::shared()
{
    static const QTemporaryDir folder;
    static const TestCertificate certificate = [] {
        const Result<sim::ServerIdentity> identity = sim::makeServerIdentity();
        if (!identity)
            qFatal("no certificate could be made");
        TestCertificate made;
        made.server = QSslCertificate::fromData(identity->chainPem).value(0);
        made.key = QSslKey(identity->keyPem, QSsl::Ec);
        made.authority = QSslCertificate::fromData(identity->caPem).value(0);
        made.authorityFile = folder.filePath(QStringLiteral("ca.pem"));
        QFile file(made.authorityFile);
        if (!file.open(QIODevice::WriteOnly) || file.write(identity->caPem) < 0)
            qFatal("the certificate could not be saved");
        return made;
    }();
    return certificate;
}

} // namespace claviger::testing

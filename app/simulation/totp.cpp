// SPDX-License-Identifier: Apache-2.0
#include "app/simulation/totp.h"

#include <QMessageAuthenticationCode>
#include <qendian.h>

namespace claviger::sim {

qint64 totpStep(Instant instant)
{
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count() / 30;
}

QString totpCode(const QByteArray &secret, qint64 step)
{
    QByteArray counter(8, '\0');
    qToBigEndian(step, counter.data());
    const QByteArray mac = QMessageAuthenticationCode::hash(counter, secret, QCryptographicHash::Sha1);
    const int offset = mac.back() & 0x0f;
    const quint32 number = qFromBigEndian<quint32>(mac.constData() + offset) & 0x7fffffffU;
    return QString::number(number % 1'000'000).rightJustified(6, u'0');
}

} // namespace claviger::sim

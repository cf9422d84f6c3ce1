// SPDX-License-Identifier: Apache-2.0
// Reads the members of a JSON object one by one, strictly: what is of a wrong type, out of range, or left over in the
// end is an error that names it. For scenarios and changes.
#pragma once

#include "app/foundation/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace claviger::sim {

class Members
{
public:
    // where: what errors begin with
    Members(QJsonObject object, QString where);

    // What is absent reads as ifAbsent, and so does what is wrong; finish() tells.
    [[nodiscard]] QString text(const QString &name, const QString &ifAbsent = {});
    [[nodiscard]] bool flag(const QString &name, bool ifAbsent);
    [[nodiscard]] int number(const QString &name, int ifAbsent, int least, int most);
    [[nodiscard]] QStringList texts(const QString &name);
    [[nodiscard]] QJsonArray array(const QString &name);
    [[nodiscard]] QJsonObject object(const QString &name);
    // The place of the text among the choices; the first if it is absent.
    [[nodiscard]] qsizetype choice(const QString &name, const QStringList &choices);

    [[nodiscard]] bool has(const QString &name) const { return m_object.contains(name); }
    void note(const QString &name, const QString &wanted); // that a member is wrong
    [[nodiscard]] Result<Done> finish() const; // Fault::Rejected with the first thing that was wrong

private:
    [[nodiscard]] QJsonValue take(const QString &name, QJsonValue::Type type, const QJsonValue &ifAbsent);

    QJsonObject m_object;
    QString m_where;
    QString m_problem;
};

} // namespace claviger::sim

// SPDX-License-Identifier: Apache-2.0
// Keys that appeared in the list and whose secret nobody here has: a row each, with the button that deletes it.
#pragma once

#include "app/accesskeys/accesskey.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace claviger {

class OrphanRows final : public QWidget
{
    Q_OBJECT
public:
    explicit OrphanRows(QWidget *parent = nullptr);

    // Hides itself where there are none.
    void setKeys(const std::vector<AccessKey> &orphans);

Q_SIGNALS:
    void deleteRequested(const QString &accessKey);

private:
    void rebuild(const std::vector<AccessKey> &orphans);
    QWidget *buildRow(const AccessKey &orphan);

    QVBoxLayout *m_rows;
    QStringList m_shown; // rows are built anew only when the keys are others, so that the focus stays
};

} // namespace claviger

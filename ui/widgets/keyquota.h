// SPDX-License-Identifier: Apache-2.0
// How many of the keys a user may hold are in use: bars and words.
#pragma once

#include "ui/widgets/labels.h"

namespace claviger {

class KeyQuota : public TextLabel
{
    Q_OBJECT
public:
    explicit KeyQuota(QWidget *parent = nullptr);

    // The words come from the page, for example "2 of 2 keys in use for ops-admin".
    void setUsed(int used, int limit, const QString &words);
    void setUnknown(const QString &words); // no bars: they would say a number

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_used = 0;
    int m_limit = 0;
};

} // namespace claviger

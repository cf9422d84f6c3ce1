// SPDX-License-Identifier: Apache-2.0
// Every component in every state, in light and dark side by side: for developers, and for the tests that look whether
// words still fit with a large font or a long language.
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace claviger {

struct Tokens;

class ComponentSheet : public QWidget
{
    Q_OBJECT
public:
    // Pads every sample text by the given share, as a long language would (0.3: German).
    explicit ComponentSheet(double extraText = 0, QWidget *parent = nullptr);
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// Every page and dialog of the program in every state it can be in, for the tests that look at all of them: does it fit,
// does it have its names. A new page or state gets a scene here.
#pragma once

#include "tests/ui/consolebench.h"

#include <functional>
#include <vector>

namespace claviger::testing {

struct PageScene
{
    QString name = {};
    std::function<bool(ConsoleBench &)> play = {}; // false: the window did not get there
};

[[nodiscard]] const std::vector<PageScene> &pageScenes();

// The window, and over it the dialog in front if there is one.
[[nodiscard]] QList<QWidget *> frontsOf(const ConsoleBench &bench);
// As people see it.
[[nodiscard]] QPixmap pictureOf(const ConsoleBench &bench);

} // namespace claviger::testing

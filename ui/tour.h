// SPDX-License-Identifier: Apache-2.0
// The main job, done by the program itself on the demo cloud: as a proof that an installation works, and for the
// pictures of the documentation. Uses the real window, widget by widget.
#pragma once

#include "app/foundation/clock.h"

#include <QString>

#include <memory>

namespace claviger {

class Console;
class Demo;
class MainWindow;
class Theme;

struct TourParts
{
    MainWindow *window = nullptr; // all live until the tour has ended
    Console *console = nullptr;
    Demo *demo = nullptr;
    Theme *theme = nullptr;
    QString folder = {};
};

// Writes numbered pictures and tour.json. Gives true if no step failed; an error if the folder cannot be used.
[[nodiscard]] Task<bool> runTour(TourParts parts);

} // namespace claviger

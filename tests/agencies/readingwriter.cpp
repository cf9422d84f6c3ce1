// SPDX-License-Identifier: Apache-2.0
// readingwriter FILE COUNT [hang]: notes COUNT readings, each another one than before. With "hang" it says so on its output
// after each and goes on until it is killed.
#include "app/agencies/readinghistory.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

Task<Done> writeReadings(std::shared_ptr<ReadingHistory> history, int count, bool hangs)
{
    const QString account = u"example-account"_s;
    for (int i = 0; i < count || hangs; ++i) {
        const Instant at(std::chrono::milliseconds(1'767'268'800'000 + i));
        const PastReading reading{.cluster = {.projectId = u"p"_s, .clusterId = u"c"_s},
                                  .name = u"mrs-written"_s,
                                  .verdict = {.kind = BindingVerdict::PartlyBound, .nodes = 1'000'000, .read = i + 1, .bound = i},
                                  .first = at,
                                  .last = at};
        const Result<Done> noted = co_await history->note(account, reading);
        if (!noted)
            co_return noted;
        if (hangs) {
            std::printf("%d\n", i + 1);
            std::fflush(stdout);
        }
    }
    co_return Done{};
}

} // namespace

} // namespace claviger

int main(int argc, char **argv)
{
    using namespace claviger;
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3)
        return 2;
    auto history = std::make_shared<ReadingHistory>(arguments.at(1));
    writeReadings(history, arguments.at(2).toInt(), arguments.size() > 3).then([](const Result<Done> &written) {
        if (!written)
            std::fprintf(stderr, "%s\n", qPrintable(written.error().detail));
        QCoreApplication::exit(written ? 0 : 1);
    });
    return QCoreApplication::exec();
}

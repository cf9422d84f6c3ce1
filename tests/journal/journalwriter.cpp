// SPDX-License-Identifier: Apache-2.0
// journalwriter FILE COUNT [hang | check ID]: writes COUNT entries, each begun and completed. With "hang" it then begins one
// more, prints its id and waits to be killed. With "check" it checks the entry ID, prints whether it might, and waits too.
#include "app/journal/journal.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

Task<Done> writeEntries(std::shared_ptr<Journal> journal, int count, bool hangs)
{
    // Named, not braced beside the co_await: g++ 12 destroys such temporaries twice.
    const JournalOutcome succeeded{.kind = JournalOutcome::Succeeded};
    const JournalEntry hanging{.user = u"writer"_s, .action = u"test.hang"_s};
    for (int i = 0; i < count; ++i) {
        const JournalEntry entry{.user = u"writer"_s, .action = u"test.write"_s, .target = QString::number(i)};
        const Result<qint64> id = co_await journal->begin(entry);
        if (!id)
            co_return tl::unexpected(id.error());
        const Result<Done> done = co_await journal->complete(*id, succeeded);
        if (!done)
            co_return done;
    }
    if (!hangs)
        co_return Done{};
    const Result<qint64> open = co_await journal->begin(hanging);
    if (!open)
        co_return tl::unexpected(open.error());
    std::printf("%lld\n", static_cast<long long>(*open));
    std::fflush(stdout);
    co_return Done{};
}

Task<Done> checkEntry(std::shared_ptr<Journal> journal, qint64 id)
{
    const JournalCheck check{.by = {.user = u"writer"_s}, .note = u"by another program"_s};
    const Result<Done> checked = co_await journal->check(id, check);
    std::printf("%s\n", checked ? "checked" : "refused");
    std::fflush(stdout);
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
    const bool checks = arguments.size() > 4;
    const bool hangs = arguments.size() > 3;
    auto journal = std::make_shared<Journal>(arguments.at(1), std::make_shared<RealClock>());
    Task<Done> work = checks ? checkEntry(journal, arguments.at(4).toLongLong())
                             : writeEntries(journal, arguments.at(2).toInt(), hangs);
    std::move(work).then([hangs](const Result<Done> &written) {
        if (!written)
            std::fprintf(stderr, "%s\n", qPrintable(written.error().detail));
        if (!written || !hangs)
            QCoreApplication::exit(written ? 0 : 1);
    });
    return QCoreApplication::exec();
}

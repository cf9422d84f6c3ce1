// SPDX-License-Identifier: Apache-2.0
// One SQLite file of ours: opened safely (0600, WAL, checked, brought to the current layout), and closed. Belongs to
// the thread that opened it, which is a Worker's. Every failure is Fault::Storage with a sentence.
#pragma once

#include "app/foundation/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <memory>
#include <vector>

namespace claviger {

class Store
{
public:
    struct Layout
    {
        qint32 applicationId = 0; // tells our file from another program's
        std::vector<QStringList> versions = {}; // statements that lead from version i to i + 1
    };

    // A missing file is made, its folder too (0700). A newer version, another program's file and a damaged one are
    // refused and left as they are.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const QString &path, const Layout &layout);
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;
    ~Store();

    // Forward only, already executed. A null QString is the empty text, not NULL.
    [[nodiscard]] Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {}) const;
    [[nodiscard]] Result<QVariant> value(const QString &sql, const QVariantList &values = {}) const; // invalid: no row
    // All of it or nothing; other processes wait from its begin on.
    template <typename F>
    [[nodiscard]] auto write(F function) const -> std::invoke_result_t<F &>
    {
        return transaction(u"BEGIN IMMEDIATE", std::move(function));
    }
    // Sees one state of the file from its first query on.
    template <typename F>
    [[nodiscard]] auto read(F function) const -> std::invoke_result_t<F &>
    {
        return transaction(u"BEGIN", std::move(function));
    }

    [[nodiscard]] static Error failure(const QSqlQuery &query);

private:
    explicit Store(QString connection);
    [[nodiscard]] Result<Done> prepare(const Layout &layout) const;
    [[nodiscard]] Result<Done> checkOwner(const Layout &layout) const;
    [[nodiscard]] Result<Done> enterWal() const;
    [[nodiscard]] Result<Done> migrate(const Layout &layout) const;

    template <typename F>
    auto transaction(QStringView begin, F function) const -> std::invoke_result_t<F &>
    {
        if (const auto begun = run(begin.toString()); !begun)
            return tl::unexpected(begun.error());
        auto outcome = function();
        const auto ended = run(outcome ? QStringLiteral("COMMIT") : QStringLiteral("ROLLBACK"));
        if (outcome && !ended) {
            (void)run(QStringLiteral("ROLLBACK"));
            return tl::unexpected(ended.error());
        }
        return outcome;
    }

    QString m_connection;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// The access keys of one user as a table. Gives domain values by role; how they look is decided in ui/.
#pragma once

#include "app/accesskeys/accesskey.h"
#include "app/foundation/clock.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace claviger {

// Where the secret of a key is, as far as this computer knows.
enum class SecretPlace { Unknown, InKeychain, NotHere, InMemory };

struct AccessKeyRow
{
    AccessKey key = {};
    SecretPlace secret = SecretPlace::Unknown;
    bool lastUseIsKnown = false; // key.lastUsed was read; it may still be "never"

    friend bool operator==(const AccessKeyRow &, const AccessKeyRow &) = default;
};

class AccessKeyModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { IdColumn, StatusColumn, DescriptionColumn, CreatedColumn, AgeColumn, LastUsedColumn, SecretColumn, ColumnCount };
    enum Role {
        KeyIdRole = Qt::UserRole,
        StatusRole,        // AccessKey::Status as int
        CreatedRole,       // QDateTime, UTC
        AgeDaysRole,       // int
        LastUsedRole,      // QDateTime, UTC; invalid: unknown or never
        NeverUsedRole,     // bool
        SecretPlaceRole,   // SecretPlace as int
        SortRole
    };

    explicit AccessKeyModel(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    // The zone in which times are shown, for the header.
    void setZone(const QString &zone);
    // Rows are matched by AK: selection and scroll position survive.
    void merge(std::vector<AccessKeyRow> latest);
    void setLastUsed(const QString &id, std::optional<Instant> lastUsed);
    void clear() { merge({}); }
    [[nodiscard]] const std::vector<AccessKeyRow> &rows() const { return m_rows; }
    [[nodiscard]] const AccessKeyRow *row(const QString &id) const;
    // Every word that a column can say, and the longest of its numbers: what it needs room for. Empty: nobody knows.
    [[nodiscard]] static QStringList longestTexts(int column);

private:
    [[nodiscard]] QVariant domainValue(const AccessKeyRow &row, int role) const;
    [[nodiscard]] QString text(const AccessKeyRow &row, int column) const;

    std::shared_ptr<const Clock> m_clock;
    QString m_zone;
    std::vector<AccessKeyRow> m_rows;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "app/accesskeys/issuance.h"

#include "app/accesskeys/exports.h"
#include "app/accesskeys/words.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace claviger {

// A write that is on its way is let go on: it then still stores its secret and completes its journal entry.
Issuance::~Issuance()
{
    if (m_state == Running && m_stage < IssueStage::Creating)
        m_stop.request_stop();
}

bool Issuance::isSecretAtRisk() const
{
    return m_state == Issued && m_issued && m_issued->kind != IssuedKey::AnswerLost
        && (m_issued->kind == IssuedKey::NotStored || m_isMemoryOnly) && m_savedTo.isEmpty() && !m_isSafe;
}

bool Issuance::mayCompare() const
{
    return m_state == Issued && m_issued && m_issued->before
        && (m_issued->compareError || (m_issued->kind == IssuedKey::AnswerLost && !holdsLikelyOurs(m_issued->orphans, m_request)));
}

void Issuance::start(KeyDesk desk, IssueRequest request)
{
    if (isBusy() || isSecretAtRisk())
        return;
    m_desk = withOwner(std::move(desk));
    m_request = std::move(request);
    m_isMemoryOnly = m_desk.isMemoryOnly;
    m_failedWork = NoWork;
    m_issued.reset();
    m_error.reset();
    m_entryError.reset();
    m_savedTo.clear();
    m_isSafe = false;
    m_stop = {};
    m_stage = IssueStage::TryingKeychain;
    m_state = Running;
    Q_EMIT changed();
    const auto onStage = [self = QPointer(this)](IssueStage stage) {
        if (!self)
            return;
        self->m_stage = stage;
        Q_EMIT self->changed();
    };
    QCoro::connect(issueAccessKey(m_desk, m_request, onStage, m_stop.get_token()), this,
                   [this](const Result<IssuedKey> &result) { finish(result); });
}

void Issuance::changeDesk(const KeyDesk &desk)
{
    const KeyDesk next = withOwner(desk);
    if (m_state == Idle || next.accountId != m_desk.accountId)
        return;
    m_desk = next; // a flow that runs has its own
    Q_EMIT changed();
}

void Issuance::finish(const Result<IssuedKey> &result)
{
    m_finishedAt = m_desk.cloud.transport()->clock()->now();
    if (result) {
        m_state = Issued;
        m_issued = *result;
    } else {
        m_state = Refused;
        m_error = result.error();
    }
    Q_EMIT changed();
    tellKeys();
}

// The list that the flow compared with spares a reading; it is told once, for it ages.
void Issuance::tellKeys()
{
    if (m_issued && m_issued->after)
        Q_EMIT keysRead(m_request.user.id, *std::exchange(m_issued->after, {}));
    else
        Q_EMIT keysChanged();
}

void Issuance::cancel()
{
    m_stop.request_stop();
}

void Issuance::begin(Work work)
{
    m_work = work;
    m_error.reset();
    m_stop = {};
    Q_EMIT changed();
}

void Issuance::end(const std::optional<Error> &error)
{
    m_failedWork = error ? m_work : NoWork;
    m_work = NoWork;
    m_error = error;
    Q_EMIT changed();
}

void Issuance::storeAgain()
{
    if (m_state != Issued || m_work != NoWork || m_issued->kind != IssuedKey::NotStored)
        return;
    begin(StoringAgain);
    const bool isMemory = m_desk.isMemoryOnly;
    QCoro::connect(storeIssuedKey(m_desk, m_issued->key), this, [this, isMemory](const Result<Done> &stored) {
        if (stored) {
            m_issued->kind = IssuedKey::Stored;
            m_isMemoryOnly = isMemory;
        } else {
            m_issued->storeError = stored.error();
        }
        end(stored ? std::nullopt : std::optional(stored.error()));
        Q_EMIT keysChanged();
    });
}

void Issuance::compareAgain()
{
    if (m_work != NoWork || !mayCompare())
        return;
    begin(Comparing);
    QCoro::connect(compareKeys(m_desk, m_request, *m_issued, m_stop.get_token()), this, [this](const Result<KeyComparison> &compared) {
        m_issued->compareError = compared ? std::nullopt : std::optional(compared.error());
        if (compared) {
            m_issued->after = compared->after;
            m_issued->orphans = compared->orphans;
            if (!compared->orphans.empty() && m_issued->kind == IssuedKey::AnswerLost) {
                const Task<Done> noting = noteFoundKeys(m_desk, m_request, compared->orphans);
                Q_UNUSED(noting) // goes on by itself
            }
        }
        end(compared ? std::nullopt : std::optional(compared.error()));
        tellKeys();
    });
}

void Issuance::deleteIssued()
{
    if (m_state != Issued || m_work != NoWork || m_issued->key.id.isEmpty())
        return;
    begin(Deleting);
    QCoro::connect(deleteAccessKey(m_desk, m_issued->key, m_stop.get_token()), this, [this](const Result<KeyDeletion> &deleted) {
        if (deleted) {
            m_issued->key.secret = {};
            m_entryError = deleted->entryError;
            m_state = Deleted;
        }
        end(deleted ? std::nullopt : std::optional(deleted.error()));
        Q_EMIT keysChanged();
    });
}

void Issuance::deleteOrphan(const QString &accessKey)
{
    if ((m_state != Issued && m_state != Deleted) || m_work != NoWork || !m_issued)
        return;
    const auto orphan = std::find_if(m_issued->orphans.begin(), m_issued->orphans.end(),
                                     [&](const AccessKey &key) { return key.id == accessKey; });
    if (orphan == m_issued->orphans.end())
        return;
    begin(DeletingOrphan);
    QCoro::connect(deleteAccessKey(m_desk, *orphan, m_stop.get_token()), this, [this, accessKey](const Result<KeyDeletion> &deleted) {
        if (deleted) // nobody ever had its secret, so the vault has no entry of it
            std::erase_if(m_issued->orphans, [&](const AccessKey &key) { return key.id == accessKey; });
        if (deleted && m_issued->orphans.empty() && m_issued->kind == IssuedKey::AnswerLost)
            m_state = Deleted;
        end(deleted ? std::nullopt : std::optional(deleted.error()));
        Q_EMIT keysChanged();
    });
}

Result<Done> Issuance::saveTo(const QString &path)
{
    if (m_state != Issued || m_issued->key.secret.isEmpty())
        return tl::unexpected(Error{.fault = Fault::Rejected, .detail = KeyWords::tr("there is no secret to save")});
    const Result<Done> saved = saveCredentialsCsv(path, m_request.user.name, m_issued->key);
    if (saved)
        m_savedTo = path;
    m_error = saved ? std::nullopt : std::optional(saved.error());
    m_failedWork = NoWork;
    Q_EMIT changed();
    return saved;
}

void Issuance::confirmSafe()
{
    if (!isSecretAtRisk())
        return;
    m_isSafe = true;
    Q_EMIT changed();
}

bool Issuance::close()
{
    if (isBusy() || isSecretAtRisk())
        return false;
    m_state = Idle;
    m_issued.reset();
    m_error.reset();
    m_entryError.reset();
    m_savedTo.clear();
    Q_EMIT changed();
    return true;
}

} // namespace claviger

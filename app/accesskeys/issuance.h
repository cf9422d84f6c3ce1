// SPDX-License-Identifier: Apache-2.0
// The creation of one access key as the page sees it: where it stands, what came out, and what may be done with a
// secret that has no home yet. A secret at risk keeps the page and the window open.
#pragma once

#include "app/accesskeys/issueaccesskey.h"

#include <QObject>

#include <stop_token>

namespace claviger {

class Issuance final : public QObject
{
    Q_OBJECT
public:
    enum State { Idle, Running, Refused /* no key was made: error() */, Issued /* issued() */, Deleted /* the key is gone again */ };
    enum Work { NoWork, StoringAgain, Comparing, Deleting, DeletingOrphan };
    Q_ENUM(State)
    Q_ENUM(Work)

    using QObject::QObject;
    ~Issuance() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Work work() const { return m_work; }
    [[nodiscard]] IssueStage stage() const { return m_stage; }
    [[nodiscard]] const IssueRequest &request() const { return m_request; }
    [[nodiscard]] const std::optional<IssuedKey> &issued() const { return m_issued; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }  // Refused, or of the last work
    [[nodiscard]] Work failedWork() const { return m_failedWork; } // whose error it is; NoWork: of the creation, or of saving
    [[nodiscard]] const QString &savedTo() const { return m_savedTo; }           // file the secret was saved to
    // Deleted: why the entry in the vault is still there; empty: there is none, or none any more.
    [[nodiscard]] const std::optional<Error> &entryError() const { return m_entryError; }
    [[nodiscard]] const KeyDesk &desk() const { return m_desk; } // whose key it is, also after a sign-out
    [[nodiscard]] Instant finishedAt() const { return m_finishedAt; }
    [[nodiscard]] bool isMemoryOnly() const { return m_isMemoryOnly; }           // the vault forgets at the end of the program

    // The secret exists here only: closing now would lose it.
    [[nodiscard]] bool isSecretAtRisk() const;
    // The list could not be compared, or the answer is lost and no key has been found that is likely ours; and there is a
    // list of before to look again with.
    [[nodiscard]] bool mayCompare() const;
    // A call is under way whose result must not be missed.
    [[nodiscard]] bool isBusy() const { return m_state == Running || m_work != NoWork; }

    void start(KeyDesk desk, IssueRequest request); // ignored while one is running
    // Another session of the same account, or another vault: what is still to be stored or deleted goes there. A session
    // of another account changes nothing.
    void changeDesk(const KeyDesk &desk);
    void cancel();
    void storeAgain();
    void compareAgain();
    void deleteIssued();
    void deleteOrphan(const QString &accessKey);
    Result<Done> saveTo(const QString &path); // credentials.csv, 0600
    void confirmSafe();                       // the person says that the secret is somewhere safe
    bool close();                             // back to Idle, secret forgotten; false while busy or at risk

Q_SIGNALS:
    void changed();
    void keysChanged(); // the key list of the user may be another one now
    void keysRead(const QString &userId, const std::vector<claviger::AccessKey> &keys); // instead: it is this one

private:
    void tellKeys();
    void finish(const Result<IssuedKey> &result);
    void begin(Work work);
    void end(const std::optional<Error> &error);

    KeyDesk m_desk;
    IssueRequest m_request;
    State m_state = Idle;
    Work m_work = NoWork;
    Work m_failedWork = NoWork;
    IssueStage m_stage = IssueStage::TryingKeychain;
    std::optional<IssuedKey> m_issued;
    std::optional<Error> m_error;
    std::optional<Error> m_entryError;
    QString m_savedTo;
    Instant m_finishedAt = {};
    bool m_isMemoryOnly = false;
    bool m_isSafe = false;
    std::stop_source m_stop;
};

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// The creation of an access key as one flow that loses nothing: the keychain is tried first, the key list is read before
// and after, the journal knows of it before it is sent, the secret is stored and read back, and a key whose secret was
// lost with the answer is named.
#pragma once

#include "app/accesskeys/accesskey.h"
#include "app/accesskeys/accesskeyrequests.h"
#include "app/cloud/client.h"
#include "app/journal/journal.h"
#include "app/vault/secretstore.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace claviger {

// Everything a write to the cloud's keys needs beside its own values. Cheap to copy; flows take it by value.
struct KeyDesk
{
    Client cloud = {};
    std::shared_ptr<const SecretStore> vault = {};
    std::shared_ptr<Journal> journal = {};
    QString cloudName = {};  // of the profile, for the journal
    bool isReadOnly = false; // the profile is marked so: nothing is written with it
    bool isMemoryOnly = false; // the vault forgets when the program ends
    // Who works here, for the vault and the journal. Taken from the session when a flow begins, unless set: a sign-out
    // meanwhile must not change where a secret goes.
    QString accountId = {}, account = {}, userName = {};
};
[[nodiscard]] KeyDesk withOwner(KeyDesk desk);

struct IssueRequest
{
    IamUser user = {};
    QString description = {};
};

enum class IssueStage { TryingKeychain, ReadingKeys, Creating, Storing, Comparing, Journalling };

struct IssuedKey
{
    enum Kind {
        Stored,     // key.secret is in the vault and was read back equal
        NotStored,  // key.secret is here and nowhere else: it must reach the person
        AnswerLost, // no secret: what appeared in the key list is in orphans; nothing yet may still become something
    };
    Kind kind = AnswerLost;
    AccessKey key = {};
    std::optional<Error> storeError = {};   // NotStored: why
    std::optional<Error> answerError = {};  // AnswerLost: what happened to the answer
    std::vector<AccessKey> orphans = {};    // keys that appeared with this request and whose secret nobody has
    std::optional<Error> compareError = {}; // the key list could not be compared: whether there are orphans is unknown
    std::optional<std::vector<AccessKey>> before = {}; // the list before the request, if it could be read
    std::optional<std::vector<AccessKey>> after = {};  // the list it was compared with
    std::optional<Error> journalError = {}; // the result could not be entered
};

// An error means that no key was made. A stop request before the create call ends it; afterwards it stops only the wait
// for the answer, and what became of it is still looked for, for half a minute at most. Where the cloud may still be at it, an unchanged key list
// proves nothing: the result is AnswerLost, and compareKeys() may find the key later.
[[nodiscard]] Task<IssuedKey> issueAccessKey(KeyDesk desk, IssueRequest request, std::function<void(IssueStage)> onStage,
                                             std::stop_token stop = {});

// Whether a key that appeared in the list is probably the one that was asked for: somebody else may have created theirs at
// the same moment, and that one is in use.
[[nodiscard]] bool isLikelyOurs(const AccessKey &appeared, const IssueRequest &request);
[[nodiscard]] bool holdsLikelyOurs(const std::vector<AccessKey> &appeared, const IssueRequest &request);

// What the key list says after the request, told apart from what it said before (issued.before). For once more too, after
// compareError; Fault::Forbidden: there is no list of before. A stop ends the search for a lost key (Fault::Cancelled);
// the look beside a known one takes ten seconds at most.
struct KeyComparison
{
    std::vector<AccessKey> after = {};
    std::vector<AccessKey> orphans = {};
};
[[nodiscard]] Task<KeyComparison> compareKeys(KeyDesk desk, IssueRequest request, IssuedKey issued, std::stop_token stop = {});

// Stores the secret of a key that is NotStored; Done only after it was read back equal. The journal, which says that the
// secret was not stored, gets a line of its own about it.
[[nodiscard]] Task<Done> storeIssuedKey(KeyDesk desk, AccessKey key);

// Notes in the journal what a later look at the list found of a request whose answer was lost.
[[nodiscard]] Task<Done> noteFoundKeys(KeyDesk desk, IssueRequest request, std::vector<AccessKey> found);

// The key is gone; its entry in the vault perhaps not.
struct KeyDeletion
{
    // Why the entry could not be removed; empty: there is none. Fault::Cancelled: secrets are kept in memory only, this one
    // was not among them, and the keychain was not asked.
    std::optional<Error> entryError = {};
};

// Deletes the key in the cloud and its entry in the vault. A key that is gone already is no error. After an answer that does
// not say so clearly the list is read, for half a minute at most: Fault::Unconfirmed if that did not tell either, or shows
// the key while the cloud may still be at it.
[[nodiscard]] Task<KeyDeletion> deleteAccessKey(KeyDesk desk, AccessKey key, std::stop_token stop = {});

// The request for the keys of a user. One's own are asked for without naming the user: naming anybody is the right of
// administrators (iam.md, 4.2).
[[nodiscard]] ListAccessKeys keysOf(const Client &cloud, const QString &userId);

// "<account id>/<AK>": where the vault keeps the secret of a key.
[[nodiscard]] QString vaultKey(const QString &accountId, const QString &accessKey);

// Fault::Rejected with a sentence if the cloud need not be asked.
[[nodiscard]] Result<Done> checkKeyDescription(const QString &description);

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
// Why something did not work: a Fault for the code to decide by, words for people, ids for support.
#pragma once

#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace claviger {

enum class Fault {
    Cancelled,
    Offline,       // no connection was made: nothing was sent
    TimedOut,
    Interrupted,   // the connection broke before the whole answer came; repeating does no harm
    Untrusted,     // the certificate, or a redirect to a place we do not send secrets to
    Unauthorized,
    Forbidden,
    NotFound,
    Conflict,
    Throttled,
    LimitReached,  // the cloud holds as many of these as it allows (two access keys per user)
    Rejected,      // the request or the input is wrong; trying again unchanged does not help
    Unreadable,    // an answer came, but it is not what the documentation says
    TooLarge,
    ServerFailure,
    Unconfirmed,   // a write or a password was sent and its answer was lost: it may have happened
    StoreLocked,
    StoreAbsent,
    StoreRefused,
    StoreSilent,   // the keychain did not answer within its time limit
    Storage        // a file or database of ours could not be read or written
};

// Why a service refuses a person or a token rather than a request: each wants another next step (iam.md, 2.7, 2.8 and 8).
enum class Refusal {
    None,
    UserLocked,     // too many failed sign-ins
    UserDisabled,
    ConsoleOnly,    // the user may use the web console, but no programs
    SourceAddress,  // the account's access control list does not let this computer's address in
    NewToken        // that the sign-in service has just given: the two do not belong together
};

struct Error
{
    Fault fault = Fault::Rejected; // code decides by this
    QString detail = {};           // people read this, in their language; code never parses it; never holds a secret
    QString said = {};             // the service's own words, as it sent them; empty: it said nothing
    int httpStatus = 0;            // 0: there was no HTTP answer
    QString serviceCode = {};      // for example IAM.0062
    QString requestId = {};        // shown under "Details": support asks for it
    QString request = {};          // method and path, without query values
    std::optional<std::chrono::seconds> retryAfter = {};
    bool beforeRequest = false;    // what was asked for was not sent: getting its token failed already
    bool mayCountAsTry = false;    // the answer to a password was lost: it may count as a failed sign-in
    Refusal refusal = Refusal::None;

    // False: it was found out on this computer, or on the way.
    [[nodiscard]] bool wasAnswered() const { return httpStatus != 0; }
    // IAM gives a reason with every refusal (iam.md, section 8); a gateway in front of it often none.
    [[nodiscard]] bool givesAReason() const { return !serviceCode.isEmpty() || !said.isEmpty(); }
    // Worth trying the same again after a while, if the request may be repeated at all.
    [[nodiscard]] bool isTransient() const;
};

// A fault in two sentences of the interface language: what happened, then what to do next.
struct Explanation
{
    QString what;
    QString next;
};
[[nodiscard]] Explanation explain(const Error &error);

// What a lasting record says of it, whatever language the interface speaks: the service's own words, else the first
// sentence of its explanation in English.
[[nodiscard]] QString recordedWords(const Error &error);

} // namespace claviger

Q_DECLARE_METATYPE(claviger::Error)

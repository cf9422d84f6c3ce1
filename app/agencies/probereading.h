// SPDX-License-Identifier: Apache-2.0
// What the script on the node said, told apart from whatever else the node prints. No text of the node is kept: numbers,
// times, and the first four characters of an AK.
#pragma once

#include "app/foundation/instant.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace claviger {

// What securitykey answered to one user of the node.
struct KeyAnswer
{
    enum Silence { None, TimedOut, Refused, OtherSilence }; // why there is no status

    int status = 0; // 0: none
    Silence silence = None;
    QString access = {};               // of a key: "FAKE***"
    std::optional<Instant> ends = {};  // of it
    bool isComplete = false;           // AK, secret, token and end are all there
    bool saysUnbound = false;          // "Please configure Cloud Service Agency first"
    bool namesIam = false;             // a refusal that speaks of IAM, an agency or a role
    bool isEmpty = false;
    bool isHtml = false;
    bool wasProxied = false;           // the head of the answer shows it
    bool hasProxy = false;             // the user's environment names one
    bool isCut = false;                // more came than is read
    std::optional<int> tokenStatus = {}; // a token of hardened mode was asked for

    friend bool operator==(const KeyAnswer &, const KeyAnswer &) = default;
};

struct ProbeAnswers
{
    enum Guardian {
        Asked,
        SameUser, // the user of Guardian has signed in, so one ask was enough
        Absent,   // the node has no such user
        Denied,   // the user who signed in may not act for it
    };
    std::optional<KeyAnswer> login = {};
    std::optional<KeyAnswer> guardian = {};
    Guardian guardianState = Asked;
    std::optional<int> metaStatus = {}; // of meta_data.json; 0: no answer
    bool hasTool = true;                // curl or python3, for who could be asked for
    std::optional<Instant> nodeTime = {};

    friend bool operator==(const ProbeAnswers &, const ProbeAnswers &) = default;
};

// Fault::NotFound: no line has the mark; TooLarge: the output ends before its time; Unreadable: what has the mark is not
// what the script prints.
[[nodiscard]] Result<ProbeAnswers> readProbe(const QByteArray &output, const QByteArray &mark);

// Four characters and "***": what may be shown of an AK.
[[nodiscard]] QString maskedAccess(const QByteArray &access);

} // namespace claviger

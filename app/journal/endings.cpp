// SPDX-License-Identifier: Apache-2.0
#include "app/journal/endings.h"

namespace claviger {

bool isCleanRefusal(const Error &error)
{
    if (error.beforeRequest)
        return true;
    switch (error.fault) {
    case Fault::Offline:
    case Fault::Throttled:
    case Fault::LimitReached:
        return true;
    case Fault::Unauthorized:
    case Fault::Forbidden:
    case Fault::NotFound:
    case Fault::Rejected:
    case Fault::Conflict:
        return !error.wasAnswered() || error.givesAReason();
    case Fault::Untrusted: // with a status it was a redirect: an answer, but not one that says what was done
    case Fault::TimedOut:  // without a status: the transport says Unconfirmed once a byte may have left
    case Fault::Cancelled:
        return error.httpStatus == 0;
    default:
        return false;
    }
}

// One that was answered as done has taken effect, though a list may lag behind (iam.md names no time).
bool mayStillHappen(const Error &error)
{
    const bool isGateway = error.httpStatus >= 502 && error.httpStatus <= 504;
    switch (error.fault) {
    case Fault::Unconfirmed:
    case Fault::TimedOut:
    case Fault::Cancelled:
    case Fault::Untrusted: // a redirect
        return true;
    case Fault::TooLarge: // the answer; with a status it is the request
        return error.httpStatus == 0;
    case Fault::Unreadable:
        return error.httpStatus < 400 || isGateway;
    default:
        return isGateway;
    }
}

JournalOutcome::Kind endingOf(const Error &error)
{
    if (error.fault == Fault::Unconfirmed)
        return JournalOutcome::Unconfirmed;
    if (error.fault == Fault::Cancelled)
        return JournalOutcome::Cancelled;
    return error.httpStatus > 0 && isCleanRefusal(error) && !error.beforeRequest ? JournalOutcome::Refused : JournalOutcome::Failed;
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/error.h"

#include <QCoreApplication>

namespace claviger {

namespace {

constexpr int movedAway = 410; // IAM.0020: authentication goes to another region, a new try gets there

// In English, to be translated.
struct Sentences
{
    const char *what = "";
    const char *next = "";
};

// Of a refusal that is not about the request.
Sentences sentencesFor(Refusal refusal)
{
    switch (refusal) {
    case Refusal::UserLocked:
        return {QT_TRANSLATE_NOOP("claviger::Error", "This user is locked after too many failed sign-ins."),
                QT_TRANSLATE_NOOP("claviger::Error", "Wait 15 minutes before you sign in again; nobody can unlock it earlier.")};
    case Refusal::UserDisabled:
        return {QT_TRANSLATE_NOOP("claviger::Error", "This user is disabled in the cloud."),
                QT_TRANSLATE_NOOP("claviger::Error", "Ask an administrator of the account to enable the user, or sign in as another one.")};
    case Refusal::ConsoleOnly:
        return {QT_TRANSLATE_NOOP("claviger::Error", "This user may use the web console only, and no programs."),
                QT_TRANSLATE_NOOP("claviger::Error", "Ask an administrator of the account to allow programmatic access for the user, or sign in as another one.")};
    case Refusal::SourceAddress:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The account does not let the address of this computer in."),
                QT_TRANSLATE_NOOP("claviger::Error", "Ask an administrator to add it to the access control of the account, or use a network that is on the list.")};
    case Refusal::NewToken:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The cloud does not accept a token that its sign-in service has just given."),
                QT_TRANSLATE_NOOP("claviger::Error", "Check that all addresses of the profile are of one cloud and one region; your password is right.")};
    case Refusal::None:
        break;
    }
    return {};
}

// Faults that mean something else when no service was asked.
Sentences sentencesOfOurs(const Error &error)
{
    switch (error.fault) {
    case Fault::Unauthorized:
        return {QT_TRANSLATE_NOOP("claviger::Error", "Your session has ended."),
                QT_TRANSLATE_NOOP("claviger::Error", "Sign in again here; nothing you typed is lost.")};
    case Fault::NotFound:
        return {QT_TRANSLATE_NOOP("claviger::Error", "It is not on this computer any more."),
                QT_TRANSLATE_NOOP("claviger::Error", "Somebody or another program may have removed it; look at what is there, then decide again.")};
    case Fault::Rejected:
        return {QT_TRANSLATE_NOOP("claviger::Error", "This cannot be done as it stands, so nothing was sent."),
                QT_TRANSLATE_NOOP("claviger::Error", "Correct what the details name, then try again.")};
    default:
        return {};
    }
}

Sentences sentencesFor(const Error &error)
{
    if (error.refusal != Refusal::None)
        return sentencesFor(error.refusal);
    if (!error.wasAnswered())
        if (const Sentences ours = sentencesOfOurs(error); *ours.what)
            return ours;
    switch (error.fault) {
    case Fault::Cancelled:
        return {QT_TRANSLATE_NOOP("claviger::Error", "Stopped at your request."),
                QT_TRANSLATE_NOOP("claviger::Error", "Start it again when you are ready.")};
    case Fault::Offline:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The cloud could not be reached, so nothing was sent."),
                QT_TRANSLATE_NOOP("claviger::Error", "Check the network, the proxy and the endpoint, then try again.")};
    case Fault::TimedOut:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The cloud did not answer in time."),
                QT_TRANSLATE_NOOP("claviger::Error", "Try again in a moment; the details name the request.")};
    case Fault::Interrupted:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The connection broke before the whole answer came."),
                QT_TRANSLATE_NOOP("claviger::Error", "Try again. If it stays, look at the proxy and the endpoint.")};
    case Fault::Untrusted:
        if (error.wasAnswered()) // a redirect: it was asked, and what was sent has arrived there
            return {QT_TRANSLATE_NOOP("claviger::Error", "The other side sends us on to another place. Nothing was sent there."),
                    QT_TRANSLATE_NOOP("claviger::Error", "Check the endpoint; the details name both places.")};
        return {QT_TRANSLATE_NOOP("claviger::Error", "The other side could not prove who it is, so nothing was sent to it."),
                QT_TRANSLATE_NOOP("claviger::Error", "Check the endpoint. For a private certificate authority name its file under cacert in clouds.yaml.")};
    case Fault::Unauthorized:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The cloud does not accept this sign-in."),
                QT_TRANSLATE_NOOP("claviger::Error", "Check account, user and password before you try once more: accounts lock after a few failures.")};
    case Fault::Forbidden:
        return {QT_TRANSLATE_NOOP("claviger::Error", "You may not do this with your present rights."),
                QT_TRANSLATE_NOOP("claviger::Error", "Ask an administrator for Security Administrator, or for the action that the details name.")};
    case Fault::NotFound:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The cloud does not know this any more."),
                QT_TRANSLATE_NOOP("claviger::Error", "Refresh the list; somebody may have deleted it.")};
    case Fault::Conflict:
        return {QT_TRANSLATE_NOOP("claviger::Error", "This clashes with what the cloud already has."),
                QT_TRANSLATE_NOOP("claviger::Error", "Refresh the list, then decide again.")};
    case Fault::Throttled:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The cloud asks us to send fewer requests."),
                QT_TRANSLATE_NOOP("claviger::Error", "Wait a minute, then try again.")};
    case Fault::LimitReached:
        return {QT_TRANSLATE_NOOP("claviger::Error", "This user already holds two access keys, the most that the cloud allows."),
                QT_TRANSLATE_NOOP("claviger::Error", "Delete a key that is no longer used, then create the new one.")};
    case Fault::Rejected:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The cloud did not accept the request."),
                QT_TRANSLATE_NOOP("claviger::Error", "Correct what the details name, then try again.")};
    case Fault::Unreadable:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The answer is not what this service is documented to send."),
                QT_TRANSLATE_NOOP("claviger::Error", "Check that the endpoint is the right one and that no proxy answers in its place.")};
    case Fault::TooLarge:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The answer is larger than it can honestly be, so it was not read."),
                QT_TRANSLATE_NOOP("claviger::Error", "Check that the endpoint is the right one.")};
    case Fault::ServerFailure:
        if (error.httpStatus == movedAway)
            return {QT_TRANSLATE_NOOP("claviger::Error", "The cloud is just moving its sign-in service to another region."),
                    QT_TRANSLATE_NOOP("claviger::Error", "Try again in a moment. If it stays, give support the request id in the details.")};
        return {QT_TRANSLATE_NOOP("claviger::Error", "The cloud reports a failure of its own."),
                QT_TRANSLATE_NOOP("claviger::Error", "Try again later. If it stays, give support the request id in the details.")};
    case Fault::Unconfirmed:
        if (error.mayCountAsTry)
            return {QT_TRANSLATE_NOOP("claviger::Error", "Your password was sent, but the answer was lost."),
                    QT_TRANSLATE_NOOP("claviger::Error", "Sign in again once the connection holds. If the password was wrong, this counted as one try: accounts lock after a few.")};
        return {QT_TRANSLATE_NOOP("claviger::Error", "The request was sent, but its answer was lost. It may have taken effect."),
                QT_TRANSLATE_NOOP("claviger::Error", "Refresh the list and compare before you repeat it.")};
    case Fault::StoreLocked:
        return {QT_TRANSLATE_NOOP("claviger::Error", "Your keychain is locked."),
                QT_TRANSLATE_NOOP("claviger::Error", "Unlock it on your desktop, then try again.")};
    case Fault::StoreAbsent:
        return {QT_TRANSLATE_NOOP("claviger::Error", "No keychain service answers on this desktop."),
                QT_TRANSLATE_NOOP("claviger::Error", "Start GNOME Keyring, KWallet or KeePassXC with its Secret Service, then try again.")};
    case Fault::StoreRefused:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The keychain refused the entry."),
                QT_TRANSLATE_NOOP("claviger::Error", "Allow Claviger to use it, then try again; the details hold its words.")};
    case Fault::StoreSilent:
        return {QT_TRANSLATE_NOOP("claviger::Error", "The keychain did not answer in time."),
                QT_TRANSLATE_NOOP("claviger::Error", "Look for a question it may have opened on your desktop, answer it, then try again.")};
    case Fault::Storage:
        return {QT_TRANSLATE_NOOP("claviger::Error", "A file on this computer could not be read or written."),
                QT_TRANSLATE_NOOP("claviger::Error", "Check free space and permissions of the place named in the details.")};
    }
    return {};
}

} // namespace

bool Error::isTransient() const
{
    switch (fault) {
    case Fault::Offline:
    case Fault::TimedOut:
    case Fault::Interrupted:
    case Fault::Throttled:
        return true;
    case Fault::ServerFailure:
        return httpStatus == 0 || httpStatus == movedAway || httpStatus == 502 || httpStatus == 503 || httpStatus == 504;
    default:
        return false;
    }
}

Explanation explain(const Error &error)
{
    const Sentences words = sentencesFor(error);
    return {QCoreApplication::translate("claviger::Error", words.what), QCoreApplication::translate("claviger::Error", words.next)};
}

QString recordedWords(const Error &error)
{
    return error.said.isEmpty() ? QString::fromUtf8(sentencesFor(error).what) : error.said;
}

} // namespace claviger

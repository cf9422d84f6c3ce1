// SPDX-License-Identifier: Apache-2.0
#include "ui/signin/signinwords.h"

#include "app/cloud/profile.h"
#include "ui/widgets/failurebanner.h"

#include <QCoreApplication>

namespace claviger {

namespace {

struct SignInFailureWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::SignInFailure)
};

} // namespace

void saySignInFailure(FailureBanner &banner, const Error &error, const CloudProfile &profile, Instant when)
{
    if (error.fault == Fault::NotFound && error.wasAnswered())
        banner.say(error, when, SignInFailureWords::tr("The project was not found"), asSentence(error.detail));
    else if (error.fault == Fault::Rejected && !error.wasAnswered())
        banner.say(error, when, SignInFailureWords::tr("Nothing was sent yet"), asSentence(error.detail));
    else if (error.fault == Fault::Untrusted && error.wasAnswered()) // a redirect, after the password was sent
        banner.say(error, when, asSentence(error.detail),
                   SignInFailureWords::tr("Your password reached %1 only. Check the address of the sign-in service.")
                       .arg(profile.identityEndpoint.host()));
    else
        banner.say(error, when);
}

void sayPasswordMissing(FailureBanner &banner)
{
    banner.say(Verdict::Broken, SignInFailureWords::tr("Type the password of this user"), SignInFailureWords::tr("Nothing was sent yet."));
}

void sayPasscodeMissing(FailureBanner &banner)
{
    banner.say(Verdict::Broken, SignInFailureWords::tr("Type the code of your MFA device"), SignInFailureWords::tr("Nothing was sent yet."));
}

QString asSentence(const QString &detail)
{
    // A sentence that begins with the name of a host keeps it as it is written.
    const bool beginsWithHost = detail.section(u' ', 0, 0).contains(u'.');
    const QString begun = beginsWithHost ? detail : detail.left(1).toUpper() + detail.mid(1);
    return begun.isEmpty() || begun.endsWith(u'.') ? begun : begun + u'.';
}

} // namespace claviger

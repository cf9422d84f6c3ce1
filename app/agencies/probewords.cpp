// SPDX-License-Identifier: Apache-2.0
#include "app/agencies/probefinding.h"
#include "app/agencies/words.h"

using namespace Qt::StringLiterals;

namespace claviger {

QString findingId(ProbeFinding::Kind kind)
{
    switch (kind) {
    case ProbeFinding::KeyWorks:
        return u"key-works"_s;
    case ProbeFinding::KeyExpired:
        return u"key-expired"_s;
    case ProbeFinding::KeyIncomplete:
        return u"key-incomplete"_s;
    case ProbeFinding::NoAgency:
        return u"no-agency"_s;
    case ProbeFinding::NoAgencyLikely:
        return u"no-agency-likely"_s;
    case ProbeFinding::TokenNeeded:
        return u"token-needed"_s;
    case ProbeFinding::AgencyRefused:
        return u"agency-refused"_s;
    case ProbeFinding::Throttled:
        return u"throttled"_s;
    case ProbeFinding::ThrottledLikely:
        return u"throttled-likely"_s;
    case ProbeFinding::Unreachable:
        return u"metadata-unreachable"_s;
    case ProbeFinding::Silent:
        return u"metadata-silent"_s;
    case ProbeFinding::GuardianBlocked:
        return u"guardian-blocked"_s;
    case ProbeFinding::GuardianUnasked:
        return u"guardian-unasked"_s;
    case ProbeFinding::ProxyInTheWay:
        return u"proxy-in-the-way"_s;
    case ProbeFinding::KeyOnlyFails:
        return u"key-only-fails"_s;
    case ProbeFinding::MetadataFails:
        return u"metadata-fails"_s;
    case ProbeFinding::NoTool:
        return u"no-tool"_s;
    case ProbeFinding::SshMissing:
        return u"ssh-missing"_s;
    case ProbeFinding::LoginRefused:
        return u"login-refused"_s;
    case ProbeFinding::HostKeyUnknown:
        return u"host-key-unknown"_s;
    case ProbeFinding::HostKeyChanged:
        return u"host-key-changed"_s;
    case ProbeFinding::NameUnknown:
        return u"name-unknown"_s;
    case ProbeFinding::ConnectionRefused:
        return u"connection-refused"_s;
    case ProbeFinding::NoRoute:
        return u"no-route"_s;
    case ProbeFinding::ConnectionSilent:
        return u"connection-silent"_s;
    case ProbeFinding::RunTooLong:
        return u"run-too-long"_s;
    case ProbeFinding::NoShell:
        return u"no-shell"_s;
    case ProbeFinding::NotTheScript:
        return u"not-the-script"_s;
    case ProbeFinding::OutputCut:
        return u"output-cut"_s;
    case ProbeFinding::OutputOdd:
        return u"output-odd"_s;
    case ProbeFinding::SshFailed:
        return u"ssh-failed"_s;
    }
    return {};
}

QString findingText(const ProbeFinding &finding, const ProbeTarget &target)
{
    const QString node = target.nodeName.isEmpty() ? target.address : target.nodeName;
    switch (finding.kind) {
    case ProbeFinding::KeyWorks:
        return AgencyWords::tr("securitykey works on %1: the agency gives it temporary keys.").arg(node);
    case ProbeFinding::KeyExpired:
        return AgencyWords::tr("%1 gets a temporary key whose end has passed.").arg(node);
    case ProbeFinding::KeyIncomplete:
        return AgencyWords::tr("%1 gets an answer that is no whole temporary key.").arg(node);
    case ProbeFinding::NoAgency:
        return AgencyWords::tr("No agency is bound to %1.").arg(node);
    case ProbeFinding::NoAgencyLikely:
        return AgencyWords::tr("There is nothing behind securitykey on %1: probably no agency is bound.").arg(node);
    case ProbeFinding::TokenNeeded:
        return AgencyWords::tr("The metadata service of %1 wants a token and gives none.").arg(node);
    case ProbeFinding::AgencyRefused:
        return AgencyWords::tr("IAM refuses the agency of %1.").arg(node);
    case ProbeFinding::Throttled:
        return AgencyWords::tr("%1 has asked its metadata service too often and is blocked.").arg(node);
    case ProbeFinding::ThrottledLikely:
        return AgencyWords::tr("The metadata service refuses %1 without a reason: probably it asked too often.").arg(node);
    case ProbeFinding::Unreachable:
        return AgencyWords::tr("%1 does not reach its metadata service.").arg(node);
    case ProbeFinding::Silent:
        return AgencyWords::tr("The metadata service does not answer %1 within 5 seconds.").arg(node);
    case ProbeFinding::GuardianBlocked:
        return AgencyWords::tr("securitykey works as %1, but fails as %2, the user of Guardian.").arg(target.userName, target.guardianUser);
    case ProbeFinding::GuardianUnasked:
        return AgencyWords::tr("securitykey works as %1; whether it does as %2 is unknown.").arg(target.userName, target.guardianUser);
    case ProbeFinding::ProxyInTheWay:
        return AgencyWords::tr("A proxy stands between %1 and its metadata service.").arg(node);
    case ProbeFinding::KeyOnlyFails:
        return AgencyWords::tr("The metadata service of %1 answers, but securitykey fails: it is not the network.").arg(node);
    case ProbeFinding::MetadataFails:
        return AgencyWords::tr("The metadata service of %1 answers with failures.").arg(node);
    case ProbeFinding::NoTool:
        return AgencyWords::tr("%1 has neither curl nor python3, so nothing could be asked.").arg(node);
    case ProbeFinding::SshMissing:
        return AgencyWords::tr("There is no ssh on this computer.");
    case ProbeFinding::LoginRefused:
        return AgencyWords::tr("%1 does not let %2 in without a password.").arg(node, target.userName);
    case ProbeFinding::HostKeyUnknown:
        return AgencyWords::tr("This computer does not know the host key of %1 yet.").arg(node);
    case ProbeFinding::HostKeyChanged:
        return AgencyWords::tr("The host key of %1 has changed: it may be another machine.").arg(node);
    case ProbeFinding::NameUnknown:
        return AgencyWords::tr("There is no host called %1.").arg(target.address);
    case ProbeFinding::ConnectionRefused:
        return AgencyWords::tr("%1 refuses ssh connections.").arg(target.address);
    case ProbeFinding::NoRoute:
        return AgencyWords::tr("There is no route from this computer to %1.").arg(target.address);
    case ProbeFinding::ConnectionSilent:
        return AgencyWords::tr("%1 does not answer ssh in time.").arg(target.address);
    case ProbeFinding::RunTooLong:
        return AgencyWords::tr("The probe did not end on %1 in time and was stopped.").arg(node);
    case ProbeFinding::NoShell:
        return AgencyWords::tr("%1 has no usable sh for %2.").arg(node, target.userName);
    case ProbeFinding::NotTheScript:
        return AgencyWords::tr("%1 let %2 in, but did not run the probe.").arg(node, target.userName);
    case ProbeFinding::OutputCut:
        return AgencyWords::tr("The connection to %1 ended before the probe did.").arg(node);
    case ProbeFinding::OutputOdd:
        return AgencyWords::tr("What came back from %1 is not what the probe prints.").arg(node);
    case ProbeFinding::SshFailed:
        return AgencyWords::tr("ssh could not connect to %1.").arg(node);
    }
    return {};
}

QString findingAdvice(const ProbeFinding &finding, const ProbeTarget &target)
{
    const QString signIn = QLatin1String("ssh %1@%2").arg(target.userName, target.address);
    switch (finding.kind) {
    case ProbeFinding::KeyWorks:
        return AgencyWords::tr("If the alarm stays, probe the other nodes, then look at the logs and the clock of Guardian.");
    case ProbeFinding::KeyExpired:
        return finding.clocksDiffer ? AgencyWords::tr("Its clock and the one of this computer differ: check NTP on the node, then probe again.")
                                    : AgencyWords::tr("Check NTP on the node, and probe again after some minutes: the metadata service may hold an old key.");
    case ProbeFinding::KeyIncomplete:
        return AgencyWords::tr("Probe again after some minutes. If it stays, open a ticket with the status shown here.");
    case ProbeFinding::NoAgency:
        return AgencyWords::tr("Bind one on the MRS console: Manage Agency. It reaches the node after some minutes.");
    case ProbeFinding::NoAgencyLikely:
        return AgencyWords::tr("Compare with the agency that the table of nodes shows for it; if there is none, bind one with Manage Agency.");
    case ProbeFinding::TokenNeeded:
        return AgencyWords::tr("Check the metadata options of the server (http_tokens) on the ECS console.");
    case ProbeFinding::AgencyRefused:
        return AgencyWords::tr("Check the agency in IAM: whether it exists, trusts op_svc_ecs and has not expired. Then bind it again or another one.");
    case ProbeFinding::Throttled:
    case ProbeFinding::ThrottledLikely:
        return AgencyWords::tr("Wait 30 minutes without probing, and look for the process on the node that keeps asking 169.254.169.254.");
    case ProbeFinding::Unreachable:
    case ProbeFinding::Silent:
        return AgencyWords::tr("On the node, look at “ip route | grep 169.254” and at its firewall, and allow outbound TCP 80 to 169.254.0.0/16 in the security group. "
                               "A missing route is added with “ip route add 169.254.169.254 via GATEWAY dev eth0” and made permanent in route-eth0.");
    case ProbeFinding::GuardianBlocked:
        return finding.answers.guardian && finding.answers.guardian->hasProxy
            ? AgencyWords::tr("A proxy is set for %1: set no_proxy=169.254.169.254 for it, and look for firewall rules by user (iptables --uid-owner).").arg(target.guardianUser)
            : AgencyWords::tr("Look for a firewall rule by user on the node (iptables --uid-owner) and for proxy variables of %1; remove the rule or set no_proxy=169.254.169.254.").arg(target.guardianUser);
    case ProbeFinding::GuardianUnasked:
        return finding.answers.guardianState == ProbeAnswers::Absent
            ? AgencyWords::tr("The node has no user %1. Enter the one that Guardian runs as, then probe again.").arg(target.guardianUser)
            : AgencyWords::tr("%1 may not act as %2 there. Sign in as root, or allow “sudo -n -u %2 sh”, then probe again.").arg(target.userName, target.guardianUser);
    case ProbeFinding::ProxyInTheWay:
        return AgencyWords::tr("Set no_proxy=169.254.169.254 where http_proxy is set on the node. “curl --noproxy '*'” shows what the service itself answers.");
    case ProbeFinding::KeyOnlyFails:
        return AgencyWords::tr("Check the agency in IAM. If it is fine and only this node fails, it may be blocked for asking too often: wait 30 minutes.");
    case ProbeFinding::MetadataFails:
        return AgencyWords::tr("Check route and firewall of the node, then open a ticket for its metadata service with the status shown here.");
    case ProbeFinding::NoTool:
        return AgencyWords::tr("Install curl on the node, or probe another one.");
    case ProbeFinding::SshMissing:
        return AgencyWords::tr("Install the OpenSSH client, or copy the command and run it where there is one.");
    case ProbeFinding::LoginRefused:
        return AgencyWords::tr("Load the key for it into your ssh agent (ssh-add), or enter another user. Claviger never asks for a password of a node.");
    case ProbeFinding::HostKeyUnknown:
        return AgencyWords::tr("Connect once in a terminal (%1), compare the fingerprint and accept it, then probe again.").arg(signIn);
    case ProbeFinding::HostKeyChanged:
        return AgencyWords::tr("Find out why before you connect. If the node was made anew, remove the old key with “ssh-keygen -R %1”.").arg(target.address);
    case ProbeFinding::NameUnknown:
        return AgencyWords::tr("Enter its IP address, or check the name server.");
    case ProbeFinding::ConnectionRefused:
        return AgencyWords::tr("Check that sshd runs there and at which port; another port is set for the host in your ~/.ssh/config.");
    case ProbeFinding::NoRoute:
    case ProbeFinding::ConnectionSilent:
        return AgencyWords::tr("Nodes are often reached by VPN or a jump host only: set ProxyJump for it in your ~/.ssh/config, and check the security group (TCP 22).");
    case ProbeFinding::RunTooLong:
        return AgencyWords::tr("Sign in yourself (%1) and see what hangs; sudo and su are used to ask as %2.").arg(signIn, target.guardianUser);
    case ProbeFinding::NoShell:
    case ProbeFinding::NotTheScript:
        return AgencyWords::tr("Sign in yourself (%1): a restricted shell or a forced command may stand in the way. Another user may do.").arg(signIn);
    case ProbeFinding::OutputCut:
        return AgencyWords::tr("Probe again once the connection holds. This run may count all the same.");
    case ProbeFinding::OutputOdd:
        return AgencyWords::tr("Nothing of it was kept. Copy the command and run it yourself.");
    case ProbeFinding::SshFailed:
        return AgencyWords::tr("Try it yourself in a terminal (%1); it says more with -v.").arg(signIn);
    }
    return {};
}

QString answerText(const KeyAnswer &answer)
{
    if (answer.status == 0)
        return answer.silence == KeyAnswer::TimedOut  ? AgencyWords::tr("no answer within 5 seconds")
            : answer.silence == KeyAnswer::Refused ? AgencyWords::tr("no connection")
                                                   : AgencyWords::tr("the connection broke");
    QStringList said{AgencyWords::tr("status %1").arg(answer.status)};
    if (answer.isComplete)
        said.append(AgencyWords::tr("temporary key %1").arg(answer.access));
    else if (answer.saysUnbound)
        said.append(AgencyWords::tr("says that no agency is configured"));
    else if (answer.isHtml)
        said.append(AgencyWords::tr("a web page"));
    else if (answer.isEmpty)
        said.append(AgencyWords::tr("nothing in it"));
    else if (answer.namesIam)
        said.append(AgencyWords::tr("speaks of IAM or the agency"));
    else if (answer.isCut)
        said.append(AgencyWords::tr("far too long"));
    if (answer.tokenStatus)
        said.append(*answer.tokenStatus == 200 ? AgencyWords::tr("with a token")
                                               : AgencyWords::tr("no token (status %1)").arg(*answer.tokenStatus));
    if (answer.hasProxy)
        said.append(AgencyWords::tr("a proxy is set"));
    return said.join(u", "_s);
}

} // namespace claviger

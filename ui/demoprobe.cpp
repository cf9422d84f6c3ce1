// SPDX-License-Identifier: Apache-2.0
#include "ui/demoprobe.h"

using namespace Qt::StringLiterals;

namespace claviger {

ProbeRunner probeOfSimulatedNodes(std::function<QString()> controlUrl)
{
    return [controlUrl = std::move(controlUrl)](const ProbeTarget &target, const QByteArray &mark, const std::stop_token &stop) {
        const QString address = u"%1/nodes/%2"_s.arg(controlUrl(), target.serverId);
        ProcessCall call{.program = u"sh"_s, .arguments = {u"-s"_s}, .limit = probeLimit};
        for (const QString &proxy : {u"http_proxy"_s, u"HTTP_PROXY"_s, u"all_proxy"_s, u"ALL_PROXY"_s}) // of this computer
            call.environment.emplace_back(proxy, QString());
        call.input = probeScript(mark, address.toUtf8(), {}); // both asks as oneself: there is no omm here
        return runProcess(call, stop);
    };
}

} // namespace claviger

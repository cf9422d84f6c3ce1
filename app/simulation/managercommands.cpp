// SPDX-License-Identifier: Apache-2.0
// Starting and stopping services through the simulated Manager, and how far a command is: manager.md, 1.5, rows 7 and 8.
#include "app/simulation/clusterservices.h"
#include "app/simulation/managerrequest.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace claviger::sim {

namespace {

constexpr int badCommandRequest = 16;
constexpr int commandIsRunning = 17;
constexpr Elapsed serviceTakes = 20s; // to start or to stop
constexpr std::size_t mostCommands = 100; // that are remembered

// Guardian keeps its data in HDFS.
constexpr auto storage = "HDFS"_L1;
constexpr auto needsStorage = "Guardian"_L1;

// What goes down with it, or has to be up before it.
QStringList servicesFor(const QStringList &installed, const QString &service, bool starts, bool onlySelf)
{
    const QString other = starts ? QString(storage) : QString(needsStorage);
    const bool hasOther = !onlySelf && service == (starts ? needsStorage : storage) && installed.contains(other);
    return hasOther ? QStringList{other, service} : QStringList{service};
}

Reply commandReply(const ServiceCommand &command, int progress)
{
    const auto steps = jsonList(command.services, [&command](const QString &service) {
        return JsonObject().add("name", command.starts ? u"Start service"_s : u"Stop service"_s).add("description", service);
    });
    const JsonObject result = JsonObject()
                                  .add("cluster_id", command.clusterNumber)
                                  .add("step_list", steps)
                                  .raw("fail_entity_list", "[]")
                                  .add("total_step_size", progress);
    return managerJson(JsonObject()
                           .add("id", command.id)
                           .add("state", command.isOver ? u"COMPLETE"_s : u"IN_PROGRESS"_s)
                           .add("error_code", 0)
                           .add("error_description", QString())
                           .raw("total_progress", QByteArray::number(progress) + ".0")
                           .add("res_obj", result));
}

ServiceCommand *commandOf(ManagerState &state, int id)
{
    const auto command = std::find_if(state.commands.begin(), state.commands.end(),
                                      [id](const ServiceCommand &one) { return one.id == id; });
    return command == state.commands.end() ? nullptr : &*command;
}

// One service after the other.
void goOn(World &world, int id, qsizetype done)
{
    ServiceCommand *command = commandOf(world.manager, id);
    Cluster *cluster = command ? world.fleet.cluster(command->clusterId) : nullptr;
    if (!cluster)
        return;
    setServiceState(world, *cluster, command->services.at(done),
                    command->starts ? ServiceState::Good : ServiceState::Stopped);
    if (done + 1 == command->services.size())
        command->isOver = true;
    else
        world.after(serviceTakes, [id, done](World &later) { goOn(later, id, done + 1); });
}

Reply begin(ManagerRequest &request, bool starts)
{
    const Cluster *cluster = request.cluster(request.ids.at(0));
    if (!cluster)
        return v1Failed(noSuchCluster, u"The cluster does not exist."_s);
    const QString service = request.ids.at(1);
    const QStringList installed = servicesOf(request.world, *cluster);
    if (!installed.contains(service))
        return v1Failed(noSuchService, u"The service does not exist."_s);
    const QJsonValue onlySelf = request.body.value("only_self"_L1);
    if (!onlySelf.isUndefined() && !onlySelf.isBool())
        return v1Failed(badCommandRequest, u"only_self must be true or false."_s);
    std::deque<ServiceCommand> &commands = request.state().commands;
    if (std::any_of(commands.begin(), commands.end(), [&](const ServiceCommand &one) {
            return !one.isOver && one.clusterId == cluster->id;
        }))
        return v1Failed(commandIsRunning, u"Another command of this cluster is running."_s);
    while (commands.size() >= mostCommands)
        commands.pop_front();
    commands.push_back({.id = request.state().takeCommandId(),
                        .clusterId = cluster->id,
                        .clusterNumber = cluster->managerId,
                        .services = servicesFor(installed, service, starts, onlySelf.toBool()),
                        .starts = starts,
                        .began = request.world.elapsed()});
    const int id = commands.back().id;
    request.world.after(serviceTakes, [id](World &later) { goOn(later, id, 0); });
    return commandReply(commands.back(), 0);
}

} // namespace

Reply startService(ManagerRequest &request)
{
    return begin(request, true);
}

Reply stopService(ManagerRequest &request)
{
    return begin(request, false);
}

Reply showCommandProgress(ManagerRequest &request)
{
    if (const ServiceCommand *command = commandOf(request.state(), request.ids.front().toInt())) {
        const Elapsed wanted = serviceTakes * command->services.size();
        const auto share = static_cast<int>((request.world.elapsed() - command->began) * 100 / wanted);
        return commandReply(*command, command->isOver ? 100 : std::clamp(share, 0, 99));
    }
    const std::optional<Reply> collection = collectionProgress(request);
    return collection ? *collection : v1Failed(noSuchCommand, u"The command does not exist."_s);
}

} // namespace claviger::sim

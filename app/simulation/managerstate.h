// SPDX-License-Identifier: Apache-2.0
// What the simulated FusionInsight Manager knows: its own users (not the cloud's) with roles and lock-outs, sessions,
// the tickets of its CAS server, its time zone, and levers. manager.md, sections 1.2 to 1.4. No HTTP here.
#pragma once

#include "app/simulation/alarmledger.h"
#include "app/simulation/managerpasses.h"
#include "app/simulation/timeline.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace claviger::sim {

class LogCollections;
class SyslogOutbox;

enum class ManagerRight {
    None, // any session will do
    SeeClusters,
    SeeAlarms,
    ChangeAlarms, // clear and mask
    CollectLogs,
    Operate, // start and stop services
    Administrate,
};

struct ManagerUser
{
    QString name = {};
    QString password = {};
    QStringList roles = {}; // Manager_administrator, Manager_operator, Manager_viewer, Manager_tenant, Manager_auditor
    QString description = {};
    QStringList groups = {};
    QString primaryGroup = {};
    bool isHuman = false; // userType HM, else MM
    bool mustChangePassword = false; // humans, before their first login

    std::vector<Elapsed> failures = {};
    std::optional<Elapsed> lockedUntil = {};

    [[nodiscard]] bool may(ManagerRight right) const;
};

struct ManagerLoginPolicy
{
    int attempts = 5;
    Elapsed countedWithin = std::chrono::minutes(5);
    Elapsed lockedFor = std::chrono::minutes(5);
};

struct ManagerSession
{
    QString user = {}; // empty: not logged in yet, on the way through CAS
    QByteArray token = {}; // X-HW-FI-Auth-Token
    QByteArray wanted = {}; // target to go on to after CAS
};

// A file that an export made, until it is fetched.
struct ManagerExport
{
    QByteArray contents = {};
    std::optional<AlarmQuery> alarms = {}; // set: it is written while it is fetched
};

// A service that is being started or stopped.
struct ServiceCommand
{
    int id = 0;
    QString clusterId = {}; // of MRS
    int clusterNumber = 0;  // of Manager
    QStringList services = {}; // in the order in which they come
    bool starts = false;
    Elapsed began = {};
    bool isOver = false;
};

class ManagerState
{
public:
    // Users admin (Manager_administrator), example-operator, example-viewer (machine accounts of those roles) and
    // example-newcomer (an operator who has to change the password first), all with example-manager-Password1.
    ManagerState();

    enum class Verdict { Right, Wrong, Locked };
    // Counts wrong ones, and locks. Unknown users have a wrong password, whatever it is.
    [[nodiscard]] Verdict checkPassword(const QString &name, const QString &password, Elapsed now);

    ManagerUser &add(ManagerUser user);
    [[nodiscard]] ManagerUser *user(const QString &name);
    [[nodiscard]] const std::deque<ManagerUser> &users() const { return m_users; }
    void removeUser(const QString &name); // and ends its sessions

    void endSessionsOf(const QString &name);
    void endSessions(); // all, now; CAS forgets its logins too

    ManagerPasses<ManagerSession> sessions{std::chrono::minutes(20)}; // by id; a request renews them
    ManagerPasses<QByteArray> loginTickets{std::chrono::minutes(10)}; // lt of the login page: casSessionId
    ManagerPasses<QString> grantingTickets{std::chrono::hours(8)}; // CASTGC: user
    ManagerPasses<QString> serviceTickets{std::chrono::minutes(5)}; // ticket=: user
    ManagerLoginPolicy loginPolicy;

    QTimeZone zone; // Manager's own, in which its pages take and show times
    bool isSecurityMode =
        true; // Kerberos; otherwise login_check opens a session for anybody and the cookie is FISessionId
    enum class Reach { Answers, Refuses, Hangs };
    Reach reach = Reach::Answers;

    ManagerPasses<ManagerExport> exports{std::chrono::minutes(30)}; // by file name
    QHash<int, Instant> masks; // alarm id: those that occurred from then on are neither shown nor counted

    [[nodiscard]] int takeCommandId() { return ++m_lastCommand; } // collections of logs count as commands too
    std::deque<ServiceCommand> commands; // the last ones, oldest first

    std::shared_ptr<LogCollections> logs; // see logCollections()
    std::shared_ptr<SyslogOutbox> syslog; // see setUpSyslog(); null: nothing is sent

private:
    int m_lastCommand = 0;
    std::deque<ManagerUser> m_users; // elements keep their address while others are added
};

} // namespace claviger::sim

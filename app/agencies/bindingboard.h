// SPDX-License-Identifier: Apache-2.0
// What the agency page knows: the clusters of the project, how each is bound, and how far the reading is. All readings go
// through it, those that nobody asked for too.
#pragma once

#include "app/agencies/bindingmodel.h"

#include <QObject>
#include <QPointer>

#include <stop_token>

namespace claviger {

// How much a verdict wants a person.
enum class BindingConcern { None, Attention, Broken, Unknown };
[[nodiscard]] BindingConcern concernOf(BindingVerdict::Kind kind);

class DriftWatch;

class BindingBoard final : public QObject
{
    Q_OBJECT
public:
    // A person's of all clusters, or of one; the one that nobody sees.
    enum class Scope { All, One, Quiet };
    Q_ENUM(Scope)

    // NoProject: the user may work in none, so there is nothing to read clusters with.
    enum State { NoSession, NoProject, Loading, Ready, Failed };
    Q_ENUM(State)

    explicit BindingBoard(QObject *parent = nullptr);
    ~BindingBoard() override;

    void open(BindingDesk desk, QString projectName); // after sign-in; reads nothing yet
    void close();                                     // after sign-out

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; } // Failed
    [[nodiscard]] const std::vector<UnreadProject> &unread() const { return m_unread; } // projects, of the last refresh
    [[nodiscard]] BindingModel &clusters() { return m_clusters; }
    [[nodiscard]] const QString &projectName() const { return m_projectName; }
    [[nodiscard]] bool wasRead() const { return m_wasRead; } // once since sign-in
    [[nodiscard]] int readSoFar() const { return m_readSoFar; } // clusters, while Loading
    [[nodiscard]] const QString &reading() const { return m_readingOne; } // id of the one cluster that is read; empty: none
    [[nodiscard]] const std::optional<Error> &oneError() const { return m_oneError; } // of the last one
    [[nodiscard]] int count(BindingConcern concern) const; // clusters

    void refresh();                        // all clusters
    void refreshOne(const QString &clusterId); // node by node
    void cancel();                         // what was read stays
    // An agency that ends within that time is told of, also where it was read before. Stays when the session ends.
    void setSoon(std::chrono::hours soon);
    [[nodiscard]] std::chrono::hours soon() const { return m_soon; }
    void adopt(const claviger::ClusterReading &reading); // that somebody else has made of a cluster of the list

    // All clusters, unseen: the state stays as it is, rows change in their place. A person's own reading ends it. False: it
    // was not begun, since there is no project, or something is being read.
    bool readQuietly(int lanes);
    void stopQuietly();
    [[nodiscard]] bool isBusy() const { return m_state == Loading || !m_readingOne.isEmpty() || m_isQuietlyReading; }

    // Who reads quietly, for the pages that show it; null: nobody.
    void setWatch(DriftWatch *watch);
    [[nodiscard]] DriftWatch *watch() const;

Q_SIGNALS:
    void stateChanged();
    void soonChanged();
    void clusterRead(const claviger::ClusterReading &reading); // each that was made, by whomever
    // An error: the clusters could not be listed, or the one not read, or it was stopped.
    void readingEnded(claviger::BindingBoard::Scope scope, const std::optional<claviger::Error> &error);

private:
    void enter(State state);
    void stopReading();
    void note(const ClusterReading &reading);
    void endQuietly(const Result<BindingReadings> &readings);
    void takeIn(const BindingReadings &readings);

    BindingDesk m_desk;
    std::chrono::hours m_soon = BindingDesk().soon;
    QString m_projectName;
    State m_state = NoSession;
    std::optional<Error> m_error, m_oneError;
    std::vector<UnreadProject> m_unread;
    BindingModel m_clusters;
    bool m_wasRead = false;
    int m_readSoFar = 0;
    QString m_readingOne;
    int m_generation = 0; // what earlier readings give is thrown away
    std::stop_source m_stop;
    bool m_isQuietlyReading = false;
    int m_quietGeneration = 0;
    std::stop_source m_quietStop;
    QPointer<QObject> m_watch;
};

} // namespace claviger

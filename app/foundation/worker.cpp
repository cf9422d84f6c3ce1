// SPDX-License-Identifier: Apache-2.0
#include "app/foundation/worker.h"

#include "app/foundation/words.h"

#include <QThread>

#include <condition_variable>
#include <deque>
#include <mutex>

using namespace Qt::StringLiterals;

namespace claviger {

struct Worker::Queue
{
    std::mutex mutex;
    std::condition_variable somethingNew;
    std::deque<std::function<void()>> jobs;
    bool isEnding = false;
    std::unique_ptr<QThread> thread;

    void work()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            somethingNew.wait(lock, [this] { return isEnding || !jobs.empty(); });
            if (jobs.empty())
                return;
            {
                const std::function<void()> job = std::move(jobs.front());
                jobs.pop_front();
                lock.unlock();
                job();
            } // what the job held is let go here, without the lock: it may post
            lock.lock();
        }
    }
};

Worker::Worker(const QString &name, std::function<void()> atEnd)
    : m_queue(std::make_unique<Queue>())
{
    m_queue->thread.reset(QThread::create([queue = m_queue.get(), atEnd = std::move(atEnd)] {
        queue->work();
        if (atEnd)
            atEnd();
    }));
    m_queue->thread->setObjectName(name);
    m_queue->thread->start();
}

Worker::~Worker()
{
    end();
}

void Worker::end()
{
    {
        const std::lock_guard lock(m_queue->mutex);
        m_queue->isEnding = true;
    }
    m_queue->somethingNew.notify_one();
    Q_ASSERT(QThread::currentThread() != m_queue->thread.get());
    m_queue->thread->wait();
}

bool Worker::post(std::function<void()> job) const
{
    {
        const std::lock_guard lock(m_queue->mutex);
        if (m_queue->isEnding)
            return false;
        m_queue->jobs.push_back(std::move(job));
    }
    m_queue->somethingNew.notify_one();
    return true;
}

Error Worker::ended()
{
    return {.fault = Fault::Cancelled, .detail = BasicWords::tr("the worker has ended")};
}

} // namespace claviger

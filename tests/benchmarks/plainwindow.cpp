// SPDX-License-Identifier: Apache-2.0
// The plain Qt window that the start of Claviger is compared with: a tool bar with five SVG icons, a dock list, a table of
// 40 x 6, a status bar, nothing else. Prints "painted" after the first paint; with --exit-after-paint it ends 0.3 s later.
#include <QApplication>
#include <QDockWidget>
#include <QListWidget>
#include <QMainWindow>
#include <QStatusBar>
#include <QTableWidget>
#include <QTimer>
#include <QToolBar>

#include <cstdio>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

class PlainWindow final : public QMainWindow
{
public:
    explicit PlainWindow(bool exitsAfterPaint)
        : m_exitsAfterPaint(exitsAfterPaint)
    {
        auto *bar = addToolBar(u"Tools"_s);
        for (const QString &name : {u"key"_s, u"refresh"_s, u"filter"_s, u"export"_s, u"settings"_s})
            bar->addAction(QIcon(":/icons/"_L1 + name + ".svg"_L1), name);

        auto *dock = new QDockWidget(u"Navigation"_s, this);
        auto *list = new QListWidget(dock);
        for (int row = 0; row < 12; ++row)
            list->addItem(u"Entry %1"_s.arg(row));
        dock->setWidget(list);
        addDockWidget(Qt::LeftDockWidgetArea, dock);

        auto *table = new QTableWidget(40, 6, this);
        for (int row = 0; row < table->rowCount(); ++row) {
            for (int column = 0; column < table->columnCount(); ++column)
                table->setItem(row, column, new QTableWidgetItem(u"Row %1, column %2"_s.arg(row).arg(column)));
        }
        setCentralWidget(table);
        statusBar()->showMessage(u"Ready"_s);
        resize(1280, 800);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QMainWindow::paintEvent(event);
        if (std::exchange(m_isPainted, true))
            return;
        // The children are painted in the same go; the timer comes after all of it has left for the screen.
        QTimer::singleShot(0, this, [this] {
            std::puts("painted");
            std::fflush(stdout);
            if (m_exitsAfterPaint)
                QTimer::singleShot(300ms, qApp, &QCoreApplication::quit);
        });
    }

private:
    bool m_exitsAfterPaint;
    bool m_isPainted = false;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    PlainWindow window(QCoreApplication::arguments().contains(u"--exit-after-paint"_s));
    window.show();
    return QApplication::exec();
}

// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/secretfile.h"

#include "app/accesskeys/exports.h"
#include "ui/widgets/confirmdialog.h"

#include <QCoreApplication>
#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

struct SecretFileWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::SecretFile)
};

void askAboutFolder(QWidget *parent, const std::function<void()> &save)
{
    auto *ask = new ConfirmDialog(
        {.title = SecretFileWords::tr("Others can look into this folder"),
         .sentence = SecretFileWords::tr("The file itself will be readable by you alone, but others on this computer can see that it is there."),
         .act = SecretFileWords::tr("Save it here"),
         .actName = u"confirmSave"_s},
        parent);
    QObject::connect(ask, &QDialog::accepted, parent, save);
    ask->open();
}

} // namespace

void chooseSecretFile(QWidget *parent, const std::function<void(const QString &path)> &save)
{
    auto *dialog = new QFileDialog(parent, SecretFileWords::tr("Save the secret"), {}, SecretFileWords::tr("CSV files (*.csv)"));
    dialog->setObjectName(u"saveSecretDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(u"credentials.csv"_s);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [parent, save](const QString &path) {
        if (isFolderOpenToOthers(path))
            askAboutFolder(parent, [save, path] { save(path); });
        else
            save(path);
    });
    dialog->open();
}

} // namespace claviger

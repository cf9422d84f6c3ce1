// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/keydeletion.h"

#include "ui/widgets/confirmdialog.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace claviger {

namespace {

struct DeletionWords
{
    Q_DECLARE_TR_FUNCTIONS(claviger::KeyDeletion)
};

} // namespace

QDialog *askToDeleteKey(const QString &accessKey, const QString &userName, bool isProduction, QWidget *parent)
{
    auto *ask = new ConfirmDialog(
        {.title = DeletionWords::tr("Delete %1?").arg(accessKey),
         .sentence = DeletionWords::tr("Programs that use this key of %1 lose access at once. This cannot be undone.").arg(userName),
         .act = DeletionWords::tr("Delete key"),
         .actName = u"confirmDelete"_s,
         .typedName = isProduction ? accessKey : QString()},
        parent);
    ask->open();
    return ask;
}

QString notDeletedWords(const Error &error)
{
    return error.fault == Fault::Unconfirmed ? DeletionWords::tr("Whether the key was deleted is not known")
                                             : DeletionWords::tr("The key was not deleted");
}

QString entryLeftWords(const QString &accessKey, const Error &error)
{
    if (error.fault == Fault::Cancelled)
        return DeletionWords::tr("%1 is deleted, but its secret may still be in the keychain, which was not asked").arg(accessKey);
    return DeletionWords::tr("%1 is deleted, but its secret is still in the keychain").arg(accessKey);
}

QString entryLeftAdvice(const QString &entry)
{
    return DeletionWords::tr("It opens nothing any more. Remove the entry “%1” with the program that shows your keychain.").arg(entry);
}

} // namespace claviger

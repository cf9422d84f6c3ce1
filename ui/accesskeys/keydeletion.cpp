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

} // namespace claviger

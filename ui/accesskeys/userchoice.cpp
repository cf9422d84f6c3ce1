// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/userchoice.h"

#include "ui/widgets/tokens.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QTextDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

UserChoice::UserChoice(QWidget *parent)
    : QComboBox(parent)
{
    setObjectName(u"keyUser"_s);
    setMinimumWidth(280);
    setMaxVisibleItems(20);
    setEditable(true);
    setInsertPolicy(NoInsert);
    lineEdit()->setPlaceholderText(tr("Type a user name"));
    lineEdit()->setAccessibleName(tr("User"));
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QComboBox::activated, this, [this](int index) { Q_EMIT chosen(itemData(index).toString()); });
    connect(lineEdit(), &QLineEdit::returnPressed, this, &UserChoice::chooseTyped);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &UserChoice::forgetTyped);
}

void UserChoice::setUsers(const std::vector<IamUser> &users)
{
    if (users == m_users)
        return;
    m_users = users;
    const bool isTyping = lineEdit()->isModified();
    const QString typed = lineEdit()->text();
    const int cursor = lineEdit()->cursorPosition();
    {
        const QSignalBlocker quiet(this);
        clear();
        for (const IamUser &user : users)
            addItem(&user == &users.front() ? tr("%1 (you)").arg(user.name) : user.name, user.id);
        setCurrentIndex(findData(m_selected));
        lineEdit()->setCursorPosition(0);
    }
    setEnabled(count() > 1);
    if (!isTyping || users.empty())
        return;
    lineEdit()->setText(typed);
    lineEdit()->setModified(true);
    lineEdit()->setCursorPosition(cursor);
}

void UserChoice::select(const QString &userId)
{
    m_selected = userId;
    if (!lineEdit()->isModified()) {
        setCurrentIndex(findData(userId));
        lineEdit()->setCursorPosition(0); // a long name shows its beginning
    }
    reflectTip();
}

void UserChoice::setWhyAlone(const QString &why)
{
    m_whyAlone = why;
    reflectTip();
}

void UserChoice::resizeEvent(QResizeEvent *event)
{
    QComboBox::resizeEvent(event);
    reflectTip();
}

void UserChoice::reflectTip()
{
    const bool isCut = fontMetrics().horizontalAdvance(currentText()) > lineEdit()->width() - 2 * space::Control;
    // Plain text that looks like markup must not become rich text.
    const QString name = isCut ? Qt::convertFromPlainText(currentText()) : QString();
    setToolTip(m_whyAlone.isEmpty() ? name : m_whyAlone);
}

// Enter chooses the user of that name, else the only one whose name holds what was typed.
void UserChoice::chooseTyped()
{
    if (!lineEdit()->isModified())
        return; // an entry of the list was chosen just now
    const QString typed = lineEdit()->text().trimmed();
    const auto isMeant = [&typed](const IamUser &user) { return user.name.compare(typed, Qt::CaseInsensitive) == 0; };
    const auto holdsIt = [&typed](const IamUser &user) { return user.name.contains(typed, Qt::CaseInsensitive); };
    auto found = std::find_if(m_users.begin(), m_users.end(), isMeant);
    if (found == m_users.end() && !typed.isEmpty() && std::count_if(m_users.begin(), m_users.end(), holdsIt) == 1)
        found = std::find_if(m_users.begin(), m_users.end(), holdsIt);
    if (found != m_users.end())
        Q_EMIT chosen(found->id);
}

void UserChoice::forgetTyped()
{
    const QAbstractItemView *found = completer()->popup();
    if (found->isVisible() && found->currentIndex().isValid())
        return; // Enter on an entry of the list: it is chosen right after this
    setCurrentIndex(findData(m_selected));
    setEditText(itemText(currentIndex())); // clears the mark of typing too
}

} // namespace claviger

// SPDX-License-Identifier: Apache-2.0
#include "ui/accesskeys/issuedbanner.h"

#include "app/accesskeys/accesskeyboard.h"
#include "app/vault/vaultboard.h"
#include "ui/accesskeys/keydeletion.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace claviger {

IssuedBanner::IssuedBanner(AccessKeyBoard &board, VaultBoard &vault, std::shared_ptr<const Clock> clock, QWidget *parent)
    : FailureBanner(parent)
    , m_issuance(board.issuance())
    , m_vault(vault)
    , m_clock(std::move(clock))
{
}

void IssuedBanner::reflect()
{
    if (m_issuance.state() == Issuance::Idle) {
        say(Verdict::Info, {}); // nothing of the last key stays behind
        clear();
        return;
    }
    rebuildButtons();
    switch (m_issuance.state()) {
    case Issuance::Idle:
        break;
    case Issuance::Running:
        clear();
        break;
    case Issuance::Refused:
        sayRefused();
        break;
    case Issuance::Issued:
        m_issuance.issued()->kind == IssuedKey::AnswerLost ? sayLost() : sayIssued();
        break;
    case Issuance::Deleted:
        sayDeleted();
        break;
    }
}

// The buttons of the banner belong to a situation; they are rebuilt only when it changes, so that the focus stays.
void IssuedBanner::rebuildButtons()
{
    QString situation;
    const std::optional<IssuedKey> &issued = m_issuance.issued();
    if (m_issuance.state() == Issuance::Refused)
        situation = m_issuance.error() && m_issuance.error()->fault >= Fault::StoreLocked && m_issuance.error()->fault <= Fault::StoreSilent
            ? u"no keychain"_s
            : u"refused"_s;
    else if (m_issuance.state() == Issuance::Issued && issued->kind == IssuedKey::NotStored)
        situation = u"not stored"_s;
    else if (m_issuance.mayCompare())
        situation = u"compare"_s;
    if (situation == m_builtFor)
        return;
    m_builtFor = situation;
    banner()->clearButtons();
    const auto tryAgain = [this] { Q_EMIT createAgain(m_issuance.request().description); };
    if (situation == "no keychain"_L1 || situation == "refused"_L1)
        connect(banner()->addButton(tr("Try again…"), u"tryAgain"_s), &QPushButton::clicked, this, tryAgain);
    if (situation == "no keychain"_L1)
        connect(banner()->addButton(tr("Keep secrets in memory only"), u"memoryOnly"_s), &QPushButton::clicked, this, [this, tryAgain] {
            m_vault.useMemoryOnly();
            tryAgain();
        });
    if (situation == "not stored"_L1)
        connect(banner()->addButton(tr("Try again"), u"storeAgain"_s), &QPushButton::clicked, &m_issuance, &Issuance::storeAgain);
    if (situation == "compare"_L1)
        connect(banner()->addButton(tr("Compare key list"), u"compareKeys"_s), &QPushButton::clicked, &m_issuance,
                &Issuance::compareAgain);
}

void IssuedBanner::sayRefused()
{
    const Error &error = *m_issuance.error();
    say(error, m_issuance.finishedAt(), {}, {}, error.fault == Fault::Cancelled ? Verdict::Info : Verdict::Broken);
}

void IssuedBanner::sayIssued()
{
    const IssuedKey &issued = *m_issuance.issued();
    const QString saved = m_issuance.savedTo().isEmpty() ? QString() : u' ' + tr("It is in the file %1 too.").arg(m_issuance.savedTo());
    if (m_issuance.error() && m_issuance.work() == Issuance::NoWork && m_issuance.failedWork() != Issuance::StoringAgain)
        sayFailedWork();
    else if (issued.kind == IssuedKey::NotStored && !m_issuance.savedTo().isEmpty())
        say(Verdict::Attention, tr("The secret is in a file, not in the keychain"),
            tr("%1 Keep it as you would a password, or try the keychain again.").arg(m_issuance.savedTo() + u'.'));
    else if (issued.kind == IssuedKey::NotStored)
        say(*issued.storeError, m_issuance.finishedAt(), riskWords(), {}, Verdict::Attention);
    else if (!issued.orphans.empty())
        sayAnotherAppeared();
    else if (issued.journalError)
        say(*issued.journalError, m_issuance.finishedAt(), tr("The journal could not note the result"), {}, Verdict::Attention);
    else if (m_issuance.mayCompare() && !m_issuance.isSecretAtRisk())
        say(*issued.compareError, m_issuance.finishedAt(), tr("The secret is safe, but whether a second key was made could not be checked"),
            tr("Compare the key list to find out: a key that nobody asked for should be deleted."), Verdict::Attention);
    else if (m_issuance.isMemoryOnly() && !m_issuance.savedTo().isEmpty())
        say(Verdict::Attention, tr("The secret is in a file, and in memory until Claviger ends"), m_issuance.savedTo());
    else if (m_issuance.isMemoryOnly())
        say(Verdict::Attention, riskWords(),
            tr("It is forgotten when Claviger ends, and the cloud will not show it again. Save it or copy it now."));
    else
        say(Verdict::Ok, tr("The secret is stored in your keychain"),
            keychainPlace() + saved + u'\n' + tr("The cloud will not show it again."));
}

// What failed must not take the place of what matters more: a secret that is nowhere else.
void IssuedBanner::sayFailedWork()
{
    const Error &error = *m_issuance.error();
    const bool isDeletion = m_issuance.failedWork() == Issuance::Deleting || m_issuance.failedWork() == Issuance::DeletingOrphan;
    const QString what = isDeletion ? notDeletedWords(error) : tr("The secret could not be saved to the file");
    if (!m_issuance.isSecretAtRisk())
        return say(error, m_clock->now(), what);
    const Explanation words = explain(error);
    say(error, m_clock->now(), riskWords(), tr("%1. %2 %3", "what failed; why; what to do next").arg(what, words.what, words.next),
        Verdict::Attention);
}

QString IssuedBanner::riskWords() const
{
    return m_issuance.issued()->kind == IssuedKey::NotStored ? tr("The secret is on this page only: put it somewhere before you leave")
                                                             : tr("The secret is kept in memory only");
}

void IssuedBanner::sayAnotherAppeared()
{
    say(Verdict::Attention, tr("Another key appeared at the same time"),
        tr("Its secret is not known here. Delete it below unless somebody else has just created it."));
}

void IssuedBanner::sayLost()
{
    const IssuedKey &issued = *m_issuance.issued();
    if (issued.compareError) {
        const QString bold = tr("The key may have been created, but the answer was lost");
        if (issued.before)
            say(*issued.compareError, m_issuance.finishedAt(), bold,
                tr("Compare the key list to find out. If there is a new key, its secret is lost and it should be deleted."));
        else
            say(*issued.answerError, m_issuance.finishedAt(), bold,
                tr("The key list of %1 could not be read before the request, so there is nothing to compare with. "
                             "Look at the list, or ask somebody who may read it, and delete the key that nobody knows.")
                              .arg(m_issuance.request().user.name));
        return;
    }
    if (m_issuance.error())
        say(*m_issuance.error(), m_clock->now(), notDeletedWords(*m_issuance.error()));
    else if (issued.orphans.empty())
        say(*issued.answerError, m_issuance.finishedAt(), tr("No new key has appeared yet"),
            tr("The cloud may still be working on the request. Wait a minute, then compare the key list, before you create another key."),
            Verdict::Attention);
    else if (std::any_of(issued.orphans.begin(), issued.orphans.end(),
                         [this](const AccessKey &orphan) { return isLikelyOurs(orphan, m_issuance.request()); }))
        say(*issued.answerError, m_issuance.finishedAt(), tr("A key was created, but its secret was lost with the answer"),
            tr("Unless somebody else has just created one with the same description, nobody can ever use it. Delete it, then create the key again."));
    else
        say(*issued.answerError, m_issuance.finishedAt(), tr("A key appeared that may be somebody else's"),
            tr("Its description is not yours. Ask who created it; delete it only if nobody did."), Verdict::Attention);
}

void IssuedBanner::sayDeleted()
{
    const IssuedKey &issued = *m_issuance.issued();
    if (m_issuance.error())
        say(*m_issuance.error(), m_clock->now(), notDeletedWords(*m_issuance.error()));
    else if (!issued.orphans.empty())
        sayAnotherAppeared();
    else if (m_issuance.entryError())
        say(*m_issuance.entryError(), m_clock->now(), entryLeftWords(issued.key.id, *m_issuance.entryError()), entryLeftAdvice(entryName()), Verdict::Attention);
    else
        say(Verdict::Info, tr("Nothing is left of it in the cloud."), tr("No secret of it is stored here."));
}

// Of the account that the key belongs to, whoever is signed in by now.
QString IssuedBanner::entryName() const
{
    return vaultKey(m_issuance.desk().accountId, m_issuance.issued()->key.id);
}

QString IssuedBanner::keychainPlace() const
{
    const QString entry = entryName();
    const std::optional<StoreState> &state = m_vault.state();
    if (!state || state->name.isEmpty())
        return tr("Entry “%1”.").arg(entry);
    if (state->collection.isEmpty())
        return tr("%1, entry “%2”.").arg(state->name, entry);
    return tr("%1, collection “%2”, entry “%3”.").arg(state->name, state->collection, entry);
}

} // namespace claviger

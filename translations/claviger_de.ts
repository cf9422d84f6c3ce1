<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>QObject</name>
    <message>
        <source>Demo cloud</source>
        <translation>Demo-Cloud</translation>
    </message>
</context>
<context>
    <name>claviger::AccessKeyModel</name>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Inaktiv</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>Never used</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>vor %1 d</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>Nicht hier</translation>
    </message>
    <message>
        <source>Access key (AK)</source>
        <translation>Zugriffsschlüssel (AK)</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Created %1</source>
        <translation>Erstellt %1</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Benutzt</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimer Schlüssel</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>Im Speicher</translation>
    </message>
</context>
<context>
    <name>claviger::AccessKeyPage</name>
    <message>
        <source>Access keys</source>
        <translation>Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Create access key</source>
        <translation>Zugriffsschlüssel erstellen</translation>
    </message>
    <message>
        <source>Permanent AK/SK of IAM users in this account</source>
        <translation>Dauerhafte AK/SK der IAM-Benutzer dieses Accounts</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Access keys of the chosen user</source>
        <translation>Zugriffsschlüssel des gewählten Benutzers</translation>
    </message>
    <message>
        <source>Only your own keys are shown: %1</source>
        <translation>Nur die eigenen Schlüssel werden gezeigt: %1</translation>
    </message>
    <message>
        <source>you</source>
        <translation>angemeldet</translation>
    </message>
    <message>
        <source>you; to see other users ask for Security Administrator</source>
        <translation>angemeldet; andere Benutzer zeigt das Recht Security Administrator</translation>
    </message>
    <message>
        <source>%1 of %2 keys</source>
        <translation>%1 von %2 Schlüsseln</translation>
    </message>
    <message>
        <source>no free slot</source>
        <translation>kein freier Platz</translation>
    </message>
    <message numerus="yes">
        <source>%n free slot(s)</source>
        <translation>
            <numerusform>%n freier Platz</numerusform>
            <numerusform>%n freie Plätze</numerusform>
        </translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>Gelesen %1</translation>
    </message>
    <message>
        <source>Reading the keys of %1</source>
        <translation>Schlüssel von %1 werden gelesen</translation>
    </message>
    <message>
        <source>%1 holds two keys. Delete one first.</source>
        <translation>%1 hat zwei Schlüssel. Zuerst einen löschen.</translation>
    </message>
    <message>
        <source>The keys could not be read again</source>
        <translation>Die Schlüssel konnten nicht erneut gelesen werden</translation>
    </message>
    <message>
        <source>The keys of %1 could not be read</source>
        <translation>Die Schlüssel von %1 konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>%1 has no free slot</source>
        <translation>%1 hat keinen freien Platz</translation>
    </message>
    <message>
        <source>A user can hold two access keys. Delete one that is no longer used before you create another.</source>
        <translation>Ein Benutzer kann zwei Zugriffsschlüssel haben. Vor dem Erstellen einen löschen, der nicht mehr benutzt wird.</translation>
    </message>
    <message>
        <source>%1 has no access keys</source>
        <translation>%1 hat keine Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>A user can hold two. The secret goes into your keychain the moment it is issued.</source>
        <translation>Ein Benutzer kann zwei haben. Der geheime Schlüssel kommt sofort nach der Ausgabe in den Schlüsselbund.</translation>
    </message>
    <message>
        <source>This profile is read-only: nothing can be created with it.</source>
        <translation>Dieses Profil ist schreibgeschützt: Damit kann nichts erstellt werden.</translation>
    </message>
    <message>
        <source>This profile is read-only</source>
        <translation>Dieses Profil ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Nothing can be created or deleted with it.</source>
        <translation>Damit kann nichts erstellt oder gelöscht werden.</translation>
    </message>
    <message>
        <source>Deleting %1</source>
        <translation>%1 wird gelöscht</translation>
    </message>
    <message>
        <source>Copy the access key (AK)</source>
        <translation>Zugriffsschlüssel (AK) kopieren</translation>
    </message>
    <message>
        <source>Delete key…</source>
        <translation>Schlüssel löschen…</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>you; the other users could not be read, Refresh tries again</source>
        <translation>angemeldet; die anderen Benutzer ließen sich nicht lesen, Aktualisieren versucht es erneut</translation>
    </message>
    <message>
        <source>the users could not be read again, Refresh tries once more</source>
        <translation>die Benutzer ließen sich nicht erneut lesen, Aktualisieren versucht es noch einmal</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Einzelheiten zeigen</translation>
    </message>
    <message>
        <source>Secrets are moving to the keychain. Wait until they are there.</source>
        <translation>Geheime Schlüssel ziehen in den Schlüsselbund um. Warten, bis sie dort sind.</translation>
    </message>
</context>
<context>
    <name>claviger::AccessKeys</name>
    <message>
        <source>the answer has an empty “access”</source>
        <translation>die Antwort hat ein leeres „access“</translation>
    </message>
    <message>
        <source>the answer has no usable “create_time” (a time)</source>
        <translation>die Antwort hat kein brauchbares „create_time“ (eine Zeit)</translation>
    </message>
    <message>
        <source>the answer has no usable “secret”</source>
        <translation>die Antwort hat kein brauchbares „secret“</translation>
    </message>
    <message>
        <source>a secret is not written through a symbolic link</source>
        <translation>ein geheimer Schlüssel wird nicht durch einen symbolischen Link geschrieben</translation>
    </message>
    <message>
        <source>this is not a file</source>
        <translation>das ist keine Datei</translation>
    </message>
    <message>
        <source>this profile is marked read-only; nothing was sent</source>
        <translation>dieses Profil ist schreibgeschützt; nichts wurde gesendet</translation>
    </message>
    <message>
        <source>a description may have %1 characters, this one has %2</source>
        <translation>eine Beschreibung darf %1 Zeichen haben, diese hat %2</translation>
    </message>
    <message>
        <source>a description is one line without control characters</source>
        <translation>eine Beschreibung ist eine Zeile ohne Steuerzeichen</translation>
    </message>
    <message>
        <source>no key was created, as the key list shows. %1</source>
        <translation>es wurde kein Schlüssel erstellt, wie die Schlüsselliste zeigt. %1</translation>
    </message>
    <message>
        <source>the key list could not be read before the request</source>
        <translation>die Schlüsselliste war vor der Anfrage nicht lesbar</translation>
    </message>
    <message>
        <source>the key is still there, as the key list shows. %1</source>
        <translation>der Schlüssel ist noch da, wie die Schlüsselliste zeigt. %1</translation>
    </message>
    <message>
        <source>others could read a file here; choose another place</source>
        <translation>andere könnten eine Datei an diesem Ort lesen; ein anderer Ort ist nötig</translation>
    </message>
    <message>
        <source>there is no secret to save</source>
        <translation>es gibt keinen geheimen Schlüssel zu speichern</translation>
    </message>
    <message>
        <source>secrets are kept in memory only, so the keychain was not asked</source>
        <translation>geheime Schlüssel bleiben nur im Speicher, daher wurde der Schlüsselbund nicht gefragt</translation>
    </message>
    <message>
        <source>the answer was HTTP status %1, which is not how IAM says that a key is deleted</source>
        <translation>die Antwort war HTTP-Status %1; so sagt IAM nicht, dass ein Schlüssel gelöscht ist</translation>
    </message>
    <message>
        <source>whose key it is is not known</source>
        <translation>wem der Schlüssel gehört, ist nicht bekannt</translation>
    </message>
    <message>
        <source>the key list still shows the key, but the cloud may yet delete it: read the list again in a minute. %1</source>
        <translation>die Schlüsselliste zeigt den Schlüssel noch, aber die Cloud kann ihn noch löschen: in einer Minute die Liste erneut lesen. %1</translation>
    </message>
</context>
<context>
    <name>claviger::Activity</name>
    <message>
        <source>Create access key</source>
        <translation>Schlüssel erstellen</translation>
    </message>
    <message>
        <source>Delete access key</source>
        <translation>Schlüssel löschen</translation>
    </message>
    <message>
        <source>%1 for %2 in account %3 (%4), %5</source>
        <translation>%1 für %2 in Account %3 (%4), %5</translation>
    </message>
    <message>
        <source>Store the secret</source>
        <translation>Geheimen Schlüssel speichern</translation>
    </message>
    <message>
        <source>Compare key list</source>
        <translation>Schlüsselliste vergleichen</translation>
    </message>
    <message>
        <source>Bind agency to node</source>
        <translation>Agency an Knoten binden</translation>
    </message>
    <message>
        <source>Give back agency of node</source>
        <translation>Agency des Knotens wiederherstellen</translation>
    </message>
    <message>
        <source>Create agency</source>
        <translation>Agency erstellen</translation>
    </message>
    <message>
        <source>Grant agency a permission</source>
        <translation>Agency eine Berechtigung gewähren</translation>
    </message>
    <message>
        <source>Try creating an agency</source>
        <translation>Erstellen einer Agency ausprobieren</translation>
    </message>
</context>
<context>
    <name>claviger::ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Every change that Claviger asked a cloud for, written down before it was sent</source>
        <translation>Jede Änderung, um die Claviger eine Cloud gebeten hat, aufgeschrieben vor dem Senden</translation>
    </message>
    <message>
        <source>Journal of changes, newest first</source>
        <translation>Journal der Änderungen, neueste zuerst</translation>
    </message>
    <message>
        <source>Nothing was changed yet</source>
        <translation>Noch keine Änderungen</translation>
    </message>
    <message>
        <source>Keys you create or delete are listed here, with time, result and request id.</source>
        <translation>Erstellte und gelöschte Schlüssel stehen hier mit Zeit, Ergebnis und Request-ID.</translation>
    </message>
    <message>
        <source>The journal could not be read</source>
        <translation>Das Journal konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>The journal was changed from outside</source>
        <translation>Das Journal wurde von außen verändert</translation>
    </message>
    <message>
        <source>From entry %1 on it does not fit what was written. Keep a copy of the file and find out who changed it.</source>
        <translation>Ab Eintrag %1 passt es nicht zu dem, was geschrieben wurde. Eine Kopie der Datei aufheben und klären, wer sie verändert hat.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were never completed</source>
        <translation>
            <numerusform>%n Änderung wurde nie abgeschlossen</numerusform>
            <numerusform>%n Änderungen wurden nie abgeschlossen</numerusform>
        </translation>
    </message>
    <message>
        <source>Claviger ended before the answer came, so they may have taken effect. Look at the access keys of the user named, and delete a key whose secret nobody has.</source>
        <translation>Claviger endete vor der Antwort, die Änderung kann also wirksam sein. Die Zugriffsschlüssel des genannten Benutzers ansehen und einen Schlüssel löschen, dessen geheimen Schlüssel niemand hat.</translation>
    </message>
    <message>
        <source>Your check was not noted</source>
        <translation>Die Prüfung wurde nicht vermerkt</translation>
    </message>
    <message>
        <source>Somebody else was faster, or the change is still under way. Look at its row again.</source>
        <translation>Jemand anders war schneller, oder die Änderung läuft noch. Ihre Zeile noch einmal ansehen.</translation>
    </message>
    <message>
        <source>I have checked it…</source>
        <translation>Geprüft…</translation>
    </message>
    <message>
        <source>Copy the request id</source>
        <translation>Anfrage-ID kopieren</translation>
    </message>
    <message>
        <source>Reading the journal</source>
        <translation>Das Journal wird gelesen</translation>
    </message>
    <message>
        <source>Copy the access key (AK)</source>
        <translation>Zugriffsschlüssel (AK) kopieren</translation>
    </message>
</context>
<context>
    <name>claviger::AddressFields</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Sign-in (IAM)</source>
        <translation>Anmeldung (IAM)</translation>
    </message>
    <message>
        <source>Clusters (MRS)</source>
        <translation>Cluster (MRS)</translation>
    </message>
    <message>
        <source>Servers (ECS)</source>
        <translation>Server (ECS)</translation>
    </message>
    <message>
        <source>Storage (OBS)</source>
        <translation>Speicher (OBS)</translation>
    </message>
    <message>
        <source>Web console</source>
        <translation>Web-Konsole</translation>
    </message>
</context>
<context>
    <name>claviger::Agencies</name>
    <message>
        <source>the answer has no usable “%1” (a list)</source>
        <translation>die Antwort hat kein brauchbares „%1“ (eine Liste)</translation>
    </message>
    <message>
        <source>the answer has no usable “server”</source>
        <translation>die Antwort hat kein brauchbares „server“</translation>
    </message>
    <message>
        <source>the answer does not name the agency</source>
        <translation>die Antwort nennt die Agency nicht</translation>
    </message>
    <message>
        <source>ECS shows the server without its metadata</source>
        <translation>ECS zeigt den Server ohne seine Metadaten</translation>
    </message>
    <message>
        <source>the reading was stopped</source>
        <translation>das Lesen wurde angehalten</translation>
    </message>
    <message>
        <source>Unknown: no nodes are listed</source>
        <translation>Unbekannt: keine Knoten aufgeführt</translation>
    </message>
    <message>
        <source>Unknown: %1 of %2 nodes read</source>
        <translation>Unbekannt: %1 von %2 Knoten gelesen</translation>
    </message>
    <message>
        <source>Not bound (%1 of %2 nodes read)</source>
        <translation>Nicht gebunden (%1 von %2 Knoten gelesen)</translation>
    </message>
    <message>
        <source>Not bound</source>
        <translation>Nicht gebunden</translation>
    </message>
    <message>
        <source>Bound on %1 of %2 nodes</source>
        <translation>Auf %1 von %2 Knoten gebunden</translation>
    </message>
    <message>
        <source>MRS lists no nodes for it. Check again when the cluster is running.</source>
        <translation>MRS führt keine Knoten dafür auf. Nach dem Start des Clusters erneut prüfen.</translation>
    </message>
    <message>
        <source>It may have been deleted. Bind one that exists.</source>
        <translation>Sie wurde vielleicht gelöscht. Eine vorhandene binden.</translation>
    </message>
    <message>
        <source>There is one called %1: the spelling must be the same. Bind that one.</source>
        <translation>Es gibt eine namens %1: Die Schreibweise muss übereinstimmen. Diese binden.</translation>
    </message>
    <message>
        <source>Only an agency that trusts op_svc_ecs gives nodes credentials. Bind another one.</source>
        <translation>Nur eine Agency, die op_svc_ecs vertraut, gibt Knoten Zugangsdaten. Eine andere binden.</translation>
    </message>
    <message>
        <source>Nodes get no new credentials. Prolong its validity in IAM, or bind another one.</source>
        <translation>Knoten erhalten keine neuen Zugangsdaten. Gültigkeit in IAM verlängern oder eine andere binden.</translation>
    </message>
    <message>
        <source>Nodes get credentials, and OBS refuses them. Grant it OBS OperateAccess; that takes up to 15 minutes to act.</source>
        <translation>Knoten erhalten Zugangsdaten, die OBS ablehnt. OBS OperateAccess gewähren; das wirkt nach bis zu 15 Minuten.</translation>
    </message>
    <message>
        <source>Prolong its validity in IAM before nodes lose OBS.</source>
        <translation>Gültigkeit in IAM verlängern, bevor Knoten OBS verlieren.</translation>
    </message>
    <message>
        <source>What counts for the nodes is their own metadata. The MRS console shows the other one.</source>
        <translation>Für die Knoten zählen ihre eigenen Metadaten. Die MRS-Konsole zeigt die andere an.</translation>
    </message>
    <message>
        <source>Mixed: nodes have different agencies</source>
        <translation>Gemischt: verschiedene Agencys</translation>
    </message>
    <message>
        <source>Agency does not exist in IAM</source>
        <translation>Agency fehlt in IAM</translation>
    </message>
    <message>
        <source>Agency does not trust ECS</source>
        <translation>Agency vertraut ECS nicht</translation>
    </message>
    <message>
        <source>Agency has expired</source>
        <translation>Agency ist abgelaufen</translation>
    </message>
    <message>
        <source>Agency may not use OBS</source>
        <translation>Agency darf OBS nicht nutzen</translation>
    </message>
    <message>
        <source>Agency expires soon</source>
        <translation>Agency läuft bald ab</translation>
    </message>
    <message>
        <source>Bound; the record of MRS differs</source>
        <translation>Gebunden; MRS-Eintrag weicht ab</translation>
    </message>
    <message>
        <source>Bound, not checked in IAM</source>
        <translation>Gebunden, in IAM nicht geprüft</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Gebunden</translation>
    </message>
    <message>
        <source>Enter the node&apos;s address as a host name or an IP address, for example 192.168.0.156.</source>
        <translation>Die Adresse des Knotens als Hostnamen oder IP-Adresse eingeben, zum Beispiel 192.168.0.156.</translation>
    </message>
    <message>
        <source>Enter the user to sign in with as letters, digits, dots, - and _, for example root.</source>
        <translation>Den Benutzer für die Anmeldung aus Buchstaben, Ziffern, Punkten, - und _ eingeben, zum Beispiel root.</translation>
    </message>
    <message>
        <source>Enter the user of Guardian as letters, digits, dots, - and _, for example omm.</source>
        <translation>Den Benutzer von Guardian aus Buchstaben, Ziffern, Punkten, - und _ eingeben, zum Beispiel omm.</translation>
    </message>
    <message>
        <source>Enter a port from 1 to 65535.</source>
        <translation>Einen Port von 1 bis 65535 eingeben.</translation>
    </message>
    <message>
        <source>securitykey works on %1: the agency gives it temporary keys.</source>
        <translation>securitykey funktioniert auf %1: Die Agency gibt dem Knoten temporäre Schlüssel.</translation>
    </message>
    <message>
        <source>%1 gets a temporary key whose end has passed.</source>
        <translation>%1 erhält einen temporären Schlüssel, der schon abgelaufen ist.</translation>
    </message>
    <message>
        <source>%1 gets an answer that is no whole temporary key.</source>
        <translation>%1 erhält eine Antwort, die kein vollständiger temporärer Schlüssel ist.</translation>
    </message>
    <message>
        <source>No agency is bound to %1.</source>
        <translation>An %1 ist keine Agency gebunden.</translation>
    </message>
    <message>
        <source>There is nothing behind securitykey on %1: probably no agency is bound.</source>
        <translation>Hinter securitykey ist auf %1 nichts: Vermutlich ist keine Agency gebunden.</translation>
    </message>
    <message>
        <source>The metadata service of %1 wants a token and gives none.</source>
        <translation>Der Metadatendienst von %1 verlangt ein Token und gibt keines aus.</translation>
    </message>
    <message>
        <source>IAM refuses the agency of %1.</source>
        <translation>IAM lehnt die Agency von %1 ab.</translation>
    </message>
    <message>
        <source>%1 has asked its metadata service too often and is blocked.</source>
        <translation>%1 hat seinen Metadatendienst zu oft gefragt und ist gesperrt.</translation>
    </message>
    <message>
        <source>The metadata service refuses %1 without a reason: probably it asked too often.</source>
        <translation>Der Metadatendienst weist %1 ohne Begründung ab: Vermutlich wurde zu oft gefragt.</translation>
    </message>
    <message>
        <source>%1 does not reach its metadata service.</source>
        <translation>%1 erreicht seinen Metadatendienst nicht.</translation>
    </message>
    <message>
        <source>The metadata service does not answer %1 within 5 seconds.</source>
        <translation>Der Metadatendienst antwortet %1 nicht innerhalb von 5 Sekunden.</translation>
    </message>
    <message>
        <source>securitykey works as %1, but fails as %2, the user of Guardian.</source>
        <translation>securitykey funktioniert als %1, aber nicht als %2, dem Benutzer von Guardian.</translation>
    </message>
    <message>
        <source>securitykey works as %1; whether it does as %2 is unknown.</source>
        <translation>securitykey funktioniert als %1; ob auch als %2, ist unbekannt.</translation>
    </message>
    <message>
        <source>A proxy stands between %1 and its metadata service.</source>
        <translation>Zwischen %1 und seinem Metadatendienst steht ein Proxy.</translation>
    </message>
    <message>
        <source>The metadata service of %1 answers, but securitykey fails: it is not the network.</source>
        <translation>Der Metadatendienst von %1 antwortet, aber securitykey schlägt fehl: Es liegt nicht am Netz.</translation>
    </message>
    <message>
        <source>The metadata service of %1 answers with failures.</source>
        <translation>Der Metadatendienst von %1 antwortet mit Fehlern.</translation>
    </message>
    <message>
        <source>%1 has neither curl nor python3, so nothing could be asked.</source>
        <translation>%1 hat weder curl noch python3, daher konnte nichts gefragt werden.</translation>
    </message>
    <message>
        <source>There is no ssh on this computer.</source>
        <translation>Auf diesem Rechner gibt es kein ssh.</translation>
    </message>
    <message>
        <source>%1 does not let %2 in without a password.</source>
        <translation>%1 lässt %2 nicht ohne Passwort ein.</translation>
    </message>
    <message>
        <source>This computer does not know the host key of %1 yet.</source>
        <translation>Dieser Rechner kennt den Hostschlüssel von %1 noch nicht.</translation>
    </message>
    <message>
        <source>The host key of %1 has changed: it may be another machine.</source>
        <translation>Der Hostschlüssel von %1 hat sich geändert: Es kann eine andere Maschine sein.</translation>
    </message>
    <message>
        <source>There is no host called %1.</source>
        <translation>Es gibt keinen Host namens %1.</translation>
    </message>
    <message>
        <source>%1 refuses ssh connections.</source>
        <translation>%1 weist ssh-Verbindungen ab.</translation>
    </message>
    <message>
        <source>There is no route from this computer to %1.</source>
        <translation>Von diesem Rechner führt keine Route zu %1.</translation>
    </message>
    <message>
        <source>%1 does not answer ssh in time.</source>
        <translation>%1 antwortet ssh nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>The probe did not end on %1 in time and was stopped.</source>
        <translation>Die Probe endete auf %1 nicht rechtzeitig und wurde abgebrochen.</translation>
    </message>
    <message>
        <source>%1 has no usable sh for %2.</source>
        <translation>%1 hat für %2 keine brauchbare sh.</translation>
    </message>
    <message>
        <source>%1 let %2 in, but did not run the probe.</source>
        <translation>%1 hat %2 eingelassen, die Probe aber nicht ausgeführt.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before the probe did.</source>
        <translation>Die Verbindung zu %1 endete vor der Probe.</translation>
    </message>
    <message>
        <source>What came back from %1 is not what the probe prints.</source>
        <translation>Was von %1 zurückkam, ist nicht das, was die Probe ausgibt.</translation>
    </message>
    <message>
        <source>ssh could not connect to %1.</source>
        <translation>ssh konnte sich nicht mit %1 verbinden.</translation>
    </message>
    <message>
        <source>If the alarm stays, probe the other nodes, then look at the logs and the clock of Guardian.</source>
        <translation>Bleibt der Alarm, die anderen Knoten prüfen und dann Protokolle und Uhr von Guardian ansehen.</translation>
    </message>
    <message>
        <source>Its clock and the one of this computer differ: check NTP on the node, then probe again.</source>
        <translation>Seine Uhr und die dieses Rechners weichen voneinander ab: NTP auf dem Knoten prüfen, dann erneut proben.</translation>
    </message>
    <message>
        <source>Check NTP on the node, and probe again after some minutes: the metadata service may hold an old key.</source>
        <translation>NTP auf dem Knoten prüfen und nach einigen Minuten erneut proben: Der Metadatendienst kann einen alten Schlüssel halten.</translation>
    </message>
    <message>
        <source>Probe again after some minutes. If it stays, open a ticket with the status shown here.</source>
        <translation>Nach einigen Minuten erneut proben. Bleibt es dabei, ein Ticket mit dem hier gezeigten Status öffnen.</translation>
    </message>
    <message>
        <source>Bind one on the MRS console: Manage Agency. It reaches the node after some minutes.</source>
        <translation>In der MRS-Konsole eine binden: Manage Agency. Am Knoten kommt sie nach einigen Minuten an.</translation>
    </message>
    <message>
        <source>Compare with the agency that the table of nodes shows for it; if there is none, bind one with Manage Agency.</source>
        <translation>Mit der Agency vergleichen, die die Knotentabelle für ihn zeigt; ist dort keine, mit Manage Agency eine binden.</translation>
    </message>
    <message>
        <source>Check the metadata options of the server (http_tokens) on the ECS console.</source>
        <translation>Die Metadatenoptionen des Servers (http_tokens) in der ECS-Konsole prüfen.</translation>
    </message>
    <message>
        <source>Check the agency in IAM: whether it exists, trusts op_svc_ecs and has not expired. Then bind it again or another one.</source>
        <translation>Die Agency in IAM prüfen: ob sie existiert, op_svc_ecs vertraut und nicht abgelaufen ist. Dann sie oder eine andere neu binden.</translation>
    </message>
    <message>
        <source>Wait 30 minutes without probing, and look for the process on the node that keeps asking 169.254.169.254.</source>
        <translation>30 Minuten ohne Probe warten und auf dem Knoten den Prozess suchen, der ständig 169.254.169.254 fragt.</translation>
    </message>
    <message>
        <source>On the node, look at “ip route | grep 169.254” and at its firewall, and allow outbound TCP 80 to 169.254.0.0/16 in the security group. A missing route is added with “ip route add 169.254.169.254 via GATEWAY dev eth0” and made permanent in route-eth0.</source>
        <translation>Auf dem Knoten „ip route | grep 169.254“ und die Firewall ansehen und in der Sicherheitsgruppe ausgehendes TCP 80 zu 169.254.0.0/16 erlauben. Eine fehlende Route wird mit „ip route add 169.254.169.254 via GATEWAY dev eth0“ ergänzt und in route-eth0 dauerhaft eingetragen.</translation>
    </message>
    <message>
        <source>A proxy is set for %1: set no_proxy=169.254.169.254 for it, and look for firewall rules by user (iptables --uid-owner).</source>
        <translation>Für %1 ist ein Proxy gesetzt: dafür no_proxy=169.254.169.254 setzen und nach Firewallregeln je Benutzer suchen (iptables --uid-owner).</translation>
    </message>
    <message>
        <source>Look for a firewall rule by user on the node (iptables --uid-owner) and for proxy variables of %1; remove the rule or set no_proxy=169.254.169.254.</source>
        <translation>Auf dem Knoten nach einer Firewallregel je Benutzer (iptables --uid-owner) und nach Proxyvariablen von %1 suchen; die Regel entfernen oder no_proxy=169.254.169.254 setzen.</translation>
    </message>
    <message>
        <source>The node has no user %1. Enter the one that Guardian runs as, then probe again.</source>
        <translation>Der Knoten hat keinen Benutzer %1. Den eingeben, unter dem Guardian läuft, dann erneut proben.</translation>
    </message>
    <message>
        <source>%1 may not act as %2 there. Sign in as root, or allow “sudo -n -u %2 sh”, then probe again.</source>
        <translation>%1 darf dort nicht als %2 handeln. Als root anmelden oder „sudo -n -u %2 sh“ erlauben, dann erneut proben.</translation>
    </message>
    <message>
        <source>Set no_proxy=169.254.169.254 where http_proxy is set on the node. “curl --noproxy &apos;*&apos;” shows what the service itself answers.</source>
        <translation>Auf dem Knoten no_proxy=169.254.169.254 setzen, wo http_proxy gesetzt wird. „curl --noproxy &apos;*&apos;“ zeigt, was der Dienst selbst antwortet.</translation>
    </message>
    <message>
        <source>Check the agency in IAM. If it is fine and only this node fails, it may be blocked for asking too often: wait 30 minutes.</source>
        <translation>Die Agency in IAM prüfen. Ist sie in Ordnung und nur dieser Knoten betroffen, kann er wegen zu vieler Fragen gesperrt sein: 30 Minuten warten.</translation>
    </message>
    <message>
        <source>Check route and firewall of the node, then open a ticket for its metadata service with the status shown here.</source>
        <translation>Route und Firewall des Knotens prüfen, dann für seinen Metadatendienst ein Ticket mit dem hier gezeigten Status öffnen.</translation>
    </message>
    <message>
        <source>Install curl on the node, or probe another one.</source>
        <translation>curl auf dem Knoten installieren oder einen anderen proben.</translation>
    </message>
    <message>
        <source>Install the OpenSSH client, or copy the command and run it where there is one.</source>
        <translation>Den OpenSSH-Client installieren oder den Befehl kopieren und dort ausführen, wo es einen gibt.</translation>
    </message>
    <message>
        <source>Load the key for it into your ssh agent (ssh-add), or enter another user. Claviger never asks for a password of a node.</source>
        <translation>Den Schlüssel dafür in den ssh-Agenten laden (ssh-add) oder einen anderen Benutzer eingeben. Claviger fragt nie nach dem Passwort eines Knotens.</translation>
    </message>
    <message>
        <source>Connect once in a terminal (%1), compare the fingerprint and accept it, then probe again.</source>
        <translation>Einmal im Terminal verbinden (%1), den Fingerabdruck vergleichen und annehmen, dann erneut proben.</translation>
    </message>
    <message>
        <source>Find out why before you connect. If the node was made anew, remove the old key with “ssh-keygen -R %1”.</source>
        <translation>Vor dem Verbinden den Grund klären. Wurde der Knoten neu angelegt, den alten Schlüssel mit „ssh-keygen -R %1“ entfernen.</translation>
    </message>
    <message>
        <source>Enter its IP address, or check the name server.</source>
        <translation>Die IP-Adresse eingeben oder den Nameserver prüfen.</translation>
    </message>
    <message>
        <source>Check that sshd runs there and at which port; another port is set for the host in your ~/.ssh/config.</source>
        <translation>Prüfen, ob dort sshd läuft und an welchem Port; ein anderer Port wird für den Host in ~/.ssh/config gesetzt.</translation>
    </message>
    <message>
        <source>Nodes are often reached by VPN or a jump host only: set ProxyJump for it in your ~/.ssh/config, and check the security group (TCP 22).</source>
        <translation>Knoten sind oft nur über VPN oder einen Sprunghost erreichbar: dafür in ~/.ssh/config ProxyJump setzen und die Sicherheitsgruppe prüfen (TCP 22).</translation>
    </message>
    <message>
        <source>Sign in yourself (%1) and see what hangs; sudo and su are used to ask as %2.</source>
        <translation>Selbst anmelden (%1) und nachsehen, was hängt; als %2 wird mit sudo oder su gefragt.</translation>
    </message>
    <message>
        <source>Sign in yourself (%1): a restricted shell or a forced command may stand in the way. Another user may do.</source>
        <translation>Selbst anmelden (%1): Eine eingeschränkte Shell oder ein erzwungener Befehl kann im Weg stehen. Ein anderer Benutzer kann helfen.</translation>
    </message>
    <message>
        <source>Probe again once the connection holds. This run may count all the same.</source>
        <translation>Erneut proben, sobald die Verbindung hält. Dieser Lauf kann trotzdem zählen.</translation>
    </message>
    <message>
        <source>Nothing of it was kept. Copy the command and run it yourself.</source>
        <translation>Nichts davon wurde behalten. Den Befehl kopieren und selbst ausführen.</translation>
    </message>
    <message>
        <source>Try it yourself in a terminal (%1); it says more with -v.</source>
        <translation>Selbst im Terminal versuchen (%1); mit -v sagt es mehr.</translation>
    </message>
    <message>
        <source>no answer within 5 seconds</source>
        <translation>keine Antwort innerhalb von 5 Sekunden</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>the connection broke</source>
        <translation>die Verbindung brach ab</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>Status %1</translation>
    </message>
    <message>
        <source>temporary key %1</source>
        <translation>temporärer Schlüssel %1</translation>
    </message>
    <message>
        <source>says that no agency is configured</source>
        <translation>meldet, dass keine Agency eingerichtet ist</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>nothing in it</source>
        <translation>ohne Inhalt</translation>
    </message>
    <message>
        <source>speaks of IAM or the agency</source>
        <translation>spricht von IAM oder der Agency</translation>
    </message>
    <message>
        <source>far too long</source>
        <translation>viel zu lang</translation>
    </message>
    <message>
        <source>with a token</source>
        <translation>mit Token</translation>
    </message>
    <message>
        <source>no token (status %1)</source>
        <translation>kein Token (Status %1)</translation>
    </message>
    <message>
        <source>a proxy is set</source>
        <translation>ein Proxy ist gesetzt</translation>
    </message>
    <message numerus="yes">
        <source>The agency ends in %n day(s). Prolong its validity in IAM.</source>
        <translation>
            <numerusform>Die Agency endet in %n Tag. Ihre Gültigkeit in IAM verlängern.</numerusform>
            <numerusform>Die Agency endet in %n Tagen. Ihre Gültigkeit in IAM verlängern.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: the agency is no longer bound</source>
        <translation>%1: Die Agency ist nicht mehr gebunden</translation>
    </message>
    <message>
        <source>%1: no agency on %2 of %3 nodes</source>
        <translation>%1: keine Agency auf %2 von %3 Knoten</translation>
    </message>
    <message>
        <source>Nodes use OBS until their last credentials end. Bind an agency before that.</source>
        <translation>Knoten nutzen OBS, bis ihre letzten Zugangsdaten enden. Vorher eine Agency binden.</translation>
    </message>
    <message>
        <source>%1: the nodes have another agency, %2</source>
        <translation>%1: Die Knoten haben eine andere Agency, %2</translation>
    </message>
    <message>
        <source>%1: nodes have different agencies</source>
        <translation>%1: Knoten haben verschiedene Agencys</translation>
    </message>
    <message>
        <source>Check whether that was meant.</source>
        <translation>Prüfen, ob das gewollt war.</translation>
    </message>
    <message>
        <source>%1: the agency works again</source>
        <translation>%1: Die Agency wirkt wieder</translation>
    </message>
    <message>
        <source>All nodes name it, and it may use OBS.</source>
        <translation>Alle Knoten nennen sie, und sie darf OBS nutzen.</translation>
    </message>
    <message numerus="yes">
        <source>%1: the agency ends in %n day(s)</source>
        <translation>
            <numerusform>%1: Die Agency endet in %n Tag</numerusform>
            <numerusform>%1: Die Agency endet in %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>The nodes without an agency have had no access to OBS since %1 or earlier.</source>
        <translation>Die Knoten ohne Agency haben spätestens seit %1 keinen Zugang zu OBS mehr.</translation>
    </message>
    <message>
        <source>The nodes have had no access to OBS since %1 or earlier.</source>
        <translation>Die Knoten haben spätestens seit %1 keinen Zugang zu OBS mehr.</translation>
    </message>
    <message>
        <source>OBS access ends at %1 at the latest; it may have ended already. It was never seen working here.</source>
        <translation>Der Zugang zu OBS endet spätestens um %1, vielleicht ist er schon zu Ende. Hier wurde er nie intakt gesehen.</translation>
    </message>
    <message>
        <source>OBS access of the nodes without an agency ends between %1 and %2.</source>
        <translation>Der Zugang der Knoten ohne Agency zu OBS endet zwischen %1 und %2.</translation>
    </message>
    <message>
        <source>OBS access of these nodes ends between %1 and %2.</source>
        <translation>Der Zugang dieser Knoten zu OBS endet zwischen %1 und %2.</translation>
    </message>
    <message>
        <source>The settings of the drift watch could not be saved in %1: %2</source>
        <translation>Die Einstellungen der Driftwache konnten nicht in %1 gespeichert werden: %2</translation>
    </message>
    <message>
        <source>the answer has no usable “cluster”</source>
        <translation>die Antwort hat kein brauchbares „cluster“</translation>
    </message>
    <message>
        <source>IAM lists no permission “OBS OperateAccess”</source>
        <translation>IAM führt keine Berechtigung „OBS OperateAccess“ auf</translation>
    </message>
    <message>
        <source>whether this cloud creates agencies for ECS over its API cannot be seen: no agency of the account trusts op_svc_ecs yet</source>
        <translation>ob diese Cloud über ihre API Agencys für ECS erstellt, ist nicht zu sehen: Noch vertraut keine Agency des Accounts op_svc_ecs</translation>
    </message>
    <message>
        <source>a name has 1 to %1 letters, digits, dashes and underscores</source>
        <translation>ein Name hat 1 bis %1 Buchstaben, Ziffern, Bindestriche und Unterstriche</translation>
    </message>
    <message>
        <source>no agency</source>
        <translation>keine Agency</translation>
    </message>
    <message>
        <source>ECS answered that it is done, but the node still shows %1</source>
        <translation>ECS meldete es als erledigt, aber der Knoten zeigt noch %1</translation>
    </message>
    <message>
        <source>stopped before this node</source>
        <translation>vor diesem Knoten abgebrochen</translation>
    </message>
    <message>
        <source>it shows %1 by now, so somebody else has changed it</source>
        <translation>er zeigt inzwischen %1, also hat ihn jemand anders geändert</translation>
    </message>
    <message>
        <source>stopped at your request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
    <message>
        <source>the nodes are not any more as the preview shows them; nothing was written</source>
        <translation>die Knoten sind nicht mehr so, wie die Vorschau sie zeigt; nichts wurde geschrieben</translation>
    </message>
    <message>
        <source>there is no node to write</source>
        <translation>es gibt keinen Knoten, auf den zu schreiben ist</translation>
    </message>
    <message>
        <source>this profile is marked read-only</source>
        <translation>dieses Profil ist schreibgeschützt</translation>
    </message>
    <message>
        <source>decide on the earlier rebinding first</source>
        <translation>zuerst über die frühere Neubindung entscheiden</translation>
    </message>
    <message>
        <source>choose an agency first</source>
        <translation>zuerst eine Agency wählen</translation>
    </message>
    <message>
        <source>the agencies have not been read</source>
        <translation>die Agencys wurden nicht gelesen</translation>
    </message>
    <message>
        <source>%1 is not running: MRS says “%2”</source>
        <translation>%1 läuft nicht: MRS meldet „%2“</translation>
    </message>
    <message>
        <source>the MRS console is changing the agency of %1 right now</source>
        <translation>die MRS-Konsole ändert gerade die Agency von %1</translation>
    </message>
    <message>
        <source>MRS lists no nodes of %1</source>
        <translation>MRS führt keine Knoten von %1 auf</translation>
    </message>
    <message>
        <source>an earlier rebinding of %1 was cut short; undo it, go on with it or keep it first</source>
        <translation>eine frühere Neubindung von %1 wurde unterbrochen; sie zuerst rückgängig machen, fortsetzen oder beibehalten</translation>
    </message>
    <message>
        <source>another window of Claviger rebinds %1 right now</source>
        <translation>ein anderes Fenster von Claviger bindet %1 gerade neu</translation>
    </message>
    <message>
        <source>there is no record of that rebinding</source>
        <translation>zu dieser Neubindung gibt es keinen Eintrag</translation>
    </message>
    <message>
        <source>%1 has been rebound once more since</source>
        <translation>%1 wurde seither noch einmal neu gebunden</translation>
    </message>
    <message>
        <source>missing in IAM</source>
        <translation>fehlt in IAM</translation>
    </message>
    <message>
        <source>does not trust ECS</source>
        <translation>vertraut ECS nicht</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>may not use OBS</source>
        <translation>darf OBS nicht nutzen</translation>
    </message>
    <message>
        <source>Agency expires within a day</source>
        <translation>Agency läuft innerhalb eines Tages ab</translation>
    </message>
    <message numerus="yes">
        <source>Agency expires in %n day(s)</source>
        <translation>
            <numerusform>Agency läuft in %n Tag ab</numerusform>
            <numerusform>Agency läuft in %n Tagen ab</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes without an agency get no credentials for OBS. Bind one to all of them.</source>
        <translation>Knoten ohne Agency erhalten keine Zugangsdaten für OBS. Eine an alle binden.</translation>
    </message>
    <message>
        <source>Nodes of one cluster should have one agency. Bind one to all of them.</source>
        <translation>Die Knoten eines Clusters sollten dieselbe Agency haben. Eine an alle binden.</translation>
    </message>
    <message>
        <source>%1 is “%2” by now</source>
        <translation>%1 ist inzwischen „%2“</translation>
    </message>
    <message>
        <source>the nodes of %1 did not change within 10 minutes</source>
        <translation>die Knoten von %1 haben sich innerhalb von 10 Minuten nicht geändert</translation>
    </message>
    <message>
        <source>IAM does not know %1 any more; nothing was written</source>
        <translation>IAM kennt %1 nicht mehr; nichts wurde geschrieben</translation>
    </message>
    <message>
        <source>%1 does not trust ECS any more; nothing was written</source>
        <translation>%1 vertraut ECS nicht mehr; nichts wurde geschrieben</translation>
    </message>
    <message>
        <source>Bound on %1 of %2 nodes, %3 not read</source>
        <translation>Auf %1 von %2 Knoten gebunden, %3 nicht gelesen</translation>
    </message>
    <message>
        <source>MRS notes a scaling of %1: “%2”</source>
        <translation>MRS vermerkt eine Skalierung von %1: „%2“</translation>
    </message>
    <message>
        <source>IAM lists an agency without a usable name</source>
        <translation>IAM listet eine Agency ohne brauchbaren Namen</translation>
    </message>
    <message>
        <source>IAM lists %1 without a usable “%2”</source>
        <translation>IAM listet %1 ohne brauchbares „%2“</translation>
    </message>
    <message>
        <source>IAM took the creation without a name and made the agency %1 (%2); delete it on the IAM console</source>
        <translation>IAM hat das Erstellen ohne Namen angenommen und die Agency %1 (%2) erstellt; sie ist in der IAM-Konsole zu löschen</translation>
    </message>
    <message>
        <source>IAM does not let %1 create agencies; the right Security Administrator does</source>
        <translation>IAM lässt %1 keine Agency erstellen; nötig ist das Recht Security Administrator</translation>
    </message>
    <message>
        <source>this cloud does not create agencies over its API</source>
        <translation>diese Cloud erstellt über ihre API keine Agencys</translation>
    </message>
    <message>
        <source>The agency of the nodes does not exist in IAM.</source>
        <translation>Die Agency der Knoten existiert in IAM nicht.</translation>
    </message>
    <message>
        <source>The agency of the nodes does not trust ECS.</source>
        <translation>Die Agency der Knoten vertraut ECS nicht.</translation>
    </message>
    <message>
        <source>The agency of the nodes has expired.</source>
        <translation>Die Agency der Knoten ist abgelaufen.</translation>
    </message>
    <message>
        <source>Prolong its validity in IAM, or bind another one to all nodes.</source>
        <translation>Gültigkeit in IAM verlängern oder eine andere an alle Knoten binden.</translation>
    </message>
    <message>
        <source>There is one called %1: the spelling must be the same. Bind that one to all nodes.</source>
        <translation>Es gibt eine namens %1: Die Schreibweise muss übereinstimmen. Diese an alle Knoten binden.</translation>
    </message>
    <message>
        <source>Create it anew in IAM or choose another one, then bind it to all nodes again.</source>
        <translation>In IAM neu erstellen oder eine andere wählen, dann erneut an alle Knoten binden.</translation>
    </message>
    <message>
        <source>%1 has a fault of its own besides.</source>
        <translation>%1 hat außerdem einen eigenen Fehler.</translation>
    </message>
    <message>
        <source>%1 gets keys, which says nothing of the others.</source>
        <translation>%1 erhält Schlüssel; über die anderen sagt das nichts.</translation>
    </message>
    <message>
        <source>The key of %1 has ended.</source>
        <translation>Der Schlüssel von %1 ist abgelaufen.</translation>
    </message>
    <message>
        <source>%1 says itself that it has none.</source>
        <translation>%1 meldet selbst, dass dort keine ist.</translation>
    </message>
    <message>
        <source>%1 answers as if it had none.</source>
        <translation>%1 antwortet, als wäre dort keine.</translation>
    </message>
    <message>
        <source>IAM refuses the one of %1.</source>
        <translation>IAM lehnt die von %1 ab.</translation>
    </message>
    <message>
        <source>securitykey fails on %1.</source>
        <translation>securitykey schlägt auf %1 fehl.</translation>
    </message>
    <message>
        <source>All nodes have a good agency.</source>
        <translation>Alle Knoten haben eine intakte Agency.</translation>
    </message>
    <message>
        <source>All nodes name one agency.</source>
        <translation>Alle Knoten nennen dieselbe Agency.</translation>
    </message>
    <message>
        <source>On %1 the network is in the way.</source>
        <translation>Auf %1 steht das Netz im Weg.</translation>
    </message>
    <message>
        <source>%1 is blocked for a while.</source>
        <translation>%1 ist eine Weile gesperrt.</translation>
    </message>
    <message>
        <source>%1 is probably blocked for a while.</source>
        <translation>%1 ist vermutlich eine Weile gesperrt.</translation>
    </message>
    <message>
        <source>On %1 only %2 gets no keys.</source>
        <translation>Auf %1 erhält nur %2 keine Schlüssel.</translation>
    </message>
    <message>
        <source>Whether Guardian gets keys on %1 is still open.</source>
        <translation>Ob Guardian auf %1 Schlüssel erhält, ist noch offen.</translation>
    </message>
    <message>
        <source>On %1 the hardened mode of the metadata service is in the way.</source>
        <translation>Auf %1 steht der gehärtete Modus des Metadatendienstes im Weg.</translation>
    </message>
    <message>
        <source>On %1 a proxy is in the way.</source>
        <translation>Auf %1 steht ein Proxy im Weg.</translation>
    </message>
    <message>
        <source>On %1 only securitykey fails.</source>
        <translation>Auf %1 schlägt nur securitykey fehl.</translation>
    </message>
    <message>
        <source>On %1 the clock or a key that is kept too long is in the way.</source>
        <translation>Auf %1 steht die Uhr oder ein zu lange gehaltener Schlüssel im Weg.</translation>
    </message>
    <message>
        <source>The metadata service of %1 is at fault.</source>
        <translation>Der Fehler liegt beim Metadatendienst von %1.</translation>
    </message>
    <message>
        <source>Check the route of the node to 169.254.169.254 and its firewall, and allow outbound TCP 80 to 169.254.0.0/16 in the security group.</source>
        <translation>Route des Knotens zu 169.254.169.254 und seine Firewall prüfen und in der Sicherheitsgruppe ausgehend TCP 80 nach 169.254.0.0/16 erlauben.</translation>
    </message>
    <message>
        <source>Look for a firewall rule by user and for proxy variables of %1 on the node.</source>
        <translation>Auf dem Knoten nach einer Firewallregel für Benutzer und nach Proxyvariablen von %1 suchen.</translation>
    </message>
    <message>
        <source>Probe again in a way that asks %1 too.</source>
        <translation>Erneut so proben, dass auch %1 gefragt wird.</translation>
    </message>
    <message>
        <source>Set no_proxy=169.254.169.254 where http_proxy is set on the node.</source>
        <translation>no_proxy=169.254.169.254 setzen, wo auf dem Knoten http_proxy gesetzt ist.</translation>
    </message>
    <message>
        <source>The node may be blocked for asking too often: wait 30 minutes without probing. If it stays, open a ticket for securitykey on it.</source>
        <translation>Der Knoten kann wegen zu vieler Fragen gesperrt sein: 30 Minuten warten, ohne zu proben. Bleibt es dabei, ein Ticket für securitykey auf ihm öffnen.</translation>
    </message>
    <message>
        <source>Check the agency in IAM. If it is good, wait 30 minutes without probing: the node may be blocked for asking too often.</source>
        <translation>Die Agency in IAM prüfen. Ist sie in Ordnung, 30 Minuten warten, ohne zu proben: Der Knoten kann wegen zu vieler Fragen gesperrt sein.</translation>
    </message>
    <message>
        <source>Check NTP on the node, and probe again after some minutes.</source>
        <translation>NTP auf dem Knoten prüfen und nach einigen Minuten erneut proben.</translation>
    </message>
    <message>
        <source>Probe again after some minutes. If it stays, open a ticket for the metadata service of the node.</source>
        <translation>Nach einigen Minuten erneut proben. Bleibt es dabei, ein Ticket für den Metadatendienst des Knotens öffnen.</translation>
    </message>
    <message>
        <source>How the other nodes are bound is not known.</source>
        <translation>Wie die anderen Knoten gebunden sind, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Whether the agency is good could not be read.</source>
        <translation>Ob die Agency in Ordnung ist, war nicht zu lesen.</translation>
    </message>
    <message>
        <source>Besides, the agency may not use OBS: grant it OBS OperateAccess.</source>
        <translation>Außerdem darf die Agency OBS nicht nutzen: Ihr OBS OperateAccess gewähren.</translation>
    </message>
    <message>
        <source>Besides, the agency ends soon: prolong its validity in IAM.</source>
        <translation>Außerdem läuft die Agency bald ab: Gültigkeit in IAM verlängern.</translation>
    </message>
    <message>
        <source>Bare-metal nodes do not count: %1.</source>
        <translation>Bare-Metal-Knoten zählen nicht: %1.</translation>
    </message>
    <message>
        <source>%1 of %2 nodes were read, so it is not known whether an agency is bound.</source>
        <translation>%1 von %2 Knoten wurden gelesen; ob eine Agency gebunden ist, ist daher nicht bekannt.</translation>
    </message>
    <message>
        <source>MRS lists no nodes, so it is not known whether an agency is bound.</source>
        <translation>MRS führt keine Knoten auf; ob eine Agency gebunden ist, ist daher nicht bekannt.</translation>
    </message>
    <message>
        <source>All nodes are bare metal, so it is not known whether an agency is bound.</source>
        <translation>Alle Knoten sind Bare Metal; ob eine Agency gebunden ist, ist daher nicht bekannt.</translation>
    </message>
    <message>
        <source>The MRS console shows it under Manage Agency.</source>
        <translation>Die MRS-Konsole zeigt es unter Manage Agency.</translation>
    </message>
    <message>
        <source>Check the cluster again.</source>
        <translation>Den Cluster erneut prüfen.</translation>
    </message>
    <message>
        <source>An agency is bound on %1 of %2 nodes, and %3 could not be read.</source>
        <translation>Eine Agency ist auf %1 von %2 Knoten gebunden, %3 waren nicht zu lesen.</translation>
    </message>
    <message>
        <source>An agency is bound on %1 of %2 nodes only.</source>
        <translation>Eine Agency ist nur auf %1 von %2 Knoten gebunden.</translation>
    </message>
    <message>
        <source>No node that was read has an agency.</source>
        <translation>Kein gelesener Knoten hat eine Agency.</translation>
    </message>
    <message>
        <source>Nodes of the cluster have different agencies.</source>
        <translation>Knoten des Clusters haben verschiedene Agencys.</translation>
    </message>
    <message>
        <source>All nodes name one agency. Whether it is good could not be read.</source>
        <translation>Alle Knoten nennen dieselbe Agency. Ob sie in Ordnung ist, war nicht zu lesen.</translation>
    </message>
    <message>
        <source>All nodes have a good agency. Whether securitykey gives them keys is not known.</source>
        <translation>Alle Knoten haben eine intakte Agency. Ob securitykey ihnen Schlüssel gibt, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The agency of the nodes may not use OBS. Whether securitykey gives them keys is not known.</source>
        <translation>Die Agency der Knoten darf OBS nicht nutzen. Ob securitykey ihnen Schlüssel gibt, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The binding is fine: all nodes have a good agency, and %1 gets keys.</source>
        <translation>Die Bindung ist in Ordnung: Alle Knoten haben eine intakte Agency, und %1 erhält Schlüssel.</translation>
    </message>
    <message>
        <source>%1 gets keys, so ALM-45741 has another cause. But OBS will refuse the node: the agency may not use it.</source>
        <translation>%1 erhält Schlüssel, ALM-45741 hat also eine andere Ursache. OBS wird den Knoten aber abweisen: Die Agency darf es nicht nutzen.</translation>
    </message>
    <message>
        <source>All nodes name one agency, and %1 gets keys. What the agency may do could not be read.</source>
        <translation>Alle Knoten nennen dieselbe Agency, und %1 erhält Schlüssel. Was die Agency darf, war nicht zu lesen.</translation>
    </message>
    <message>
        <source>%1 gets keys. How the other nodes are bound is not known.</source>
        <translation>%1 erhält Schlüssel. Wie die anderen Knoten gebunden sind, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>%1 seems to have no agency. How the other nodes are bound is not known.</source>
        <translation>%1 hat anscheinend keine Agency. Wie die anderen Knoten gebunden sind, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>%1 at least has no agency. How the other nodes are bound is not known.</source>
        <translation>Zumindest %1 hat keine Agency. Wie die anderen Knoten gebunden sind, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>IAM refuses the agency of %1. How the other nodes are bound is not known.</source>
        <translation>IAM lehnt die Agency von %1 ab. Wie die anderen Knoten gebunden sind, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>All nodes name the agency that IAM refuses on %1.</source>
        <translation>Alle Knoten nennen die Agency, die IAM auf %1 ablehnt.</translation>
    </message>
    <message>
        <source>No node that was read has an agency, but %1 still answers for one.</source>
        <translation>Kein gelesener Knoten hat eine Agency, aber %1 antwortet noch für eine.</translation>
    </message>
    <message>
        <source>%1 still has a key of it.</source>
        <translation>%1 hat noch einen Schlüssel von ihr.</translation>
    </message>
    <message>
        <source>ECS shows an agency for all nodes, but %1 answers as if it had none.</source>
        <translation>ECS zeigt für alle Knoten eine Agency, aber %1 antwortet, als wäre dort keine.</translation>
    </message>
    <message>
        <source>ECS shows an agency for all nodes, but %1 says that it has none.</source>
        <translation>ECS zeigt für alle Knoten eine Agency, aber %1 meldet, dass dort keine ist.</translation>
    </message>
    <message>
        <source>In IAM the agency exists, trusts ECS and has not expired, but IAM refuses it on %1.</source>
        <translation>In IAM existiert die Agency, vertraut ECS und ist nicht abgelaufen, aber auf %1 lehnt IAM sie ab.</translation>
    </message>
    <message>
        <source>Bind one to all nodes on the MRS console: Manage Agency. It reaches them after some minutes.</source>
        <translation>In der MRS-Konsole eine an alle Knoten binden: Manage Agency. Dort kommt sie nach einigen Minuten an.</translation>
    </message>
    <message>
        <source>Bind one agency to all nodes on the MRS console: Manage Agency. It reaches them after some minutes.</source>
        <translation>In der MRS-Konsole dieselbe Agency an alle Knoten binden: Manage Agency. Dort kommt sie nach einigen Minuten an.</translation>
    </message>
    <message>
        <source>Choose one that exists in IAM and trusts op_svc_ecs, and bind it to all nodes: Manage Agency.</source>
        <translation>Eine wählen, die in IAM existiert und op_svc_ecs vertraut, und sie an alle Knoten binden: Manage Agency.</translation>
    </message>
    <message>
        <source>Probe the node that the alarm names: it shows whether the agency gives keys.</source>
        <translation>Den Knoten proben, den der Alarm nennt: Das zeigt, ob die Agency Schlüssel gibt.</translation>
    </message>
    <message>
        <source>Probe the node that the alarm names.</source>
        <translation>Den Knoten proben, den der Alarm nennt.</translation>
    </message>
    <message>
        <source>Grant it OBS OperateAccess; that takes up to 15 minutes to act. ALM-45741 has another cause: probe the node that it names.</source>
        <translation>Ihr OBS OperateAccess gewähren; das wirkt nach bis zu 15 Minuten. ALM-45741 hat eine andere Ursache: Den Knoten proben, den der Alarm nennt.</translation>
    </message>
    <message>
        <source>Wait some minutes: the alarm clears by itself. If it stays though the node that it names gets keys, the cause is Guardian itself: collect its logs from 1 hour before to 1 hour after the alarm.</source>
        <translation>Einige Minuten warten: Der Alarm endet von selbst. Bleibt er, obwohl der genannte Knoten Schlüssel erhält, liegt es an Guardian selbst: Dessen Protokolle von 1 Stunde vor bis 1 Stunde nach dem Alarm sammeln.</translation>
    </message>
    <message>
        <source>Grant the agency OBS OperateAccess, and wait 15 minutes for it to act. If the alarm stays, probe the node that it names.</source>
        <translation>Der Agency OBS OperateAccess gewähren und 15 Minuten warten, bis es wirkt. Bleibt der Alarm, den Knoten proben, den er nennt.</translation>
    </message>
    <message>
        <source>If the alarm stays, probe the node that it names. If OBS refuses nodes, see in IAM whether the agency holds OBS OperateAccess.</source>
        <translation>Bleibt der Alarm, den Knoten proben, den er nennt. Weist OBS Knoten ab, in IAM nachsehen, ob die Agency OBS OperateAccess hat.</translation>
    </message>
    <message>
        <source>Check the cluster again. If the alarm names another node, probe that one.</source>
        <translation>Den Cluster erneut prüfen. Nennt der Alarm einen anderen Knoten, diesen proben.</translation>
    </message>
    <message>
        <source>Check the cluster again to see the others, then bind one agency to all nodes: Manage Agency.</source>
        <translation>Den Cluster erneut prüfen, um die anderen zu sehen, dann dieselbe Agency an alle Knoten binden: Manage Agency.</translation>
    </message>
    <message>
        <source>See in IAM whether it exists, trusts op_svc_ecs and has not expired. If not, mend it there or bind another one to all nodes.</source>
        <translation>In IAM nachsehen, ob sie existiert, op_svc_ecs vertraut und nicht abgelaufen ist. Wenn nicht, sie dort berichtigen oder eine andere an alle Knoten binden.</translation>
    </message>
    <message>
        <source>Bind one to all nodes all the same: a key of an earlier agency lives for up to an hour. If one was bound just now, check the cluster again first.</source>
        <translation>Trotzdem eine an alle Knoten binden: Ein Schlüssel einer früheren Agency gilt bis zu einer Stunde. Wurde gerade eben eine gebunden, zuerst den Cluster erneut prüfen.</translation>
    </message>
    <message>
        <source>It lives for an hour at most, then the node loses OBS.</source>
        <translation>Er gilt höchstens eine Stunde, dann verliert der Knoten OBS.</translation>
    </message>
    <message>
        <source>It may not have taken it over yet, or lost it since: check the cluster again, and probe again after some minutes. If it stays, bind it to %1 again.</source>
        <translation>Vielleicht ist sie dort noch nicht angekommen oder seither verloren: Den Cluster erneut prüfen und nach einigen Minuten erneut proben. Bleibt es dabei, sie erneut an %1 binden.</translation>
    </message>
    <message>
        <source>It may have been changed since: check the cluster again, and probe again after some minutes. If it stays, bind it to %1 again, then open a ticket.</source>
        <translation>Vielleicht wurde sie seither geändert: Den Cluster erneut prüfen und nach einigen Minuten erneut proben. Bleibt es dabei, sie erneut an %1 binden, dann ein Ticket öffnen.</translation>
    </message>
    <message>
        <source>That does not mend the fault of %1: see to it too, then probe again.</source>
        <translation>Den Fehler von %1 behebt das nicht: Auch ihn beheben, dann erneut proben.</translation>
    </message>
    <message>
        <source>Manage Agency binds one to all nodes at once.</source>
        <translation>Manage Agency bindet eine an alle Knoten zugleich.</translation>
    </message>
    <message>
        <source>Binding an agency again does not help there.</source>
        <translation>Eine Agency erneut zu binden, hilft dort nicht.</translation>
    </message>
    <message>
        <source>whether IAM creates one for you has not been tried</source>
        <translation>ob IAM eine erstellt, wurde noch nicht ausprobiert</translation>
    </message>
    <message>
        <source>Unknown: all nodes are bare metal</source>
        <translation>Unbekannt: alle Knoten sind Bare Metal</translation>
    </message>
    <message>
        <source>Bare-metal nodes have no metadata that a call shows. The MRS console shows the agency under Manage Agency.</source>
        <translation>Die Metadaten von Bare-Metal-Knoten zeigt kein Aufruf. Die MRS-Konsole zeigt die Agency unter Manage Agency.</translation>
    </message>
</context>
<context>
    <name>claviger::AgencyAssistant</name>
    <message>
        <source>Copy this text</source>
        <translation>Diesen Text kopieren</translation>
    </message>
    <message>
        <source>Create agency</source>
        <translation>Agency erstellen</translation>
    </message>
    <message>
        <source>Name of the new agency</source>
        <translation>Name der neuen Agency</translation>
    </message>
    <message>
        <source>Create it from here</source>
        <translation>Von hier aus erstellen</translation>
    </message>
    <message>
        <source>An agency for the nodes is created in IAM, Agencies, Create Agency, by somebody with the right Security Administrator:
  Agency name: %1
  Agency type: Cloud service
  Cloud service: ECS BMS (trusts op_svc_ecs)
  Validity period: Unlimited
  Permission: OBS OperateAccess, scope Global resources
The agency MRS_ECS_DEFAULT_AGENCY is MRS&apos;s own: do not change or delete it. A new permission takes up to 15 minutes to act on OBS.</source>
        <translation>Eine Agency für die Knoten wird in IAM unter Agencies, Create Agency erstellt, von jemandem mit dem Recht Security Administrator:
  Agency name: %1
  Agency type: Cloud service
  Cloud service: ECS BMS (vertraut op_svc_ecs)
  Validity period: Unlimited
  Permission: OBS OperateAccess, Geltungsbereich Global resources
Die Agency MRS_ECS_DEFAULT_AGENCY gehört MRS selbst: weder ändern noch löschen. Eine neue Berechtigung wirkt auf OBS nach bis zu 15 Minuten.</translation>
    </message>
    <message>
        <source>Creates the agency for ECS and grants it OBS OperateAccess: two changes in IAM, both in the journal.</source>
        <translation>Erstellt die Agency für ECS und gewährt ihr OBS OperateAccess: zwei Änderungen in IAM, beide im Journal.</translation>
    </message>
    <message>
        <source>Not offered: %1.</source>
        <translation>Nicht angeboten: %1.</translation>
    </message>
    <message>
        <source>Creating %1</source>
        <translation>%1 wird erstellt</translation>
    </message>
    <message>
        <source>Whether the agency was created is not known</source>
        <translation>Ob die Agency erstellt wurde, ist nicht bekannt</translation>
    </message>
    <message>
        <source>The agency was not created</source>
        <translation>Die Agency wurde nicht erstellt</translation>
    </message>
    <message>
        <source>%1 exists, but may not use OBS</source>
        <translation>%1 existiert, darf OBS aber nicht nutzen</translation>
    </message>
    <message>
        <source>Grant it OBS OperateAccess, scope Global resources, on the IAM console.</source>
        <translation>Ihr in der IAM-Konsole OBS OperateAccess gewähren, Geltungsbereich Global resources.</translation>
    </message>
    <message>
        <source>%1 is created and chosen</source>
        <translation>%1 ist erstellt und gewählt</translation>
    </message>
    <message>
        <source>Its permission takes up to 15 minutes to act on OBS.</source>
        <translation>Ihre Berechtigung wirkt auf OBS nach bis zu 15 Minuten.</translation>
    </message>
    <message>
        <source>For Guardian (MRS 3.3.0-LTS and later) also a second agency of the type Account that trusts this account, with OBS Administrator, and on the first one a custom policy with its id:</source>
        <translation>Für Guardian (ab MRS 3.3.0-LTS) zusätzlich eine zweite Agency vom Typ Account, die diesem Account vertraut, mit OBS Administrator, und an der ersten eine eigene Policy mit deren ID:</translation>
    </message>
    <message>
        <source>Try whether it works</source>
        <translation>Ausprobieren, ob es geht</translation>
    </message>
    <message>
        <source>The try sends the creation without a name, which IAM has to refuse: nothing is created. It stands in the journal, and in the audit log of the account as a creation that failed.</source>
        <translation>Der Versuch sendet das Erstellen ohne Namen, was IAM ablehnen muss: Es wird nichts erstellt. Er steht im Journal, und im Audit-Log des Accounts als gescheitertes Erstellen.</translation>
    </message>
    <message>
        <source>Trying whether IAM creates an agency for you</source>
        <translation>Ausprobieren, ob IAM eine Agency erstellt</translation>
    </message>
</context>
<context>
    <name>claviger::Alarms</name>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Major</source>
        <translation>Schwer</translation>
    </message>
    <message>
        <source>Minor</source>
        <translation>Gering</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Severity unknown</source>
        <translation>Schweregrad unbekannt</translation>
    </message>
    <message>
        <source>Uncleared</source>
        <translation>Anstehend</translation>
    </message>
    <message>
        <source>Cleared by itself</source>
        <translation>Von selbst behoben</translation>
    </message>
    <message>
        <source>Cleared by hand</source>
        <translation>Von Hand behoben</translation>
    </message>
    <message>
        <source>Cleared</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>State unknown</source>
        <translation>Zustand unbekannt</translation>
    </message>
    <message>
        <source>line %1 of the alarm catalogue cannot be read</source>
        <translation>Zeile %1 des Alarmkatalogs ist nicht lesbar</translation>
    </message>
    <message>
        <source>this is an Excel workbook or a ZIP archive; open it there and save the table as CSV (UTF-8), then import that file</source>
        <translation>dies ist eine Excel-Arbeitsmappe oder ein ZIP-Archiv; dort öffnen, die Tabelle als CSV (UTF-8) speichern und diese Datei importieren</translation>
    </message>
    <message>
        <source>this file is compressed; unpack it, then import what was in it</source>
        <translation>diese Datei ist komprimiert; entpacken und den Inhalt importieren</translation>
    </message>
    <message>
        <source>this is a binary file and no table of alarms; export the alarms again, or save the table as CSV (UTF-8)</source>
        <translation>dies ist eine Binärdatei und keine Tabelle von Alarmen; die Alarme erneut exportieren oder die Tabelle als CSV (UTF-8) speichern</translation>
    </message>
    <message>
        <source>neither an alarm id nor a name nor a location</source>
        <translation>weder Alarm-ID noch Name noch Ort</translation>
    </message>
    <message>
        <source>fewer cells than the header</source>
        <translation>weniger Zellen als die Kopfzeile</translation>
    </message>
    <message>
        <source>more cells than the header</source>
        <translation>mehr Zellen als die Kopfzeile</translation>
    </message>
    <message>
        <source>too long; perhaps a quote was not closed</source>
        <translation>zu lang; vielleicht wurde ein Anführungszeichen nicht geschlossen</translation>
    </message>
    <message>
        <source>not text</source>
        <translation>kein Text</translation>
    </message>
    <message>
        <source>the file ends within this row</source>
        <translation>die Datei endet innerhalb dieser Zeile</translation>
    </message>
    <message>
        <source>the file could not be read to its end: %1</source>
        <translation>die Datei war nicht bis zum Ende lesbar: %1</translation>
    </message>
    <message>
        <source>the file is empty; export the alarms again</source>
        <translation>die Datei ist leer; die Alarme erneut exportieren</translation>
    </message>
    <message>
        <source>no line names the columns of an alarm table (Alarm ID, Alarm Name, Severity and so on); use a file that &quot;Export All&quot; on the alarm page of Manager saved, or put these names into the first line</source>
        <translation>keine Zeile nennt die Spalten einer Alarmtabelle (Alarm ID, Alarm Name, Severity und so weiter); eine Datei verwenden, die „Export All“ auf der Alarmseite des Managers gespeichert hat, oder diese Namen in die erste Zeile setzen</translation>
    </message>
    <message>
        <source>the report format is longer than %1 characters, which Manager does not take; copy it again from System &gt; Interconnection &gt; Syslog</source>
        <translation>das Berichtsformat ist länger als %1 Zeichen, was der Manager nicht annimmt; erneut aus System &gt; Interconnection &gt; Syslog kopieren</translation>
    </message>
    <message>
        <source>the report format has &quot;%1&quot; in it, which Manager does not take; use letters, digits, blanks and _ . - | between the fields</source>
        <translation>das Berichtsformat enthält „%1“, was der Manager nicht annimmt; zwischen den Feldern Buchstaben, Ziffern, Leerzeichen und _ . - | verwenden</translation>
    </message>
    <message>
        <source>at character %1 of the report format no field begins and ends as ${name} does; correct it there</source>
        <translation>bei Zeichen %1 des Berichtsformats beginnt und endet kein Feld wie ${name}; dort berichtigen</translation>
    </message>
    <message>
        <source>the report format names a field &quot;%1&quot; that Manager does not have; it has %2</source>
        <translation>das Berichtsformat nennt ein Feld „%1“, das der Manager nicht hat; er hat %2</translation>
    </message>
    <message>
        <source>nothing stands between the fields &quot;%1&quot; and &quot;%2&quot; of the report format, so nobody can tell them apart; put a | between them, in Manager too</source>
        <translation>zwischen den Feldern „%1“ und „%2“ des Berichtsformats steht nichts, sie sind also nicht zu unterscheiden; ein | dazwischen setzen, auch im Manager</translation>
    </message>
    <message>
        <source>the report format has neither ${id} nor ${name} nor ${locationInfo}, so no message says which alarm it is; add ${id}, in Manager too</source>
        <translation>das Berichtsformat hat weder ${id} noch ${name} noch ${locationInfo}, also sagt keine Meldung, welcher Alarm es ist; ${id} hinzufügen, auch im Manager</translation>
    </message>
    <message>
        <source>this text is not in UTF-8, and GB18030 cannot be read on this computer; save it as UTF-8, then try again</source>
        <translation>dieser Text ist nicht in UTF-8, und GB18030 ist auf diesem Rechner nicht lesbar; als UTF-8 speichern und erneut versuchen</translation>
    </message>
</context>
<context>
    <name>claviger::BindingModel</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Agency in node metadata</source>
        <translation>Agency in den Knotenmetadaten</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>Gelesen %1</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Kerberos</source>
        <translation>Kerberos</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Guardian</translation>
    </message>
</context>
<context>
    <name>claviger::BindingPage</name>
    <message>
        <source>Agencies</source>
        <translation>Agencys</translation>
    </message>
    <message>
        <source>Check all</source>
        <translation>Alle prüfen</translation>
    </message>
    <message>
        <source>Clusters of the project and their agencies</source>
        <translation>Cluster des Projekts und ihre Agencys</translation>
    </message>
    <message>
        <source>Filter clusters</source>
        <translation>Cluster filtern</translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s) in %1</source>
        <translation>
            <numerusform>%n Cluster in %1</numerusform>
            <numerusform>%n Cluster in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>No project</source>
        <translation>Kein Projekt</translation>
    </message>
    <message>
        <source>Clusters of %1 and the agency of their nodes</source>
        <translation>Cluster von %1 und die Agency ihrer Knoten</translation>
    </message>
    <message numerus="yes">
        <source>Checking agencies: %n cluster(s) read</source>
        <translation>
            <numerusform>Agencys werden geprüft: %n Cluster gelesen</numerusform>
            <numerusform>Agencys werden geprüft: %n Cluster gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation>%1 wird geprüft</translation>
    </message>
    <message>
        <source>Signed in without a project</source>
        <translation>Ohne Projekt angemeldet</translation>
    </message>
    <message>
        <source>Clusters belong to a project. Sign in again with one to see how they are bound.</source>
        <translation>Cluster gehören zu einem Projekt. Erneut mit einem anmelden, um ihre Bindung zu sehen.</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Check all reads the clusters of %1 and the agency of their nodes.</source>
        <translation>„Alle prüfen“ liest die Cluster von %1 und die Agency ihrer Knoten.</translation>
    </message>
    <message>
        <source>No clusters in %1</source>
        <translation>Keine Cluster in %1</translation>
    </message>
    <message>
        <source>Clusters that are not terminated are listed here, with the agency of their nodes.</source>
        <translation>Hier stehen alle nicht beendeten Cluster mit der Agency ihrer Knoten.</translation>
    </message>
    <message>
        <source>The clusters of %1 could not be read</source>
        <translation>Die Cluster von %1 ließen sich nicht lesen</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n braucht Aufmerksamkeit</numerusform>
            <numerusform>%n brauchen Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 broken</source>
        <translation>%1 defekt</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <translation>%1 unbekannt</translation>
    </message>
    <message>
        <source>Decide on it</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>A rebinding of %1 was cut short</source>
        <translation>Eine Neubindung von %1 wurde unterbrochen</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) may have %1 since %2. Decide whether that is undone, gone on with or kept.</source>
        <translation>
            <numerusform>%n Knoten hat seit %2 vielleicht %1. Entscheiden, ob das rückgängig gemacht, fortgesetzt oder beibehalten wird.</numerusform>
            <numerusform>%n Knoten haben seit %2 vielleicht %1. Entscheiden, ob das rückgängig gemacht, fortgesetzt oder beibehalten wird.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s) in %1 projects</source>
        <translation>
            <numerusform>%n Cluster in %1 Projekten</numerusform>
            <numerusform>%n Cluster in %1 Projekten</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it as it is</source>
        <translation>So belassen</translation>
    </message>
</context>
<context>
    <name>claviger::CandidateModel</name>
    <message>
        <source>Agency</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Ready to bind</source>
        <translation>Bereit zum Binden</translation>
    </message>
    <message>
        <source>Expires within a day</source>
        <translation>Läuft innerhalb eines Tages ab</translation>
    </message>
    <message numerus="yes">
        <source>Expires in %n day(s)</source>
        <translation>
            <numerusform>Läuft in %n Tag ab</numerusform>
            <numerusform>Läuft in %n Tagen ab</numerusform>
        </translation>
    </message>
    <message>
        <source>May not use OBS</source>
        <translation>Darf OBS nicht nutzen</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Kept by MRS: do not edit it</source>
        <translation>Von MRS verwaltet: nicht bearbeiten</translation>
    </message>
    <message>
        <source>Whom it trusts could not be read</source>
        <translation>Nicht lesbar, wem sie vertraut</translation>
    </message>
    <message>
        <source>Its end could not be read</source>
        <translation>Nicht lesbar, wann sie endet</translation>
    </message>
</context>
<context>
    <name>claviger::CheckEntryDialog</name>
    <message>
        <source>Settle a change</source>
        <translation>Änderung klären</translation>
    </message>
    <message>
        <source>Have you checked what became of it?</source>
        <translation>Ist geprüft, was daraus geworden ist?</translation>
    </message>
    <message>
        <source>Begun %1 by %2 in account %3 (%4).</source>
        <translation>Begonnen %1 von %2 im Account %3 (%4).</translation>
    </message>
    <message>
        <source>Claviger ended before the answer came, so the change may have taken effect. Look in the cloud first.</source>
        <translation>Claviger endete vor der Antwort, die Änderung kann also wirksam sein. Zuerst in der Cloud nachsehen.</translation>
    </message>
    <message>
        <source>What you found (optional)</source>
        <translation>Ergebnis (optional)</translation>
    </message>
    <message>
        <source>no key was left behind</source>
        <translation>kein Schlüssel blieb zurück</translation>
    </message>
    <message>
        <source>It is added to the journal with your name and the time. The entry itself stays as it is.</source>
        <translation>Es kommt mit Benutzername und Zeit ins Journal. Der Eintrag selbst bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>I have checked it</source>
        <translation>Als geprüft vermerken</translation>
    </message>
</context>
<context>
    <name>claviger::Cloud</name>
    <message>
        <source>the answer has no usable “%1” (%2)</source>
        <translation>die Antwort hat kein brauchbares „%1“ (%2)</translation>
    </message>
    <message>
        <source>the answer is packed (%1), although that was not asked for</source>
        <translation>die Antwort ist gepackt (%1), obwohl das nicht verlangt war</translation>
    </message>
    <message>
        <source>the answer is not JSON: %1</source>
        <translation>die Antwort ist kein JSON: %1</translation>
    </message>
    <message>
        <source>the answer is JSON, but not an object</source>
        <translation>die Antwort ist JSON, aber kein Objekt</translation>
    </message>
    <message>
        <source>missing right: %1</source>
        <translation>fehlendes Recht: %1</translation>
    </message>
    <message>
        <source>HTTP status %1 without words</source>
        <translation>HTTP-Status %1 ohne Worte</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>signed out meanwhile</source>
        <translation>inzwischen abgemeldet</translation>
    </message>
    <message>
        <source>your session has ended; sign in again</source>
        <translation>die Sitzung ist beendet; erneut anmelden</translation>
    </message>
    <message>
        <source>the answer has no usable “project” (an object)</source>
        <translation>die Antwort hat kein brauchbares „project“ (ein Objekt)</translation>
    </message>
    <message>
        <source>stopped while signing in</source>
        <translation>während der Anmeldung angehalten</translation>
    </message>
    <message>
        <source>this session has no project; choose one at sign-in</source>
        <translation>diese Sitzung hat kein Projekt; bei der Anmeldung eines wählen</translation>
    </message>
    <message>
        <source>the service does not accept a new token</source>
        <translation>der Dienst nimmt ein neues Token nicht an</translation>
    </message>
    <message>
        <source>the answer has no usable “%1” (a time)</source>
        <translation>die Antwort hat kein brauchbares „%1“ (eine Zeit)</translation>
    </message>
    <message>
        <source>the answer carries no X-Subject-Token</source>
        <translation>die Antwort enthält kein X-Subject-Token</translation>
    </message>
    <message>
        <source>no complete answer from %1 within the time limit</source>
        <translation>keine vollständige Antwort von %1 innerhalb der Frist</translation>
    </message>
    <message>
        <source>the request to %1 was stopped</source>
        <translation>die Anfrage an %1 wurde angehalten</translation>
    </message>
    <message>
        <source>%1 sent more than this answer may hold</source>
        <translation>%1 sendete mehr, als diese Antwort fassen darf</translation>
    </message>
    <message>
        <source>the connection was closed</source>
        <translation>die Verbindung wurde geschlossen</translation>
    </message>
    <message>
        <source>another place</source>
        <translation>einen anderen Ort</translation>
    </message>
    <message>
        <source>stopped before the request was sent</source>
        <translation>angehalten, bevor die Anfrage gesendet wurde</translation>
    </message>
    <message>
        <source>only https is used, and http on this computer: %1</source>
        <translation>nur https wird benutzt, und http auf diesem Computer: %1</translation>
    </message>
    <message>
        <source>%1 sends us on to %2</source>
        <translation>%1 verweist auf %2</translation>
    </message>
    <message>
        <source>%1 has no sign-in service: %2</source>
        <translation>%1 hat keinen Anmeldedienst: %2</translation>
    </message>
    <message>
        <source>this profile has no address of %1; add it under Edit profile</source>
        <translation>dieses Profil hat keine Adresse von %1; unter „Profil bearbeiten“ nachtragen</translation>
    </message>
    <message>
        <source>there is no token for this project: %1</source>
        <translation>für dieses Projekt gibt es kein Token: %1</translation>
    </message>
    <message>
        <source>only another sign-in gives a token for this project</source>
        <translation>nur eine erneute Anmeldung gibt ein Token für dieses Projekt</translation>
    </message>
</context>
<context>
    <name>claviger::CloudProfile</name>
    <message>
        <source>The address is empty.</source>
        <translation>Die Adresse ist leer.</translation>
    </message>
    <message>
        <source>The address is too long to be one.</source>
        <translation>Die Adresse ist zu lang.</translation>
    </message>
    <message>
        <source>Begin the address with https://.</source>
        <translation>Die Adresse mit https:// beginnen.</translation>
    </message>
    <message>
        <source>The address must not hold a user name or password. Remove everything up to the @ sign.</source>
        <translation>Die Adresse darf weder Benutzernamen noch Passwort enthalten. Alles bis zum Zeichen @ entfernen.</translation>
    </message>
    <message>
        <source>The address cannot be read. It should look like https://iam.example.com.</source>
        <translation>Die Adresse ist nicht lesbar. Sie sollte aussehen wie https://iam.example.com.</translation>
    </message>
    <message>
        <source>Only https addresses can be used.</source>
        <translation>Nur https-Adressen können benutzt werden.</translation>
    </message>
    <message>
        <source>Plain http is accepted for this computer only (127.0.0.1, ::1, localhost). Use https.</source>
        <translation>Unverschlüsseltes http ist nur für diesen Rechner erlaubt (127.0.0.1, ::1, localhost). https verwenden.</translation>
    </message>
    <message>
        <source>The address must end after the host or the version: remove everything from the ? or # sign on.</source>
        <translation>Die Adresse muss nach dem Host oder der Version enden: alles ab dem Zeichen ? oder # entfernen.</translation>
    </message>
    <message>
        <source>The address must end after the host, the port or a version such as /v3: remove the rest of the path.</source>
        <translation>Die Adresse muss nach dem Host, dem Port oder einer Version wie /v3 enden: den Rest des Pfads entfernen.</translation>
    </message>
    <message>
        <source>Give every Manager connection a name.</source>
        <translation>Jede Manager-Verbindung braucht einen Namen.</translation>
    </message>
    <message>
        <source>The Manager &quot;%1&quot; needs an address that begins with https:// and holds no user name or password.</source>
        <translation>Der Manager „%1“ braucht eine Adresse, die mit https:// beginnt und weder Benutzernamen noch Passwort enthält.</translation>
    </message>
    <message>
        <source>The time zone of the Manager &quot;%1&quot; is not known. Use a name such as Europe/Berlin.</source>
        <translation>Die Zeitzone des Managers „%1“ ist nicht bekannt. Einen Namen wie Europe/Berlin verwenden.</translation>
    </message>
    <message>
        <source>The fingerprint of the Manager &quot;%1&quot; is not a SHA-256 value: it must have 64 hexadecimal digits.</source>
        <translation>Der Fingerabdruck des Managers „%1“ ist kein SHA-256-Wert: Er muss 64 Hexadezimalziffern haben.</translation>
    </message>
    <message>
        <source>Give the profile a name.</source>
        <translation>Dem Profil einen Namen geben.</translation>
    </message>
    <message>
        <source>The address of the identity service (IAM) is missing.</source>
        <translation>Die Adresse des Identitätsdienstes (IAM) fehlt.</translation>
    </message>
    <message>
        <source>Certificates can be left unchecked for this computer only (127.0.0.1, ::1, localhost). Name the file of the certificate authority under cacert instead.</source>
        <translation>Zertifikate dürfen nur für diesen Rechner ungeprüft bleiben (127.0.0.1, ::1, localhost). Stattdessen unter cacert die Datei der Zertifizierungsstelle angeben.</translation>
    </message>
    <message>
        <source>The account (domain) name is missing.</source>
        <translation>Der Name des Accounts (der Domäne) fehlt.</translation>
    </message>
    <message>
        <source>The user name is missing.</source>
        <translation>Der Benutzername fehlt.</translation>
    </message>
    <message>
        <source>The certificate authority file %1 does not exist.</source>
        <translation>Die Datei %1 der Zertifizierungsstelle existiert nicht.</translation>
    </message>
    <message>
        <source>The colour &quot;%1&quot; is not known.</source>
        <translation>Die Farbe „%1“ ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>claviger::CloudsYaml</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, Zeile %2: %3</translation>
    </message>
    <message>
        <source>In the cloud &quot;%1&quot;, %2 must be one short text.</source>
        <translation>In der Cloud „%1“ muss %2 ein einzelner kurzer Text sein.</translation>
    </message>
    <message>
        <source>In the cloud &quot;%1&quot;, %2 must be true or false. The careful one is assumed.</source>
        <translation>In der Cloud „%1“ muss %2 true oder false sein. Angenommen wird der vorsichtige Wert.</translation>
    </message>
    <message>
        <source>In the cloud &quot;%1&quot;, %2 must hold settings, indented below it.</source>
        <translation>In der Cloud „%1“ muss %2 Einstellungen enthalten, darunter eingerückt.</translation>
    </message>
    <message>
        <source>In the cloud &quot;%1&quot;, a setting under %2 stands there twice. This one is used, as OpenStack tools do.</source>
        <translation>In der Cloud „%1“ steht eine Einstellung unter %2 doppelt. Es gilt diese, wie bei OpenStack-Werkzeugen.</translation>
    </message>
    <message>
        <source>In the cloud &quot;%1&quot;, %2 cannot be used. %3</source>
        <translation>In der Cloud „%1“ ist %2 nicht verwendbar. %3</translation>
    </message>
    <message>
        <source>In the cloud &quot;%1&quot;, the password must be one text. Put it in quotes.</source>
        <translation>In der Cloud „%1“ muss das Passwort ein einzelner Text sein. Es in Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>The cloud &quot;%1&quot; has no auth_url, the address of its identity service.</source>
        <translation>Der Cloud „%1“ fehlt auth_url, die Adresse ihres Identitätsdienstes.</translation>
    </message>
    <message>
        <source>In the cloud &quot;%1&quot;, the cacert file %2 does not exist.</source>
        <translation>In der Cloud „%1“ existiert die cacert-Datei %2 nicht.</translation>
    </message>
    <message>
        <source>In the cloud &quot;%1&quot;, verify: false is refused, because %2 is not this computer. Name the file of its certificate authority under cacert instead.</source>
        <translation>In der Cloud „%1“ wird verify: false abgelehnt, weil %2 nicht dieser Rechner ist. Stattdessen unter cacert die Datei der Zertifizierungsstelle angeben.</translation>
    </message>
    <message>
        <source>In the cloud &quot;%1&quot;, managers must be a list; each of its entries begins with a dash.</source>
        <translation>In der Cloud „%1“ muss managers eine Liste sein; jeder Eintrag beginnt mit einem Strich.</translation>
    </message>
    <message>
        <source>In the cloud &quot;%1&quot;, a Manager is left out. %2</source>
        <translation>In der Cloud „%1“ wird ein Manager ausgelassen. %2</translation>
    </message>
    <message>
        <source>It needs at least a name and a url.</source>
        <translation>Er braucht mindestens name und url.</translation>
    </message>
    <message>
        <source>Each of its settings must be one short text.</source>
        <translation>Jede seiner Einstellungen muss ein einzelner kurzer Text sein.</translation>
    </message>
    <message>
        <source>Its name is taken by another one.</source>
        <translation>Seinen Namen trägt schon ein anderer.</translation>
    </message>
    <message>
        <source>The cloud &quot;%1&quot; has no settings. Indent them below its name.</source>
        <translation>Die Cloud „%1“ hat keine Einstellungen. Sie unter ihrem Namen einrücken.</translation>
    </message>
    <message>
        <source>This is not a file that can be read.</source>
        <translation>Das ist keine lesbare Datei.</translation>
    </message>
    <message>
        <source>You may not read this file. Check its permissions.</source>
        <translation>Diese Datei darf nicht gelesen werden. Ihre Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>There is no clouds.yaml in the places where OpenStack tools look for it.</source>
        <translation>An den Orten, an denen OpenStack-Werkzeuge suchen, liegt keine clouds.yaml.</translation>
    </message>
    <message>
        <source>The file %1 has no cloud called &quot;%2&quot;.</source>
        <translation>Die Datei %1 enthält keine Cloud namens „%2“.</translation>
    </message>
    <message>
        <source>OS_CLIENT_CONFIG_FILE names this file, but it does not exist.</source>
        <translation>OS_CLIENT_CONFIG_FILE nennt diese Datei, aber sie existiert nicht.</translation>
    </message>
    <message>
        <source>There are no clouds in it. They belong under clouds:, each with its name and its settings below.</source>
        <translation>Sie enthält keine Clouds. Diese gehören unter clouds:, jede mit ihrem Namen und darunter ihren Einstellungen.</translation>
    </message>
    <message>
        <source>The cloud &quot;%1&quot; stands there twice. This one is used, as OpenStack tools do; rename one of them.</source>
        <translation>Die Cloud „%1“ steht doppelt da. Es gilt diese, wie bei OpenStack-Werkzeugen; eine der beiden umbenennen.</translation>
    </message>
    <message>
        <source>Only the first 1000 clouds of it were read.</source>
        <translation>Nur die ersten 1000 Clouds daraus wurden gelesen.</translation>
    </message>
</context>
<context>
    <name>claviger::ClusterDetails</name>
    <message>
        <source>MRS record and nodes</source>
        <translation>MRS-Eintrag und Knoten</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Select a cluster to see its agency here.</source>
        <translation>Einen Cluster auswählen, um hier seine Agency zu sehen.</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>Kerberos</source>
        <translation>Kerberos</translation>
    </message>
    <message>
        <source>no Kerberos</source>
        <translation>kein Kerberos</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>no Guardian</source>
        <translation>kein Guardian</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>The cluster could not be checked again</source>
        <translation>Der Cluster ließ sich nicht erneut prüfen</translation>
    </message>
    <message>
        <source>All nodes name one agency; it exists, trusts ECS and may use OBS.</source>
        <translation>Alle Knoten nennen eine Agency; sie existiert, vertraut ECS und darf OBS nutzen.</translation>
    </message>
    <message>
        <source>No agency</source>
        <translation>Keine Agency</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>Gelesen %1</translation>
    </message>
    <message>
        <source>Exists in IAM</source>
        <translation>In IAM vorhanden</translation>
    </message>
    <message>
        <source>Does not exist in IAM</source>
        <translation>Fehlt in IAM</translation>
    </message>
    <message>
        <source>Whether it exists is unknown</source>
        <translation>Unbekannt, ob sie existiert</translation>
    </message>
    <message>
        <source>Trusts ECS</source>
        <translation>Vertraut ECS</translation>
    </message>
    <message>
        <source>Does not trust ECS</source>
        <translation>Vertraut ECS nicht</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation>%1, gültig bis %2</translation>
    </message>
    <message>
        <source>%1, validity unlimited</source>
        <translation>%1, unbegrenzt gültig</translation>
    </message>
    <message>
        <source>Whether it may use OBS is unknown</source>
        <translation>Unbekannt, ob sie OBS nutzen darf</translation>
    </message>
    <message>
        <source>May use OBS</source>
        <translation>Darf OBS nutzen</translation>
    </message>
    <message>
        <source>May not use OBS</source>
        <translation>Darf OBS nicht nutzen</translation>
    </message>
    <message>
        <source>It holds no permission</source>
        <translation>Sie hat keine Berechtigung</translation>
    </message>
    <message>
        <source>MRS records no agency</source>
        <translation>MRS führt keine Agency</translation>
    </message>
    <message>
        <source>They agree</source>
        <translation>Sie stimmen überein</translation>
    </message>
    <message>
        <source>They differ</source>
        <translation>Sie weichen ab</translation>
    </message>
    <message>
        <source>It does not tell of one for every cluster; what counts is in the metadata of the nodes.</source>
        <translation>Nicht für jeden Cluster nennt es eine; maßgeblich sind die Metadaten der Knoten.</translation>
    </message>
    <message>
        <source>MRS records %1 for the cluster.</source>
        <translation>MRS führt %1 für den Cluster.</translation>
    </message>
    <message>
        <source>MRS records %1 for the cluster; it is on %2 of %3 nodes.</source>
        <translation>MRS führt %1 für den Cluster; sie ist auf %2 von %3 Knoten.</translation>
    </message>
    <message>
        <source>Manage agency…</source>
        <translation>Agency verwalten…</translation>
    </message>
    <message>
        <source>Whether it trusts ECS is unknown</source>
        <translation>Ob sie ECS vertraut, ist unbekannt</translation>
    </message>
    <message>
        <source>%1, its end could not be read</source>
        <translation>%1, ihr Ablauf war nicht lesbar</translation>
    </message>
</context>
<context>
    <name>claviger::CommandLine</name>
    <message>
        <source>Start with the simulated cloud inside.</source>
        <translation>Mit der eingebauten simulierten Cloud starten.</translation>
    </message>
    <message>
        <source>Scenario of the demo (with --demo).</source>
        <translation>Szenario der Demo (mit --demo).</translation>
    </message>
    <message>
        <source>Sign in to this entry of clouds.yaml, or fill in the sign-in page.</source>
        <translation>An diesem Eintrag der clouds.yaml anmelden oder die Anmeldeseite ausfüllen.</translation>
    </message>
    <message>
        <source>Open this page: access-keys or activity.</source>
        <translation>Diese Seite öffnen: access-keys oder activity.</translation>
    </message>
    <message>
        <source>Do the main job on the demo cloud by itself; pictures and tour.json go to this folder.</source>
        <translation>Die Hauptaufgabe selbsttätig auf der Demo-Cloud ausführen; Bilder und tour.json kommen in diesen Ordner.</translation>
    </message>
    <message>
        <source>Colours: light or dark, else those of the desktop.</source>
        <translation>Farben: light oder dark, sonst die des Desktops.</translation>
    </message>
    <message>
        <source>Show all components in all states (for developers).</source>
        <translation>Alle Bauteile in allen Zuständen zeigen (für Entwickler).</translation>
    </message>
    <message>
        <source>Show this text.</source>
        <translation>Diesen Text zeigen.</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>Die Version zeigen.</translation>
    </message>
    <message>
        <source>Desktop administration console for MapReduce Service clusters.</source>
        <translation>Administrationskonsole für Cluster des MapReduce Service.</translation>
    </message>
    <message>
        <source>unknown argument: %1</source>
        <translation>unbekanntes Argument: %1</translation>
    </message>
    <message>
        <source>--%1 was given twice</source>
        <translation>--%1 ist zweimal angegeben</translation>
    </message>
    <message>
        <source>--tour needs a folder for its pictures</source>
        <translation>--tour braucht einen Ordner für die Bilder</translation>
    </message>
    <message>
        <source>there is no page “%1”; known are: %2</source>
        <translation>die Seite „%1“ gibt es nicht; bekannt sind: %2</translation>
    </message>
    <message>
        <source>--scheme takes light or dark</source>
        <translation>--scheme nimmt light oder dark</translation>
    </message>
    <message>
        <source>--scenario belongs to --demo</source>
        <translation>--scenario gehört zu --demo</translation>
    </message>
    <message>
        <source>there is no scenario “%1”; known are: %2</source>
        <translation>das Szenario „%1“ gibt es nicht; bekannt sind: %2</translation>
    </message>
    <message>
        <source>--cloud and --demo exclude each other</source>
        <translation>--cloud und --demo schließen einander aus</translation>
    </message>
    <message>
        <source>there is no usable cloud “%1”</source>
        <translation>es gibt keine nutzbare Cloud „%1“</translation>
    </message>
</context>
<context>
    <name>claviger::ConfirmDialog</name>
    <message>
        <source>Type %1 to confirm</source>
        <translation>Zum Bestätigen %1 eingeben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>claviger::Console</name>
    <message numerus="yes">
        <source>The agency has changed on %n cluster(s)</source>
        <translation>
            <numerusform>Die Agency hat sich auf %n Cluster geändert</numerusform>
            <numerusform>Die Agencys haben sich auf %n Clustern geändert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::ConsoleRoute</name>
    <message>
        <source>Open the MRS console</source>
        <translation>MRS-Konsole öffnen</translation>
    </message>
    <message>
        <source>Open it in a browser; its address is not known here. Add it under Edit profile, Web console.</source>
        <translation>Sie in einem Browser öffnen; ihre Adresse ist hier nicht bekannt. Unter „Profil bearbeiten“, „Web-Konsole“ nachtragen.</translation>
    </message>
    <message>
        <source>Watch again</source>
        <translation>Erneut überwachen</translation>
    </message>
    <message>
        <source>Open the MRS console in a browser and sign in there.</source>
        <translation>Die MRS-Konsole in einem Browser öffnen und dort anmelden.</translation>
    </message>
    <message>
        <source>On the tab Dashboard, in the line IAM User Sync, choose Synchronize, and wait until it says Synchronized.</source>
        <translation>Auf der Registerkarte Dashboard, Zeile IAM User Sync: Synchronize wählen und warten, bis dort Synchronized steht.</translation>
    </message>
    <message>
        <source>In the line Agency choose Manage Agency.</source>
        <translation>In der Zeile Agency: Manage Agency wählen.</translation>
    </message>
    <message>
        <source>Clusters, Active Clusters: click the name %1.</source>
        <translation>Clusters, Active Clusters: den Namen %1 anklicken.</translation>
    </message>
    <message>
        <source>Choose the agency, and confirm with OK.</source>
        <translation>Die Agency wählen und mit OK bestätigen.</translation>
    </message>
    <message>
        <source>Choose %1, and confirm with OK.</source>
        <translation>%1 wählen und mit OK bestätigen.</translation>
    </message>
    <message>
        <source>Watching: %1 of %2 nodes are bound</source>
        <translation>Überwachung: %1 von %2 Knoten gebunden</translation>
    </message>
    <message>
        <source>Watching: %1 of %2 nodes name %3</source>
        <translation>Überwachung: Auf %1 von %2 Knoten steht %3</translation>
    </message>
    <message>
        <source>every 15 s until %1</source>
        <translation>alle 15 s bis %1</translation>
    </message>
    <message numerus="yes">
        <source>All %n node(s) name %1</source>
        <translation>
            <numerusform>%n Knoten nennt %1</numerusform>
            <numerusform>Alle %n Knoten nennen %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Guardian takes it up by itself; an alarm that came from it clears within some minutes.</source>
        <translation>Guardian übernimmt sie von selbst; ein dadurch entstandener Alarm erlischt innerhalb einiger Minuten.</translation>
    </message>
    <message>
        <source>No change was seen within 10 minutes</source>
        <translation>Innerhalb von 10 Minuten war keine Änderung zu sehen</translation>
    </message>
    <message>
        <source>If the console says that it is done, check that it was the cluster %1, then watch again.</source>
        <translation>Meldet die Konsole es als erledigt, prüfen, ob es der Cluster %1 war, dann erneut überwachen.</translation>
    </message>
    <message>
        <source>The nodes could not be watched</source>
        <translation>Die Knoten ließen sich nicht überwachen</translation>
    </message>
</context>
<context>
    <name>claviger::CopyField</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
</context>
<context>
    <name>claviger::CreateKeyDialog</name>
    <message>
        <source>Create access key</source>
        <translation>Zugriffsschlüssel erstellen</translation>
    </message>
    <message>
        <source>New access key for %1</source>
        <translation>Neuer Zugriffsschlüssel für %1</translation>
    </message>
    <message>
        <source>%1 of %2 keys in use</source>
        <translation>%1 von %2 Schlüsseln belegt</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Description of the key</source>
        <translation>Beschreibung des Schlüssels</translation>
    </message>
    <message>
        <source>rclone on edge-02</source>
        <translation>rclone auf edge-02</translation>
    </message>
    <message>
        <source>Say which program and host will use it. You will look for these words when the key is to be replaced.</source>
        <translation>Programm und Host nennen, die ihn benutzen. Nach diesen Worten wird gesucht, wenn der Schlüssel zu ersetzen ist.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Shorten it to %1 characters; it has %2.</source>
        <translation>Auf %1 Zeichen kürzen; jetzt sind es %2.</translation>
    </message>
    <message>
        <source>Remove line breaks and control characters.</source>
        <translation>Zeilenumbrüche und Steuerzeichen entfernen.</translation>
    </message>
    <message>
        <source>The secret will be kept in memory and forgotten when Claviger ends.</source>
        <translation>Der geheime Schlüssel bleibt im Arbeitsspeicher und ist vergessen, wenn Claviger endet.</translation>
    </message>
    <message>
        <source>The keychain is tried before the key is created.</source>
        <translation>Vor dem Erstellen wird der Schlüsselbund geprüft.</translation>
    </message>
    <message>
        <source>The secret goes into your keychain, which is tried before the key is created.</source>
        <translation>Der geheime Schlüssel kommt in den Schlüsselbund, der vor dem Erstellen geprüft wird.</translation>
    </message>
    <message>
        <source>Your keychain cannot be used right now. It is tried again first; without it no key is created.</source>
        <translation>Der Schlüsselbund ist gerade nicht benutzbar. Er wird zuerst noch einmal geprüft; ohne ihn wird kein Schlüssel erstellt.</translation>
    </message>
    <message>
        <source>%1 holds two keys. Delete one first.</source>
        <translation>%1 hat zwei Schlüssel. Zuerst einen löschen.</translation>
    </message>
    <message>
        <source>How many keys are in use is not known</source>
        <translation>Wie viele Schlüssel vergeben sind, ist nicht bekannt</translation>
    </message>
</context>
<context>
    <name>claviger::DemoSecrets</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Remove the secrets of the demo?</source>
        <translation>Die geheimen Schlüssel der Demo entfernen?</translation>
    </message>
    <message>
        <source>Every entry of the service “Claviger demo” in your keychain is deleted. The keys in the demo cloud stay, and so do the secrets of real clouds.</source>
        <translation>Jeder Eintrag des Dienstes „Claviger demo“ im Schlüsselbund wird gelöscht. Die Schlüssel in der Demo-Cloud bleiben, ebenso die geheimen Schlüssel echter Clouds.</translation>
    </message>
    <message>
        <source>Remove secrets</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Secrets of real clouds were not touched.</source>
        <translation>Geheime Schlüssel echter Clouds sind unberührt.</translation>
    </message>
    <message>
        <source>The secrets of the demo were not removed</source>
        <translation>Die geheimen Schlüssel der Demo wurden nicht entfernt</translation>
    </message>
    <message>
        <source>There was no secret of the demo</source>
        <translation>Es gab keinen geheimen Schlüssel der Demo</translation>
    </message>
    <message numerus="yes">
        <source>%n secret(s) of the demo were removed</source>
        <translation>
            <numerusform>%n geheimer Schlüssel der Demo wurde entfernt</numerusform>
            <numerusform>%n geheime Schlüssel der Demo wurden entfernt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::DesktopNotices</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>claviger::DriftSection</name>
    <message>
        <source>Drift watch</source>
        <translation>Driftwache</translation>
    </message>
    <message>
        <source>Look every</source>
        <translation>Nachsehen alle</translation>
    </message>
    <message>
        <source>Watch the agencies of the clusters</source>
        <translation>Die Agencys der Cluster überwachen</translation>
    </message>
    <message>
        <source>Interval of the drift watch</source>
        <translation>Abstand der Driftwache</translation>
    </message>
    <message>
        <source>reading now</source>
        <translation>liest gerade</translation>
    </message>
    <message>
        <source>next %1</source>
        <translation>nächste %1</translation>
    </message>
    <message>
        <source>Without a project there is nothing to watch.</source>
        <translation>Ohne Projekt gibt es nichts zu überwachen.</translation>
    </message>
    <message>
        <source>Off: a lost binding shows only when somebody checks.</source>
        <translation>Aus: Eine verlorene Bindung zeigt sich erst, wenn jemand prüft.</translation>
    </message>
    <message>
        <source>Paused: the session has ended. Sign in again, then it goes on.</source>
        <translation>Pausiert: Die Sitzung ist zu Ende. Nach erneuter Anmeldung geht es weiter.</translation>
    </message>
    <message>
        <source>Paused: this user may not read clusters or their nodes. Ask for MRS and ECS ReadOnlyAccess, then check all.</source>
        <translation>Pausiert: Dieser Benutzer darf Cluster oder ihre Knoten nicht lesen. MRS und ECS ReadOnlyAccess erbitten, dann alle prüfen.</translation>
    </message>
    <message>
        <source>Paused while an agency is being bound.</source>
        <translation>Pausiert, solange eine Agency gebunden wird.</translation>
    </message>
    <message>
        <source>Paused on battery. It goes on when the computer is plugged in.</source>
        <translation>Pausiert im Akkubetrieb. Am Netz geht es weiter.</translation>
    </message>
    <message>
        <source>The cloud asked for fewer calls, so the next look is later.</source>
        <translation>Die Cloud bat um weniger Aufrufe, daher kommt die nächste Prüfung später.</translation>
    </message>
    <message>
        <source>The last look failed: %1 It tries again by itself.</source>
        <translation>Die letzte Prüfung misslang: %1 Sie wird von selbst wiederholt.</translation>
    </message>
    <message>
        <source>Warns when a binding is lost, before the alarm comes.</source>
        <translation>Warnt, wenn eine Bindung verloren geht, bevor der Alarm kommt.</translation>
    </message>
    <message>
        <source>What is found is not kept beyond this session: %1</source>
        <translation>Gefundenes bleibt nur für diese Sitzung erhalten: %1</translation>
    </message>
    <message>
        <source>Fewer changes</source>
        <translation>Weniger Änderungen</translation>
    </message>
    <message numerus="yes">
        <source>All %n change(s)</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>Alle %n Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ahead</source>
        <translation>
            <numerusform>%n Tag vorher</numerusform>
            <numerusform>%n Tage vorher</numerusform>
        </translation>
    </message>
    <message>
        <source>Warn of an expiry</source>
        <translation>Ablauf melden</translation>
    </message>
</context>
<context>
    <name>claviger::Error</name>
    <message>
        <source>Stopped at your request.</source>
        <translation>Auf Wunsch abgebrochen.</translation>
    </message>
    <message>
        <source>Start it again when you are ready.</source>
        <translation>Bei Bedarf neu starten.</translation>
    </message>
    <message>
        <source>The cloud could not be reached, so nothing was sent.</source>
        <translation>Die Cloud war nicht erreichbar, es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Check the network, the proxy and the endpoint, then try again.</source>
        <translation>Netzwerk, Proxy und Endpunkt prüfen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The cloud did not answer in time.</source>
        <translation>Die Cloud hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Try again in a moment; the details name the request.</source>
        <translation>Gleich noch einmal versuchen; die Details nennen die Anfrage.</translation>
    </message>
    <message>
        <source>The connection broke before the whole answer came.</source>
        <translation>Die Verbindung brach ab, bevor die Antwort vollständig war.</translation>
    </message>
    <message>
        <source>Try again. If it stays, look at the proxy and the endpoint.</source>
        <translation>Erneut versuchen. Bleibt es dabei, Proxy und Endpunkt prüfen.</translation>
    </message>
    <message>
        <source>The other side could not prove who it is, so nothing was sent to it.</source>
        <translation>Die Gegenseite konnte sich nicht ausweisen, ihr wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Check the endpoint. For a private certificate authority name its file under cacert in clouds.yaml.</source>
        <translation>Den Endpunkt prüfen. Bei einer privaten Zertifizierungsstelle deren Datei unter cacert in clouds.yaml angeben.</translation>
    </message>
    <message>
        <source>This user is locked after too many failed sign-ins.</source>
        <translation>Dieser Benutzer ist nach zu vielen fehlgeschlagenen Anmeldungen gesperrt.</translation>
    </message>
    <message>
        <source>Wait 15 minutes before you sign in again; nobody can unlock it earlier.</source>
        <translation>Vor der nächsten Anmeldung 15 Minuten warten; früher kann ihn niemand entsperren.</translation>
    </message>
    <message>
        <source>The cloud does not accept this sign-in.</source>
        <translation>Die Cloud nimmt diese Anmeldung nicht an.</translation>
    </message>
    <message>
        <source>Check account, user and password before you try once more: accounts lock after a few failures.</source>
        <translation>Account, Benutzer und Passwort prüfen, bevor es einen weiteren Versuch gibt: Nach wenigen Fehlversuchen wird gesperrt.</translation>
    </message>
    <message>
        <source>You may not do this with your present rights.</source>
        <translation>Die vorhandenen Rechte reichen dafür nicht aus.</translation>
    </message>
    <message>
        <source>Ask an administrator for Security Administrator, or for the action that the details name.</source>
        <translation>Bei der Administration das Recht Security Administrator oder die in den Details genannte Aktion beantragen.</translation>
    </message>
    <message>
        <source>The cloud does not know this any more.</source>
        <translation>Die Cloud kennt das nicht mehr.</translation>
    </message>
    <message>
        <source>Refresh the list; somebody may have deleted it.</source>
        <translation>Die Liste aktualisieren; vielleicht wurde es inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>This clashes with what the cloud already has.</source>
        <translation>Das steht im Widerspruch zu dem, was die Cloud schon hat.</translation>
    </message>
    <message>
        <source>Refresh the list, then decide again.</source>
        <translation>Die Liste aktualisieren, dann neu entscheiden.</translation>
    </message>
    <message>
        <source>The cloud asks us to send fewer requests.</source>
        <translation>Die Cloud verlangt, weniger Anfragen zu senden.</translation>
    </message>
    <message>
        <source>Wait a minute, then try again.</source>
        <translation>Eine Minute warten, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>This user already holds two access keys, the most that the cloud allows.</source>
        <translation>Dieser Benutzer hat schon zwei Zugriffsschlüssel, mehr erlaubt die Cloud nicht.</translation>
    </message>
    <message>
        <source>Delete a key that is no longer used, then create the new one.</source>
        <translation>Einen nicht mehr benutzten Schlüssel löschen, dann den neuen erstellen.</translation>
    </message>
    <message>
        <source>The cloud did not accept the request.</source>
        <translation>Die Cloud hat die Anfrage nicht angenommen.</translation>
    </message>
    <message>
        <source>Correct what the details name, then try again.</source>
        <translation>Berichtigen, was die Details nennen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The answer is not what this service is documented to send.</source>
        <translation>Die Antwort entspricht nicht der Dokumentation dieses Dienstes.</translation>
    </message>
    <message>
        <source>Check that the endpoint is the right one and that no proxy answers in its place.</source>
        <translation>Prüfen, ob der Endpunkt der richtige ist und kein Proxy an seiner Stelle antwortet.</translation>
    </message>
    <message>
        <source>The answer is larger than it can honestly be, so it was not read.</source>
        <translation>Die Antwort ist größer, als sie sein dürfte, und wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>Check that the endpoint is the right one.</source>
        <translation>Prüfen, ob der Endpunkt der richtige ist.</translation>
    </message>
    <message>
        <source>The cloud reports a failure of its own.</source>
        <translation>Die Cloud meldet einen eigenen Fehler.</translation>
    </message>
    <message>
        <source>Try again later. If it stays, give support the request id in the details.</source>
        <translation>Später erneut versuchen. Bleibt es dabei, dem Support die Request-ID aus den Details nennen.</translation>
    </message>
    <message>
        <source>The request was sent, but its answer was lost. It may have taken effect.</source>
        <translation>Die Anfrage wurde gesendet, aber ihre Antwort ging verloren. Sie kann wirksam sein.</translation>
    </message>
    <message>
        <source>Refresh the list and compare before you repeat it.</source>
        <translation>Vor einer Wiederholung die Liste aktualisieren und vergleichen.</translation>
    </message>
    <message>
        <source>Your keychain is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock it on your desktop, then try again.</source>
        <translation>Ihn auf dem Desktop entsperren, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>No keychain service answers on this desktop.</source>
        <translation>Auf diesem Desktop antwortet kein Schlüsselbund-Dienst.</translation>
    </message>
    <message>
        <source>Start GNOME Keyring, KWallet or KeePassXC with its Secret Service, then try again.</source>
        <translation>GNOME Keyring, KWallet oder KeePassXC mit Secret Service starten, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The keychain refused the entry.</source>
        <translation>Der Schlüsselbund hat den Eintrag abgelehnt.</translation>
    </message>
    <message>
        <source>Allow Claviger to use it, then try again; the details hold its words.</source>
        <translation>Claviger den Zugriff erlauben, dann erneut versuchen; die Details enthalten seine Meldung.</translation>
    </message>
    <message>
        <source>The keychain did not answer in time.</source>
        <translation>Der Schlüsselbund hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Look for a question it may have opened on your desktop, answer it, then try again.</source>
        <translation>Auf dem Desktop nach einer offenen Rückfrage suchen, sie beantworten, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>A file on this computer could not be read or written.</source>
        <translation>Eine Datei auf diesem Rechner konnte nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
        <source>Check free space and permissions of the place named in the details.</source>
        <translation>Freien Platz und Zugriffsrechte an dem in den Details genannten Ort prüfen.</translation>
    </message>
    <message>
        <source>This user is disabled in the cloud.</source>
        <translation>Dieser Benutzer ist in der Cloud deaktiviert.</translation>
    </message>
    <message>
        <source>Ask an administrator of the account to enable the user, or sign in as another one.</source>
        <translation>Den Benutzer von einem Administrator des Accounts aktivieren lassen oder einen anderen nehmen.</translation>
    </message>
    <message>
        <source>This user may use the web console only, and no programs.</source>
        <translation>Dieser Benutzer darf nur die Web-Konsole nutzen, keine Programme.</translation>
    </message>
    <message>
        <source>Ask an administrator of the account to allow programmatic access for the user, or sign in as another one.</source>
        <translation>Programmgesteuerten Zugriff von einem Administrator des Accounts erlauben lassen oder einen anderen Benutzer nehmen.</translation>
    </message>
    <message>
        <source>The account does not let the address of this computer in.</source>
        <translation>Der Account lässt die Adresse dieses Computers nicht zu.</translation>
    </message>
    <message>
        <source>Ask an administrator to add it to the access control of the account, or use a network that is on the list.</source>
        <translation>Sie von einem Administrator in die Zugriffskontrolle des Accounts aufnehmen lassen oder ein zugelassenes Netz nutzen.</translation>
    </message>
    <message>
        <source>Your session has ended.</source>
        <translation>Die Sitzung ist beendet.</translation>
    </message>
    <message>
        <source>Sign in again here; nothing you typed is lost.</source>
        <translation>Hier neu anmelden; nichts Eingegebenes geht verloren.</translation>
    </message>
    <message>
        <source>It is not on this computer any more.</source>
        <translation>Auf diesem Computer ist es nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>Somebody or another program may have removed it; look at what is there, then decide again.</source>
        <translation>Jemand oder ein anderes Programm kann es entfernt haben; nachsehen, was da ist, dann neu entscheiden.</translation>
    </message>
    <message>
        <source>This cannot be done as it stands, so nothing was sent.</source>
        <translation>So lässt sich das nicht ausführen; es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The other side sends us on to another place. Nothing was sent there.</source>
        <translation>Die Gegenseite verweist an eine andere Stelle. Dorthin wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Check the endpoint; the details name both places.</source>
        <translation>Die Adresse prüfen; die Details nennen beide Stellen.</translation>
    </message>
    <message>
        <source>The cloud is just moving its sign-in service to another region.</source>
        <translation>Die Cloud verlegt ihren Anmeldedienst gerade in eine andere Region.</translation>
    </message>
    <message>
        <source>Try again in a moment. If it stays, give support the request id in the details.</source>
        <translation>Gleich erneut versuchen. Bleibt es so, dem Support die Anfrage-ID aus den Details nennen.</translation>
    </message>
    <message>
        <source>Your password was sent, but the answer was lost.</source>
        <translation>Das Passwort wurde gesendet, aber die Antwort ging verloren.</translation>
    </message>
    <message>
        <source>Sign in again once the connection holds. If the password was wrong, this counted as one try: accounts lock after a few.</source>
        <translation>Erneut anmelden, sobald die Verbindung hält. War das Passwort falsch, zählte das als ein Versuch: Nach wenigen Fehlversuchen wird gesperrt.</translation>
    </message>
    <message>
        <source>The cloud does not accept a token that its sign-in service has just given.</source>
        <translation>Die Cloud nimmt ein Token nicht an, das ihr Anmeldedienst eben erst ausgestellt hat.</translation>
    </message>
    <message>
        <source>Check that all addresses of the profile are of one cloud and one region; your password is right.</source>
        <translation>Prüfen, ob alle Adressen des Profils zu einer Cloud und einer Region gehören; das Passwort stimmt.</translation>
    </message>
</context>
<context>
    <name>claviger::FailureDetails</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>Request-ID</translation>
    </message>
    <message>
        <source>HTTP %1</source>
        <translation>HTTP %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>sichtbar</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
</context>
<context>
    <name>claviger::Foundation</name>
    <message>
        <source>the wait was stopped</source>
        <translation>das Warten wurde angehalten</translation>
    </message>
    <message>
        <source>not a time: “%1”</source>
        <translation>keine Zeit: „%1“</translation>
    </message>
    <message>
        <source>the worker has ended</source>
        <translation>der Arbeits-Thread ist beendet</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>%1 did not end in time</source>
        <translation>%1 endete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>%1 could not be started: %2</source>
        <translation>%1 konnte nicht gestartet werden: %2</translation>
    </message>
</context>
<context>
    <name>claviger::Instance</name>
    <message>
        <source>The folder %1 cannot hold the mark of a running program.</source>
        <translation>Im Ordner %1 lässt sich die Marke eines laufenden Programms nicht anlegen.</translation>
    </message>
</context>
<context>
    <name>claviger::IssueTrail</name>
    <message>
        <source>Keychain tried</source>
        <translation>Schlüsselbund geprüft</translation>
    </message>
    <message>
        <source>Created in IAM</source>
        <translation>In IAM erstellt</translation>
    </message>
    <message>
        <source>Stored and read back</source>
        <translation>Gespeichert, zurückgelesen</translation>
    </message>
    <message>
        <source>List compared</source>
        <translation>Liste verglichen</translation>
    </message>
    <message>
        <source>In the journal</source>
        <translation>Im Journal</translation>
    </message>
    <message>
        <source>No keychain</source>
        <translation>Ohne Schlüsselbund</translation>
    </message>
    <message>
        <source>Kept in memory only</source>
        <translation>Nur im Arbeitsspeicher</translation>
    </message>
</context>
<context>
    <name>claviger::IssuedBanner</name>
    <message>
        <source>Try again…</source>
        <translation>Erneut versuchen…</translation>
    </message>
    <message>
        <source>Keep secrets in memory only</source>
        <translation>Nur im Arbeitsspeicher halten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Compare key list</source>
        <translation>Schlüsselliste vergleichen</translation>
    </message>
    <message>
        <source>The secret could not be saved to the file</source>
        <translation>Der geheime Schlüssel ließ sich nicht in die Datei speichern</translation>
    </message>
    <message>
        <source>The secret is in a file, not in the keychain</source>
        <translation>Der geheime Schlüssel liegt in einer Datei, nicht im Schlüsselbund</translation>
    </message>
    <message>
        <source>The secret is on this page only: put it somewhere before you leave</source>
        <translation>Der geheime Schlüssel steht nur auf dieser Seite: vor dem Verlassen sichern</translation>
    </message>
    <message>
        <source>The journal could not note the result</source>
        <translation>Das Journal konnte das Ergebnis nicht festhalten</translation>
    </message>
    <message>
        <source>The secret is kept in memory only</source>
        <translation>Der geheime Schlüssel ist nur im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>It is forgotten when Claviger ends, and the cloud will not show it again. Save it or copy it now.</source>
        <translation>Er ist vergessen, wenn Claviger endet, und die Cloud zeigt ihn nicht noch einmal. Jetzt speichern oder kopieren.</translation>
    </message>
    <message>
        <source>The secret is stored in your keychain</source>
        <translation>Der geheime Schlüssel ist im Schlüsselbund gespeichert</translation>
    </message>
    <message>
        <source>The cloud will not show it again.</source>
        <translation>Die Cloud zeigt ihn nicht noch einmal.</translation>
    </message>
    <message>
        <source>Another key appeared at the same time</source>
        <translation>Zur selben Zeit ist ein weiterer Schlüssel erschienen</translation>
    </message>
    <message>
        <source>Its secret is not known here. Delete it below unless somebody else has just created it.</source>
        <translation>Sein geheimer Schlüssel ist hier nicht bekannt. Ihn unten löschen, falls ihn nicht gerade jemand anders erstellt hat.</translation>
    </message>
    <message>
        <source>The key may have been created, but the answer was lost</source>
        <translation>Der Schlüssel wurde vielleicht erstellt, aber die Antwort ging verloren</translation>
    </message>
    <message>
        <source>Compare the key list to find out. If there is a new key, its secret is lost and it should be deleted.</source>
        <translation>Der Vergleich der Schlüsselliste klärt es. Gibt es einen neuen Schlüssel, ist sein geheimer Schlüssel verloren und er sollte gelöscht werden.</translation>
    </message>
    <message>
        <source>The key list of %1 could not be read before the request, so there is nothing to compare with. Look at the list, or ask somebody who may read it, and delete the key that nobody knows.</source>
        <translation>Die Schlüsselliste von %1 war vor der Anfrage nicht lesbar, also fehlt der Vergleich. Die Liste ansehen, oder jemanden fragen, der sie lesen darf, und den Schlüssel löschen, den niemand kennt.</translation>
    </message>
    <message>
        <source>A key was created, but its secret was lost with the answer</source>
        <translation>Ein Schlüssel wurde erstellt, aber sein geheimer Schlüssel ging mit der Antwort verloren</translation>
    </message>
    <message>
        <source>Unless somebody else has just created one with the same description, nobody can ever use it. Delete it, then create the key again.</source>
        <translation>Falls nicht gerade jemand anders einen Schlüssel mit derselben Beschreibung erstellt hat, kann ihn niemand je verwenden. Den Schlüssel löschen, dann neu erstellen.</translation>
    </message>
    <message>
        <source>A key appeared that may be somebody else&apos;s</source>
        <translation>Ein Schlüssel ist aufgetaucht, der jemand anderem gehören kann</translation>
    </message>
    <message>
        <source>Its description is not yours. Ask who created it; delete it only if nobody did.</source>
        <translation>Seine Beschreibung ist nicht die eingegebene. Klären, wer ihn erstellt hat; nur löschen, wenn es niemand war.</translation>
    </message>
    <message>
        <source>Nothing is left of it in the cloud.</source>
        <translation>In der Cloud ist nichts davon übrig.</translation>
    </message>
    <message>
        <source>Entry “%1”.</source>
        <translation>Eintrag „%1“.</translation>
    </message>
    <message>
        <source>%1, entry “%2”.</source>
        <translation>%1, Eintrag „%2“.</translation>
    </message>
    <message>
        <source>%1, collection “%2”, entry “%3”.</source>
        <translation>%1, Sammlung „%2“, Eintrag „%3“.</translation>
    </message>
    <message>
        <source>It is in the file %1 too.</source>
        <translation>Er liegt auch in der Datei %1.</translation>
    </message>
    <message>
        <source>The secret is in a file, and in memory until Claviger ends</source>
        <translation>Der geheime Schlüssel liegt in einer Datei, und im Arbeitsspeicher, bis Claviger endet</translation>
    </message>
    <message>
        <source>%1. %2 %3</source>
        <comment>what failed; why; what to do next</comment>
        <translation>%1. %2 %3</translation>
    </message>
    <message>
        <source>No new key has appeared yet</source>
        <translation>Noch ist kein neuer Schlüssel zu sehen</translation>
    </message>
    <message>
        <source>The cloud may still be working on the request. Wait a minute, then compare the key list, before you create another key.</source>
        <translation>Die Cloud arbeitet vielleicht noch an der Anfrage. Eine Minute warten, dann die Schlüsselliste vergleichen, erst danach einen weiteren Schlüssel erstellen.</translation>
    </message>
    <message>
        <source>No secret of it is stored here.</source>
        <translation>Hier ist kein geheimer Schlüssel davon gespeichert.</translation>
    </message>
    <message>
        <source>The secret is safe, but whether a second key was made could not be checked</source>
        <translation>Der geheime Schlüssel ist sicher, aber ob ein zweiter Zugriffsschlüssel entstand, ließ sich nicht prüfen</translation>
    </message>
    <message>
        <source>Compare the key list to find out: a key that nobody asked for should be deleted.</source>
        <translation>Der Vergleich der Schlüsselliste zeigt es: Ein Zugriffsschlüssel, um den niemand gebeten hat, sollte gelöscht werden.</translation>
    </message>
    <message>
        <source>%1 Keep it as you would a password, or try the keychain again.</source>
        <translation>%1 Wie ein Passwort aufbewahren, oder den Schlüsselbund noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>claviger::IssuedKeyPage</name>
    <message>
        <source>New access key</source>
        <translation>Neuer Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Back to keys</source>
        <translation>Zurück zu den Schlüsseln</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>In Datei speichern…</translation>
    </message>
    <message>
        <source>Delete key…</source>
        <translation>Schlüssel löschen…</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Save to a file</source>
        <translation>In Datei speichern</translation>
    </message>
    <message>
        <source>Writes user name, AK and secret to a file that only you can read (0600).</source>
        <translation>Schreibt Benutzername, AK und SK in eine Datei, die nur das eigene Konto lesen kann (0600).</translation>
    </message>
    <message>
        <source>Not needed after all?</source>
        <translation>Doch nicht gebraucht?</translation>
    </message>
    <message>
        <source>For %1, account %2</source>
        <translation>Für %1, Account %2</translation>
    </message>
    <message>
        <source>%1 of %2 keys in use for %3</source>
        <translation>%1 von %2 Schlüsseln belegt für %3</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>I have put it somewhere safe</source>
        <translation>Er ist sicher verwahrt</translation>
    </message>
    <message>
        <source>The key is deleted</source>
        <translation>Der Schlüssel ist gelöscht</translation>
    </message>
    <message>
        <source>Creating an access key for %1</source>
        <translation>Zugriffsschlüssel für %1 wird erstellt</translation>
    </message>
    <message>
        <source>Trying the keychain</source>
        <translation>Schlüsselbund wird geprüft</translation>
    </message>
    <message>
        <source>Reading the present keys</source>
        <translation>Vorhandene Schlüssel werden gelesen</translation>
    </message>
    <message>
        <source>Creating the key</source>
        <translation>Schlüssel wird erstellt</translation>
    </message>
    <message>
        <source>Storing the secret</source>
        <translation>Geheimer Schlüssel wird gespeichert</translation>
    </message>
    <message>
        <source>Reading the secret back</source>
        <translation>Geheimer Schlüssel wird zurückgelesen</translation>
    </message>
    <message>
        <source>Comparing the key list</source>
        <translation>Schlüsselliste wird verglichen</translation>
    </message>
    <message>
        <source>Writing the journal</source>
        <translation>Journal wird geschrieben</translation>
    </message>
    <message>
        <source>No access key was created</source>
        <translation>Es wurde kein Zugriffsschlüssel erstellt</translation>
    </message>
    <message>
        <source>Access key created for %1</source>
        <translation>Zugriffsschlüssel für %1 erstellt</translation>
    </message>
    <message>
        <source>Deleting the key</source>
        <translation>Schlüssel wird gelöscht</translation>
    </message>
    <message>
        <source>Was the key created?</source>
        <translation>Wurde der Schlüssel erstellt?</translation>
    </message>
    <message>
        <source>The answer to your request was lost</source>
        <translation>Die Antwort auf die Anfrage ging verloren</translation>
    </message>
    <message>
        <source>Put the secret somewhere safe first.</source>
        <translation>Zuerst den geheimen Schlüssel sichern.</translation>
    </message>
    <message>
        <source>Leave without the secret?</source>
        <translation>Die Seite ohne den geheimen Schlüssel verlassen?</translation>
    </message>
    <message>
        <source>It was neither copied, revealed nor saved, and it cannot be shown again: not here, and not by the cloud. Save it to a file, or copy it to where it will be used. If nobody needs the key, delete it instead.</source>
        <translation>Er wurde weder kopiert noch angezeigt noch gespeichert und lässt sich nicht noch einmal zeigen: hier nicht und von der Cloud nicht. In eine Datei speichern oder dorthin kopieren, wo er gebraucht wird. Wird der Schlüssel nicht gebraucht, ihn stattdessen löschen.</translation>
    </message>
    <message>
        <source>Leave without it</source>
        <translation>Ohne ihn verlassen</translation>
    </message>
    <message>
        <source>Deletes the key in the cloud and forgets its secret here.</source>
        <translation>Löscht den Schlüssel in der Cloud und vergisst hier den geheimen Schlüssel.</translation>
    </message>
    <message>
        <source>How many keys %1 has is not known</source>
        <translation>Wie viele Schlüssel %1 hat, ist nicht bekannt</translation>
    </message>
</context>
<context>
    <name>claviger::IssuedValues</name>
    <message>
        <source>Access key (AK)</source>
        <translation>Zugriffsschlüssel (AK)</translation>
    </message>
    <message>
        <source>Secret (SK)</source>
        <translation>Geheimer Schlüssel (SK)</translation>
    </message>
    <message>
        <source>Copies are marked as secret and leave the clipboard after 30 s. Revealing hides itself after 20 s.</source>
        <translation>Kopien sind als geheim markiert und verlassen die Zwischenablage nach 30 s. Angezeigtes verbirgt sich nach 20 s.</translation>
    </message>
</context>
<context>
    <name>claviger::Journal</name>
    <message>
        <source>The journal has no entry %1 that could be completed.</source>
        <translation>Das Journal hat keinen Eintrag %1, der sich abschließen ließe.</translation>
    </message>
    <message>
        <source>Another running Claviger is still at entry %1.</source>
        <translation>Ein anderes laufendes Claviger arbeitet noch an Eintrag %1.</translation>
    </message>
    <message>
        <source>Entry %1 of the journal is completed already.</source>
        <translation>Eintrag %1 des Journals ist schon abgeschlossen.</translation>
    </message>
    <message>
        <source>The journal is damaged. Move the file away to start a new one.</source>
        <translation>Das Journal ist beschädigt. Die Datei wegbewegen, dann beginnt ein neues.</translation>
    </message>
    <message>
        <source>Entry %1 of the journal is still under way.</source>
        <translation>Eintrag %1 des Journals läuft noch.</translation>
    </message>
</context>
<context>
    <name>claviger::JournalModel</name>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Never completed</source>
        <translation>Nie abgeschlossen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Unconfirmed</source>
        <translation>Unbestätigt</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time %1</source>
        <translation>Zeit %1</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>Request-ID</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Geklärt</translation>
    </message>
    <message>
        <source>Checked by %1</source>
        <translation>Geprüft von %1</translation>
    </message>
    <message>
        <source>Checked by %1: %2</source>
        <translation>Geprüft von %1: %2</translation>
    </message>
    <message>
        <source>Access key (AK)</source>
        <translation>Zugriffsschlüssel (AK)</translation>
    </message>
</context>
<context>
    <name>claviger::JournalWords</name>
    <message>
        <source>secret stored</source>
        <translation>geheimer Schlüssel gespeichert</translation>
    </message>
    <message>
        <source>secret not stored</source>
        <translation>geheimer Schlüssel nicht gespeichert</translation>
    </message>
    <message>
        <source>no key was created, as the key list shows.</source>
        <translation>Es wurde kein Schlüssel erstellt, wie die Schlüsselliste zeigt.</translation>
    </message>
    <message>
        <source>whether a key was created could not be found out</source>
        <translation>ob ein Schlüssel erstellt wurde, ließ sich nicht klären</translation>
    </message>
    <message>
        <source>created, but its secret was lost with the answer</source>
        <translation>erstellt, aber sein geheimer Schlüssel ging mit der Antwort verloren</translation>
    </message>
    <message>
        <source>the answer was lost; a key appeared that may be somebody else&apos;s</source>
        <translation>die Antwort ging verloren; ein Schlüssel tauchte auf, der jemand anderem gehören kann</translation>
    </message>
    <message>
        <source>the key is still there, as the key list shows.</source>
        <translation>Der Schlüssel ist noch da, wie die Schlüsselliste zeigt.</translation>
    </message>
    <message>
        <source>its keychain entry could not be removed</source>
        <translation>sein Eintrag im Schlüsselbund ließ sich nicht entfernen</translation>
    </message>
    <message>
        <source>the answer was lost; the key list shows no new key yet</source>
        <translation>die Antwort ging verloren; die Schlüsselliste zeigt noch keinen neuen Schlüssel</translation>
    </message>
    <message>
        <source>secret kept in memory only</source>
        <translation>geheimer Schlüssel nur im Arbeitsspeicher gehalten</translation>
    </message>
    <message>
        <source>the keychain was not asked whether it has an entry of it</source>
        <translation>der Schlüsselbund wurde nicht gefragt, ob er einen Eintrag dazu hat</translation>
    </message>
    <message>
        <source>the key list still shows the key; the cloud may yet delete it</source>
        <translation>die Schlüsselliste zeigt den Schlüssel noch; die Cloud kann ihn noch löschen</translation>
    </message>
    <message>
        <source>read back from the node</source>
        <translation>vom Knoten zurückgelesen</translation>
    </message>
    <message>
        <source>answered as done, but the node does not show it</source>
        <translation>als erledigt gemeldet, aber der Knoten zeigt es nicht</translation>
    </message>
    <message>
        <source>the node could not be read back</source>
        <translation>der Knoten ließ sich nicht zurücklesen</translation>
    </message>
    <message>
        <source>the node has what it had before</source>
        <translation>der Knoten hat, was er vorher hatte</translation>
    </message>
    <message>
        <source>the answer was lost; the node shows that it was done</source>
        <translation>die Antwort ging verloren; der Knoten zeigt, dass es erledigt ist</translation>
    </message>
</context>
<context>
    <name>claviger::KeyDeletion</name>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>Programs that use this key of %1 lose access at once. This cannot be undone.</source>
        <translation>Programme, die diesen Schlüssel von %1 benutzen, verlieren sofort den Zugriff. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete key</source>
        <translation>Schlüssel löschen</translation>
    </message>
    <message>
        <source>Whether the key was deleted is not known</source>
        <translation>Ob der Schlüssel gelöscht wurde, ist nicht bekannt</translation>
    </message>
    <message>
        <source>The key was not deleted</source>
        <translation>Der Schlüssel wurde nicht gelöscht</translation>
    </message>
    <message>
        <source>%1 is deleted, but its secret is still in the keychain</source>
        <translation>%1 ist gelöscht, aber sein geheimer Schlüssel ist noch im Schlüsselbund</translation>
    </message>
    <message>
        <source>It opens nothing any more. Remove the entry “%1” with the program that shows your keychain.</source>
        <translation>Er öffnet nichts mehr. Den Eintrag „%1“ mit dem Programm entfernen, das den Schlüsselbund zeigt.</translation>
    </message>
    <message>
        <source>%1 is deleted, but its secret may still be in the keychain, which was not asked</source>
        <translation>%1 ist gelöscht, aber der geheime Schlüssel kann noch im Schlüsselbund sein, der nicht gefragt wurde</translation>
    </message>
</context>
<context>
    <name>claviger::KeyDetails</name>
    <message>
        <source>Copy the access key (AK)</source>
        <translation>Zugriffsschlüssel (AK) kopieren</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Access key (AK)</source>
        <translation>Zugriffsschlüssel (AK)</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimer Schlüssel</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Select a key to see its facts here.</source>
        <translation>Einen Schlüssel auswählen, um seine Angaben hier zu sehen.</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Inaktiv</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>In this keychain</source>
        <translation>In diesem Schlüsselbund</translation>
    </message>
    <message>
        <source>Not in this keychain</source>
        <translation>Nicht in diesem Schlüsselbund</translation>
    </message>
    <message>
        <source>less than a day</source>
        <translation>weniger als ein Tag</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Never, or when it was created</source>
        <translation>Nie oder beim Erstellen</translation>
    </message>
    <message>
        <source>The key is being deleted.</source>
        <translation>Der Schlüssel wird gelöscht.</translation>
    </message>
    <message>
        <source>Deleting cannot be undone. Programs that use the key lose access at once.</source>
        <translation>Löschen lässt sich nicht rückgängig machen. Programme, die den Schlüssel benutzen, verlieren sofort den Zugriff.</translation>
    </message>
    <message>
        <source>This profile is read-only: nothing can be deleted with it.</source>
        <translation>Dieses Profil ist schreibgeschützt: Damit kann nichts gelöscht werden.</translation>
    </message>
    <message>
        <source>In memory until Claviger ends</source>
        <translation>Im Speicher, bis Claviger endet</translation>
    </message>
</context>
<context>
    <name>claviger::KeychainText</name>
    <message>
        <source>memory only, until Claviger ends</source>
        <translation>nur Arbeitsspeicher, bis Claviger endet</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>noch nicht gefragt</translation>
    </message>
    <message>
        <source>%1, unlocked</source>
        <translation>%1, entsperrt</translation>
    </message>
    <message>
        <source>%1, locked</source>
        <translation>%1, gesperrt</translation>
    </message>
    <message>
        <source>%1, state unknown until it is used</source>
        <translation>%1, Zustand erst bei Benutzung bekannt</translation>
    </message>
    <message>
        <source>no service answers</source>
        <translation>kein Dienst antwortet</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1 antwortet nicht</translation>
    </message>
    <message>
        <source>Memory only</source>
        <translation>Nur Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>Keychain unlocked</source>
        <translation>Schlüsselbund offen</translation>
    </message>
    <message>
        <source>Keychain: look</source>
        <translation>Schlüsselbund prüfen</translation>
    </message>
</context>
<context>
    <name>claviger::MainWindow</name>
    <message>
        <source>Secret leaves the clipboard in %1 s</source>
        <translation>SK verlässt die Zwischenablage in %1 s</translation>
    </message>
    <message>
        <source>Access keys</source>
        <translation>Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>%1 - Claviger</source>
        <translation>%1 - Claviger</translation>
    </message>
    <message>
        <source>Keychain: %1</source>
        <translation>Schlüsselbund: %1</translation>
    </message>
    <message>
        <source>No call is under way</source>
        <translation>Kein Aufruf läuft</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>%1 in account %2</source>
        <translation>%1 im Account %2</translation>
    </message>
    <message>
        <source>Project %1</source>
        <translation>Projekt %1</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>Neu anmelden…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>A change is under way: close when its result is here</source>
        <translation>Eine Änderung läuft: erst schließen, wenn ihr Ergebnis da ist</translation>
    </message>
    <message>
        <source>Put the secret somewhere safe before you close</source>
        <translation>Vor dem Schließen den geheimen Schlüssel sichern</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were never completed</source>
        <translation>
            <numerusform>%n Änderung wurde nie abgeschlossen</numerusform>
            <numerusform>%n Änderungen wurden nie abgeschlossen</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove the demo&apos;s secrets…</source>
        <translation>Geheime Schlüssel der Demo entfernen…</translation>
    </message>
    <message>
        <source>Still in memory only: %1</source>
        <translation>Weiter nur im Speicher: %1</translation>
    </message>
    <message>
        <source>Without a project: %1</source>
        <translation>Ohne Projekt: %1</translation>
    </message>
    <message>
        <source>Without a project: this user may work in none</source>
        <translation>Ohne Projekt: Dieser Benutzer darf in keinem arbeiten</translation>
    </message>
    <message>
        <source>Secrets are moving to the keychain: close when they are there</source>
        <translation>Geheime Schlüssel ziehen in den Schlüsselbund um: schließen, wenn sie dort sind</translation>
    </message>
    <message>
        <source>Agencies</source>
        <translation>Agencys</translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s) are broken</source>
        <translation>
            <numerusform>%n Cluster ist defekt</numerusform>
            <numerusform>%n Cluster sind defekt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::ManageAgencyPage</name>
    <message>
        <source>Manage agency</source>
        <translation>Agency verwalten</translation>
    </message>
    <message>
        <source>Back to clusters</source>
        <translation>Zurück zu den Clustern</translation>
    </message>
    <message>
        <source>Keep it as it is</source>
        <translation>So beibehalten</translation>
    </message>
    <message>
        <source>The agency is missing…</source>
        <translation>Die Agency fehlt…</translation>
    </message>
    <message>
        <source>On the MRS console</source>
        <translation>In der MRS-Konsole</translation>
    </message>
    <message>
        <source>Node by node, from here</source>
        <translation>Knoten für Knoten, von hier aus</translation>
    </message>
    <message>
        <source>Agency to bind</source>
        <translation>Zu bindende Agency</translation>
    </message>
    <message>
        <source>May not use OBS</source>
        <translation>Darf OBS nicht nutzen</translation>
    </message>
    <message>
        <source>Expires in 30 days</source>
        <translation>Läuft in 30 Tagen ab</translation>
    </message>
    <message>
        <source>Kept by MRS: do not edit it</source>
        <translation>Von MRS verwaltet: nicht bearbeiten</translation>
    </message>
    <message>
        <source>Which agency</source>
        <translation>Welche Agency</translation>
    </message>
    <message>
        <source>Which way</source>
        <translation>Welcher Weg</translation>
    </message>
    <message>
        <source>The documented way. You click there, Claviger says what, and sees by itself when every node has it.</source>
        <translation>Der dokumentierte Weg. Geklickt wird dort; Claviger sagt, was, und sieht selbst, wann jeder Knoten sie hat.</translation>
    </message>
    <message>
        <source>Manage agency of %1</source>
        <translation>Agency von %1 verwalten</translation>
    </message>
    <message>
        <source>This profile is marked read-only.</source>
        <translation>Dieses Profil ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Choose an agency first: one that IAM does not show is never written.</source>
        <translation>Zuerst eine Agency wählen: Eine, die IAM nicht zeigt, wird nie geschrieben.</translation>
    </message>
    <message>
        <source>Writes the agency into the metadata of every node&apos;s server, with a preview and a way back. MRS&apos;s own record is not changed.</source>
        <translation>Schreibt die Agency in die Metadaten des Servers jedes Knotens, mit Vorschau und Rückweg. Der MRS-Eintrag wird nicht geändert.</translation>
    </message>
    <message>
        <source>What was written to nodes before cannot be read</source>
        <translation>Was früher auf Knoten geschrieben wurde, ist nicht lesbar</translation>
    </message>
    <message>
        <source>Nothing is written node by node until it can.</source>
        <translation>Solange wird nichts Knoten für Knoten geschrieben.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>A rebinding of %1 was cut short</source>
        <translation>Eine Neubindung von %1 wurde unterbrochen</translation>
    </message>
    <message numerus="yes">
        <source>%1 may be on %n of %2 nodes. Undo gives back what they had; Go on writes to the rest.</source>
        <translation>
            <numerusform>%1 ist vielleicht auf %n von %2 Knoten. „Rückgängig machen“ stellt wieder her, was er hatte; „Fortsetzen“ schreibt auf die übrigen.</numerusform>
            <numerusform>%1 ist vielleicht auf %n von %2 Knoten. „Rückgängig machen“ stellt wieder her, was sie hatten; „Fortsetzen“ schreibt auf die übrigen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 was written to %n node(s) on %2</source>
        <translation>
            <numerusform>%1 wurde am %2 auf %n Knoten geschrieben</numerusform>
            <numerusform>%1 wurde am %2 auf %n Knoten geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>By %1. Undo gives back what they had before.</source>
        <translation>Von %1. „Rückgängig machen“ stellt wieder her, was vorher da war.</translation>
    </message>
    <message>
        <source>Reading the agencies of the account</source>
        <translation>Die Agencys des Accounts werden gelesen</translation>
    </message>
    <message>
        <source>The agencies of the account could not be read</source>
        <translation>Die Agencys des Accounts ließen sich nicht lesen</translation>
    </message>
    <message>
        <source>The MRS console lists them, too: that way stays open.</source>
        <translation>Auch die MRS-Konsole führt sie auf: Dieser Weg bleibt offen.</translation>
    </message>
    <message>
        <source>No agency of the account trusts ECS, so there is none to bind.</source>
        <translation>Keine Agency des Accounts vertraut ECS, also gibt es keine zu binden.</translation>
    </message>
    <message numerus="yes">
        <source>%n other agency(ies) of the account do not trust ECS and cannot be bound.</source>
        <translation>
            <numerusform>%n weitere Agency des Accounts vertraut ECS nicht und kann nicht gebunden werden.</numerusform>
            <numerusform>%n weitere Agencys des Accounts vertrauen ECS nicht und können nicht gebunden werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Give back what the nodes had?</source>
        <translation>Wiederherstellen, was die Knoten hatten?</translation>
    </message>
    <message>
        <source>Nodes that still have what was written get back what they had before.</source>
        <translation>Knoten, die noch das Geschriebene haben, erhalten zurück, was sie vorher hatten.</translation>
    </message>
    <message>
        <source>Go on with the rebinding?</source>
        <translation>Neubindung fortsetzen?</translation>
    </message>
    <message>
        <source>The nodes that were not reached get the agency, too.</source>
        <translation>Auch die noch nicht erreichten Knoten erhalten die Agency.</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) may still have %1. Undo gives back what they had.</source>
        <translation>
            <numerusform>%n Knoten hat womöglich noch %1. „Rückgängig machen“ stellt wieder her, was er hatte.</numerusform>
            <numerusform>%n Knoten haben womöglich noch %1. „Rückgängig machen“ stellt wieder her, was sie hatten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>claviger::NameConfirmation</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Works when the name above is typed exactly.</source>
        <translation>Möglich, sobald der Name oben genau eingegeben ist.</translation>
    </message>
</context>
<context>
    <name>claviger::NavigationRail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>More pages</source>
        <translation>Weitere Seiten</translation>
    </message>
</context>
<context>
    <name>claviger::NodeArea</name>
    <message>
        <source>TokenServer host</source>
        <translation>TokenServer-Host</translation>
    </message>
    <message>
        <source>Probe node…</source>
        <translation>Knoten proben…</translation>
    </message>
    <message>
        <source>Nodes of the selected cluster</source>
        <translation>Knoten des ausgewählten Clusters</translation>
    </message>
    <message>
        <source>Select a node to ask it over ssh what securitykey answers there.</source>
        <translation>Einen Knoten auswählen, um ihn über ssh zu fragen, was securitykey dort antwortet.</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>Differ · %1</source>
        <translation>Abweichend · %1</translation>
    </message>
    <message>
        <source>TokenServer hosts · %1</source>
        <translation>TokenServer-Hosts · %1</translation>
    </message>
</context>
<context>
    <name>claviger::NodeBindingModel</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Bare metal: has no agency here</source>
        <translation>Bare Metal: hat hier keine Agency</translation>
    </message>
    <message>
        <source>Unknown: %1</source>
        <translation>Unbekannt: %1</translation>
    </message>
    <message>
        <source>Not bound</source>
        <translation>Nicht gebunden</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>Hostname</translation>
    </message>
    <message>
        <source>Agency in metadata</source>
        <translation>Agency in den Metadaten</translation>
    </message>
    <message>
        <source>Guardian role</source>
        <translation>Guardian-Rolle</translation>
    </message>
</context>
<context>
    <name>claviger::NodeMatrix</name>
    <message numerus="yes">
        <source>%1: %n node(s)</source>
        <translation>
            <numerusform>%1: %n Knoten</numerusform>
            <numerusform>%1: %n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes by agency</source>
        <translation>Knoten nach Agency</translation>
    </message>
    <message>
        <source>Not bound</source>
        <translation>Nicht gebunden</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more node(s) are as most, or have no agency to compare</source>
        <translation>
            <numerusform>%n weiterer Knoten ist wie die meisten oder hat keine Agency zum Vergleich</numerusform>
            <numerusform>%n weitere Knoten sind wie die meisten oder haben keine Agency zum Vergleich</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, TokenServer host: %2</source>
        <translation>%1, TokenServer-Host: %2</translation>
    </message>
</context>
<context>
    <name>claviger::NodeRoute</name>
    <message>
        <source>This writes to the nodes only. MRS&apos;s own record stays as it is: nodes that are added later get what MRS remembers, and its console may go on showing the old agency. Bind on the console, too, as soon as it can be done.</source>
        <translation>Geschrieben wird nur auf die Knoten. Der MRS-Eintrag bleibt, wie er ist: Später hinzugefügte Knoten erhalten, was MRS sich gemerkt hat, und die MRS-Konsole zeigt vielleicht weiter die alte Agency an. Auch in der Konsole binden, sobald es geht.</translation>
    </message>
    <message>
        <source>Write to the nodes</source>
        <translation>Auf die Knoten schreiben</translation>
    </message>
    <message>
        <source>Preview again</source>
        <translation>Neue Vorschau</translation>
    </message>
    <message>
        <source>What is written to which node</source>
        <translation>Was auf welchen Knoten geschrieben wird</translation>
    </message>
    <message>
        <source>Type %1 to write to its nodes</source>
        <translation>%1 eingeben, um auf die Knoten zu schreiben</translation>
    </message>
    <message numerus="yes">
        <source>Write to %n node(s)</source>
        <translation>
            <numerusform>Auf %n Knoten schreiben</numerusform>
            <numerusform>Auf %n Knoten schreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading what the nodes have now</source>
        <translation>Der jetzige Stand der Knoten wird gelesen</translation>
    </message>
    <message>
        <source>Giving back what the nodes had: %1 of %2</source>
        <translation>Der vorige Stand der Knoten wird wiederhergestellt: %1 von %2</translation>
    </message>
    <message>
        <source>Writing to the nodes: %1 of %2</source>
        <translation>Auf die Knoten wird geschrieben: %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) get %1</source>
        <translation>
            <numerusform>%n Knoten erhält %1</numerusform>
            <numerusform>%n Knoten erhalten %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n have it already</source>
        <translation>
            <numerusform>%n hat sie schon</numerusform>
            <numerusform>%n haben sie schon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are left alone</source>
        <translation>
            <numerusform>%n wird ausgelassen</numerusform>
            <numerusform>%n werden ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing else of their metadata is touched. What they have now is kept on this computer first, so that it can be given back.</source>
        <translation>Sonst wird an ihren Metadaten nichts geändert. Was sie jetzt haben, wird zuerst auf diesem Rechner aufgehoben, damit es sich wiederherstellen lässt.</translation>
    </message>
    <message>
        <source>There is no preview: %1</source>
        <translation>Es gibt keine Vorschau: %1</translation>
    </message>
    <message>
        <source>Nothing was given back: %1</source>
        <translation>Nichts wurde wiederhergestellt: %1</translation>
    </message>
    <message>
        <source>Nothing was written: %1</source>
        <translation>Nichts wurde geschrieben: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) have again what they had</source>
        <translation>
            <numerusform>%n Knoten hat wieder, was er hatte</numerusform>
            <numerusform>%n Knoten haben wieder, was sie hatten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were left alone, for somebody else has changed them since or they are gone.</source>
        <translation>
            <numerusform>%n wurde ausgelassen, weil jemand anders ihn seither geändert hat oder er nicht mehr da ist.</numerusform>
            <numerusform>%n wurden ausgelassen, weil jemand anders sie seither geändert hat oder sie nicht mehr da sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n node(s) name %1, read back</source>
        <translation>
            <numerusform>%n Knoten nennt %1, zurückgelesen</numerusform>
            <numerusform>Alle %n Knoten nennen %1, zurückgelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Guardian takes it up by itself; an alarm that came from it clears within some minutes.</source>
        <translation>Guardian übernimmt sie von selbst; ein dadurch entstandener Alarm erlischt innerhalb einiger Minuten.</translation>
    </message>
    <message>
        <source>%1 were refused</source>
        <translation>%1 abgelehnt</translation>
    </message>
    <message>
        <source>of %1 it is not known</source>
        <translation>bei %1 nicht bekannt</translation>
    </message>
    <message>
        <source>%1 were not tried</source>
        <translation>%1 nicht versucht</translation>
    </message>
    <message>
        <source>%1 were left alone</source>
        <translation>%1 ausgelassen</translation>
    </message>
    <message>
        <source>%1 of %2 nodes have again what they had</source>
        <translation>Auf %1 von %2 Knoten steht wieder, was vorher da war</translation>
    </message>
    <message>
        <source>%1 of %2 nodes name %3</source>
        <translation>Auf %1 von %2 Knoten steht %3</translation>
    </message>
    <message>
        <source>Undo once more when what is in the way is over.</source>
        <translation>Noch einmal rückgängig machen, sobald nichts mehr im Weg steht.</translation>
    </message>
    <message>
        <source>Preview again to write to the rest, or undo to give back what was there.</source>
        <translation>„Neue Vorschau“ führt zum Schreiben auf die übrigen, „Rückgängig machen“ stellt wieder her, was vorher da war.</translation>
    </message>
    <message>
        <source>There was nothing left to do</source>
        <translation>Es war nichts mehr zu tun</translation>
    </message>
    <message>
        <source>Stopped: %1.</source>
        <translation>Abgebrochen: %1.</translation>
    </message>
</context>
<context>
    <name>claviger::OrphanRows</name>
    <message>
        <source>Delete key…</source>
        <translation>Schlüssel löschen…</translation>
    </message>
    <message>
        <source>Delete key %1</source>
        <translation>Schlüssel %1 löschen</translation>
    </message>
    <message>
        <source>created %1</source>
        <translation>erstellt %1</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>claviger::PageHeader</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>claviger::ProbeResult</name>
    <message>
        <source>What the node answered</source>
        <translation>Was der Knoten geantwortet hat</translation>
    </message>
    <message>
        <source>Nothing was run.</source>
        <translation>Nichts wurde ausgeführt.</translation>
    </message>
    <message>
        <source>It says: %1</source>
        <translation>Es sagt: %1</translation>
    </message>
    <message>
        <source>Together with the binding, read %1</source>
        <translation>Zusammen mit der Bindung, gelesen %1</translation>
    </message>
    <message>
        <source>As %1: unknown</source>
        <translation>Als %1: unbekannt</translation>
    </message>
    <message>
        <source>the node has no such user</source>
        <translation>der Knoten hat keinen solchen Benutzer</translation>
    </message>
    <message>
        <source>%1 may not act for it</source>
        <translation>%1 darf nicht für ihn handeln</translation>
    </message>
    <message>
        <source>The metadata service answers</source>
        <translation>Der Metadatendienst antwortet</translation>
    </message>
    <message>
        <source>The metadata service does not answer as it should</source>
        <translation>Der Metadatendienst antwortet nicht, wie er sollte</translation>
    </message>
    <message>
        <source>meta_data.json: no answer</source>
        <translation>meta_data.json: keine Antwort</translation>
    </message>
    <message>
        <source>meta_data.json: status %1</source>
        <translation>meta_data.json: Status %1</translation>
    </message>
    <message>
        <source>The clock of the node differs from the one of this computer</source>
        <translation>Die Uhr des Knotens weicht von der dieses Rechners ab</translation>
    </message>
    <message>
        <source>The clock of the node is right</source>
        <translation>Die Uhr des Knotens geht richtig</translation>
    </message>
    <message>
        <source>%1 there, %2 here</source>
        <translation>%1 dort, %2 hier</translation>
    </message>
    <message>
        <source>%1, until %2</source>
        <translation>%1, bis %2</translation>
    </message>
    <message>
        <source>As %1: works</source>
        <translation>Als %1: funktioniert</translation>
    </message>
    <message>
        <source>As %1: fails</source>
        <translation>Als %1: schlägt fehl</translation>
    </message>
</context>
<context>
    <name>claviger::ProbeView</name>
    <message>
        <source>Back to the nodes</source>
        <translation>Zurück zu den Knoten</translation>
    </message>
    <message>
        <source>Run probe</source>
        <translation>Probe ausführen</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>The probe runs on the node</source>
        <translation>Die Probe läuft auf dem Knoten</translation>
    </message>
    <message>
        <source>Address of the node</source>
        <translation>Adresse des Knotens</translation>
    </message>
    <message>
        <source>User to sign in with</source>
        <translation>Benutzer zum Anmelden</translation>
    </message>
    <message>
        <source>User of Guardian</source>
        <translation>Benutzer von Guardian</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Or run it yourself</source>
        <translation>Oder selbst ausführen</translation>
    </message>
    <message>
        <source>It prints the status and the end of the key, and neither AK nor secret. To ask as the user of Guardian, put “sudo -n -u USER” in front of curl.</source>
        <translation>Er gibt den Status und das Ende des Schlüssels aus, weder AK noch geheimen Schlüssel. Um als Benutzer von Guardian zu fragen, „sudo -n -u USER“ vor curl setzen.</translation>
    </message>
    <message>
        <source>securitykey on %1</source>
        <translation>securitykey auf %1</translation>
    </message>
    <message>
        <source>Claviger signs in with the ssh of this computer and asks the metadata service of the node for its temporary key, as %1. Only status, end and the first letters of the AK come back. The asks count: after 140 in 5 minutes the service blocks the node for 30 minutes.</source>
        <translation>Claviger meldet sich mit dem ssh dieses Rechners an und fragt den Metadatendienst des Knotens als %1 nach dessen temporärem Schlüssel. Zurück kommen nur Status, Ende und die ersten Zeichen des AK. Die Fragen zählen: Nach 140 in 5 Minuten sperrt der Dienst den Knoten für 30 Minuten.</translation>
    </message>
    <message>
        <source>Claviger signs in with the ssh of this computer and asks the metadata service of the node for its temporary key, once as %1 and once as %2. Only status, end and the first letters of the AK come back. The asks count: after 140 in 5 minutes the service blocks the node for 30 minutes.</source>
        <translation>Claviger meldet sich mit dem ssh dieses Rechners an und fragt den Metadatendienst des Knotens nach dessen temporärem Schlüssel, einmal als %1 und einmal als %2. Zurück kommen nur Status, Ende und die ersten Zeichen des AK. Die Fragen zählen: Nach 140 in 5 Minuten sperrt der Dienst den Knoten für 30 Minuten.</translation>
    </message>
    <message>
        <source>Enter address and users first.</source>
        <translation>Zuerst Adresse und Benutzer eingeben.</translation>
    </message>
    <message>
        <source>A node is probed twice in 5 minutes at most. The next time in %1.</source>
        <translation>Ein Knoten wird höchstens zweimal in 5 Minuten geprobt. Das nächste Mal in %1.</translation>
    </message>
</context>
<context>
    <name>claviger::ProfileDialog</name>
    <message>
        <source>Teal</source>
        <translation>Blaugrün</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Olive</source>
        <translation>Oliv</translation>
    </message>
    <message>
        <source>Rose</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Production: deleting asks for the name to be typed</source>
        <translation>Produktion: Löschen verlangt die Eingabe des Namens</translation>
    </message>
    <message>
        <source>Read-only: nothing can be changed with it</source>
        <translation>Nur lesen: damit lässt sich nichts ändern</translation>
    </message>
    <message>
        <source>Edit profile</source>
        <translation>Profil bearbeiten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>No colour</source>
        <translation>Keine Farbe</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Remove profile…</source>
        <translation>Profil entfernen…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save profile</source>
        <translation>Profil speichern</translation>
    </message>
    <message>
        <source>The profile could not be saved</source>
        <translation>Das Profil konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Remove the profile %1?</source>
        <translation>Das Profil %1 entfernen?</translation>
    </message>
    <message>
        <source>Its kept password is removed too. Access keys and their secrets stay.</source>
        <translation>Auch sein aufbewahrtes Passwort wird entfernt. Zugriffsschlüssel und geheime Schlüssel bleiben.</translation>
    </message>
    <message>
        <source>Remove profile</source>
        <translation>Profil entfernen</translation>
    </message>
    <message>
        <source>The profile could not be removed</source>
        <translation>Das Profil konnte nicht entfernt werden</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>The kept password is for %1 only: with another sign-in service it is removed from the keychain.</source>
        <translation>Das aufbewahrte Passwort gilt nur für %1: Mit einem anderen Anmeldedienst wird es aus dem Schlüsselbund entfernt.</translation>
    </message>
    <message>
        <source>An address cannot be used</source>
        <translation>Eine Adresse ist nicht verwendbar</translation>
    </message>
</context>
<context>
    <name>claviger::ProfileHead</name>
    <message>
        <source>Profile %1</source>
        <translation>Profil %1</translation>
    </message>
</context>
<context>
    <name>claviger::ProfileList</name>
    <message>
        <source>Demo cloud on this computer</source>
        <translation>Demo-Cloud auf diesem Rechner</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
</context>
<context>
    <name>claviger::ProfileStore</name>
    <message>
        <source>It has no id or no name.</source>
        <translation>Es hat keine Kennung oder keinen Namen.</translation>
    </message>
    <message>
        <source>It leaves certificates unchecked, which is accepted for this computer only.</source>
        <translation>Es lässt Zertifikate ungeprüft, was nur für diesen Rechner erlaubt ist.</translation>
    </message>
    <message>
        <source>Give the profile a name.</source>
        <translation>Dem Profil einen Namen geben.</translation>
    </message>
    <message>
        <source>There is already a profile called &quot;%1&quot;. Choose another name.</source>
        <translation>Es gibt schon ein Profil namens „%1“. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>This profile is kept in another place and cannot be saved here. Save a copy of it.</source>
        <translation>Dieses Profil liegt an einem anderen Ort und kann hier nicht gespeichert werden. Eine Kopie davon speichern.</translation>
    </message>
    <message>
        <source>This profile is not saved any more. Another Claviger may have removed it.</source>
        <translation>Dieses Profil ist nicht mehr gespeichert. Vielleicht hat es ein anderes Claviger entfernt.</translation>
    </message>
    <message>
        <source>The profiles in %1 cannot be read. Check the permissions of this file.</source>
        <translation>Die Profile in %1 können nicht gelesen werden. Die Zugriffsrechte dieser Datei prüfen.</translation>
    </message>
    <message>
        <source>The profiles in %1 cannot be read: %2</source>
        <translation>Die Profile in %1 können nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>The file with your profiles was damaged. It was kept as %1, and an empty one takes its place.</source>
        <translation>Die Datei mit den Profilen war beschädigt. Sie wurde als %1 aufgehoben; eine leere tritt an ihre Stelle.</translation>
    </message>
    <message>
        <source>The file with your profiles, %1, is damaged and cannot be put aside. Move it away, then try again.</source>
        <translation>Die Datei mit den Profilen, %1, ist beschädigt und lässt sich nicht beiseitelegen. Sie wegbewegen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>Another Claviger is saving profiles at the moment. Try again.</source>
        <translation>Ein anderes Claviger speichert gerade Profile. Erneut versuchen.</translation>
    </message>
    <message>
        <source>Nothing can be saved in the folder %1. Check its permissions.</source>
        <translation>Im Ordner %1 lässt sich nichts speichern. Seine Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>The file with your profiles was written by a newer Claviger, so this one does not change it.</source>
        <translation>Die Datei mit den Profilen wurde von einem neueren Claviger geschrieben, daher ändert dieses sie nicht.</translation>
    </message>
    <message>
        <source>The profiles could not be saved in %1: %2</source>
        <translation>Die Profile konnten nicht in %1 gespeichert werden: %2</translation>
    </message>
    <message>
        <source>Its id is that of another one.</source>
        <translation>Seine Kennung gehört schon einem anderen.</translation>
    </message>
    <message>
        <source>Saved profile %1 in %2 is left out, but kept in the file. %3</source>
        <translation>Das gespeicherte Profil %1 in %2 wird ausgelassen, bleibt aber in der Datei. %3</translation>
    </message>
    <message>
        <source>Choose a cloud first.</source>
        <translation>Zuerst eine Cloud wählen.</translation>
    </message>
</context>
<context>
    <name>claviger::ProgressLine</name>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>claviger::RebindModel</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>no agency</source>
        <translation>keine Agency</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Agency before</source>
        <translation>Agency vorher</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>gets %1</source>
        <translation>erhält %1</translation>
    </message>
    <message>
        <source>has it already</source>
        <translation>hat sie schon</translation>
    </message>
    <message>
        <source>bare metal: has no metadata to write</source>
        <translation>Bare Metal: hat keine Metadaten zum Schreiben</translation>
    </message>
    <message>
        <source>left alone: could not be read</source>
        <translation>ausgelassen: war nicht lesbar</translation>
    </message>
    <message>
        <source>left alone: its state is “%1”</source>
        <translation>ausgelassen: sein Zustand ist „%1“</translation>
    </message>
    <message>
        <source>waits for its turn</source>
        <translation>noch nicht an der Reihe</translation>
    </message>
    <message>
        <source>is being written</source>
        <translation>wird geschrieben</translation>
    </message>
    <message>
        <source>is being read back</source>
        <translation>wird zurückgelesen</translation>
    </message>
    <message>
        <source>bound, read back</source>
        <translation>gebunden, zurückgelesen</translation>
    </message>
    <message>
        <source>as before, read back</source>
        <translation>wie vorher, zurückgelesen</translation>
    </message>
    <message>
        <source>left alone: %1</source>
        <translation>ausgelassen: %1</translation>
    </message>
    <message>
        <source>not written</source>
        <translation>nicht geschrieben</translation>
    </message>
    <message>
        <source>not written: %1</source>
        <translation>nicht geschrieben: %1</translation>
    </message>
    <message>
        <source>not known: %1</source>
        <translation>nicht bekannt: %1</translation>
    </message>
</context>
<context>
    <name>claviger::SecretField</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
    <message>
        <source>Hide %1 s</source>
        <translation>Verbergen %1 s</translation>
    </message>
</context>
<context>
    <name>claviger::SecretFile</name>
    <message>
        <source>Others can look into this folder</source>
        <translation>Andere können in diesen Ordner sehen</translation>
    </message>
    <message>
        <source>The file itself will be readable by you alone, but others on this computer can see that it is there.</source>
        <translation>Die Datei selbst ist nur für das eigene Konto lesbar, aber andere auf diesem Rechner sehen, dass es sie gibt.</translation>
    </message>
    <message>
        <source>Save it here</source>
        <translation>Hier speichern</translation>
    </message>
    <message>
        <source>Save the secret</source>
        <translation>Geheimen Schlüssel speichern</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
</context>
<context>
    <name>claviger::SecretStore</name>
    <message>
        <source>The keychain did not answer in time.</source>
        <translation>Der Schlüsselbund hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The keychain has no such entry.</source>
        <translation>Der Schlüsselbund hat keinen solchen Eintrag.</translation>
    </message>
    <message>
        <source>The keychain was not opened.</source>
        <translation>Der Schlüsselbund wurde nicht geöffnet.</translation>
    </message>
    <message>
        <source>The keychain is locked.</source>
        <translation>Der Schlüsselbund ist gesperrt.</translation>
    </message>
    <message>
        <source>No keychain service (Secret Service) is running in this session.</source>
        <translation>In dieser Sitzung läuft kein Schlüsselbund-Dienst (Secret Service).</translation>
    </message>
    <message>
        <source>The keychain service did not answer in time.</source>
        <translation>Der Schlüsselbund-Dienst hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The keychain is locked, and its prompt was not answered in time.</source>
        <translation>Der Schlüsselbund ist gesperrt, und seine Rückfrage wurde nicht rechtzeitig beantwortet.</translation>
    </message>
    <message>
        <source>A secret with a NUL character cannot be stored.</source>
        <translation>Ein geheimer Wert mit einem NUL-Zeichen kann nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>The keychain accepted the entry but does not have it.</source>
        <translation>Der Schlüsselbund hat den Eintrag angenommen, enthält ihn aber nicht.</translation>
    </message>
    <message>
        <source>The keychain did not delete the entry.</source>
        <translation>Der Schlüsselbund hat den Eintrag nicht gelöscht.</translation>
    </message>
    <message>
        <source>KWallet does not say what it holds without being opened.</source>
        <translation>KWallet sagt nicht, was es enthält, ohne geöffnet zu werden.</translation>
    </message>
    <message>
        <source>Memory of this session</source>
        <translation>Arbeitsspeicher dieser Sitzung</translation>
    </message>
    <message>
        <source>The keychain service answered with an error: %1</source>
        <translation>Der Schlüsselbund-Dienst antwortete mit einem Fehler: %1</translation>
    </message>
    <message>
        <source>Secret Service</source>
        <translation>Secret Service</translation>
    </message>
    <message>
        <source>An empty secret is not stored.</source>
        <translation>Ein leerer geheimer Wert wird nicht gespeichert.</translation>
    </message>
    <message>
        <source>The keychain gave back something else than was stored.</source>
        <translation>Der Schlüsselbund hat etwas anderes zurückgegeben, als gespeichert wurde.</translation>
    </message>
    <message>
        <source>KWallet does not say what it holds. Remove the folder “%1” in its own program.</source>
        <translation>KWallet sagt nicht, was es enthält. Den Ordner „%1“ in seinem eigenen Programm entfernen.</translation>
    </message>
    <message>
        <source>The keychain did not delete every entry.</source>
        <translation>Der Schlüsselbund hat nicht jeden Eintrag gelöscht.</translation>
    </message>
    <message>
        <source>Stopped while the keychain was tried.</source>
        <translation>Beim Prüfen des Schlüsselbunds angehalten.</translation>
    </message>
</context>
<context>
    <name>claviger::Session</name>
    <message>
        <source>there is no project “%1” for this user, who may work in no project</source>
        <translation>es gibt kein Projekt „%1“ für diesen Benutzer; er darf in keinem Projekt arbeiten</translation>
    </message>
    <message>
        <source>there is no project “%1” for this user, who may work in: %2</source>
        <translation>es gibt kein Projekt „%1“ für diesen Benutzer; er darf arbeiten in: %2</translation>
    </message>
</context>
<context>
    <name>claviger::SessionBanner</name>
    <message>
        <source>Signing in again</source>
        <translation>Neue Anmeldung läuft</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Sign in again here; nothing you typed is lost.</source>
        <translation>Hier neu anmelden; nichts Eingegebenes geht verloren.</translation>
    </message>
    <message>
        <source>Your session has ended.</source>
        <translation>Die Sitzung ist beendet.</translation>
    </message>
    <message>
        <source>Signing in again did not work; the session goes on.</source>
        <translation>Die neue Anmeldung ist fehlgeschlagen; die Sitzung läuft weiter.</translation>
    </message>
    <message>
        <source>Your session ends in %1.</source>
        <translation>Die Sitzung endet in %1.</translation>
    </message>
    <message>
        <source>The password could not be kept in the keychain.</source>
        <translation>Das Passwort konnte nicht im Schlüsselbund aufbewahrt werden.</translation>
    </message>
    <message>
        <source>The kept password could not be removed from the keychain.</source>
        <translation>Das aufbewahrte Passwort konnte nicht aus dem Schlüsselbund entfernt werden.</translation>
    </message>
    <message>
        <source>Your session ends in less than a minute.</source>
        <translation>Die Sitzung endet in weniger als einer Minute.</translation>
    </message>
    <message>
        <source>Signed in without a project.</source>
        <translation>Ohne Projekt angemeldet.</translation>
    </message>
    <message>
        <source>Sign in again with the next MFA code to get it; access keys need no project.</source>
        <translation>Mit dem nächsten MFA-Code erneut anmelden, um es zu bekommen; Zugriffsschlüssel brauchen kein Projekt.</translation>
    </message>
    <message>
        <source>Access keys need no project; clusters and alarms do.</source>
        <translation>Zugriffsschlüssel brauchen kein Projekt, Cluster und Alarme schon.</translation>
    </message>
</context>
<context>
    <name>claviger::SignIn</name>
    <message>
        <source>the answer is not that of a sign-in service</source>
        <translation>die Antwort stammt nicht von einem Anmeldedienst</translation>
    </message>
    <message>
        <source>%1 holds no certificate</source>
        <translation>%1 enthält kein Zertifikat</translation>
    </message>
    <message>
        <source>type the password of this user</source>
        <translation>das Passwort dieses Benutzers eingeben</translation>
    </message>
</context>
<context>
    <name>claviger::SignInAgainDialog</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Sign in again as %1</source>
        <translation>Neu anmelden als %1</translation>
    </message>
    <message>
        <source>Nothing you typed is lost.</source>
        <translation>Nichts Eingegebenes geht verloren.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>MFA code</source>
        <translation>MFA-Code</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmeldung läuft</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
</context>
<context>
    <name>claviger::SignInChecks</name>
    <message>
        <source>Keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>Sign-in service (IAM)</source>
        <translation>Anmeldedienst (IAM)</translation>
    </message>
    <message>
        <source>Desktop clock</source>
        <translation>Uhr dieses Rechners</translation>
    </message>
    <message>
        <source>Before you sign in</source>
        <translation>Vor der Anmeldung</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>reachable, %1 ms</source>
        <translation>erreichbar, %1 ms</translation>
    </message>
    <message>
        <source>known after the first call</source>
        <translation>nach dem ersten Aufruf bekannt</translation>
    </message>
    <message>
        <source>agrees with the cloud</source>
        <translation>stimmt mit der Cloud überein</translation>
    </message>
    <message>
        <source>%1 ahead of the cloud</source>
        <translation>%1 vor der Cloud</translation>
    </message>
    <message>
        <source>%1 behind the cloud</source>
        <translation>%1 hinter der Cloud</translation>
    </message>
</context>
<context>
    <name>claviger::SignInFailure</name>
    <message>
        <source>The project was not found</source>
        <translation>Das Projekt wurde nicht gefunden</translation>
    </message>
    <message>
        <source>Nothing was sent yet</source>
        <translation>Es wurde noch nichts gesendet</translation>
    </message>
    <message>
        <source>Your password reached %1 only. Check the address of the sign-in service.</source>
        <translation>Das Passwort hat nur %1 erreicht. Die Adresse des Anmeldedienstes prüfen.</translation>
    </message>
    <message>
        <source>Type the password of this user</source>
        <translation>Das Passwort dieses Benutzers fehlt</translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>Es wurde noch nichts gesendet.</translation>
    </message>
    <message>
        <source>Type the code of your MFA device</source>
        <translation>Der Code des MFA-Geräts fehlt</translation>
    </message>
</context>
<context>
    <name>claviger::SignInForm</name>
    <message>
        <source>Way to sign in</source>
        <translation>Art der Anmeldung</translation>
    </message>
    <message>
        <source>32 digits, from “My Credentials”; needed by some clouds</source>
        <translation>32 Stellen, aus „My Credentials“; manche Clouds brauchen sie</translation>
    </message>
    <message>
        <source>the region&apos;s own project</source>
        <translation>das Projekt der Region</translation>
    </message>
    <message>
        <source>Keep the password in the keychain</source>
        <translation>Passwort im Schlüsselbund aufbewahren</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password + MFA</source>
        <translation>Passwort + MFA</translation>
    </message>
    <message>
        <source>Show or hide the password</source>
        <translation>Passwort zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>Sign-in service (IAM)</source>
        <translation>Anmeldedienst (IAM)</translation>
    </message>
    <message>
        <source>https only; http is accepted for this computer. A port and a trailing /v3 may be there.</source>
        <translation>Nur https; http ist für diesen Rechner erlaubt. Ein Port und /v3 am Ende sind möglich.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>MFA code</source>
        <translation>MFA-Code</translation>
    </message>
    <message>
        <source>Six digits from your virtual MFA device.</source>
        <translation>Sechs Ziffern vom virtuellen MFA-Gerät.</translation>
    </message>
    <message>
        <source>User ID</source>
        <translation>Benutzer-ID</translation>
    </message>
    <message>
        <source>Project (optional)</source>
        <translation>Projekt (optional)</translation>
    </message>
    <message>
        <source>Other addresses</source>
        <translation>Andere Adressen</translation>
    </message>
    <message>
        <source>from clouds.yaml</source>
        <translation>aus clouds.yaml</translation>
    </message>
    <message>
        <source>from the keychain</source>
        <translation>aus dem Schlüsselbund</translation>
    </message>
</context>
<context>
    <name>claviger::SignInPage</name>
    <message>
        <source>No profiles yet. The first sign-in makes one; entries of clouds.yaml appear here by themselves.</source>
        <translation>Noch keine Profile. Die erste Anmeldung legt eines an; Einträge aus clouds.yaml erscheinen hier von selbst.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Start demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>Access keys, agencies and alarms for MRS</source>
        <translation>Zugriffsschlüssel, Agencys und Alarme für MRS</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>New profile</source>
        <translation>Neues Profil</translation>
    </message>
    <message>
        <source>Demo cloud</source>
        <translation>Demo-Cloud</translation>
    </message>
    <message>
        <source>A simulated cloud on this machine. No account needed.</source>
        <translation>Eine simulierte Cloud auf diesem Rechner. Ohne Account.</translation>
    </message>
    <message>
        <source>%1 own, %2 from clouds.yaml</source>
        <translation>%1 eigene, %2 aus clouds.yaml</translation>
    </message>
    <message>
        <source>%1 own</source>
        <translation>%1 eigene</translation>
    </message>
    <message>
        <source>Your profiles could not be read or saved</source>
        <translation>Die Profile konnten nicht gelesen oder gespeichert werden</translation>
    </message>
    <message>
        <source>Not every profile can be used</source>
        <translation>Nicht jedes Profil ist benutzbar</translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <translation>Anmelden an %1</translation>
    </message>
    <message>
        <source>project %1</source>
        <translation>Projekt %1</translation>
    </message>
    <message>
        <source>Choose your cloud, then sign in. Everything but the password is remembered.</source>
        <translation>Cloud wählen, dann anmelden. Alles außer dem Passwort wird gemerkt.</translation>
    </message>
    <message>
        <source>There is no usable cloud “%1”</source>
        <translation>Es gibt keine benutzbare Cloud „%1“</translation>
    </message>
    <message>
        <source>The address of the sign-in service cannot be used</source>
        <translation>Die Adresse des Anmeldedienstes ist nicht benutzbar</translation>
    </message>
    <message>
        <source>The kept password could not be read: type it</source>
        <translation>Das aufbewahrte Passwort war nicht lesbar: es eingeben</translation>
    </message>
    <message>
        <source>Signing in to %1</source>
        <translation>Anmeldung an %1</translation>
    </message>
    <message>
        <source>The password stays in memory unless you keep it in the keychain.</source>
        <translation>Das Passwort bleibt im Arbeitsspeicher, außer es wird im Schlüsselbund aufbewahrt.</translation>
    </message>
    <message>
        <source>Type the password of this user</source>
        <translation>Das Passwort dieses Benutzers fehlt</translation>
    </message>
    <message>
        <source>Reading the kept password from the keychain</source>
        <translation>Das aufbewahrte Passwort wird aus dem Schlüsselbund gelesen</translation>
    </message>
    <message>
        <source>Nothing was sent yet. The kept password belongs to %1 at %2 and goes nowhere else.</source>
        <translation>Es wurde noch nichts gesendet. Das aufbewahrte Passwort gehört zu %1 bei %2 und geht nirgendwo sonst hin.</translation>
    </message>
    <message>
        <source>The kept password is not in the keychain any more: type it</source>
        <translation>Das aufbewahrte Passwort ist nicht mehr im Schlüsselbund: neu eingeben</translation>
    </message>
    <message>
        <source>Nothing was sent yet. While “Keep the password in the keychain” is ticked, it is kept again.</source>
        <translation>Es wurde noch nichts gesendet. Solange „Passwort im Schlüsselbund aufbewahren“ angekreuzt ist, wird es wieder aufbewahrt.</translation>
    </message>
    <message>
        <source>The kept password could not be removed from the keychain</source>
        <translation>Das aufbewahrte Passwort konnte nicht aus dem Schlüsselbund entfernt werden</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of an earlier run were never completed</source>
        <translation>
            <numerusform>%n Änderung eines früheren Laufs wurde nie abgeschlossen</numerusform>
            <numerusform>%n Änderungen früherer Läufe wurden nie abgeschlossen</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest: %1. Claviger ended before the answer came, so it may have taken effect. Sign in and look at Activity.</source>
        <translation>Die neueste: %1. Claviger endete, bevor die Antwort kam; sie kann also wirksam sein. Anmelden und unter Aktivität nachsehen.</translation>
    </message>
</context>
<context>
    <name>claviger::Spinner</name>
    <message>
        <source>working</source>
        <translation>läuft</translation>
    </message>
</context>
<context>
    <name>claviger::StatusBar</name>
    <message>
        <source>Not signed in</source>
        <translation>Nicht angemeldet</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Leerlauf</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Calls in progress</source>
        <translation>Laufende Aufrufe</translation>
    </message>
    <message>
        <source>Desktop time</source>
        <translation>Zeit dieses Rechners</translation>
    </message>
    <message>
        <source>UTC time</source>
        <translation>UTC-Zeit</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n Aufruf</numerusform>
            <numerusform>%n Aufrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Session ended</source>
        <translation>Sitzung beendet</translation>
    </message>
    <message>
        <source>Ends in %1</source>
        <translation>Endet in %1</translation>
    </message>
    <message>
        <source>Session ends in %1</source>
        <translation>Sitzung endet in %1</translation>
    </message>
    <message>
        <source>Use the keychain</source>
        <translation>Schlüsselbund nutzen</translation>
    </message>
    <message>
        <source>Moves what is in memory only to the keychain</source>
        <translation>Verschiebt in den Schlüsselbund, was nur im Speicher ist</translation>
    </message>
</context>
<context>
    <name>claviger::StepTrail</name>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>kommt noch</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>claviger::Store</name>
    <message>
        <source>The file is in use by another program for too long.</source>
        <translation>Die Datei ist zu lange von einem anderen Programm belegt.</translation>
    </message>
    <message>
        <source>The file may not be written.</source>
        <translation>Die Datei darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Reading or writing the file failed; check the disk and the space left on it.</source>
        <translation>Lesen oder Schreiben der Datei schlug fehl; den Datenträger und seinen freien Platz prüfen.</translation>
    </message>
    <message>
        <source>The file is damaged. Move it away to start a new one.</source>
        <translation>Die Datei ist beschädigt. Sie wegbewegen, dann beginnt eine neue.</translation>
    </message>
    <message>
        <source>There is no space left on the disk.</source>
        <translation>Auf dem Datenträger ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>The file could not be opened.</source>
        <translation>Die Datei konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>The file is not a database. Move it away to start a new one.</source>
        <translation>Die Datei ist keine Datenbank. Sie wegbewegen, dann beginnt eine neue.</translation>
    </message>
    <message>
        <source>The file could not be used.</source>
        <translation>Die Datei war nicht benutzbar.</translation>
    </message>
    <message>
        <source>The folder %1 could not be made.</source>
        <translation>Der Ordner %1 konnte nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The file %1 could not be made.</source>
        <translation>Die Datei %1 konnte nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The file %1 is readable by others.</source>
        <translation>Die Datei %1 ist für andere lesbar.</translation>
    </message>
    <message>
        <source>The SQLite part of Qt is not installed (package libqt6sql6-sqlite).</source>
        <translation>Der SQLite-Teil von Qt ist nicht installiert (Paket libqt6sql6-sqlite).</translation>
    </message>
    <message>
        <source>The file belongs to another program. Move it away.</source>
        <translation>Die Datei gehört einem anderen Programm. Sie wegbewegen.</translation>
    </message>
    <message>
        <source>The file was written by a newer Claviger. Update Claviger, or move the file away.</source>
        <translation>Die Datei wurde von einem neueren Claviger geschrieben. Claviger aktualisieren oder die Datei wegbewegen.</translation>
    </message>
    <message>
        <source>The file system cannot hold this file safely.</source>
        <translation>Das Dateisystem kann diese Datei nicht sicher aufnehmen.</translation>
    </message>
</context>
<context>
    <name>claviger::Tag</name>
    <message>
        <source>PRODUCTION</source>
        <translation>PRODUKTION</translation>
    </message>
    <message>
        <source>READ-ONLY</source>
        <translation>NUR LESEN</translation>
    </message>
</context>
<context>
    <name>claviger::TimeText</name>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1. %2 %3</translation>
    </message>
    <message>
        <source>%1 %2 %3, %4 %5</source>
        <translation>%1. %2 %3, %4 %5</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
</context>
<context>
    <name>claviger::UserChoice</name>
    <message>
        <source>Type a user name</source>
        <translation>Benutzername eingeben</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (angemeldet)</translation>
    </message>
</context>
<context>
    <name>claviger::YamlDocument</name>
    <message>
        <source>It is larger than 1 MiB, so it was not read.</source>
        <translation>Sie ist größer als 1 MiB und wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>It is not a text file in UTF-8.</source>
        <translation>Sie ist keine Textdatei in UTF-8.</translation>
    </message>
    <message>
        <source>It is nested too deeply or has too many entries.</source>
        <translation>Sie ist zu tief verschachtelt oder hat zu viele Einträge.</translation>
    </message>
    <message>
        <source>It cannot be read as YAML. Check the indentation, and put values with special characters in quotes.</source>
        <translation>Sie ist nicht als YAML lesbar. Die Einrückung prüfen und Werte mit Sonderzeichen in Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>It cannot be read as YAML.</source>
        <translation>Sie ist nicht als YAML lesbar.</translation>
    </message>
</context>
</TS>

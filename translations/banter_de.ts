<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutSettings</name>
    <message>
        <source>Banter</source>
        <translation>Banter</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
</context>
<context>
    <name>AccountCard</name>
    <message>
        <source>@%1 on %2</source>
        <translation>@%1 auf %2</translation>
    </message>
</context>
<context>
    <name>AccountSettings</name>
    <message>
        <source>Username</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Where the sign-in is kept</source>
        <translation>Wo die Anmeldung liegt</translation>
    </message>
    <message>
        <source>Keep it in a file</source>
        <translation>In einer Datei aufbewahren</translation>
    </message>
    <message>
        <source>Only your user account on this machine can read it</source>
        <translation>Nur dein Benutzerkonto auf diesem Rechner kann sie lesen</translation>
    </message>
    <message>
        <source>Keep the sign-in in a file</source>
        <translation>Anmeldung in einer Datei aufbewahren</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>In the system&apos;s keychain</source>
        <translation>Im Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>In a file, because you chose so</source>
        <translation>In einer Datei, weil du es so gewählt hast</translation>
    </message>
</context>
<context>
    <name>AddMembersSheet</name>
    <message>
        <source>Add people</source>
        <translation>Leute hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n gewählt</numerusform>
            <numerusform>%n gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>AppearanceSettings</name>
    <message>
        <source>Lagoon</source>
        <translation>Lagune</translation>
    </message>
    <message>
        <source>Cobalt</source>
        <translation>Kobalt</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>Iris</translation>
    </message>
    <message>
        <source>Orchid</source>
        <translation>Orchidee</translation>
    </message>
    <message>
        <source>Ember</source>
        <translation>Glut</translation>
    </message>
    <message>
        <source>Moss</source>
        <translation>Moos</translation>
    </message>
    <message>
        <source>Graphite</source>
        <translation>Graphit</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Match system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>Akzent</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Messages, names and menus</source>
        <translation>Nachrichten, Namen und Menüs</translation>
    </message>
    <message>
        <source>A</source>
        <comment>sample letter beside the text size</comment>
        <translation>A</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Compact fits about a third more on screen</source>
        <translation>Kompakt zeigt etwa ein Drittel mehr</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Fades instead of slides</source>
        <translation>Blenden statt Gleiten</translation>
    </message>
</context>
<context>
    <name>ArchiveRow</name>
    <message>
        <source>Back to the chats</source>
        <translation>Zurück zu den Chats</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message numerus="yes">
        <source>%n archived chats</source>
        <translation>
            <numerusform>%n archivierter Chat</numerusform>
            <numerusform>%n archivierte Chats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AvatarButton</name>
    <message>
        <source>Settings and account of %1</source>
        <translation>Einstellungen und Konto von %1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>BlockedPeople</name>
    <message>
        <source>Blocked people</source>
        <translation>Blockierte</translation>
    </message>
    <message>
        <source>You have blocked nobody.</source>
        <translation>Du hast niemanden blockiert.</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Freigeben</translation>
    </message>
</context>
<context>
    <name>ChatSearchBar</name>
    <message>
        <source>%1 of %2 or more</source>
        <translation>%1 von %2 oder mehr</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Search in this chat</source>
        <translation>In diesem Chat suchen</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Suche läuft</translation>
    </message>
    <message>
        <source>Older hit</source>
        <translation>Älterer Treffer</translation>
    </message>
    <message>
        <source>Newer hit</source>
        <translation>Neuerer Treffer</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Only what is on this device was searched. %1</source>
        <translation>Nur was auf diesem Gerät ist, wurde durchsucht. %1</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Take out %1</source>
        <translation>%1 herausnehmen</translation>
    </message>
</context>
<context>
    <name>ClosedLine</name>
    <message>
        <source>Unblock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message numerus="yes">
        <source>%n bytes left</source>
        <translation>
            <numerusform>Noch %n Byte</numerusform>
            <numerusform>Noch %n Byte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerBar</name>
    <message>
        <source>Stop editing</source>
        <translation>Nicht mehr bearbeiten</translation>
    </message>
    <message>
        <source>Do not reply</source>
        <translation>Nicht antworten</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>ConversationHeader</name>
    <message>
        <source>Back to the chats</source>
        <translation>Zurück zu den Chats</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Copy username</source>
        <translation>Benutzernamen kopieren</translation>
    </message>
    <message>
        <source>Close chat</source>
        <translation>Chat schließen</translation>
    </message>
    <message>
        <source>Details of %1</source>
        <translation>Einzelheiten zu %1</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Einzelheiten schließen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Group info</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Contact info</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Search in chat</source>
        <translation>Im Chat suchen</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Stumm aus</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>Chat archived</source>
        <translation>Chat archiviert</translation>
    </message>
    <message>
        <source>Chat taken out of the archive</source>
        <translation>Chat aus dem Archiv geholt</translation>
    </message>
</context>
<context>
    <name>ConversationListPage</name>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>No chats yet</source>
        <translation>Noch keine Chats</translation>
    </message>
    <message>
        <source>Find people</source>
        <translation>Personen finden</translation>
    </message>
    <message>
        <source>Find a friend by username, or start a group.</source>
        <translation>Finde Freunde über ihren Benutzernamen, oder gründe eine Gruppe.</translation>
    </message>
    <message>
        <source>Search people and messages</source>
        <translation>Personen und Nachrichten suchen</translation>
    </message>
</context>
<context>
    <name>ConversationMenu</name>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Als ungelesen markieren</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Stumm aus</translation>
    </message>
    <message>
        <source>Mute for 1 hour</source>
        <translation>1 Stunde stumm</translation>
    </message>
    <message>
        <source>Mute for 8 hours</source>
        <translation>8 Stunden stumm</translation>
    </message>
    <message>
        <source>Mute for ever</source>
        <translation>Für immer stumm</translation>
    </message>
    <message>
        <source>Unarchive</source>
        <translation>Aus dem Archiv</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
</context>
<context>
    <name>ConversationPage</name>
    <message>
        <source>No messages yet. Say hello.</source>
        <translation>Noch keine Nachrichten. Sag Hallo.</translation>
    </message>
</context>
<context>
    <name>ConversationRow</name>
    <message>
        <source>Not sent:</source>
        <translation>Nicht gesendet:</translation>
    </message>
    <message>
        <source>Draft:</source>
        <translation>Entwurf:</translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1:</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>Unarchive</source>
        <translation>Aus dem Archiv</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
</context>
<context>
    <name>DeleteQuestion</name>
    <message>
        <source>Delete this message?</source>
        <translation>Diese Nachricht löschen?</translation>
    </message>
    <message>
        <source>The others keep it.</source>
        <translation>Die anderen behalten sie.</translation>
    </message>
    <message>
        <source>Others may have read it already.</source>
        <translation>Andere haben sie vielleicht schon gelesen.</translation>
    </message>
    <message>
        <source>%1 may have read it already.</source>
        <translation>%1 hat sie vielleicht schon gelesen.</translation>
    </message>
    <message>
        <source>Delete for everyone</source>
        <translation>Für alle löschen</translation>
    </message>
    <message>
        <source>Delete for me</source>
        <translation>Für mich löschen</translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Back to the chat</source>
        <translation>Zurück zum Chat</translation>
    </message>
    <message>
        <source>Group info</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Contact info</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>DetailsPlaces</name>
    <message>
        <source>Width of the details</source>
        <translation>Breite der Details</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
</context>
<context>
    <name>DevicesSettings</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Loading the devices</source>
        <translation>Geräte werden geladen</translation>
    </message>
    <message>
        <source>Sign out all others</source>
        <translation>Alle anderen abmelden</translation>
    </message>
    <message>
        <source>Sign out all other devices?</source>
        <translation>Alle anderen Geräte abmelden?</translation>
    </message>
    <message>
        <source>Sign out this device?</source>
        <translation>Dieses Gerät abmelden?</translation>
    </message>
    <message>
        <source>It has to sign in again before it can read or send.</source>
        <translation>Es muss sich neu anmelden, bevor es lesen oder senden kann.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>EditGroupSheet</name>
    <message>
        <source>Edit the group</source>
        <translation>Gruppe bearbeiten</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>EmojiButton</name>
    <message>
        <source>More reactions</source>
        <translation>Weitere Reaktionen</translation>
    </message>
    <message>
        <source>Take back %1</source>
        <translation>%1 zurücknehmen</translation>
    </message>
    <message>
        <source>React with %1</source>
        <translation>Mit %1 reagieren</translation>
    </message>
</context>
<context>
    <name>EmptyChat</name>
    <message>
        <source>Hello, %1</source>
        <translation>Hallo, %1</translation>
    </message>
    <message>
        <source>Chats you open appear here. Your messages are kept on %1.</source>
        <translation>Hier erscheinen die Chats, die du öffnest. Deine Nachrichten liegen auf %1.</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Walk the panes</source>
        <translation>Bereich wechseln</translation>
    </message>
    <message>
        <source>Go to a chat</source>
        <translation>Zu einem Chat</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>The server is busy. Try again in a moment.</source>
        <translation>Der Server ist ausgelastet. Versuch es gleich noch einmal.</translation>
    </message>
    <message>
        <source>That was too often. Wait a minute, then try again.</source>
        <translation>Das war zu oft. Warte eine Minute und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The server restarts. Try again in a moment.</source>
        <translation>Der Server startet neu. Versuch es gleich noch einmal.</translation>
    </message>
    <message>
        <source>That is too long for this server. Make it shorter.</source>
        <translation>Das ist zu lang für diesen Server. Kürze es.</translation>
    </message>
    <message>
        <source>This server is too old for that. Ask its operator to update it.</source>
        <translation>Dieser Server ist dafür zu alt. Bitte den Betreiber, ihn zu aktualisieren.</translation>
    </message>
    <message>
        <source>Banter and the server speak different versions. Update Banter, or ask the operator to update the server.</source>
        <translation>Banter und der Server sprechen verschiedene Versionen. Aktualisiere Banter, oder bitte den Betreiber, den Server zu aktualisieren.</translation>
    </message>
    <message>
        <source>You are not signed in. Sign in, then try again.</source>
        <translation>Du bist nicht angemeldet. Melde dich an und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>That is not here any more. Go back and look again.</source>
        <translation>Das ist nicht mehr da. Geh zurück und sieh noch einmal nach.</translation>
    </message>
    <message>
        <source>That username and password do not match. Check both and try again.</source>
        <translation>Benutzername und Passwort passen nicht zusammen. Prüfe beides und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Somebody has this username already. Choose another one.</source>
        <translation>Diesen Benutzernamen hat schon jemand. Wähle einen anderen.</translation>
    </message>
    <message>
        <source>A username has 3 to 32 letters, digits, dots, dashes or underscores, and starts with a letter.</source>
        <translation>Ein Benutzername hat 3 bis 32 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche und beginnt mit einem Buchstaben.</translation>
    </message>
    <message>
        <source>This password is easy to guess. Choose a longer or less common one.</source>
        <translation>Dieses Passwort ist leicht zu erraten. Wähle ein längeres oder selteneres.</translation>
    </message>
    <message>
        <source>This server takes no new accounts. Ask its operator for one, or choose another server.</source>
        <translation>Dieser Server nimmt keine neuen Konten an. Bitte den Betreiber um eines, oder wähle einen anderen Server.</translation>
    </message>
    <message>
        <source>This account is disabled on this server. Ask its operator why.</source>
        <translation>Dieses Konto ist auf diesem Server gesperrt. Frag den Betreiber, warum.</translation>
    </message>
    <message>
        <source>You may not do that here.</source>
        <translation>Das darfst du hier nicht.</translation>
    </message>
    <message>
        <source>Too many devices are signed in. Sign one of them out first.</source>
        <translation>Zu viele Geräte sind angemeldet. Melde zuerst eines ab.</translation>
    </message>
    <message>
        <source>There is no connection to the server. Check your network and try again.</source>
        <translation>Es gibt keine Verbindung zum Server. Prüfe dein Netz und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The server did not answer in time. Try again.</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet. Versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate can&apos;t be trusted. Do not sign in until you know why.</source>
        <translation>Dem Zertifikat des Servers ist nicht zu trauen. Melde dich nicht an, bevor du weißt, warum.</translation>
    </message>
    <message>
        <source>Somebody else changed this first. Look again, then try once more.</source>
        <translation>Jemand anderes hat das zuerst geändert. Sieh nach und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Banter can&apos;t save its data. Check that the disk is not full.</source>
        <translation>Banter kann seine Daten nicht speichern. Prüfe, ob die Festplatte voll ist.</translation>
    </message>
    <message>
        <source>Something went wrong on the server. Try again; if it stays, tell its operator.</source>
        <translation>Auf dem Server ist etwas schiefgegangen. Versuch es noch einmal; wenn es bleibt, sag dem Betreiber Bescheid.</translation>
    </message>
    <message>
        <source>Not sent. The message is too long for this server. Make it shorter.</source>
        <translation>Nicht gesendet. Die Nachricht ist zu lang für diesen Server. Kürze sie.</translation>
    </message>
    <message>
        <source>Not sent. You can&apos;t write to this person.</source>
        <translation>Nicht gesendet. Du kannst dieser Person nicht schreiben.</translation>
    </message>
    <message>
        <source>Not sent. This conversation is no more.</source>
        <translation>Nicht gesendet. Diese Unterhaltung gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Not sent. The server does not take this kind of message.</source>
        <translation>Nicht gesendet. Der Server nimmt diese Art von Nachricht nicht an.</translation>
    </message>
    <message>
        <source>Not sent. This account is disabled on this server.</source>
        <translation>Nicht gesendet. Dieses Konto ist auf diesem Server gesperrt.</translation>
    </message>
    <message>
        <source>Not sent. Banter can&apos;t save new messages; free some space.</source>
        <translation>Nicht gesendet. Banter kann keine neuen Nachrichten speichern; schaffe etwas Platz.</translation>
    </message>
    <message>
        <source>Not sent. The server did not take this message. Edit it, or try again.</source>
        <translation>Nicht gesendet. Der Server hat diese Nachricht nicht angenommen. Ändere sie, oder versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Banter is open already with this account. Close the other one, then try again.</source>
        <translation>Banter ist mit diesem Konto schon offen. Schließe das andere und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Your disk is full. Banter can&apos;t save new messages; free some space.</source>
        <translation>Deine Festplatte ist voll. Banter kann keine neuen Nachrichten speichern; schaffe etwas Platz.</translation>
    </message>
    <message>
        <source>A part of Banter is missing: Qt&apos;s SQLite driver (package libqt6sql6-sqlite). Install it, then try again.</source>
        <translation>Ein Teil von Banter fehlt: Qts SQLite-Treiber (Paket libqt6sql6-sqlite). Installiere ihn und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Banter can&apos;t open its data in %1. Check that you may write there and that the disk is not full.</source>
        <translation>Banter kann seine Daten in %1 nicht öffnen. Prüfe, ob du dort schreiben darfst und ob die Festplatte voll ist.</translation>
    </message>
    <message>
        <source>The group would get too large. Remove some members or links first.</source>
        <translation>Die Gruppe würde zu groß. Entferne zuerst Mitglieder oder Links.</translation>
    </message>
    <message>
        <source>Your role in this group does not allow that. Ask its owner.</source>
        <translation>Deine Rolle in dieser Gruppe erlaubt das nicht. Frag den Besitzer.</translation>
    </message>
    <message>
        <source>That person can&apos;t be added, or is not here any more.</source>
        <translation>Diese Person kann nicht hinzugefügt werden oder ist nicht mehr hier.</translation>
    </message>
    <message>
        <source>A group needs a name.</source>
        <translation>Eine Gruppe braucht einen Namen.</translation>
    </message>
    <message>
        <source>The message was not changed: it is too old, or not yours.</source>
        <translation>Die Nachricht wurde nicht geändert: Sie ist zu alt oder nicht von dir.</translation>
    </message>
    <message>
        <source>The message was not changed. Try again.</source>
        <translation>Die Nachricht wurde nicht geändert. Versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The message was not deleted for everyone: it is too old, or not yours.</source>
        <translation>Die Nachricht wurde nicht für alle gelöscht: Sie ist zu alt oder nicht von dir.</translation>
    </message>
    <message>
        <source>The message was not deleted. Try again.</source>
        <translation>Die Nachricht wurde nicht gelöscht. Versuch es noch einmal.</translation>
    </message>
    <message>
        <source>This group is full. Ask somebody in it to make room.</source>
        <translation>Diese Gruppe ist voll. Bitte jemanden darin, Platz zu machen.</translation>
    </message>
    <message>
        <source>You were removed from this group. Only its admins can add you again.</source>
        <translation>Du wurdest aus dieser Gruppe entfernt. Nur ihre Admins können dich wieder hinzufügen.</translation>
    </message>
    <message>
        <source>This invite is not valid any more. Ask for a new one.</source>
        <translation>Diese Einladung gilt nicht mehr. Bitte um eine neue.</translation>
    </message>
</context>
<context>
    <name>FailedLine</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
</context>
<context>
    <name>FailedPage</name>
    <message>
        <source>Banter can&apos;t start</source>
        <translation>Banter kann nicht starten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Hide password</source>
        <translation>Passwort verbergen</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Passwort zeigen</translation>
    </message>
</context>
<context>
    <name>Formatting</name>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <extracomment>A day of this year, in QDate&apos;s format: &quot;18 November&quot;</extracomment>
        <translation>d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <extracomment>A day of another year: &quot;18 November 2024&quot;</extracomment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>A day of this year, short: &quot;18 Nov&quot;</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>A day of another year, short: &quot;18 Nov 2024&quot;</extracomment>
        <translation>d. MMM yyyy</translation>
    </message>
</context>
<context>
    <name>FoundChat</name>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
</context>
<context>
    <name>FoundMessage</name>
    <message>
        <source>%1:</source>
        <translation>%1:</translation>
    </message>
</context>
<context>
    <name>GroupDetails</name>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
</context>
<context>
    <name>GroupFields</name>
    <message numerus="yes">
        <source>%n bytes left</source>
        <translation>
            <numerusform>noch %n Byte</numerusform>
            <numerusform>noch %n Bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bytes too long</source>
        <translation>
            <numerusform>%n Byte zu lang</numerusform>
            <numerusform>%n Bytes zu lang</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the group is called</source>
        <translation>Wie die Gruppe heißt</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>What it is about, if you like</source>
        <translation>Worum es geht, wenn du magst</translation>
    </message>
    <message>
        <source>What new members see</source>
        <translation>Was neue Mitglieder sehen</translation>
    </message>
    <message>
        <source>Everything that was written before</source>
        <translation>Alles, was vorher geschrieben wurde</translation>
    </message>
    <message>
        <source>Only what is written after they came</source>
        <translation>Nur, was nach ihrem Beitritt geschrieben wird</translation>
    </message>
</context>
<context>
    <name>GroupFoot</name>
    <message>
        <source>Loading the members</source>
        <translation>Mitglieder werden geladen</translation>
    </message>
    <message>
        <source>Nobody found for “%1”.</source>
        <translation>Niemand gefunden für „%1“.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Leave the group</source>
        <translation>Gruppe verlassen</translation>
    </message>
    <message>
        <source>Delete from this device</source>
        <translation>Von diesem Gerät löschen</translation>
    </message>
</context>
<context>
    <name>GroupHead</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Einladen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Find a member</source>
        <translation>Mitglied suchen</translation>
    </message>
    <message>
        <source>Name or @username</source>
        <translation>Name oder @benutzername</translation>
    </message>
</context>
<context>
    <name>InviteMaker</name>
    <message>
        <source>Whoever has a link can join, as long as it holds.</source>
        <translation>Wer einen Link hat, kann beitreten, solange er gilt.</translation>
    </message>
    <message>
        <source>Holds for</source>
        <translation>Gilt</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 Woche</translation>
    </message>
    <message>
        <source>No end</source>
        <translation>Ohne Ende</translation>
    </message>
    <message>
        <source>People who can use it</source>
        <translation>So viele können ihn benutzen</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>10</source>
        <translation>10</translation>
    </message>
    <message>
        <source>Any number</source>
        <translation>Beliebig viele</translation>
    </message>
    <message>
        <source>Make a link</source>
        <translation>Link erstellen</translation>
    </message>
</context>
<context>
    <name>InviteRow</name>
    <message>
        <source>%1, made by %2</source>
        <translation>%1, erstellt von %2</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurückziehen</translation>
    </message>
</context>
<context>
    <name>InvitesSheet</name>
    <message>
        <source>Invite links</source>
        <translation>Einladungslinks</translation>
    </message>
    <message>
        <source>Loading the links</source>
        <translation>Links werden geladen</translation>
    </message>
    <message>
        <source>No link leads here.</source>
        <translation>Kein Link führt hierher.</translation>
    </message>
    <message>
        <source>Take this link back?</source>
        <translation>Diesen Link zurückziehen?</translation>
    </message>
    <message>
        <source>Nobody can join by it any more. Who joined stays.</source>
        <translation>Niemand kann mehr damit beitreten. Wer beigetreten ist, bleibt.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurückziehen</translation>
    </message>
</context>
<context>
    <name>JoinSheet</name>
    <message>
        <source>Join by a link</source>
        <translation>Mit einem Link beitreten</translation>
    </message>
    <message>
        <source>Invite link</source>
        <translation>Einladungslink</translation>
    </message>
    <message>
        <source>Paste the link or its code</source>
        <translation>Link oder Code einfügen</translation>
    </message>
    <message>
        <source>You are in this group.</source>
        <translation>Du bist in dieser Gruppe.</translation>
    </message>
    <message>
        <source>Look it up</source>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
</context>
<context>
    <name>JumpButton</name>
    <message numerus="yes">
        <source>To the newest message, %n new</source>
        <translation>
            <numerusform>Zur neuesten Nachricht, %n neu</numerusform>
            <numerusform>Zur neuesten Nachricht, %n neu</numerusform>
        </translation>
    </message>
    <message>
        <source>To the newest message</source>
        <translation>Zur neuesten Nachricht</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Match system</source>
        <translation>Wie das System</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Banter (%1)</source>
        <translation>Banter (%1)</translation>
    </message>
    <message>
        <source>Banter</source>
        <translation>Banter</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>MemberMenu</name>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Make admin</source>
        <translation>Zum Admin machen</translation>
    </message>
    <message>
        <source>Stop being an admin</source>
        <translation>Admin-Rolle ablegen</translation>
    </message>
    <message>
        <source>Remove as admin</source>
        <translation>Admin-Rolle nehmen</translation>
    </message>
    <message>
        <source>Hand the group over</source>
        <translation>Gruppe übergeben</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>Remove from the group</source>
        <translation>Aus der Gruppe entfernen</translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>you</source>
        <translation>du</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
</context>
<context>
    <name>MessageInfoSheet</name>
    <message>
        <source>Message info</source>
        <translation>Nachrichteninfo</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Asking who has it</source>
        <translation>Es wird gefragt, wer sie hat</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Select text</source>
        <translation>Text auswählen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>Ändern und erneut senden</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Message info</source>
        <translation>Nachrichteninfo</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>R</source>
        <translation>R</translation>
    </message>
    <message>
        <source>Ctrl C</source>
        <translation>Strg C</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
</context>
<context>
    <name>MessageSelection</name>
    <message>
        <source>Text of the message</source>
        <translation>Text der Nachricht</translation>
    </message>
</context>
<context>
    <name>MessageTools</name>
    <message>
        <source>React</source>
        <translation>Reagieren</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>NewChatSheet</name>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Name or @username</source>
        <translation>Name oder @Benutzername</translation>
    </message>
    <message>
        <source>Opening the chat</source>
        <translation>Chat wird geöffnet</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Join by a link</source>
        <translation>Mit einem Link beitreten</translation>
    </message>
</context>
<context>
    <name>NewGroupSheet</name>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Who is in the group?</source>
        <translation>Wer ist in der Gruppe?</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n gewählt</numerusform>
            <numerusform>%n gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Create group</source>
        <translation>Gruppe gründen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>NewLinkBox</name>
    <message>
        <source>Copy it now: it is shown only once.</source>
        <translation>Kopiere ihn jetzt: Er wird nur einmal gezeigt.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Suche läuft</translation>
    </message>
</context>
<context>
    <name>PeoplePicker</name>
    <message>
        <source>Name or @username</source>
        <translation>Name oder @benutzername</translation>
    </message>
    <message>
        <source>The group is full.</source>
        <translation>Die Gruppe ist voll.</translation>
    </message>
    <message numerus="yes">
        <source>%n more fit in the group.</source>
        <translation>
            <numerusform>%n passt noch in die Gruppe.</numerusform>
            <numerusform>%n passen noch in die Gruppe.</numerusform>
        </translation>
    </message>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
    <message>
        <source>Already in the group</source>
        <translation>Schon in der Gruppe</translation>
    </message>
</context>
<context>
    <name>PersonDetails</name>
    <message>
        <source>Copy username</source>
        <translation>Benutzernamen kopieren</translation>
    </message>
    <message>
        <source>Username copied</source>
        <translation>Benutzername kopiert</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>Remove from contacts</source>
        <translation>Aus den Kontakten entfernen</translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation>Zu den Kontakten</translation>
    </message>
</context>
<context>
    <name>PrivacySettings</name>
    <message>
        <source>Read receipts</source>
        <translation>Lesebestätigungen</translation>
    </message>
    <message>
        <source>Others see what you have read, and you see what they have read</source>
        <translation>Andere sehen, was du gelesen hast, und du siehst, was sie gelesen haben</translation>
    </message>
    <message>
        <source>Nobody sees what you have read, and you do not see what they have read</source>
        <translation>Niemand sieht, was du gelesen hast, und du siehst nicht, was andere gelesen haben</translation>
    </message>
    <message>
        <source>Who sees when you are online</source>
        <translation>Wer sieht, wann du online bist</translation>
    </message>
    <message>
        <source>Also when you were last there. You see it only of people who see it of you.</source>
        <translation>Auch, wann du zuletzt da warst. Du siehst es nur von Leuten, die es von dir sehen.</translation>
    </message>
    <message>
        <source>Everybody I share a chat with</source>
        <translation>Alle, mit denen ich einen Chat habe</translation>
    </message>
    <message>
        <source>My contacts</source>
        <translation>Meine Kontakte</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>What was written stays. Only an admin can add them again.</source>
        <translation>Was geschrieben wurde, bleibt. Nur ein Admin kann diese Person wieder aufnehmen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Stop being an admin?</source>
        <translation>Admin-Rolle ablegen?</translation>
    </message>
    <message>
        <source>Remove %1 as admin?</source>
        <translation>%1 die Admin-Rolle nehmen?</translation>
    </message>
    <message>
        <source>The owner has to make you one again.</source>
        <translation>Nur wer die Gruppe besitzt, kann dich wieder zum Admin machen.</translation>
    </message>
    <message>
        <source>They stay in the group.</source>
        <translation>In der Gruppe bleibt diese Person.</translation>
    </message>
    <message>
        <source>Remove as admin</source>
        <translation>Admin-Rolle nehmen</translation>
    </message>
    <message>
        <source>Hand the group over to %1?</source>
        <translation>Die Gruppe an %1 übergeben?</translation>
    </message>
    <message>
        <source>They will own it, and you will be an admin. Only they can give it back.</source>
        <translation>Sie gehört dann dieser Person, und du bist Admin. Nur sie kann sie zurückgeben.</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Block %1?</source>
        <translation>%1 blockieren?</translation>
    </message>
    <message>
        <source>Neither of you can write to the other. In groups that you share you still see each other.</source>
        <translation>Keiner von euch kann dem anderen schreiben. In gemeinsamen Gruppen seht ihr euch weiterhin.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>Leave this group?</source>
        <translation>Diese Gruppe verlassen?</translation>
    </message>
    <message>
        <source>You keep what is here, but get nothing new. To come back somebody has to add or invite you.</source>
        <translation>Du behältst, was hier ist, bekommst aber nichts Neues. Zurück kommst du nur, wenn dich jemand hinzufügt oder einlädt.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Delete this group from this device?</source>
        <translation>Diese Gruppe von diesem Gerät löschen?</translation>
    </message>
    <message>
        <source>Its messages are removed here and can&apos;t be fetched again.</source>
        <translation>Ihre Nachrichten werden hier entfernt und können nicht wieder geholt werden.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>QuickSwitcher</name>
    <message>
        <source>Go to a chat</source>
        <translation>Zu einem Chat</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>No chats yet</source>
        <translation>Noch keine Chats</translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation>Nichts gefunden für „%1“.</translation>
    </message>
</context>
<context>
    <name>ReactionBar</name>
    <message>
        <source>React</source>
        <translation>Reagieren</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>SearchResults</name>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
</context>
<context>
    <name>SearchState</name>
    <message>
        <source>Searching</source>
        <translation>Suche läuft</translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation>Nichts gefunden für „%1“.</translation>
    </message>
    <message>
        <source>Only what is on this device was searched. %1</source>
        <translation>Nur was auf diesem Gerät ist, wurde durchsucht. %1</translation>
    </message>
</context>
<context>
    <name>SecretStrip</name>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Stay signed in without a keychain?</source>
        <translation>Ohne Schlüsselbund angemeldet bleiben?</translation>
    </message>
    <message>
        <source>Banter can keep your sign-in in a file that only your user account can read. Whoever can read your files can then use your account.</source>
        <translation>Banter kann deine Anmeldung in einer Datei aufbewahren, die nur dein Benutzerkonto lesen kann. Wer deine Dateien lesen kann, kann dann dein Konto benutzen.</translation>
    </message>
    <message>
        <source>Keep in a file</source>
        <translation>In Datei aufbewahren</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>SendDisc</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Änderungen speichern</translation>
    </message>
</context>
<context>
    <name>SettingsNav</name>
    <message>
        <source>Back to the chats</source>
        <translation>Zurück zu den Chats</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über Banter</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über Banter</translation>
    </message>
    <message>
        <source>Back to the settings</source>
        <translation>Zurück zu den Einstellungen</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
</context>
<context>
    <name>SignInFooter</name>
    <message>
        <source>Match system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation>Sprache: %1</translation>
    </message>
    <message>
        <source>Theme: %1</source>
        <translation>Design: %1</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Create an account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation>Willkommen zurück</translation>
    </message>
    <message>
        <source>Welcome to Banter</source>
        <translation>Willkommen bei Banter</translation>
    </message>
    <message>
        <source>A name for your friends to find you by, and a password.</source>
        <translation>Ein Name, unter dem dich Freunde finden, und ein Passwort.</translation>
    </message>
    <message>
        <source>Sign in to pick up where you left off.</source>
        <translation>Melde dich an und mach da weiter, wo du aufgehört hast.</translation>
    </message>
    <message>
        <source>Which server are you on?</source>
        <translation>Auf welchem Server bist du?</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>As others see it</source>
        <translation>Wie andere ihn sehen</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Have an account?</source>
        <translation>Schon ein Konto?</translation>
    </message>
    <message>
        <source>New here?</source>
        <translation>Neu hier?</translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters</source>
        <translation>
            <numerusform>Mindestens %n Zeichen</numerusform>
            <numerusform>Mindestens %n Zeichen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInPanel</name>
    <message>
        <source>Your people, your server.</source>
        <translation>Deine Leute, dein Server.</translation>
    </message>
    <message>
        <source>Every message is stored before it is marked sent, and waits for you on all your devices.</source>
        <translation>Jede Nachricht ist gespeichert, bevor sie als gesendet gilt, und wartet auf allen deinen Geräten.</translation>
    </message>
</context>
<context>
    <name>SignOutDialog</name>
    <message>
        <source>Sign out on this device?</source>
        <translation>Auf diesem Gerät abmelden?</translation>
    </message>
    <message numerus="yes">
        <source>%n messages were not sent yet. They will be lost.</source>
        <translation>
            <numerusform>%n Nachricht wurde noch nicht gesendet. Sie geht verloren.</numerusform>
            <numerusform>%n Nachrichten wurden noch nicht gesendet. Sie gehen verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your messages stay on the server. What is kept on this device is removed.</source>
        <translation>Deine Nachrichten bleiben auf dem Server. Was auf diesem Gerät liegt, wird entfernt.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign out here only</source>
        <translation>Nur hier abmelden</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Please wait</source>
        <translation>Bitte warten</translation>
    </message>
</context>
<context>
    <name>SplitterHandle</name>
    <message>
        <source>Width of the list</source>
        <translation>Breite der Liste</translation>
    </message>
</context>
<context>
    <name>SystemText</name>
    <message>
        <source>somebody</source>
        <translation>jemanden</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>you</source>
        <comment>among those whom somebody added or removed</comment>
        <translation>dich</translation>
    </message>
    <message numerus="yes">
        <source>%n others</source>
        <translation>
            <numerusform>%n weitere Person</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>You handed the group over to %1</source>
        <translation>Du hast die Gruppe an %1 übergeben</translation>
    </message>
    <message>
        <source>%1 handed the group over to you</source>
        <translation>%1 hat dir die Gruppe übergeben</translation>
    </message>
    <message>
        <source>%1 handed the group over to %2</source>
        <translation>%1 hat die Gruppe an %2 übergeben</translation>
    </message>
    <message>
        <source>You made %1 an admin</source>
        <translation>Du hast %1 zum Admin gemacht</translation>
    </message>
    <message>
        <source>%1 made you an admin</source>
        <translation>%1 hat dich zum Admin gemacht</translation>
    </message>
    <message>
        <source>%1 made %2 an admin</source>
        <translation>%1 hat %2 zum Admin gemacht</translation>
    </message>
    <message>
        <source>You are no admin any more</source>
        <translation>Du bist kein Admin mehr</translation>
    </message>
    <message>
        <source>%1 is no admin any more</source>
        <translation>%1 ist kein Admin mehr</translation>
    </message>
    <message>
        <source>You took the role of admin from %1</source>
        <translation>%1 ist durch dich kein Admin mehr</translation>
    </message>
    <message>
        <source>%1 took the role of admin from you</source>
        <translation>Du bist durch %1 kein Admin mehr</translation>
    </message>
    <message>
        <source>%1 took the role of admin from %2</source>
        <translation>%2 ist durch %1 kein Admin mehr</translation>
    </message>
    <message>
        <source>You started this conversation</source>
        <translation>Du hast diesen Chat begonnen</translation>
    </message>
    <message>
        <source>%1 started this conversation</source>
        <translation>%1 hat diesen Chat begonnen</translation>
    </message>
    <message>
        <source>You created the group “%1”</source>
        <translation>Du hast die Gruppe „%1“ erstellt</translation>
    </message>
    <message>
        <source>%1 created the group “%2”</source>
        <translation>%1 hat die Gruppe „%2“ erstellt</translation>
    </message>
    <message>
        <source>You added %1</source>
        <translation>Du hast %1 hinzugefügt</translation>
    </message>
    <message>
        <source>%1 added you</source>
        <translation>%1 hat dich hinzugefügt</translation>
    </message>
    <message>
        <source>%1 added %2</source>
        <translation>%1 hat %2 hinzugefügt</translation>
    </message>
    <message>
        <source>You removed %1</source>
        <translation>Du hast %1 entfernt</translation>
    </message>
    <message>
        <source>%1 removed you</source>
        <translation>%1 hat dich entfernt</translation>
    </message>
    <message>
        <source>%1 removed %2</source>
        <translation>%1 hat %2 entfernt</translation>
    </message>
    <message>
        <source>You left</source>
        <translation>Du hast die Gruppe verlassen</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 hat die Gruppe verlassen</translation>
    </message>
    <message>
        <source>You joined by an invite link</source>
        <translation>Du bist über einen Einladungslink beigetreten</translation>
    </message>
    <message>
        <source>%1 joined by an invite link</source>
        <translation>%1 ist über einen Einladungslink beigetreten</translation>
    </message>
    <message>
        <source>You named the group “%1”</source>
        <translation>Du hast die Gruppe „%1“ genannt</translation>
    </message>
    <message>
        <source>%1 named the group “%2”</source>
        <translation>%1 hat die Gruppe „%2“ genannt</translation>
    </message>
    <message>
        <source>An administrator of the server</source>
        <translation>Die Verwaltung des Servers</translation>
    </message>
</context>
<context>
    <name>ThemedMessageStyle</name>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
</context>
<context>
    <name>TimelineTop</name>
    <message>
        <source>Loading older messages</source>
        <translation>Ältere Nachrichten werden geladen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
</context>
<context>
    <name>TitledSheet</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>TrustBox</name>
    <message>
        <source>Compare this with what the server&apos;s owner tells you:</source>
        <translation>Vergleiche das mit dem, was der Betreiber des Servers dir sagt:</translation>
    </message>
    <message>
        <source>It is the same</source>
        <translation>Es ist dasselbe</translation>
    </message>
</context>
<context>
    <name>UnreadLine</name>
    <message>
        <source>New messages</source>
        <translation>Neue Nachrichten</translation>
    </message>
</context>
<context>
    <name>banter::client::App</name>
    <message>
        <source>This computer has no keychain that answers. You will have to sign in again next time.</source>
        <translation>Auf diesem Rechner antwortet kein Schlüsselbund. Beim nächsten Mal musst du dich neu anmelden.</translation>
    </message>
    <message>
        <source>Another Banter has this profile and does not answer. End it, or start with --profile NAME.</source>
        <translation>Ein anderes Banter benutzt dieses Profil und antwortet nicht. Beende es, oder starte mit --profile NAME.</translation>
    </message>
</context>
<context>
    <name>banter::client::Connection</name>
    <message>
        <source>Back online</source>
        <translation>Wieder online</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbinde …</translation>
    </message>
    <message>
        <source>Offline. Messages go out when you are back.</source>
        <translation>Offline. Nachrichten gehen raus, sobald du wieder online bist.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate changed. Do not sign in until you know why.</source>
        <translation>Das Zertifikat des Servers hat sich geändert. Melde dich nicht an, bevor du weißt, warum.</translation>
    </message>
    <message>
        <source>Nobody vouches for the server&apos;s certificate. Ask its operator.</source>
        <translation>Niemand bürgt für das Zertifikat des Servers. Frag den Betreiber.</translation>
    </message>
    <message>
        <source>Banter and the server speak different versions. Update Banter, or ask the operator to update the server.</source>
        <translation>Banter und der Server sprechen verschiedene Versionen. Aktualisiere Banter, oder bitte den Betreiber, den Server zu aktualisieren.</translation>
    </message>
    <message>
        <source>This account is disabled on this server. Ask its operator why.</source>
        <translation>Dieses Konto ist auf diesem Server gesperrt. Frag den Betreiber, warum.</translation>
    </message>
    <message>
        <source>This account is used by another Banter with the same data. Close the other one.</source>
        <translation>Ein anderes Banter mit denselben Daten benutzt dieses Konto. Schließe das andere.</translation>
    </message>
    <message>
        <source>Another server answers at this address. Ask its operator.</source>
        <translation>Unter dieser Adresse antwortet ein anderer Server. Frag den Betreiber.</translation>
    </message>
    <message>
        <source>There is no connection to the server.</source>
        <translation>Es gibt keine Verbindung zum Server.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
</context>
<context>
    <name>banter::client::Conversation</name>
    <message>
        <source>You are not in this group any more.</source>
        <translation>Du bist nicht mehr in dieser Gruppe.</translation>
    </message>
    <message>
        <source>This conversation is no more.</source>
        <translation>Diesen Chat gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>You blocked %1.</source>
        <translation>Du hast %1 blockiert.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Reply to %1</source>
        <translation>Antwort an %1</translation>
    </message>
    <message>
        <source>Edit message</source>
        <translation>Nachricht bearbeiten</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n online</source>
        <translation>
            <numerusform>%1, %n online</numerusform>
            <numerusform>%1, %n online</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::client::ConversationListModel</name>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n ungelesen</numerusform>
            <numerusform>%n ungelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>marked as unread</source>
        <translation>als ungelesen markiert</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>stumm</translation>
    </message>
</context>
<context>
    <name>banter::client::DeviceListModel</name>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
</context>
<context>
    <name>banter::client::Group</name>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>You own this group. Hand it over to somebody before you leave.</source>
        <translation>Dir gehört diese Gruppe. Übergib sie jemandem, bevor du gehst.</translation>
    </message>
    <message>
        <source>A group needs a name.</source>
        <translation>Eine Gruppe braucht einen Namen.</translation>
    </message>
</context>
<context>
    <name>banter::client::GroupStart</name>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>A group needs a name.</source>
        <translation>Eine Gruppe braucht einen Namen.</translation>
    </message>
    <message>
        <source>That is no invite link. Copy all of it, then try again.</source>
        <translation>Das ist kein Einladungslink. Kopiere ihn ganz und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>This invite is for another server, %1. Sign in there to join.</source>
        <translation>Diese Einladung ist für einen anderen Server, %1. Melde dich dort an, um beizutreten.</translation>
    </message>
</context>
<context>
    <name>banter::client::InviteListModel</name>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>Never expires</source>
        <translation>Läuft nie ab</translation>
    </message>
    <message>
        <source>Until %1, %2</source>
        <translation>Bis %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>Used %n times</source>
        <translation>
            <numerusform>%n-mal benutzt</numerusform>
            <numerusform>%n-mal benutzt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Used %1 of %n times</source>
        <translation>
            <numerusform>%1 von %n-mal benutzt</numerusform>
            <numerusform>%1 von %n-mal benutzt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::client::MemberListModel</name>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
</context>
<context>
    <name>banter::client::MessageInfo</name>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Not delivered yet</source>
        <translation>Noch nicht zugestellt</translation>
    </message>
    <message>
        <source>Delivered to %1 of %2</source>
        <translation>Zugestellt an %1 von %2</translation>
    </message>
    <message>
        <source>Read by %1 of %2</source>
        <translation>Gelesen von %1 von %2</translation>
    </message>
    <message>
        <source>Sent %1, %2</source>
        <translation>Gesendet %1, %2</translation>
    </message>
</context>
<context>
    <name>banter::client::PeopleSearch</name>
    <message>
        <source>Type a whole username, such as @mira.</source>
        <translation>Gib einen ganzen Benutzernamen ein, etwa @mira.</translation>
    </message>
    <message>
        <source>That is you.</source>
        <translation>Das bist du.</translation>
    </message>
    <message>
        <source>Nobody is called @%1 here. Check the spelling.</source>
        <translation>Hier heißt niemand @%1. Prüfe die Schreibweise.</translation>
    </message>
</context>
<context>
    <name>banter::client::Presence</name>
    <message>
        <source>online</source>
        <translation>online</translation>
    </message>
    <message>
        <source>last seen %1</source>
        <translation>zuletzt da: %1</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>recording…</source>
        <translation>nimmt auf …</translation>
    </message>
    <message>
        <source>typing…</source>
        <translation>schreibt …</translation>
    </message>
    <message>
        <source>%1 is recording…</source>
        <translation>%1 nimmt auf …</translation>
    </message>
    <message>
        <source>%1 is typing…</source>
        <translation>%1 schreibt …</translation>
    </message>
    <message>
        <source>%1 and %2 are typing…</source>
        <translation>%1 und %2 schreiben …</translation>
    </message>
    <message numerus="yes">
        <source>%n people are typing…</source>
        <translation>
            <numerusform>%n Person schreibt …</numerusform>
            <numerusform>%n Personen schreiben …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::client::SearchModel</name>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
</context>
<context>
    <name>banter::client::SignIn</name>
    <message>
        <source>This device was signed out. Sign in to read on; your messages are safe.</source>
        <translation>Dieses Gerät wurde abgemeldet. Melde dich an, um weiterzulesen; deine Nachrichten sind sicher.</translation>
    </message>
    <message>
        <source>This is no address. Write it like banter.example.org.</source>
        <translation>Das ist keine Adresse. Schreib sie wie banter.example.org.</translation>
    </message>
    <message>
        <source>This connection is not encrypted. Others on the way can read along.</source>
        <translation>Diese Verbindung ist nicht verschlüsselt. Andere können unterwegs mitlesen.</translation>
    </message>
    <message>
        <source>This server takes no new accounts.</source>
        <translation>Dieser Server nimmt keine neuen Konten an.</translation>
    </message>
    <message>
        <source>Nobody vouches for this server&apos;s certificate. Compare its fingerprint with its operator before you trust it.</source>
        <translation>Niemand bürgt für das Zertifikat dieses Servers. Vergleiche den Fingerabdruck mit dem Betreiber, bevor du ihm traust.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate changed. Do not sign in until you know why.</source>
        <translation>Das Zertifikat des Servers hat sich geändert. Melde dich nicht an, bevor du weißt, warum.</translation>
    </message>
    <message>
        <source>No server answers at %1. Check the address or your network.</source>
        <translation>Unter %1 antwortet kein Server. Prüfe die Adresse oder dein Netz.</translation>
    </message>
    <message>
        <source>Where is your server? Write its address, like banter.example.org.</source>
        <translation>Wo ist dein Server? Schreib seine Adresse, etwa banter.example.org.</translation>
    </message>
    <message>
        <source>Write your username.</source>
        <translation>Gib deinen Benutzernamen ein.</translation>
    </message>
    <message>
        <source>Write your password.</source>
        <translation>Gib dein Passwort ein.</translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters</source>
        <translation>
            <numerusform>Mindestens %n Zeichen</numerusform>
            <numerusform>Mindestens %n Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>This password is too long.</source>
        <translation>Dieses Passwort ist zu lang.</translation>
    </message>
</context>
<context>
    <name>banter::client::TimelineModel</name>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>wartet auf das Senden</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>Delivered to %1, read by %2</source>
        <translation>Zugestellt an %1, gelesen von %2</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>reply to a message</source>
        <translation>Antwort auf eine Nachricht</translation>
    </message>
    <message>
        <source>reply to %1: %2</source>
        <translation>Antwort auf %1: %2</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message numerus="yes">
        <source>%n reaction(s)</source>
        <translation>
            <numerusform>%n Reaktion</numerusform>
            <numerusform>%n Reaktionen</numerusform>
        </translation>
    </message>
    <message>
        <source>you reacted with %1</source>
        <translation>eigene Reaktion: %1</translation>
    </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AboutSettings</name>
    <message>
        <source>Banter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccountCard</name>
    <message>
        <source>@%1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccountSettings</name>
    <message>
        <source>Username</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the sign-in is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it in a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only your user account on this machine can read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the sign-in in a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the system&apos;s keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a file, because you chose so</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>This device was signed out. Sign in to read on; your messages are safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no keychain that answers. You will have to sign in again next time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AppearanceSettings</name>
    <message>
        <source>Lagoon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cobalt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Iris</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orchid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ember</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graphite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages, names and menus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A</source>
        <comment>sample letter beside the text size</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Density</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact fits about a third more on screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fades instead of slides</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AvatarButton</name>
    <message>
        <source>Settings and account of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>Text of the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n characters left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <source>Back online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline. Messages go out when you are back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate changed. Do not sign in until you know why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody vouches for the server&apos;s certificate. Ask its operator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Banter and the server speak different versions. Update Banter, or ask the operator to update the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account is disabled on this server. Ask its operator why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account is used by another Banter with the same data. Close the other one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another server answers at this address. Ask its operator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no connection to the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationHeader</name>
    <message>
        <source>Back to the chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy username</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close chat</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Chats</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationListModel</name>
    <message>
        <source>Message deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationListPage</name>
    <message>
        <source>Chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No chats yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a friend by username.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find people</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationPage</name>
    <message>
        <source>No messages yet. Say hello.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConversationRow</name>
    <message>
        <source>Not sent:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeviceListModel</name>
    <message>
        <source>This device</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>This device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DevicesSettings</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out all others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out all other devices?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out this device?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has to sign in again before it can read or send.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyChat</name>
    <message>
        <source>Hello, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chats you open appear here. Your messages are kept on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk the panes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>The server is busy. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was too often. Wait a minute, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server restarts. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is too long for this server. Make it shorter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This server is too old for that. Ask its operator to update it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Banter and the server speak different versions. Update Banter, or ask the operator to update the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are not signed in. Sign in, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not here any more. Go back and look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That username and password do not match. Check both and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody has this username already. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A username has 3 to 32 letters, digits, dots, dashes or underscores, and starts with a letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This password is easy to guess. Choose a longer or less common one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This server takes no new accounts. Ask its operator for one, or choose another server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account is disabled on this server. Ask its operator why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not do that here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many devices are signed in. Sign one of them out first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no connection to the server. Check your network and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not answer in time. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate can&apos;t be trusted. Do not sign in until you know why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed this first. Look again, then try once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Banter can&apos;t save its data. Check that the disk is not full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong on the server. Try again; if it stays, tell its operator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent. The message is too long for this server. Make it shorter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent. You can&apos;t write to this person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent. This conversation is no more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent. The server does not take this kind of message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent. This account is disabled on this server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent. Banter can&apos;t save new messages; free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent. The server did not take this message. Edit it, or try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Banter is open already with this account. Close the other one, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your disk is full. Banter can&apos;t save new messages; free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of Banter is missing: Qt&apos;s SQLite driver (package libqt6sql6-sqlite). Install it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Banter can&apos;t open its data in %1. Check that you may write there and that the disk is not full.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FailedLine</name>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FailedPage</name>
    <message>
        <source>Banter can&apos;t start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Hide password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Formatting</name>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMMM</source>
        <extracomment>A day of this year, in QDate&apos;s format: &quot;18 November&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <extracomment>A day of another year: &quot;18 November 2024&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>A day of this year, short: &quot;18 Nov&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>A day of another year, short: &quot;18 Nov 2024&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JumpButton</name>
    <message numerus="yes">
        <source>To the newest message, %n new</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>To the newest message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Match system</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Banter (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Banter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageRow</name>
    <message>
        <source>Message deleted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewChatSheet</name>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or @username</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the chat</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeopleSearch</name>
    <message>
        <source>Type a whole username, such as @mira.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is called @%1 here. Check the spelling.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecretStrip</name>
    <message>
        <source>Options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay signed in without a keychain?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Banter can keep your sign-in in a file that only your user account can read. Whoever can read your files can then use your account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep in a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SendDisc</name>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsNav</name>
    <message>
        <source>Back to the chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>This is no address. Write it like banter.example.org.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This connection is not encrypted. Others on the way can read along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This server takes no new accounts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody vouches for this server&apos;s certificate. Compare its fingerprint with its operator before you trust it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate changed. Do not sign in until you know why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No server answers at %1. Check the address or your network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is your server? Write its address, like banter.example.org.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write your username.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write your password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>This password is too long.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInFooter</name>
    <message>
        <source>Match system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Create an account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome to Banter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name for your friends to find you by, and a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to pick up where you left off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which server are you on?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As others see it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Username</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have an account?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New here?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInPanel</name>
    <message>
        <source>Your people, your server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every message is stored before it is marked sent, and waits for you on all your devices.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignOutDialog</name>
    <message>
        <source>Sign out on this device?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n messages were not sent yet. They will be lost.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Your messages stay on the server. What is kept on this device is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out here only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Please wait</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SplitterHandle</name>
    <message>
        <source>Width of the list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineModel</name>
    <message>
        <source>You started this conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 started this conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineTop</name>
    <message>
        <source>Loading older messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrustBox</name>
    <message>
        <source>Compare this with what the server&apos;s owner tells you:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the same</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnreadLine</name>
    <message>
        <source>New messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>

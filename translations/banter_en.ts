<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
        <translation>Licence</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profile</translation>
    </message>
</context>
<context>
    <name>AccountCard</name>
    <message>
        <source>@%1 on %2</source>
        <translation>@%1 on %2</translation>
    </message>
</context>
<context>
    <name>AccountSettings</name>
    <message>
        <source>Username</source>
        <translation>Username</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Where the sign-in is kept</source>
        <translation>Where the sign-in is kept</translation>
    </message>
    <message>
        <source>Keep it in a file</source>
        <translation>Keep it in a file</translation>
    </message>
    <message>
        <source>Only your user account on this machine can read it</source>
        <translation>Only your user account on this machine can read it</translation>
    </message>
    <message>
        <source>Keep the sign-in in a file</source>
        <translation>Keep the sign-in in a file</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>In the system&apos;s keychain</source>
        <translation>In the system&apos;s keychain</translation>
    </message>
    <message>
        <source>In a file, because you chose so</source>
        <translation>In a file, because you chose so</translation>
    </message>
</context>
<context>
    <name>AddMembersSheet</name>
    <message>
        <source>Add people</source>
        <translation>Add people</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
</context>
<context>
    <name>AppearanceSettings</name>
    <message>
        <source>Lagoon</source>
        <translation>Lagoon</translation>
    </message>
    <message>
        <source>Cobalt</source>
        <translation>Cobalt</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>Iris</translation>
    </message>
    <message>
        <source>Orchid</source>
        <translation>Orchid</translation>
    </message>
    <message>
        <source>Ember</source>
        <translation>Ember</translation>
    </message>
    <message>
        <source>Moss</source>
        <translation>Moss</translation>
    </message>
    <message>
        <source>Graphite</source>
        <translation>Graphite</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Match system</source>
        <translation>Match system</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>Accent</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Messages, names and menus</source>
        <translation>Messages, names and menus</translation>
    </message>
    <message>
        <source>A</source>
        <comment>sample letter beside the text size</comment>
        <translation>A</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Density</translation>
    </message>
    <message>
        <source>Compact fits about a third more on screen</source>
        <translation>Compact fits about a third more on screen</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Comfortable</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Compact</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Reduce motion</translation>
    </message>
    <message>
        <source>Fades instead of slides</source>
        <translation>Fades instead of slides</translation>
    </message>
</context>
<context>
    <name>ArchiveRow</name>
    <message>
        <source>Back to the chats</source>
        <translation>Back to the chats</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archived</translation>
    </message>
    <message numerus="yes">
        <source>%n archived chats</source>
        <translation>
            <numerusform>%n archived chat</numerusform>
            <numerusform>%n archived chats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AvatarButton</name>
    <message>
        <source>Settings and account of %1</source>
        <translation>Settings and account of %1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>BlockedPeople</name>
    <message>
        <source>Blocked people</source>
        <translation>Blocked people</translation>
    </message>
    <message>
        <source>You have blocked nobody.</source>
        <translation>You have blocked nobody.</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Unblock</translation>
    </message>
</context>
<context>
    <name>ChatSearchBar</name>
    <message>
        <source>%1 of %2 or more</source>
        <translation>%1 of %2 or more</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>Search in this chat</source>
        <translation>Search in this chat</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Searching</translation>
    </message>
    <message>
        <source>Older hit</source>
        <translation>Older hit</translation>
    </message>
    <message>
        <source>Newer hit</source>
        <translation>Newer hit</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Close the search</translation>
    </message>
    <message>
        <source>Only what is on this device was searched. %1</source>
        <translation>Only what is on this device was searched. %1</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Take out %1</source>
        <translation>Take out %1</translation>
    </message>
</context>
<context>
    <name>ClosedLine</name>
    <message>
        <source>Unblock</source>
        <translation>Unblock</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message numerus="yes">
        <source>%n bytes left</source>
        <translation>
            <numerusform>%n byte left</numerusform>
            <numerusform>%n bytes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerBar</name>
    <message>
        <source>Stop editing</source>
        <translation>Stop editing</translation>
    </message>
    <message>
        <source>Do not reply</source>
        <translation>Do not reply</translation>
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
        <translation>Back to the chats</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Copy username</source>
        <translation>Copy username</translation>
    </message>
    <message>
        <source>Close chat</source>
        <translation>Close chat</translation>
    </message>
    <message>
        <source>Details of %1</source>
        <translation>Details of %1</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Close the details</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Group info</source>
        <translation>Group info</translation>
    </message>
    <message>
        <source>Contact info</source>
        <translation>Contact info</translation>
    </message>
    <message>
        <source>Search in chat</source>
        <translation>Search in chat</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Unmute</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Mute</translation>
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
        <translation>Chat archived</translation>
    </message>
    <message>
        <source>Chat taken out of the archive</source>
        <translation>Chat taken out of the archive</translation>
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
        <translation>Search</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>New chat</translation>
    </message>
    <message>
        <source>No chats yet</source>
        <translation>No chats yet</translation>
    </message>
    <message>
        <source>Find people</source>
        <translation>Find people</translation>
    </message>
    <message>
        <source>Find a friend by username, or start a group.</source>
        <translation>Find a friend by username, or start a group.</translation>
    </message>
    <message>
        <source>Search people and messages</source>
        <translation>Search people and messages</translation>
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
        <translation>Mark as read</translation>
    </message>
    <message>
        <source>Mark as unread</source>
        <translation>Mark as unread</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Unpin</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Pin</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Unmute</translation>
    </message>
    <message>
        <source>Mute for 1 hour</source>
        <translation>Mute for 1 hour</translation>
    </message>
    <message>
        <source>Mute for 8 hours</source>
        <translation>Mute for 8 hours</translation>
    </message>
    <message>
        <source>Mute for ever</source>
        <translation>Mute for ever</translation>
    </message>
    <message>
        <source>Unarchive</source>
        <translation>Unarchive</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archive</translation>
    </message>
</context>
<context>
    <name>ConversationPage</name>
    <message>
        <source>No messages yet. Say hello.</source>
        <translation>No messages yet. Say hello.</translation>
    </message>
</context>
<context>
    <name>ConversationRow</name>
    <message>
        <source>Not sent:</source>
        <translation>Not sent:</translation>
    </message>
    <message>
        <source>Draft:</source>
        <translation>Draft:</translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1:</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Unread</translation>
    </message>
    <message>
        <source>Unarchive</source>
        <translation>Unarchive</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archive</translation>
    </message>
</context>
<context>
    <name>DeleteQuestion</name>
    <message>
        <source>Delete this message?</source>
        <translation>Delete this message?</translation>
    </message>
    <message>
        <source>The others keep it.</source>
        <translation>The others keep it.</translation>
    </message>
    <message>
        <source>Others may have read it already.</source>
        <translation>Others may have read it already.</translation>
    </message>
    <message>
        <source>%1 may have read it already.</source>
        <translation>%1 may have read it already.</translation>
    </message>
    <message>
        <source>Delete for everyone</source>
        <translation>Delete for everyone</translation>
    </message>
    <message>
        <source>Delete for me</source>
        <translation>Delete for me</translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Back to the chat</source>
        <translation>Back to the chat</translation>
    </message>
    <message>
        <source>Group info</source>
        <translation>Group info</translation>
    </message>
    <message>
        <source>Contact info</source>
        <translation>Contact info</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>DetailsPlaces</name>
    <message>
        <source>Width of the details</source>
        <translation>Width of the details</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>This device</source>
        <translation>This device</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
</context>
<context>
    <name>DevicesSettings</name>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Loading the devices</source>
        <translation>Loading the devices</translation>
    </message>
    <message>
        <source>Sign out all others</source>
        <translation>Sign out all others</translation>
    </message>
    <message>
        <source>Sign out all other devices?</source>
        <translation>Sign out all other devices?</translation>
    </message>
    <message>
        <source>Sign out this device?</source>
        <translation>Sign out this device?</translation>
    </message>
    <message>
        <source>It has to sign in again before it can read or send.</source>
        <translation>It has to sign in again before it can read or send.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>EditGroupSheet</name>
    <message>
        <source>Edit the group</source>
        <translation>Edit the group</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>EmojiButton</name>
    <message>
        <source>More reactions</source>
        <translation>More reactions</translation>
    </message>
    <message>
        <source>Take back %1</source>
        <translation>Take back %1</translation>
    </message>
    <message>
        <source>React with %1</source>
        <translation>React with %1</translation>
    </message>
</context>
<context>
    <name>EmptyChat</name>
    <message>
        <source>Hello, %1</source>
        <translation>Hello, %1</translation>
    </message>
    <message>
        <source>Chats you open appear here. Your messages are kept on %1.</source>
        <translation>Chats you open appear here. Your messages are kept on %1.</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>New chat</translation>
    </message>
    <message>
        <source>Walk the panes</source>
        <translation>Walk the panes</translation>
    </message>
    <message>
        <source>Go to a chat</source>
        <translation>Go to a chat</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>The server is busy. Try again in a moment.</source>
        <translation>The server is busy. Try again in a moment.</translation>
    </message>
    <message>
        <source>That was too often. Wait a minute, then try again.</source>
        <translation>That was too often. Wait a minute, then try again.</translation>
    </message>
    <message>
        <source>The server restarts. Try again in a moment.</source>
        <translation>The server restarts. Try again in a moment.</translation>
    </message>
    <message>
        <source>That is too long for this server. Make it shorter.</source>
        <translation>That is too long for this server. Make it shorter.</translation>
    </message>
    <message>
        <source>This server is too old for that. Ask its operator to update it.</source>
        <translation>This server is too old for that. Ask its operator to update it.</translation>
    </message>
    <message>
        <source>Banter and the server speak different versions. Update Banter, or ask the operator to update the server.</source>
        <translation>Banter and the server speak different versions. Update Banter, or ask the operator to update the server.</translation>
    </message>
    <message>
        <source>You are not signed in. Sign in, then try again.</source>
        <translation>You are not signed in. Sign in, then try again.</translation>
    </message>
    <message>
        <source>That is not here any more. Go back and look again.</source>
        <translation>That is not here any more. Go back and look again.</translation>
    </message>
    <message>
        <source>That username and password do not match. Check both and try again.</source>
        <translation>That username and password do not match. Check both and try again.</translation>
    </message>
    <message>
        <source>Somebody has this username already. Choose another one.</source>
        <translation>Somebody has this username already. Choose another one.</translation>
    </message>
    <message>
        <source>A username has 3 to 32 letters, digits, dots, dashes or underscores, and starts with a letter.</source>
        <translation>A username has 3 to 32 letters, digits, dots, dashes or underscores, and starts with a letter.</translation>
    </message>
    <message>
        <source>This password is easy to guess. Choose a longer or less common one.</source>
        <translation>This password is easy to guess. Choose a longer or less common one.</translation>
    </message>
    <message>
        <source>This server takes no new accounts. Ask its operator for one, or choose another server.</source>
        <translation>This server takes no new accounts. Ask its operator for one, or choose another server.</translation>
    </message>
    <message>
        <source>This account is disabled on this server. Ask its operator why.</source>
        <translation>This account is disabled on this server. Ask its operator why.</translation>
    </message>
    <message>
        <source>You may not do that here.</source>
        <translation>You may not do that here.</translation>
    </message>
    <message>
        <source>Too many devices are signed in. Sign one of them out first.</source>
        <translation>Too many devices are signed in. Sign one of them out first.</translation>
    </message>
    <message>
        <source>There is no connection to the server. Check your network and try again.</source>
        <translation>There is no connection to the server. Check your network and try again.</translation>
    </message>
    <message>
        <source>The server did not answer in time. Try again.</source>
        <translation>The server did not answer in time. Try again.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate can&apos;t be trusted. Do not sign in until you know why.</source>
        <translation>The server&apos;s certificate can&apos;t be trusted. Do not sign in until you know why.</translation>
    </message>
    <message>
        <source>Somebody else changed this first. Look again, then try once more.</source>
        <translation>Somebody else changed this first. Look again, then try once more.</translation>
    </message>
    <message>
        <source>Banter can&apos;t save its data. Check that the disk is not full.</source>
        <translation>Banter can&apos;t save its data. Check that the disk is not full.</translation>
    </message>
    <message>
        <source>Something went wrong on the server. Try again; if it stays, tell its operator.</source>
        <translation>Something went wrong on the server. Try again; if it stays, tell its operator.</translation>
    </message>
    <message>
        <source>Not sent. The message is too long for this server. Make it shorter.</source>
        <translation>Not sent. The message is too long for this server. Make it shorter.</translation>
    </message>
    <message>
        <source>Not sent. You can&apos;t write to this person.</source>
        <translation>Not sent. You can&apos;t write to this person.</translation>
    </message>
    <message>
        <source>Not sent. This conversation is no more.</source>
        <translation>Not sent. This conversation is no more.</translation>
    </message>
    <message>
        <source>Not sent. The server does not take this kind of message.</source>
        <translation>Not sent. The server does not take this kind of message.</translation>
    </message>
    <message>
        <source>Not sent. This account is disabled on this server.</source>
        <translation>Not sent. This account is disabled on this server.</translation>
    </message>
    <message>
        <source>Not sent. Banter can&apos;t save new messages; free some space.</source>
        <translation>Not sent. Banter can&apos;t save new messages; free some space.</translation>
    </message>
    <message>
        <source>Not sent. The server did not take this message. Edit it, or try again.</source>
        <translation>Not sent. The server did not take this message. Edit it, or try again.</translation>
    </message>
    <message>
        <source>Banter is open already with this account. Close the other one, then try again.</source>
        <translation>Banter is open already with this account. Close the other one, then try again.</translation>
    </message>
    <message>
        <source>Your disk is full. Banter can&apos;t save new messages; free some space.</source>
        <translation>Your disk is full. Banter can&apos;t save new messages; free some space.</translation>
    </message>
    <message>
        <source>A part of Banter is missing: Qt&apos;s SQLite driver (package libqt6sql6-sqlite). Install it, then try again.</source>
        <translation>A part of Banter is missing: Qt&apos;s SQLite driver (package libqt6sql6-sqlite). Install it, then try again.</translation>
    </message>
    <message>
        <source>Banter can&apos;t open its data in %1. Check that you may write there and that the disk is not full.</source>
        <translation>Banter can&apos;t open its data in %1. Check that you may write there and that the disk is not full.</translation>
    </message>
    <message>
        <source>The group would get too large. Remove some members or links first.</source>
        <translation>The group would get too large. Remove some members or links first.</translation>
    </message>
    <message>
        <source>Your role in this group does not allow that. Ask its owner.</source>
        <translation>Your role in this group does not allow that. Ask its owner.</translation>
    </message>
    <message>
        <source>That person can&apos;t be added, or is not here any more.</source>
        <translation>That person can&apos;t be added, or is not here any more.</translation>
    </message>
    <message>
        <source>A group needs a name.</source>
        <translation>A group needs a name.</translation>
    </message>
    <message>
        <source>The message was not changed: it is too old, or not yours.</source>
        <translation>The message was not changed: it is too old, or not yours.</translation>
    </message>
    <message>
        <source>The message was not changed. Try again.</source>
        <translation>The message was not changed. Try again.</translation>
    </message>
    <message>
        <source>The message was not deleted for everyone: it is too old, or not yours.</source>
        <translation>The message was not deleted for everyone: it is too old, or not yours.</translation>
    </message>
    <message>
        <source>The message was not deleted. Try again.</source>
        <translation>The message was not deleted. Try again.</translation>
    </message>
    <message>
        <source>This group is full. Ask somebody in it to make room.</source>
        <translation>This group is full. Ask somebody in it to make room.</translation>
    </message>
    <message>
        <source>You were removed from this group. Only its admins can add you again.</source>
        <translation>You were removed from this group. Only its admins can add you again.</translation>
    </message>
    <message>
        <source>This invite is not valid any more. Ask for a new one.</source>
        <translation>This invite is not valid any more. Ask for a new one.</translation>
    </message>
</context>
<context>
    <name>FailedLine</name>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Retry</translation>
    </message>
</context>
<context>
    <name>FailedPage</name>
    <message>
        <source>Banter can&apos;t start</source>
        <translation>Banter can&apos;t start</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Hide password</source>
        <translation>Hide password</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Show password</translation>
    </message>
</context>
<context>
    <name>Formatting</name>
    <message>
        <source>Yesterday</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <extracomment>A day of this year, in QDate&apos;s format: &quot;18 November&quot;</extracomment>
        <translation>d MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <extracomment>A day of another year: &quot;18 November 2024&quot;</extracomment>
        <translation>d MMMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>A day of this year, short: &quot;18 Nov&quot;</extracomment>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>A day of another year, short: &quot;18 Nov 2024&quot;</extracomment>
        <translation>d MMM yyyy</translation>
    </message>
</context>
<context>
    <name>FoundChat</name>
    <message>
        <source>Archived</source>
        <translation>Archived</translation>
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
        <translation>Members</translation>
    </message>
</context>
<context>
    <name>GroupFields</name>
    <message numerus="yes">
        <source>%n bytes left</source>
        <translation>
            <numerusform>%n byte left</numerusform>
            <numerusform>%n bytes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bytes too long</source>
        <translation>
            <numerusform>%n byte too long</numerusform>
            <numerusform>%n bytes too long</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the group is called</source>
        <translation>What the group is called</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>What it is about, if you like</source>
        <translation>What it is about, if you like</translation>
    </message>
    <message>
        <source>What new members see</source>
        <translation>What new members see</translation>
    </message>
    <message>
        <source>Everything that was written before</source>
        <translation>Everything that was written before</translation>
    </message>
    <message>
        <source>Only what is written after they came</source>
        <translation>Only what is written after they came</translation>
    </message>
</context>
<context>
    <name>GroupFoot</name>
    <message>
        <source>Loading the members</source>
        <translation>Loading the members</translation>
    </message>
    <message>
        <source>Nobody found for “%1”.</source>
        <translation>Nobody found for “%1”.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Leave the group</source>
        <translation>Leave the group</translation>
    </message>
    <message>
        <source>Delete from this device</source>
        <translation>Delete from this device</translation>
    </message>
</context>
<context>
    <name>GroupHead</name>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Invite</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Find a member</source>
        <translation>Find a member</translation>
    </message>
    <message>
        <source>Name or @username</source>
        <translation>Name or @username</translation>
    </message>
</context>
<context>
    <name>InviteMaker</name>
    <message>
        <source>Whoever has a link can join, as long as it holds.</source>
        <translation>Whoever has a link can join, as long as it holds.</translation>
    </message>
    <message>
        <source>Holds for</source>
        <translation>Holds for</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 week</translation>
    </message>
    <message>
        <source>No end</source>
        <translation>No end</translation>
    </message>
    <message>
        <source>People who can use it</source>
        <translation>People who can use it</translation>
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
        <translation>Any number</translation>
    </message>
    <message>
        <source>Make a link</source>
        <translation>Make a link</translation>
    </message>
</context>
<context>
    <name>InviteRow</name>
    <message>
        <source>%1, made by %2</source>
        <translation>%1, made by %2</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
</context>
<context>
    <name>InvitesSheet</name>
    <message>
        <source>Invite links</source>
        <translation>Invite links</translation>
    </message>
    <message>
        <source>Loading the links</source>
        <translation>Loading the links</translation>
    </message>
    <message>
        <source>No link leads here.</source>
        <translation>No link leads here.</translation>
    </message>
    <message>
        <source>Take this link back?</source>
        <translation>Take this link back?</translation>
    </message>
    <message>
        <source>Nobody can join by it any more. Who joined stays.</source>
        <translation>Nobody can join by it any more. Who joined stays.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
</context>
<context>
    <name>JoinSheet</name>
    <message>
        <source>Join by a link</source>
        <translation>Join by a link</translation>
    </message>
    <message>
        <source>Invite link</source>
        <translation>Invite link</translation>
    </message>
    <message>
        <source>Paste the link or its code</source>
        <translation>Paste the link or its code</translation>
    </message>
    <message>
        <source>You are in this group.</source>
        <translation>You are in this group.</translation>
    </message>
    <message>
        <source>Look it up</source>
        <translation>Look it up</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Join</translation>
    </message>
</context>
<context>
    <name>JumpButton</name>
    <message numerus="yes">
        <source>To the newest message, %n new</source>
        <translation>
            <numerusform>To the newest message, %n new</numerusform>
            <numerusform>To the newest message, %n new</numerusform>
        </translation>
    </message>
    <message>
        <source>To the newest message</source>
        <translation>To the newest message</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Match system</source>
        <translation>Match system</translation>
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
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>MemberMenu</name>
    <message>
        <source>Member</source>
        <translation>Member</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Make admin</source>
        <translation>Make admin</translation>
    </message>
    <message>
        <source>Stop being an admin</source>
        <translation>Stop being an admin</translation>
    </message>
    <message>
        <source>Remove as admin</source>
        <translation>Remove as admin</translation>
    </message>
    <message>
        <source>Hand the group over</source>
        <translation>Hand the group over</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Unblock</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Remove from the group</source>
        <translation>Remove from the group</translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>you</source>
        <translation>you</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
</context>
<context>
    <name>MessageInfoSheet</name>
    <message>
        <source>Message info</source>
        <translation>Message info</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Recipients</translation>
    </message>
    <message>
        <source>Asking who has it</source>
        <translation>Asking who has it</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Copy text</translation>
    </message>
    <message>
        <source>Select text</source>
        <translation>Select text</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>Edit and send again</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Message info</source>
        <translation>Message info</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>R</source>
        <translation>R</translation>
    </message>
    <message>
        <source>Ctrl C</source>
        <translation>Ctrl C</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Delete…</translation>
    </message>
</context>
<context>
    <name>MessageSelection</name>
    <message>
        <source>Text of the message</source>
        <translation>Text of the message</translation>
    </message>
</context>
<context>
    <name>MessageTools</name>
    <message>
        <source>React</source>
        <translation>React</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>NewChatSheet</name>
    <message>
        <source>New chat</source>
        <translation>New chat</translation>
    </message>
    <message>
        <source>Name or @username</source>
        <translation>Name or @username</translation>
    </message>
    <message>
        <source>Opening the chat</source>
        <translation>Opening the chat</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>New group</translation>
    </message>
    <message>
        <source>Join by a link</source>
        <translation>Join by a link</translation>
    </message>
</context>
<context>
    <name>NewGroupSheet</name>
    <message>
        <source>New group</source>
        <translation>New group</translation>
    </message>
    <message>
        <source>Who is in the group?</source>
        <translation>Who is in the group?</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message>
        <source>Create group</source>
        <translation>Create group</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>NewLinkBox</name>
    <message>
        <source>Copy it now: it is shown only once.</source>
        <translation>Copy it now: it is shown only once.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copy link</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Searching</translation>
    </message>
</context>
<context>
    <name>PeoplePicker</name>
    <message>
        <source>Name or @username</source>
        <translation>Name or @username</translation>
    </message>
    <message>
        <source>The group is full.</source>
        <translation>The group is full.</translation>
    </message>
    <message numerus="yes">
        <source>%n more fit in the group.</source>
        <translation>
            <numerusform>%n more fits in the group.</numerusform>
            <numerusform>%n more fit in the group.</numerusform>
        </translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Already in the group</source>
        <translation>Already in the group</translation>
    </message>
</context>
<context>
    <name>PersonDetails</name>
    <message>
        <source>Copy username</source>
        <translation>Copy username</translation>
    </message>
    <message>
        <source>Username copied</source>
        <translation>Username copied</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Unblock</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Remove from contacts</source>
        <translation>Remove from contacts</translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation>Add to contacts</translation>
    </message>
</context>
<context>
    <name>PrivacySettings</name>
    <message>
        <source>Read receipts</source>
        <translation>Read receipts</translation>
    </message>
    <message>
        <source>Others see what you have read, and you see what they have read</source>
        <translation>Others see what you have read, and you see what they have read</translation>
    </message>
    <message>
        <source>Nobody sees what you have read, and you do not see what they have read</source>
        <translation>Nobody sees what you have read, and you do not see what they have read</translation>
    </message>
    <message>
        <source>Who sees when you are online</source>
        <translation>Who sees when you are online</translation>
    </message>
    <message>
        <source>Also when you were last there. You see it only of people who see it of you.</source>
        <translation>Also when you were last there. You see it only of people who see it of you.</translation>
    </message>
    <message>
        <source>Everybody I share a chat with</source>
        <translation>Everybody I share a chat with</translation>
    </message>
    <message>
        <source>My contacts</source>
        <translation>My contacts</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nobody</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Remove %1?</source>
        <translation>Remove %1?</translation>
    </message>
    <message>
        <source>What was written stays. Only an admin can add them again.</source>
        <translation>What was written stays. Only an admin can add them again.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Stop being an admin?</source>
        <translation>Stop being an admin?</translation>
    </message>
    <message>
        <source>Remove %1 as admin?</source>
        <translation>Remove %1 as admin?</translation>
    </message>
    <message>
        <source>The owner has to make you one again.</source>
        <translation>The owner has to make you one again.</translation>
    </message>
    <message>
        <source>They stay in the group.</source>
        <translation>They stay in the group.</translation>
    </message>
    <message>
        <source>Remove as admin</source>
        <translation>Remove as admin</translation>
    </message>
    <message>
        <source>Hand the group over to %1?</source>
        <translation>Hand the group over to %1?</translation>
    </message>
    <message>
        <source>They will own it, and you will be an admin. Only they can give it back.</source>
        <translation>They will own it, and you will be an admin. Only they can give it back.</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Block %1?</source>
        <translation>Block %1?</translation>
    </message>
    <message>
        <source>Neither of you can write to the other. In groups that you share you still see each other.</source>
        <translation>Neither of you can write to the other. In groups that you share you still see each other.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Leave this group?</source>
        <translation>Leave this group?</translation>
    </message>
    <message>
        <source>You keep what is here, but get nothing new. To come back somebody has to add or invite you.</source>
        <translation>You keep what is here, but get nothing new. To come back somebody has to add or invite you.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>Delete this group from this device?</source>
        <translation>Delete this group from this device?</translation>
    </message>
    <message>
        <source>Its messages are removed here and can&apos;t be fetched again.</source>
        <translation>Its messages are removed here and can&apos;t be fetched again.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>QuickSwitcher</name>
    <message>
        <source>Go to a chat</source>
        <translation>Go to a chat</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archived</translation>
    </message>
    <message>
        <source>No chats yet</source>
        <translation>No chats yet</translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation>Nothing found for “%1”.</translation>
    </message>
</context>
<context>
    <name>ReactionBar</name>
    <message>
        <source>React</source>
        <translation>React</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Clear search</translation>
    </message>
</context>
<context>
    <name>SearchResults</name>
    <message>
        <source>Search results</source>
        <translation>Search results</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
</context>
<context>
    <name>SearchState</name>
    <message>
        <source>Searching</source>
        <translation>Searching</translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation>Nothing found for “%1”.</translation>
    </message>
    <message>
        <source>Only what is on this device was searched. %1</source>
        <translation>Only what is on this device was searched. %1</translation>
    </message>
</context>
<context>
    <name>SecretStrip</name>
    <message>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>Stay signed in without a keychain?</source>
        <translation>Stay signed in without a keychain?</translation>
    </message>
    <message>
        <source>Banter can keep your sign-in in a file that only your user account can read. Whoever can read your files can then use your account.</source>
        <translation>Banter can keep your sign-in in a file that only your user account can read. Whoever can read your files can then use your account.</translation>
    </message>
    <message>
        <source>Keep in a file</source>
        <translation>Keep in a file</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Not now</translation>
    </message>
</context>
<context>
    <name>SendDisc</name>
    <message>
        <source>Send</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Save changes</translation>
    </message>
</context>
<context>
    <name>SettingsNav</name>
    <message>
        <source>Back to the chats</source>
        <translation>Back to the chats</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privacy</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Account</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Back to the settings</source>
        <translation>Back to the settings</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privacy</translation>
    </message>
</context>
<context>
    <name>SignInFooter</name>
    <message>
        <source>Match system</source>
        <translation>Match system</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation>Language: %1</translation>
    </message>
    <message>
        <source>Theme: %1</source>
        <translation>Theme: %1</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Create an account</source>
        <translation>Create an account</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Sign in again</translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation>Welcome back</translation>
    </message>
    <message>
        <source>Welcome to Banter</source>
        <translation>Welcome to Banter</translation>
    </message>
    <message>
        <source>A name for your friends to find you by, and a password.</source>
        <translation>A name for your friends to find you by, and a password.</translation>
    </message>
    <message>
        <source>Sign in to pick up where you left off.</source>
        <translation>Sign in to pick up where you left off.</translation>
    </message>
    <message>
        <source>Which server are you on?</source>
        <translation>Which server are you on?</translation>
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
        <translation>As others see it</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Username</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Create account</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Have an account?</source>
        <translation>Have an account?</translation>
    </message>
    <message>
        <source>New here?</source>
        <translation>New here?</translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters</source>
        <translation>
            <numerusform>At least %n character</numerusform>
            <numerusform>At least %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInPanel</name>
    <message>
        <source>Your people, your server.</source>
        <translation>Your people, your server.</translation>
    </message>
    <message>
        <source>Every message is stored before it is marked sent, and waits for you on all your devices.</source>
        <translation>Every message is stored before it is marked sent, and waits for you on all your devices.</translation>
    </message>
</context>
<context>
    <name>SignOutDialog</name>
    <message>
        <source>Sign out on this device?</source>
        <translation>Sign out on this device?</translation>
    </message>
    <message numerus="yes">
        <source>%n messages were not sent yet. They will be lost.</source>
        <translation>
            <numerusform>%n message was not sent yet. It will be lost.</numerusform>
            <numerusform>%n messages were not sent yet. They will be lost.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your messages stay on the server. What is kept on this device is removed.</source>
        <translation>Your messages stay on the server. What is kept on this device is removed.</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>Sign out here only</source>
        <translation>Sign out here only</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Please wait</source>
        <translation>Please wait</translation>
    </message>
</context>
<context>
    <name>SplitterHandle</name>
    <message>
        <source>Width of the list</source>
        <translation>Width of the list</translation>
    </message>
</context>
<context>
    <name>SystemText</name>
    <message>
        <source>somebody</source>
        <translation>somebody</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Somebody</translation>
    </message>
    <message>
        <source>you</source>
        <comment>among those whom somebody added or removed</comment>
        <translation>you</translation>
    </message>
    <message numerus="yes">
        <source>%n others</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
    <message>
        <source>You handed the group over to %1</source>
        <translation>You handed the group over to %1</translation>
    </message>
    <message>
        <source>%1 handed the group over to you</source>
        <translation>%1 handed the group over to you</translation>
    </message>
    <message>
        <source>%1 handed the group over to %2</source>
        <translation>%1 handed the group over to %2</translation>
    </message>
    <message>
        <source>You made %1 an admin</source>
        <translation>You made %1 an admin</translation>
    </message>
    <message>
        <source>%1 made you an admin</source>
        <translation>%1 made you an admin</translation>
    </message>
    <message>
        <source>%1 made %2 an admin</source>
        <translation>%1 made %2 an admin</translation>
    </message>
    <message>
        <source>You are no admin any more</source>
        <translation>You are no admin any more</translation>
    </message>
    <message>
        <source>%1 is no admin any more</source>
        <translation>%1 is no admin any more</translation>
    </message>
    <message>
        <source>You took the role of admin from %1</source>
        <translation>You took the role of admin from %1</translation>
    </message>
    <message>
        <source>%1 took the role of admin from you</source>
        <translation>%1 took the role of admin from you</translation>
    </message>
    <message>
        <source>%1 took the role of admin from %2</source>
        <translation>%1 took the role of admin from %2</translation>
    </message>
    <message>
        <source>You started this conversation</source>
        <translation>You started this conversation</translation>
    </message>
    <message>
        <source>%1 started this conversation</source>
        <translation>%1 started this conversation</translation>
    </message>
    <message>
        <source>You created the group “%1”</source>
        <translation>You created the group “%1”</translation>
    </message>
    <message>
        <source>%1 created the group “%2”</source>
        <translation>%1 created the group “%2”</translation>
    </message>
    <message>
        <source>You added %1</source>
        <translation>You added %1</translation>
    </message>
    <message>
        <source>%1 added you</source>
        <translation>%1 added you</translation>
    </message>
    <message>
        <source>%1 added %2</source>
        <translation>%1 added %2</translation>
    </message>
    <message>
        <source>You removed %1</source>
        <translation>You removed %1</translation>
    </message>
    <message>
        <source>%1 removed you</source>
        <translation>%1 removed you</translation>
    </message>
    <message>
        <source>%1 removed %2</source>
        <translation>%1 removed %2</translation>
    </message>
    <message>
        <source>You left</source>
        <translation>You left</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 left</translation>
    </message>
    <message>
        <source>You joined by an invite link</source>
        <translation>You joined by an invite link</translation>
    </message>
    <message>
        <source>%1 joined by an invite link</source>
        <translation>%1 joined by an invite link</translation>
    </message>
    <message>
        <source>You named the group “%1”</source>
        <translation>You named the group “%1”</translation>
    </message>
    <message>
        <source>%1 named the group “%2”</source>
        <translation>%1 named the group “%2”</translation>
    </message>
    <message>
        <source>An administrator of the server</source>
        <translation>An administrator of the server</translation>
    </message>
</context>
<context>
    <name>ThemedMessageStyle</name>
    <message>
        <source>Message deleted</source>
        <translation>Message deleted</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>edited</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
</context>
<context>
    <name>TimelineTop</name>
    <message>
        <source>Loading older messages</source>
        <translation>Loading older messages</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>TitledSheet</name>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>TrustBox</name>
    <message>
        <source>Compare this with what the server&apos;s owner tells you:</source>
        <translation>Compare this with what the server&apos;s owner tells you:</translation>
    </message>
    <message>
        <source>It is the same</source>
        <translation>It is the same</translation>
    </message>
</context>
<context>
    <name>UnreadLine</name>
    <message>
        <source>New messages</source>
        <translation>New messages</translation>
    </message>
</context>
<context>
    <name>banter::client::App</name>
    <message>
        <source>This computer has no keychain that answers. You will have to sign in again next time.</source>
        <translation>This computer has no keychain that answers. You will have to sign in again next time.</translation>
    </message>
    <message>
        <source>Another Banter has this profile and does not answer. End it, or start with --profile NAME.</source>
        <translation>Another Banter has this profile and does not answer. End it, or start with --profile NAME.</translation>
    </message>
</context>
<context>
    <name>banter::client::Connection</name>
    <message>
        <source>Back online</source>
        <translation>Back online</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>Offline. Messages go out when you are back.</source>
        <translation>Offline. Messages go out when you are back.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate changed. Do not sign in until you know why.</source>
        <translation>The server&apos;s certificate changed. Do not sign in until you know why.</translation>
    </message>
    <message>
        <source>Nobody vouches for the server&apos;s certificate. Ask its operator.</source>
        <translation>Nobody vouches for the server&apos;s certificate. Ask its operator.</translation>
    </message>
    <message>
        <source>Banter and the server speak different versions. Update Banter, or ask the operator to update the server.</source>
        <translation>Banter and the server speak different versions. Update Banter, or ask the operator to update the server.</translation>
    </message>
    <message>
        <source>This account is disabled on this server. Ask its operator why.</source>
        <translation>This account is disabled on this server. Ask its operator why.</translation>
    </message>
    <message>
        <source>This account is used by another Banter with the same data. Close the other one.</source>
        <translation>This account is used by another Banter with the same data. Close the other one.</translation>
    </message>
    <message>
        <source>Another server answers at this address. Ask its operator.</source>
        <translation>Another server answers at this address. Ask its operator.</translation>
    </message>
    <message>
        <source>There is no connection to the server.</source>
        <translation>There is no connection to the server.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>banter::client::Conversation</name>
    <message>
        <source>You are not in this group any more.</source>
        <translation>You are not in this group any more.</translation>
    </message>
    <message>
        <source>This conversation is no more.</source>
        <translation>This conversation is no more.</translation>
    </message>
    <message>
        <source>You blocked %1.</source>
        <translation>You blocked %1.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>Reply to %1</source>
        <translation>Reply to %1</translation>
    </message>
    <message>
        <source>Edit message</source>
        <translation>Edit message</translation>
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
        <translation>Message deleted</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
    <message>
        <source>marked as unread</source>
        <translation>marked as unread</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>pinned</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>muted</translation>
    </message>
</context>
<context>
    <name>banter::client::DeviceListModel</name>
    <message>
        <source>This device</source>
        <translation>This device</translation>
    </message>
</context>
<context>
    <name>banter::client::Group</name>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Member</translation>
    </message>
    <message>
        <source>You own this group. Hand it over to somebody before you leave.</source>
        <translation>You own this group. Hand it over to somebody before you leave.</translation>
    </message>
    <message>
        <source>A group needs a name.</source>
        <translation>A group needs a name.</translation>
    </message>
</context>
<context>
    <name>banter::client::GroupStart</name>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message>
        <source>A group needs a name.</source>
        <translation>A group needs a name.</translation>
    </message>
    <message>
        <source>That is no invite link. Copy all of it, then try again.</source>
        <translation>That is no invite link. Copy all of it, then try again.</translation>
    </message>
    <message>
        <source>This invite is for another server, %1. Sign in there to join.</source>
        <translation>This invite is for another server, %1. Sign in there to join.</translation>
    </message>
</context>
<context>
    <name>banter::client::InviteListModel</name>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
    <message>
        <source>Never expires</source>
        <translation>Never expires</translation>
    </message>
    <message>
        <source>Until %1, %2</source>
        <translation>Until %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>Used %n times</source>
        <translation>
            <numerusform>Used once</numerusform>
            <numerusform>Used %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Used %1 of %n times</source>
        <translation>
            <numerusform>Used %1 of %n time</numerusform>
            <numerusform>Used %1 of %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::client::MemberListModel</name>
    <message>
        <source>Owner</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
</context>
<context>
    <name>banter::client::MessageInfo</name>
    <message>
        <source>Read</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>Not delivered yet</source>
        <translation>Not delivered yet</translation>
    </message>
    <message>
        <source>Delivered to %1 of %2</source>
        <translation>Delivered to %1 of %2</translation>
    </message>
    <message>
        <source>Read by %1 of %2</source>
        <translation>Read by %1 of %2</translation>
    </message>
    <message>
        <source>Sent %1, %2</source>
        <translation>Sent %1, %2</translation>
    </message>
</context>
<context>
    <name>banter::client::PeopleSearch</name>
    <message>
        <source>Type a whole username, such as @mira.</source>
        <translation>Type a whole username, such as @mira.</translation>
    </message>
    <message>
        <source>That is you.</source>
        <translation>That is you.</translation>
    </message>
    <message>
        <source>Nobody is called @%1 here. Check the spelling.</source>
        <translation>Nobody is called @%1 here. Check the spelling.</translation>
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
        <translation>last seen %1</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Somebody</translation>
    </message>
    <message>
        <source>recording…</source>
        <translation>recording…</translation>
    </message>
    <message>
        <source>typing…</source>
        <translation>typing…</translation>
    </message>
    <message>
        <source>%1 is recording…</source>
        <translation>%1 is recording…</translation>
    </message>
    <message>
        <source>%1 is typing…</source>
        <translation>%1 is typing…</translation>
    </message>
    <message>
        <source>%1 and %2 are typing…</source>
        <translation>%1 and %2 are typing…</translation>
    </message>
    <message numerus="yes">
        <source>%n people are typing…</source>
        <translation>
            <numerusform>%n person is typing…</numerusform>
            <numerusform>%n people are typing…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>banter::client::SearchModel</name>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
</context>
<context>
    <name>banter::client::SignIn</name>
    <message>
        <source>This device was signed out. Sign in to read on; your messages are safe.</source>
        <translation>This device was signed out. Sign in to read on; your messages are safe.</translation>
    </message>
    <message>
        <source>This is no address. Write it like banter.example.org.</source>
        <translation>This is no address. Write it like banter.example.org.</translation>
    </message>
    <message>
        <source>This connection is not encrypted. Others on the way can read along.</source>
        <translation>This connection is not encrypted. Others on the way can read along.</translation>
    </message>
    <message>
        <source>This server takes no new accounts.</source>
        <translation>This server takes no new accounts.</translation>
    </message>
    <message>
        <source>Nobody vouches for this server&apos;s certificate. Compare its fingerprint with its operator before you trust it.</source>
        <translation>Nobody vouches for this server&apos;s certificate. Compare its fingerprint with its operator before you trust it.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate changed. Do not sign in until you know why.</source>
        <translation>The server&apos;s certificate changed. Do not sign in until you know why.</translation>
    </message>
    <message>
        <source>No server answers at %1. Check the address or your network.</source>
        <translation>No server answers at %1. Check the address or your network.</translation>
    </message>
    <message>
        <source>Where is your server? Write its address, like banter.example.org.</source>
        <translation>Where is your server? Write its address, like banter.example.org.</translation>
    </message>
    <message>
        <source>Write your username.</source>
        <translation>Write your username.</translation>
    </message>
    <message>
        <source>Write your password.</source>
        <translation>Write your password.</translation>
    </message>
    <message numerus="yes">
        <source>At least %n characters</source>
        <translation>
            <numerusform>At least %n character</numerusform>
            <numerusform>At least %n characters</numerusform>
        </translation>
    </message>
    <message>
        <source>This password is too long.</source>
        <translation>This password is too long.</translation>
    </message>
</context>
<context>
    <name>banter::client::TimelineModel</name>
    <message>
        <source>You</source>
        <translation>You</translation>
    </message>
    <message>
        <source>Message deleted</source>
        <translation>Message deleted</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>waiting to be sent</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>delivered</translation>
    </message>
    <message>
        <source>read</source>
        <translation>read</translation>
    </message>
    <message>
        <source>Delivered to %1, read by %2</source>
        <translation>Delivered to %1, read by %2</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>reply to a message</source>
        <translation>reply to a message</translation>
    </message>
    <message>
        <source>reply to %1: %2</source>
        <translation>reply to %1: %2</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>edited</translation>
    </message>
    <message numerus="yes">
        <source>%n reaction(s)</source>
        <translation>
            <numerusform>%n reaction</numerusform>
            <numerusform>%n reactions</numerusform>
        </translation>
    </message>
    <message>
        <source>you reacted with %1</source>
        <translation>you reacted with %1</translation>
    </message>
</context>
</TS>

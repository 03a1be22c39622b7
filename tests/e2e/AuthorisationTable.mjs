// SPDX-License-Identifier: Apache-2.0
import { makeId } from '../js/Ids.mjs';
import { text } from '../js/World.mjs';

/** Fields that name an object of the server. A request that has one of them needs a row with `build`. */
export const naming = ['conversationId', 'userId', 'userIds', 'deviceId', 'username', 'cursor', 'token', 'code', 'inviteId'];

/** What members of a group are answered, by role: owner, admin, member, and who was removed. */
const everyMember = ['ANSWER', 'ANSWER', 'ANSWER', 'NOT_FOUND'];
const admins = ['ANSWER', 'ANSWER', 'NOT_ALLOWED', 'NOT_FOUND'];
const ownerOnly = ['ANSWER', 'NOT_ALLOWED', 'NOT_ALLOWED', 'NOT_FOUND'];

/**
 * What each request of ClientFrame names, and how to ask for it. A row is
 * - {objects, build(id, scene)}: it names an object. objects: 'conversation' | 'group' | 'user' | 'device' | 'cursor'. Who may not see
 *   the object gets the same as for one that does not exist. `silent`: it answers Done for either.
 *   roles: what owner, admin, member and a removed one get of a group. scene: {victim, outsider: user ids; inviteId; seq, doomed: messages}.
 *   blocked: what one gets whom the other has blocked: of their conversation, or for the other's id.
 * - {open, build(id)}: it names something that everybody signed in may find; the reason is given. Strangers to the house get nothing.
 * - {own}: it names no object but those of the connection itself; the reason is given. ask(scene), with roles and blocked: what it
 *   leads to is a group all the same.
 */
export const table = {
    hello: { own: 'the token is the secret itself; session.test.mjs has void, flipped and foreign ones' },
    register: { own: 'makes an account; that a name is taken cannot be hidden' },
    logIn: { own: 'the password decides; session.test.mjs compares unknown users and wrong passwords' },
    logOut: { own: 'this device' },
    listDevices: { own: 'devices of this user' },
    revokeDevice: { objects: 'device', build: (deviceId) => ({ deviceId }) },
    changePassword: { own: 'this user' },
    ping: { own: 'nothing' },
    findUser: { open: 'an exact user name is an address', objects: 'username', build: (username) => ({ username }), blocked: 'ANSWER' },
    getUsers: { objects: 'user', build: (userId) => ({ userIds: [userId] }), blocked: 'ANSWER' },
    openDirect: { open: 'who has the id may write to its user', objects: 'user', build: (userId) => ({ userId }), blocked: 'ANSWER' },
    sendMessage: {
        objects: 'conversation', roles: everyMember, blocked: 'NOT_ALLOWED',
        build: (conversationId) => ({ conversationId, clientId: makeId(), content: text('let me in') }),
    },
    acknowledge: {
        objects: 'conversation', silent: true, roles: ['ANSWER', 'ANSWER', 'ANSWER', 'ANSWER'], blocked: 'ANSWER',
        build: (conversationId) => ({ conversationId, deliveredSeq: 3, readSeq: 3 }),
    },
    getReceipts: {
        objects: 'conversation', roles: everyMember, blocked: 'ANSWER',
        build: (conversationId, { seq }) => ({ conversationId, seq }),
    },
    // Of a message that the owner of the group, or the other of the two, wrote.
    editMessage: {
        objects: 'conversation', roles: ['ANSWER', 'NOT_ALLOWED', 'NOT_ALLOWED', 'NOT_FOUND'], blocked: 'NOT_ALLOWED',
        build: (conversationId, { seq }) => ({ conversationId, seq, content: text('changed') }),
    },
    deleteMessages: {
        objects: 'conversation', roles: admins, blocked: 'NOT_ALLOWED',
        build: (conversationId, { doomed }) => ({ conversationId, seqs: [doomed] }),
    },
    hideMessages: {
        objects: 'conversation', roles: everyMember, blocked: 'ANSWER',
        build: (conversationId, { seq }) => ({ conversationId, seqs: [seq] }),
    },
    setReaction: {
        objects: 'conversation', roles: everyMember, blocked: 'NOT_ALLOWED',
        build: (conversationId, { seq }) => ({ conversationId, seq, emoji: '👍' }),
    },
    getReactions: {
        objects: 'conversation', roles: everyMember, blocked: 'ANSWER',
        build: (conversationId, { seq }) => ({ conversationId, seq }),
    },
    listChanged: { objects: 'cursor', build: (cursor) => ({ cursor, limit: 1 }) },
    getConversation: { objects: 'conversation', roles: everyMember, blocked: 'ANSWER', build: (conversationId) => ({ conversationId }) },
    getHistory: { objects: 'conversation', roles: everyMember, blocked: 'ANSWER', build: (conversationId) => ({ conversationId }) },
    sync: { objects: 'conversation', roles: everyMember, blocked: 'ANSWER', build: (conversationId) => ({ conversationId }) },
    syncAccount: { own: 'the account of this user' },

    createGroup: {
        open: 'who has the id may begin a group with its user', objects: 'user', blocked: 'NOT_FOUND',
        build: (userId) => ({ clientId: makeId(), title: 'x', userIds: [userId] }),
    },
    editGroup: { objects: 'group', roles: admins, blocked: 'NOT_ALLOWED', build: (conversationId) => ({ conversationId, title: 'taken over' }) },
    listMembers: { objects: 'group', roles: everyMember, blocked: 'ANSWER', build: (conversationId) => ({ conversationId }) },
    addMembers: {
        objects: 'group', roles: admins, blocked: 'NOT_ALLOWED',
        build: (conversationId, { outsider }) => ({ conversationId, userIds: [outsider] }),
    },
    removeMember: {
        objects: 'group', roles: admins, blocked: 'NOT_ALLOWED',
        build: (conversationId, { victim }) => ({ conversationId, userId: victim }),
    },
    leaveGroup: {
        objects: 'group', roles: ['NOT_ALLOWED', 'ANSWER', 'ANSWER', 'NOT_FOUND'], blocked: 'NOT_ALLOWED',
        build: (conversationId) => ({ conversationId }),
    },
    setRole: {
        objects: 'group', roles: ownerOnly, blocked: 'NOT_ALLOWED',
        build: (conversationId, { victim }) => ({ conversationId, userId: victim, role: 'ADMIN' }),
    },
    createInvite: { objects: 'group', roles: admins, blocked: 'NOT_ALLOWED', build: (conversationId) => ({ conversationId }) },
    listInvites: { objects: 'group', roles: admins, blocked: 'NOT_ALLOWED', build: (conversationId) => ({ conversationId }) },
    revokeInvite: {
        objects: 'group', roles: admins, blocked: 'NOT_ALLOWED',
        build: (conversationId, { inviteId }) => ({ conversationId, inviteId }),
    },
    lookInvite: {
        own: 'the code is the secret itself; invites.test.mjs has void, foreign and used ones',
        roles: ['ANSWER', 'ANSWER', 'ANSWER', 'ANSWER'], blocked: 'ANSWER', ask: ({ code }) => ({ code }),
    },
    joinByInvite: {
        own: 'the code is the secret itself; invites.test.mjs has void, foreign and used ones',
        roles: ['ANSWER', 'ANSWER', 'ANSWER', 'NOT_ALLOWED'], blocked: 'ANSWER', ask: ({ code }) => ({ code }),
    },

    blockUser: { open: 'who has the id may block its user', objects: 'user', build: (userId) => ({ userId }), blocked: 'ANSWER' },
    unblockUser: { objects: 'user', silent: true, build: (userId) => ({ userId }), blocked: 'ANSWER' },
    addContact: { open: 'who has the id may keep its user', objects: 'user', build: (userId) => ({ userId }), blocked: 'ANSWER' },
    removeContact: { objects: 'user', silent: true, build: (userId) => ({ userId }), blocked: 'ANSWER' },
    listContacts: { own: 'the contacts of this user; a cursor is a place among them' },
    setConversationState: {
        objects: 'conversation', roles: everyMember, blocked: 'ANSWER',
        build: (conversationId) => ({ conversationId, archived: true }),
    },
    setDraft: {
        objects: 'conversation', roles: everyMember, blocked: 'ANSWER',
        build: (conversationId) => ({ conversationId, draft: { text: 'begun', changedMs: Date.now() } }),
    },
    editSettings: { own: 'the settings of this user' },
    setPresenceInterest: {
        objects: 'user', silent: true, blocked: 'ANSWER',
        build: (userId) => ({ userIds: [userId] }),
    },
    setActivity: {
        objects: 'conversation', silent: true, roles: ['ANSWER', 'ANSWER', 'ANSWER', 'ANSWER'], blocked: 'ANSWER',
        build: (conversationId) => ({ conversationId, activity: 'TYPING' }),
    },
    search: {
        objects: 'conversation', roles: everyMember, blocked: 'ANSWER',
        build: (conversationId) => ({ conversationId, words: 'mine' }),
    },
    findByTime: {
        objects: 'conversation', roles: everyMember, blocked: 'ANSWER',
        build: (conversationId) => ({ conversationId, timeMs: 1 }),
    },
};

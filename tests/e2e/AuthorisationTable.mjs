// SPDX-License-Identifier: Apache-2.0
import { makeId } from '../js/Ids.mjs';
import { text } from '../js/World.mjs';

/** Fields that name an object of the server. A request that has one of them needs a row with `build`. */
export const naming = ['conversationId', 'userId', 'userIds', 'deviceId', 'username', 'cursor', 'token'];

/**
 * What each request of ClientFrame names, and how to ask for it. A row is
 * - {objects, build(id)}: it names an object. objects: 'conversation' | 'user' | 'device' | 'cursor'. Who may not see the object
 *   gets the same as for one that does not exist. `builds` says that the member's own is answered with (default: an answer).
 * - {open, build(id)}: it names something that everybody signed in may find; the reason is given. Strangers to the house get nothing.
 * - {own}: it names no object but those of the connection itself; the reason is given.
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
    findUser: { open: 'an exact user name is an address', objects: 'username', build: (username) => ({ username }) },
    getUsers: { objects: 'user', build: (userId) => ({ userIds: [userId] }) },
    openDirect: { open: 'who has the id may write to its user', objects: 'user', build: (userId) => ({ userId }) },
    sendMessage: {
        objects: 'conversation',
        build: (conversationId) => ({ conversationId, clientId: makeId(), content: text('let me in') }),
    },
    acknowledge: { objects: 'conversation', build: (conversationId) => ({ conversationId, deliveredSeq: 3, readSeq: 3 }) },
    listChanged: { objects: 'cursor', build: (cursor) => ({ cursor, limit: 1 }) },
    getConversation: { objects: 'conversation', build: (conversationId) => ({ conversationId }) },
    getHistory: { objects: 'conversation', build: (conversationId) => ({ conversationId }) },
    sync: { objects: 'conversation', build: (conversationId) => ({ conversationId }) },
    syncAccount: { own: 'the account of this user' },
};

// SPDX-License-Identifier: Apache-2.0
// Turns plain objects into the bytes (or JSON text) of frames and back, from banter.proto alone.
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

export const protoPath = fileURLToPath(new URL('../../shared/protocol/banter.proto', import.meta.url));

const root = new protobuf.Root();
root.loadSync(protoPath);
root.resolveAll();
const ClientFrame = root.lookupType('banter.v1.ClientFrame');
const ServerFrame = root.lookupType('banter.v1.ServerFrame');

/** The oneof ClientFrame.request as [{name, type, fields}]: names as in JSON (lowerCamelCase). */
export const requests = ClientFrame.oneofs.request.fieldsArray.map((field) => ({
    name: field.name,
    type: field.resolvedType.name,
    fields: field.resolvedType.fieldsArray.map((inner) => inner.name),
}));

/** Name -> number of banter.v1.ErrorCode. */
export const errorCodes = { ...root.lookupEnum('banter.v1.ErrorCode').values };

const forReading = { longs: Number, enums: String, bytes: Buffer, defaults: true, arrays: true, oneofs: true };
const forJson = { longs: String, enums: String, bytes: String };

/** The same with enum values as numbers, which verify() wants. */
function withNumbers(type, object) {
    const copy = { ...object };
    for (const [key, value] of Object.entries(object)) {
        const inner = type.fields[key]?.resolvedType;
        if (inner instanceof protobuf.Enum && typeof value === 'string') copy[key] = inner.values[value] ?? value;
        else if (inner instanceof protobuf.Type && value && !Array.isArray(value)) copy[key] = withNumbers(inner, value);
    }
    return copy;
}

function checked(type, object) {
    const problem = type.verify(withNumbers(type, object));
    if (problem) throw new TypeError(`${type.name}: ${problem}`);
    return type.fromObject(object);
}

export function encodeClientFrame(frame, format) {
    const message = checked(ClientFrame, frame);
    if (format === 'json') return JSON.stringify(ClientFrame.toObject(message, forJson));
    return Buffer.from(ClientFrame.encode(message).finish());
}

/**
 * What the server sent: {requestId, type: 'EVENT' | 'ANSWER' | 'FAILURE', error, body: name, [name]: {…}}.
 * Fields that were not sent have their defaults, enum values that are not known stay numbers.
 */
export function decodeServerFrame(data, isBinary) {
    const message = isBinary ? ServerFrame.decode(data) : ServerFrame.fromObject(JSON.parse(data.toString('utf8')));
    return ServerFrame.toObject(message, forReading);
}

/** A ClientFrame with a request of a number that no version has: [requestId, field, payload]. */
export function encodeUnknownRequest(requestId, fieldNumber = 999) {
    const writer = protobuf.Writer.create();
    writer.uint32((1 << 3) | 0).uint64(requestId);
    writer.uint32((fieldNumber << 3) | 2).bytes(Buffer.from([0x08, 0x01]));
    return Buffer.from(writer.finish());
}

/** Adds fields of unknown numbers, of every wire type, to an encoded message. */
export function withUnknownFields(bytes) {
    const writer = protobuf.Writer.create();
    writer.uint32((900 << 3) | 0).uint64(77);
    writer.uint32((901 << 3) | 1).fixed64(77);
    writer.uint32((902 << 3) | 2).string('from the future');
    writer.uint32((903 << 3) | 5).fixed32(77);
    return Buffer.concat([bytes, Buffer.from(writer.finish())]);
}

/** Parses a JSON frame and throws at anything that banter.proto does not name: side 'client' | 'server'. */
export function strictFrame(side, json) {
    const type = side === 'client' ? ClientFrame : ServerFrame;
    checkNames(type, json, type.name);
    return type.fromObject(json);
}

function checkNames(type, json, path) {
    for (const [key, value] of Object.entries(json)) {
        const field = type.fields[key];
        if (!field) throw new TypeError(`${path} has no field '${key}'`);
        if (field.repeated && !Array.isArray(value)) throw new TypeError(`${path}.${key} is a list`);
        for (const item of field.repeated ? value : [value]) {
            if (field.resolvedType instanceof protobuf.Type) checkNames(field.resolvedType, item, `${path}.${key}`);
            else if (field.resolvedType && !(item in field.resolvedType.values)) {
                throw new TypeError(`${path}.${key}: '${item}' is no ${field.resolvedType.name}`);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/core/GoldenFile.h"

#include <algorithm>

#include <QDir>
#include <QFile>

namespace banter::test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void fill(Message &message, const FieldDescriptor *onlyOfOneof);

std::string exampleText(const FieldDescriptor &field) {
    const std::string &name = field.name();
    if (name == "id" || name.ends_with("_id") || name.ends_with("_ids") || name == "after")
        return "AZNBqU4AcTq8" + std::string(8, static_cast<char>('a' + field.number() % 26)) + "GA";
    return name + " \u00e9 \U0001f600";
}

void setField(Message &message, const FieldDescriptor &field) {
    const auto &access = *message.GetReflection();
    const bool repeated = field.is_repeated();
    const auto number = 1'000'003LL * field.number();
    switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
        fill(repeated ? *access.AddMessage(&message, &field) : *access.MutableMessage(&message, &field), nullptr);
        break;
    case FieldDescriptor::CPPTYPE_STRING: {
        const std::string text =
            field.type() == FieldDescriptor::TYPE_BYTES ? std::string("\0\xff\x80", 3) : exampleText(field);
        repeated ? access.AddString(&message, &field, text) : access.SetString(&message, &field, text);
        break;
    }
    case FieldDescriptor::CPPTYPE_ENUM: {
        const int last = field.enum_type()->value(field.enum_type()->value_count() - 1)->number();
        repeated ? access.AddEnumValue(&message, &field, last) : access.SetEnumValue(&message, &field, last);
        break;
    }
    case FieldDescriptor::CPPTYPE_BOOL: access.SetBool(&message, &field, true); break;
    case FieldDescriptor::CPPTYPE_UINT32: access.SetUInt32(&message, &field, static_cast<std::uint32_t>(number)); break;
    case FieldDescriptor::CPPTYPE_INT32: access.SetInt32(&message, &field, static_cast<std::int32_t>(number)); break;
    case FieldDescriptor::CPPTYPE_UINT64: {
        const auto value = static_cast<std::uint64_t>(number) << 20;
        repeated ? access.AddUInt64(&message, &field, value) : access.SetUInt64(&message, &field, value);
        break;
    }
    case FieldDescriptor::CPPTYPE_INT64: access.SetInt64(&message, &field, number << 20); break;
    default: qFatal("makeExamples: a field type that the schema did not use before: %s", field.full_name().c_str());
    }
}

/// Sets every field; of each oneof the chosen member, or its first.
void fill(Message &message, const FieldDescriptor *onlyOfOneof) {
    const Descriptor &type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor &field = *type.field(i);
        if (const auto *oneof = field.real_containing_oneof()) {
            const FieldDescriptor *chosen =
                onlyOfOneof && onlyOfOneof->containing_oneof() == oneof ? onlyOfOneof : oneof->field(0);
            if (&field != chosen)
                continue;
        }
        setField(message, field);
        if (field.is_repeated())
            setField(message, field);
    }
}

void collect(const Descriptor *type, std::vector<const Descriptor *> &types) {
    types.push_back(type);
    for (int i = 0; i < type->nested_type_count(); ++i)
        collect(type->nested_type(i), types);
}

Result<GoldenFile> parse(const QString &name, const QByteArray &content) {
    const QByteArrayList lines = content.split('\n');
    if (lines.size() < 3 || !lines[0].startsWith("# "))
        return Error{kLostPromiseCode, "golden file without its three parts: " + name.toStdString()};
    GoldenFile golden;
    golden.name = name.toStdString();
    golden.messageName = lines[0].mid(2).trimmed().toStdString();
    golden.json = lines[1].toStdString();
    golden.bytes = QByteArray::fromHex(lines.mid(2).join()).toStdString();
    return golden;
}

} // namespace

Result<std::vector<GoldenFile>> GoldenFile::readAll(const std::string &folder) {
    std::vector<GoldenFile> all;
    const QDir directory(QString::fromStdString(folder));
    for (const QString &name : directory.entryList({QStringLiteral("*.golden")}, QDir::Files, QDir::Name)) {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return Error{kLostPromiseCode, "cannot read " + name.toStdString()};
        BANTER_TRY(GoldenFile golden, parse(name, file.readAll()));
        all.push_back(std::move(golden));
    }
    return all;
}

Result<void> GoldenFile::write(const std::string &folder) const {
    QFile file(QDir(QString::fromStdString(folder)).filePath(QString::fromStdString(name)));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return Error{kLostPromiseCode, "cannot write " + name + ", or it exists"};
    QByteArray content = "# " + QByteArray::fromStdString(messageName) + "\n" + QByteArray::fromStdString(json) + "\n";
    const QByteArray hex = QByteArray::fromStdString(bytes).toHex();
    for (qsizetype at = 0; at < hex.size(); at += 64)
        content += hex.mid(at, 64) + "\n";
    if (file.write(content) != content.size())
        return Error{kLostPromiseCode, "cannot write all of " + name};
    return {};
}

std::vector<const Descriptor *> messageTypes(const google::protobuf::FileDescriptor &file) {
    std::vector<const Descriptor *> types;
    for (int i = 0; i < file.message_type_count(); ++i)
        collect(file.message_type(i), types);
    return types;
}

std::vector<std::unique_ptr<Message>> makeExamples(const Descriptor &type) {
    const Message *prototype = google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type);
    std::vector<const FieldDescriptor *> choices;
    for (int i = 0; i < type.real_oneof_decl_count(); ++i) {
        for (int j = 0; j < type.oneof_decl(i)->field_count(); ++j)
            choices.push_back(type.oneof_decl(i)->field(j));
    }
    if (choices.empty())
        choices.push_back(nullptr);
    std::vector<std::unique_ptr<Message>> examples;
    for (const FieldDescriptor *choice : choices) {
        examples.emplace_back(prototype->New());
        fill(*examples.back(), choice);
    }
    return examples;
}

} // namespace banter::test

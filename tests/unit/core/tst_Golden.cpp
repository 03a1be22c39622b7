// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>

#include <google/protobuf/unknown_field_set.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>

#include <QTest>

#include "shared/protocol/banter.pb.h"
#include "tests/unit/core/GoldenFile.h"

using namespace banter;
using namespace banter::test;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// The bytes of yesterday are read today, and written the same: no number, type or name of the schema was changed.
/// A new message or field needs a new file, which `BANTER_GOLDEN_ADD=1 tst_Golden` writes; the files that are there are
/// never edited.
class TestGolden final : public QObject {
    Q_OBJECT

    std::vector<GoldenFile> m_files;

    static const google::protobuf::FileDescriptor &schema() { return *v1::ClientFrame::descriptor()->file(); }

    static std::unique_ptr<Message> make(const std::string &name) {
        const Descriptor *type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(name);
        if (!type)
            return nullptr;
        return std::unique_ptr<Message>(
            google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
    }

    static std::string bytesOf(const Message &message) { return message.SerializeAsString(); }

    static bool hasUnknownFields(const Message &message) {
        const auto &access = *message.GetReflection();
        if (!access.GetUnknownFields(message).empty())
            return true;
        std::vector<const FieldDescriptor *> fields;
        access.ListFields(message, &fields);
        for (const FieldDescriptor *field : fields) {
            if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE)
                continue;
            for (int i = 0; i < (field->is_repeated() ? access.FieldSize(message, field) : 1); ++i) {
                if (hasUnknownFields(field->is_repeated() ? access.GetRepeatedMessage(message, field, i)
                                                          : access.GetMessage(message, field)))
                    return true;
            }
        }
        return false;
    }

    /// For each message type the fields that its files set.
    std::map<std::string, std::set<int>> coveredFields() const {
        std::map<std::string, std::set<int>> covered;
        for (const GoldenFile &golden : m_files) {
            const auto message = make(golden.messageName);
            if (!message || !message->ParseFromString(golden.bytes))
                continue;
            std::vector<const FieldDescriptor *> fields;
            message->GetReflection()->ListFields(*message, &fields);
            std::set<int> &numbers = covered[golden.messageName];
            for (const FieldDescriptor *field : fields)
                numbers.insert(field->number());
        }
        return covered;
    }

    std::string freeName(const Descriptor &type) const {
        int number = 1;
        for (const GoldenFile &golden : m_files)
            number += golden.messageName == type.full_name() ? 1 : 0;
        return type.name() + "." + std::to_string(number) + ".golden";
    }

    /// Writes an example if it sets a field of its type that no file sets yet.
    void addIfNew(const Message &example) {
        const Descriptor &type = *example.GetDescriptor();
        const auto covered = coveredFields();
        const auto known = covered.find(type.full_name());
        std::vector<const FieldDescriptor *> fields;
        example.GetReflection()->ListFields(example, &fields);
        bool isNew = known == covered.end();
        for (const FieldDescriptor *field : fields)
            isNew = isNew || known->second.count(field->number()) == 0;
        if (!isNew)
            return;
        GoldenFile golden{freeName(type), type.full_name(), {}, bytesOf(example)};
        QVERIFY(google::protobuf::util::MessageToJsonString(example, &golden.json).ok());
        const auto written = golden.write(BANTER_GOLDEN_DIR);
        QVERIFY2(written.ok(), written.ok() ? "" : written.error().detail.c_str());
        m_files.push_back(std::move(golden));
    }

private Q_SLOTS:
    void initTestCase() {
        auto files = GoldenFile::readAll(BANTER_GOLDEN_DIR);
        QVERIFY2(files.ok(), files.ok() ? "" : files.error().detail.c_str());
        m_files = std::move(files).value();
        if (qEnvironmentVariableIsEmpty("BANTER_GOLDEN_ADD"))
            return;
        for (const Descriptor *type : messageTypes(schema())) {
            for (const auto &example : makeExamples(*type))
                addIfNew(*example);
        }
    }

    void everyMessageHasOneAndEveryFieldIsInOne() {
        const auto covered = coveredFields();
        QStringList missing;
        for (const Descriptor *type : messageTypes(schema())) {
            const auto known = covered.find(type->full_name());
            if (known == covered.end()) {
                missing << QString::fromStdString(type->full_name());
                continue;
            }
            for (int i = 0; i < type->field_count(); ++i) {
                if (known->second.count(type->field(i)->number()) == 0)
                    missing << QString::fromStdString(type->field(i)->full_name());
            }
        }
        QVERIFY2(
            missing.isEmpty(),
            qPrintable(QStringLiteral(
                           "no file in tests/golden for: %1\nadd them: BANTER_GOLDEN_ADD=1 build/dev/tests/tst_Golden")
                           .arg(missing.join(QLatin1String(", ")))));
    }

    void yesterdaysBytesAreTodays_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_files.size(); ++i)
            QTest::newRow(m_files[i].name.c_str()) << static_cast<int>(i);
    }
    void yesterdaysBytesAreTodays() {
        QFETCH(int, index);
        const GoldenFile &golden = m_files[static_cast<std::size_t>(index)];
        const auto fromBytes = make(golden.messageName);
        const auto fromJson = make(golden.messageName);
        QVERIFY2(fromBytes, "the message is not in the schema any more");
        QVERIFY(fromBytes->ParseFromString(golden.bytes));
        QVERIFY2(!hasUnknownFields(*fromBytes), "a field was removed or renumbered, or has another type");
        const auto status = google::protobuf::util::JsonStringToMessage(golden.json, fromJson.get());
        QVERIFY2(status.ok(), ("a field was renamed or removed: " + status.ToString()).c_str());
        QVERIFY2(google::protobuf::util::MessageDifferencer::Equals(*fromBytes, *fromJson),
                 "bytes and JSON say different things");
        QCOMPARE(QByteArray::fromStdString(bytesOf(*fromBytes)).toHex(),
                 QByteArray::fromStdString(golden.bytes).toHex());
        QCOMPARE(QByteArray::fromStdString(bytesOf(*fromJson)).toHex(),
                 QByteArray::fromStdString(golden.bytes).toHex());
    }
};

QTEST_APPLESS_MAIN(TestGolden)
#include "tst_Golden.moc"

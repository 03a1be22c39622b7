// SPDX-License-Identifier: Apache-2.0
#include "server/storage/common/Words.h"

#include <algorithm>

#include <QString>
#include <QStringList>

namespace banter::server {
namespace {

/// In the order of the text, each as often as it stands there. `endsInWord`: nothing stands behind the last one.
std::vector<std::string> cut(std::string_view text, bool &endsInWord) {
    // Compatibility forms too: what looks like the same letter is the same letter. Marks stand by themselves then.
    const QString plain = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
                              .normalized(QString::NormalizationForm_KD)
                              .toCaseFolded();
    std::vector<std::string> words;
    QString word;
    std::size_t length = 0;
    const auto finish = [&] {
        if (!word.isEmpty())
            words.push_back(word.toStdString());
        word.clear();
        length = 0;
    };
    const QList<uint> points = plain.toUcs4();
    for (const char32_t c : points) {
        if (QChar::category(c) == QChar::Mark_NonSpacing)
            continue;
        if (!QChar::isLetterOrNumber(c) && !QChar::isMark(c)) {
            finish();
            continue;
        }
        if (length++ < kMaxWordLength)
            word += QString::fromUcs4(&c, 1);
    }
    endsInWord = !word.isEmpty();
    finish();
    return words;
}

void sortOnce(std::vector<std::string> &words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
}

} // namespace

std::vector<std::string> wordsOf(std::string_view text, std::size_t most) {
    bool endsInWord = false;
    std::vector<std::string> words = cut(text, endsInWord);
    words.resize(std::min(words.size(), most));
    sortOnce(words);
    return words;
}

WantedWords wantedWords(std::string_view text) {
    bool endsInWord = false;
    WantedWords wanted;
    wanted.whole = cut(text, endsInWord);
    if (endsInWord) {
        wanted.beginning = std::move(wanted.whole.back());
        wanted.whole.pop_back();
    }
    sortOnce(wanted.whole);
    return wanted;
}

bool hasAll(const std::vector<std::string> &words, const WantedWords &wanted) {
    if (!std::includes(words.begin(), words.end(), wanted.whole.begin(), wanted.whole.end()))
        return false;
    if (wanted.beginning.empty())
        return true;
    const auto at = std::lower_bound(words.begin(), words.end(), wanted.beginning);
    return at != words.end() && at->starts_with(wanted.beginning);
}

} // namespace banter::server

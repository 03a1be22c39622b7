// SPDX-License-Identifier: Apache-2.0
#include "server/ops/ConfigText.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "server/ops/ConfigFields.h"

namespace banter::server {
namespace {

constexpr std::size_t kColumns = 100;

/// Appends `text` in lines that begin with `indent` spaces.
void wrap(std::string &out, std::string_view text, std::size_t indent) {
    std::size_t column = kColumns;
    while (!text.empty()) {
        const auto space = text.find(' ');
        const std::string_view word = text.substr(0, space);
        if (column + 1 + word.size() > kColumns) {
            if (!out.empty() && out.back() != '\n')
                out += '\n';
            out.append(indent, ' ');
            column = indent;
        } else {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
        text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
    }
    out += '\n';
}

/// Start and end of each password in a database location.
std::vector<std::pair<std::size_t, std::size_t>> findPasswords(std::string_view text) {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    if (const auto scheme = text.find("://"); scheme != std::string_view::npos) {
        const std::size_t start = scheme + 3;
        const std::string_view authority = text.substr(start, text.find_first_of("/?", start) - start);
        const auto at = authority.rfind('@');
        const auto colon = authority.find(':');
        if (at != std::string_view::npos && colon < at)
            found.emplace_back(start + colon + 1, start + at);
    }
    constexpr std::string_view kWord = "password";
    for (auto at = text.find(kWord); at != std::string_view::npos; at = text.find(kWord, at + 1)) {
        auto start = at + kWord.size();
        while (start < text.size() && text[start] == ' ')
            ++start;
        if (start >= text.size() || text[start] != '=')
            continue;
        ++start;
        while (start < text.size() && text[start] == ' ')
            ++start;
        auto end = start;
        if (start < text.size() && text[start] == '\'') {
            for (end = start + 1; end < text.size() && text[end] != '\''; ++end)
                end += text[end] == '\\' ? 1 : 0;
            end = std::min(end + 1, text.size());
        } else {
            end = std::min(text.find_first_of(" &", start), text.size());
        }
        if (end > start)
            found.emplace_back(start, end);
    }
    return found;
}

std::string codeOrNone(const ConfigField &field) {
    const std::string text = field.defaultText();
    return field.computedDefault.empty() ? "`" + text + "`" : text;
}

} // namespace

std::string configHelp() {
    std::string out =
        "banterd: the server of Banter\n\n"
        "Usage: banterd [--config FILE] [--SETTING VALUE]...\n\n"
        "  --config FILE     read settings from a file: lines of \"setting = value\", # begins a comment line\n"
        "  --check-config    say what is wrong with the settings, and exit (0: nothing, 2: something)\n"
        "  --print-config    print the settings in force and where each comes from, and exit\n"
        "  --version, --help\n\n"
        "Every setting can stand in the file (listen = …), in the environment (BANTERD_LISTEN=…) or be\n"
        "a flag (--listen …); a flag beats the environment, which beats the file.\n";
    std::string_view group;
    for (const ConfigField &field : configFields()) {
        if (group != field.group)
            out += "\n" + std::string(group = field.group) + "\n";
        out += "  " + field.flag() + " " + std::string(field.value) + "\n";
        wrap(out, field.help, 6);
        wrap(out, "Allowed: " + field.allowed + ". Default: " + field.defaultText() + ".", 6);
    }
    return out;
}

std::string configAsText(const Config &config, const std::map<std::string_view, std::string> &sources) {
    std::string out;
    std::string_view group;
    for (const ConfigField &field : configFields()) {
        if (group != field.group)
            out += (out.empty() ? "# " : "\n# ") + std::string(group = field.group) + "\n";
        const auto source = sources.find(field.key);
        if (source != sources.end())
            out += "# from " + source->second + "\n";
        const std::string value = field.shown(config);
        out += std::string(field.key) + " =" + (value.empty() ? "" : " " + value) + "\n";
    }
    return out;
}

std::string configMarkdown() {
    std::string out;
    std::string_view group;
    for (const ConfigField &field : configFields()) {
        if (group != field.group) {
            out += (out.empty() ? "### " : "\n### ") + std::string(group = field.group) + "\n\n";
            out += "| setting | allowed | default | what it does |\n|---|---|---|---|\n";
        }
        out += "| `" + std::string(field.key) + "` | " + field.allowed + " | " + codeOrNone(field) + " | " +
               std::string(field.help) + " |\n";
    }
    return out;
}

std::size_t editDistance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t changed = diagonal + (one[i] == other[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

std::string maskPassword(std::string_view database) {
    std::string out(database);
    auto found = findPasswords(database);
    std::sort(found.begin(), found.end());
    for (auto part = found.rbegin(); part != found.rend(); ++part)
        out.replace(part->first, part->second - part->first, "***");
    return out;
}

bool hasPassword(std::string_view database) { return !findPasswords(database).empty(); }

} // namespace banter::server

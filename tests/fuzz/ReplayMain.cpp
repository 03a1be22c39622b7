// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target's function over the files of the folders named on the command line, and over each file cut at
// every 16th part, so that a plain build without libFuzzer guards what a fuzzer once found.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

void runOn(const std::string &bytes) {
    const auto *data = reinterpret_cast<const std::uint8_t *>(bytes.data());
    for (std::size_t part = 0; part <= 16; ++part)
        LLVMFuzzerTestOneInput(data, bytes.size() * part / 16);
}

} // namespace

int main(int argc, char **argv) {
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto &entry : std::filesystem::directory_iterator(argv[i])) {
            std::ifstream file(entry.path(), std::ios::binary);
            runOn({std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
            ++files;
        }
    }
    std::printf("%d seeds\n", files);
    return files > 0 ? 0 : 1;
}

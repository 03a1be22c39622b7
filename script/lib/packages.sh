# SPDX-License-Identifier: Apache-2.0
# What Banter needs from the distribution, by group. The names are the same on Debian 12 and Ubuntu 24.04. A group lists
# what is needed today, not what later milestones will need.
# shellcheck shell=bash disable=SC2034

packages_build=(cmake ninja-build g++ pkg-config git python3 ca-certificates)

# banterd and banterctl: what they are built with, and the Qt database drivers that they load.
packages_server=(qt6-base-dev protobuf-compiler libprotobuf-dev libssl-dev libsodium-dev libpq-dev libqt6sql6-sqlite libqt6sql6-psql)

# The client library and `banter`: what it is built with (qt6-l10n-tools and qt6-tools-dev: lupdate and lrelease), the QML
# modules and the SVG plugin that it loads, and the fonts of the design. The modules' types are wanted at build time, too.
packages_app=(qt6-base-dev qt6-websockets-dev qt6-declarative-dev qt6-declarative-dev-tools qt6-svg-dev qt6-tools-dev
    qt6-tools-dev-tools qt6-l10n-tools libgl1-mesa-dev qtkeychain-qt6-dev protobuf-compiler libprotobuf-dev libssl-dev
    libqt6sql6-sqlite libqt6svg6 qt6-qpa-plugins qml6-module-qtquick qml6-module-qtquick-controls qml6-module-qtquick-templates
    qml6-module-qtquick-window qml6-module-qtqml qml6-module-qtqml-models qml6-module-qtqml-workerscript
    fonts-inter fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji)
# The preset dev has the driver of the window's tests in it (tests/ui), which needs Qt's private headers: only the platform's
# part of Qt can say that assistive technology listens.
packages_app+=(qt6-base-private-dev)

# The compiler tools carry their version: clang-format's opinion changes from one to the next.
packages_tests=(qml6-module-qttest clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev)
packages_tests+=(xvfb) # a screen in memory
packages_tests+=(libjemalloc-dev) # for the simulator
packages_tests+=(dbus gnome-keyring libsecret-1-0 libsecret-tools) # a keychain of the desktop

# Packages that are wanted only if the machine has no other provider of the command.
packages_unless_present() {
    case "$1" in
    tests)
        command -v node >/dev/null || echo nodejs
        command -v npm >/dev/null || echo npm
        compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || echo postgresql
        ;;
    esac
}

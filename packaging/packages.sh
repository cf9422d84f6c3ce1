# SPDX-License-Identifier: Apache-2.0
# The Debian packages of the project, in the one place where they are named. Read by packaging/install-packages.
# shellcheck shell=bash disable=SC2034

# What cmake/Dependencies.cmake looks for, and the tools to build it with.
packages_build=(
    cmake ninja-build g++ pkg-config
    qt6-base-dev qt6-base-dev-tools qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools linguist-qt6
    qtkeychain-qt6-dev qcoro-qt6-dev libexpected-dev libyaml-cpp-dev libarchive-dev libcpp-httplib-dev libssl-dev
)

# What the program loads at run time without being linked to it, the ssh and, for the demo, the curl that it starts to ask
# nodes, its fonts, and what packaging/with-keyring starts.
packages_run=(
    libqt6sql6-sqlite libqt6svg6 qt6-qpa-plugins qt6-translations-l10n libsecret-1-0 ca-certificates
    openssh-client curl
    fonts-dejavu-core fonts-wqy-microhei
    dbus dbus-daemon gnome-keyring libglib2.0-bin
)

# Only for a desktop that speaks Wayland and nothing else.
packages_wayland=(qt6-wayland)

# The real components that tests run against, and what makes the second run quick. python3-keystone holds all of
# OpenStack Identity without the package "keystone", whose service would start on the machine it is installed on.
# openssh-server is a node to sign in to: tests start an sshd of their own on the loopback. On a machine that had none its
# service starts, too, when it is installed; "systemctl disable --now ssh" ends that, and the tests do not need it.
# libcurl is what the benchmarks compare with; the preset "dev" builds them, so that they go on compiling.
packages_test=(
    ccache git curl jq openssl libsecret-tools openssh-client openssh-server
    python3-keystone uwsgi-core uwsgi-plugin-python3 python3-openstackclient
    chromium chromium-driver s3cmd rclone
    libcurl4-openssl-dev
)

# tests/tidy.
packages_tidy=(clang-tidy-14 clazy)

# The preset "benchmark" and the scripts of tests/benchmarks.
packages_benchmark=(libcurl4-openssl-dev xvfb xauth openbox bc curl jq)

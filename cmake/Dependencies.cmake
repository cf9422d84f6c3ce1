# SPDX-License-Identifier: Apache-2.0
# Every library the project uses, found in one place. The README table says what each is for.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network DBus Sql Gui Widgets Svg LinguistTools)
find_package(QCoro6 REQUIRED COMPONENTS Core)
find_package(Qt6Keychain REQUIRED)
find_package(tl-expected REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
if(CLAVIGER_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()

# SPDX-License-Identifier: Apache-2.0
# Compiler settings that every target of the project shares, as one interface target.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(claviger_settings INTERFACE)
target_include_directories(claviger_settings INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(claviger_settings INTERFACE
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(claviger_settings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Wextra-semi)
if(CMAKE_UNITY_BUILD)
    # A unity file includes the sources, so g++ takes a coroutine's lambdas for parts of a header.
    target_compile_options(claviger_settings INTERFACE -Wno-subobject-linkage)
endif()
if(CLAVIGER_WARNINGS_AS_ERRORS)
    target_compile_options(claviger_settings INTERFACE -Werror)
endif()
if(CLAVIGER_SANITIZE)
    # With sanitizers g++ 12 loses sight of a variant's state inside QCoro's task; the sanitizers see the real thing.
    target_compile_options(claviger_settings INTERFACE -Wno-maybe-uninitialized)
    target_compile_options(claviger_settings INTERFACE
        -fsanitize=${CLAVIGER_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(claviger_settings INTERFACE -fsanitize=${CLAVIGER_SANITIZE})
endif()

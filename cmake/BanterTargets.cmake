# SPDX-License-Identifier: Apache-2.0
# What every target of the house shares: the language, the warnings, Qt's strict
# defines, the sanitizers and the precompiled header.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

option(BANTER_BATCHES "Compile the libraries in batches of ten files (unity builds): a third of the time for all of them" ON)
option(BANTER_WARNINGS_AS_ERRORS "Treat our own warnings as errors" OFF)

add_library(banter_flags INTERFACE)
target_compile_options(banter_flags INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  -fno-omit-frame-pointer $<$<BOOL:${BANTER_WARNINGS_AS_ERRORS}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND BANTER_SANITIZE)
  # GCC 12 with sanitizers reports a std::variant's storage as maybe uninitialised; it is not.
  target_compile_options(banter_flags INTERFACE -Wno-maybe-uninitialized)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # At -O3 GCC 12 sees overflows in std::string's operator+(const char *, std::string &&) that are not there (GCC PR 105651).
  target_compile_options(banter_flags INTERFACE $<$<CONFIG:Release>:-Wno-restrict> $<$<CONFIG:Release>:-Wno-stringop-overflow>
    $<$<CONFIG:Release>:-Wno-array-bounds>)
endif()
target_compile_definitions(banter_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  QT_NO_FOREACH QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_include_directories(banter_flags INTERFACE ${CMAKE_SOURCE_DIR})
if(BANTER_SANITIZE)
  target_compile_options(banter_flags INTERFACE -fsanitize=${BANTER_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(banter_flags INTERFACE -fsanitize=${BANTER_SANITIZE})
endif()

# Not for all that CMake makes: what Qt generates beside a QML module does not stand it (CMake 3.28, Qt 6.4), and programs have
# few files.
function(banter_batches target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${BANTER_BATCHES} UNITY_BUILD_BATCH_SIZE 10)
endfunction()

# banter_library(<name> SOURCES ... [LIBS ...] [MOC] [PCH]): a static library whose sources follow the house's rules.
function(banter_library name)
  cmake_parse_arguments(ARG "MOC;PCH" "" "SOURCES;LIBS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_LIBS} PRIVATE banter_flags)
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  set_target_properties(${name} PROPERTIES AUTOMOC ${ARG_MOC})
  banter_batches(${name})
  if(ARG_PCH)
    target_precompile_headers(${name} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/Precompiled.h)
  endif()
endfunction()

# banter_executable(<name> SOURCES ... [LIBS ...] [MOC])
function(banter_executable name)
  cmake_parse_arguments(ARG "MOC" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS} banter_flags)
  set_target_properties(${name} PROPERTIES AUTOMOC ${ARG_MOC} RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()

# banter_test(<name> SOURCES ... [LIBS ...] [LABELS ...] [TIMEOUT s] [NO_MOC]): one Qt Test program = one CTest test.
# Any Qt warning ends the run (tests/support/FatalLogger).
function(banter_test name)
  cmake_parse_arguments(ARG "NO_MOC" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS} banter_test_support Qt6::Test banter_flags)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  # Lines are all that a failed test needs; all of -g costs a quarter of the compiler's time.
  target_compile_options(${name} PRIVATE $<$<CONFIG:RelWithDebInfo>:-g1>)
  if(NOT ARG_NO_MOC)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endfunction()

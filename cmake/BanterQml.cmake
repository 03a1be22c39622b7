# SPDX-License-Identifier: Apache-2.0
# Modules of QML files.

option(BANTER_QML_CACHE "Compile the QML files ahead of time: a faster start, a slower build" ON)

# banter_qml_module(<target> URI <uri> [SINGLETONS file...] [IMPORTS module...] [RESOURCES file...] FILES file...)
# A static library and its plugin <target>plugin; whoever runs it links both. Folders are for people: inside the module
# all files are side by side. RESOURCES land in icons/.
function(banter_qml_module target)
  cmake_parse_arguments(ARG "" "URI" "SINGLETONS;IMPORTS;FILES;RESOURCES" ${ARGN})
  set_source_files_properties(${ARG_SINGLETONS} PROPERTIES QT_QML_SINGLETON_TYPE TRUE)
  foreach(file IN LISTS ARG_SINGLETONS ARG_FILES)
    get_filename_component(name ${file} NAME)
    set_source_files_properties(${file} PROPERTIES QT_RESOURCE_ALIAS ${name})
  endforeach()
  foreach(file IN LISTS ARG_RESOURCES)
    get_filename_component(name ${file} NAME)
    set_source_files_properties(${file} PROPERTIES QT_RESOURCE_ALIAS icons/${name})
  endforeach()
  string(REPLACE "." "/" folder ${ARG_URI})
  set(cache)
  if(NOT BANTER_QML_CACHE)
    set(cache NO_CACHEGEN)
  endif()
  qt_add_library(${target} STATIC)
  banter_batches(${target})
  set_target_properties(${target} PROPERTIES AUTOMOC ON)
  # The modules meet in one tree, where qmllint and the engine find them. VERSION and the prefix are what Qt 6.4 wants.
  qt_add_qml_module(${target} URI ${ARG_URI} VERSION 1.0 ${cache} RESOURCE_PREFIX /qt/qml
    OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/qml/${folder} IMPORT_PATH ${CMAKE_BINARY_DIR}/qml
    DEPENDENCIES QtQuick QtQml.Models IMPORTS ${ARG_IMPORTS}
    QML_FILES ${ARG_SINGLETONS} ${ARG_FILES} RESOURCES ${ARG_RESOURCES})
  target_link_libraries(${target} PUBLIC Qt6::Quick Qt6::QuickControls2)
endfunction()

# SPDX-License-Identifier: Apache-2.0
# banter_embed_migrations(<engine> <out variable>): writes a C++ source that holds <engine>/migrations/NNNN.sql in order
# of their numbers, as banter::server::<engine>Migrations().
function(banter_embed_migrations engine out)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${engine}/migrations/*.sql)
  list(SORT files)
  set(entries "")
  foreach(file ${files})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} sql)
    get_filename_component(number ${file} NAME_WE)
    math(EXPR version "1${number} - 10000")
    set(compatible 0)
    if(sql MATCHES "-- compatible_from: ([0-9]+)")
      set(compatible ${CMAKE_MATCH_1})
    elseif(NOT version EQUAL 0)
      message(FATAL_ERROR "${file} does not say -- compatible_from: N")
    endif()
    string(APPEND entries "        {${version}, ${compatible}, R\"sql(${sql})sql\"},\n")
  endforeach()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${engine}Migrations.cpp)
  string(CONCAT text "// Generated from ${engine}/migrations/*.sql\n"
    "#include \"server/storage/common/Migrator.h\"\n#include \"server/storage/common/Migrations.h\"\n"
    "namespace banter::server {\nconst std::vector<Migration> &${engine}Migrations() {\n"
    "    static const std::vector<Migration> migrations{\n${entries}    };\n    return migrations;\n}\n}\n")
  file(GENERATE OUTPUT ${source} CONTENT "${text}")
  set(${out} ${source} PARENT_SCOPE)
endfunction()

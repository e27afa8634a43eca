# find_package(nianbao) gives the target nianbao::nianbao, by way of nianbao.pc.
find_package(PkgConfig REQUIRED)
get_filename_component(nianbao_pc "${CMAKE_CURRENT_LIST_DIR}/../../pkgconfig" ABSOLUTE)
set(ENV{PKG_CONFIG_PATH} "${nianbao_pc}:$ENV{PKG_CONFIG_PATH}")
pkg_check_modules(nianbao REQUIRED IMPORTED_TARGET GLOBAL nianbao)
if(NOT TARGET nianbao::nianbao)
	add_library(nianbao::nianbao ALIAS PkgConfig::nianbao)
endif()

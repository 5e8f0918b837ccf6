# Warnings, definitions and sanitizers that every target of the project shares.
add_library(memcheck_options INTERFACE)
target_include_directories(memcheck_options INTERFACE "${PROJECT_SOURCE_DIR}/analyzer")
target_compile_definitions(memcheck_options INTERFACE
  _GNU_SOURCE MC_DEBUG=${MC_DEBUG} MEMCHECK_VERSION="${PROJECT_VERSION}")
target_compile_options(memcheck_options INTERFACE
  -Wall -Wextra $<$<C_COMPILER_ID:GNU>:-Wshadow=local> -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith
  -Wwrite-strings -Wvla -Wno-missing-field-initializers
  $<$<BOOL:${MEMCHECK_WERROR}>:-Werror>)
if(NOT MC_DEBUG)
  target_compile_definitions(memcheck_options INTERFACE NDEBUG)
endif()

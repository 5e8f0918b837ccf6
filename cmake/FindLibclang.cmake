# Libclang: header and library of one LLVM release (17 or newer), always as a pair of one
# prefix, because cursor numbers changed between releases. Debian's libclang-N-dev has no
# usable CMake package. Sets Libclang_FOUND and the target Libclang::Libclang.
#
# LIBCLANG_PREFIX  a prefix to use instead of looking (for example /usr/lib/llvm-19)
set(prefixes "${LIBCLANG_PREFIX}")
if(NOT LIBCLANG_PREFIX)
  set(prefixes "")
  foreach(version RANGE 21 17 -1)
    list(APPEND prefixes "/usr/lib/llvm-${version}" "/usr/lib64/llvm${version}"
      "/usr/local/llvm-${version}")
  endforeach()
  list(APPEND prefixes /usr /usr/local)
endif()

include(CheckCSourceCompiles)
foreach(prefix IN LISTS prefixes)
  unset(include_dir CACHE)
  unset(library CACHE)
  find_path(include_dir clang-c/Index.h PATHS "${prefix}/include" NO_DEFAULT_PATH)
  find_library(library NAMES clang libclang PATHS "${prefix}/lib" "${prefix}/lib64"
    NO_DEFAULT_PATH)
  if(include_dir AND library)
    string(MAKE_C_IDENTIFIER "libclang_pair_${prefix}" works)
    set(CMAKE_REQUIRED_INCLUDES "${include_dir}")
    set(CMAKE_REQUIRED_LIBRARIES "${library}")
    check_c_source_compiles("#include <clang-c/Index.h>
      int main(void) { return (int)clang_getCursorBinaryOperatorKind(clang_getNullCursor()); }"
      ${works})
    unset(CMAKE_REQUIRED_INCLUDES)
    unset(CMAKE_REQUIRED_LIBRARIES)
    if(${works})
      set(Libclang_INCLUDE_DIR "${include_dir}")
      set(Libclang_LIBRARY "${library}")
      set(Libclang_PREFIX "${prefix}")
      break()
    endif()
  endif()
endforeach()
unset(include_dir CACHE)
unset(library CACHE)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libclang
  REASON_FAILURE_MESSAGE "install libclang-19-dev, or set LIBCLANG_PREFIX (without it memcheck-cc is not built)"
  REQUIRED_VARS Libclang_LIBRARY Libclang_INCLUDE_DIR)
if(Libclang_FOUND AND NOT TARGET Libclang::Libclang)
  add_library(Libclang::Libclang UNKNOWN IMPORTED)
  set_target_properties(Libclang::Libclang PROPERTIES
    IMPORTED_LOCATION "${Libclang_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${Libclang_INCLUDE_DIR}")
endif()

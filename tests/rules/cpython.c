// rules/cpython.yaml: memory.
#include <Python.h>

int block_bad(size_t size, int is_wanted)
{
  char *block = PyMem_Malloc(size);
  if (block == NULL)
    return -1;
  if (!is_wanted)
    return 0; // expect: leak
  PyMem_Free(block);
  return 1;
}

int block_ok(size_t size)
{
  char *block = PyMem_Malloc(size);
  if (block == NULL)
    return -1;
  PyMem_Free(block);
  return 0;
}

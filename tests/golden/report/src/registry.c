// Sample for the golden reports: read, never compiled.
#include <Python.h>

#include "registry.h"

// A registry maps names to values that it keeps alive.
typedef struct registry {
  PyObject *map;
} registry;

registry *registry_new(void)
{
  registry *self = malloc(sizeof *self);
  if (self == NULL)
    return NULL;
  self->map = PyDict_New();
  if (self->map == NULL) {
    free(self);
    return NULL;
  }
  return self;
}

void registry_free(registry *self)
{
  Py_DECREF(self->map);
  free(self);
}

// Adds [val] under [name].
PyObject *registry_add(registry *self, const char *name, PyObject *val)
{
    PyObject *key = PyUnicode_FromString(name);

    /* No key, no entry. */
    if (key == NULL)
        return NULL;

    if (PyDict_SetItem(self->map, key, val) < 0)

        return NULL;

    Py_DECREF(key);
    Py_RETURN_NONE;
}

void registry_dump(const char *path)
{
  FILE *out = fopen(path, "w");
  CHECK(out);
  if (write_all(out) < 0 || fflush(out) != 0)
    return;
  fclose(out);
}

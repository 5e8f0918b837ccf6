// What the registry's users need.
#define CHECK(file)                                                                    \
  do {                                                                                 \
    if ((file) == NULL)                                                                \
      return;                                                                          \
  } while (0)

// Cleanup attributes as GLib's macros make them.
typedef void *gpointer;
typedef struct Thing Thing;
Thing *thing_new(int n);
void thing_free(Thing *thing);
void g_free(gpointer memory);
char *g_strdup(const char *text);
void use(Thing *thing, char *text);

static inline void g_autoptr_cleanup_generic_gfree(void *p)
{
  g_free(*(void **)p);
}

#define G_DEFINE_AUTOPTR_CLEANUP_FUNC(T, free_function)                                \
  typedef T *T##_autoptr;                                                              \
  static inline void glib_autoptr_cleanup_##T(T **p)                                   \
  {                                                                                    \
    if (*p)                                                                            \
      free_function(*p);                                                               \
  }
#define g_autoptr(T) __attribute__((cleanup(glib_autoptr_cleanup_##T))) T##_autoptr
#define g_autofree __attribute__((cleanup(g_autoptr_cleanup_generic_gfree)))
static inline gpointer g_steal_pointer(gpointer pp)
{
  gpointer *ptr = (gpointer *)pp;
  gpointer ref = *ptr;
  *ptr = 0;
  return ref;
}
#define g_steal_pointer(pp) ((__typeof__(*pp))(g_steal_pointer)(pp))

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Thing, thing_free)

Thing *stolen_on_success(int n)
{
  g_autoptr(Thing) thing = thing_new(n);
  g_autofree char *text = g_strdup("x");
  if (n < 0)
    return 0;
  use(thing, text);
  return g_steal_pointer(&thing);
}

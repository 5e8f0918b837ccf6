// rules/cairo.yaml: counted surfaces and contexts, which are never NULL.
#include <cairo.h>

int surface_bad(const char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create(0, 10, 10);
  return cairo_surface_write_to_png(surface, path); // expect: leak
}

int surface_ok(const char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create(0, 10, 10);
  int status = cairo_surface_write_to_png(surface, path);
  cairo_surface_destroy(surface);
  return status;
}

void context_bad(cairo_surface_t *surface, int is_wanted)
{
  cairo_t *context = cairo_create(surface);
  if (!is_wanted)
    return; // expect: leak
  cairo_paint(context);
  cairo_destroy(context);
}

int target_is_borrowed_ok(cairo_t *context, const char *path)
{
  return cairo_surface_write_to_png(cairo_get_target(context), path);
}

void source_is_retained_bad(cairo_t *context)
{
  cairo_pattern_t *pattern = cairo_pattern_create_rgb(1, 0, 0);
  cairo_set_source(context, pattern);
} // expect: leak

void source_is_retained_ok(cairo_t *context)
{
  cairo_pattern_t *pattern = cairo_pattern_create_rgb(1, 0, 0);
  cairo_set_source(context, pattern);
  cairo_pattern_destroy(pattern);
}

int FN_retained_bad(cairo_surface_t *surface, const char *path)
{
  cairo_surface_t *mine = cairo_surface_reference(surface);
  return cairo_surface_write_to_png(mine, path); // expect: leak
}

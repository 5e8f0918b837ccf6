// What tests/rules/cairo.c needs of cairo.
#ifndef STUB_CAIRO_H
#define STUB_CAIRO_H
#pragma GCC system_header

typedef struct _cairo cairo_t;
typedef struct _cairo_surface cairo_surface_t;
typedef struct _cairo_pattern cairo_pattern_t;

cairo_surface_t *cairo_image_surface_create(int format, int width, int height);
cairo_surface_t *cairo_surface_reference(cairo_surface_t *surface);
void cairo_surface_destroy(cairo_surface_t *surface);
int cairo_surface_write_to_png(cairo_surface_t *surface, const char *path);
cairo_t *cairo_create(cairo_surface_t *target);
void cairo_destroy(cairo_t *context);
void cairo_paint(cairo_t *context);
cairo_surface_t *cairo_get_target(cairo_t *context);
cairo_pattern_t *cairo_pattern_create_rgb(double red, double green, double blue);
void cairo_set_source(cairo_t *context, cairo_pattern_t *pattern);
void cairo_pattern_destroy(cairo_pattern_t *pattern);

#endif

// Objects that other objects hold: in fields, in arrays, in blocks that move.
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct file {
  int fd;
  char *buffer;
};

static void file_close(struct file *file)
{
  if (file != NULL) {
    if (file->fd != -1)
      close(file->fd);
    if (file->buffer != NULL)
      free(file->buffer);
    free(file);
  }
}

// Whether a part was there or not, after file_close() it is gone.
struct file *parts_released_with_the_whole_ok(const char *name)
{
  struct file *file = malloc(sizeof *file);
  if (file == NULL)
    return NULL;
  file->buffer = malloc(100);
  file->fd = open(name, O_RDONLY);
  if (file->buffer == NULL || file->fd == -1) {
    file_close(file);
    return NULL;
  }
  return file;
}

static void file_forget(struct file *file)
{
  if (file != NULL) {
    if (file->fd != -1)
      close(file->fd);
    free(file);
  }
}

struct file *part_forgotten_bad(const char *name)
{
  struct file *file = malloc(sizeof *file);
  if (file == NULL)
    return NULL;
  file->buffer = malloc(100);
  file->fd = open(name, O_RDONLY);
  if (file->buffer == NULL || file->fd == -1) {
    file_forget(file); // expect: leak
    return NULL;
  }
  return file;
}

struct parts {
  char *part[3];
};

// Which element goes where is not known: each may have gone.
int reordered_ok(struct parts *out, const int *order)
{
  char *part[3] = {0};
  for (int i = 0; i < 3; i++) {
    part[i] = malloc(10);
    if (part[i] == NULL) {
      free(part[0]);
      free(part[1]);
      free(part[2]);
      return -1;
    }
  }
  for (int i = 0; i < 3; i++)
    out->part[i] = part[order[i]];
  return 0;
}

// What a block holds moves with it.
char **moved_with_its_block_ok(const char *text)
{
  size_t capacity = 4;
  size_t count = 0;
  char **words = malloc(capacity * sizeof *words);
  if (words == NULL)
    return NULL;
  for (; *text != '\0'; text++) {
    words[count++] = strdup(text);
    if (count == capacity) {
      char **more = realloc(words, (capacity += 4) * sizeof *words);
      if (more == NULL)
        exit(1);
      words = more;
    }
  }
  words[count] = NULL;
  return words;
}

static void *resize(void *block, size_t size)
{
  void *moved = realloc(block, size);
  if (moved == NULL)
    exit(1);
  return moved;
}

char **moved_by_wrapper_ok(const char *text)
{
  size_t capacity = 4;
  size_t count = 0;
  char **words = resize(NULL, capacity * sizeof *words);
  for (; *text != '\0'; text++) {
    words[count++] = strdup(text);
    if (count == capacity)
      words = resize(words, (capacity += 4) * sizeof *words);
  }
  words[count] = NULL;
  return words;
}

struct text {
  char *memory;
  int failed;
};

static char *text_finish(struct text *text)
{
  if (text->memory == NULL) {
    text->memory = malloc(1);
    if (text->memory == NULL)
      text->failed = 1;
  }
  if (!text->failed)
    return text->memory;
  free(text->memory);
  return NULL;
}

// What a callee makes in a field and also returns is one object.
char *made_and_returned_ok(void)
{
  struct text text = {NULL, 0};
  return text_finish(&text);
}

int made_and_returned_bad(void)
{
  struct text text = {NULL, 0};
  return text_finish(&text) != NULL; // expect: leak
}

struct input {
  struct text *text;
  int line;
};

void input_reset(struct text *text, struct input *input);

static struct input *input_new(struct text *text)
{
  struct input *input = calloc(1, sizeof *input);
  if (input == NULL) {
    free(text);
    return NULL;
  }
  input->text = text;
  input_reset(text, input);
  return input;
}

// A stranger may write to the input; that it holds the text stays true.
struct input *held_past_a_stranger_ok(void)
{
  struct text *text = calloc(1, sizeof *text);
  if (text == NULL)
    return NULL;
  return input_new(text);
}

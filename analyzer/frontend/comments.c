#include "frontend/comments.h"
#include "frontend/text.h"
#include "model/suppression.h"

#include <string.h>

// One pass over the tokens of a file. Of the comments found, those from [waiting] on do
// not know all lines of their statement yet: where it begins (first is 0), or ends.
typedef struct scanner {
  uint32_t file;
  arena *arena;
  comment_list *comments;
  uint32_t waiting;
  const char *line_begin;
  uint32_t line;
  uint32_t statement;                 // line where the open one begins; 0: none is open
  uint32_t closed_first, closed_last; // lines of the one before
  uint32_t brackets;                  // open ones of the statement
  uint32_t above;       // last line of the comments that stand above the next statement
  bool is_line_started; // by something solid
  bool is_directive;    // the line, or what a backslash joins to it
  uint32_t conditions;  // #if that are open
  bool has_conditions;  // there was one besides the guard
  bool is_guarded;      // the outermost of them is the file's include guard
} scanner;

// ---- Words -------------------------------------------------------------------------

static uint32_t count_lines(const char *begin, const char *end)
{
  uint32_t lines = 0;
  for (const char *c = begin; c < end; c++)
    lines += *c == '\n';
  return lines;
}

static bool is_blank(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// Appends a comment's words: white space folded, without the marks that begin its
// lines.
static void add_words(const char *begin, const char *end, strbuf *out)
{
  bool is_line_begin = false;
  bool is_parted = false;
  for (const char *c = begin; c < end; c++) {
    is_line_begin = is_line_begin || *c == '\n';
    bool is_joint = *c == '\\' && (c + 1 == end || is_blank(c[1]));
    if (is_blank(*c) || is_joint || (is_line_begin && (*c == '*' || *c == '/'))) {
      is_parted = true;
      continue;
    }
    if (is_parted && out->length != 0)
      strbuf_add_char(out, ' ');
    strbuf_add_char(out, *c);
    is_line_begin = is_parted = false;
  }
}

static bool is_line_comment(text_token token)
{
  return token.kind == TEXT_COMMENT && token.begin[1] == '/';
}

// The line comment on the line below line comment [token], else END. One behind code
// goes on in the same column only.
static text_token find_below(text_token token, uint32_t column)
{
  text_token none = {TEXT_END, token.end, token.end};
  if (!is_line_comment(token))
    return none;
  text_token space = text_next(token.end);
  text_token below = text_next(space.end);
  if (space.kind != TEXT_SPACE || count_lines(space.begin, space.end) != 1 ||
      !is_line_comment(below))
    return none;
  const char *line_end = memrchr(space.begin, '\n', (size_t)(space.end - space.begin));
  return column == 0 || below.begin - line_end == column ? below : none;
}

// ---- Comments and their statements -------------------------------------------------

static void add_comment(scanner *s, const char *begin, const char *end,
                        unit_comment comment)
{
  strbuf words = {0};
  add_words(begin, end, &words);
  comment.text = arena_copy_string(s->arena, strbuf_text(&words));
  strbuf_clear(&words);
  array_push(s->comments, comment);
}

// Adds what the comment from [begin] to [end] asks; [place] has all but where it
// begins.
static void read_comment(scanner *s, const char *begin, const char *end,
                         unit_comment place)
{
  size_t length = (size_t)(end - begin);
  if (length >= 4 && begin[1] == '*' && end[-1] == '/')
    length -= 2;
  char *text = arena_copy_bytes(s->arena, begin, length);
  const char *found = suppression_find(text);
  while (found != NULL) {
    const char *next = suppression_find(found + 1);
    const char *stop = next == NULL ? text + length : next;
    const char *line = memrchr(text, '\n', (size_t)(found - text));
    place.line = s->line + count_lines(text, found);
    place.column =
        (uint32_t)(line != NULL ? found - line
                                : begin - s->line_begin + (found - text) + 1);
    add_comment(s, found, stop, place);
    found = next;
  }
}

static void give_up(scanner *s)
{
  for (; s->waiting < s->comments->count; s->waiting++) {
    unit_comment *comment = &s->comments->items[s->waiting];
    if (comment->last == 0)
      comment->first = 0;
  }
}

static void begin_statement(scanner *s)
{
  s->statement = s->line;
  s->brackets = 0;
  bool is_attached = s->above != 0 && s->line <= s->above + 1;
  if (!is_attached)
    give_up(s);
  for (uint32_t i = s->waiting; i < s->comments->count; i++)
    if (s->comments->items[i].first == 0)
      s->comments->items[i].first = s->line;
  s->above = 0;
}

static void end_statement(scanner *s)
{
  for (; s->waiting < s->comments->count; s->waiting++)
    if (s->comments->items[s->waiting].last == 0)
      s->comments->items[s->waiting].last = s->line;
  // Several on one line are one to who comments behind them.
  if (s->closed_last != s->statement)
    s->closed_first = s->statement;
  s->closed_last = s->line;
  s->statement = 0;
}

// Takes the comment at [token], and the line comments that go on below it; returns the
// last.
static text_token take_comment(scanner *s, text_token token)
{
  const char *begin = token.begin;
  uint32_t column = s->is_line_started ? (uint32_t)(begin - s->line_begin + 1) : 0;
  text_token below = find_below(token, column);
  for (; below.kind != TEXT_END; below = find_below(token, column))
    token = below;
  uint32_t last = s->line + count_lines(begin, token.end);
  const char *line = memrchr(begin, '\n', (size_t)(token.end - begin));
  unit_comment place = {
      .file = s->file,
      .end_line = last,
      .end_column =
          (uint32_t)(token.end - (line == NULL ? s->line_begin : line + 1)) + 1,
      .is_conditional = s->conditions > (s->is_guarded ? 1 : 0)};
  if (s->is_directive)
    place.first = place.last = s->line;
  else if (s->statement != 0)
    place.first = s->statement;
  else if (s->closed_last == s->line) {
    place.first = s->closed_first;
    place.last = s->line;
  } else {
    if (s->above != 0 && s->line > s->above + 1)
      give_up(s);
    s->above = last;
  }
  read_comment(s, begin, token.end, place);
  return token;
}

// ---- Directives --------------------------------------------------------------------

// "#ifndef NAME" as the first thing in a file, and "#define NAME" below it.
static bool is_guard(text_token ifndef)
{
  text_token name = text_next_solid(ifndef.end);
  text_token mark = text_next_solid(name.end);
  text_token define = text_next_solid(mark.end);
  text_token again = text_next_solid(define.end);
  size_t length = (size_t)(name.end - name.begin);
  return name.kind == TEXT_WORD && text_is_mark(mark, '#') &&
         text_is_word(define, "define") && again.kind == TEXT_WORD &&
         (size_t)(again.end - again.begin) == length &&
         memcmp(name.begin, again.begin, length) == 0;
}

static void begin_directive(scanner *s, text_token mark, bool is_first)
{
  s->is_directive = true;
  text_token word = text_next_solid(mark.end);
  if (text_is_word(word, "if") || text_is_word(word, "ifdef") ||
      text_is_word(word, "ifndef")) {
    bool guards = is_first && text_is_word(word, "ifndef") && is_guard(word);
    s->conditions++;
    s->is_guarded = s->is_guarded || guards;
    s->has_conditions = s->has_conditions || !guards;
  } else if (text_is_word(word, "endif") && s->conditions > 0) {
    s->conditions--;
    s->is_guarded = s->is_guarded && s->conditions > 0;
  }
}

// ---- The pass ----------------------------------------------------------------------

static void take_solid(scanner *s, text_token token)
{
  if (s->statement == 0)
    begin_statement(s);
  if (text_is_mark(token, '(') || text_is_mark(token, '['))
    s->brackets++;
  if ((text_is_mark(token, ')') || text_is_mark(token, ']')) && s->brackets > 0)
    s->brackets--;
  bool is_end = text_is_mark(token, '{') || text_is_mark(token, '}') ||
                (text_is_mark(token, ';') && s->brackets == 0);
  if (is_end)
    end_statement(s);
}

// Passes [token]: counts its lines.
static void pass(scanner *s, text_token token)
{
  bool is_joined = true;
  for (const char *c = token.begin; c < token.end; c++) {
    if (*c != '\n')
      continue;
    s->line++;
    s->line_begin = c + 1;
    size_t before = (size_t)(c - token.begin);
    is_joined = is_joined && ((before > 0 && c[-1] == '\\') ||
                              (before > 1 && c[-1] == '\r' && c[-2] == '\\'));
  }
  if (token.kind == TEXT_SPACE && !is_joined) {
    if (s->is_directive && s->above != 0)
      s->above = s->line - 1; // a directive does not part a comment from its code
    s->is_line_started = s->is_directive = false;
  }
}

// What speaks of many lines speaks of the left out ones too.
static void mark_conditional(scanner *s, uint32_t from)
{
  for (uint32_t i = from; s->has_conditions && i < s->comments->count; i++) {
    suppression parsed;
    suppression_parse(s->arena, s->comments->items[i].text, &parsed);
    if (parsed.form != SUPPRESSION_HERE)
      s->comments->items[i].is_conditional = true;
  }
}

void comments_find(const char *text, uint32_t file, arena *arena,
                   comment_list *comments)
{
  if (strstr(text, "emcheck") == NULL || suppression_find(text) == NULL)
    return; // quick: nearly all files
  scanner s = {.file = file,
               .arena = arena,
               .comments = comments,
               .waiting = comments->count,
               .line_begin = text,
               .line = 1};
  uint32_t known = comments->count;
  bool is_first = true;
  for (text_token token = text_next(text); token.kind != TEXT_END;
       token = text_next(token.end)) {
    const char *begin = token.begin;
    if (token.kind == TEXT_COMMENT) {
      token = take_comment(&s, token);
    } else if (token.kind != TEXT_SPACE) {
      if (text_is_mark(token, '#') && !s.is_line_started)
        begin_directive(&s, token, is_first);
      if (!s.is_directive)
        take_solid(&s, token);
      s.is_line_started = true;
      is_first = false;
    }
    token.begin = begin;
    pass(&s, token);
  }
  if (s.statement == 0)
    give_up(&s);
  end_statement(&s);
  mark_conditional(&s, known);
}

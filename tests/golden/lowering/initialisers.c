struct inner { int x, y; };
struct outer { int a; struct inner in; int list[3]; const char *name; };
union either { int i; double d; struct inner in; };
int side(void);
struct inner make(void);

void positional(void)
{
  struct inner all = {1, 2};
  struct inner some = {1};
  struct inner none = {};
  int numbers[3] = {1, side(), 3};
  int rest[4] = {7};
}

void nested_braces(void)
{
  struct outer o = {1, {2, 3}, {4, 5, 6}, "name"};
}

void elided_braces(void)
{
  struct outer o = {1, 2, 3, 4, 5, 6, "name"};
  struct inner rows[2] = {1, 2, 3, 4};
}

void whole_record(void)
{
  struct inner in = make();
  struct outer o = {1, in, {0}};
  struct inner two[2] = {in, make()};
}

void designated(void)
{
  struct outer o = {.in.y = 1, .a = 2, .list[1] = 3, 4};
  int sparse[8] = {[2] = 1, 5, [6] = 2};
  struct inner table[3] = {[1].y = 5, 6};
}

// What comes after .in.x goes on inside it.
void going_on(void)
{
  struct outer o = {.in.x = 1, 2, 3};
}

void ranges(void)
{
  int numbers[4] = {[1 ... 2] = side()};
  int grid[2][2] = {[0][1] = 1, [1 ... 1][0] = 2};
  int many[100] = {[3 ... 90] = 1};
}

void old_designators(void)
{
  struct inner in = {y : 1, x : 2};
}

void overridden(void)
{
  struct outer o = {.in = {1, 2}, .in = {.y = 3}};
}

void unions(void)
{
  union either first = {1};
  union either second = {.in = {1, 2}};
}

struct bits { int a : 3; int : 4; int b : 5; };
void unnamed_bits(void)
{
  struct bits bits = {1, 2};
}

struct anonymous { int tag; union { int i; char *p; }; struct { int u, v; }; };
void in_anonymous(char *p)
{
  struct anonymous by_name = {.tag = 1, .p = p, .v = 2};
  struct anonymous in_order = {1, {2}, {3, 4}};
}

void strings(void)
{
  char text[] = "abc";
  char braced[4] = {"abc"};
  const char *pointer = "abc";
  const char *list[] = {"a", "b"};
  struct { char s[4]; int n; } mixed = {"ab", 3};
}

void scalars(void)
{
  int in_braces = {3};
  int *empty = {};
  double d = 2;
}

void declared_from(int n)
{
  typeof(side()) copy = n;
  int sized[2];
  struct outer later;
  later.a = 1;
}

// Small functions whose results are compared: compiled, and run from their IR. Included
// by test_meaning.c, and lowered by it. Each takes a number and gives one; none needs
// more than this file.

#pragma GCC diagnostic ignored "-Wpragmas"
#pragma GCC diagnostic ignored "-Wunknown-warning-option"
#pragma GCC diagnostic ignored "-Wvla"
#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"
#pragma GCC diagnostic ignored "-Wtype-limits"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wshadow=compatible-local"
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wsign-compare"
#pragma GCC diagnostic ignored "-Waddress"
#pragma GCC diagnostic ignored "-Wint-in-bool-context"
#pragma GCC diagnostic ignored "-Wmissing-braces"
#pragma GCC diagnostic ignored "-Woverride-init"
#pragma GCC diagnostic ignored "-Winitializer-overrides"

typedef struct pair {
  int a, b;
} pair;

typedef struct tree {
  struct tree *left, *right;
  int value;
  unsigned char bytes[5];
  union {
    int whole;
    short halves[2];
  };
  pair inner;
} tree;

typedef enum colour { RED, GREEN = 4, BLUE } colour;

static pair pair_of(int a, int b)
{
  pair p = {.b = b, .a = a};
  return p;
}

static int calls;
static int counted(int n)
{
  calls++;
  return n;
}

static int loops(int n)
{
  int sum = 0;
  for (int i = 0; i < n + 3; i++) {
    if (i == 2)
      continue;
    if (i == 6)
      break;
    sum += i * i;
  }
  int k = 5;
  while (k-- > n)
    sum = sum * 3 + k;
  do
    sum++;
  while (sum % 7 != 0);
  for (;; sum++)
    if (sum % 5 == 0)
      return sum;
}

static int switches(int n)
{
  int result = 0;
  for (int i = -3; i < 12; i++)
    switch (i + n) {
    case 0:
      result += 1;
    case 1:
      result += 10;
      break;
    case 3 ... 5:
      result *= 2;
      continue;
    default:
      result -= 1;
    case -2:
      result ^= i;
    }
  return result;
}

static int duff(int n)
{
  int count = (n & 7) + 1;
  int sum = 0;
  int rounds = (count + 3) / 4;
  switch (count % 4) {
  case 0:
    do {
      sum += 1;
    case 3:
      sum += 10;
    case 2:
      sum += 100;
    case 1:
      sum += 1000;
    } while (--rounds > 0);
  }
  return sum;
}

static int gotos(int n)
{
  int steps = 0;
again:
  steps++;
  if (n > 20)
    goto done;
  n = n * 2 + 3;
  if (steps < 8)
    goto again;
done:
  return steps * 100 + n;
}

static int computed_goto(int n)
{
  void *where = n % 2 == 0 ? &&even : &&odd;
  int result = 0;
  goto *where;
even:
  result += 2;
odd:
  return result + 1;
}

static int short_circuits(int n)
{
  calls = 0;
  int a = counted(n) && counted(n - 1);
  int b = counted(n) || counted(n + 1);
  int c = !counted(n) && (counted(1) || counted(0));
  counted(n) && counted(2);
  return a + b * 2 + c * 4 + calls * 8;
}

static int conditionals(int n)
{
  calls = 0;
  int a = n > 2 ? counted(10) : n < 0 ? counted(20) : 30;
  int b = counted(n) ?: 7;
  pair p = n ? pair_of(1, 2) : pair_of(3, 4);
  return a + b + p.a * p.b + calls * 1000;
}

static int narrow(int n)
{
  unsigned char u = (unsigned char)(n * 50);
  signed char s = (signed char)(n * 50);
  u += 200;
  s -= 100;
  u <<= 1;
  s >>= 1;
  short h = 30000;
  h += n * 1000;
  u++;
  s--;
  return u * 3 + s * 5 + h;
}

static int unsigned_numbers(int n)
{
  unsigned u = (unsigned)n;
  int less = u < 3u;
  int wraps = u - 10 > 5;
  unsigned long wide = u;
  long sign = n;
  return less + wraps * 2 + (int)(wide >> 28) * 4 + (int)(sign >> 28) * 100 +
         (n < 3u ? 7 : 9) + (int)(u / 3 % 1000) + (-1 < (long)u);
}

static int constants(int n)
{
  return 7 / 2 * 3 % 5 + (-7) / 2 + (-7) % 3 + (1 << 5) + (~5 & 0xff) + !0 + (3 > 2) +
         (-1 < 0) + (int)(-1 < 0u) + (unsigned char)300 + 'a' + (int)sizeof(tree) +
         (n, 4) + (int)(0x80000000u >> 4) + (int)(-16L >> 2) + BLUE;
}

static int pointers(int n)
{
  int list[6] = {1, 2, 3, 4, 5, 6};
  int *p = list;
  int *end = &list[5];
  p += n & 3;
  int first = *p++;
  int second = *++p;
  p--;
  p[-1] = 40;
  *(end - 1) += 3;
  int sum = 0;
  for (int *q = list; q <= end; ++q)
    sum = sum * 2 + *q;
  return first + second * 10 + sum + (int)(end - p) + 2 [list] + (p < end);
}

static int matrices(int n)
{
  int grid[3][4] = {{1, 2, 3, 4}, {5}, {[2] = 9, 10}};
  int(*row)[4] = &grid[n & 1];
  row[1][3] += 100;
  (*row)[0] = n;
  int sum = 0;
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 4; j++)
      sum = sum * 3 + grid[i][j];
  return sum;
}

static int records(int n)
{
  tree leaf = {.value = n, .bytes = {1, [3] = 4, 5}, .inner = {7, 8}};
  tree root = {&leaf, 0, 2, {9}, {3}, 11, 12};
  tree copy = root;
  copy.left->value++;
  copy.inner = leaf.inner;
  copy.halves[1] = 2;
  root.bytes[2] = (unsigned char)(leaf.value + 250);
  tree *t = &root;
  t->right = t->left;
  pair *p = &t->right->inner;
  p->a += 5;
  return leaf.value + copy.inner.b + copy.whole + root.bytes[2] + root.bytes[0] +
         leaf.inner.a * 10 + t->right->bytes[4] + root.inner.b + leaf.bytes[1] +
         pair_of(n, 3).b;
}

static int initialisers(int n)
{
  pair all[3] = {[1].b = 5, 6, [0] = {n, 2}};
  tree going_on = {.inner.a = 1, 2};
  tree over = {.inner = {1, 2}, .inner = {.b = 3}};
  pair elided[2] = {1, 2, 3};
  int ranges[6] = {[1 ... 3] = 4, 5};
  pair *literal = &(pair){n, 9};
  int sum = 0;
  for (int i = 0; i < 3; i++)
    sum = sum * 5 + all[i].a * 2 + all[i].b;
  for (int i = 0; i < 6; i++)
    sum += ranges[i] * i;
  return sum + going_on.inner.b + over.inner.a + over.inner.b * 7 + elided[1].a +
         elided[1].b + literal->a + ((int[]){3, 4})[n & 1] + going_on.value;
}

static int statement_expressions(int n)
{
  int m = ({
    int sum = 0;
    for (int i = 0; i < n; i++)
      sum += i;
    sum + 1;
  });
  if (({
        int k = m;
        k > 3;
      }))
    m *= 2;
  return m + ({
               pair p = pair_of(n, m);
               p;
             }).b;
}

static void double_it(int *p)
{
  calls = calls * 2 + *p;
}

static int cleaned(int n)
{
  calls = n;
  for (int i = 0; i < 3; i++) {
    __attribute__((cleanup(double_it))) int a = i;
    __attribute__((cleanup(double_it))) int b = i * 10;
    if (i == 1)
      continue;
    if (i == n)
      return a + b + calls;
  }
  return calls;
}

static int cleanups(int n)
{
  int result = cleaned(n);
  return result * 1000 + calls;
}

static int add(int a, int b)
{
  return a + b;
}

static int multiply(int a, int b)
{
  return a * b;
}

static int function_pointers(int n)
{
  int (*f)(int, int) = n > 1 ? add : multiply;
  int (*table[2])(int, int) = {multiply, &add};
  return f(n, 5) + (*table[1])(n, 3) + (***table)(n, 2);
}

static int recursive(int n)
{
  return n < 2 ? 1 : recursive(n - 1) + recursive(n - 2) * 2;
}

static int static_locals(int n)
{
  static int kept = 3;
  static int list[4];
  kept += n;
  list[n & 3]++;
  int result = kept + list[n & 3];
  kept = 3;
  list[n & 3] = 0;
  return result;
}

static int assignments(int n)
{
  int a, b, c;
  a = b = c = n;
  a += b -= c *= 2;
  b |= a ^= 0x55;
  c = (a = b, b + 1);
  b &= 0xfff;
  b <<= 2;
  a /= 3;
  c %= 7;
  int d = a++ + --b;
  return a * 3 + b * 5 + c * 7 + d;
}

static int atomics(int n)
{
  int x = n;
  int old = __atomic_fetch_add(&x, 3, __ATOMIC_SEQ_CST);
  int now = __atomic_sub_fetch(&x, 1, __ATOMIC_SEQ_CST);
  int expected = 5;
  int swapped = __atomic_compare_exchange_n(&x, &expected, 50, 0, __ATOMIC_SEQ_CST,
                                            __ATOMIC_SEQ_CST);
  int before = __sync_fetch_and_or(&x, 8);
  int after = __sync_add_and_fetch(&x, 2);
  int gone = __atomic_exchange_n(&x, 1, __ATOMIC_SEQ_CST);
  return old + now * 2 + expected * 3 + swapped * 5 + before * 7 + after * 11 + gone +
         x;
}

static int variable_arrays(int n)
{
  int size = (n & 3) + 1;
  int list[size++];
  for (int i = 0; i < size - 1; i++)
    list[i] = i + n;
  return list[0] + list[size - 2] * 10 + size;
}

static int scopes(int n)
{
  int x = n;
  {
    int x = 3;
    {
      int x = 4;
      n += x;
    }
    n += x;
  }
  for (int x = 0; x < 2; x++)
    n += x;
  return n + x;
}

// clang-format off
static int generic(int n)
{
  long l = n;
  return _Generic(l, int: add, long: pair_of)(n, 4).b +
         _Generic(n, int: n, long: l) + __builtin_choose_expr(1, n, l);
}
// clang-format on

static int enumerators(int n)
{
  colour c = n & 1 ? GREEN : RED;
  c |= 1;
  switch (c) {
  case RED:
    return 1;
  case BLUE:
    return 2;
  default:
    return (int)c * 10;
  }
}

static int truths(int n)
{
  _Bool b = n;
  _Bool c = n > 100 || (_Bool)(n & 2);
  int *null = (void *)0;
  if (null || !&n)
    return -1;
  return b + c * 2 + !n * 4 + !!n * 8 + (__builtin_expect(!!n, 0) ? 16 : 0) +
         ((char)(n + 256) ? 32 : 0);
}

static unsigned bits_of(unsigned long value)
{
  unsigned count = 0;
  for (; value; value &= value - 1)
    count++;
  return count;
}

static int wide(int n)
{
  unsigned long w = ~0ul >> (n & 31);
  long s = -(long)n * 1000000007;
  unsigned mixed = (unsigned)s ^ (unsigned)(s >> 32);
  return (int)bits_of(w) + (int)(mixed % 1000) + (int)(s % 97) + (w > 5 ? 3 : 4) +
         ((long)w < 0 ? 1 : 0);
}

#define MEANING_CASES(X)                                                               \
  X(loops)                                                                             \
  X(switches)                                                                          \
  X(duff)                                                                              \
  X(gotos)                                                                             \
  X(computed_goto)                                                                     \
  X(short_circuits)                                                                    \
  X(conditionals)                                                                      \
  X(narrow)                                                                            \
  X(unsigned_numbers)                                                                  \
  X(constants)                                                                         \
  X(pointers)                                                                          \
  X(matrices)                                                                          \
  X(records)                                                                           \
  X(initialisers)                                                                      \
  X(statement_expressions)                                                             \
  X(cleanups)                                                                          \
  X(function_pointers)                                                                 \
  X(recursive)                                                                         \
  X(static_locals)                                                                     \
  X(assignments)                                                                       \
  X(atomics)                                                                           \
  X(variable_arrays)                                                                   \
  X(scopes)                                                                            \
  X(generic)                                                                           \
  X(enumerators)                                                                       \
  X(truths)                                                                            \
  X(wide)

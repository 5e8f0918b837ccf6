// flags: -std=c2x
_Noreturn void by_keyword(void);
[[noreturn]] void by_brackets(void);
void by_gnu(void) __attribute__((noreturn));
__attribute__((__noreturn__)) void by_gnu_before(void);
typedef void handler(void) __attribute__((noreturn));
handler by_typedef;
void exit(int status); // known to the compiler
void assert_failed(const char *text, int line) __attribute__((noreturn));
#define assert_value(e) ((e) ? (void)0 : assert_failed(#e, 1))
#define assert_statement(e)                                                            \
  ((void)sizeof((e) ? 1 : 0), __extension__({                                          \
     if (e)                                                                            \
       ;                                                                               \
     else                                                                              \
       assert_failed(#e, 2);                                                           \
   }))
void (*returns_one(int n))(void) __attribute__((noreturn));
void takes_one(void (*f)(void) __attribute__((noreturn)));

int keyword(int n) { if (n) by_keyword(); return 1; }
int brackets(int n) { if (n) by_brackets(); return 1; }
int gnu(int n) { if (n) by_gnu(); return 1; }
int gnu_before(int n) { if (n) by_gnu_before(); return 1; }
int type(int n) { if (n) by_typedef(); return 1; }
int pointer(int n, handler *f) { if (n) f(); return 1; }
int not_themselves(int n) { returns_one(n); takes_one(0); return 1; }
int library(int n) { if (n) exit(1); return 1; }
int unreachable(int n) { if (n) __builtin_unreachable(); return 1; }
int trap(int n) { if (n) __builtin_trap(); return 1; }
int asserted(int *p) { assert_value(p != 0); return *p; }
int asserted_twice(int *p) { assert_statement(p); return *p; }
int in_value(int n) { return n + ({ by_gnu(); 2; }); }

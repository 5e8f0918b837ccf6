// Ownership, said in the source: who releases what a function returns or is given.
//
//   struct conn *conn_open(const char *host) MC_RETURNS_OWNED;
//   void pool_add(struct pool *pool, struct conn *conn) MC_TAKES(2);
//   int conn_send(struct conn *conn, char *text) MC_BORROWS(1) MC_BORROWS(2);
//   int conn_find(struct pool *pool, struct conn **found)
//       MC_FACT("(_, out_borrow conn) -> int or -1");
//
// The macros stand after a declaration, where its other attributes stand; arguments
// count from 1. They go before every rule file and before what a body shows. Of a
// function that carries one, arguments that none names are borrowed. Clang keeps them
// as annotations that change no code; for any other compiler they are nothing at all.

#ifndef MEMCHECK_ANNOTATE_H
#define MEMCHECK_ANNOTATE_H

#if defined(__has_attribute)
#if __has_attribute(annotate)
#define MC_ANNOTATION(text) __attribute__((annotate("mc:" text)))
#endif
#endif
#ifndef MC_ANNOTATION
#define MC_ANNOTATION(text)
#endif

// The caller owns what the function returns, unless that is NULL.
#define MC_RETURNS_OWNED MC_ANNOTATION("returns_owned")

// The function takes over argument [n]: the caller must not release it afterwards.
#define MC_TAKES(n) MC_ANNOTATION("takes " #n)

// The function only looks at argument [n]: whoever owned it still does.
#define MC_BORROWS(n) MC_ANNOTATION("borrows " #n)

// The whole fact, in the language of the rule files: "(free heap) -> int".
#define MC_FACT(fact) MC_ANNOTATION(fact)

#endif

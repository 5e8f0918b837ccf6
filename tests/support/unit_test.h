// cmocka with the headers it needs.
#ifndef MEMCHECK_UNIT_TEST_H
#define MEMCHECK_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#endif

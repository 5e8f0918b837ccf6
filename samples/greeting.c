// greeting: says hello to a user, by nickname if there is one.
//
// The name that is shown is cut at the first space, so it has to be a copy of its own:
// the nickname's if there is one, else the login's.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void cut_at_space(char *text)
{
  text[strcspn(text, " ")] = '\0';
}

static int greet(const char *login, const char *nickname)
{
  char *name = strdup(login);
  if (name == NULL)
    return 1;

  char *shown = name;
  if (nickname != NULL) {
    shown = strdup(nickname);
    if (shown == NULL) {
      free(name);
      return 1;
    }
  }
  cut_at_space(shown);
  printf("hello %s (%s)\n", shown, name);

  free(shown);
  free(name);
  return 0;
}

int main(int argc, char **argv)
{
  const char *login = getenv("USER");
  return greet(login != NULL ? login : "nobody", argc > 1 ? argv[1] : NULL);
}

// last_tasks: reads tasks, one a line, and prints them with the newest first.
//
// The list grows at its head, so walking it gives the order that is wanted.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct task {
  struct task *next;
  char title[80];
};

static void print_tasks_from(FILE *in)
{
  struct task *head = NULL;
  char line[80];
  while (fgets(line, sizeof line, in) != NULL) {
    struct task *task = malloc(sizeof *task);
    if (task == NULL)
      break;
    line[strcspn(line, "\n")] = '\0';
    strcpy(task->title, line);
    task->next = head;
    head = task;
  }

  int number = 1;
  while (head != NULL) {
    printf("%d. %s\n", number++, head->title);
    head = head->next;
  }
  free(head);
}

int main(void)
{
  print_tasks_from(stdin);
  return 0;
}

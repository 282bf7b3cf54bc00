package dev.bailiwick.examples.quickstart;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;

/** How the files spell the people, who are the same when their logins match without case. */
final class Spellings {
  private final SetMultimap<String, String> spellings = LinkedHashMultimap.create();

  /** The person whom a login names, spelled as they were first. */
  Person person(String login) {
    String key = GitHub.fold(login);
    spellings.put(key, login);
    return new Person(key, spellings.get(key).iterator().next());
  }

  /** Notes who is spelled in more than one way. */
  void report(Notes notes) {
    spellings
        .asMap()
        .values()
        .forEach(
            ways -> {
              if (ways.size() > 1) {
                notes.adapted(
                    "person spelled in several ways",
                    "one, whatever the case",
                    String.join(" = ", ways));
              }
            });
  }
}

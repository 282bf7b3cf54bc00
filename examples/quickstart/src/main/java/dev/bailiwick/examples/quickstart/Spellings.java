package dev.bailiwick.examples.quickstart;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;

/**
 * The spellings of the people in the files. Two logins that differ only in case are the same
 * person.
 */
final class Spellings {
  private final SetMultimap<String, String> spellings = LinkedHashMultimap.create();

  /** Returns the person with a login, with the spelling that was read first. */
  Person person(String login) {
    String key = GitHub.fold(login);
    spellings.put(key, login);
    return new Person(key, spellings.get(key).iterator().next());
  }

  /** Notes the people with more than one spelling. */
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

package dev.bailiwick.examples.quickstart;

import static java.util.Objects.requireNonNullElse;

import com.google.common.collect.ImmutableMap;
import java.util.Set;

/** Notes the keys of a map that the program does not use. */
final class UnusedKeys {
  private static final String SETTING = "a setting of GitHub's own";

  private static final ImmutableMap<String, String> WHY =
      ImmutableMap.<String, String>builder()
          .put("privacy", "its members and the org's admins always see a team")
          .put("previously", "a former name gives no access")
          .put("billing_email", SETTING)
          .put("company", SETTING)
          .put("email", SETTING)
          .put("location", SETTING)
          .put("has_organization_projects", SETTING)
          .put("has_repository_projects", SETTING)
          .put("members_can_create_repositories", SETTING)
          .buildOrThrow();

  private UnusedKeys() {}

  static void note(
      Notes notes, String of, ImmutableMap<String, Yaml> entries, Set<String> used, String where) {
    entries.keySet().stream()
        .filter(key -> !used.contains(key))
        .forEach(
            key ->
                notes.leftOut(
                    key + " of " + of,
                    requireNonNullElse(WHY.get(key), "not a key that is known here"),
                    where));
  }
}

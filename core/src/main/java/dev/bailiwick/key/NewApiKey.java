package dev.bailiwick.key;

import static dev.bailiwick.error.InvalidParameter.given;

import dev.bailiwick.error.InvalidParameter;
import dev.bailiwick.id.Text;
import java.time.Duration;
import java.util.Optional;

/**
 * An API key to make.
 *
 * @param name the name for lists
 * @param scope the scope
 * @param lifetime the time until it ends; empty for the usual one
 */
public record NewApiKey(String name, KeyScope scope, Optional<Duration> lifetime) {
  /** Refuses a malformed name, and a lifetime that is not positive. */
  public NewApiKey {
    name = Text.name(name, "key.name");
    given(scope, "key.scope");
    given(lifetime, "key.lifetime");
    InvalidParameter.unless(
        lifetime.map(time -> time.compareTo(Duration.ZERO) > 0).orElse(true),
        "key.lifetime",
        "must be positive");
  }

  /** Returns a key of everything that its owner may do through a key. */
  public static NewApiKey named(String name) {
    return new NewApiKey(name, KeyScope.all(), Optional.empty());
  }

  /** Returns a copy with the given scope. */
  public NewApiKey withScope(KeyScope newScope) {
    return new NewApiKey(name, newScope, lifetime);
  }

  /** Returns a copy with the given lifetime. */
  public NewApiKey withLifetime(Duration time) {
    return new NewApiKey(name, scope, Optional.of(given(time, "key.lifetime")));
  }
}

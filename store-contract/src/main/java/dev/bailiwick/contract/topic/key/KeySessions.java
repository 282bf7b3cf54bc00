package dev.bailiwick.contract.topic.key;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.key.IssuedApiKey;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.key.NotAuthenticated;

/** API keys and the sessions of their holders. */
final class KeySessions {
  private KeySessions() {}

  /** Makes a key of the actor of a session. */
  static IssuedApiKey newKey(Session session, NewApiKey key) {
    return session.apiKeys().create(key).value();
  }

  /** The secret text of a new key. */
  static String secret(IssuedApiKey issued) {
    return issued.secret().orElseThrow().reveal();
  }

  /** The session of a program with the secret of a key. */
  static Session using(World world, IssuedApiKey issued) {
    return world.bailiwick().actingAs(world.bailiwick().authenticate(secret(issued)));
  }

  /** Checks that the secret of a key gives no access. */
  static void refused(World world, IssuedApiKey issued) {
    assertThatThrownBy(() -> world.bailiwick().authenticate(secret(issued)))
        .isInstanceOf(NotAuthenticated.class);
  }
}

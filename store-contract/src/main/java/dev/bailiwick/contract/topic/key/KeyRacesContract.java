package dev.bailiwick.contract.topic.key;

import static dev.bailiwick.contract.fixture.World.DOC;
import static dev.bailiwick.contract.topic.key.KeySessions.newKey;
import static dev.bailiwick.contract.topic.key.KeySessions.using;
import static dev.bailiwick.permission.Permission.READ;
import static dev.bailiwick.permission.Standard.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Session;
import dev.bailiwick.actor.SignInEnded;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.topic.concurrency.RaceTrial;
import dev.bailiwick.error.BailiwickException;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.key.IssuedAccessToken;
import dev.bailiwick.key.IssuedApiKey;
import dev.bailiwick.key.NewApiKey;
import dev.bailiwick.key.NotAuthenticated;
import dev.bailiwick.org.NoSuchOrg;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The races of the end of a key or token against its use. */
@Tag("long")
public interface KeyRacesContract extends RaceTrial {
  /** A way to end the key of a user, or the token that was exchanged for it. */
  private static void end(
      int way, World other, UserId user, OrgId org, IssuedApiKey key, IssuedAccessToken token) {
    switch (way % 4) {
      case 0 -> other.as(user, org).apiKeys().revoke(key.key().id());
      case 1 -> other.as(user, org).apiKeys().rotate(key.key().id(), Duration.ZERO);
      case 2 -> other.as(user, org).accessTokens().revoke(token.token().id());
      default -> other.as(user).users().signOutEverywhere(user);
    }
  }

  @Test
  default void nothing_that_begins_after_a_revocation_is_allowed(TestReporter reporter) {
    World world = world();
    World other = world.through(beside(world.store()));
    OrgId org = world.org("acme", world.user("owner"));
    int allowedBefore = 0;
    for (int round = 0; round < RaceTrial.rounds(); round++) {
      int way = round;
      UserId mia = world.member("mia" + round, org);
      world.system(org).grants().grant(OPERATOR, DOC.id("1"), mia);
      IssuedApiKey key = newKey(world.as(mia, org), NewApiKey.named("ci"));
      IssuedAccessToken token = using(world, key).accessTokens().create("job");
      Session acting =
          world.bailiwick().actingAs(world.bailiwick().authenticate(token.secret().reveal()));
      List<Long> allowed = Collections.synchronizedList(new ArrayList<>());
      long[] returned = new long[1];
      List<Optional<BailiwickException>> ends =
          RaceTrial.atOnce(
              () -> {
                end(way, other, mia, org, key, token);
                returned[0] = System.nanoTime();
              },
              () -> {
                // Until the revocation refuses one of them.
                for (int i = 0; i < 100_000; i++) {
                  long began = System.nanoTime();
                  if (acting.may(READ, DOC.id("1"))) {
                    allowed.add(began);
                  }
                }
              });
      assertThat(ends.get(0)).isEmpty();
      assertThat(ends.get(1)).containsInstanceOf(SignInEnded.class);
      assertThat(allowed)
          .as("checks that began after the revocation had returned")
          .noneMatch(began -> began > returned[0]);
      allowedBefore += allowed.isEmpty() ? 0 : 1;
    }
    reporter.publishEntry(
        "race",
        "%d rounds; a check was allowed before the end in %d"
            .formatted(RaceTrial.rounds(), allowedBefore));
    assertThat(allowedBefore).as("rounds in which the token was used").isPositive();
  }

  @Test
  default void a_token_that_is_made_while_its_place_is_switched_off_is_dead_afterwards() {
    World world = world();
    World other = world.through(beside(world.store()));
    UserId owner = world.user("owner");
    OrgId org = world.org("acme", owner);
    for (int round = 0; round < RaceTrial.rounds(); round++) {
      UserId mia = world.member("mia" + round, org);
      Session acting = world.as(mia, org);
      List<IssuedAccessToken> made = Collections.synchronizedList(new ArrayList<>());
      List<Optional<BailiwickException>> ends =
          RaceTrial.atOnce(
              () -> made.add(acting.accessTokens().create("laptop")),
              () -> other.as(owner, org).orgs().members(org).deactivate(mia));
      RaceTrial.refusedOnly(ends, NoSuchOrg.class);
      world.as(owner, org).orgs().members(org).activate(mia);
      for (IssuedAccessToken token : made) {
        assertThatThrownBy(() -> world.bailiwick().authenticate(token.secret().reveal()))
            .as("round %d", round)
            .isInstanceOf(NotAuthenticated.class);
      }
    }
  }
}

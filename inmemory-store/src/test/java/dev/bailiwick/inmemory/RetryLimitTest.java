package dev.bailiwick.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.actor.Actor;
import dev.bailiwick.error.StoreFailure;
import dev.bailiwick.id.Consistency;
import dev.bailiwick.id.Tenant;
import dev.bailiwick.store.Store;
import dev.bailiwick.store.Transaction;
import dev.bailiwick.store.View;
import dev.bailiwick.user.Email;
import dev.bailiwick.user.EmailTaken;
import dev.bailiwick.user.Profile;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RetryLimitTest {
  @Test
  void the_retries_of_the_store_and_of_the_session_do_not_multiply() {
    AtomicInteger applied = new AtomicInteger();
    Store conflicting = new Conflicting(InMemoryStore.create(), applied);
    var host = Bailiwick.over(conflicting).actingAs(Actor.system("test"));
    assertThatThrownBy(() -> host.users().register(Profile.named("Ann")))
        .isInstanceOfSatisfying(
            StoreFailure.class, failure -> assertThat(failure.retryable()).isTrue());
    assertThat(applied.get()).isLessThanOrEqualTo(10);
  }

  /**
   * A store in which each unit of work meets a conflict ten times, and an address that became known
   * meanwhile after that.
   */
  private record Conflicting(Store inner, AtomicInteger applied) implements Store {
    @Override
    public <R> R read(Consistency consistency, Function<View, R> question) {
      return inner.read(consistency, question);
    }

    @Override
    public <R> R write(Set<Tenant> tenants, Function<Transaction, R> unit) {
      for (int retry = 0; retry < 10; retry++) {
        try {
          inner.write(
              tenants,
              tx -> {
                assertThat(unit.apply(tx)).isNotNull();
                applied.incrementAndGet();
                throw new Conflict();
              });
        } catch (Conflict again) {
          assertThat(again).isNotNull();
        }
      }
      throw new EmailTaken(Email.of("ann@example.com"));
    }
  }

  private static final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

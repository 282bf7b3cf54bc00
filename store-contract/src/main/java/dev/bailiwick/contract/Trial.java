package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.collect.ImmutableSet;
import dev.bailiwick.Session;
import dev.bailiwick.access.NoPermission;
import dev.bailiwick.audit.AuditEntry;
import dev.bailiwick.contract.Cast.Who;
import dev.bailiwick.id.Tenant;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One call, made by every kind of actor. Those who are permitted leave exactly one entry and move
 * each tenant on by one at most; the others leave nothing at all, and the listener hears of it
 * where the call was refused.
 */
final class Trial {
  private static final String REASON = "it is being tried";

  private final Contract contract;
  private final String event;
  private final BiConsumer<Cast, Session> call;
  private Set<Who> permitted = EnumSet.noneOf(Who.class);
  private Class<? extends RuntimeException> outOfReach = NoPermission.class;
  private BiFunction<Cast, Who, Session> actors = Cast::as;
  private Function<Cast, Tenant> log = cast -> cast.acme;
  private Consumer<Cast> given = cast -> {};
  private BiPredicate<Cast, Who> hides = (cast, who) -> who.outside();
  private boolean writes = true;
  private boolean again = true;
  private boolean eventIsPrefix;
  private Set<Who> left = EnumSet.noneOf(Who.class);

  private Trial(Contract contract, String event, BiConsumer<Cast, Session> call) {
    this.contract = contract;
    this.event = event;
    this.call = call;
  }

  static Trial of(Contract contract, String event, BiConsumer<Cast, Session> call) {
    return new Trial(contract, event, call);
  }

  /** Everybody acts in no org. */
  Trial alone() {
    actors = Cast::alone;
    return this;
  }

  Trial permits(Who... who) {
    permitted = ImmutableSet.copyOf(who);
    return this;
  }

  /** What those hear who cannot reach the org, in place of being refused. */
  Trial hidden(Class<? extends RuntimeException> failure) {
    outOfReach = failure;
    return this;
  }

  /** From whom it is hidden, if not from all who are outside. */
  Trial hiddenFrom(BiPredicate<Cast, Who> some) {
    hides = some;
    return this;
  }

  /** What has to be there before. */
  Trial given(Consumer<Cast> setting) {
    given = setting;
    return this;
  }

  /** In whose log the entry stands, if not in acme's. */
  Trial logged(Function<Cast, Tenant> tenant) {
    log = tenant;
    return this;
  }

  /** The name of the event is only the beginning of it. */
  Trial anyEvent() {
    eventIsPrefix = true;
    return this;
  }

  /** Who is neither refused nor tried. */
  Trial except(Who... who) {
    left = ImmutableSet.copyOf(who);
    return this;
  }

  /** The call only reads. */
  Trial reads() {
    writes = false;
    return this;
  }

  /** The same call again is not the same. */
  Trial once() {
    again = false;
    return this;
  }

  void run() {
    refusals();
    for (Who who : permitted) {
      success(who);
    }
  }

  private void refusals() {
    Cast cast = new Cast(contract.world());
    given.accept(cast);
    Snapshot before = Snapshot.of(cast.world.store());
    for (Who who : Who.values()) {
      if (permitted.contains(who) || left.contains(who)) {
        continue;
      }
      cast.world.refusals().clear();
      Throwable thrown = catchThrowable(() -> call.accept(cast, session(cast, who)));
      assertThat(thrown)
          .as("%s by %s", event, who)
          .isInstanceOf(hides.test(cast, who) ? outOfReach : NoPermission.class);
      if (thrown instanceof NoPermission refusal) {
        assertThat(refusal.event().name()).as("%s by %s", event, who).startsWith(event);
        assertThat(cast.world.refusals()).as("%s by %s", event, who).containsExactly(refusal);
      }
      assertThat(Snapshot.of(cast.world.store())).as("%s by %s", event, who).isEqualTo(before);
    }
  }

  private void success(Who who) {
    Cast cast = new Cast(contract.world());
    given.accept(cast);
    cast.world.clock().advance(Duration.ofMinutes(1));
    Snapshot before = Snapshot.of(cast.world.store());
    call.accept(cast, session(cast, who));
    Snapshot after = Snapshot.of(cast.world.store());
    if (!writes) {
      assertThat(after).as("%s by %s", event, who).isEqualTo(before);
      return;
    }
    assertThat(after.since(before)).as("%s by %s", event, who).hasSize(1);
    AuditEntry entry = after.since(before).get(0);
    Tenant tenant = log.apply(cast);
    assertThat(entry.tenant()).as("the log of %s by %s", event, who).isEqualTo(tenant);
    assertThat(entry.number()).isEqualTo(before.revision(tenant) + 1);
    assertThat(entry.event().name()).startsWith(event);
    assertThat(eventIsPrefix || entry.event().name().equals(event))
        .as(entry.event().name())
        .isTrue();
    assertThat(entry.actor()).isEqualTo(session(cast, who).actor());
    assertThat(entry.reason()).contains(REASON);
    assertThat(entry.bySuperUser()).as("the mark of %s", who).isEqualTo(who == Who.SUPER_USER);
    assertThat(entry.at()).isEqualTo(cast.world.clock().instant());
    assertThat(entry.items()).isNotEmpty();
    after
        .revisions()
        .forEach(
            (each, number) ->
                assertThat(number - before.revision(each))
                    .as("moves of %s", each)
                    .isBetween(0L, 1L));
    assertThat(after.revision(tenant)).isEqualTo(before.revision(tenant) + 1);
    if (again) {
      call.accept(cast, session(cast, who));
      assertThat(Snapshot.of(cast.world.store())).as("%s again by %s", event, who).isEqualTo(after);
    }
  }

  private Session session(Cast cast, Who who) {
    return actors.apply(cast, who).because(REASON);
  }
}

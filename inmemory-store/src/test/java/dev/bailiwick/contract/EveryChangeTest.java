package dev.bailiwick.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.Event;
import dev.bailiwick.contract.fixture.LogSnapshot;
import dev.bailiwick.contract.fixture.Mutations;
import dev.bailiwick.contract.fixture.World;
import dev.bailiwick.contract.history.Moves;
import dev.bailiwick.inmemory.InMemoryStore;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A change that lacks its place in one of the contract's lists fails the build here. */
class EveryChangeTest {
  private static Set<String> changes() {
    Set<String> changes = new LinkedHashSet<>();
    Event.changes().stream()
        .filter(event -> !Set.of(Event.ORG_IMPORT, Event.ORG_MIGRATE).contains(event))
        // Keys are an optional part of a store: KeyEndsContract has their changes.
        .filter(event -> !event.name().startsWith("key."))
        // Changes of an optional part have lists of their own: PasswordCallsContract,
        // ImpersonationContract and DelegationContract.
        .filter(event -> !event.name().startsWith("password."))
        .filter(event -> !event.name().startsWith("impersonation."))
        .filter(event -> !event.name().startsWith("agent."))
        .forEach(event -> changes.add(event.name()));
    return changes;
  }

  @Test
  void each_change_is_a_move_of_the_random_histories() {
    assertThat(Moves.ALL)
        .as("add the change to Moves")
        .extracting(Moves.Move::name)
        .containsAll(changes());
  }

  @Test
  void each_change_is_tried_under_an_operation_id_and_leaves_its_event() {
    Set<String> left = new LinkedHashSet<>();
    Mutations.all()
        .forEach(
            (name, mutation) -> {
              World world = new World(InMemoryStore.create());
              var scene = new Mutations.Scene(world, "s");
              LogSnapshot before = LogSnapshot.of(world.store());
              assertThat(mutation.apply(scene, Optional.empty())).isNotNull();
              LogSnapshot.of(world.store())
                  .since(before)
                  .forEach(entry -> left.add(entry.event().name()));
            });
    assertThat(left).as("add the change to Mutations").containsAll(changes());
  }
}

package dev.bailiwick.contract.topic.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.actor.Actor;
import dev.bailiwick.contract.fixture.ContractTopic;
import dev.bailiwick.contract.fixture.StoreRows;
import dev.bailiwick.error.OperationReused;
import dev.bailiwick.id.Limits;
import dev.bailiwick.id.OrgId;
import dev.bailiwick.id.TeamId;
import dev.bailiwick.id.UserId;
import dev.bailiwick.store.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of the port of operations. */
public interface OperationPortsContract extends ContractTopic {
  /** An operation with hardly any result. */
  private static Operation operation(Operation.Key key, Instant at) {
    return new Operation(key, "digest", "1:1", at);
  }

  private static Optional<Operation> found(StoreRows rows, Operation.Key key) {
    return rows.read(view -> view.operations().find(key));
  }

  @Test
  default void an_operation_is_found_by_its_whole_key_as_it_was_saved() {
    StoreRows rows = new StoreRows(newStore());
    Actor longest = Actor.system("\ud83d\ude00".repeat(Limits.NAME_LENGTH));
    List<Operation.Key> keys =
        List.of(
            Operation.Key.of(longest, "1"),
            Operation.Key.of(longest.in(new OrgId(7)), "1"),
            Operation.Key.of(longest.in(new OrgId(8)), "1"),
            Operation.Key.of(Actor.system("a"), "1"),
            Operation.Key.of(Actor.system("A"), "1"),
            Operation.Key.of(Actor.user(new UserId(1)), "1"),
            Operation.Key.of(Actor.user(new UserId(1)), "1 "),
            Operation.Key.of(Actor.user(new UserId(1)), "É"),
            Operation.Key.of(Actor.user(new UserId(1)), "E\u0301"));
    for (int i = 0; i < keys.size(); i++) {
      Operation.Key key = keys.get(i);
      assertThat(found(rows, key)).as("%s", key).isEmpty();
      String result = i + "é\ud83d\ude00".repeat(50_000 * (i % 2));
      Operation saved = new Operation(key, "a".repeat(64), result, StoreRows.THEN.plusSeconds(i));
      rows.write(tx -> tx.operations().save(saved));
      assertThat(found(rows, key)).contains(saved);
    }
    for (int i = 0; i < keys.size(); i++) {
      assertThat(found(rows, keys.get(i)).orElseThrow().at())
          .isEqualTo(StoreRows.THEN.plusSeconds(i));
    }
  }

  @Test
  default void an_operation_needs_no_lock_moves_no_revision_and_goes_with_its_unit() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId acme = rows.org(ann);
    Operation.Key key = Operation.Key.of(Actor.user(ann).in(acme), "1");
    rows.write(
        tx -> {
          tx.operations().save(operation(key, StoreRows.THEN));
          assertThat(tx.operations().find(key)).as("by the unit itself").isPresent();
        });
    assertThat(rows.revision(acme)).isEqualTo(1);
    Operation.Key undone = Operation.Key.of(Actor.user(ann), "2");
    assertThatThrownBy(
            () ->
                rows.write(
                    tx -> {
                      tx.operations().save(operation(undone, StoreRows.THEN));
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(found(rows, undone)).isEmpty();
  }

  @Test
  default void a_second_operation_of_a_key_undoes_its_unit() {
    StoreRows rows = new StoreRows(newStore());
    UserId ann = rows.user();
    OrgId acme = rows.org(ann);
    Operation first = operation(Operation.Key.of(Actor.user(ann), "1"), StoreRows.THEN);
    rows.write(tx -> tx.operations().save(first));
    assertThatThrownBy(
            () ->
                rows.write(
                    tx -> {
                      tx.teams()
                          .save(StoreRows.group(new TeamId(tx.nextId()), acme, ann, "ops").build());
                      tx.operations().save(operation(first.key(), StoreRows.THEN.plusSeconds(1)));
                    },
                    acme))
        .isInstanceOf(OperationReused.class);
    assertThat(found(rows, first.key())).contains(first);
    assertThat(rows.revision(acme)).isEqualTo(1);
  }

  @Test
  default void an_operation_gives_way_to_another_and_only_as_it_was_read() {
    StoreRows rows = new StoreRows(newStore());
    Operation.Key key = Operation.Key.of(Actor.system("test"), "1");
    Operation first = operation(key, StoreRows.THEN);
    Operation second = operation(key, StoreRows.THEN.plusSeconds(1));
    rows.write(tx -> tx.operations().save(first));
    rows.write(
        tx -> {
          tx.operations().delete(first);
          tx.operations().save(second);
        });
    rows.write(tx -> tx.operations().delete(first));
    assertThat(found(rows, key)).contains(second);
    rows.write(tx -> tx.operations().delete(second));
    assertThat(found(rows, key)).isEmpty();
    rows.write(tx -> tx.operations().delete(second));
  }
}
